"""Uniqueness rules: who they hold for, what they compare, and what is passed over."""

from dataclasses import replace

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.records.writing.uniqueness import UniqueRule, rules_for
from specify.resources.stamp import forget
from specify.security.entering import Visit
from tests.planting import World
from tests.records.changing import changed, fields, made, refused, saved

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh() -> None:
    """Rules are kept by this process until the settings change; these tests change them within a second."""
    forget()


def rule(table: str, paths: str, scopes: str = "", discipline: int | None = None, built_in: bool = False) -> None:
    """Store a rule as Specify 7 does."""
    if not present.has("uniquenessrule"):
        pytest.skip("Specify 6 has no table of rules")
    made_rule = model("uniquenessrule").objects.create(
        modelname=table.capitalize(), discipline_id=discipline, isdatabaseconstraint=built_in
    )
    for text, is_scope in ((paths, False), (scopes, True)):
        for path in text.split():
            model("uniquenessrulefield").objects.create(
                uniquenessrule_id=made_rule.pk, fieldpath=path, isscope=is_scope
            )


def only(visit: Visit) -> None:
    """Take out all stored rules, and leave one that is built in so that the others do not come back."""
    if present.has("uniquenessrule"):
        model("uniquenessrulefield").objects.all().delete()
        model("uniquenessrule").objects.all().delete()
    rule("storage", "uniqueIdentifier", discipline=visit.place.discipline_id, built_in=True)


def test_a_bar_code_is_unique_in_its_collection_by_way_of_the_object(visit: Visit, home_world: World) -> None:
    owner = home_world.plant("collectionobject")
    kind = home_world.plant("preptype")
    foreign = World.create()
    foreign.plant("preparation", barCode="QQ-1")
    first, *_rest = saved(visit, made("preparation", collectionObject=owner, prepType=kind, barCode="QQ-1"))
    (problem,) = refused(visit, made("preparation", collectionObject=owner, prepType=kind, barCode="qq-1"))
    assert problem.field == "barCode"
    assert problem.record == ("preparation", first.id)
    assert "must have unique" in problem.sentence


def test_two_of_the_same_set_are_found_though_their_object_is_new(visit: Visit, home_world: World) -> None:
    kind = home_world.plant("preptype")
    owner = made("collectionobject", catalogNumber="900800001")
    two = [made("preparation", collectionObject=owner, prepType=kind, barCode="QQ-2") for _number in range(2)]
    assert fields(refused(visit, owner, *two)) == [("preparation", "barCode")]


def test_what_is_null_is_passed_over(visit: Visit, home_world: World) -> None:
    owner, kind = home_world.plant("collectionobject"), home_world.plant("preptype")
    assert len(saved(visit, *(made("preparation", collectionObject=owner, prepType=kind) for _number in range(2)))) == 2


def test_a_row_may_keep_what_it_has_and_take_what_another_gives_up(visit: Visit, home_world: World) -> None:
    first = home_world.plant("collectionobject", catalogNumber="900800002")
    second = home_world.plant("collectionobject", catalogNumber="900800003")
    saved(
        visit,
        lambda: changed("collectionobject", first, catalogNumber="900800004"),
        lambda: changed("collectionobject", second, catalogNumber="900800002"),
    )
    assert model("collectionobject").objects.get(pk=second).catalogNumber == "900800002"


def test_a_rule_of_another_discipline_does_not_hold_for_what_disciplines_own(visit: Visit, home_world: World) -> None:
    only(visit)
    foreign = World.create()
    rule("locality", "localityName", discipline=foreign.ids["discipline"])
    home_world.plant("locality", localityName="Lake Q")
    forget()
    assert saved(visit, made("locality", localityName="Lake Q"))


def test_what_belongs_to_a_division_meets_the_rules_of_its_disciplines(visit: Visit, home_world: World) -> None:
    only(visit)
    world = World.create()
    rule("agent", "email", discipline=world.ids["discipline"])
    forget()
    assert "agent" not in rules_for(visit.place, visit.stamp)
    forget()
    model("discipline").objects.filter(pk=world.ids["discipline"]).update(division_id=visit.place.division_id)
    assert list(rules_for(visit.place, visit.stamp)["agent"]) == [UniqueRule("agent", ("email",))]


def test_what_belongs_to_the_institution_meets_the_rules_of_all(visit: Visit) -> None:
    only(visit)
    rule("permit", "type", discipline=World.create().ids["discipline"])
    forget()
    assert UniqueRule("permit", ("type",)) in rules_for(visit.place, visit.stamp)["permit"]


def test_a_rule_for_everyone_reaches_across_collections(visit: Visit) -> None:
    only(visit)
    rule("collectionobject", "altCatalogNumber")
    forget()
    other = World.create().plant("collectionobject", altCatalogNumber="Q-7")
    (problem,) = refused(visit, made("collectionobject", catalogNumber="900800005", altCatalogNumber="q-7"))
    assert problem.record == ("collectionobject", other)


