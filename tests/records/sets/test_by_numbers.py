"""Record sets from numbers: what is found of them is told first, and then made or added to."""

from collections.abc import Sequence
from hashlib import sha256

import pytest

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.records.models import Draft
from specify.records.sets.changing import make
from specify.records.sets.looking_up import look_up, numbered_fields
from specify.records.sets.reading import items_of
from specify.security.entering import Visit
from tests.page_client import CheckingClient, count_statements, fields, heading, link, words
from tests.planting import World

pytestmark = pytest.mark.django_db

TABLE = present.tables()["collectionobject"]


@pytest.fixture
def address(home: str) -> str:
    """The page on which numbers are typed."""
    return f"{home}record-sets/numbers/"


def records_of(set_id: int) -> list[int]:
    return list(items_of(set_id).values_list("recordId", flat=True))


def asked(page: object, numbers: str, field: str = "collectionobject.catalogNumber") -> dict[str, str]:
    return {**fields(page, "Look them up"), "field": field, "numbers": numbers}  # type: ignore[arg-type]


def made_at(location: str) -> int:
    return int(location.strip("/").rpartition("/")[2])


def test_numbers_become_a_set(curator: CheckingClient, home: str, address: str, objects: list[int]) -> None:
    page = curator.get(link(curator.get(f"{home}record-sets/"), "From numbers"))
    typed = "900100008-900100009\n900100004, 900100004; 900100007 .. 900100020 77"
    page = curator.post(address, asked(page, typed))
    assert (page.status_code, heading(page)) == (200, "4 records found")
    assert "No record here has these in" in words(page)
    assert "000000077" in words(page)
    assert "900100010 – 900100020" in words(page)
    assert "Each is put in once: 900100008 – 900100009, 900100004" in words(page)
    refused = curator.post(address, {**fields(page, "Make and add"), "name": " ", "make": "1"})
    assert refused.status_code == 422
    answer = curator.post(address, {**fields(refused, "Make and add"), "name": "Typed", "make": "1"})
    again = curator.post(address, {**fields(refused, "Make and add"), "name": "Typed", "make": "1"})
    assert (answer.status_code, again["Location"]) == (303, answer["Location"])
    assert records_of(made_at(answer["Location"])) == [objects[at] for at in (1, 0, 5, 2)]
    assert model("recordset").objects.filter(name="Typed").count() == 1
    page = curator.get(answer["Location"])
    assert "4 records were put into “Typed”." in page.document.ids["status-line"].text


def test_numbers_are_added_to_a_set(
    curator: CheckingClient, home: str, address: str, visit: Visit, objects: list[int]
) -> None:
    set_id = make(visit, TABLE, "Mine", objects[:1])
    other = make(visit, present.tables()["agent"], "People")
    page = curator.get(link(curator.get(f"{home}record-sets/{set_id}/"), "Add by numbers"))
    assert heading(page) == "Numbers Add to Mine by numbers"
    mine = f"{address}?set={set_id}"
    page = curator.post(mine, asked(page, "900100009 900100008"))
    answer = curator.post(mine, {**fields(page, "Add to Mine"), "add": "1"})
    assert records_of(set_id) == objects[:2]
    page = curator.get(answer["Location"])
    assert "1 record was put into “Mine”. The others" in page.document.ids["status-line"].text
    page = curator.post(address, asked(curator.get(address), "900100007"))
    offered = [one.get("value") for one in page.document.all("//select[@id='into']/option")]
    assert str(set_id) in offered
    assert str(other) not in offered
    data = {**fields(page, "Add"), "add": "1", "into": str(set_id)}
    assert curator.post(address, data).status_code == 303
    assert records_of(set_id) == objects[:3]
    assert curator.post(address, {**data, "into": str(other)}).status_code == 422
    assert curator.post(address, {**data, "into": "x"}).status_code == 404


def test_what_was_typed_can_be_changed(curator: CheckingClient, address: str, objects: list[int]) -> None:
    page = curator.post(address, asked(curator.get(address), "900100009\r\n900100008"))
    page = curator.post(address, {**fields(page, "Change the numbers"), "change": "1"})
    assert page.status_code == 200
    assert page.document.ids["numbers"].text.strip().splitlines() == ["900100009", "900100008"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "No number was given."),
        (" , ", "No number was given."),
        ("1-999999999", "more than 10,000 numbers"),
        ("77 78 79 x\0y <b>", "has one of these numbers: 000000077 – 000000079, x�y, <b>."),
        ("77", "has this number: 000000077."),
    ],
)
def test_bad_numbers_are_told_and_kept(curator: CheckingClient, address: str, text: str, told: str) -> None:
    page = curator.post(address, asked(curator.get(address), text))
    assert page.status_code == 422
    assert told in words(page)
    assert page.document.ids["numbers"].get("aria-invalid") == "true"


def random_numbers(number: int) -> str:
    """Numbers of nine digits that follow no rule which would make them small when they are compressed."""
    return " ".join(str(10**8 + int(sha256(str(one).encode()).hexdigest(), 16) % 10**8) for one in range(number))


