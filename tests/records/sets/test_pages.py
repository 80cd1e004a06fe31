"""The pages of record sets: whose sets they show, what goes in and out of them, what they say of what is gone."""

from typing import Any
from urllib.parse import urlencode

import pytest

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.records.sets.changing import make
from specify.records.sets.reading import items_of
from specify.security.entering import Visit
from tests.page_client import CheckingClient, fields, heading, link, words
from tests.planting import World

pytestmark = pytest.mark.django_db

TABLE = present.tables()["collectionobject"]


def records_of(set_id: int) -> list[int]:
    return list(items_of(set_id).values_list("recordId", flat=True))


@pytest.fixture
def stranger(home_world: World) -> int:
    """Somebody else."""
    return home_world.plant("specifyuser", name="stranger")


@pytest.fixture
def not_mine(visit: Visit, objects: list[int], stranger: int) -> dict[str, int]:
    """Sets that are not there for the visitor: somebody else's, one of another collection, one of a program."""
    sets = {name: make(visit, TABLE, f"Set of {name}", objects) for name in ("a stranger", "elsewhere", "a program")}
    rows = model("recordset").objects
    rows.filter(pk=sets["a stranger"]).update(specifyUser_id=stranger)
    rows.filter(pk=sets["elsewhere"]).update(collectionMemberId=visit.place.collection_id + 1000)
    rows.filter(pk=sets["a program"]).update(type=1)
    return sets


def test_sets_of_others_are_not_there(
    curator: CheckingClient, home: str, visit: Visit, objects: list[int], not_mine: dict[str, int]
) -> None:
    mine = make(visit, TABLE, "Mine", objects)
    token = {"csrfmiddlewaretoken": "x"}
    for set_id in (*not_mine.values(), 999_000_001, 2**40):
        address = f"{home}record-sets/{set_id}/"
        for page in ("", "combine/", "delete/", "rename/"):
            assert curator.get(address + page).status_code == 404
            assert page == "" or curator.post(address + page, {**token, "name": "Taken"}).status_code == 404
        assert curator.post(f"{address}remove/", {"id": objects[0]}).status_code == 404
        assert curator.get(f"{home}record-sets/{mine}/combine/?with={set_id}").status_code == 404
        into = {"table": "collectionobject", "id": objects[0], "set": set_id}
        assert curator.post(f"{home}record-sets/add/", {**into, "name": "New"}).status_code == 404
    assert "Set of" not in words(curator.get(f"{home}record-sets/"))
    assert not model("recordset").objects.filter(name="New").exists()
    for name, set_id in not_mine.items():
        assert model("recordset").objects.get(pk=set_id).name == f"Set of {name}"
        assert records_of(set_id) == objects


def test_a_set_is_made_by_the_way(curator: CheckingClient, home: str) -> None:
    page = curator.get(f"{home}record-sets/")
    page = curator.get(link(page, "New"))
    address = f"{home}record-sets/new/?table=collectionobject"
    assert page.document.all("//a[@href='?table=collectionobject']")
    data = fields(curator.get(address), "Save")
    refused = curator.post(address, {**data, "name": " "})
    assert refused.status_code == 422
    assert refused.document.ids["name"].get("aria-invalid") == "true"
    answer = curator.post(address, {**data, "name": "Mine <b>", "remarks": "first\r\nsecond"})
    again = curator.post(address, {**data, "name": "Mine <b>", "remarks": "first\r\nsecond"})
    assert (answer.status_code, answer["Location"]) == (303, again["Location"])
    page = curator.get(answer["Location"])
    assert heading(page) == "0 Mine <b>"
    assert "There is nothing in this set yet" in words(page)
    assert model("recordset").objects.get(name="Mine <b>").remarks == "first\nsecond"


