"""The page with the history of a record: who has done what to it and its parts, and when.

In: requests inside a collection. Out: a page of the audit log, newest first, as many entries as it has room for. Kept
of Specify 7: it takes the right to read the log. Changed on purpose: there it is a query on the log, whose answer tells
numbers of records and values as they are stored, and nothing of a record's parts. A record that was deleted has its
history, too, for those in whose collection it was.
"""

from collections.abc import Callable, Mapping
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from specify.datamodel import present
from specify.datamodel.declaring import Table
from specify.datamodel.rows import Row, Rows, settled
from specify.datamodel.tables import model
from specify.layouts.finding import Library
from specify.layouts.form import Pair
from specify.layouts.showing import form_in, library, reader_of
from specify.records.headline import Headline, headline_of
from specify.records.history.in_words import About, steps_of
from specify.records.history.logged import MOST, Entry, deletion_of, entries_about, read_entries
from specify.records.views import fetch_row, links_for, readable_table
from specify.records.writing.uniqueness import LEVELS
from specify.resources.place import Place
from specify.security.administrators import who_can_help
from specify.security.entering import Visit, in_collection
from specify.security.scoping import own_limits, visible_ids
from specify.web.addresses import number_in
from specify.web.budget import render_within
from specify.web.pages import render
from specify.web.refusals import Refusal, forbidden

LOG = ("spauditlog", "spauditlogfield")
SHOWN = (50, 25, 10, 5, 1)
"""How many entries a page shows: the first of these that there is room for."""
_GONE = 404
_DEFINITIONS = ("definition", "definitionid")


@require_safe
@in_collection
def show_history(request: HttpRequest, visit: Visit, table: str, record_id: int) -> HttpResponse:
    """What was done to a record, newest first; `from` is the number of the first entry to show."""
    known = readable_table(visit, table)
    if not visit.rights.all_readable(LOG):
        told = _("You may not read the history of records in %(collection)s.")
        raise forbidden(told % {"collection": visit.place.collection_name}, who_can_help())
    rows = Rows(own_limits(visit.place))
    row, headline = _head(visit, known, record_id, rows)
    ids = entries_about(visit.place, known, row)
    start = max(min(number_in(request.GET.get("from", "")) or 1, len(ids)), 1) - 1
    entries = read_entries(ids[start : start + SHOWN[0]])
    books = library(visit)
    reader, label = reader_of(visit, rows, books, "view"), _labels(visit, books)
    context = {
        "table": known,
        "caption": visit.captions.table(known.key),
        "record_id": record_id,
        "headline": headline,
        "is_gone": len(row) == 1,
        "start": start,
        "total": len(ids),
        "most": MOST,
        **links_for(visit),
    }

    def draw(shown: int) -> HttpResponse:
        part = entries[:shown]
        steps = settled(rows, lambda: steps_of(reader, part, About(known.key, record_id, label)))
        return render(request, "records/history.html", {**context, "steps": steps, "stop": start + len(part)})

    return render_within(SHOWN, draw)


def was_here(visit: Visit, table: Table, record_id: int) -> bool:
    """Whether the log tells the person of a record that belonged here and was deleted. Reads the whole log."""
    if record_id >= 2**31 or not visit.rights.all_readable(LOG):
        return False
    if model(table.key)._default_manager.filter(pk=record_id).exists():
        return False
    deletion = deletion_of(table, record_id)
    return deletion is not None and _belonged(visit.place, deletion)


def _labels(visit: Visit, books: Library) -> Callable[[str, str], str]:
    """What the form of a table calls a field; "" where it has none, or only where it stands says what it is."""

    @cache
    def labels(table_key: str) -> Mapping[str, str]:
        form = form_in(books, visit, present.tables()[table_key], ("form", "view", ""))
        own = (one for one in form.pairs() if isinstance(one, Pair) and one.path and not one.path.steps)
        return {one.path.member.name: one.label for one in own if one.path and one.path.member}

    return lambda table_key, name: labels(table_key).get(name, "")


def _head(visit: Visit, table: Table, record_id: int, rows: Rows) -> tuple[Row, Headline]:
    """The record, and what stands at the head of its page; of a deleted one its number."""
    try:
        row = fetch_row(visit, table, record_id)
    except Refusal as refusal:
        if refusal.status != _GONE or not was_here(visit, table, record_id):
            raise
        return {"id": record_id}, Headline(visit.captions.table(table.key), str(record_id))
    rows.put(table.key, row)
    return row, headline_of(visit, table, row, rows)


def _belonged(place: Place, deletion: Entry) -> bool:
    """Whether a deleted record belonged to the place, by the owner that the log names, or by its tree."""
    if deletion.parent is None:
        trees = place.tree_definitions.get(deletion.table.key, ())
        held = {one.before for one in deletion.noted if one.name.lower() in _DEFINITIONS}
        return not held.isdisjoint(map(str, trees)) if deletion.table.is_tree else not deletion.table.scope
    owner, owner_id = deletion.parent
    level = getattr(place, f"{owner.key}_id") if owner.key in LEVELS else None
    return owner_id == level if level is not None else bool(visible_ids(owner, place, [owner_id]))
