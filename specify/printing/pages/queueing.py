"""The pages of what waits for a sheet: put there, looked at, arranged, printed, and taken out when it came out well.

In: requests inside a collection. Out: the page that asks before records are put aside; the page of what waits, by
template, with the sheet drawn as it will be filled. After printing it asks whether the sheet came out well: only then
anything is taken out, so that no printer loses a label.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from specify.datamodel.rows import Rows, settled
from specify.printing.models import Queued
from specify.printing.pages.answering import answer_well, asked_about
from specify.printing.pages.asking import ANSWER, QUEUE, What, address_of, asked_in, ids_of, what_of
from specify.printing.pages.choosing import begun_here, named, places_of, problems_of
from specify.printing.pages.drawing import drawn
from specify.printing.pages.ordering import BadOrder, order_in, sheets_of, template_in
from specify.printing.pages.remembering import lately, with_last_choice
from specify.printing.pages.reporting_shown import about
from specify.printing.printing import may_print, nothing_to_print, sheet_on
from specify.printing.queue.changing import MOST, add, move, take_out, why_not
from specify.printing.queue.waiting import labels_of, numbers_waiting, still_there, waiting_for
from specify.printing.sheets.offsets import shift_of, told_shift
from specify.printing.templates.library import templates_here
from specify.printing.templates.reading import Template
from specify.query.texts import Pairs
from specify.records.filling.holding import held_when_signed_out
from specify.records.sets.pages import new_word
from specify.records.views import links_for
from specify.security.entering import Visit, in_collection
from specify.security.scoping import own_limits
from specify.web.addresses import number_in
from specify.web.pages import render
from specify.web.pagination import Page, page_of
from specify.web.refusals import FORM_STATUS, Refusal

_ANSWERS = ("well", "badly")
_ASKED = ("template", "sheet", "start")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One record that waits: its row's number, what it is called, whether it is still there, how many it gets."""

    number: int
    record_id: int
    name: str
    is_there: bool
    copies: int | None


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
def put_in_queue(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The page that asks before records are put aside for a sheet, and what its button does."""
    may_print(visit)
    asked = asked_in(visit, request.GET)
    what = what_of(visit, asked)
    ids = ids_of(visit, what, MOST + 1)
    if not ids:
        raise nothing_to_print()
    template = template_in(visit, what.table, asked)
    back = f"{reverse('printing-print', kwargs=visit.place.way)}?{address_of(asked)}"
    try:
        order = order_in(template, asked)
    except BadOrder:  # the page that one came from tells what is wrong, beside its field
        return HttpResponseRedirect(back, status=303)
    if request.method == "POST":
        add(visit, template, ids, copies=order.copies, once=new_word(request))
        number = len(ids)
        told = ngettext("%(number)s waits now: %(template)s.", "%(number)s wait now: %(template)s.", number)
        messages.success(request, told % {"number": number_format(number), "template": template.title})
        return _to_queue(visit, template.name)
    context = {
        "named": named(visit, what, ids),
        "template": template,
        "copies": order.copies,
        "waiting": numbers_waiting(visit).get(template.name, 0),
        "once": new_word(request),
        "why_not": why_not(visit, template),
        "back": back,
    }
    return render(request, "printing/queue-add.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@held_when_signed_out
@in_collection
def show_queue(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What waits for the sheets of a template; and what the buttons of the page do."""
    may_print(visit)
    name = request.GET.get("template", "")
    if request.method == "POST":
        _change(request, visit, name)
        return _to_queue(visit, name)
    asked = [(one, request.GET[one]) for one in request.GET if one in _ASKED or one.startswith(ANSWER)]
    template = templates_here(visit).get(name)
    if request.GET.get("do") == "pdf" and template is not None:
        told = address_of([("on", template.table), (QUEUE, name), *asked])
        return HttpResponseRedirect(f"{reverse('printing-pdf', kwargs=visit.place.way)}?{told}", status=303)
    return _page(request, visit, asked)


def queue_page(
    request: HttpRequest, visit: Visit, what: What, asked: Pairs, *, refusal: Refusal | None = None
) -> HttpResponse:
    """The page again, with what stood in the way of printing; `what` waits."""
    return _page(request, visit, asked, refusal)


def _change(request: HttpRequest, visit: Visit, template: str) -> None:
    """What a button does; one that there is not changes nothing."""
    numbers = [number for text in request.POST.getlist("id") if (number := number_in(text))]
    do = request.POST.get("do", "")
    if do in _ANSWERS:
        messages.success(request, answer_well(visit, request.POST.get("printout", ""), is_well=do == "well"))
    elif not numbers:
        messages.warning(request, _("Nothing was ticked. Tick what is to be moved or taken out."))
    elif do == "out":
        gone = take_out(visit, numbers)
        told = ngettext("%(number)s was taken out.", "%(number)s were taken out.", gone)
        messages.success(request, told % {"number": number_format(gone)})
    elif do in ("first", "last"):
        moved = move(visit, template, frozenset(numbers), "first" if do == "first" else "last")
        told = ngettext("%(number)s was moved.", "%(number)s were moved.", moved)
        messages.success(request, told % {"number": number_format(moved)})


def _to_queue(visit: Visit, template: str) -> HttpResponse:
    told = address_of([("template", template)])
    return HttpResponseRedirect(f"{reverse('printing-queue', kwargs=visit.place.way)}?{told}", status=303)


def _page(request: HttpRequest, visit: Visit, asked: Pairs, refusal: Refusal | None = None) -> HttpResponse:
    numbers, templates = numbers_waiting(visit), templates_here(visit)
    name = dict(asked).get("template", "")
    chosen = name if name in numbers or (name in templates and not numbers) else next(iter(numbers), "")
    rows = waiting_for(visit, chosen) if chosen else ()
    template = templates.get(chosen)
    page = page_of(len(rows), request.GET.get("page"), visit.look.rows)
    problems = problems_of(refusal) if refusal else {}
    printouts = lately(visit, [chosen]) if chosen else ()
    context = {
        "others": [
            (one, templates[one].title if one in templates else one, number)
            for one, number in numbers.items()
            if one != chosen
        ],
        "name": chosen,
        "template": template,
        "number": len(rows),
        "page": page,
        "page_url": lambda number: f"?{address_of([('template', chosen), ('page', str(number))])}",
        "printout": asked_about(printouts),
        "ticked": {number_in(text) for text in request.POST.getlist("id")},
        **links_for(visit),
    }
    if template is not None and rows:
        wanted = with_last_choice([*(pair for pair in asked if pair[0] != "template"), ("template", chosen)], printouts)
        more, bad = _sheet(visit, template, rows, wanted)
        problems = problems or bad
        context |= {**more, "begun": None if problems else begun_here(printouts, template, more["sheet"], wanted)}
    context |= {"problems": problems, "entries": _named(visit, rows, page), "table": rows[0].table if rows else ""}
    return render(request, "printing/queue.html", context, FORM_STATUS if problems else 200)


def _sheet(
    visit: Visit, template: Template, rows: Sequence[Queued], asked: Pairs
) -> tuple[dict[str, Any], dict[str, str]]:
    """The sheet as it would be filled, and what is wrong with how it is to be printed."""
    sheet, picture, places, problems = None, None, None, {}
    is_known = not template.series and not template.is_jrxml
    labels = len(labels_of(visit, template, rows)) if is_known else None
    try:
        places = places_of(visit, template)
        order = order_in(template, asked)
        sheet = sheet_on(visit, template, order)
        picture = drawn(sheet, order.start, labels)
    except Refusal as refusal:
        problems = dict(problems_of(refusal))
    told = {
        "sheet": sheet,
        "drawn": picture,
        "typed": dict(asked),
        "sheets": sheets_of(template),
        "places": places,
        "report": about(visit, template),
        "shift": told_shift(shift_of(visit)),
    }
    return told, problems


def _named(visit: Visit, rows: Sequence[Queued], page: Page) -> list[Waiting]:
    """The rows of a page with the names of their records."""
    shown = rows[page.start : page.stop]
    here = still_there(visit, shown)
    loaded = Rows(own_limits(visit.place))
    formatting = visit.formatting(loaded)

    def tell() -> list[Waiting]:
        return [
            Waiting(one.pk, one.record_id, _called(formatting, one, here), one.record_id in here, one.copies)
            for one in shown
        ]

    return settled(loaded, tell)


def _called(formatting: Any, row: Queued, here: frozenset[int]) -> str:
    return str(formatting.label(row.table, row.record_id)) if row.record_id in here else f"{row.table} {row.record_id}"
