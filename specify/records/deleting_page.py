"""The page that tells what deleting a record would do, and the button that does it.

In: requests inside a collection. Out: what keeps the record, what goes with it, and whether the person has the rights;
only when nothing stands in the way there is a button. It deletes what was seen and nothing else: when something was
changed meanwhile, the page comes again and says what. Sent twice, it says that the record is gone already. Kept of
Specify 7: all that keeps a record is told by table and field. Changed on purpose: so is what goes with it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from specify.datamodel import present
from specify.datamodel.declaring import Table
from specify.datamodel.rows import NO_ROW, Rows, settled
from specify.datamodel.tables import model
from specify.layouts.bound import Value
from specify.layouts.showing import library, reader_of
from specify.layouts.values import Reader, record_value
from specify.records.agreeing import Different, Seen, differences, sealed, seen, unsealed
from specify.records.columns import owners
from specify.records.deleting import Blocker, Deletion, delete, plan_deletion
from specify.records.filling.complaints import Complaint
from specify.records.filling.drafts import Whose
from specify.records.filling.opening import changeable_table
from specify.records.headline import headline_of
from specify.records.history.page import was_here
from specify.records.named import named
from specify.records.stamps import told_stamps
from specify.records.views import fetch_row, links_for, readable_table
from specify.records.writing.cascading import unseen
from specify.records.writing.changes import Change, NotSaved
from specify.records.writing.pointing import STAMPS
from specify.security.administrators import who_can_help
from specify.security.entering import Visit, in_collection
from specify.security.scoping import own_limits, visible_by_table
from specify.web.pages import render
from specify.web.refusals import Refusal

SEEN = "_seen"
_NAMED = 3
"""How many records of a table are called by their names."""
_MOST_WAYS = 12
"""Of how many tables and fields it is told one by one that they keep the record."""
_GONE = 404


@dataclass(frozen=True, slots=True)
class Going:
    """Records of one table that go with the record: how many (None of what may not be read), the names of the first."""

    title: str
    count: int | None
    named: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Keeping:
    """Records that keep it: through which field, how many, the first of them, and where to find all.

    The number is None where the person may not read them. `needs` is the table of what they need where that is
    something that would go with the record.
    """

    title: str
    count: int | None
    needs: str = ""
    named: tuple[Value, ...] = ()
    address: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
def delete_record(request: HttpRequest, visit: Visit, table: str, record_id: int) -> HttpResponse:
    """The page before a record is deleted, and what its button does."""
    known = changeable_table(visit, table, "delete")
    whose = Whose(visit.user.pk, visit.place.collection_id, known.key, record_id)
    if request.method == "POST":
        return _delete(request, visit, whose)
    try:
        return _page(request, visit, whose)
    except Refusal as refusal:
        if refusal.status != _GONE or not was_here(visit, known, record_id):
            raise
    history = reverse("records-history", kwargs={**_place_of(visit, known), "record_id": record_id})
    return HttpResponseRedirect(history)


def _delete(request: HttpRequest, visit: Visit, whose: Whose) -> HttpResponse:
    """Delete what was seen, and go on to the list; or the page again with what is in the way."""
    known, before = readable_table(visit, whose.table_key), unsealed(request.POST.get(SEEN, ""))
    if before is None or before.whose != whose:
        told = _("Nothing was deleted: what you had seen of this record did not arrive. Look at it again.")
        return _page(request, visit, whose, [Complaint(told)])
    name = named(visit, known, whose.record_id)
    try:
        delete(visit, known.key, [whose.record_id or 0], before.agrees)
    except Different:
        return _page(request, visit, whose, before=before)
    except NotSaved as refused:
        return _page(request, visit, whose, [Complaint(one.sentence, record=one.record) for one in refused.problems])
    except Refusal as refusal:
        if refusal.status != _GONE:
            raise
        messages.info(request, _("That record had been deleted already."))
    else:
        messages.success(request, _("Deleted: %(record)s.") % {"record": name})
    return HttpResponseRedirect(reverse("records-list", kwargs=_place_of(visit, known)), status=303)


def _page(
    request: HttpRequest,
    visit: Visit,
    whose: Whose,
    complaints: Sequence[Complaint] = (),
    *,
    before: Seen | None = None,
) -> HttpResponse:
    """What would go and what keeps it, with what is different from what was seen `before`."""
    known, record_id = readable_table(visit, whose.table_key), whose.record_id or 0
    row = fetch_row(visit, known, record_id)
    rows = Rows(own_limits(visit.place))
    rows.put(known.key, row)
    deletion = plan_deletion(visit, known.key, [record_id])
    now = seen(whose, deletion)
    if before is not None:
        complaints = [Complaint(told) for told in differences(before, now, visit.captions, visit.rights.readable)]
    reader = reader_of(visit, rows, library(visit), "view")
    lacking, going = _lacking(visit, deletion), _going(reader, deletion)
    used = reverse("records-used", kwargs={**_place_of(visit, known), "record_id": record_id})
    context = {
        "table": known,
        "caption": visit.captions.table(known.key),
        "record_id": record_id,
        "headline": headline_of(visit, known, row, rows),
        "keeping": _keeping(reader, visit, deletion, used),
        "going": going,
        "total": sum(one.count or 0 for one in going),
        "sets": _sets(visit, known, record_id),
        "lacking": lacking,
        "may_delete": not deletion.blockers and not lacking,
        "seen": sealed(now),
        "complaints": complaints,
        "stamps": told_stamps(visit, known, row, rows) if before else "",
        **links_for(visit),
    }
    return render(request, "records/delete.html", context, 422 if complaints else 200)


def _lacking(visit: Visit, deletion: Deletion) -> list[str]:
    """The rights that the person would need and has not, in sentences, and who can help."""
    captions, may = visit.captions, visit.rights.may_table
    told = [
        _("You may not delete records of %(table)s.") % {"table": captions.table(key)}
        for key in deletion.counts
        if not may(key, "delete")
    ]
    return [*told, who_can_help()] if told else []


def _going(reader: Reader, deletion: Deletion) -> list[Going]:
    """What goes with the record, by table; last what goes unseen."""
    by_table: dict[str, list[Change]] = {}
    for change in deletion.changes[1:]:
        by_table.setdefault(change.table.key, []).append(change)
        if change.stored is not None:
            reader.rows.put(change.table.key, change.stored)

    def told() -> list[Going]:
        return [_gone(reader, key, len(some), [one.id or 0 for one in some]) for key, some in by_table.items()]

    return settled(reader.rows, told) + [_gone(reader, key, count) for key, count in unseen(deletion).items()]


def _gone(reader: Reader, key: str, count: int, ids: Sequence[int] = ()) -> Going:
    return Going(reader.captions.table(key), count if reader.readable(key) else None, _named(reader, key, ids))


def _keeping(reader: Reader, visit: Visit, deletion: Deletion, used: str) -> list[Keeping]:
    """What keeps the record, one by one as far as one reads; `used` is the address that tells all that points to it."""
    stamps = [one for one in deletion.blockers if one.field.lower() in STAMPS]
    others = [one for one in deletion.blockers if one not in stamps]
    shown = others[:_MOST_WAYS]
    wanted: dict[str, list[int]] = {}
    for one in shown:
        wanted.setdefault(one.table, []).extend(one.ids if reader.readable(one.table) else ())
    captions, visible = visit.captions, visible_by_table(visit.place, wanted)
    table = deletion.changes[0].table

    def told() -> list[Keeping]:
        return [
            Keeping(
                f"{captions.table(one.table)}: {captions.field(one.table, one.field)}",
                _sum(reader, [one]),
                "" if one.target == table.key else captions.table(one.target),
                _users(reader, one, [number for number in one.ids if number in visible[one.table]]),
                _all_of(used, table, one) if visible[one.table] else "",
            )
            for one in shown
        ]

    return [*settled(reader.rows, told), *_in_short(reader, others[_MOST_WAYS:], stamps, used)]


def _in_short(reader: Reader, further: Sequence[Blocker], stamps: Sequence[Blocker], used: str) -> Iterable[Keeping]:
    """One line for all further ways, and one for what an agent has entered or changed."""
    if further:
        title = ngettext("%(count)s further field", "%(count)s further fields", len(further)) % {"count": len(further)}
        yield Keeping(title, _sum(reader, further), address=used)
    if stamps:
        yield Keeping(_("Entered or changed by the agent"), _sum(reader, stamps), address=used)


def _sum(reader: Reader, blockers: Sequence[Blocker]) -> int | None:
    """How many records that is; None where some of them may not be read."""
    return sum(one.count for one in blockers) if all(reader.readable(one.table) for one in blockers) else None


def _all_of(used: str, table: Table, blocker: Blocker) -> str:
    """Where all records are listed that keep the record itself so; "" for what keeps something that goes with it."""
    way = present.tables()[blocker.table].relationships.get(blocker.field)
    is_listed = blocker.target == table.key and way is not None and way.column and blocker.count > _NAMED
    return f"{used}{blocker.table}-{blocker.field.lower()}/" if is_listed else ""


def _users(reader: Reader, blocker: Blocker, ids: Sequence[int]) -> tuple[Value, ...]:
    """The first of these records that keep it; of parts of another record, that one: parts have no names."""
    named = _named(reader, blocker.table, ids)
    ways = owners(present.tables()[blocker.table], blocker.field) if named else []
    rows = [reader.rows.get(blocker.table, one) or NO_ROW for one in ids[:_NAMED]]
    told = (
        next((record_value(reader, way.target.lower(), key) for way in ways if (key := row.get(f"{way.name}_id"))), one)
        for row, one in zip(rows, named, strict=True)
    )
    return tuple(dict.fromkeys(told))


def _named(reader: Reader, table: str, ids: Sequence[int]) -> tuple[Value, ...]:
    """The first of these records, called by their names; none of a table that may not be read."""
    return tuple(record_value(reader, table, one) for one in ids[:_NAMED]) if reader.readable(table) else ()


def _sets(visit: Visit, table: Table, record_id: int) -> int:
    """How many record sets of anybody name the record, for those who may read them all. One statement."""
    if not visit.rights.all_readable(("recordset", "recordsetitem")):
        return 0
    items = model("recordsetitem")._default_manager.filter(recordId=record_id, recordSet__dbTableId=table.number)
    return int(items.aggregate(number=Count("recordSet", distinct=True))["number"])


def _place_of(visit: Visit, table: Table) -> dict[str, str | int]:
    return {**visit.place.way, "table": table.key}
