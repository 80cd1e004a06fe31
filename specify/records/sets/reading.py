"""Record sets: records of one table that a person has put together in a collection.

In: a visit, ids of sets. Out: the person's sets, what is in them, and pages of their list. Kept of Specify 7: a set
belongs to a person and a collection; listed are the sets of type 0, the others being the programs' own; a set names its
records by number, in the order in which they came; what was deleted may still be named; and whoever has the rights to
the tables `recordset` and `recordsetitem` reads and changes their rows as records like others, whose sets they may be.
Changed on purpose: the pages of sets show each person their own. The database does not forbid to name a record twice;
it is told once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.utils.translation import gettext as _

from specify.datamodel import present
from specify.datamodel.declaring import Table
from specify.datamodel.tables import model
from specify.records.listing import Wish
from specify.records.named_lists import narrowed, order_of, told_when
from specify.security.entering import Visit
from specify.security.scoping import in_scope
from specify.web.pagination import Page, page_of
from specify.web.refusals import missing

Query = QuerySet[Any]
PERSONS = 0
"""The type of the sets that people make."""
SORTS = ("name", "-name", "timestampCreated", "-timestampCreated")
"""What a list of sets can be sorted by; the last is the usual one."""


@dataclass(frozen=True, slots=True)
class RecordSet:
    """A set: its name and remarks, and the table of its records."""

    id: int
    name: str
    remarks: str
    table: Table = field(repr=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """A set in a list: with the institution's word for its table, how many records it names, and when it was made."""

    id: int
    name: str
    remarks: str
    table: str
    number: int
    made: str


@dataclass(frozen=True, slots=True)
class Content:
    """How many records a set names, and how many of them were deleted, or belong to another collection."""

    named: int
    deleted: int = 0
    elsewhere: int = 0


def may(visit: Visit, action: str) -> bool:
    """Whether the person may do that to what is in a set: `read`, `create` and `delete` its items."""
    is_signed = action == "read" or visit.agent_id is not None
    return is_signed and visit.rights.readable("recordset") and visit.rights.may_table("recordsetitem", action)


def own(visit: Visit, table: Table | None = None) -> Query:
    """The rows of the person's sets here, of records of that table."""
    of_table = {"dbTableId": table.number} if table else {}
    found: Query = model("recordset")._default_manager.filter(
        collectionMemberId=visit.place.collection_id, specifyUser_id=visit.user.pk, type=PERSONS, **of_table
    )
    return found


def record_set_of(visit: Visit, set_id: int, *, held: bool = False) -> RecordSet:
    """The person's set of that id, `held` until the end of the transaction; a refusal when there is none."""
    found = find_record_set(visit, set_id, held=held)
    if found is None:
        raise missing(
            _("You have no record set with the number %(number)s in %(collection)s.")
            % {"number": set_id, "collection": visit.place.collection_name},
            _("It may have been deleted. Choose one from the list of your record sets."),
        )
    return found


def find_record_set(visit: Visit, set_id: int, *, held: bool = False) -> RecordSet | None:
    """The person's set of that id, where its table is one that this database has. One statement."""
    query = own(visit).select_for_update() if held else own(visit)
    row = query.filter(pk=set_id).values("pk", "name", "remarks", "dbTableId").first()
    table = next((one for one in present.tables().values() if row and one.number == row["dbTableId"]), None)
    return RecordSet(row["pk"], row["name"], row["remarks"] or "", table) if row and table else None


def items_of(set_id: int) -> Query:
    """The items of a set, in the order in which they came."""
    found: Query = model("recordsetitem")._default_manager.filter(recordSet_id=set_id).order_by("pk")
    return found


def each_once(items: Query) -> Query:
    """The ids of the records that these items name, in the order in which they came, none twice."""
    return items.order_by().values("recordId").annotate(came=Min("pk")).order_by("came").values_list("recordId")


def records_here(visit: Visit, table: Table) -> Query:
    """The ids of all records of the table that belong to the collection."""
    found: Query = model(table.key)._default_manager.filter(in_scope(table, visit.place)).values("pk")
    return found


def within(record_set: RecordSet) -> Q:
    """The records of a set."""
    return Q(pk__in=items_of(record_set.id).order_by().values("recordId"))


def content_of(visit: Visit, record_set: RecordSet, shown: int | None = None) -> Content:
    """What a set names; `shown` is how many of its records are here, where that is known. Three statements at most."""
    table = record_set.table
    named: int = items_of(record_set.id).aggregate(number=Count("recordId", distinct=True))["number"]
    if shown is None:
        shown = records_here(visit, table).filter(within(record_set)).count()
    if shown == named:
        return Content(named)
    stored = model(table.key)._default_manager.filter(within(record_set)).count()
    return Content(named, deleted=named - stored, elsewhere=stored - shown)


def sets_page(visit: Visit, wish: Wish, table: Table | None = None) -> tuple[tuple[Entry, ...], Page]:
    """A page of the person's sets, of one table or of all that may be read. Three statements, however many sets."""
    tables = {one.number: one.key for one in present.tables().values() if visit.rights.readable(one.key)}
    query = narrowed(own(visit, table).filter(dbTableId__in=tables), wish)
    page = page_of(query.count(), wish.page, visit.look.rows)
    fields = ("pk", "name", "remarks", "dbTableId", "timestampCreated")
    rows = list(query.order_by(*order_of(wish)).values(*fields)[page.start : page.stop])
    numbers = _numbers([row["pk"] for row in rows])
    entries = (
        Entry(
            id=row["pk"],
            name=row["name"],
            remarks=row["remarks"] or "",
            table=visit.captions.table(tables[row["dbTableId"]]),
            number=numbers.get(row["pk"], 0),
            made=told_when(visit, row["timestampCreated"]),
        )
        for row in rows
    )
    return tuple(entries), page


def _numbers(ids: Sequence[int]) -> dict[int, int]:
    """How many records each set names, of those that name any."""
    counted = model("recordsetitem")._default_manager.filter(recordSet__in=ids).order_by().values("recordSet_id")
    return dict(counted.annotate(number=Count("pk")).values_list("recordSet_id", "number")) if ids else {}
