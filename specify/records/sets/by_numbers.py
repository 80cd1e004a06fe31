"""The pages on which records are put into a set by their numbers, typed or pasted, one by one and in ranges.

In: requests inside a collection; with `set` in the address the set that the records are for. Out: the form for the
numbers; then what was found of them, and what not, before anything is made; then the set. Specify 7 has this for
identifying many objects only. What was typed travels with the page; where it is long it is kept as a draft instead, and
the page leads to it and to the numbers that were not found, as plain texts.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from specify.datamodel.rows import Rows, settled
from specify.layouts.filling.sent import Sent
from specify.records.filling import drafts
from specify.records.listing import Wish
from specify.records.sets.acting import NAMED, told_put_in
from specify.records.sets.changing import add, ask_for, make
from specify.records.sets.looking_up import LookedUp, Numbered, look_up, numbered_fields
from specify.records.sets.making import of_another_table
from specify.records.sets.pages import new_word, problems_of, set_address, typed_for
from specify.records.sets.reading import SORTS, RecordSet, record_set_of, sets_page
from specify.records.sets.typed_numbers import MOST, TooMany, TypedNumbers, in_runs, read_numbers
from specify.records.writing.changes import NotSaved
from specify.security.entering import Visit, in_collection
from specify.security.scoping import own_limits
from specify.web.addresses import number_in
from specify.web.budget import render_within
from specify.web.pages import render
from specify.web.refusals import missing

_SHOWN = (200, 50, 10)
"""So many numbers, or ranges of them, are told of those that were not found: the first for which there is room."""
_LONGEST = 60
"""So many signs of what is no number are told."""
_LONGEST_CARRIED = 2000
"""A longer text does not travel with the page."""
_KEPT_UNDER = "recordset.numbers"
"""What drafts of numbers are kept under: the name of no table, so that no form of a record offers them."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was put into the form, and the set it is for, if it is for one."""

    fields: tuple[Numbered, ...]
    numbered: Numbered
    text: str
    into: RecordSet | None
    once: str


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
def put_in_by_numbers(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The form for numbers; what they were found to be; and what the buttons below that do."""
    ask_for(visit, "create")
    asked = _asked(request, visit)
    if request.method != "POST" or "change" in request.POST:
        return _form(request, visit, asked, {})
    try:
        typed = read_numbers(asked.text, asked.numbered.format, datetime.now().date())
    except TooMany:
        told = _("These are more than %(most)s numbers. Make a set of the first ones, and put the others into it then.")
        return _form(request, visit, asked, {"numbers": told % {"most": f"{MOST:,}"}})
    found = look_up(visit, asked.numbered, typed.numbers)
    if not found.ids:
        return _form(request, visit, asked, {"numbers": _none_found(visit, asked.numbered, typed)})
    if not {"make", "add"} & request.POST.keys():
        return _found(request, visit, asked, (typed, found))
    try:
        return _put_in(request, visit, asked, found)
    except NotSaved as refused:
        return _found(request, visit, asked, (typed, found), problems=problems_of(refused))


@require_safe
@in_collection
def tell_kept(request: HttpRequest, visit: Visit, key: str) -> HttpResponse:
    """What is kept of numbers as a plain text: all that was typed, or with `only=missing` those that no record has."""
    ask_for(visit, "create")
    sent = drafts.draft_of(_whose(visit), key)
    text = sent.texts["numbers"]
    if request.GET.get("only") == "missing":
        numbered = next((one for one in numbered_fields(visit) if one.key == sent.texts["field"]), None)
        if numbered is None:
            raise missing(_("The numbers are those of a table that you may not read."))
        typed = read_numbers(text, numbered.format, datetime.now().date())
        text = "\n".join(look_up(visit, numbered, typed.numbers).missing)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _asked(request: HttpRequest, visit: Visit) -> _Asked:
    into = record_set_of(visit, number_in(request.GET["set"]) or 0) if request.GET.get("set") else None
    fields = tuple(one for one in numbered_fields(visit) if into is None or one.table is into.table)
    wanted = request.POST.get("field") or request.GET.get("field", "")
    chosen = next((one for one in fields if wanted in (one.key, one.table.key)), None) or next(iter(fields), None)
    if chosen is None:
        told = _("No field here has numbers with a format, by which records could be found.")
        raise missing(told, _("Tick records in a list instead."))
    once = new_word(request)
    if request.method == "POST" and "numbers" not in request.POST:
        text = drafts.draft_of(_whose(visit), once).texts["numbers"]
    else:
        text = typed_for(request, "numbers")
    return _Asked(fields, chosen, text, into, once)


def _whose(visit: Visit) -> drafts.Whose:
    return drafts.Whose(visit.user.pk, visit.place.collection_id, _KEPT_UNDER, None)


def _kept_at(visit: Visit, asked: _Asked, *, also_short: bool = False) -> str:
    """The address at which a long text is kept; "" for one that travels with the page."""
    if not also_short and len(asked.text) <= _LONGEST_CARRIED:
        return ""
    drafts.keep(_whose(visit), Sent({"numbers": asked.text, "field": asked.numbered.key}), asked.once)
    return reverse("records-sets-numbers-kept", kwargs={**visit.place.way, "key": asked.once})


def _none_found(visit: Visit, numbered: Numbered, typed: TypedNumbers) -> str:
    if not typed.numbers:
        return _("No number was given. Type or paste some.")
    told = ngettext(
        "No record of %(table)s in %(collection)s has this number: %(numbers)s.",
        "No record of %(table)s in %(collection)s has one of these numbers: %(numbers)s.",
        len(typed.numbers),
    )
    runs, more = _runs(numbered, typed.numbers[:MOST], 3)
    names = {"table": visit.captions.table(numbered.table.key), "collection": visit.place.collection_name}
    return told % {**names, "numbers": ", ".join(runs) + (", …" if more else "")}


def _runs(numbered: Numbered, numbers: tuple[str, ...], most: int) -> tuple[list[str], int]:
    """The numbers as they are told, those that follow each other as ranges; and how many numbers are left out."""
    runs = in_runs(numbers, numbered.format)
    told = [_short(first) if first == last else f"{_short(first)} – {_short(last)}" for first, last in runs[:most]]
    left = len(numbers) - numbers.index(runs[most][0]) if len(runs) > most else 0
    return told, left


def _short(number: str) -> str:
    return number if len(number) <= _LONGEST else f"{number[:_LONGEST]}…"


def _put_in(request: HttpRequest, visit: Visit, asked: _Asked, found: LookedUp) -> HttpResponse:
    """Put what was found into the set of the address, the one that was chosen, or a new one."""
    if "make" in request.POST:
        name = typed_for(request, "name")
        set_id = make(visit, asked.numbered.table, name, found.ids, once=asked.once)
        number = len(found.ids)
    else:
        into = asked.into or record_set_of(visit, number_in(request.POST.get("into", "")) or 0)
        if into.table is not asked.numbered.table:
            raise of_another_table(visit, into, asked.numbered.table)
        name, set_id, number = into.name, into.id, add(visit, into.id, found.ids)
    messages.success(request, told_put_in(number, len(found.ids), name))
    return HttpResponseRedirect(set_address(visit, set_id), status=303)


def _form(request: HttpRequest, visit: Visit, asked: _Asked, problems: dict[str, str]) -> HttpResponse:
    captions = visit.captions
    choices = [
        (one.key, f"{captions.table(one.table.key)}: {captions.field(one.table.key, one.field.name)}")
        for one in asked.fields
    ]
    how = asked.numbered.format
    context = {
        **_told(visit, asked),
        "choices": choices,
        "problems": problems,
        "how": how.in_words() if how else "",
        "most": MOST,
        "kept_at": _kept_at(visit, asked),
    }

    def draw(times: int) -> HttpResponse:
        told = {**context, "text": asked.text * times}
        return render(request, "records/sets/numbers.html", told, 422 if problems else 200)

    return render_within((1, 0), draw)


def _found(
    request: HttpRequest,
    visit: Visit,
    asked: _Asked,
    result: tuple[TypedNumbers, LookedUp],
    *,
    problems: dict[str, str] | None = None,
) -> HttpResponse:
    typed, found = result
    table = asked.numbered.table
    rows = Rows(own_limits(visit.place))
    formatting = visit.formatting(rows)
    more_missing = _runs(asked.numbered, found.missing, _SHOWN[0])[1]
    context = {
        **_told(visit, asked),
        "found": found,
        "named": settled(rows, lambda: [formatting.label(table.key, one) for one in found.ids[:NAMED]]),
        "twice": len(typed.repeated),
        "entries": sets_page(visit, Wish("", SORTS[-1], None), table)[0] if asked.into is None else (),
        "typed": typed_for(request, "name"),
        "text": asked.text,
        "once": asked.once,
        "kept_at": _kept_at(visit, asked, also_short=bool(more_missing)),
        "may_make": visit.rights.may_table("recordset", "create"),
        "problems": problems or {},
    }

    def draw(most: int) -> HttpResponse:
        runs, unnamed = _runs(asked.numbered, found.missing, most)
        repeated, more_repeated = _runs(asked.numbered, typed.repeated, most)
        told = {
            "missing": runs,
            "unnamed": unnamed,
            "repeated": repeated,
            "more_repeated": more_repeated,
            "several": [f"{_short(number)} ({many})" for number, many in found.several[:most]],
        }
        return render(request, "records/sets/numbers-found.html", {**context, **told}, 422 if problems else 200)

    return render_within(_SHOWN, draw)


def _told(visit: Visit, asked: _Asked) -> dict[str, Any]:
    numbered, into = asked.numbered, asked.into
    return {
        "into": into,
        "back": set_address(visit, into.id) if into else "",
        "numbered": numbered,
        "caption": visit.captions.table(numbered.table.key),
        "field": visit.captions.field(numbered.table.key, numbered.field.name),
    }
