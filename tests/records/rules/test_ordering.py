"""Order numbers, ordinals, and the one that is primary."""

import pytest

from specify.datamodel.tables import model
from specify.security.entering import Visit
from tests.planting import World
from tests.records.changing import changed, deleted, fields, made, refused, row, saved

pytestmark = pytest.mark.django_db


def collectors(world: World, count: int, primary: int = 0) -> tuple[int, list[int]]:
    """An event and its collectors."""
    event = world.plant("collectingevent")
    found = [
        world.plant(
            "collector",
            collectingEvent_id=event,
            agent_id=world.plant("agent"),
            orderNumber=number,
            isPrimary=number == primary,
        )
        for number in range(count)
    ]
    return event, found


def primaries(event: int) -> list[int]:
    """The ids of the primary collectors."""
    found = model("collector").objects.filter(collectingEvent_id=event, isPrimary=True)
    return list(found.order_by("pk").values_list("pk", flat=True))


def test_collectors_are_counted_from_0_authors_from_1(visit: Visit, home_world: World) -> None:
    agents = [home_world.plant("agent") for _number in range(2)]
    event, work = made("collectingevent"), made("referencework", title="T", referenceWorkType=0)
    collected = [made("collector", agent=agent, collectingEvent=event) for agent in agents]
    written = [made("author", agent=agent, referenceWork=work) for agent in agents]
    saved(visit, event, work, *collected, *written)
    assert [row("collector", one.id).orderNumber for one in collected] == [0, 1]
    assert [row("author", one.id).orderNumber for one in written] == [1, 2]


def test_a_new_one_goes_behind_the_stored_and_the_numbered(visit: Visit, home_world: World) -> None:
    event, _stored = collectors(home_world, 2)
    given = made("collector", agent=home_world.plant("agent"), collectingEvent=event, orderNumber=7)
    asking = made("collector", agent=home_world.plant("agent"), collectingEvent=event)
    saved(visit, asking, given)
    assert (row("collector", asking.id).orderNumber, row("collector", given.id).orderNumber) == (8, 7)


def test_the_first_new_one_is_primary_when_none_is(visit: Visit, home_world: World) -> None:
    event = made("collectingevent")
    two = [made("collector", agent=home_world.plant("agent"), collectingEvent=event) for _number in range(2)]
    saved(visit, event, *two)
    assert primaries(event.id or 0) == [two[0].id]
    third = made("collector", agent=home_world.plant("agent"), collectingEvent=event.id)
    saved(visit, third)
    assert primaries(event.id or 0) == [two[0].id]


def test_marking_one_takes_the_mark_from_the_others(visit: Visit, home_world: World) -> None:
    event, (first, second) = collectors(home_world, 2)
    saved(visit, lambda: changed("collector", second, isPrimary=True))
    assert primaries(event) == [second]
    saved(
        visit,
        lambda: changed("collector", first, isPrimary=True),
        lambda: changed("collector", second, remarks="was primary"),
    )
    assert primaries(event) == [first]


def test_two_marked_at_once_are_a_contradiction(visit: Visit, home_world: World) -> None:
    _event, (_first, second, third) = collectors(home_world, 3)
    told = refused(
        visit,
        lambda: changed("collector", second, isPrimary=True),
        lambda: changed("collector", third, isPrimary=True),
    )
    assert fields(told) == [("collector", "isPrimary")]


def test_the_mark_of_a_collector_that_goes_is_handed_on(visit: Visit, home_world: World) -> None:
    event, (first, second, third) = collectors(home_world, 3)
    model("collector").objects.filter(pk=second).update(orderNumber=9)
    saved(visit, lambda: deleted("collector", first))
    assert primaries(event) == [third]
    assert row("collector", third).version == 1


def test_nothing_is_handed_on_when_the_event_goes(visit: Visit, home_world: World) -> None:
    event, stored = collectors(home_world, 2)
    saved(visit, lambda: deleted("collectingevent", event))
    assert not model("collector").objects.filter(pk__in=stored).exists()


def test_the_first_address_is_primary_and_others_keep_what_they_say(visit: Visit, home_world: World) -> None:
    agent = home_world.plant("agent")
    saved(visit, made("address", agent=agent), made("address", agent=agent, isPrimary=False))
    marks = model("address").objects.filter(agent_id=agent).order_by("pk")
    assert [(one.isPrimary, one.ordinal) for one in marks] == [(True, 0), (False, 1)]


def test_order_numbers_that_the_database_keeps_unique_can_be_exchanged(visit: Visit, home_world: World) -> None:
    group = home_world.plant("agent")
    two = [
        home_world.plant("groupperson", group_id=group, member_id=home_world.plant("agent"), orderNumber=number)
        for number in (1, 2)
    ]
    saved(
        visit,
        lambda: changed("groupperson", two[0], orderNumber=2),
        lambda: changed("groupperson", two[1], orderNumber=1),
    )
    assert [row("groupperson", one).orderNumber for one in two] == [2, 1]
