"""The pages of what a query finds: its rows, their number, the records behind one row.

In: requests inside a collection whose address says the query. Out: pages. The first page waits for no full count, and
has as many rows as it has room for: the address says with which row it begins. Changed on purpose of Specify 7: every
page of rows has an address; a row that tells several records leads to them; what takes too long says how to narrow it.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any
from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from specify.ask.addresses import address, encoded
from specify.ask.building.checking import located
from specify.ask.here import Here, query_here
from specify.ask.results.columns import in_order, is_of_several, is_only_counted, sort_in, sort_of, with_columns
from specify.ask.results.counting import Count, count_all, count_beside
from specify.ask.results.prompting import asked_again, prompts_of
from specify.ask.results.telling import Row, ids_of, teller_for
from specify.ask.saying import sentence
from specify.datamodel import present
from specify.datamodel.tables import model
from specify.query.asked import Order, Query, Window
from specify.query.kept import shortened
from specify.query.refusing import BadQuery
from specify.query.running import RESOURCE, rows
from specify.query.texts import pairs_of
from specify.records.listing import listing_of
from specify.records.sets.reading import find_record_set, may
from specify.records.views import adding, done_with_ticked, links_for, readable_table
from specify.security.entering import Visit, in_collection
from specify.web.addresses import number_in
from specify.web.budget import render_within
from specify.web.menus import ways_on
from specify.web.pages import is_htmx, render, render_part
from specify.web.pagination import page_of
from specify.web.refusals import Refusal, missing

ROWS_SHOWN = (50, 40, 30, 20, 10, 5)
"""How many rows a page has: the first of these that there is room for."""
FROM, SORT = "from", "sort"

Showing = Callable[..., HttpResponse]


def of_query(show: Showing) -> Callable[..., HttpResponse]:
    """Decorate a view so that it is handed the query of its address, and ways on where that is refused."""

    def shown(request: HttpRequest, visit: Visit, /, query_id: int | None = None, **more: str) -> HttpResponse:
        here = query_here(request, visit, query_id, in_part=True)
        here = replace(here, query=with_columns(here.query))
        try:
            here.check_read()
            return show(request, visit, here, **more)
        except Refusal as refused:
            refusal = located(visit, here.query, refused) if isinstance(refused, BadQuery) else refused
            if is_htmx(request):
                raise refusal from refused
            told = {"refusal": refusal, "change_at": change_address(visit, here), "title": title_of(visit, here)}
            return render(request, "ask/results-refused.html", {**told, **_again(visit, here)}, refusal.status)

    return wraps(show)(in_collection(shown))


@require_safe
@of_query
def show_results(request: HttpRequest, visit: Visit, here: Here) -> HttpResponse:
    """A page of rows; of a query that is only counted, the number."""
    if (again := asked_again(here.query, request.GET)) is not None:
        return HttpResponseRedirect(address(visit, "ask-results", again, of=here.of), status=303)
    if is_only_counted(here.query):
        return _number_page(request, visit, here)
    sort = sort_in(here.query, request.GET.get(SORT, ""))
    query, first = in_order(here.query, sort), number_in(request.GET.get(FROM, "")) or 1
    teller, most = teller_for(visit, query), min(ROWS_SHOWN[0], visit.look.rows)
    found = list(rows(visit, teller.asked, Window(most + 1, first - 1)))
    count = count_beside(visit, query, first - 1, min(len(found), most), has_more=len(found) > most)
    context = {
        **_common(visit, here),
        "columns": teller.columns(sort or sort_of(query)),
        "count": count,
        "first": first,
        "sort": sort.text if sort else "",
        "sort_url": lambda column: _page(visit, here, sort=_turned(column.number, column.sorted)),
        "is_of_several": is_of_several(query),
        "take_at": here.link(visit, "ask-take", sort=sort.text if sort else None),
        "set_at": here.link(visit, "ask-results-set", sort=sort.text if sort else None),
        "walk_at": _walk_at(visit, here, sort.text if sort else "", first),
        "further": _further(visit, query),
        "row_url": _row_link(visit, here, sort.text if sort else ""),
    }
    told = teller.rows(found[:most], first)

    def draw(number: int) -> HttpResponse:
        shown, is_last = told[:number], number >= len(found)
        ways = _ways(visit, here, context["sort"], (first, number, count, is_last))
        return render(request, "ask/results.html", {**context, "rows": shown, **ways})

    return render_within([most, *(number for number in ROWS_SHOWN if number < most)], draw)


@require_safe
@of_query
def count_rows(request: HttpRequest, visit: Visit, here: Here) -> HttpResponse:
    """How many rows there are; for htmx the number alone."""
    return _number_page(request, visit, here)


@require_safe
@of_query
def show_behind(request: HttpRequest, visit: Visit, here: Here) -> HttpResponse:
    """The records that one row tells, 50 a page."""
    sort = request.GET.get(SORT, "")
    place = number_in(request.GET.get("row", "")) or 1
    query = in_order(here.query, sort_in(here.query, sort))
    teller = teller_for(visit, query)
    found = next(iter(rows(visit, teller.asked, Window(1, place - 1))), None)
    if found is None:
        raise missing(
            _("The query has no row %(number)d any more.") % {"number": place}, _("Go back to the rows of the query.")
        )
    ids, table = ids_of(found), readable_table(visit, here.query.base)
    page = page_of(len(ids), request.GET.get("page"), visit.look.rows)
    context = {
        "title": title_of(visit, here),
        "row": teller.rows([found], place)[0],
        "headings": [column.title for column in teller.columns(None)],
        "rows_at": _page(visit, here, sort=sort, at=place),
        "listing": listing_of(visit, table, ids[page.start : page.stop]),
        "page": page,
        "query": "",
        "page_url": lambda number: here.link(visit, "ask-behind", row=place, sort=sort or None, page=number),
        **done_with_ticked(visit, table),
        **links_for(visit),
    }
    return render_part(request, "ask/results-behind.html", "records/_results.html", context)


def title_of(visit: Visit, here: Here) -> str:
    """What the query is called: by its name, or that of the stored one it was, else by its table. A statement."""
    if here.query.name:
        return here.query.name
    table = visit.captions.table(here.query.base)
    of = model("spquery")._default_manager.filter(pk=here.of).values_list("name", flat=True).first() if here.of else ""
    return of or _("Query on %(table)s") % {"table": table}


def change_address(visit: Visit, here: Here) -> str:
    """Where the query is changed."""
    if here.is_stored and here.of:
        return reverse("ask-query", kwargs={**visit.place.way, "query_id": here.of})
    return here.link(visit, "ask-build")


def _number_page(request: HttpRequest, visit: Visit, here: Here) -> HttpResponse:
    rows_at = "" if is_only_counted(here.query) else _page(visit, here)
    context = {**_common(visit, here), "count": count_all(visit, here.query), "rows_at": rows_at}
    return render_part(request, "ask/results-number.html", "ask/_results-count.html", context)


def _common(visit: Visit, here: Here) -> dict[str, Any]:
    return {
        "title": title_of(visit, here),
        "query": here.query,
        "is_stored": here.is_stored,
        "is_set_aside": here.is_set_aside,
        "meaning_at": reverse("ask-meaning", kwargs={**visit.place.way, "query_id": here.of}) if here.of else "",
        "table": present.tables()[here.query.base],
        "caption": visit.captions.table(here.query.base),
        "change_at": change_address(visit, here),
        "count_at": here.link(visit, "ask-count"),
        "take_at": here.link(visit, "ask-take"),
        "set_at": here.link(visit, "ask-results-set"),
        "walk_at": _walk_at(visit, here, "", 1),
        **_again(visit, here),
        "said": sentence(visit, here.query, _set_name(visit, here.query), is_run=True),
        "may_take": visit.rights.may(RESOURCE, "export_csv"),
        "may_set": may(visit, "create") and visit.rights.may(RESOURCE, "create_recordset"),
        "take_path": reverse("ask-take", kwargs=visit.place.way),
        "ticking": adding(visit),
        "ways_on": ways_on(visit, here.query.base),
        "further": [] if is_only_counted(here.query) else _further(visit, here.query),
    }


def _again(visit: Visit, here: Here) -> dict[str, Any]:
    """What the form needs that asks the query with other values."""
    return {
        "prompts": prompts_of(visit, here.query),
        "again_at": reverse("ask-results", kwargs=visit.place.way),
        "pairs": parse_qsl(here.asked),
    }


def _further(visit: Visit, query: Query) -> list[tuple[str, str]]:
    """What else can be done with all that is found; a long query is named by the digest under which it is kept."""
    ways = ways_on(visit, query.base)
    said = encoded(dict.fromkeys([("on", query.base), *shortened(pairs_of(query))])) if ways else ""
    return [(one.title, f"{one.address(visit)}?{said}") for one in ways]


def _set_name(visit: Visit, query: Query) -> str:
    """The name of the record set that the query is limited to, if it is the person's. A statement."""
    found = find_record_set(visit, query.record_set) if query.record_set is not None else None
    return found.name if found else ""