def test_ticked_records_are_put_into_a_set(curator: CheckingClient, home: str, objects: list[int]) -> None:
    page = curator.get(f"{home}collectionobject/?q=9001000")
    (form,) = [one for one in page.document.all("//form") if one.get("action", "").endswith("record-sets/add/")]
    boxes = [one.get("value") for one in form.iter("input") if one.get("type") == "checkbox"]
    assert set(boxes) == {str(one) for one in objects}
    asked = {"table": "collectionobject", "id": boxes[:3]}
    page = curator.get(form.get("action"), asked)
    assert "900100004" in words(page)
    data = {**asked, **fields(page, "Make and add"), "id": boxes[:3]}
    assert curator.post(form.get("action"), {**data, "name": ""}).status_code == 422
    made = curator.post(form.get("action"), {**data, "name": "Ticked"})
    assert made.status_code == 303
    page = curator.get(made["Location"])
    assert heading(page) == "3 Ticked"
    assert "3 records were put into “Ticked”." in page.document.ids["status-line"].text
    set_id = made["Location"].strip("/").rpartition("/")[2]
    assert "Ticked" in words(curator.get(form.get("action"), asked))
    answer = curator.post(form.get("action"), {**data, "id": boxes[2:], "set": set_id})
    page = curator.get(answer["Location"])
    assert "3 records were put into “Ticked”. The others were in it already." in page.document.ids["status-line"].text
    assert set(records_of(int(set_id))) == set(objects)


def test_records_are_taken_out_on_the_page_of_a_set(
    curator: CheckingClient, home: str, visit: Visit, objects: list[int]
) -> None:
    set_id = make(visit, TABLE, "Mine", objects)
    page = curator.get(f"{home}record-sets/{set_id}/")
    data = fields(page, "Take out of the set")
    answer = curator.post(f"{home}record-sets/{set_id}/remove/", {**data, "id": [objects[1], "x", "²", "9" * 30]})
    assert answer["Location"] == f"{home}record-sets/{set_id}/"
    page = curator.get(answer["Location"])
    assert "1 record was taken out of “Mine”." in page.document.ids["status-line"].text
    assert heading(page) == "5 Mine"
    assert curator.get(f"{home}record-sets/{set_id}/remove/").status_code == 405


def test_what_is_gone_is_told_on_the_page_of_a_set(
    curator: CheckingClient, home: str, visit: Visit, objects: list[int], foreign: int
) -> None:
    set_id = make(visit, TABLE, "Old", objects)
    for record_id in (foreign, 999_000_001, 999_000_002):
        model("recordsetitem").objects.create(recordSet_id=set_id, recordId=record_id)
    page = curator.get(f"{home}record-sets/{set_id}/")
    assert heading(page) == "6 Old"
    assert "2 records of this set were deleted." in words(page)
    assert "1 record of this set belongs to another collection" in words(page)


def test_sets_are_combined_by_the_way(curator: CheckingClient, home: str, visit: Visit, objects: list[int]) -> None:
    first = make(visit, TABLE, "One", objects[:4])
    second = make(visit, TABLE, "Two", objects[2:])
    page = curator.get(link(curator.get(f"{home}record-sets/{first}/"), "Combine"))
    page = curator.get(link(page, "Two"))
    assert "Only those that are in both: 2" in words(page)
    assert "Those of One that are not in Two: 2" in words(page)
    address, data = f"{home}record-sets/{first}/combine/?with={second}", fields(page, "Combine")
    refused = curator.post(address, {**data, "how": "intersection"})
    assert refused.status_code == 422
    assert refused.document.ids["how-intersection"].get("checked") is not None
    assert curator.post(address, {**data, "how": "nonsense", "name": "x"}).status_code == 422
    answer = curator.post(address, {**data, "how": "intersection", "name": "Both"})
    assert heading(curator.get(answer["Location"])) == "2 Both"
    answer = curator.post(address, {**data, "how": "difference", "into": "first"})
    assert answer["Location"] == f"{home}record-sets/{first}/"
    assert records_of(first) == objects[:2]


