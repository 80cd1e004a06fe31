"""Record sets: made, added to, taken from, combined and deleted, by whoever has the rights."""

from dataclasses import replace
from typing import Any

import pytest

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.records.sets.changing import How, add, combine, delete, make, remove, rename
from specify.records.sets.reading import Content, content_of, items_of, record_set_of
from specify.records.writing.changes import NotSaved
from specify.security.entering import Visit
from specify.security.policies import Policy, Rights
from specify.web.refusals import Refusal
from tests.page_client import count_statements
from tests.planting import World

pytestmark = pytest.mark.django_db


TABLE = present.tables()["collectionobject"]


def records_of(set_id: int) -> list[int]:
    return list(items_of(set_id).values_list("recordId", flat=True))


def only_reading(visit: Visit, *more: tuple[str, str]) -> Visit:
    policies = [Policy("/table/%", "read"), *(Policy(*one) for one in more)]
    return replace(visit, rights=Rights(visit.user.pk, visit.place.collection_id, tuple(policies)))


@pytest.mark.parametrize("name", [None, "New"])
def test_a_set_is_not_combined_with_itself(visit: Visit, objects: list[int], name: str | None) -> None:
    set_id = make(visit, TABLE, "One", objects)
    with pytest.raises(Refusal, match="one record set, and not two"):
        combine(visit, (set_id, set_id), "difference", name=name)
    assert records_of(set_id) == objects
    assert not model("recordset").objects.filter(name="New").exists()


def test_a_set_is_made_as_specify_makes_it(visit: Visit, objects: list[int]) -> None:
    set_id = make(visit, TABLE, "Sculpins", objects, remarks="for the loan")
    row = model("recordset").objects.values().get(pk=set_id)
    expected = {
        "name": "Sculpins",
        "remarks": "for the loan",
        "type": 0,
        "dbTableId": 1,
        "collectionMemberId": visit.place.collection_id,
        "specifyUser_id": visit.user.pk,
        "createdByAgent_id": visit.agent_id,
        "version": 0,
        "allPermissionLevel": None,
        "groupPermissionLevel": None,
        "ownerPermissionLevel": None,
        "infoRequest_id": None,
    }
    assert {name: row[name] for name in expected} == expected
    assert row["timestampCreated"] is not None
    assert records_of(set_id) == objects
    log = model("spauditlog").objects.values().get(tableNum=68, recordId=set_id)
    assert (log["action"], log["parentRecordId"]) == (0, visit.place.collection_id)


def test_the_order_in_which_records_come_is_kept(visit: Visit, objects: list[int]) -> None:
    shuffled = [objects[at] for at in (3, 0, 5, 1, 4, 2)]
    assert records_of(make(visit, TABLE, "By hand", shuffled)) == shuffled
    query = model("collectionobject").objects.filter(pk__in=objects).order_by("catalogNumber")
    assert records_of(make(visit, TABLE, "By query", query)) == objects[::-1]


@pytest.mark.parametrize("as_query", [False, True])
def test_a_record_goes_in_once_and_only_from_here(
    visit: Visit, objects: list[int], foreign: int, as_query: bool
) -> None:
    set_id = make(visit, TABLE, "Some", objects[:2])
    ids = [*objects[:3], objects[2], foreign, 2**31 - 1, 0, -5, 2**80]
    given = model("collectionobject").objects.filter(pk__in=ids[:5]).order_by("pk") if as_query else ids
    assert add(visit, set_id, given) == 1
    assert add(visit, set_id, given) == 0
    assert records_of(set_id) == objects[:3]


def test_records_are_taken_out(visit: Visit, objects: list[int]) -> None:
    set_id, other = make(visit, TABLE, "Some", objects), make(visit, TABLE, "Others", objects)
    assert remove(visit, set_id, [objects[0], objects[0], objects[4], 2**80]) == 2
    assert remove(visit, set_id, model("collectionobject").objects.filter(pk=objects[1])) == 1
    assert records_of(set_id) == [objects[2], objects[3], objects[5]]
    assert records_of(other) == objects
    assert model("collectionobject").objects.filter(pk__in=objects).count() == 6


@pytest.mark.parametrize(
    ("how", "expected"),
    [("union", [0, 1, 2, 3, 4, 5]), ("intersection", [2, 3]), ("difference", [0, 1])],
)
@pytest.mark.parametrize("into_first", [False, True])
def test_two_sets_are_combined(
    visit: Visit, objects: list[int], how: How, expected: list[int], into_first: bool
) -> None:
    first, second = make(visit, TABLE, "One", objects[:4]), make(visit, TABLE, "Two", objects[2:])
    made = combine(visit, (first, second), how, name=None if into_first else "Both")
    assert records_of(made) == [objects[at] for at in expected]
    assert (made == first) is into_first
    assert into_first or records_of(first) == objects[:4]
    assert records_of(second) == objects[2:]


def test_what_is_gone_is_told_and_left_behind(visit: Visit, objects: list[int], foreign: int) -> None:
    set_id = make(visit, TABLE, "Old", objects)
    items = model("recordsetitem")
    for record_id in (objects[0], foreign, 999_000_001, 999_000_002):  # the first one a second time
        items.objects.create(recordSet_id=set_id, recordId=record_id)
    content = content_of(visit, record_set_of(visit, set_id))
    assert content == Content(named=9, deleted=2, elsewhere=1)
    copy = combine(visit, (set_id, make(visit, TABLE, "None")), "union", name="Copy")
    assert records_of(copy) == objects


