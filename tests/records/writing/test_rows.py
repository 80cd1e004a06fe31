"""The order in which rows are written, and what the database refuses all the same."""

import pytest

from specify.datamodel.tables import model
from specify.records.writing import rows as writing
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


@pytest.fixture
def agents(home_world: World) -> list[int]:
    """Three people."""
    return [home_world.plant("agent") for _number in range(3)]


@pytest.fixture
def collectors(home_world: World, agents: list[int]) -> list[int]:
    """All three at one event, and again at another."""
    events = [home_world.plant("collectingevent") for _number in range(2)]
    rows = [
        home_world.plant("collector", agent_id=agent, collectingEvent_id=event, orderNumber=number)
        for event in events
        for number, agent in enumerate(agents)
    ]
    return rows[:3]


def turned(visit: Visit, collectors: list[int], agents: list[int]) -> None:
    """Give each collector the agent of the next."""
    wanted = zip(collectors, [*agents[1:], agents[0]], strict=True)
    saved(visit, *(lambda one=one, agent=agent: changed("collector", one, agent=agent) for one, agent in wanted))


def test_people_change_places_though_the_database_keeps_them_unique(
    visit: Visit, agents: list[int], collectors: list[int]
) -> None:
    turned(visit, collectors, agents)
    assert [row("collector", one).agent_id for one in collectors] == [agents[1], agents[2], agents[0]]
    log = model("spauditlogfield").objects.filter(spAuditLog__recordId=collectors[0], fieldName="agent")
    assert [(one.oldValue, one.newValue) for one in log] == [(str(agents[0]), str(agents[1]))]


def test_what_the_database_refuses_is_told_in_a_sentence(
    visit: Visit, agents: list[int], collectors: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_park", lambda _changes, _name: None)  # as where there is no other agent
    with pytest.raises(Refusal) as refused:
        turned(visit, collectors, agents)
    assert refused.value.status == 409
    assert [row("collector", one).agent_id for one in collectors] == agents
