"""Every table, with every right and without: its list and its record are shown, or refused in a sentence."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.resources.place import Place, place_of
from tests.page_checks import text
from tests.page_client import CheckingClient
from tests.planting import World

pytestmark = [pytest.mark.django_db, pytest.mark.every_shape]


@pytest.fixture
def here(home: str) -> Place:
    """The demonstration's collection."""
    place = place_of(int(home.strip("/").split("-")[0]))
    assert place is not None
    return place


@pytest.fixture
def outsider(client: CheckingClient, here: Place) -> CheckingClient:
    """Somebody who may enter the collection and read nothing."""
    now = datetime(2026, 1, 1)
    user = model("specifyuser").objects.create(
        name="outsider", password="unusable", isLoggedIn=False, isLoggedInReport=False, timestampCreated=now, version=0
    )
    model("userpolicy").objects.create(
        collection_id=here.collection_id, specifyuser_id=user.pk, resource="/system/sp7/collection", action="access"
    )
    client.force_login(model("specifyuser").objects.get(pk=user.pk))  # type: ignore[arg-type]
    return client


def rows_everywhere(place: Place) -> Iterator[tuple[str, int]]:
    """A row of every table that belongs to the collection."""
    world = World.at(place)
    for key in present.tables():
        yield key, world.ids[key] if key in world.ids else world.plant(key)


def test_with_every_right_every_table_is_listed_and_shown(curator: CheckingClient, here: Place, home: str) -> None:
    failed: list[Any] = []
    for key, row in list(rows_everywhere(here)):
        for address in (f"{home}{key}/", f"{home}{key}/{row}/"):
            if (status := curator.get(address).status_code) != 200:
                failed.append((address, status))
    assert failed == []


def allow(client_user: str, place: Place, resource: str, action: str) -> None:
    """Give somebody one more right in the collection."""
    user = model("specifyuser").objects.get(name=client_user)
    model("userpolicy").objects.create(
        collection_id=place.collection_id, specifyuser_id=user.pk, resource=resource, action=action
    )


ONLY_WITH_POLICIES = pytest.mark.skipif(
    not present.has("userpolicy"), reason="without policies nobody may enter and read nothing"
)


@ONLY_WITH_POLICIES
def test_a_list_shows_nothing_of_tables_one_may_not_read(outsider: CheckingClient, here: Place, home: str) -> None:
    world = World.at(here)
    taxon = world.plant("taxon", fullName="Secretus occultus", name="occultus", rankId=220)
    locality = world.plant("locality", localityName="Hidden bay")
    event = world.plant("collectingevent", locality_id=locality)
    specimen = world.plant("collectionobject", catalogNumber="000000000", collectingEvent_id=event)
    world.plant("determination", collectionObject_id=specimen, taxon_id=taxon, isCurrent=True)
    allow("outsider", here, "/table/collectionobject", "read")
    allow("outsider", here, "/table/taxon", "read")
    for address in (f"{home}collectionobject/", f"{home}collectionobject/{specimen}/"):
        page = outsider.get(address)
        assert page.status_code == 200
        assert b"000000000" in page.content
        assert b"Secretus" not in page.content, address  # it would tell the determination
        assert b"Hidden bay" not in page.content, address


def test_a_record_of_another_collection_is_not_told_through_a_shared_one(
    curator: CheckingClient, here: Place, home: str
) -> None:
    foreign, own = World.create(), World.at(here)
    specimen = foreign.plant("collectionobject", catalogNumber="SECRET999")
    preparation = foreign.plant("preparation", collectionObject_id=specimen)
    loan = own.plant("loan")
    own.plant("loanpreparation", loan_id=loan, preparation_id=preparation)
    for rest in (f"loan/{loan}/", f"loan/{loan}/loanpreparations/", "loanpreparation/"):
        page = curator.get(home + rest)
        assert page.status_code == 200
        assert b"SECRET999" not in page.content, rest
        assert f"{home}preparation/{preparation}/".encode() not in page.content, rest


@ONLY_WITH_POLICIES
@pytest.mark.one_shape
def test_without_a_right_no_table_is_listed_or_shown(outsider: CheckingClient, here: Place, home: str) -> None:
    assert outsider.get(home).status_code == 200
    for key, row in list(rows_everywhere(here)):
        for address in (f"{home}{key}/", f"{home}{key}/{row}/"):
            response = outsider.get(address)
            assert response.status_code == 403, address
            assert "may not read" in text(response.document.root.find(".//main"))
