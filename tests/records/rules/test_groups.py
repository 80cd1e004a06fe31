"""Groups of collection objects: members, marks, kinds."""

import pytest

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.security.entering import Visit
from tests.planting import World
from tests.records.changing import changed, deleted, fields, made, refused, row, saved

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not present.has("collectionobjectgroup"), reason="Specify 6 has no groups"),
]
JOIN = "collectionobjectgroupjoin"


def group(world: World, kind: str) -> int:
    """A group of a kind."""
    found = world.plant("collectionobjectgrouptype", type=kind, name=kind)
    return world.plant("collectionobjectgroup", cogType_id=found)


def member(world: World, parent: int, **values: object) -> int:
    """A stored member, an object unless told otherwise."""
    if not {"childCo_id", "childCog_id"} & values.keys():
        values["childCo_id"] = world.plant("collectionobject")
    return world.plant(JOIN, parentCog_id=parent, **values)


def marked(parent: int, name: str = "isPrimary") -> list[int]:
    """The members with a mark."""
    found = model(JOIN).objects.filter(parentCog_id=parent, **{name: True})
    return list(found.order_by("pk").values_list("pk", flat=True))


def test_a_member_is_an_object_or_a_group(visit: Visit, home_world: World) -> None:
    parent, other = group(home_world, "Discrete"), group(home_world, "Discrete")
    owner = home_world.plant("collectionobject")
    for values in ({}, {"childCo": owner, "childCog": other}):
        assert fields(refused(visit, made(JOIN, parentCog=parent, **values))) == [(JOIN, "childCo")]
    assert fields(refused(visit, made(JOIN, parentCog=parent, childCog=parent))) == [(JOIN, "childCog")]
    first, second = made(JOIN, parentCog=parent, childCo=owner), made(JOIN, parentCog=parent, childCog=other)
    saved(visit, first, second)
    assert [row(JOIN, one.id).precedence for one in (first, second)] == [0, 1]
    assert (row(JOIN, first.id).isPrimary, row(JOIN, first.id).isSubstrate) == (False, False)


def test_nothing_is_in_two_groups(visit: Visit, home_world: World) -> None:
    parent, other = group(home_world, "Discrete"), group(home_world, "Discrete")
    owner = home_world.plant("collectionobject")
    stored = member(home_world, parent, childCo_id=owner)
    (problem,) = refused(visit, made(JOIN, parentCog=other, childCo=owner))
    assert (problem.field, problem.record) == ("childCo", (JOIN, stored))


@pytest.mark.parametrize("mark", ["isPrimary", "isSubstrate"])
def test_a_mark_is_at_one_member(visit: Visit, home_world: World, mark: str) -> None:
    parent = group(home_world, "Discrete")
    first, second = member(home_world, parent, **{mark: True}), member(home_world, parent, **{mark: False})
    saved(visit, lambda: changed(JOIN, second, **{mark: True}))
    assert marked(parent, mark) == [second]
    assert row(JOIN, first).version == 0


def test_the_first_object_of_a_consolidated_group_is_primary_when_none_is(visit: Visit, home_world: World) -> None:
    parent, inner = group(home_world, "Consolidated"), group(home_world, "Discrete")
    objects = [home_world.plant("collectionobject") for _number in range(2)]
    several = [made(JOIN, parentCog=parent, childCog=inner)]
    several += [made(JOIN, parentCog=parent, childCo=one) for one in objects]
    saved(visit, *several)
    assert marked(parent) == [several[1].id]
    discrete = group(home_world, "Discrete")
    saved(visit, made(JOIN, parentCog=discrete, childCo=home_world.plant("collectionobject")))
    assert marked(discrete) == []


def test_the_primary_object_does_not_leave_others_without(visit: Visit, home_world: World) -> None:
    parent = group(home_world, "Consolidated")
    first, second = member(home_world, parent, isPrimary=True), member(home_world, parent, isPrimary=False)
    assert fields(refused(visit, lambda: deleted(JOIN, first))) == [(JOIN, "isPrimary")]
    saved(visit, lambda: deleted(JOIN, first), lambda: changed(JOIN, second, isPrimary=True))
    assert marked(parent) == [second]
    saved(visit, lambda: deleted(JOIN, second))


def test_a_group_goes_with_its_members(visit: Visit, home_world: World) -> None:
    parent = group(home_world, "Consolidated")
    first, second = member(home_world, parent, isPrimary=True), member(home_world, parent)
    saved(visit, lambda: deleted("collectionobjectgroup", parent))
    assert not model(JOIN).objects.filter(pk__in=[first, second]).exists()


def test_an_object_in_a_group_is_kept_by_it(visit: Visit, home_world: World) -> None:
    owner = home_world.plant("collectionobject")
    stored = member(home_world, group(home_world, "Discrete"), childCo_id=owner)
    (problem,) = refused(visit, lambda: deleted("collectionobject", owner))
    assert problem.record == (JOIN, stored)


def test_a_kind_is_one_of_the_list(visit: Visit) -> None:
    told = refused(visit, made("collectionobjectgrouptype", name="Heap", type="Heap"))
    assert fields(told) == [("collectionobjectgrouptype", "type")]
    saved(visit, made("collectionobjectgrouptype", name="Core", type="Drill Core"))
