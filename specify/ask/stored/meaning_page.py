"""The page on what a stored query means: as in Specify, or as here; which records that changes, and the switch.

In: requests inside a collection, the number of a query. Out: the page; after switching, the query's own. Looking is for
whoever may run queries, switching for whoever may change this one. Specify's tables are not touched by it.
"""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from specify.ask.addresses import address
from specify.ask.saying import sentence
from specify.ask.stored.comparing import compare
from specify.ask.stored.own import forget, keep, query_in
from specify.ask.stored.reading import Stored, ask_to_change, may, may_change, stored
from specify.query.asked import Query
from specify.query.refusing import BadQuery
from specify.query.running import ACTION, RESOURCE
from specify.query.stored import query_of
from specify.records.views import links_for
from specify.security.entering import Visit, in_collection
from specify.web.pages import render


@dataclass(frozen=True, slots=True)
class Meanings:
    """The two meanings of a query; `is_ours` says which is in force."""

    specify: Query
    ours: Query
    is_ours: bool


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
def show_meaning(request: HttpRequest, visit: Visit, query_id: int) -> HttpResponse:
    """What a query means, what its other meaning would change, and the switch."""
    found = stored(visit, query_id)
    may_switch = may(visit, "update") and may_change(visit, found.said)
    way = {**visit.place.way, "query_id": query_id}
    if request.method == "POST":
        ask_to_change(visit, found.said)
        wanted = request.POST.get("meaning")
        if wanted in ("ours", "specify"):
            _switch(found, to_ours=wanted == "ours")
            messages.success(request, _("Saved."))
        return HttpResponseRedirect(reverse("ask-meaning", kwargs=way), status=303)
    context = {
        "stored": found,
        "name": found.name,
        "way": way,
        "may_switch": may_switch,
        "back": reverse("ask-stored-one", kwargs=way),
        **links_for(visit),
        **_told(visit, found),
    }
    return render(request, "ask/stored-meaning.html", context)


def meanings(found: Stored) -> Meanings:
    """Both meanings; without one of ours that is kept, the lines as they are meant here."""
    specify = query_of(found.said)
    kept = query_in(found.own, found.said) if found.own else None
    return Meanings(specify, kept or replace(specify, is_ours=True), found.query.is_ours)


def _switch(found: Stored, *, to_ours: bool) -> None:
    if to_ours:
        keep(found.said, meanings(found).ours)
    else:
        forget([found.id])


def _told(visit: Visit, found: Stored) -> dict[str, Any]:
    """What the page says of both, and of what would change."""
    both = meanings(found)
    now, then = (both.ours, both.specify) if both.is_ours else (both.specify, both.ours)
    context = {
        "is_ours": both.is_ours,
        "said": sentence(visit, now),
        "said_then": sentence(visit, then),
        "loses": bool(both.is_ours and (both.ours.groups or found.own)),
        "now_at": address(visit, "ask-results", now, of=found.id),
        "then_at": address(visit, "ask-results", then, of=found.id),
        "table": now.base,
    }
    if not visit.rights.may(RESOURCE, ACTION):
        return {**context, "compared": None, "not_compared": _("You may not run queries.")}
    try:
        return {**context, "compared": compare(visit, now, then), "not_compared": ""}
    except BadQuery as bad:
        return {**context, "compared": None, "not_compared": str(bad)}
