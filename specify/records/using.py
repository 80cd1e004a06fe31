"""The page that tells which records point to one, and in which record sets it is.

In: requests inside a collection. Out: `Use`s, one for each way in which records point there, with a list of the records
behind each; the names of record sets. Kept of Specify 7: a way is a table and a field, as it tells what keeps a record.
On purpose otherwise: Specify tells it of pick lists and nodes of trees only, and of others what keeps them when they
are to be deleted. Records of other collections are counted apart, since they have no page here; of a table that may
not be read only that is told. No more than `MOST` are counted. Statements follow the number of ways by the hundred,
never the number of records.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from specify.datamodel import present
from specify.datamodel.declaring import Relationship, Table
from specify.datamodel.rows import Rows
from specify.datamodel.tables import model
from specify.records.columns import Path, owners
from specify.records.headline import headline_of
from specify.records.sets.reading import may, own
from specify.records.views import fetch_row, links_for, list_within, readable_table, related_to
from specify.records.writing.cascading import SWEPT
from specify.records.writing.pointing import STAMPS, Asked, Pointer, counted, pairings, pointers
from specify.security.entering import Visit, in_collection
from specify.security.scoping import in_scope, own_limits
from specify.web.pages import render
from specify.web.refusals import missing

MOST = 10_000
Kind = Literal["use", "part", "stamp"]
_OWNERS = 2
"""Of how many kinds of records that it may be a part of a list has a column."""
Way = tuple[Pointer, Relationship | None]
"""How records point to one, and the relationship that leads from there to them, where there is one."""


@dataclass(frozen=True, slots=True)
class Use:
    """Records that point to one: how many belong here, how many do not; without an `address` they may not be read.

    `kind` tells records of their own from parts of this one, and from those that an agent has only entered or changed.
    """

    title: str
    kind: Kind
    address: str
    here: int
    elsewhere: int

    @property
    def is_more(self) -> bool:
        """Whether there are more than were counted."""
        return self.here + self.elsewhere > MOST


@require_safe
@in_collection
def used_by(request: HttpRequest, visit: Visit, table: str, record_id: int) -> HttpResponse:
    """What points to a record, by table and field."""
    known = readable_table(visit, table)
    row = fetch_row(visit, known, record_id)
    rows = Rows(own_limits(visit.place))
    rows.put(known.key, row)
    uses = uses_of(visit, known, record_id)
    groups = (
        ("use", _("Used by")),
        ("part", _("Its own parts")),
        ("stamp", _("Entered or changed by this agent")),
    )
    context = {
        "table": known,
        "caption": visit.captions.table(known.key),
        "record_id": record_id,
        "headline": headline_of(visit, known, row, rows),
        "groups": [(key, title, found) for key, title in groups if (found := [u for u in uses if u.kind == key])],
        "sets": sets_with(visit, known, record_id),
        "most": MOST,
        **links_for(visit),
    }
    return render(request, "records/used.html", context)


@require_safe
@in_collection
def list_users(request: HttpRequest, visit: Visit, *, table: str, record_id: int, way: str) -> HttpResponse:
    """The records that point to one in one way, which is named by its table and field."""
    known = readable_table(visit, table)
    key, _dash, field = way.partition("-")
    found = next((one for one, _own in _pointers(known) if (one.table, one.way.name.lower()) == (key, field)), None)
    if found is None:
        told = _("Nothing points to records of %(table)s by the name %(name)s.")
        raise missing(told % {"table": visit.captions.table(known.key), "name": way})
    target = readable_table(visit, found.table)
    row = fetch_row(visit, known, record_id)
    rows = Rows(own_limits(visit.place))
    rows.put(known.key, row)
    head = headline_of(visit, known, row, rows)
    here = {**visit.place.way, "table": known.key}
    trail = [
        (f"{head.number} {head.title}", reverse("records-show", kwargs={**here, "record_id": record_id})),
        (_("Used by"), reverse("records-used", kwargs={**here, "record_id": record_id})),
    ]
    own = (way for way in owners(target, found.way.name) if visit.rights.readable(way.target.lower()))
    beside = [Path(way.name, (way,), is_linked=True) for way in own][:_OWNERS]
    users = Q(**{f"{found.way.name}_id": record_id})
    return list_within(request, visit, target, within=users, trail=trail, beside=beside)


def uses_of(visit: Visit, table: Table, record_id: int) -> list[Use]:
    """The ways in which records point to this one, by what they are called."""
    ways = [*_pointers(table), *_pairs(table)]
    asked = {Asked(way[0], (record_id,)): way for way in ways}
    found = {asked[one]: count for one, count in counted(list(asked), most=MOST + 1)}
    readable = [way for way in found if visit.rights.readable(way[0].table)]
    here = dict(zip(readable, _counts([_listed(visit, way, record_id) for way in readable]), strict=True))
    base = f"{links_for(visit)['link'](table.key, record_id)}"
    uses = [_use(visit, way, base, (here.get(way), count)) for way, count in found.items()]
    return sorted(uses, key=lambda use: use.title.casefold())


def sets_with(visit: Visit, table: Table, record_id: int) -> list[tuple[int, str]]:
    """The person's record sets that have the record: ids and names. One statement; none without the right."""
    if not may(visit, "read"):
        return []
    sets = own(visit, table).filter(recordSetItems__recordId=record_id)
    return list(sets.order_by("name", "pk").values_list("pk", "name").distinct())


