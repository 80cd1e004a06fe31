"""Records are saved as sets: all or nothing, stamped, judged and audited."""

import uuid

import pytest

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.records.saving import locked, save
from specify.records.writing.changes import Change, NotSaved
from specify.security.entering import Visit, visit_of
from tests.cast import ACCOUNT

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def visit() -> Visit:
    """The curator in the collection of fishes."""
    person = model("specifyuser").objects.get(name=ACCOUNT)
    collection = model("collection").objects.order_by("pk").first()
    return visit_of(person.pk, collection.pk, "en")


def made(key: str, **values: object) -> Change:
    """A record to be made."""
    return Change(present.tables()[key], dict(values), deed="make", name=key)


def object_with(number: str) -> list[Change]:
    """A collection object with two determinations, the second current."""
    owner = made("collectionobject", catalogNumber=number)
    way = owner.table.relationships["determinations"]
    tree = model("collection").objects.order_by("pk").values_list("discipline__taxonTreeDef_id", flat=True).first()
    names = model("taxon").objects.filter(acceptedTaxon__isnull=True, definition_id=tree)
    taxon = names.order_by("-rankId").first().pk
    two = [made("determination", collectionObject=owner, taxon=taxon, isCurrent=mark) for mark in (False, True)]
    for change in two:
        change.owner, change.way = owner, way
    return [owner, *two]


def test_a_new_record_is_saved_with_its_dependents(visit: Visit) -> None:
    owner, first, second = save(visit, lambda: object_with("900000001"))
    row, here = model("collectionobject").objects.get(pk=owner.id), visit.place.collection_id
    assert row.catalogNumber == "900000001"
    assert (row.version, row.collectionMemberId, row.collection_id) == (0, here, here)
    assert uuid.UUID(row.guid).version == 4
    assert row.createdByAgent_id == visit.agent_id
    assert row.timestampCreated is not None
    stored = model("determination").objects.get(pk=second.id)
    assert stored.collectionObject_id == owner.id
    assert stored.preferredTaxon_id == stored.taxon_id
    assert [first.now("isCurrent"), stored.isCurrent] == [False, True]


def test_the_audit_log_tells_what_was_made_and_changed(visit: Visit) -> None:
    owner, first, _second = save(visit, lambda: object_with("900000002"))
    logs = model("spauditlog").objects.order_by("-pk")[:3]
    assert {(log.action, log.tableNum, log.recordId) for log in logs} >= {(0, 1, owner.id), (0, 9, first.id)}
    assert {log.parentRecordId for log in logs if log.tableNum == 9} == {owner.id}

    def renumbered() -> list[Change]:
        row = locked("collectionobject", [owner.id or 0])[owner.id or 0]
        return [Change(owner.table, {"catalogNumber": "900000003"}, row)]

    save(visit, renumbered)
    log = model("spauditlog").objects.order_by("-pk")[0]
    fields = model("spauditlogfield").objects.filter(spAuditLog_id=log.pk)
    told = [(field.fieldName, field.oldValue, field.newValue) for field in fields]
    assert (log.action, log.recordVersion, told) == (1, 1, [("catalognumber", "900000002", "900000003")])


def test_a_number_that_is_taken_names_the_record_that_has_it(visit: Visit) -> None:
    owner, *_rest = save(visit, lambda: object_with("900000004"))
    with pytest.raises(NotSaved) as refused:
        save(visit, lambda: [made("collectionobject", catalogNumber="900000004")])
    (problem,) = refused.value.problems
    assert problem.record == ("collectionobject", owner.id)
    assert "unique" in problem.sentence


def test_nothing_is_written_when_anything_stands_in_the_way(visit: Visit) -> None:
    before = model("collectionobject").objects.count()
    with pytest.raises(NotSaved) as refused:
        save(visit, lambda: [*object_with("900000005"), made("collectionobject", catalogNumber="9" * 40)])
    assert "too long" in str(refused.value)
    assert model("collectionobject").objects.count() == before


def test_a_determination_that_becomes_current_takes_the_mark(visit: Visit) -> None:
    owner, first, second = save(visit, lambda: object_with("900000006"))

    def chosen() -> list[Change]:
        row = locked("determination", [first.id or 0])[first.id or 0]
        return [Change(first.table, {"isCurrent": True}, row)]

    save(visit, chosen)
    marks = model("determination").objects.filter(collectionObject_id=owner.id, isCurrent=True)
    assert [row.pk for row in marks] == [first.id]
    assert model("determination").objects.get(pk=second.id).version == 0


def test_an_object_is_not_left_without_a_current_determination(visit: Visit) -> None:
    _owner, _first, second = save(visit, lambda: object_with("900000007"))

    def unmarked() -> list[Change]:
        row = locked("determination", [second.id or 0])[second.id or 0]
        return [Change(second.table, {"isCurrent": False}, row)]

    with pytest.raises(NotSaved, match="One determination must be current"):
        save(visit, unmarked)
