"""The pages of records: the list of tables, a table's records, one record, its related records.

In: requests inside a collection (`Visit`). Out: pages. Every record is fetched through the collection's scope and the
person's rights; what is outside is not found, with a sentence.
"""

from collections.abc import Mapping, Sequence
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
from specify.records.acts import acts_of, may_enter
from specify.records.contents import groups_of
from specify.records.drafts import Whose, unsaved
from specify.records.headline import headline_of
from specify.records.listing import Wish, list_page
from specify.records.stamps import told_stamps
from specify.resources.preferences import preferences
from specify.security.entering import Visit, in_collection
from specify.security.scoping import in_scope, own_limits
from specify.text.moments import told_moment
from specify.web.budget import render_within
from specify.web.pages import render, render_part
from specify.web.refusals import forbidden, missing

ROWS_SHOWN = (10, 5, 3, 1)
"""How many rows of a sub-view a page shows: the first of these that there is room for."""


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
    return _list(request, visit, readable_table(visit, table))


@require_safe
@in_collection
def show_record(request: HttpRequest, visit: Visit, table: str, record_id: int) -> HttpResponse:
    """One record through its stored layout."""
    known = readable_table(visit, table)
    rows = Rows(own_limits(visit.place))
    row = fetch_row(visit, known, record_id)
    rows.put(known.key, row)
    context = {
        "table": known,
        "caption": visit.captions.table(known.key),
        "headline": headline_of(visit, known, row, rows),
        "stamps": told_stamps(visit, known, row, rows),
        "acts": acts_of(visit, known, record_id),
        "unsaved": told_unsaved(visit, Whose(visit.user.pk, visit.place.collection_id, known.key, record_id))
        if may_enter(visit, known, "update")
        else None,
        "unsaved_at": f"{request.path}edit/",
        **links_for(visit),
    }

    def draw(rows_shown: int) -> HttpResponse:
        form = show_form(visit, known.key, record_id, rows, rows_shown=rows_shown)
        return render(request, "records/record.html", {**context, "form": form})

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
    here = {"collection_id": visit.place.collection_id, "slug": visit.place.slug}
    address = reverse("records-show", kwargs={**here, "table": owner.key, "record_id": record_id})
    trail = [(f"{head.number} {head.title}", address)]
    return _list(request, visit, target, within=related_to(way, record_id), trail=trail)


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
    query = model(table.key).objects.filter(in_scope(table, visit.place), pk=record_id) if record_id < 2**31 else None
    row = values_of(query, table.key).first() if query is not None else None
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
    found: Row = row
    return found


def links_for(visit: Visit) -> dict[str, Any]:
    """The callables that templates of layouts use to make addresses of records."""
    base = reverse("records-home", kwargs={"collection_id": visit.place.collection_id, "slug": visit.place.slug})
    return {
        "link": lambda table_key, record_id: f"{base}{table_key}/{record_id}/",
        "link_all": lambda table_key, record_id, relationship: f"{base}{table_key}/{record_id}/{relationship.lower()}/",
    }


def _list(
    request: HttpRequest, visit: Visit, table: Table, *, within: Q | None = None, trail: Sequence[tuple[str, str]] = ()
) -> HttpResponse:
    query = "".join(letter for letter in request.GET.get("q", "") if letter.isprintable()).strip()
    wish = Wish(query[:200], request.GET.get("sort", "")[:60], request.GET.get("page"))
    listing, page = list_page(visit, table, wish, within)

    def address(**changes: Any) -> str:
        asked = {"q": wish.query, "sort": wish.sort, **changes}
        return (
            "?" + urlencode({name: value for name, value in asked.items() if value})
            if any(asked.values())
            else request.path
        )

    context = {
        "listing": listing,
        "page": page,
        "may_add": within is None and may_enter(visit, table, "create"),
        **links_for(visit),
        "query": wish.query,
        "sort": wish.sort,
        "trail": trail,
        "page_url": lambda number: address(page=number),
        "sort_url": lambda column: address(sort=("-" if column.sorted == "ascending" else "") + column.sort_by),
        **({"find": wish.query} if table.key == "collectionobject" else {}),
    }
    return render_part(request, "records/list.html", "records/_results.html", context)
