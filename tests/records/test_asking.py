"""Queries that begin at a record: they find the objects that hang on it, whatever table it is of."""

import pytest

from specify.datamodel.tables import model
from specify.records.asking import WAYS
from specify.resources.place import place_of
from tests.page_checks import text
from tests.page_client import CheckingClient
from tests.planting import World
from tests.records.choosing.test_page import ONLY_WITH_POLICIES, enter_with


@pytest.mark.parametrize("table", WAYS)
def test_every_way_leads_to_a_query_that_runs(
    curator: CheckingClient, home: str, home_world: World, table: str
) -> None:
    record = home_world.plant(table)
    page = curator.get(f"{home}{table}/{record}/").document
    address = page.all("//main//ul[@class='acts']//a[. = 'Query from here']")[0].get("href") or ""
    assert curator.get(address).status_code == 200
    rows = address.replace("/query/?", "/query/results/?")
    assert text(curator.get(rows).document.ids["total"]) == "0"


def test_they_are_those_that_hang_on_it(curator: CheckingClient, home: str) -> None:
    event = model("collectingevent").objects.exclude(locality=None).filter(collectionObjects__isnull=False).first()
    assert event is not None
    locality = event.locality_id  # type: ignore[attr-defined]
    page = curator.get(f"{home}locality/{locality}/").document
    address = page.all("//main//ul[@class='acts']//a[. = 'Query from here']")[0].get("href") or ""
    found = curator.get(address.replace("/query/?", "/query/results/?")).document
    objects = model("collectionobject").objects.filter(collectingEvent__locality=locality)
    assert text(found.ids["total"]) == str(objects.count())


@ONLY_WITH_POLICIES
def test_who_may_not_ask_is_not_offered_it(client: CheckingClient, home: str, home_world: World) -> None:
    locality = home_world.plant("locality")
    place = place_of(int(home.strip("/").partition("-")[0]))
    assert place is not None
    enter_with(client, place, ("/table/%", "read"))
    page = client.get(f"{home}locality/{locality}/").document
    assert not page.all("//a[. = 'Query from here']")
