"""Addresses of printing: `/<collection id>-<slug>/print/...`, what is printed and how behind the `?`."""

from django.urls import URLPattern, path

from specify.printing.html import page
from specify.printing.pages import (
    calibrating,
    choosing,
    editing,
    editing_made,
    editing_shown,
    editing_versions,
    explaining,
    giving,
    listing,
    listing_one,
    numbering,
    queueing,
    reporting,
)
from specify.web.addresses import HERE

urlpatterns: list[URLPattern] = [
    path(f"{HERE}print/", choosing.choose_printing, name="printing-print"),
    path(f"{HERE}print/pdf/", giving.give_pdf, name="printing-pdf"),
    path(f"{HERE}print/preview/", giving.show_preview, name="printing-preview"),
    path(f"{HERE}print/html/", page.read_as_page, name="printing-html"),
    path(f"{HERE}print/templates/", listing.list_templates, name="printing-templates"),
    path(f"{HERE}print/words/", explaining.explain_words, name="printing-words"),
    path(f"{HERE}print/templates/new/", editing_made.new_template, name="printing-new"),
    path(f"{HERE}print/templates/<str:name>/", listing_one.show_template, name="printing-template"),
    path(f"{HERE}print/templates/<str:name>/edit/", editing.edit_template, name="printing-edit"),
    path(f"{HERE}print/templates/<str:name>/draft/", editing_shown.show_draft, name="printing-draft"),
    path(f"{HERE}print/templates/<str:name>/picture/", editing_shown.show_picture, name="printing-picture"),
    path(f"{HERE}print/templates/<str:name>/source/", editing_shown.give_source, name="printing-source"),
    path(f"{HERE}print/templates/<str:name>/versions/", editing_versions.list_versions, name="printing-versions"),
    path(f"{HERE}print/templates/<str:name>/rename/", editing_made.rename_template, name="printing-rename"),
    path(f"{HERE}print/templates/<str:name>/delete/", editing_made.delete_template, name="printing-delete"),
    path(f"{HERE}print/templates/<str:name>/bind/", reporting.bind_report, name="printing-bind"),
    path(f"{HERE}print/numbers/", numbering.print_numbers, name="printing-numbers"),
    path(f"{HERE}print/queue/", queueing.show_queue, name="printing-queue"),
    path(f"{HERE}print/queue/add/", queueing.put_in_queue, name="printing-wait"),
    path(f"{HERE}print/printer/", calibrating.set_printer, name="printing-printer"),
    path(f"{HERE}print/printer/pdf/", calibrating.give_calibration_page, name="printing-calibration"),
    path(f"{HERE}print/log/", listing.list_printouts, name="printing-log"),
]
