"""Collection objects: their type, and an event of their own."""

from dataclasses import replace

import pytest

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.security.entering import Visit
from tests.planting import World
from tests.records.changing import made, row, saved

pytestmark = pytest.mark.django_db


def embedding(visit: Visit) -> Visit:
    """The same where each object has an event of its own."""
    return replace(visit, place=replace(visit.place, is_embedded_collecting_event=True))


def test_an_object_without_a_type_has_its_collections(visit: Visit, home_world: World) -> None:
    if not present.has("collectionobjecttype"):
        pytest.skip("Specify 6 has no types")
    usual = model("collection").objects.get(pk=visit.place.collection_id).collectionObjectType_id
    other = home_world.plant("collectionobjecttype", taxonTreeDef_id=visit.place.tree_definitions["taxon"][0])
    first, second, *_rest = saved(
        visit,
        made("collectionobject", catalogNumber="900820001"),
        made("collectionobject", catalogNumber="900820002", collectionObjectType=other),
    )
    assert row("collectionobject", first.id).collectionObjectType_id == usual
    assert row("collectionobject", second.id).collectionObjectType_id == other


def test_a_new_object_gets_an_empty_event_where_events_are_embedded(visit: Visit, home_world: World) -> None:
    owner, *_rest = saved(embedding(visit), made("collectionobject", catalogNumber="900820003"))
    event = row("collectingevent", row("collectionobject", owner.id).collectingEvent_id)
    assert (event.discipline_id, event.createdByAgent_id) == (visit.place.discipline_id, visit.agent_id)


def test_an_object_that_has_an_event_gets_no_other(visit: Visit, home_world: World) -> None:
    event = home_world.plant("collectingevent")
    values = {"catalogNumber": "900820004", "collectingEvent": event}
    changes = saved(embedding(visit), made("collectionobject", **values))
    assert [change.table.key for change in changes] == ["collectionobject"]


def test_no_event_is_made_where_events_are_shared(visit: Visit) -> None:
    owner, *_rest = saved(visit, made("collectionobject", catalogNumber="900820005"))
    assert row("collectionobject", owner.id).collectingEvent_id is None
