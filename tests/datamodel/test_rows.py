"""Rows are loaded a table at a time, never a row at a time."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from specify.datamodel.rows import NO_ROW, UNSAVED, Rows
from specify.datamodel.selecting import Limit
from specify.datamodel.tables import join_model, model
from specify.resources.place import Place, place_of
from tests.planting import World

pytestmark = pytest.mark.django_db(databases="__all__")


def place_of_demonstration() -> Place:
    place = place_of(ids("collection", 1)[0])
    assert place is not None
    return place


def ids(table: str, number: int) -> list[int]:
    return list(model(table).objects.order_by("pk").values_list("pk", flat=True)[:number])


def test_many_rows_of_a_table_take_one_statement() -> None:
    wanted = ids("collectionobject", 20)
    rows = Rows()
    assert [rows.get("collectionobject", one) for one in wanted] == [None] * len(wanted)
    with CaptureQueriesContext(connections["default"]) as statements:
        assert rows.load()
    assert len(statements) == 1
    assert all(rows.get("collectionobject", one) for one in wanted)
    assert not rows.load()


def test_a_row_that_is_not_saved_yet_has_nothing_behind_it() -> None:
    rows = Rows()
    assert rows.get("collectionobject", UNSAVED) == NO_ROW
    children = rows.children("collectionobject", "determinations", UNSAVED)
    assert (children, children and children.total) == ([], [])
    assert not rows.load()


def test_children_of_many_rows_take_one_statement_and_know_their_total() -> None:
    determination = model("determination").objects.values("collectionObject_id").first()
    assert determination is not None
    parent = determination["collectionObject_id"]
    rows = Rows()
    for one in {parent, *ids("collectionobject", 10)}:
        assert rows.children("collectionobject", "determinations", one, limit=1) is None
    with CaptureQueriesContext(connections["default"]) as statements:
        rows.load()
    assert len(statements) == 1
    found = rows.children("collectionobject", "determinations", parent, limit=1)
    assert found is not None
    assert len(found) == 1
    assert found.total == model("determination").objects.filter(collectionObject=parent).count()


def test_a_row_that_is_not_there_is_known_to_be_absent() -> None:
    rows = Rows()
    rows.get("agent", 2**30)
    rows.load()
    assert rows.get("agent", 2**30) is NO_ROW
    assert not rows.load()


def test_rows_behind_a_relationship_are_held_to_the_place() -> None:
    event = model("collectionobject").objects.exclude(collectingEvent=None).values("collectingEvent_id").first()
    assert event is not None
    parent = event["collectingEvent_id"]
    foreign = Rows({"collectionobject": Limit("collectionMemberId", 2**30)})
    foreign.children("collectingevent", "collectionObjects", parent, limit=10)
    foreign.load()
    assert foreign.children("collectingevent", "collectionObjects", parent, limit=10) == []
    free = Rows()
    free.children("collectingevent", "collectionObjects", parent)
    free.load()
    assert free.children("collectingevent", "collectionObjects", parent)


def test_paired_rows_of_another_place_are_left_out_and_few_are_loaded() -> None:
    world = World.at(place_of_demonstration())
    project = world.plant("project")
    members = [world.plant("collectionobject") for _ in range(4)]
    foreign = World.create().plant("collectionobject")
    for one in (*members, foreign):
        join_model("project_colobj").objects.create(project_id=project, collectionobject_id=one)
    rows = Rows({"collectionobject": Limit("collectionMemberId", world.ids["collection"], is_private=True)})
    rows.children("project", "collectionObjects", project, limit=3)
    rows.load()
    found = rows.children("project", "collectionObjects", project, limit=3)
    assert found is not None
    assert [row["id"] for row in found] == members[:3]
    assert found.total == 4
    assert rows.get("collectionobject", members[3]) is None


def test_a_whole_table_takes_one_statement_and_is_held_to_its_place() -> None:
    World.create().plant("preptype")
    place = place_of_demonstration()
    rows = Rows({"preptype": Limit("collection_id", place.collection_id, is_private=True)})
    assert rows.whole("preptype", most=50) is None
    with CaptureQueriesContext(connections["default"]) as statements:
        assert rows.load()
    assert len(statements) == 1
    found = rows.whole("preptype", most=50)
    ours = set(model("preptype").objects.filter(collection=place.collection_id).values_list("pk", flat=True))
    assert found is not None
    assert ours
    assert {row["id"] for row in found} == ours < set(model("preptype").objects.values_list("pk", flat=True))
    assert rows.get("preptype", found[0]["id"]) is found[0]
    assert not rows.load()


def test_a_whole_table_is_cut_where_asked_and_only_listed_where_its_rows_name_their_place() -> None:
    rows = Rows({"preptype": Limit("collection_id", 1)})
    rows.whole("collectionobject", most=2)
    rows.load()
    assert len(rows.whole("collectionobject", most=2) or ()) == 2
    assert [rows.may_list(key) for key in ("preptype", "institution", "collectionobject")] == [True, True, False]
