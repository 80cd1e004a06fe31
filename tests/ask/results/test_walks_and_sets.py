"""Walking through what a query finds, and making record sets of it."""

import pytest

from specify.ask.results import counting, walking
from specify.datamodel.tables import model
from tests.ask.results.conftest import NUMBERS
from tests.page_checks import text
from tests.page_client import CheckingClient
from tests.planting import World


def test_a_walk_goes_from_row_to_row(curator: CheckingClient, home: str) -> None:
    numbers, address = [], f"{home}query/walk/?{NUMBERS}"
    for _step in range(3):
        page = curator.get(address).document
        numbers.append(text(page.all("//h1/span")[0]))
        address = page.all("//a[@rel='next']")[0].get("href") or ""
    assert numbers == sorted(set(numbers))
    back = curator.get(address).document.all("//a[@rel='prev']")[0].get("href")
    assert text(curator.get(back).document.all("//h1/span")[0]) == numbers[-1]


def test_a_walk_says_how_many_rows_there_are(
    curator: CheckingClient, home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = model("collectionobject").objects.filter(collection=home.strip("/").partition("-")[0]).count()

    def told(at: int) -> str:
        return text(
            curator.get(f"{home}query/walk/?{NUMBERS}&at={at}").document.all("//nav[@aria-label='Results']/p")[0]
        )

    assert [told(at) for at in (1, 30, number)] == [f"Row {at} of {number}" for at in (1, 30, number)]
    monkeypatch.setattr(counting, "MOST", 5)
    assert told(1) == "Row 1 of more than 21", "so many are looked at anyway"
    assert told(number) == f"Row {number} of {number}"


@pytest.mark.parametrize("look", [1, 20])
def test_rows_of_one_record_are_one_step(
    curator: CheckingClient, home: str, home_world: World, monkeypatch: pytest.MonkeyPatch, look: int
) -> None:
    monkeypatch.setattr(walking, "LOOK", look)
    made = [home_world.plant("collectionobject", catalogNumber=f"99990000{at}") for at in range(3)]
    for one in made:
        for _again in range(3):
            home_world.plant("determination", collectionObject_id=one)
    lines = "l=1.collectionobject.catalogNumber~starts-with,asc~99990000&l=1,9-determinations.determination.id"
    address, seen = f"{home}query/walk/?on=collectionobject&{lines}", []
    for rel in ("next", "prev"):
        while address:
            page = curator.get(address).document
            seen.append(text(page.all("//h1/span")[0]))
            last, address = address, next((one.get("href") or "" for one in page.all(f"//a[@rel='{rel}']")), "")
        address = last
    if look == 20:
        assert [one[-1] for one in seen] == ["0", "1", "2", "2", "1", "0"]
    assert {one[-1] for one in seen} == {"0", "1", "2"}


@pytest.mark.parametrize("at", ["999999999", "99999999999999999999999"])
def test_beyond_the_end_there_is_nobody(curator: CheckingClient, home: str, at: str) -> None:
    assert curator.get(f"{home}query/walk/?{NUMBERS}&at={at}").status_code == (404 if len(at) < 10 else 200)


def test_a_set_has_each_record_once_in_the_order_of_the_rows(curator: CheckingClient, home: str) -> None:
    query = "on=collectionobject&l=1.collectionobject.catalogNumber~desc&l=1,9-determinations.determination.isCurrent"
    address = f"{home}query/set/?{query}"
    once = curator.get(address).document.all("//input[@name='once']")[0].get("value")
    response = curator.post(address, {"name": "From a query", "once": once})
    assert response.status_code == 303
    made = model("recordset").objects.get(name="From a query")
    kept = list(model("recordsetitem").objects.filter(recordSet=made).order_by("pk").values_list("recordId", flat=True))
    objects = model("collectionobject").objects.filter(collection=made.collectionMemberId)
    assert kept == list(objects.order_by("-catalogNumber", "pk").values_list("pk", flat=True))


def test_a_set_needs_a_name(curator: CheckingClient, home: str) -> None:
    response = curator.post(f"{home}query/set/?{NUMBERS}", {"name": " ", "once": "a"})
    assert response.status_code == 422


def test_who_may_not_make_sets_is_told_so(reader: CheckingClient, home: str) -> None:
    assert reader.get(f"{home}query/set/?{NUMBERS}").status_code == 403
