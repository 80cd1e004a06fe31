"""The page on which a stored template is edited, with what it makes of real records beside it.

In: requests inside a collection. Out: the page; what was typed is kept as a draft whenever it is sent, and stored by
one of its buttons. Without a script “Show it” sends the form and shows the page anew; with one it is sent while one
types. A template that cannot be read is not stored; the draft keeps it, and the sentence names the line.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from specify.datamodel import present
from specify.printing.pages.editing_shown import Records, problem_of, records_in, shown
from specify.printing.printing import may_print
from specify.printing.rendering.telling import BadTemplate
from specify.printing.stored import drafts
from specify.printing.stored.changing import save
from specify.printing.stored.reading import Own, may, own_named, own_now
from specify.printing.stored.versions import Line, compared
from specify.records.filling.posting import plain
from specify.records.sets.reading import own as own_sets
from specify.records.writing.changes import NotSaved
from specify.resources.preferences import preferences
from specify.security.administrators import who_can_help
from specify.security.entering import Visit, in_collection
from specify.text.moments import told_moment
from specify.web.pages import is_htmx, render
from specify.web.refusals import FORM_STATUS, forbidden

_MOST_SETS = 50


@dataclass(slots=True)
class Typed:
    """What is in the form: the source, the version it began with, the records; and what is wrong with it."""

    source: str
    version: str
    records: Records
    problems: dict[str, str] = field(default_factory=dict)
    differs: tuple[Line, ...] = ()


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
def edit_template(request: HttpRequest, visit: Visit, name: str) -> HttpResponse:
    """The form, and what its buttons do."""
    may_print(visit)
    own = own_named(visit, name)
    ask_to(visit, "update")
    if request.method == "POST":
        own = own_now(visit, own.id)
        if "drop" in request.POST:
            drafts.drop(visit, own.id)
            return _back(visit, own)
        typed = _sent(request, own)
        drafts.keep(visit, own, typed.source, typed.version)
        if "show" not in request.POST and not is_htmx(request) and _is_saved(request, visit, own, typed):
            return _back(visit, own)
        return _page(request, visit, own, typed)
    draft = drafts.draft_of(visit, own)
    records = records_in(request.GET)
    if draft is None:
        return _page(request, visit, own, Typed(own.source, own.version, records))
    return _page(
        request, visit, own, Typed(draft.source, draft.version, records), kept_at=moment_here(visit, draft.typed)
    )


def ask_to(visit: Visit, action: str) -> None:
    """Refuse those who may not change templates."""
    if not may(visit, action):
        raise forbidden(_("You may not change templates of labels and reports."), who_can_help())


def moment_here(visit: Visit, moment: datetime) -> str:
    """A moment as the person reads it."""
    return told_moment(moment, datetime.now(), preferences(visit.stamp).date_format)


def _sent(request: HttpRequest, own: Own) -> Typed:
    source = plain(request.POST.get("source", "")).replace("\r\n", "\n")
    return Typed(source, request.POST.get("version", "")[:64] or own.version, records_in(request.POST))


def _is_saved(request: HttpRequest, visit: Visit, own: Own, typed: Typed) -> bool:
    """Store it; what stands in the way is noted."""
    try:
        save(visit, own.id, typed.source, version=typed.version)
    except BadTemplate as bad:
        typed.problems["source"] = problem_of(bad, typed.source).problem
    except NotSaved as refused:
        typed.problems["source"] = str(refused)
        now = own_now(visit, own.id)
        typed.version, typed.differs = now.version, tuple(compared(now.source, typed.source))
        drafts.keep(visit, now, typed.source, now.version)
    else:
        messages.success(request, _("The template “%(title)s” is stored.") % {"title": own.title})
        return True
    return False


def _back(visit: Visit, own: Own) -> HttpResponse:
    return HttpResponseRedirect(reverse("printing-edit", kwargs={**visit.place.way, "name": own.name}), status=303)


def _page(request: HttpRequest, visit: Visit, own: Own, typed: Typed, *, kept_at: str = "") -> HttpResponse:
    found = shown(visit, own, typed.source, typed.records)
    asked = request.method == "POST"
    if asked and found.problem and not typed.problems:
        typed.problems["source"] = found.problem
    context = {
        "own": own,
        "typed": typed,
        "problems": typed.problems,
        "shown": found,
        "kept_at": kept_at,
        "sets": _sets(visit, own),
        "table": own.template.table if own.template else "",
        "way": {**visit.place.way, "name": own.name},
        "is_part": asked and is_htmx(request),
    }
    status = FORM_STATUS if typed.problems else 200
    template = "printing/_edit-shown.html" if context["is_part"] else "printing/edit.html"
    return render(request, template, context, status)


def _sets(visit: Visit, own: Own) -> list[tuple[int, str]]:
    """The person's newest record sets of the template's table. A statement."""
    if own.template is None:
        return []
    table = present.tables()[own.template.table]
    return list(own_sets(visit, table).order_by("-pk").values_list("pk", "name")[:_MOST_SETS])