def test_a_long_list_stays_within_the_budget(
    curator: CheckingClient, client: CheckingClient, address: str, objects: list[int]
) -> None:
    typed = f"{random_numbers(9000)} 900100009"
    page = curator.post(address, asked(curator.get(address), typed))
    assert heading(page) == "1 record found"
    assert "numbers" not in fields(page, "Make and add")
    missing = curator.get(link(page, "All that were not found, as a text"))
    assert missing.content.decode().split("\n") == typed.split()[:-1]
    changing = curator.post(address, {**fields(page, "Change the numbers"), "change": "1"})
    assert not (changing.document.ids["numbers"].text or "").strip()
    kept = link(changing, "The numbers, as a text")
    assert curator.get(kept).content.decode() == typed
    refused = curator.post(address, {**fields(page, "Make and add"), "name": " ", "make": "1"})
    answer = curator.post(address, {**fields(refused, "Make and add"), "name": "Long", "make": "1"})
    again = curator.post(address, {**fields(refused, "Make and add"), "name": "Long", "make": "1"})
    assert (answer.status_code, again["Location"]) == (303, answer["Location"])
    assert records_of(made_at(answer["Location"])) == objects[:1]
    page = curator.post(address, asked(curator.get(address), random_numbers(12_000)))
    assert page.status_code == 422
    assert "too long to be sent back" in words(page)
    client.logout()
    assert client.get(kept).status_code == 302


def test_what_is_kept_is_told_to_nobody_else(curator: CheckingClient, address: str, objects: list[int]) -> None:
    page = curator.post(address, asked(curator.get(address), f"900100009 {random_numbers(900)}"))
    missing = link(page, "All that were not found, as a text")
    Draft.objects.update(user_id=999_999)  # the draft is another person's
    assert curator.get(missing).status_code == 404
    assert curator.post(address, {**fields(page, "Make and add"), "name": "x", "make": "1"}).status_code == 404
    assert curator.get(f"{address}none/").status_code == 404


def test_what_is_no_number_is_told_shortly(curator: CheckingClient, address: str, objects: list[int]) -> None:
    page = curator.post(address, asked(curator.get(address), "x" * 100_000))
    assert (page.status_code, f"this number: {'x' * 60}…." in words(page)) == (422, True)
    page = curator.post(address, asked(curator.get(address), f"900100009 {'x' * 100_000}"))
    assert "x" * 61 not in words(page)


def test_records_of_other_collections_are_not_found(
    curator: CheckingClient, address: str, objects: list[int], foreign: int
) -> None:
    model("collectionobject").objects.filter(pk=foreign).update(catalogNumber="900100099")
    assert curator.post(address, asked(curator.get(address), "900100099")).status_code == 422
    page = curator.post(address, asked(curator.get(address), "900100099 900100009"))
    assert heading(page) == "1 record found"


def test_a_number_of_several_records_is_told_and_takes_all(
    visit: Visit, curator: CheckingClient, address: str, home_world: World
) -> None:
    same = [home_world.plant("collectionobject", catalogNumber="900200001") for _at in range(2)]
    page = curator.post(address, asked(curator.get(address), "900200001"))
    assert "Several records have these numbers" in words(page)
    assert "900200001 (2)" in words(page)
    answer = curator.post(address, {**fields(page, "Make and add"), "name": "Both", "make": "1"})
    assert records_of(made_at(answer["Location"])) == same


def test_other_numbers_than_those_of_objects(
    visit: Visit, curator: CheckingClient, address: str, home_world: World
) -> None:
    keys = [one.key for one in numbered_fields(visit)]
    assert keys[0] == "collectionobject.catalogNumber"
    assert "accession.accessionNumber" in keys
    ids = [home_world.plant("accession", accessionNumber=f"1819-{number:03}") for number in (1, 2)]
    page = curator.post(address, asked(curator.get(address), "1819/1-3", "accession.accessionNumber"))
    assert heading(page) == "2 records found"
    answer = curator.post(address, {**fields(page, "Make and add"), "name": "Two", "make": "1"})
    assert records_of(made_at(answer["Location"])) == ids


def test_readers_are_refused(reader: CheckingClient, address: str) -> None:
    assert reader.get(address).status_code == 403
    assert reader.post(address, {"numbers": "1", "make": "1", "name": "x"}).status_code == 403


def test_sets_of_others_take_nothing(curator: CheckingClient, address: str, visit: Visit, home_world: World) -> None:
    set_id = make(visit, TABLE, "Mine")
    stranger = home_world.plant("specifyuser", name="stranger")
    model("recordset").objects.filter(pk=set_id).update(specifyUser_id=stranger)
    assert curator.get(f"{address}?set={set_id}").status_code == 404
    assert curator.post(f"{address}?set={set_id}", {"numbers": "1", "add": "1"}).status_code == 404


def test_statements_do_not_follow_the_number_of_numbers(visit: Visit, objects: list[int]) -> None:
    numbered = numbered_fields(visit)[0]

    def statements(numbers: Sequence[str]) -> int:
        with count_statements() as counted:
            look_up(visit, numbered, numbers)
        return len(counted)

    assert statements(["900100009"]) == 1
    assert statements([f"9001{number:05}" for number in range(5000)]) == 1
