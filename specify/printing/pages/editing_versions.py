"""The page with all versions of a stored template: what one of them said, how it differs, and taking it again.

In: requests inside a collection. Out: the page; a version that is taken again is saved as a new one, so that nothing is
lost by it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from specify.datamodel.tables import model
from specify.printing.models import TemplateVersion
from specify.printing.pages.editing import ask_to, moment_here
from specify.printing.pages.editing_shown import problem_of
from specify.printing.printing import may_print
from specify.printing.rendering.telling import BadTemplate
from specify.printing.stored.changing import save
from specify.printing.stored.reading import Own, may, own_named, own_now
from specify.printing.stored.versions import compared, version_of, versions_of
from specify.records.writing.changes import NotSaved
from specify.security.entering import Visit, in_collection
from specify.web.addresses import number_in
from specify.web.budget import render_within
from specify.web.pages import render
from specify.web.pagination import page_of
from specify.web.refusals import FORM_STATUS

_SHOWN = (400, 60, 0)
"""So many lines that differ are shown: the first for which there is room."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A version in the list; `who` is empty where another program made it."""

    number: int
    moment: str
    who: str
    is_now: bool


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
def list_versions(request: HttpRequest, visit: Visit, name: str) -> HttpResponse:
    """The versions, newest first, and one of them beside what is stored now."""
    may_print(visit)
    own = own_named(visit, name)
    number = number_in(request.GET.get("number", "") or request.POST.get("number", ""))
    chosen = version_of(own.id, number) if number else None
    problems: Mapping[str, str] = {}
    if request.method == "POST" and chosen is not None:
        ask_to(visit, "update")
        problems = _take_again(visit, own, chosen)
        if not problems:
            told = _("Version %(number)d of “%(title)s” is stored again.")
            messages.success(request, told % {"number": chosen.number, "title": own.title})
            at = reverse("printing-versions", kwargs={**visit.place.way, "name": own.name})
            return HttpResponseRedirect(at, status=303)
    found = versions_of(own.id).defer("source")
    page = page_of(found.count(), request.GET.get("page"), visit.look.rows)
    lines = compared(own.source, chosen.source) if chosen else ()
    context = {
        "own": own,
        "entries": _entries(visit, own, list(found[page.start : page.stop])),
        "page": page,
        "page_url": lambda number: f"?page={number}",
        "chosen": chosen,
        "lines": lines,
        "may_change": may(visit, "update"),
        "problems": problems,
        "way": {**visit.place.way, "name": own.name},
    }
    status = FORM_STATUS if problems else 200

    def draw(most: int) -> HttpResponse:
        return render(request, "printing/versions.html", {**context, "most": most}, status)

    return render_within(_SHOWN if lines else _SHOWN[:1], draw)


def _entries(visit: Visit, own: Own, rows: list[TemplateVersion]) -> list[Entry]:
    names = _names(rows)
    newest = versions_of(own.id).first()
    now = newest.number if newest is not None and newest.source == own.source else 0
    return [
        Entry(one.number, moment_here(visit, one.saved), names.get(one.user_id or 0, ""), one.number == now)
        for one in rows
    ]


def _take_again(visit: Visit, own: Own, chosen: TemplateVersion) -> Mapping[str, str]:
    """Store a version again; what stands in the way."""
    try:
        save(visit, own.id, chosen.source, version=own_now(visit, own.id).version)
    except BadTemplate as bad:
        return {"again": problem_of(bad, chosen.source).problem}
    except NotSaved as refused:
        return {"again": str(refused)}
    return {}


def _names(versions: list[TemplateVersion]) -> Mapping[int, str]:
    """The names of those who saved them. A statement."""
    users = model("specifyuser")._default_manager.filter(pk__in={one.user_id for one in versions if one.user_id})
    return dict(users.values_list("pk", "name"))
