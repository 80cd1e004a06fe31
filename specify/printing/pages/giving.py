"""The PDF itself, and the first labels as a page in a frame.

In: requests whose address says what is to be printed and how. Out: a PDF that browsers show; where it is large, a page
that offers to make it in the background, and the job. What a curator's template says is shown in a frame that runs no
script, loads nothing and is of no origin.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_safe

from specify.printing.pages.asking import What, as_kept, asked_in, ids_of, what_of
from specify.printing.pages.choosing import AT_ONCE, form_page, named, same_address
from specify.printing.pages.jobs import print_in_background
from specify.printing.pages.keeping import keep
from specify.printing.pages.ordering import BadOrder, order_in, ordered, template_in, template_to_print
from specify.printing.pages.queueing import queue_page
from specify.printing.printing import may_print, nothing_to_print, preview, print_records
from specify.printing.rendering import limits
from specify.printing.rendering.telling import BadTemplate
from specify.printing.reports.filling import too_many
from specify.query.texts import Pairs
from specify.security.entering import Visit, in_collection
from specify.tasks.starting import start
from specify.web.pages import onward, render
from specify.web.refusals import FORM_STATUS, Refusal

SHOWN = 6
"""So many labels are shown before they are printed."""
FRAME = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
_PDF = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""Browsers show a PDF as an object in a page of theirs."""


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
def give_pdf(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The PDF; of many labels the page whose button starts the job."""
    may_print(visit)
    asked = asked_in(visit, request.GET)
    what = what_of(visit, asked)
    try:
        return _answer(request, visit, what, asked)
    except Refusal as refusal:
        if refusal.status != FORM_STATUS or what.is_nothing:
            raise
        page = queue_page if what.waiting is not None else form_page
        return page(request, visit, what, asked, refusal=refusal)


def _answer(request: HttpRequest, visit: Visit, what: What, asked: Pairs) -> HttpResponse:
    template = template_to_print(visit, what.table, asked)
    order = ordered(visit, template, asked, what.rows)
    ids = ids_of(visit, what, limits.LABELS + 1)
    if not ids:
        raise nothing_to_print()
    number = len(ids) * (order.copies or 1)
    if number > limits.LABELS:
        told = too_many(number)
        raise BadOrder("copies" if template.kind == "label" else "template", told.sentence, told.remedy)
    if request.method == "POST":
        arguments = {"asked": [list(pair) for pair in asked]}
        place = visit.place.collection_id
        job = start(print_in_background, person=visit.user.pk, collection_id=place, arguments=arguments)
        return onward(request, reverse("tasks-show", kwargs={"number": job.pk}))
    if number > AT_ONCE:
        context = {
            "template": template,
            "number": number,
            "named": named(visit, what, ids),
            "print_at": same_address(request, visit, "printing-print"),
        }
        return render(request, "printing/many.html", context)
    printed = print_records(visit, template, ids, order)
    if request.method == "GET":
        keep(visit, template.name, as_kept(what, asked), printed)
    return pdf_answer(printed.pdf, template.title)


def pdf_answer(pdf: bytes, title: str) -> HttpResponse:
    """A PDF as browsers show it; whoever saves it gets it under that title."""
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(False, f"{title}.pdf") or "inline"
    answer["Content-Security-Policy"] = _PDF
    answer["Content-Encoding"] = "identity"  # it is compressed already, and w3m would save it as it comes
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_safe
@xframe_options_sameorigin
@in_collection
def show_preview(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The first labels, for the frame; what is wrong is told in their place."""
    asked = asked_in(visit, request.GET)
    what = what_of(visit, asked)
    ids = ids_of(visit, what, AT_ONCE)
    if not ids:
        raise nothing_to_print()
    template = template_in(visit, what.table, asked)
    most = SHOWN if template.kind == "label" else 1
    try:
        made = preview(visit, template, ids, order_in(template, asked, what.rows), most=most)
    except BadTemplate as bad:
        raise Refusal(bad.status, bad.title, bad.told, bad.remedy) from bad
    answer = HttpResponse(made.told["html"])
    answer["Content-Security-Policy"] = FRAME
    answer["Cache-Control"] = "private, no-store"
    return answer
