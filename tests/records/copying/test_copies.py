"""What a copy has: names of fields and relationships by table, and rows that are still where they were."""

from datetime import datetime

import pytest

from specify.datamodel import present
from specify.datamodel.declaring import Relationship
from specify.datamodel.rows import UNSAVED
from specify.datamodel.selecting import rows_by_id
from specify.datamodel.tables import model
from specify.layouts.filling.overlaid import begun_row
from specify.layouts.filling.sent import Sent
from specify.records.copying.copies import copy_of, with_copies
from specify.records.copying.copyable import copied_along, copyable, unique_names
from specify.records.filling.digests import seal, unseal
from specify.records.filling.drafts import Whose, keep, kept_under
from specify.resources.stamp import forget
from specify.security.entering import Visit
from tests.page_client import count_statements

pytestmark = pytest.mark.django_db


def names(visit: Visit, key: str) -> set[str]:
    """The fields and relationships of a copy."""
    return {one.name for one in copyable(visit, present.tables()[key])}


def along(visit: Visit, key: str) -> set[str]:
    """The dependents that are copied along."""
    return {one.name for one in copied_along(visit, present.tables()[key])}


def row_of(key: str, number: int) -> dict[str, object]:
    """A stored row."""
    (row,) = rows_by_id(key, [number])
    return dict(row)


def test_what_must_be_unique_or_is_the_program_s_own_is_not_copied(visit: Visit) -> None:
    every = {"guid", "version", "timestampCreated", "timestampModified", "createdByAgent", "modifiedByAgent", "id"}
    for key in ("collectionobject", "determination", "agent", "taxon", "locality", "loan"):
        assert not names(visit, key) & every
    assert not names(visit, "collectionobject") & {"catalogNumber", "uniqueIdentifier"}
    assert {"catalogedDate", "catalogedDatePrecision", "cataloger", "accession"} <= names(visit, "collectionobject")
    assert "loanNumber" not in names(visit, "loan")
    assert "barCode" not in names(visit, "preparation")
    assert "accessionNumber" not in names(visit, "accession")
    assert {"agent", "isPrimary", "orderNumber"} <= names(visit, "collector")
    assert {"role", "agent"} <= names(visit, "accessionagent")


def test_marks_stay_with_determinations_only(visit: Visit) -> None:
    assert "isCurrent" in names(visit, "determination")
    assert "isCurrent" not in names(visit, "address")
    assert "isPrimary" in names(visit, "address")


def test_trees_reckon_for_themselves(visit: Visit) -> None:
    told = names(visit, "taxon")
    assert {"parent", "definitionItem", "name", "author"} <= told
    assert not told & {"nodeNumber", "highestChildNodeNumber", "fullName", "isAccepted", "acceptedTaxon", "rankId"}


def test_no_account_and_no_file_is_copied(visit: Visit) -> None:
    assert "specifyUser" not in names(visit, "agent")
    assert "password" not in names(visit, "specifyuser")
    for key in ("collectionobject", "agent", "preparation", "taxon", "loan", "dnasequence"):
        ways = present.tables()[key].relationships
        assert not [one for one in along(visit, key) if ways[one].target.lower().endswith("attachment")]
    assert {"determinations", "preparations", "collectionObjectAttribute"} <= along(visit, "collectionobject")
    assert "cojo" not in along(visit, "collectionobject")
    assert "loanPreparations" not in along(visit, "loan")
    assert "giftPreparations" not in along(visit, "gift")
    assert "loanAgents" in along(visit, "loan")


def test_rules_that_an_institution_made_count(visit: Visit) -> None:
    if not present.has("uniquenessrule"):
        pytest.skip("Specify 6 has no table of rules")
    assert "fieldNumber" in names(visit, "collectionobject")
    rule = model("uniquenessrule").objects.create(
        modelname="Collectionobject", isdatabaseconstraint=False, discipline_id=visit.place.discipline_id
    )
    for path, is_scope in (("fieldNumber", False), ("collection", True)):
        model("uniquenessrulefield").objects.create(uniquenessrule=rule, fieldpath=path, isscope=is_scope)
    forget()
    assert "fieldNumber" in unique_names(visit, present.tables()["collectionobject"])
    assert "fieldNumber" not in names(visit, "collectionobject")
    forget()


