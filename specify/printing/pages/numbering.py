"""Printing by numbers that are typed or pasted: one by one, and in ranges.

In: a post with numbers, from the page on which one chooses what is printed. Out: the page on which one prints what they
are; before it what was not found among them, where there is such. What was typed travels as ids where they are few, and
is kept as a draft else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from specify.datamodel.declaring import Table
from specify.printing.pages.asking import NUMBERS
from specify.printing.pages.typed import Typed, fields_of, found_by, keep_typed
from specify.printing.printing import may_print
from specify.query.texts import Pairs
from specify.records.filling.holding import held_when_signed_out
from specify.records.sets.looking_up import Numbered
from specify.records.sets.pages import new_word, typed_for
from specify.records.sets.typed_numbers import MOST, TooMany, in_runs
from specify.records.views import readable_table
from specify.security.entering import Visit, in_collection
from specify.web.budget import render_within
from specify.web.pages import onward, render
from specify.web.refusals import FORM_STATUS, missing

_IN_ADDRESS = 100
"""So many records are named in the address."""
_SHOWN = (200, 50, 10)
"""So many numbers, or ranges of them, are told of those that were not found: the first for which there is room."""
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class _Form:
    """The form for numbers: of which table, by which template, of which field; under which word it is kept."""

    table: Table
    template: str
    fields: Sequence[Numbered]
    numbered: Numbered
    once: str


@require_http_methods(["GET", "HEAD", "POST"])
@held_when_signed_out
@in_collection
def print_numbers(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The form; what was not found, to be left out; or at once the page that prints."""
    may_print(visit)
    form = _form(request, visit)
    if request.method != "POST":
        return _page(request, visit, form, text=typed_for(request, "numbers"))
    text = typed_for(request, "numbers")
    try:
        typed = found_by(visit, form.numbered, text)
    except TooMany:
        told = _("These are more than %(most)s numbers. Print the first ones, and the others then.")
        return _page(request, visit, form, text=text, problem=told % {"most": number_format(MOST, force_grouping=True)})
    if not typed.numbers.numbers:
        return _page(request, visit, form, text=text, problem=_("No number was given. Type or paste some."))
    if not typed.found.ids:
        told = _("No record of %(table)s in %(collection)s has one of these numbers.")
        names = {"table": visit.captions.table(form.table.key), "collection": visit.place.collection_name}
        return _page(request, visit, form, text=text, problem=told % names)
    way_on = _way_on(visit, form, typed, text)
    return (
        _not_all(request, visit, form, typed=typed, way_on=way_on) if typed.found.missing else onward(request, way_on)
    )


def _form(request: HttpRequest, visit: Visit) -> _Form:
    table = readable_table(visit, request.GET.get("on", ""))
    fields = fields_of(visit, table)
    if not fields:
        told = _("%(table)s has no field with numbers, by which records could be found.")
        raise missing(told % {"table": visit.captions.table(table.key)}, _("Tick records in a list instead."))
    chosen = next((one for one in fields if one.key == request.POST.get("field")), fields[0])
    return _Form(table, request.GET.get("template", ""), fields, chosen, new_word(request))


def _way_on(visit: Visit, form: _Form, typed: Typed, text: str) -> str:
    """The page that prints what was found."""
    told: list[tuple[str, str]] = [("on", form.table.key)]
    if form.template:
        told.append(("template", form.template))
    ids = typed.found.ids
    if len(ids) <= _IN_ADDRESS:
        records: Pairs = [("id", str(one)) for one in ids]
    else:
        keep_typed(visit, form.numbered, text, form.once)
        records = [(NUMBERS, form.once)]
    return f"{reverse('printing-print', kwargs=visit.place.way)}?{urlencode([*told, *records])}"


def _not_all(request: HttpRequest, visit: Visit, form: _Form, *, typed: Typed, way_on: str) -> HttpResponse:
    """What was not found, told before the rest is printed."""
    context = {
        "form": form,
        "caption": visit.captions.table(form.table.key),
        "field": visit.captions.field(form.table.key, form.numbered.field.name),
        "found": len(typed.found.ids),
        "number": len(typed.found.missing),
        "several": len(typed.found.several),
        "way_on": way_on,
        "back": _back(visit, form),
    }

    def draw(most: int) -> HttpResponse:
        told, more = _runs(form.numbered, typed.found.missing, most)
        return render(request, "printing/numbers-found.html", {**context, "missing": told, "more": more})

    return render_within(_SHOWN, draw)


def _page(request: HttpRequest, visit: Visit, form: _Form, *, text: str = "", problem: str = "") -> HttpResponse:
    """The form, with what was typed where there is room for it."""
    captions, how = visit.captions, form.numbered.format
    context = {
        "table": form.table,
        "caption": captions.table(form.table.key),
        "choices": [(one.key, captions.field(one.table.key, one.field.name)) for one in form.fields],
        "numbered": form.numbered,
        "how": how.in_words() if how else "",
        "most": MOST,
        "once": form.once,
        "problems": {"numbers": problem} if problem else {},
        "is_long": bool(text),
        "back": _back(visit, form),
    }

    def draw(times: int) -> HttpResponse:
        told = {**context, "text": text * times}
        return render(request, "printing/numbers.html", told, FORM_STATUS if problem else 200)

    return render_within((1, 0), draw)


def _back(visit: Visit, form: _Form) -> str:
    told = urlencode([("on", form.table.key), *([("template", form.template)] if form.template else [])])
    return f"{reverse('printing-print', kwargs=visit.place.way)}?{told}"


def _runs(numbered: Numbered, numbers: Sequence[str], most: int) -> tuple[list[str], str]:
    """The first of the numbers as they are told, those that follow each other as ranges; how many more there are."""
    runs = in_runs(numbers, numbered.format)
    told = [_short(first) if first == last else f"{_short(first)} – {_short(last)}" for first, last in runs[:most]]
    left = len(numbers) - numbers.index(runs[most][0]) if len(runs) > most else 0
    more = (
        ngettext("and %(number)s other", "and %(number)s others", left) % {"number": number_format(left)}
        if left
        else ""
    )
    return told, more


def _short(number: str) -> str:
    return number if len(number) <= _LONGEST else f"{number[:_LONGEST]}…"
