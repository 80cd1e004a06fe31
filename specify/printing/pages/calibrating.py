"""The page on which one tells where one's printer prints, and the page of paper that one measures.

In: requests inside a collection. Out: a form for two measures; a PDF with crosses and rulers. What is measured moves
all labels of this person from then on.
"""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from specify.printing.pages.giving import pdf_answer
from specify.printing.printing import may_print
from specify.printing.sheets.calibration import calibration_page
from specify.printing.sheets.known import PAPERS
from specify.printing.sheets.offsets import (
    MEANT,
    MOST,
    NONE,
    keep_shift,
    shift_measured,
    shift_of,
    told_measure,
    told_shift,
)
from specify.records.filling.holding import held_when_signed_out
from specify.security.entering import Visit, in_collection
from specify.web.pages import render
from specify.web.refusals import FORM_STATUS

_FIELDS = ("right", "down")


@require_http_methods(["GET", "HEAD", "POST"])
@held_when_signed_out
@in_collection
def set_printer(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The form for what one measures, and what its buttons do."""
    may_print(visit)
    problems: Mapping[str, str] = {}
    shift = shift_of(visit)
    typed = {field: told_measure(of) for field, of in zip(_FIELDS, shift, strict=True)}
    if request.POST:
        typed |= {field: request.POST[field] for field in _FIELDS if field in request.POST}
    if request.method == "POST":
        measured, problems = (NONE, {}) if "forget" in request.POST else shift_measured(typed)
        if not problems:
            keep_shift(visit, measured)
            moved = _("From now on your labels are moved: %(shift)s.") % {"shift": told_shift(measured)}
            messages.success(request, moved if measured != NONE else _("From now on your labels are not moved."))
            return HttpResponseRedirect(reverse("printing-printer", kwargs=visit.place.way), status=303)
    context = {
        "typed": {field: text[:50] for field, text in typed.items()},
        "problems": problems,
        "shift": told_shift(shift),
        "papers": [(name, name.upper() if name == "a4" else _("Letter")) for name in PAPERS],
        "meant": f"{MEANT:g}",
        "most": f"{MOST:g}",
    }
    return render(request, "printing/calibrate.html", context, FORM_STATUS if problems else 200)


@require_safe
@in_collection
def give_calibration_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The page of paper: as the printer prints by itself, or moved, to see whether that is right."""
    may_print(visit)
    paper = request.GET.get("paper", "")
    shift = shift_of(visit) if request.GET.get("moved") else NONE
    return pdf_answer(calibration_page(paper, shift, visit.viewer.language), _("Printer"))
