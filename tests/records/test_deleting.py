"""Deleting: what goes along, what stands in the way, and that nothing else is touched."""

from dataclasses import replace

import pytest

from specify.datamodel import present
from specify.datamodel.tables import join_model, model
from specify.records.deleting import delete, plan_deletion
from specify.records.writing.changes import NotSaved
from specify.security.entering import Visit
from specify.security.policies import Policy, Rights
from specify.web.refusals import Refusal
from tests.planting import World
from tests.records.changing import changed, deleted, made, row, saved

pytestmark = pytest.mark.django_db


def is_there(key: str, row_id: int) -> bool:
    return bool(model(key).objects.filter(pk=row_id).exists())


def planted_object(world: World) -> dict[str, int]:
    """An object with much that depends on it: two levels deep, and records of its own."""
    attribute = world.plant("collectionobjectattribute")
    owner = world.plant("collectionobject", collectionObjectAttribute_id=attribute, catalogNumber="900700001")
    ids = {"collectionobject": owner, "collectionobjectattribute": attribute}
    ids["determination"] = world.plant("determination", collectionObject_id=owner, isCurrent=True)
    ids["determiner"] = world.plant("determiner", determination_id=ids["determination"], isPrimary=True)
    ids["preparation"] = world.plant("preparation", collectionObject_id=owner)
    ids["attachment"] = world.plant("attachment", tableID=1)
    ids["collectionobjectattachment"] = world.plant(
        "collectionobjectattachment", collectionObject_id=owner, attachment_id=ids["attachment"]
    )
    return ids


def test_what_depends_goes_along_and_nothing_else(visit: Visit, home_world: World) -> None:
    event = home_world.plant("collectingevent")
    ids = planted_object(home_world)
    model("collectionobject").objects.filter(pk=ids["collectionobject"]).update(collectingEvent_id=event)
    plan = plan_deletion(visit, "collectionobject", [ids["collectionobject"]])
    assert plan.blockers == ()
    assert dict(plan.counts) == dict.fromkeys(ids, 1)
    assert all(is_there(key, one) for key, one in ids.items())
    delete(visit, "collectionobject", [ids["collectionobject"]])
    assert [key for key, one in ids.items() if is_there(key, one)] == []
    assert is_there("collectingevent", event)
    assert is_there("agent", home_world.ids["agent"])


def test_every_row_that_goes_is_told_to_the_audit_log(visit: Visit, home_world: World) -> None:
    ids = planted_object(home_world)
    delete(visit, "collectionobject", [ids["collectionobject"]])
    logs = model("spauditlog").objects.filter(action=2)
    tables = present.tables()
    told = {(log.tableNum, log.recordId): log.parentRecordId for log in logs}
    assert set(told) >= {(tables[key].number, one) for key, one in ids.items()}
    assert told[tables["determiner"].number, ids["determiner"]] == ids["determination"]
    numbers = model("spauditlogfield").objects.filter(spAuditLog__in=logs, fieldName="catalognumber")
    assert [(field.oldValue, field.newValue) for field in numbers] == [("900700001", None)]


def test_what_points_to_it_keeps_it(visit: Visit, home_world: World) -> None:
    ids = planted_object(home_world)
    lines = [home_world.plant("loanpreparation", preparation_id=ids["preparation"]) for _number in range(12)]
    plan = plan_deletion(visit, "collectionobject", [ids["collectionobject"]])
    (blocker,) = plan.blockers
    assert (blocker.table, blocker.field, blocker.target) == ("loanpreparation", "preparation", "preparation")
    assert (blocker.count, blocker.ids) == (12, tuple(sorted(lines)[:10]))
    with pytest.raises(NotSaved) as refused:
        delete(visit, "collectionobject", [ids["collectionobject"]])
    (problem,) = refused.value.problems
    assert "12 records" in problem.sentence
    assert problem.record == ("loanpreparation", min(lines))
    assert all(is_there(key, one) for key, one in ids.items())


def test_what_goes_itself_keeps_nothing(visit: Visit, home_world: World) -> None:
    group = home_world.plant("agent")
    model("agent").objects.filter(pk=group).update(createdByAgent_id=group, organization_id=group)
    assert plan_deletion(visit, "agent", [group]).blockers == ()
    delete(visit, "agent", [group])
    assert not is_there("agent", group)


def test_two_that_point_to_each_other_go_together(visit: Visit, home_world: World) -> None:
    first, second = home_world.plant("agent"), home_world.plant("agent")
    model("agent").objects.filter(pk=first).update(organization_id=second)
    model("agent").objects.filter(pk=second).update(createdByAgent_id=first)
    assert [b.field for b in plan_deletion(visit, "agent", [second]).blockers] == ["organization"]
    delete(visit, "agent", [first, second])
    assert not is_there("agent", first)
    assert not is_there("agent", second)


def test_the_children_of_a_container_go_with_it_level_by_level(visit: Visit, home_world: World) -> None:
    top = home_world.plant("container")
    middle = home_world.plant("container", parent_id=top)
    # Made before its parent, so that no order of ids helps.
    model("container").objects.filter(pk=top).update(name="top")
    low = home_world.plant("container", parent_id=middle)
    delete(visit, "container", [top])
    assert [one for one in (top, middle, low) if is_there("container", one)] == []


