"""The pages of stored queries: their list, one of them, and renaming, handing over and deleting it.

In: requests inside a collection. Out: pages. Kept of Specify 7: a query is given to somebody else by changing its
owner, and shared by its address. Changed on purpose: deleting is a page of its own, which names what uses the query.
"""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from specify.ask.saying import sentence
from specify.ask.stored.changing import Called, delete, favour, hand_over, rename, users_of
from specify.ask.stored.listing import SORTS, entries
from specify.ask.stored.reading import ask_to_change, ask_to_read, may, may_change, readable, stored
from specify.query.refusing import BadQuery
from specify.query.running import ACTION, RESOURCE
from specify.records.listing import Column, Wish
from specify.records.named_lists import heads, ways_through, wish_of
from specify.records.sets.pages import Done, filled_in, typed_for
from specify.records.writing.changes import NotSaved
from specify.security.entering import Visit, in_collection
from specify.web.addresses import number_in
from specify.web.pages import render


@require_safe
@in_collection
def list_queries(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The person's queries, or those of all, 50 a page."""
    ask_to_read(visit)
    wish, of_all = wish_of(request, SORTS), request.GET.get("whose") == "all"
    found, page = entries(visit, wish, of_all=of_all)
    ways = ways_through(request, wish, whose="all" if of_all else "")
    context = {
        **ways,
        "entries": found,
        "page": page,
        "of_all": of_all,
        "columns": _columns(visit, wish, of_all=of_all),
        "whose_url": ways["address"](whose="" if of_all else "all", page=""),
        "back": ways["address"](page=request.GET.get("page", "")),
        "may_make": may(visit, "create"),
        "may_run": visit.rights.may(RESOURCE, ACTION),
    }
    return render(request, "ask/stored.html", context)


@require_safe
@in_collection
def show_query(request: HttpRequest, visit: Visit, query_id: int) -> HttpResponse:
    """A stored query: what it asks, whose it is, and all that can be done with it."""
    said = readable(visit, query_id)
    told, found = "", None
    try:
        found = stored(visit, query_id)
    except BadQuery as bad:
        told = str(bad)
    is_own = may_change(visit, said)
    context = {
        **_of(visit, query_id, said),
        "remarks": said["remarks"] or "",
        "told": told,
        "said": sentence(visit, found.query) if found else "",
        "query": found.query if found else None,
        "is_set_aside": bool(found and found.is_set_aside),
        "may_run": visit.rights.may(RESOURCE, ACTION),
        "may_copy": may(visit, "create"),
        "may_change": is_own and may(visit, "update"),
        "may_delete": is_own and may(visit, "delete"),
        "link": request.build_absolute_uri(reverse("ask-query", kwargs={**visit.place.way, "query_id": query_id})),
    }
    return render(request, "ask/stored-one.html", context)


@require_POST
@in_collection
def favour_query(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Make a query a favourite, or no longer, and go back to the list."""
    ask_to_read(visit)
    for name, wanted in (("add", True), ("drop", False)):
        query_id = number_in(request.POST.get(name, ""))
        if query_id is not None:
            favour(visit, query_id, wanted=wanted)
            messages.success(request, _("It is one of your favourites.") if wanted else _("It is no favourite now."))
            break
    asked = request.GET.urlencode()
    lists = reverse("ask-stored", kwargs=visit.place.way)
    return HttpResponseRedirect(f"{lists}?{asked}" if asked else lists, status=303)


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
def rename_query(request: HttpRequest, visit: Visit, query_id: int) -> HttpResponse:
    """The form with the name and the remarks of a query."""
    said = readable(visit, query_id)
    ask_to_change(visit, said)
    typed = {"name": said["name"] or "", "remarks": said["remarks"] or ""}
    if request.method == "POST":
        typed = {name: typed_for(request, name) for name in typed}

    context = {"typed": typed, **_of(visit, query_id, said)}

    def verb() -> Done:
        rename(visit, query_id, Called(**typed))
        return _("Saved."), context["back"]

    return filled_in(request, "ask/stored-rename.html", verb, lambda: context, told=problems_of)


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
def give_query(request: HttpRequest, visit: Visit, query_id: int) -> HttpResponse:
    """The form with the name of the person who is to own a query."""
    said = readable(visit, query_id)
    ask_to_change(visit, said)
    to = typed_for(request, "to")

    context = {"to": to, **_of(visit, query_id, said)}

    def verb() -> Done:
        hand_over(visit, query_id, to)
        told = _("The query “%(name)s” belongs to %(person)s now.") % {"name": said["name"], "person": to}
        return told, context["back"]

    return filled_in(request, "ask/stored-give.html", verb, lambda: context, told=problems_of)


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
def delete_query(request: HttpRequest, visit: Visit, query_id: int) -> HttpResponse:
    """The page before a query is deleted, and what its button does."""
    said = readable(visit, query_id)
    ask_to_change(visit, said, "delete")
    if request.method == "POST":
        delete(visit, query_id)
        messages.success(request, _("The query “%(name)s” was deleted.") % {"name": said["name"]})
        return HttpResponseRedirect(reverse("ask-stored", kwargs=visit.place.way), status=303)
    return render(request, "ask/stored-delete.html", {**_of(visit, query_id, said), "users": users_of(query_id)})


def problems_of(refused: NotSaved) -> dict[str, str]:
    """The sentences by the id of the control that they are about: those about lines together, each with its number."""
    told: dict[str, str] = {}
    for problem in refused.problems:
        is_line = problem.change.table.key == "spqueryfield" and problem.change.name
        control = "lines" if is_line else problem.field or "name"
        sentence = problem.sentence
        if is_line:
            sentence = _("Line %(number)s: %(told)s") % {"number": problem.change.name, "told": sentence}
        told[control] = f"{told[control]} {sentence}" if control in told else sentence
    return told


def _of(visit: Visit, query_id: int, said: Mapping[str, Any]) -> dict[str, Any]:
    """What every page of one query has."""
    way = {**visit.place.way, "query_id": query_id}
    return {"name": said["name"] or str(query_id), "way": way, "back": reverse("ask-stored-one", kwargs=way)}


def _columns(visit: Visit, wish: Wish, *, of_all: bool) -> tuple[Column, ...]:
    captions = visit.captions
    owner = [(captions.field("spquery", "specifyUser"), "")] if of_all else []
    return heads(
        wish,
        (captions.field("spquery", "name"), "name"),
        (_("Table"), "contextName"),
        (captions.field("spquery", "remarks"), ""),
        (_("Changed"), "changed"),
        *owner,
    )