def test_several_fields_are_compared_together_and_the_scope_is_named(visit: Visit, home_world: World) -> None:
    only(visit)
    rule("collectionobject", "fieldNumber name", "collection collectingEvent", visit.place.discipline_id)
    forget()
    event = home_world.plant("collectingevent")
    home_world.plant("collectionobject", fieldNumber="F1", name="a", collectingEvent_id=event)
    values = {"fieldNumber": "f1", "collectingEvent": event}
    assert saved(visit, made("collectionobject", catalogNumber="900800006", name="b", **values))
    (problem,) = refused(visit, made("collectionobject", catalogNumber="900800007", name="A", **values))
    assert "in Collection" in problem.sentence


def test_a_null_where_the_schema_requires_a_value_is_compared(visit: Visit, home_world: World) -> None:
    if not present.has("collectionobjectgroup"):
        pytest.skip("Specify 6 has no groups")
    only(visit)
    rule("collectionobjectgroup", "name description", "", visit.place.discipline_id)
    forget()
    kind = home_world.plant("collectionobjectgrouptype")
    home_world.plant("collectionobjectgroup", name=None, description="same", cogType_id=kind)
    (problem,) = refused(visit, made("collectionobjectgroup", description="same", cogType=kind))
    assert problem.record is not None


def test_the_rules_to_begin_with_hold_where_none_is_stored(visit: Visit) -> None:
    if present.has("uniquenessrule"):
        model("uniquenessrulefield").objects.all().delete()
        model("uniquenessrule").objects.all().delete()
    rules = rules_for(visit.place, visit.stamp)
    assert UniqueRule("collectionobject", ("catalognumber",), ("collection",)) in rules["collectionobject"]
    assert ("groupperson" in rules, "division" in rules) == (True, True)


def test_accessions_of_the_whole_institution_meet_all_rules(visit: Visit) -> None:
    only(visit)
    rule("accession", "status", discipline=World.create().ids["discipline"])
    forget()
    assert "accession" not in rules_for(visit.place, visit.stamp)
    forget()
    shared = replace(visit.place, is_accessions_global=True)
    assert "accession" in rules_for(shared, visit.stamp)


def test_statements_follow_the_rules_not_the_rows(visit: Visit) -> None:
    def save_some(begin: int, count: int) -> int:
        with CaptureQueriesContext(connections["default"]) as seen:
            saved(visit, *(made("collectionobject", catalogNumber=f"9009{begin + n:05}") for n in range(count)))
        return len(seen)

    save_some(0, 1)  # what is kept of the settings is read once
    assert save_some(100, 2) == save_some(200, 8)


def test_what_the_database_keeps_unique_is_told_at_a_field(visit: Visit, home_world: World) -> None:
    """Not by the database, which only says that something was there."""
    agent = home_world.plant("agent", agentType=1, lastName="Q")
    home_world.plant("agentspecialty", agent_id=agent, orderNumber=4, specialtyName="fish")
    (problem,) = refused(visit, made("agentspecialty", agent=agent, orderNumber=4, specialtyName="birds"))
    assert (problem.field, problem.record is not None) == ("orderNumber", True)
    assert "in Agent" in problem.sentence
    assert saved(visit, made("agentspecialty", agent=agent, orderNumber=5, specialtyName="birds"))
    work = home_world.plant("referencework", title="T", referenceWorkType=1)
    citing = {"determination": home_world.plant("determination"), "referenceWork": work}
    assert saved(visit, made("determinationcitation", **citing))
    assert fields(refused(visit, made("determinationcitation", **citing))) == [
        ("determinationcitation", "referenceWork")
    ]
    agency = {"deaccession": home_world.plant("deaccession", deaccessionNumber="Q-1"), "agent": agent, "role": "donor"}
    assert saved(visit, made("deaccessionagent", **agency))
    assert fields(refused(visit, made("deaccessionagent", **agency))) == [("deaccessionagent", "role")]


def test_what_the_database_keeps_unique_costs_nothing_where_it_is_not_touched(visit: Visit, home_world: World) -> None:
    agent = home_world.plant("agent", agentType=1, lastName="Q")
    row = home_world.plant("agentspecialty", agent_id=agent, orderNumber=4, specialtyName="fish")
    counts = []
    for values in ({"specialtyName": "birds"}, {"specialtyName": "fish"}, {"orderNumber": 7}):
        with CaptureQueriesContext(connections["default"]) as seen:
            saved(visit, lambda values=values: changed("agentspecialty", row, **values))  # type: ignore[misc]
        counts.append(len([one for one in seen if "agentspecialty" in one["sql"].lower()]))
    assert counts[2] == counts[1] + 1
