"""Walking through record sets: from one record to the next, past what is not there, and out of the set."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.records.sets.changing import add, make
from specify.records.sets.reading import items_of, record_set_of
from specify.records.sets.walking import first_of, walk_at, walk_through
from specify.security.entering import Visit
from specify.security.policies import Policy, Rights
from tests.page_client import CheckingClient, count_statements, fields, heading, link, words
from tests.planting import World
from tests.records.filling_in import BUTTON, put, save, shown

pytestmark = pytest.mark.django_db

TABLE = present.tables()["collectionobject"]


@pytest.fixture
def objects(home_world: World) -> list[int]:
    """Five objects, the later the lower their number."""
    return [home_world.plant("collectionobject", catalogNumber=f"90020000{9 - at}") for at in range(5)]


@pytest.fixture
def set_id(visit: Visit, objects: list[int]) -> int:
    """A set of them, in that order."""
    return make(visit, TABLE, "Walk", objects)


def walked(visit: Visit, set_id: int) -> list[int]:
    """The records one comes to, going on from the first; and back again over the same ones."""
    record_set = record_set_of(visit, set_id)
    here, met, back = first_of(visit, record_set), [], []
    while here is not None:
        met.append(here)
        assert len(met) < 100, "The walk goes in a circle."
        step = walk_through(visit, record_set, here)
        assert step is not None
        here = step.next
    here = met[-1] if met else None
    while here is not None:
        back.append(here)
        step = walk_through(visit, record_set, here)
        assert step is not None
        here = step.previous
    assert back == met[::-1]
    return met


def test_one_walks_in_the_order_of_the_set(visit: Visit, set_id: int, objects: list[int]) -> None:
    assert walked(visit, set_id) == objects
    step = walk_through(visit, record_set_of(visit, set_id), objects[2])
    assert step is not None
    assert (step.place, step.total) == (3, 5)
    assert (step.first, step.previous, step.next, step.last) == (objects[0], objects[1], objects[3], objects[4])
    first = walk_through(visit, record_set_of(visit, set_id), objects[0])
    assert first is not None
    assert (first.previous, first.next) == (None, objects[1])


def test_what_is_not_there_is_passed_over(visit: Visit, objects: list[int]) -> None:
    foreign = World.create().plant("collectionobject")
    set_id = make(visit, TABLE, "Old", [])
    for record_id in (999_000_001, objects[0], foreign, 999_000_002, objects[1], 999_000_003):
        model("recordsetitem").objects.create(recordSet_id=set_id, recordId=record_id)
    assert walked(visit, set_id) == objects[:2]


def test_a_long_stretch_of_what_is_not_there_is_passed_over(visit: Visit, objects: list[int]) -> None:
    set_id, item = make(visit, TABLE, "Old", objects[:1]), model("recordsetitem")
    item.objects.bulk_create(item(recordSet_id=set_id, recordId=999_000_000 + at) for at in range(700))
    add(visit, set_id, objects[1:])
    assert walked(visit, set_id) == objects


def test_what_a_set_names_again_is_met_once(visit: Visit, objects: list[int]) -> None:
    set_id = make(visit, TABLE, "Twice", [])
    for at in (0, 1, 0, 2, 1, 0):
        model("recordsetitem").objects.create(recordSet_id=set_id, recordId=objects[at])
    assert walked(visit, set_id) == objects[:3]


def test_an_empty_set_has_no_beginning(visit: Visit) -> None:
    assert walked(visit, make(visit, TABLE, "Empty")) == []


def test_a_step_costs_the_same_in_a_large_set(visit: Visit, home_world: World, set_id: int, objects: list[int]) -> None:
    def statements() -> int:
        with count_statements() as told:
            walk_through(visit, record_set_of(visit, set_id), objects[2])
        return len(told)

    few = statements()
    home_world.plant_many("collectionobject", [{} for _at in range(300)])
    assert add(visit, set_id, model("collectionobject").objects.filter(pk__gt=objects[-1])) == 300
    assert statements() == few


@pytest.mark.parametrize("asked", ["", "x", "-1", "0", "²", "99999999999999999999", "1.0", "999000001", " 1"])
def test_a_strange_set_is_no_walk(visit: Visit, objects: list[int], asked: str) -> None:
    assert walk_at(visit, TABLE, objects[0], asked) is None


def test_sets_of_others_and_of_other_tables_are_no_walk(visit: Visit, set_id: int, objects: list[int]) -> None:
    asked = str(set_id)
    assert walk_at(visit, TABLE, objects[0], asked) is not None
    assert walk_at(visit, present.tables()["agent"], objects[0], asked) is None
    blind = Rights(visit.user.pk, visit.place.collection_id, (Policy("/table/collectionobject", "read"),))
    assert walk_at(replace(visit, rights=blind), TABLE, objects[0], asked) is None
    elsewhere = replace(visit, place=replace(visit.place, collection_id=visit.place.collection_id + 1000))
    assert walk_at(elsewhere, TABLE, objects[0], asked) is None
    stranger = World.at(visit.place).plant("specifyuser", name="stranger")
    model("recordset").objects.filter(pk=set_id).update(specifyUser_id=stranger)
    assert walk_at(visit, TABLE, objects[0], asked) is None


def test_one_walks_by_links(curator: CheckingClient, home: str, set_id: int) -> None:
    page = curator.get(link(curator.get(f"{home}record-sets/{set_id}/"), "Walk through it"))
    for place in range(1, 5):
        assert f"Record {place} of 5 in Walk" in words(page)
        page = curator.get(link(page, "Next"))
    assert "Record 5 of 5 in Walk" in words(page)
    assert [one.text for one in page.document.all("//main//nav[@class='pages']//li/a")] == ["First", "Previous"]
    page = curator.get(link(page, "Previous"))
    assert "Record 4 of 5" in words(page)
    assert "Record 1 of 5" in words(curator.get(link(page, "First")))
    assert "Record 5 of 5" in words(curator.get(link(page, "Last")))
    assert heading(curator.get(link(page, "Walk"))) == "5 Walk"


def test_a_record_is_taken_out_on_the_way(curator: CheckingClient, home: str, set_id: int, objects: list[int]) -> None:
    def taken_out(record_id: int) -> str:
        page = curator.get(f"{home}collectionobject/{record_id}/?set={set_id}")
        data = fields(page, "Take out of the set")
        return str(curator.post(f"{home}record-sets/{set_id}/remove/", data)["Location"])

    assert taken_out(objects[1]) == f"{home}collectionobject/{objects[2]}/?set={set_id}"
    assert taken_out(objects[4]) == f"{home}collectionobject/{objects[3]}/?set={set_id}"
    page = curator.get(f"{home}collectionobject/{objects[3]}/?set={set_id}")
    assert "1 record was taken out of “Walk”." in page.document.ids["status-line"].text
    assert "Record 3 of 3 in Walk" in words(page)
    for record_id in (objects[0], objects[2]):
        taken_out(record_id)
    assert taken_out(objects[3]) == f"{home}record-sets/{set_id}/"
    assert not items_of(set_id).exists()


def test_a_record_is_put_into_a_set_on_its_page(
    curator: CheckingClient, home: str, visit: Visit, objects: list[int]
) -> None:
    set_id = make(visit, TABLE, "Few", objects[:1])
    page = curator.get(link(curator.get(f"{home}collectionobject/{objects[1]}/"), "Add to a record set"))
    data = {**fields(page, "Make and add"), "set": str(set_id)}
    answer = curator.post(f"{home}record-sets/add/", data)
    assert answer["Location"] == f"{home}collectionobject/{objects[1]}/?set={set_id}"
    page = curator.get(answer["Location"])
    assert "Record 2 of 2 in Few" in words(page)
    assert "1 record was put into “Few”." in page.document.ids["status-line"].text


def test_readers_walk_and_take_nothing_out(reader: CheckingClient, home: str, set_id: int, objects: list[int]) -> None:
    person = model("specifyuser").objects.get(name="reader")
    model("recordset").objects.filter(pk=set_id).update(specifyUser_id=person.pk)
    page = reader.get(f"{home}collectionobject/{objects[0]}/?set={set_id}")
    assert "Record 1 of 5 in Walk" in words(page)
    assert "Take out of the set" not in words(page)
    assert reader.post(f"{home}record-sets/{set_id}/remove/", {"id": objects[0]}).status_code == 403
    assert items_of(set_id).count() == 5


def test_one_edits_on_the_way_and_walks_on(curator: CheckingClient, home: str, set_id: int, objects: list[int]) -> None:
    page = curator.get(f"{home}collectionobject/{objects[1]}/?set={set_id}")
    address = link(page, "Edit")
    data = shown(curator, address)
    (form,) = [one for one in curator.get(address).document.all("//form") if one.get("id") == "edit-form"]
    added = curator.post(form.get("action"), {**data, "_add": "determinations"})["Location"]
    data = shown(curator, added)
    found = curator.post(added, {**data, "_find": "determinations.n1.taxon"})["Location"]
    assert all(f"set={set_id}" in one for one in (form.get("action"), added, found))
    answer = save(curator, added, data, remarks="seen on the way")
    assert answer["Location"] == f"{home}collectionobject/{objects[1]}/?set={set_id}"
    page = curator.get(answer["Location"])
    assert "Record 2 of 5 in Walk" in words(page)
    assert model("collectionobject").objects.get(pk=objects[1]).remarks == "seen on the way"


def test_one_goes_on_with_what_is_unsaved_on_the_same_walk(
    curator: CheckingClient, home: str, set_id: int, objects: list[int]
) -> None:
    record = f"{home}collectionobject/{objects[0]}/"
    form = f"{record}edit/?set={set_id}"
    curator.post(form, {**fields(curator.get(form), "Update the form"), "_update": "update"})
    for page in (f"{record}?set={set_id}", form):
        onward = link(curator.get(page), "Go on with it")
        assert parse_qs(urlsplit(onward).query)["set"] == [str(set_id)]
    assert "set" not in parse_qs(urlsplit(link(curator.get(record), "Go on with it")).query)


def test_one_button_saves_and_opens_the_next(
    curator: CheckingClient, home: str, set_id: int, objects: list[int]
) -> None:
    for here, then in zip(objects, (*objects[1:], None), strict=True):
        address = f"{home}collectionobject/{here}/edit/?set={set_id}"
        page = curator.get(address)
        (button,) = page.document.all("//button[@accesskey='x']")
        data = put(fields(page, BUTTON), remarks="walked by")
        answer = curator.post(address, {**data, "_save": button.get("value")})
        onward = f"{then}/edit/?set={set_id}" if then else f"{here}/?set={set_id}"
        assert answer["Location"] == f"{home}collectionobject/{onward}"
    stored = model("collectionobject").objects.filter(pk__in=objects)
    assert set(stored.values_list("remarks", flat=True)) == {"walked by"}


@pytest.mark.parametrize("asked", ["x", "%22%3E", "99999999999999999999", "1%00"])
def test_a_form_knows_nothing_of_a_strange_set(
    curator: CheckingClient, home: str, objects: list[int], asked: str
) -> None:
    page = curator.get(f"{home}collectionobject/{objects[1]}/edit/?set={asked}")
    assert page.status_code == 200
    assert "set=" not in page.document.ids["edit-form"].get("action")