def test_only_sets_of_one_table_are_combined(visit: Visit, objects: list[int]) -> None:
    first = make(visit, TABLE, "Objects", objects)
    second = make(visit, present.tables()["agent"], "People", [visit.agent_id or 0])
    with pytest.raises(Refusal) as refused:
        combine(visit, (first, second), "union", name="Both")
    assert refused.value.status == 422
    assert not model("recordset").objects.filter(name="Both").exists()


def test_a_set_is_renamed_and_deleted_and_its_records_stay(visit: Visit, objects: list[int]) -> None:
    set_id = make(visit, TABLE, "Before", objects)
    rename(visit, set_id, "After", "")
    row = model("recordset").objects.get(pk=set_id)
    assert (row.name, row.version, row.modifiedByAgent_id) == ("After", 1, visit.agent_id)
    delete(visit, set_id)
    assert not model("recordset").objects.filter(pk=set_id).exists()
    assert records_of(set_id) == []
    assert model("collectionobject").objects.filter(pk__in=objects).count() == 6
    actions = model("spauditlog").objects.filter(tableNum=68, recordId=set_id).order_by("pk")
    assert list(actions.values_list("action", flat=True)) == [0, 1, 2]


def test_a_large_set_is_deleted_by_as_many_statements_as_a_small_one(visit: Visit, home_world: World) -> None:
    def statements(number: int) -> int:
        set_id = make(visit, TABLE, "Some")
        item = model("recordsetitem")
        item.objects.bulk_create(item(recordSet_id=set_id, recordId=one) for one in range(1, number + 1))
        with count_statements() as counted:
            delete(visit, set_id)
        assert not item.objects.filter(recordSet_id=set_id).exists()
        return len(counted)

    statements(1)
    assert statements(3) == statements(6000)


@pytest.mark.parametrize("name", ["", "   ", "x" * 281])
def test_a_name_that_cannot_be_kept_makes_nothing(visit: Visit, objects: list[int], name: str) -> None:
    before = model("recordset").objects.count(), model("recordsetitem").objects.count()
    with pytest.raises(NotSaved) as refused:
        make(visit, TABLE, name, objects)
    assert [problem.field for problem in refused.value.problems] == ["name"]
    assert (model("recordset").objects.count(), model("recordsetitem").objects.count()) == before


def test_the_same_word_makes_a_set_once(visit: Visit, objects: list[int]) -> None:
    set_id = make(visit, TABLE, "Once", objects, once="word")
    assert make(visit, TABLE, "Once", objects, once="word") == set_id
    assert make(visit, TABLE, "Another", objects, once="word") != set_id
    assert model("recordset").objects.filter(name="Once").count() == 1


def test_statements_do_not_grow_with_the_records(visit: Visit, home_world: World) -> None:
    def statements(number: int) -> int:
        ids = [home_world.plant("collectionobject") for _at in range(number)]
        with count_statements() as told:
            first = make(visit, TABLE, "One", ids)
            second = make(visit, TABLE, "Two", model("collectionobject").objects.filter(pk__in=ids[1:]))
            combine(visit, (first, second), "intersection", name="Both")
            combine(visit, (first, second), "difference")
            remove(visit, second, ids)
        return len(told)

    statements(2)  # what is set up is read once
    assert statements(4) == statements(40)


@pytest.mark.parametrize(
    ("verb", "granted"),
    [
        (lambda visit, _set: make(visit, TABLE, "New"), ()),
        (lambda visit, _set: make(visit, TABLE, "New", [1]), (("/table/recordset", "create"),)),
        (lambda visit, set_id: add(visit, set_id, [1]), (("/table/recordset", "%"),)),
        (lambda visit, set_id: remove(visit, set_id, [1]), (("/table/recordset", "%"),)),
        (lambda visit, set_id: rename(visit, set_id, "New", ""), (("/table/recordset", "create"),)),
        (lambda visit, set_id: delete(visit, set_id), (("/table/recordset", "update"),)),
        (lambda visit, set_id: combine(visit, (set_id, set_id), "union", name="New"), (("/table/recordset", "%"),)),
        (
            lambda visit, set_id: combine(visit, (set_id, set_id), "difference"),
            (("/table/recordset", "%"), ("/table/recordsetitem", "create")),
        ),
    ],
)
def test_each_verb_asks_for_its_right(
    visit: Visit, objects: list[int], verb: Any, granted: tuple[tuple[str, str], ...]
) -> None:
    set_id = make(visit, TABLE, "Mine", objects)
    with pytest.raises(Refusal) as refused:
        verb(only_reading(visit, *granted), set_id)
    assert refused.value.status == 403
    assert (model("recordset").objects.get(pk=set_id).name, records_of(set_id)) == ("Mine", objects)
    assert not model("recordset").objects.filter(name="New").exists()


def test_without_an_agent_nothing_is_changed(visit: Visit, objects: list[int]) -> None:
    set_id = make(visit, TABLE, "Mine", objects)
    unsigned = replace(visit, agent_id=None)
    for verb in (lambda: add(unsigned, set_id, [1]), lambda: remove(unsigned, set_id, objects)):
        with pytest.raises(Refusal):
            verb()
    assert records_of(set_id) == objects