@pytest.mark.parametrize("written", ["{}", "0{}", " {}", "{}.0"])
def test_however_its_number_is_written_a_set_is_not_taken_from_itself(
    curator: CheckingClient, home: str, visit: Visit, objects: list[int], written: str
) -> None:
    set_id = make(visit, TABLE, "One", objects)
    address = f"{home}record-sets/{set_id}/combine/?{urlencode({'with': written.format(set_id)})}"
    curator.post(address, {"how": "difference", "into": "first"})
    assert records_of(set_id) == objects


def test_what_no_page_can_show_is_not_written_into_one(
    curator: CheckingClient, home: str, visit: Visit, objects: list[int]
) -> None:
    sent = {"name": "a\0b" * 100, "remarks": "c\0d", "table": "collectionobject", "id": objects[0]}
    set_id = make(visit, TABLE, "One", objects)
    for address in ("new/?table=collectionobject", f"{set_id}/rename/", "add/"):
        page = curator.post(f"{home}record-sets/{address}", sent)
        assert (page.status_code, b"\0" in page.content) == (422, False)
    curator.post(f"{home}record-sets/{set_id}/rename/", {"name": "a\0b", "remarks": ""})
    assert model("recordset").objects.get(pk=set_id).name == "a\ufffdb"


def test_a_set_is_renamed_and_deleted_by_the_way(
    curator: CheckingClient, home: str, visit: Visit, objects: list[int]
) -> None:
    set_id = make(visit, TABLE, "Before", objects)
    page = curator.get(link(curator.get(f"{home}record-sets/{set_id}/"), "Rename"))
    data = fields(page, "Save")
    assert data["name"] == "Before"
    address = f"{home}record-sets/{set_id}/rename/"
    assert curator.post(address, {**data, "name": "y" * 300}).status_code == 422
    page = curator.get(curator.post(address, {**data, "name": "After", "remarks": "why"})["Location"])
    assert heading(page) == "6 After"
    page = curator.get(link(page, "Delete"))
    assert "The 6 records in it stay." in words(page)
    answer = curator.post(f"{home}record-sets/{set_id}/delete/")
    assert answer["Location"] == f"{home}record-sets/"
    assert curator.post(f"{home}record-sets/{set_id}/delete/").status_code == 404
    assert model("collectionobject").objects.filter(pk__in=objects).count() == 6


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 404),
        ("?table=nosuchtable&id=1", 404),
        ("?table=CollectionObject&id=1", 404),
        ("?table=collectionobject&id=999000001", 404),
    ],
)
def test_strange_addresses_are_answered_in_words(curator: CheckingClient, home: str, query: str, status: int) -> None:
    page = curator.get(f"{home}record-sets/add/{query}")
    assert page.status_code == status
    assert page.document is not None


def test_the_hands_go_to_the_name_of_a_new_set_and_after_an_error_to_what_is_wrong(
    curator: CheckingClient, home: str, objects: list[int]
) -> None:
    def focused(page: Any) -> list[str]:
        return [one.get("id") for one in page.document.all("//*[@autofocus]")]

    address = f"{home}record-sets/add/"
    asked = {"table": "collectionobject", "id": objects[0]}
    assert focused(curator.get(address, asked)) == ["name"]
    assert focused(curator.get(address, {**asked, "q": "x"})) == []
    assert focused(curator.post(address, {**asked, "name": ""})) == ["errors"]


def test_without_a_tick_one_comes_back_to_the_list(
    curator: CheckingClient, home: str, visit: Visit, objects: list[int]
) -> None:
    listed, adding = f"{home}collectionobject/?q=9001&page=1", f"{home}record-sets/add/"
    answer = curator.get(f"{adding}?table=collectionobject", headers={"Referer": f"http://testserver{listed}"})
    assert answer["Location"] == listed
    page = curator.get(answer["Location"])
    assert "Nothing was ticked." in page.document.ids["status-line"].text
    for other in (f"https://elsewhere.example{listed}", f"http://testserver{adding}", "http://testserver//elsewhere"):
        answer = curator.get(f"{adding}?table=collectionobject", headers={"Referer": other})
        assert answer["Location"] == f"{home}collectionobject/"
    set_id = make(visit, TABLE, "Mine", objects)
    answer = curator.post(f"{home}record-sets/{set_id}/remove/", {})
    page = curator.get(answer["Location"])
    assert heading(page) == "6 Mine"
    assert "Nothing was ticked." in page.document.ids["status-line"].text


