"""The pages of records: the list of tables, a table's records, one record, its related records.

In: requests inside a collection (`Visit`). Out: pages. Every record is fetched through the collection's scope and the
person's rights; what is outside is not found, with a sentence.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from specify.datamodel import present
from specify.datamodel.declaring import Relationship, Table
from specify.datamodel.rows import Row, Rows, values_of
from specify.datamodel.tables import join_model, model
from specify.layouts.showing import show_form
from specify.query.running import ACTION, RESOURCE
from specify.records.acts import acts_of, may_enter
from specify.records.choosing.ways_back import NAME as BACK
from specify.records.choosing.ways_back import address_back, ways_in
from specify.records.columns import Path
from specify.records.filling.drafts import Whose, unsaved
from specify.records.headline import headline_of
from specify.records.home.contents import groups_of
from specify.records.listing import Wish, list_page
from specify.records.sections import sections_of
from specify.records.sets.reading import may
from specify.records.sets.walking import NAME as WALK
from specify.records.sets.walking import walk_at
from specify.records.stamps import told_stamps
from specify.resources.preferences import preferences
from specify.security.entering import Visit, in_collection
from specify.security.scoping import in_scope, own_limits
from specify.text.moments import told_moment
from specify.web.budget import render_within
from specify.web.menus import ways_on
from specify.web.pages import render, render_part
from specify.web.pagination import Page
from specify.web.refusals import forbidden, missing

ROWS_SHOWN = (10, 5, 3, 1)
"""How many rows of a sub-view a page shows: the first of these that there is room for."""


@dataclass(frozen=True, slots=True)
class Ticking:
    """What is done with the records of a list that are ticked: the button's words, and where their ids are sent."""

    address: str
    words: str
    posts: bool = False


@require_safe
@in_collection
def tables(request: HttpRequest, visit: Visit) -> HttpResponse:
    """All tables a person may read."""
    groups = groups_of(visit)
    total = sum(len(group.entries) for group in groups)
    return render(request, "records/tables.html", {"groups": groups, "total": total})


@require_safe
@in_collection
def list_records(request: HttpRequest, visit: Visit, table: str) -> HttpResponse:
    """The records of one table, 50 a page."""
    return list_within(request, visit, readable_table(visit, table))


@require_safe
@in_collection
def show_record(request: HttpRequest, visit: Visit, table: str, record_id: int) -> HttpResponse:
    """One record through its stored layout."""
    return record_page(request, visit, table, record_id)


