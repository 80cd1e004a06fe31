"""The page on which one prints: what, by which template, on which sheet, from which label on, how many of each.

In: a request whose address says what is to be printed. Out: a page with the first labels in a frame of its own, from
which the PDF is one button away; where nothing is chosen yet, a page on which one chooses a record set.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from specify.datamodel.rows import Rows, settled
from specify.printing.models import Printout
from specify.printing.pages.asking import AGAIN, What, address_of, asked_in, ids_of, only_what, what_of
from specify.printing.pages.drawing import drawn
from specify.printing.pages.ordering import BadOrder, order_in, sheets_of, template_in
from specify.printing.pages.remembering import Begun, begun_sheet, lately, with_last_choice
from specify.printing.pages.reporting_shown import about, own_records
from specify.printing.pages.typed import fields_of
from specify.printing.printing import Order, may_print, nothing_to_print, sheet_on
from specify.printing.queue.changing import can_wait
from specify.printing.rendering.telling import BadTemplate
from specify.printing.sheets.geometry import Sheet
from specify.printing.sheets.offsets import shift_of, told_shift
from specify.printing.templates.library import templates_of
from specify.printing.templates.reading import Template
from specify.query.kept import shortened
from specify.query.texts import Pairs
from specify.records.listing import Wish
from specify.records.sets.pages import set_address
from specify.records.sets.reading import SORTS, record_set_of, sets_page
from specify.records.views import links_for
from specify.security.entering import Visit, in_collection
from specify.security.scoping import own_limits
from specify.web.addresses import number_in
from specify.web.pages import render
from specify.web.refusals import FORM_STATUS, Refusal

_PAGES = {"pdf": "printing-pdf", "queue": "printing-wait"}
AT_ONCE = 200
"""So many labels are made while somebody waits; more are a job."""


@dataclass(frozen=True, slots=True)
class Places:
    """That the first place of a sheet can be chosen, and how places are counted there."""

    is_down: bool = False


@require_safe
@in_collection
def choose_printing(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The form; its one address for both buttons is what browsers understand that know no others in them."""
    may_print(visit)
    if page := _PAGES.get(request.GET.get("do", "")):
        told = urlencode([pair for pair in _sent(request) if pair[0] != "do"])
        return HttpResponseRedirect(f"{reverse(page, kwargs=visit.place.way)}?{told}", status=303)
    asked = asked_in(visit, request.GET)
    what = what_of(visit, asked)
    if what.waiting is not None:
        told = address_of([pair for pair in asked if pair[0] in ("template", "sheet", "start")])
        return HttpResponseRedirect(f"{reverse('printing-queue', kwargs=visit.place.way)}?{told}", status=303)
    if what.is_nothing:
        return _which_records(request, visit, what, asked)
    return form_page(request, visit, what, asked)


def _sent(request: HttpRequest) -> Pairs:
    return [(name, str(value)) for name in request.GET for value in request.GET.getlist(name)]


def form_page(
    request: HttpRequest, visit: Visit, what: What, asked: Pairs, *, refusal: Refusal | None = None
) -> HttpResponse:
    """The form with what was chosen, and with what was wrong about it."""
    ids = ids_of(visit, what, AT_ONCE + 1)
    if not ids:
        raise nothing_to_print()
    printouts = lately(visit, [one.name for one in templates_of(visit, what.table.key)])
    asked = with_last_choice(asked, printouts)
    template = template_in(visit, what.table, asked)
    waits = can_wait(visit, template)
    order, sheet = Order(), None
    if refusal is None:
        try:
            order = order_in(template, asked, what.rows)
            sheet = sheet_on(visit, template, order) if waits else None
        except Refusal as bad:
            refusal = bad
    problems = problems_of(refusal) if refusal else {}
    context = {
        "what": what,
        "named": named(visit, what, ids),
        "back": _back(visit, what),
        "pairs": _pairs(request, what, asked),
        "template": template,
        "templates": templates_of(visit, what.table.key),
        "sheets": sheets_of(template),
        "typed": {name: value for name, value in asked if name not in ("id", "l")},
        "problems": problems,
        "report": about(visit, template),
        "begun": None if problems else begun_here(printouts, template, sheet, asked),
        "shift": told_shift(shift_of(visit)) if template.kind == "label" else "",
        "waits": waits,
        "has_waited": bool(what.waited),
        "places": places_of(visit, template) if waits else None,
        "drawn": None if problems else _drawn(template, sheet, order, len(ids)),
        "preview_at": same_address(request, visit, "printing-preview", asked),
        "reading_at": same_address(request, visit, "printing-html", asked),
    }
    return render(request, "printing/print.html", context, FORM_STATUS if problems else 200)