def test_a_shared_record_of_its_own_stays_with_the_other(visit: Visit, home_world: World) -> None:
    attribute = home_world.plant("collectionobjectattribute")
    first = home_world.plant("collectionobject", collectionObjectAttribute_id=attribute)
    second = home_world.plant("collectionobject", collectionObjectAttribute_id=attribute)
    delete(visit, "collectionobject", [first])
    assert is_there("collectionobjectattribute", attribute)
    delete(visit, "collectionobject", [second])
    assert not is_there("collectionobjectattribute", attribute)


def test_records_leave_their_record_sets_and_no_others(visit: Visit, home_world: World) -> None:
    gone, stays = home_world.plant("collectionobject"), home_world.plant("collectionobject")
    objects = home_world.plant("recordset", dbTableId=1)
    taxa = home_world.plant("recordset", dbTableId=4)
    for found, record in ((objects, gone), (objects, stays), (taxa, gone)):
        home_world.plant("recordsetitem", recordSet_id=found, recordId=record)
    delete(visit, "collectionobject", [gone])
    items = model("recordsetitem").objects.filter(recordSet_id__in=[objects, taxa])
    assert {(item.recordSet_id, item.recordId) for item in items} == {(objects, stays), (taxa, gone)}
    delete(visit, "recordset", [objects])
    assert [item.recordSet_id for item in items.all()] == [taxa]


def test_an_attachment_that_a_data_set_uses_stays(visit: Visit, home_world: World) -> None:
    if not present.has("spdatasetattachment"):
        pytest.skip("Specify 6 has no data sets")
    ids = planted_object(home_world)
    home_world.plant("spdatasetattachment", attachment_id=ids["attachment"])
    delete(visit, "collectionobjectattachment", [ids["collectionobjectattachment"]])
    assert row("attachment", ids["attachment"]).tableID == 1012


def test_objects_of_a_project_are_kept_by_it(visit: Visit, home_world: World) -> None:
    owner, project = home_world.plant("collectionobject"), home_world.plant("project")
    join_model("project_colobj").objects.create(project_id=project, collectionobject_id=owner)
    (blocker,) = plan_deletion(visit, "collectionobject", [owner]).blockers
    assert (blocker.table, blocker.field, blocker.ids) == ("project", "collectionObjects", (project,))


def test_an_event_of_its_own_goes_where_events_are_embedded(visit: Visit, home_world: World) -> None:
    event = home_world.plant("collectingevent")
    owner = home_world.plant("collectionobject", collectingEvent_id=event)
    assert "collectingevent" not in plan_deletion(visit, "collectionobject", [owner]).counts
    embedding = replace(visit, place=replace(visit.place, is_embedded_collecting_event=True))
    delete(embedding, "collectionobject", [owner])
    assert not is_there("collectingevent", event)


def test_keys_are_emptied_where_the_schema_says_so(visit: Visit, home_world: World) -> None:
    if not present.has("collectionobjecttype"):
        pytest.skip("Specify 6 has no types")
    kind = home_world.plant("collectionobjecttype")
    owner = home_world.plant("collectionobject", collectionObjectType_id=kind, version=7)
    delete(visit, "collectionobjecttype", [kind])
    assert (row("collectionobject", owner).collectionObjectType_id, row("collectionobject", owner).version) == (None, 7)


def test_rights_are_asked_for_every_table_that_loses_rows(visit: Visit, home_world: World) -> None:
    ids = planted_object(home_world)
    grants = tuple(Policy(f"/table/{key}", "delete") for key in ids if key != "determiner")
    limited = replace(visit, rights=Rights(visit.user.pk, visit.place.collection_id, grants))
    with pytest.raises(Refusal, match="Determiner"):
        delete(limited, "collectionobject", [ids["collectionobject"]])
    assert all(is_there(key, one) for key, one in ids.items())


def test_records_of_another_collection_are_not_there(visit: Visit) -> None:
    foreign = World.create().plant("collectionobject")
    for verb in (plan_deletion, delete):
        with pytest.raises(Refusal) as refused:
            verb(visit, "collectionobject", [foreign])
        assert refused.value.status == 404


def test_a_record_that_is_let_go_in_the_same_set_is_no_obstacle(visit: Visit, home_world: World) -> None:
    event = home_world.plant("collectingevent")
    owner = home_world.plant("collectionobject", collectingEvent_id=event)
    saved(
        visit,
        lambda: changed("collectionobject", owner, collectingEvent=None),
        lambda: deleted("collectingevent", event),
    )
    assert not is_there("collectingevent", event)


def test_what_a_deleted_row_had_can_be_given_to_a_new_one(visit: Visit, home_world: World) -> None:
    agent, event = home_world.plant("agent"), home_world.plant("collectingevent")
    old = home_world.plant("collector", agent_id=agent, collectingEvent_id=event, orderNumber=0)
    new, *_rest = saved(visit, made("collector", agent=agent, collectingEvent=event), lambda: deleted("collector", old))
    assert not is_there("collector", old)
    assert row("collector", new.id).agent_id == agent


def test_every_table_can_be_planned(visit: Visit, home_world: World) -> None:
    """No question that is asked of the database is misspelled, whatever is deleted."""
    for key in present.tables():
        planted = home_world.ids.get(key) or home_world.plant(key)
        assert plan_deletion(visit, key, [planted]).counts[key] >= 1


def test_statements_do_not_grow_with_the_rows(
    visit: Visit, home_world: World, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    several = [planted_object(home_world)["collectionobject"] for _number in range(3)]
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        delete(visit, "collectionobject", several)