def record_page(
    request: HttpRequest,
    visit: Visit,
    table: str,
    record_id: int,
    *,
    template: str = "records/record.html",
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The page of one record; `more` is what a `template` of its own needs, which tells of no walk through a set."""
    known = readable_table(visit, table)
    rows = Rows(own_limits(visit.place))
    row = fetch_row(visit, known, record_id)
    rows.put(known.key, row)
    walk = walk_at(visit, known, record_id, request.GET.get(WALK, "")) if more is None else None
    context = {
        "table": known,
        "caption": visit.captions.table(known.key),
        "headline": headline_of(visit, known, row, rows),
        "stamps": told_stamps(visit, known, row, rows),
        "acts": acts_of(visit, known, record_id, walk),
        "sections": sections_of(visit, known, row),
        "walk": walk,
        "may_take_out": may(visit, "delete"),
        "unsaved": told_unsaved(visit, Whose(visit.user.pk, visit.place.collection_id, known.key, record_id))
        if may_enter(visit, known, "update")
        else None,
        "unsaved_at": reverse("records-edit", kwargs={**visit.place.way, "table": known.key, "record_id": record_id}),
        "back": address_back(ways_in(request.GET.get(BACK, "")), visit.place),
        **links_for(visit),
        **(more or {}),
    }

    def draw(rows_shown: int) -> HttpResponse:
        form = show_form(visit, known.key, record_id, rows, rows_shown=rows_shown)
        return render(request, template, {**context, "form": form, "rows_shown": rows_shown})

    return render_within(ROWS_SHOWN, draw)


@require_safe
@in_collection
def list_related(request: HttpRequest, visit: Visit, *, table: str, record_id: int, relationship: str) -> HttpResponse:
    """All records behind a to-many relationship of one record, 50 a page."""
    owner = readable_table(visit, table)
    way = owner.find(relationship)
    if not isinstance(way, Relationship) or not way.is_to_many:
        raise missing(
            _("%(table)s has no list called %(name)s.")
            % {"table": visit.captions.table(owner.key), "name": relationship}
        )
    target = readable_table(visit, way.target.lower())
    row = fetch_row(visit, owner, record_id)
    rows = Rows(own_limits(visit.place))
    rows.put(owner.key, row)
    head = headline_of(visit, owner, row, rows)
    way_to = {**visit.place.way, "table": owner.key, "record_id": record_id}
    address = reverse("records-show", kwargs=way_to)
    trail = [(f"{head.number} {head.title}", address)]
    return list_within(request, visit, target, within=related_to(way, record_id), trail=trail)


def related_to(way: Relationship, record_id: int) -> Q:
    """The rows behind a to-many relationship of one record."""
    if way.through is None:
        return Q(**{f"{way.other}_id": record_id})
    join = present.join_tables()[way.through]
    near, far = (join.right, join.left) if join.left.target == way.target else (join.left, join.right)
    pairs = join_model(way.through).objects.filter(**{f"{near.name}_id": record_id})
    return Q(pk__in=pairs.values(f"{far.name}_id"))


def readable_table(visit: Visit, name: str) -> Table:
    """The table of that name when the person may read it; else a refusal in a sentence."""
    table = present.table(name) if name == name.lower() else None
    if table is None:
        raise missing(
            _("This database has no table called %(name)s.") % {"name": name}, _("Choose one from the list of tables.")
        )
    if not visit.rights.readable(table.key):
        raise forbidden(
            _("You may not read %(table)s in %(collection)s.")
            % {"table": visit.captions.table(table.key), "collection": visit.place.collection_name},
            _("Ask an administrator of the collection for the right to read it."),
        )
    return table


def told_unsaved(visit: Visit, whose: Whose) -> Mapping[str, str] | None:
    """The key of what the person has filled in and not saved, and since when, in words. One statement."""
    found = unsaved(whose)
    if found is None:
        return None
    pattern = preferences(visit.stamp).date_format
    return {"key": found.key, "moment": told_moment(found.changed, datetime.now(), pattern)}


def fetch_row(visit: Visit, table: Table, record_id: int) -> Row:
    """The row when it belongs to the visited collection; else a refusal in a sentence."""
    row = find_row(visit, table, record_id)
    if row is None:
        raise missing(
            _("%(collection)s has no record %(number)s in %(table)s.")
            % {
                "collection": visit.place.collection_name,
                "number": record_id,
                "table": visit.captions.table(table.key),
            },
            _("It may have been deleted, or it belongs to another collection."),
        )
    return row


def find_row(visit: Visit, table: Table, record_id: int) -> Row | None:
    """The row when it belongs to the visited collection. One statement."""
    query = model(table.key).objects.filter(in_scope(table, visit.place), pk=record_id) if record_id < 2**31 else None
    found: Row | None = values_of(query, table.key).first() if query is not None else None
    return found


def links_for(visit: Visit) -> dict[str, Any]:
    """The callables that templates of layouts use to make addresses of records."""
    base = reverse("records-home", kwargs=visit.place.way)
    return {
        "link": lambda table_key, record_id: f"{base}{table_key}/{record_id}/",
        "link_all": lambda table_key, record_id, relationship: f"{base}{table_key}/{record_id}/{relationship.lower()}/",
    }


def list_within(
    request: HttpRequest,
    visit: Visit,
    table: Table,
    *,
    within: Q | None = None,
    trail: Sequence[tuple[str, str]] = (),
    template: str = "records/list.html",
    ticking: Ticking | None = None,
    more: Callable[[Page], Mapping[str, Any]] = lambda _page: {},
    beside: Sequence[Path] = (),
) -> HttpResponse:
    """The page with a list of a table's records: those that are in scope and `within`; `trail` leads back from it.

    Ticked records are put into a set where `ticking` says nothing else; `more` is what a `template` of its own needs;
    the columns `beside` the names come before the usual ones.
    """
    wish = _wish(request)
    listing, page = list_page(visit, table, wish, within, beside=beside)

    def address(**changes: Any) -> str:
        asked = {"q": wish.query, "sort": wish.sort, **changes}
        told = {name: value for name, value in asked.items() if value}
        return f"?{urlencode(told)}" if told else request.path

    context = {
        "listing": listing,
        "page": page,
        "may_ask": visit.rights.may(RESOURCE, ACTION),
        "may_add": within is None and may_enter(visit, table, "create"),
        **links_for(visit),
        "query": wish.query,
        "sort": wish.sort,
        "trail": trail,
        "page_url": lambda number: address(page=number),
        "sort_url": lambda column: address(sort=("-" if column.sorted == "ascending" else "") + column.sort_by),
        **done_with_ticked(visit, table, ticking),
        **more(page),
    }
    return render_part(request, template, "records/_results.html", context)


def _wish(request: HttpRequest) -> Wish:
    query = "".join(letter for letter in request.GET.get("q", "") if letter.isprintable()).strip()
    return Wish(query[:200], request.GET.get("sort", "")[:60], request.GET.get("page"))


def done_with_ticked(visit: Visit, table: Table, ticking: Ticking | None = None) -> dict[str, Any]:
    """What is done with the records that are ticked; whoever may put them into no set has the other ways on."""
    ways = ways_on(visit, table.key)
    other = Ticking(ways[0].address(visit), ways[0].title) if ways else None
    return {"ticking": ticking or adding(visit) or other, "ways_on": ways}


def adding(visit: Visit) -> Ticking | None:
    """What is done with ticked records where nothing else is: they are put into a record set."""
    address = reverse("records-sets-add", kwargs=visit.place.way)
    return Ticking(address, _("Add to a record set")) if may(visit, "create") else None
