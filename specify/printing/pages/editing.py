"""The page on which a stored template is edited, with what it makes of real records beside it.

In: requests inside a collection. Out: the page; what was typed is kept as a draft whenever it is sent, and stored by
one of its buttons. Without a script “Show it” sends the form and shows the page anew; with one it is sent while one
types. What cannot be printed is not stored; the draft keeps it, and the sentence names the line. A template for which
the page has no room (a template may hold pictures) is taken home as a file, and comes back as one.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from specify.datamodel import present
from specify.printing.pages.editing_shown import Records, Shown, problem_of, records_in, shown
from specify.printing.printing import may_print
from specify.printing.rendering.telling import BadTemplate
from specify.printing.stored import drafts
from specify.printing.stored.changing import save
from specify.printing.stored.reading import Own, may, own_named, own_now
from specify.printing.stored.versions import Line, compared
from specify.records.filling.holding import held_when_signed_out
from specify.records.filling.posting import plain
from specify.records.sets.reading import own as own_sets
from specify.records.writing.changes import NotSaved
from specify.resources.preferences import preferences
from specify.security.administrators import who_can_help
from specify.security.entering import Visit, in_collection
from specify.text.moments import told_moment
from specify.web.budget import render_within
from specify.web.pages import is_htmx, render
from specify.web.refusals import FORM_STATUS, forbidden

_MOST_SETS = 50
_ROOM = ((True, 400), (True, 60), (False, 400), (False, 60), (False, 0))
"""Whether the source stands in the page, and how many lines of what differs: the first for which there is room."""


@dataclass(slots=True)
class Typed:
    """What is in the form: the source, the version it began with, the records; and what is wrong with it."""

    source: str
    version: str
    records: Records
    problems: dict[str, str] = field(default_factory=dict)
    differs: tuple[Line, ...] = ()


@require_http_methods(["GET", "HEAD", "POST"])
@held_when_signed_out
@in_collection
def edit_template(request: HttpRequest, visit: Visit, name: str) -> HttpResponse:
    """The form, and what its buttons do."""
    may_print(visit)
    own = own_named(visit, name)
    ask_to(visit, "update")
    draft = drafts.draft_of(visit, own)
    kept = Typed(draft.source, draft.version, Records()) if draft else Typed(own.source, own.version, Records())
    if request.method != "POST" and request.POST:  # it comes back after signing in, and is a draft like any other
        typed = _sent(request, kept)
        drafts.keep(visit, own, typed.source, typed.version)
        return _back(visit, own)
    if request.method != "POST":
        kept.records = records_in(request.GET)
        found = shown(visit, own, kept.source, kept.records)
        return _page(request, visit, own, kept, found=found, kept_at=moment_here(visit, draft.typed) if draft else "")
    own = own_now(visit, own.id)
    if "drop" in request.POST:
        drafts.drop(visit, own.id)
        return _back(visit, own)
    typed = _sent(request, kept)
    drafts.keep(visit, own, typed.source, typed.version)
    found = shown(visit, own, typed.source, typed.records)
    if found.problem:
        typed.problems.setdefault("source", found.problem)
    is_to_be_saved = not typed.problems and "show" not in request.POST and not is_htmx(request)
    if is_to_be_saved and _is_saved(request, visit, own, typed):
        return _back(visit, own)
    return _page(request, visit, own, typed, found=found)


def ask_to(visit: Visit, action: str) -> None:
    """Refuse those who may not change templates."""
    if not may(visit, action):
        raise forbidden(_("You may not change templates of labels and reports."), who_can_help())


def moment_here(visit: Visit, moment: datetime) -> str:
    """A moment as the person reads it."""
    return told_moment(moment, datetime.now(), preferences(visit.stamp).date_format)


def _sent(request: HttpRequest, kept: Typed) -> Typed:
    """What was typed, or stands in the file that was sent; what is `kept` where neither came."""
    typed = Typed(kept.source, request.POST.get("version", "")[:64] or kept.version, records_in(request.POST))
    file = request.FILES.get("file")
    try:
        if file is not None:
            typed.source = plain(file.read().decode("utf-8-sig"))
        elif "source" in request.POST:
            typed.source = plain(request.POST["source"])
    except UnicodeDecodeError:
        typed.problems["source"] = _(
            "The file is no text in UTF-8. Save it as UTF-8 in your editor, and send it again."
        )
    typed.source = typed.source.replace("\r\n", "\n")
    return typed


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


def _page(
    request: HttpRequest, visit: Visit, own: Own, typed: Typed, *, found: Shown, kept_at: str = ""
) -> HttpResponse:
    status = FORM_STATUS if typed.problems else 200
    context = {
        "own": own,
        "typed": typed,
        "problems": typed.problems,
        "shown": found,
        "kept_at": kept_at,
        "sets": _sets(visit, own),
        "table": own.template.table if own.template else "",
        "way": {**visit.place.way, "name": own.name},
        "is_part": request.method == "POST" and is_htmx(request),
    }
    if context["is_part"]:
        return render(request, "printing/_edit-shown.html", {**context, "is_typed_here": True}, status)

    def draw(which: int) -> HttpResponse:
        is_typed_here, lines = _ROOM[which]
        room = {"is_typed_here": is_typed_here, "most": lines, "letters": len(typed.source)}
        return render(request, "printing/edit.html", {**context, **room}, status)

    return render_within(range(len(_ROOM)), draw)


def _sets(visit: Visit, own: Own) -> list[tuple[int, str]]:
    """The person's newest record sets of the template's table. A statement."""
    if own.template is None:
        return []
    table = present.tables()[own.template.table]
    return list(own_sets(visit, table).order_by("-pk").values_list("pk", "name")[:_MOST_SETS])
