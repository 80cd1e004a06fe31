"""The pages of record sets: a person's sets, one set with its records, and making, renaming and deleting one.

In: requests inside a collection. Out: pages. A set is shown as a list of its records, from which some can be taken out.
Kept of Specify 7: deleting a set deletes no record. Changed on purpose: a set says how many of the records that it
names were deleted since, or belong to another collection.
"""

import secrets
from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from specify.records.filling.opening import changeable_table
from specify.records.filling.posting import plain
from specify.records.home.contents import groups_of
from specify.records.listing import Column, Wish
from specify.records.named_lists import heads, ways_through, wish_of
from specify.records.sets.changing import delete, make, rename
from specify.records.sets.looking_up import numbered_in
from specify.records.sets.reading import (
    SORTS,
    RecordSet,
    content_of,
    items_of,
    may,
    record_set_of,
    sets_page,
    within,
)
from specify.records.sets.walking import first_of
from specify.records.views import Ticking, links_for, list_within, readable_table
from specify.records.writing.changes import NotSaved
from specify.security.entering import Visit, in_collection
from specify.web.pages import render
from specify.web.pagination import Page

_MOST_LETTERS = 200
Done = tuple[str, str]
"""What a verb has to say, and where it leads."""


@require_safe
@in_collection
def list_sets(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The person's record sets, 50 a page."""
    readable_table(visit, "recordset")
    context = {**listed_sets(request, visit), "may_make": _may_set(visit, "create")}
    return render(request, "records/sets/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
def new_set(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The form of a new set, once it is known of which table."""
    changeable_table(visit, "recordset", "create")
    if not (name := request.GET.get("table", "")):
        return render(request, "records/sets/tables.html", {"groups": groups_of(visit)})
    table = readable_table(visit, name)
    typed, once = _typed(request), new_word(request)
    context = {"typed": typed, "once": once, "record_set": None, "table": visit.captions.table(table.key)}

    def verb() -> Done:
        set_id = make(visit, table, typed["name"], remarks=typed["remarks"], once=request.POST.get("once", ""))
        return _("The record set “%(name)s” was made.") % typed, set_address(visit, set_id)

    return filled_in(request, "records/sets/form.html", verb, lambda: context)


@require_safe
@in_collection
def show_set(request: HttpRequest, visit: Visit, set_id: int) -> HttpResponse:
    """The records of a set, 50 a page."""
    record_set = _readable_set(visit, set_id)
    way = {**visit.place.way, "set_id": set_id}
    link = links_for(visit)["link"]
    ticking = Ticking(reverse("records-set-remove", kwargs=way), _("Take out of the set"), posts=True)
    first = first_of(visit, record_set)

    def more(page: Page) -> Mapping[str, Any]:
        return {
            "record_set": record_set,
            "content": None if request.GET.get("q") else content_of(visit, record_set, page.total),
            "first_at": f"{link(record_set.table.key, first)}?set={set_id}" if first else "",
            "may_change": _may_set(visit, "update"),
            "may_combine": may(visit, "create"),
            "is_numbered": bool(numbered_in(visit, record_set.table)),
            "may_delete": _may_set(visit, "delete"),
            "link": lambda table_key, record_id: f"{link(table_key, record_id)}?set={set_id}",
            "way": way,
        }

    return list_within(
        request,
        visit,
        record_set.table,
        within=within(record_set),
        template="records/sets/set.html",
        ticking=ticking if may(visit, "delete") else None,
        more=more,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
def rename_set(request: HttpRequest, visit: Visit, set_id: int) -> HttpResponse:
    """The form with the name and the remarks of a set."""
    changeable_table(visit, "recordset", "update")
    record_set = _readable_set(visit, set_id)
    stored = {"name": record_set.name, "remarks": record_set.remarks}
    typed = _typed(request) if request.method == "POST" else stored
    back, table = set_address(visit, set_id), visit.captions.table(record_set.table.key)
    context = {"typed": typed, "once": "", "record_set": record_set, "table": table, "back": back}

    def verb() -> Done:
        rename(visit, set_id, typed["name"], typed["remarks"])
        return _("Saved."), back

    return filled_in(request, "records/sets/form.html", verb, lambda: context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
def delete_set(request: HttpRequest, visit: Visit, set_id: int) -> HttpResponse:
    """The page before a set is deleted, and what its button does."""
    record_set = _readable_set(visit, set_id)
    if request.method == "POST":
        delete(visit, set_id)
        messages.success(request, _("The record set “%(name)s” was deleted.") % {"name": record_set.name})
        return HttpResponseRedirect(reverse("records-sets", kwargs=visit.place.way), status=303)
    context = {"record_set": record_set, "number": items_of(set_id).count(), "back": set_address(visit, set_id)}
    return render(request, "records/sets/delete.html", context)


def listed_sets(request: HttpRequest, visit: Visit, **asked: Any) -> dict[str, Any]:
    """What a page needs to list sets; `asked` is what its address says besides, the `table` among it."""
    wish = wish_of(request, SORTS)
    table = readable_table(visit, asked["table"]) if asked.get("table") else None
    entries, page = sets_page(visit, wish, table)
    return {
        **ways_through(request, wish, **asked),
        "entries": entries,
        "page": page,
        "choosing": False,
        "columns": _columns(visit, wish),
        "set_url": lambda entry: set_address(visit, entry.id),
    }


def set_address(visit: Visit, set_id: int) -> str:
    """The page of a set."""
    return reverse("records-set", kwargs={**visit.place.way, "set_id": set_id})


def filled_in(
    request: HttpRequest,
    template: str,
    verb: Callable[[], Done],
    context: Callable[[], Mapping[str, Any]],
    *,
    told: Callable[[NotSaved], dict[str, str]] | None = None,
) -> HttpResponse:
    """The page of a form; once it was sent, the verb, and on to where that leads.

    What the verb refuses is on the page again as `problems`, by the ids of the controls that they are about.
    """
    problems: dict[str, str] = {}
    if request.method == "POST":
        try:
            sentence, to = verb()
        except NotSaved as refused:
            problems = (told or problems_of)(refused)
        else:
            messages.success(request, sentence)
            return HttpResponseRedirect(to, status=303)
    return render(request, template, {**context(), "problems": problems}, 422 if problems else 200)


def problems_of(refused: NotSaved) -> dict[str, str]:
    """The sentences by the id of the control that they are about."""
    return {problem.field: problem.sentence for problem in refused.problems}


def new_word(request: HttpRequest) -> str:
    """The word under which a form makes something once: the one that came with it, or a new one."""
    sent = request.POST.get("once", "")
    return sent if sent.isalnum() and len(sent) <= _MOST_LETTERS else secrets.token_hex(16)


def typed_for(request: HttpRequest, name: str) -> str:
    """What was typed for a name or remarks."""
    return plain(request.POST.get(name, "")).replace("\r\n", "\n").strip()


def _readable_set(visit: Visit, set_id: int) -> RecordSet:
    """The person's set, where they may read its records."""
    readable_table(visit, "recordset")
    record_set = record_set_of(visit, set_id)
    readable_table(visit, record_set.table.key)
    return record_set


def _may_set(visit: Visit, action: str) -> bool:
    return visit.agent_id is not None and visit.rights.may_table("recordset", action)


def _typed(request: HttpRequest) -> dict[str, str]:
    return {name: typed_for(request, name) for name in ("name", "remarks")}


def _columns(visit: Visit, wish: Wish) -> tuple[Column, ...]:
    captions = visit.captions
    return heads(
        wish,
        (captions.field("recordset", "name"), "name"),
        (_("Table"), ""),
        (_("Records"), "n"),
        (captions.field("recordset", "remarks"), ""),
        (_("Made"), "timestampCreated"),
    )
