"""Agents: divisions of collectors, members of groups, and agents of users."""

import pytest

from specify.datamodel.tables import model
from specify.security.entering import Visit
from tests.planting import World
from tests.records.changing import changed, deleted, fields, made, refused, row, saved

pytestmark = pytest.mark.django_db


def test_a_collector_belongs_to_the_division_of_the_agent(visit: Visit, home_world: World) -> None:
    other = World.create().ids["division"]
    agent = home_world.plant("agent", division_id=other)
    new = made("collector", agent=agent, collectingEvent=home_world.plant("collectingevent"))
    saved(visit, new)
    assert row("collector", new.id).division_id == other
    model("agent").objects.filter(pk=agent).update(division_id=visit.place.division_id)
    saved(visit, lambda: changed("collector", new.id, remarks="moved"))
    assert row("collector", new.id).division_id == visit.place.division_id


def test_a_funding_agent_that_is_new_too(visit: Visit, home_world: World) -> None:
    agent = made("agent", agentType=1, lastName="Q")
    new = made("fundingagent", agent=agent, collectingTrip=home_world.plant("collectingtrip"))
    saved(visit, agent, new)
    assert row("fundingagent", new.id).division_id == visit.place.division_id


def test_a_group_is_no_member_of_itself(visit: Visit, home_world: World) -> None:
    group = home_world.plant("agent")
    told = refused(visit, made("groupperson", group=group, member=group))
    assert fields(told) == [("groupperson", "member")]
    new = made("agent", agentType=3, lastName="Q")
    assert fields(refused(visit, new, made("groupperson", group=new, member=new))) == [("groupperson", "member")]


def test_the_agent_of_a_user_does_not_go(visit: Visit, home_world: World) -> None:
    agent = home_world.plant("agent", specifyUser_id=visit.user.pk)
    assert fields(refused(visit, lambda: deleted("agent", agent))) == [("agent", "specifyUser")]


def test_an_agent_needs_a_type(visit: Visit) -> None:
    assert ("agent", "agentType") in fields(refused(visit, made("agent", lastName="Q")))
