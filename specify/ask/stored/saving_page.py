"""The page on which a query is stored: as a new one, or in the place of the one that it was made from.

In: requests inside a collection; the query stands behind the `?` as everywhere, `of` which names the stored one, `new`
that a copy is wanted. Out: the page, which says what will be kept where; after saving the query's own page. Kept of
Specify 7: who may not change a query saves a copy, which is theirs, under a name with a number. Changed on purpose: it
is said before what Specify 6 and 7 will not understand, and when somebody else has changed the query meanwhile.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from specify.ask.here import Here, query_here
from specify.ask.saying import sentence
from specify.ask.stored.changing import Called, make, rows_of, save_over
from specify.ask.stored.lines import specify_lines
from specify.ask.stored.listing import free_name
from specify.ask.stored.pages import problems_of
from specify.ask.stored.reading import ask_to_read, may, may_change, readable
from specify.datamodel import present
from specify.query.labels import heading
from specify.query.specs import Counted
from specify.query.stored import Said
from specify.records.sets.pages import Done, filled_in, new_word, typed_for
from specify.security.administrators import who_can_help
from specify.security.entering import Visit, in_collection
from specify.web.addresses import number_in
from specify.web.refusals import Refusal, forbidden


@dataclass(frozen=True, slots=True)
class Place:
    """Where the query goes: what is stored of the one it was made from, and whether that one is to be changed."""

    said: Said | None
    is_over: bool


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
def save_query(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The form with the name and the remarks of a query that is to be stored, and what its button does."""
    ask_to_read(visit)
    here = query_here(request, visit, number_in(request.GET.get("of", "")))
    place = _place(visit, here, wants_new=bool(request.GET.get("new")))
    if not may(visit, "update" if place.is_over else "create"):
        raise forbidden(
            _("You may not store queries."), _("Keep the address of the query instead. Or: %s") % who_can_help()
        )
    typed = _typed(request, visit, place)

    def verb() -> Done:
        way = {**visit.place.way, "query_id": _saved(request, visit, here, place)}
        return _("The query “%(name)s” is stored.") % {"name": typed["name"]}, reverse("ask-query", kwargs=way)

    context = {
        **_told(visit, here),
        "typed": typed,
        "is_over": place.is_over,
        "is_of_another": bool(place.said and not may_change(visit, place.said)),
        "version": str(place.said["version"]) if place.is_over and place.said else "",
        "once": new_word(request),
        "new_at": here.link(visit, "ask-save", new=1) if place.is_over and may(visit, "create") else "",
        "back": here.link(visit, "ask-build"),
    }
    return filled_in(request, "ask/stored-save.html", verb, lambda: context, told=problems_of)


def _place(visit: Visit, here: Here, *, wants_new: bool) -> Place:
    try:
        said = readable(visit, here.of) if here.of else None
    except Refusal:  # it was deleted meanwhile, which is no reason to lose the query
        said = None
    is_same_table = said is not None and said["contexttableid"] == present.tables()[here.query.base].number
    return Place(said, is_over=said is not None and is_same_table and not wants_new and may_change(visit, said))


def _typed(request: HttpRequest, visit: Visit, place: Place) -> dict[str, str]:
    if request.method == "POST":
        return {name: typed_for(request, name) for name in ("name", "remarks")}
    if place.said is None:
        return {"name": "", "remarks": ""}
    name = place.said["name"] or ""
    if not place.is_over:
        name = free_name(visit, name)
    return {"name": name, "remarks": place.said["remarks"] or ""}


def _saved(request: HttpRequest, visit: Visit, here: Here, place: Place) -> int:
    called = Called(typed_for(request, "name"), typed_for(request, "remarks"))
    if place.is_over and here.of:
        save_over(visit, here.of, here.query, called, version=request.POST.get("version", ""))
        return here.of
    like = rows_of(here.of) if place.said and here.of else ()
    return make(visit, here.query, called, like, once=request.POST.get("once", ""))


def _told(visit: Visit, here: Here) -> dict[str, Any]:
    """What the page says of the query, and of where it will be kept."""
    query = here.query
    return {
        "said": sentence(visit, query),
        "lines": [(line.number, heading(line, visit.captions)) for line in specify_lines(query)],
        "is_ours": query.is_ours,
        "has_groups": bool(query.groups),
        "has_counts": any(isinstance(line.spec.end, Counted) for line in query.lines),
        "has_set": query.record_set is not None,
    }
