"""Walking through what a query finds, one record after the other in their forms.

In: a request whose address says the query and a place among its rows (`at`, from 1). Out: the page of the record there,
with the ways to the one before and the one behind, and how many rows there are. Kept of Specify 7: one browses results
in their order. Changed on purpose: a step looks at few rows wherever it is, so a walk through a hundred thousand begins
at once; rows that tell the same record one after the other are one step; the address of a step is the query and the
place.
"""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from specify.ask.here import Here
from specify.ask.results.columns import in_order, sort_in
from specify.ask.results.counting import count_beside
from specify.ask.results.telling import ids_of
from specify.ask.results.views import FROM, SORT, of_query, title_of
from specify.query.asked import Window
from specify.query.running import rows
from specify.records.views import record_page
from specify.security.entering import Visit
from specify.web.addresses import number_in
from specify.web.refusals import missing

AT = "at"
LOOK = 20
"""So many rows on either side are looked at for one that tells another record."""


@require_safe
@of_query
def walk_results(request: HttpRequest, visit: Visit, here: Here) -> HttpResponse:
    """The record of one row, on a walk through all."""
    place, sort = number_in(request.GET.get(AT, "")) or 1, request.GET.get(SORT, "")
    query = in_order(here.query, sort_in(here.query, sort))
    before = min(LOOK, place - 1)
    many = before + 1 + LOOK
    found = [ids_of(row)[0] for row in rows(visit, query, Window(many + 1, place - 1 - before))]
    if len(found) <= before:
        raise missing(
            _("The query has no row %(number)d any more.") % {"number": place}, _("Go back to the rows of the query.")
        )

    def step(at: int) -> str:
        return here.link(visit, "ask-walk", **{AT: at, SORT: sort or None})

    steps = {
        "place": place,
        "count": count_beside(visit, query, place - 1 - before, min(len(found), many), has_more=len(found) > many),
        "title": title_of(visit, here),
        "rows_at": here.link(visit, "ask-results", **{FROM: place if place > 1 else None, SORT: sort or None}),
        "previous_at": step(place - back) if (back := _steps(found[before], found[:before][::-1])) else "",
        "next_at": step(place + on) if (on := _steps(found[before], found[before + 1 : many])) else "",
    }
    return record_page(
        request, visit, query.base, found[before], template="ask/results-walk.html", more={"steps": steps}
    )


def _steps(record: int, others: Sequence[int]) -> int:
    """How many rows further there is another record; 0 where no row is left that could tell one."""
    further = (number for number, other in enumerate(others, start=1) if other != record)
    return next(further, LOOK if len(others) == LOOK else 0)
