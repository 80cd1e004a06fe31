"""Lists: the templates that there are, and what one has printed.

In: requests inside a collection. Out: pages.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from specify.printing.models import Printout
from specify.printing.pages.asking import AGAIN
from specify.printing.pages.keeping import printouts_of
from specify.printing.pages.reporting_shown import unbound
from specify.printing.printing import may_print
from specify.printing.stored.reading import may, own_here
from specify.printing.templates.library import templates_here
from specify.printing.templates.reading import Template
from specify.resources.preferences import preferences
from specify.security.entering import Visit, in_collection
from specify.text.moments import told_moment
from specify.web.pages import render
from specify.web.pagination import page_of


@dataclass(frozen=True, slots=True)
class Offered:
    """A template in the list: with the institution's word for its table, where one prints by it, and where it is from.

    `way` leads to its own page.
    """

    template: Template
    table: str
    address: str
    origin: str
    way: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Entry:
    """A printout in the list."""

    number: int
    template: str
    moment: str
    labels: int
    notes: tuple[str, ...]
    address: str


@require_safe
@in_collection
def list_templates(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The templates of what the person may read: labels, then reports."""
    may_print(visit)
    offered = [_offered(visit, one) for one in templates_here(visit).values() if visit.rights.readable(one.table)]
    offered.sort(key=lambda one: (one.template.kind, one.table, one.template.title))
    context = {
        "offered": offered,
        "unbound": unbound(visit),
        "broken": [one for one in own_here(visit).values() if one.template is None],
        "may": {action: may(visit, action) for action in ("create", "update")},
    }
    return render(request, "printing/templates.html", context)


@require_safe
@in_collection
def list_printouts(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What the person has printed in this collection, newest first."""
    may_print(visit)
    found = printouts_of(visit)
    page = page_of(found.count(), request.GET.get("page"), visit.look.rows)
    context = {
        "entries": list(_entries(visit, list(found[page.start : page.stop]))),
        "page": page,
        "page_url": lambda number: f"?page={number}",
    }
    return render(request, "printing/log.html", context)


def _offered(visit: Visit, template: Template) -> Offered:
    path = reverse("printing-print", kwargs=visit.place.way)
    address = f"{path}?on={template.table}&template={template.name}"
    way = {**visit.place.way, "name": template.name}
    return Offered(template, visit.captions.table(template.table), address, _origin(visit, template), way)


def _origin(visit: Visit, template: Template) -> str:
    """Whose it is, or what it is from."""
    own = own_here(visit).get(template.name)
    if own is None:
        return "JasperReports" if template.is_jrxml else _("the program")
    if own.is_personal:
        return _("mine alone")
    return visit.place.collection_name if own.is_of_collection else visit.place.discipline_name


def _entries(visit: Visit, printouts: list[Printout]) -> Iterator[Entry]:
    now, pattern = datetime.now(), preferences(visit.stamp).date_format
    path, titles = reverse("printing-print", kwargs=visit.place.way), templates_here(visit)
    for one in printouts:
        title = titles[one.template].title if one.template in titles else one.template
        moment = told_moment(one.printed, now, pattern)
        yield Entry(one.pk, title, moment, one.number, tuple(one.notes), f"{path}?{AGAIN}={one.pk}")
