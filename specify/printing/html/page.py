"""A report as a page: for those who have it read to them, and for small screens.

In: a request whose address says what is read and by which template, as for the PDF. Out: a page of ours that says what
the report says, with its headings, lists and tables, and without its style: what a curator writes reaches no page of
ours but as text. A long one is shown in parts.
"""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from specify.printing.html.parts import parts_of
from specify.printing.html.telling import told
from specify.printing.pages.asking import asked_in, ids_of, what_of
from specify.printing.pages.choosing import AT_ONCE, form_page, named, same_address
from specify.printing.pages.ordering import order_in, template_in
from specify.printing.printing import may_print, nothing_to_print, read_records
from specify.security.entering import Visit, in_collection
from specify.web.pages import render
from specify.web.pagination import page_of
from specify.web.refusals import FORM_STATUS, Refusal


@require_safe
@in_collection
def read_as_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The report of each record, one after the other."""
    may_print(visit)
    asked = asked_in(visit, request.GET)
    what = what_of(visit, asked)
    template = template_in(visit, what.table, asked)
    ids = ids_of(visit, what, AT_ONCE + 1)
    if not ids:
        raise nothing_to_print()
    try:
        blocks = read_records(visit, template, ids[:AT_ONCE], order_in(template, asked, what.rows))
    except Refusal as refusal:
        if refusal.status != FORM_STATUS:
            raise
        return form_page(request, visit, what, asked, refusal=refusal)
    parts = parts_of(blocks)
    page = page_of(len(parts), request.GET.get("page"), 1)
    address = same_address(request, visit, "printing-html")
    context = {
        "template": template,
        "named": named(visit, what, ids),
        "blocks": told(parts[page.number - 1], template.title),
        "page": page,
        "page_url": lambda number: f"{address}&page={number}",
        "print_at": same_address(request, visit, "printing-print"),
        "pdf_at": same_address(request, visit, "printing-pdf"),
        "most": AT_ONCE if len(ids) > AT_ONCE else None,
    }
    return render(request, "printing/reading.html", context)