def _page(visit: Visit, here: Here, *, sort: str = "", at: int = 1) -> str:
    """The address of the rows from `at` on."""
    changes = {FROM: at if at > 1 else None, SORT: sort or None}
    if not here.is_stored or here.of is None or here.query.record_set is not None:
        return here.link(visit, "ask-results", **changes)
    told = "&".join(f"{name}={value}" for name, value in changes.items() if value is not None)
    path = reverse("ask-query-results", kwargs={**visit.place.way, "query_id": here.of})
    return f"{path}?{told}" if told else path


def _ways(visit: Visit, here: Here, sort: str, shown: tuple[int, int, Count, bool]) -> dict[str, str]:
    """Where the other pages are; "" beyond the ends."""
    first, number, count, is_last = shown
    beyond = first > count.number and is_last
    before = count.number - number + 1 if beyond else first - number
    return {
        "first_at": _page(visit, here, sort=sort) if first > 1 else "",
        "previous_at": _page(visit, here, sort=sort, at=max(1, before)) if first > 1 else "",
        "next_at": "" if is_last else _page(visit, here, sort=sort, at=first + number),
    }


def _walk_at(visit: Visit, here: Here, sort: str, at: int) -> str:
    """Where a walk begins; "" where rows tell several records."""
    if is_of_several(here.query):
        return ""
    return here.link(visit, "ask-walk", at=at if at > 1 else None, sort=sort or None)


def _row_link(visit: Visit, here: Here, sort: str) -> Callable[[Row], str]:
    """Where a row leads: to its record, or to the page of its records."""
    link = links_for(visit)["link"]

    def row_url(row: Row) -> str:
        if row.records == 1:
            return str(link(here.query.base, row.ids[0]))
        return here.link(visit, "ask-behind", row=row.place, sort=sort or None)

    return row_url


def _turned(number: int, now: Order) -> str:
    """The order that a heading asks for: ascending first, then the other way round."""
    return f"{number}{'d' if now is Order.ASCENDING else 'a'}"
