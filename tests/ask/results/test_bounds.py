"""What results may cost, and what they must never show."""

import pytest

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.resources.place import place_of
from tests.ask.results.conftest import NUMBERS
from tests.page_checks import text
from tests.page_client import CheckingClient, count_statements
from tests.records.choosing.test_page import ONLY_WITH_POLICIES, enter_with

FURNITURE, OWN = 6, 4
PAGES = ("results", "count", "walk", "behind", "take", "take/csv", "set")


def elsewhere(home: str) -> int:
    """An object of another collection."""
    found = model("collectionobject").objects.exclude(collection=int(home.strip("/").partition("-")[0])).first()
    assert found is not None
    return int(found.pk)


@pytest.mark.parametrize("switch", ["", "&distinct=1", "&series=1", "&from=51&sort=2d"])
def test_a_page_takes_few_statements(curator: CheckingClient, home: str, switch: str) -> None:
    lines = f"{NUMBERS}&l=1,9-determinations,4.taxon.fullName&l=1,10,2.locality.localityName"
    address = f"{home}query/results/?{lines}{switch}"
    curator.get(address)
    with count_statements() as statements:
        assert curator.get(address).status_code == 200
    assert len(statements) <= FURNITURE + OWN, statements


def test_many_columns_leave_fewer_rows(curator: CheckingClient, home: str) -> None:
    table = present.tables()["collectionobject"]
    lines = "".join(
        f"&l=1.collectionobject.{name}" for name in list(table.fields)[:60] if not table.fields[name].secret
    )
    response = curator.get(f"{home}query/results/?on=collectionobject{lines}")
    assert response.status_code == 200
    assert 5 <= len(response.document.all("//tbody/tr")) <= 50


@pytest.mark.parametrize("page", ["results", "take/csv", "count", "walk"])
def test_nothing_of_another_collection_comes(curator: CheckingClient, home: str, page: str) -> None:
    other = elsewhere(home)
    asked = f"on=collectionobject&l=1.collectionobject.catalogNumber&l=1.collectionobject.id~equal,hide~{other}"
    response = curator.get(f"{home}query/{page}/?{asked}&id={other}")
    if page == "walk":
        assert response.status_code == 404
    elif page == "take/csv":
        assert b"".join(response.streaming_content).count(b"\r\n") == 1
    else:
        assert response.status_code == 200
        assert not response.document.all("//tbody/tr")
        assert text(response.document.ids["total"]) == "0"


def test_a_set_of_another_collection_is_refused(curator: CheckingClient, home: str) -> None:
    assert curator.get(f"{home}query/results/?{NUMBERS}&set=999999").status_code == 422


@ONLY_WITH_POLICIES
def test_each_page_asks_for_its_right(client: CheckingClient, home: str) -> None:
    place = place_of(int(home.strip("/").partition("-")[0]))
    assert place is not None
    enter_with(client, place, ("/table/collectionobject", "%"), ("/querybuilder/query", "execute"))
    taxa = f"{NUMBERS}&l=1,9-determinations,4.taxon.fullName"
    status = {page: client.get(f"{home}query/{page}/?{NUMBERS}").status_code for page in PAGES}
    assert status == {**dict.fromkeys(PAGES, 200), "take": 403, "take/csv": 403, "set": 403}
    assert {client.get(f"{home}query/{page}/?{taxa}").status_code for page in PAGES} == {403}
    page = client.get(f"{home}query/results/?{NUMBERS}").document
    assert not page.all("//main//a[contains(@href, '/take/') or contains(@href, '/query/set/')]")


def test_a_stored_query_that_is_gone_is_told(curator: CheckingClient, home: str) -> None:
    assert curator.get(f"{home}query/999999/results/").status_code == 404