def _pointers(target: Table) -> list[Way]:
    """The tables that hold a key of it, but for rows without a life of their own."""
    found = (one for one in pointers(target.key) if one.table not in SWEPT)
    return [(one, target.relationships.get(one.way.other or "")) for one in found]


def _pairs(target: Table) -> list[Way]:
    """Those that are paired with its records."""
    return list(zip(pairings(target.key), (way for way in target.relationships.values() if way.through), strict=True))


def _use(visit: Visit, way: Way, base: str, counts: tuple[int | None, int]) -> Use:
    pointer, own = way
    here, everywhere = counts
    title = visit.captions.table(pointer.table)
    address = f"used-by/{pointer.table}-{pointer.way.name.lower()}/"
    kind: Kind = "stamp" if pointer.way.name.lower() in STAMPS else "use"
    if own is not None and own.through:
        address = f"{own.name.lower()}/"
    else:
        title = f"{title}: {visit.captions.field(pointer.table, pointer.way.name)}"
        kind = "part" if own is not None and own.dependent else kind
    shown = min(here or 0, everywhere)
    return Use(title, kind, f"{base}{address}" if here is not None else "", shown, everywhere - shown)


def _listed(visit: Visit, way: Way, record_id: int) -> "QuerySet[Any, Any]":
    """The first of the rows that point there and belong here."""
    pointer, own = way
    table = present.tables()[pointer.table]
    is_pair = own is not None and own.through
    there = related_to(own, record_id) if own and is_pair else Q(**{f"{pointer.way.name}_id": record_id})
    return model(table.key)._default_manager.filter(in_scope(table, visit.place), there).order_by()[: MOST + 1]


def _counts(queries: Sequence["QuerySet[Any, Any]"]) -> list[int]:
    """How many rows each query has, in one statement."""
    parts, parameters = [], []
    for number, query in enumerate(queries):
        try:
            sql, values = query.values("pk").query.get_compiler("default").as_sql()
        except EmptyResultSet:
            continue
        parts.append(f"SELECT {number}, COUNT(*) FROM ({sql}) rows_{number}")  # noqa: S608 - made by the ORM
        parameters += values
    if not parts:
        return [0] * len(queries)
    with connections["default"].cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        found = dict(cursor.fetchall())
    return [found.get(number, 0) for number in range(len(queries))]