def test_a_set_that_is_the_only_one_of_its_table_is_told_so(
    curator: CheckingClient, home: str, visit: Visit, objects: list[int]
) -> None:
    alone = model("recordset").objects.filter(dbTableId=TABLE.number)
    model("recordsetitem").objects.filter(recordSet__in=alone).delete()
    alone.delete()
    address = f"{home}record-sets/{make(visit, TABLE, 'Mine', objects)}/combine/"
    page = curator.get(address)
    assert heading(page) == "Combine Mine with another set"
    assert "There is no other record set of" in words(page)
    make(visit, TABLE, "Other", objects)
    assert "There is no other record set of" not in words(curator.get(address))


def test_a_record_of_another_collection_goes_into_no_set(
    curator: CheckingClient, home: str, objects: list[int], foreign: int
) -> None:
    asked = {"table": "collectionobject", "id": [foreign]}
    assert curator.get(f"{home}record-sets/add/", asked).status_code == 404
    assert curator.post(f"{home}record-sets/add/", {**asked, "name": "Theirs"}).status_code == 404
    mixed = {"table": "collectionobject", "id": [foreign, *objects[:2]], "name": "Mixed"}
    answer = curator.post(f"{home}record-sets/add/", mixed)
    assert records_of(int(answer["Location"].strip("/").rpartition("/")[2])) == objects[:2]


def test_a_record_goes_into_no_set_of_another_table(
    curator: CheckingClient, home: str, visit: Visit, objects: list[int]
) -> None:
    people = make(visit, present.tables()["agent"], "People")
    asked = {"table": "collectionobject", "id": [objects[0]], "set": people}
    assert curator.post(f"{home}record-sets/add/", asked).status_code == 422
    assert records_of(people) == []


def test_readers_see_lists_without_boxes_and_are_refused(reader: CheckingClient, home: str, objects: list[int]) -> None:
    page = reader.get(f"{home}collectionobject/")
    assert page.document.all("//input[@type='checkbox']") == []
    assert "Add to a record set" not in words(reader.get(f"{home}collectionobject/{objects[0]}/"))
    assert reader.get(f"{home}record-sets/").status_code == 200
    assert reader.get(f"{home}record-sets/new/").status_code == 403
    asked = {"table": "collectionobject", "id": [objects[0]], "name": "Mine"}
    assert reader.get(f"{home}record-sets/add/", asked).status_code == 403
    assert reader.post(f"{home}record-sets/add/", asked).status_code == 403
    assert not model("recordset").objects.filter(name="Mine").exists()


def test_the_list_is_narrowed_sorted_and_paged(curator: CheckingClient, home: str, visit: Visit) -> None:
    for number in range(60):
        make(visit, TABLE, f"Batch {number:02}", remarks="long " * 100)
    page = curator.get(f"{home}record-sets/?q=batch&sort=name")
    assert [name[:2] for name in words(page).split("Batch ")[1:]] == [f"{number:02}" for number in range(50)]
    assert "1 to 50 of 60" in words(page)
    page = curator.get(f"{home}record-sets/?q=batch&sort=-name&page=2")
    assert "Batch 09" in words(page)
    assert "called something like “nothing so”" in words(curator.get(f"{home}record-sets/?q=nothing so"))
    for query in ("?sort=password", "?page=x", "?q=%25", "?q=%00", "?q=_"):
        assert curator.get(f"{home}record-sets/{query}").status_code == 200


def test_pages_cost_what_is_recorded(curator: CheckingClient, home: str, visit: Visit, objects: list[int]) -> None:
    sets = [make(visit, TABLE, f"Set {number}", objects[: number + 1]) for number in range(5)]
    curator.measure(f"{home}record-sets/", page="record-sets", at_most=9)
    curator.measure(f"{home}record-sets/{sets[-1]}/", page="record-set")