def _pairs(request: HttpRequest, what: What, asked: Pairs) -> Pairs:
    """What the form sends along of what is printed."""
    again = request.GET.get(AGAIN, "")
    return [("on", what.table.key), (AGAIN, again)] if again else only_what(asked)


def same_address(request: HttpRequest, visit: Visit, url: str, asked: Pairs = ()) -> str:
    """The address of another page that is told the same, and by which template of those `asked` for."""
    sent = [pair for pair in _sent(request) if pair[0] not in ("do", "page")]
    chosen = [pair for pair in asked if pair[0] in ("template", "sheet") and pair[0] not in dict(sent)]
    return f"{reverse(url, kwargs=visit.place.way)}?{urlencode([*sent, *chosen])}"


def begun_here(
    printouts: Sequence[Printout], template: Template, sheet: Sheet | None, asked: Pairs
) -> tuple[Begun, str] | None:
    """The sheet that was begun last time, with the address that goes on there; None where one begins elsewhere."""
    told = dict(asked)
    if sheet is None or (number_in(told.get("start", "")) or 1) != 1:
        return None
    begun = begun_sheet(printouts, template, told.get("sheet", ""), sheet.number)
    there = [(name, value) for name, value in asked if name != "start"]
    return (begun, address_of([*there, ("start", str(begun.place))])) if begun else None


def problems_of(refusal: Refusal) -> Mapping[str, str]:
    """What was wrong, by the field in which it is put right."""
    is_template = isinstance(refusal, BadTemplate)
    field = refusal.field if isinstance(refusal, BadOrder) else "template" if is_template else "start"
    told = refusal.told if isinstance(refusal, BadTemplate) else refusal.sentence
    return {field: f"{told} {refusal.remedy}".strip()}


def places_of(visit: Visit, template: Template) -> Places | None:
    """How one chooses the first place on its sheets; None where a sheet of the institution's has one place only."""
    if not template.is_jrxml:
        return Places()
    sheet = sheet_on(visit, template, Order())
    return Places(sheet.is_down and sheet.grid[0] > 1) if sheet.number > 1 else None


def _drawn(template: Template, sheet: Sheet | None, order: Order, number: int) -> Any:
    """The sheet, drawn; None for a report. How many labels come of a query of the institution's only it can tell."""
    if sheet is None:
        return None
    copies = order.copies or (int(template.copies) if template.copies.isdecimal() else None)
    is_known = copies is not None and number <= AT_ONCE and not template.series and not template.is_jrxml
    return drawn(sheet, order.start, number * (copies or 1) if is_known else None)


def named(visit: Visit, what: What, ids: Sequence[int]) -> str:
    """What is printed, in words."""
    caption, number = visit.captions.table(what.table.key), len(set(ids))
    if number == 1:
        rows = Rows(own_limits(visit.place))
        formatting = visit.formatting(rows)
        return f"{caption}: {settled(rows, lambda: formatting.label(what.table.key, ids[0]))}"
    if number > AT_ONCE:
        told = _("More than %(number)s records of %(table)s") % {"number": AT_ONCE, "table": caption}
    else:
        told = ngettext("%(number)s record of %(table)s", "%(number)s records of %(table)s", number) % {
            "number": number,
            "table": caption,
        }
    if what.record_set is not None:
        return f"{told}: {record_set_of(visit, what.record_set).name}"
    return told


def _back(visit: Visit, what: What) -> str:
    """Where one probably came from."""
    if what.record_set is not None:
        return set_address(visit, what.record_set)
    if what.query:
        return f"{reverse('ask-results', kwargs=visit.place.way)}?{address_of(shortened(what.query))}"
    if len(what.ids) == 1:
        return str(links_for(visit)["link"](what.table.key, what.ids[0]))
    return reverse("records-list", kwargs={**visit.place.way, "table": what.table.key})


def _which_records(request: HttpRequest, visit: Visit, what: What, asked: Pairs) -> HttpResponse:
    """The page on which one chooses what is printed."""
    entries, _page = sets_page(visit, Wish("", SORTS[-1], None), what.table)
    template = template_in(visit, what.table, asked)
    context = {
        "template": template,
        "table": what.table,
        "caption": visit.captions.table(what.table.key),
        "entries": entries,
        "own_records": own_records(visit, template),
        "is_numbered": bool(fields_of(visit, what.table)),
    }
    return render(request, "printing/records.html", context)