def test_events_are_copied_along_only_where_they_are_embedded(visit: Visit) -> None:
    is_embedded = visit.place.is_embedded_collecting_event
    assert ("collectingEvent" in along(visit, "collectionobject")) is is_embedded
    assert ("collectingEvent" in names(visit, "collectionobject")) is not is_embedded


def test_every_column_that_is_copied_is_one_of_the_row(visit: Visit) -> None:
    for key, table in present.tables().items():
        for member in copyable(visit, table):
            assert not isinstance(member, Relationship) or member.column, (key, member.name)


def crowd(owner: int, place: int, number: int) -> None:
    """Determinations of an object."""
    kind = model("determination")
    kind.objects.bulk_create(
        kind(
            collectionObject_id=owner,
            collectionMemberId=place,
            isCurrent=False,
            remarks=str(at),
            timestampCreated=datetime(2001, 1, 1),
        )
        for at in range(number)
    )


def test_the_number_of_statements_does_not_follow_that_of_rows(visit: Visit, specimen: int) -> None:
    table, row = present.tables()["collectionobject"], row_of("collectionobject", specimen)
    copy_of(visit, table, row)
    counts = []
    for number in (0, 30):
        crowd(specimen, visit.place.collection_id, number)
        with count_statements() as statements:
            copied = copy_of(visit, table, row)
        with count_statements() as again:
            with_copies(visit, table, copied)
        counts.append((len(statements), len(again)))
        assert len(copied.added) == 3 + number
    assert counts[0] == counts[1]
    assert counts[0] <= (8, 4)


def test_a_copy_is_kept_and_signed_without_what_is_in_it(visit: Visit, specimen: int) -> None:
    table, row = present.tables()["collectionobject"], row_of("collectionobject", specimen)
    sent = copy_of(visit, table, row, is_carried=True)
    assert sent.copies[""]["remarks"] == "old"
    whose = Whose(visit.user.pk, visit.place.collection_id, table.key, None)
    token = unseal(seal(whose, "k" * 32, (), sent))
    assert token is not None
    begun = token.begun()
    assert (dict(begun.like), begun.is_carried, begun.copies) == (dict(sent.like), True, {})
    keep(whose, sent, "k" * 32)
    kept = kept_under(whose, "k" * 32)
    assert kept is not None
    assert (dict(kept.like), kept.is_carried, kept.copies) == (dict(sent.like), True, {})


def test_what_is_no_longer_the_record_s_own_is_not_copied(visit: Visit, specimen: int) -> None:
    table, row = present.tables()["collectionobject"], row_of("collectionobject", specimen)
    sent = copy_of(visit, table, row)
    other = model("collectionobject").objects.exclude(pk=specimen).order_by("pk").first()
    assert other is not None
    model("preparation").objects.filter(collectionObject_id=specimen).update(collectionObject_id=other.pk)
    copies = with_copies(visit, table, sent).copies
    assert set(copies) == {"", "determinations.n1", "determinations.n2"}
    made_up = Sent(added=("determinations.n1",), like={"determinations.n1": 1})
    assert with_copies(visit, table, made_up).copies == {}
    nowhere = Sent(like={"": specimen, "nonsense.n1": 1, "determinations.n9": 1, "cataloger": 1})
    assert set(with_copies(visit, table, nowhere).copies) == {""}


def test_a_copy_is_a_row_that_is_not_stored(visit: Visit, specimen: int) -> None:
    table, row = present.tables()["collectionobject"], row_of("collectionobject", specimen)
    begun = begun_row(copy_of(visit, table, row), table, "")
    assert begun["id"] == UNSAVED
    assert begun["catalogNumber"] is None
    assert begun["remarks"] == "old"
    assert begun["collectionObjectAttribute_id"] is None
