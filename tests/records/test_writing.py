"""The order in which rows are written, and what the database refuses all the same."""

import pytest

from specify.datamodel.tables import model
from specify.security.entering import Visit
from specify.web.refusals import Refusal
from tests.planting import World
from tests.records.changing import changed, deleted, made, row, saved

pytestmark = pytest.mark.django_db


def test_what_a_changed_row_gives_up_can_be_given_to_a_new_one(visit: Visit, home_world: World) -> None:
    agents = [home_world.plant("agent") for _number in range(2)]
    event = home_world.plant("collectingevent")
    stored = home_world.plant("collector", agent_id=agents[0], collectingEvent_id=event, orderNumber=0)
    new = made("collector", agent=agents[0], collectingEvent=event)
    saved(visit, new, lambda: changed("collector", stored, agent=agents[1]))
    assert [row("collector", one).agent_id for one in (stored, new.id)] == [agents[1], agents[0]]


def test_a_stored_row_can_point_to_one_that_is_made_with_it(visit: Visit, home_world: World) -> None:
    owner = home_world.plant("collectionobject")
    event = made("collectingevent")
    saved(visit, lambda: changed("collectionobject", owner, collectingEvent=event), event)
    assert row("collectionobject", owner).collectingEvent_id == event.id


def test_a_record_of_its_own_is_exchanged_for_another(visit: Visit, home_world: World) -> None:
    old = home_world.plant("collectionobjectattribute")
    owner = home_world.plant("collectionobject", collectionObjectAttribute_id=old)
    new = made("collectionobjectattribute")
    saved(
        visit,
        new,
        lambda: changed("collectionobject", owner, collectionObjectAttribute=new),
        lambda: deleted("collectionobjectattribute", old),
    )
    assert row("collectionobject", owner).collectionObjectAttribute_id == new.id
    assert not model("collectionobjectattribute").objects.filter(pk=old).exists()


def test_what_the_database_refuses_is_told_in_a_sentence(visit: Visit, home_world: World) -> None:
    agents = [home_world.plant("agent") for _number in range(2)]
    event = home_world.plant("collectingevent")
    two = [
        home_world.plant("collector", agent_id=agent, collectingEvent_id=event, orderNumber=number)
        for number, agent in enumerate(agents)
    ]
    with pytest.raises(Refusal) as refused:
        saved(
            visit,
            *(lambda one=one, other=agents[1 - n]: changed("collector", one, agent=other) for n, one in enumerate(two)),
        )
    assert refused.value.status == 409
    assert [row("collector", one).agent_id for one in two] == agents
