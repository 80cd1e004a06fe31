"""What a stored template makes of real records, while it is being typed: labels in a frame, a page as a picture.

In: requests that name a template and records. Out: HTML for a frame of its own, a PNG, the source as a file; each is of
what the person has typed and not saved, else of what is stored.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.html import escape
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from specify.datamodel import present
from specify.printing.pages.asking import What, ids_of
from specify.printing.pages.giving import FRAME, SHOWN
from specify.printing.printing import may_print, nothing_to_print, preview, print_records
from specify.printing.rendering.pool import Work, render
from specify.printing.rendering.telling import BadTemplate
from specify.printing.stored import drafts
from specify.printing.stored.checking import tried
from specify.printing.stored.reading import Own, own_named
from specify.printing.templates.reading import Template
from specify.records.sets.reading import records_here
from specify.security.entering import Visit, in_collection
from specify.web.addresses import number_in
from specify.web.refusals import FORM_STATUS, Refusal

_DOTS = 110


@dataclass(frozen=True, slots=True)
class Records:
    """Which records a template is shown with: these, those of a set, or the newest."""

    ids: tuple[int, ...] = ()
    record_set: int | None = None

    @property
    def pairs(self) -> list[tuple[str, object]]:
        """The same as names and values of an address."""
        return [*(("id", one) for one in self.ids), *((("set", self.record_set),) if self.record_set else ())]


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown: where the frame and the picture are, what is to be noted, what is wrong and in which line."""

    frame: str = ""
    picture: str = ""
    notes: tuple[str, ...] = ()
    problem: str = ""
    line: int = 0
    quoted: str = ""


def records_in(sent: QueryDict) -> Records:
    """The records that an address or a form names."""
    ids = [number for one in sent.getlist("id") if (number := number_in(str(one)))]
    return Records(tuple(dict.fromkeys(ids))[:SHOWN], number_in(sent.get("set", "")))


def shown_ids(visit: Visit, template: Template, records: Records) -> Sequence[int]:
    """The records to show it with; the newest where those that were named are not there. A statement or two."""
    most = SHOWN if template.kind == "label" else 1
    table = present.tables()[template.table]
    if records.ids or records.record_set:
        try:
            found = ids_of(visit, What(table, records.ids, records.record_set), most)
        except Refusal:  # the set was deleted meanwhile
            found = ()
        if found:
            return found
    return list(records_here(visit, table).order_by("-pk").values_list("pk", flat=True)[:most])


def shown(visit: Visit, own: Own, source: str, records: Records) -> Shown:
    """Try what was typed, and say where it is to be seen."""
    try:
        template = drafts.as_typed(own, source)
        ids = shown_ids(visit, template, records)
        notes = tried(visit, template, ids)
    except Refusal as bad:
        return problem_of(bad, source)
    told = tuple(
        _("Line %(line)d: %(note)s") % {"line": one.line, "note": one.sentence} if one.line else one.sentence
        for one in notes
    )
    if not ids:
        return Shown(notes=told)
    way = {**visit.place.way, "name": own.name}
    asked = urlencode([*records.pairs, ("v", blake2b(source.encode(errors="replace"), digest_size=6).hexdigest())])
    at, picture = (reverse(name, kwargs=way) for name in ("printing-draft", "printing-picture"))
    return Shown(f"{at}?{asked}", f"{picture}?{asked}", told)


def problem_of(bad: Refusal, source: str) -> Shown:
    """What is wrong, with the very line that it is about."""
    if not isinstance(bad, BadTemplate):
        return Shown(problem=f"{bad.sentence} {bad.remedy}".strip())
    lines = source.split("\n")
    quoted = lines[bad.line - 1].strip()[:200] if 0 < bad.line <= len(lines) else ""
    return Shown(problem=str(bad), line=bad.line if quoted else 0, quoted=quoted)


@require_safe
@xframe_options_sameorigin
@in_collection
def show_draft(request: HttpRequest, visit: Visit, name: str) -> HttpResponse:
    """The first labels of what was typed, for the frame; what is wrong is told in their place."""
    may_print(visit)
    own = own_named(visit, name)
    try:
        template, ids = _typed(visit, own, request.GET)
        answer = HttpResponse(preview(visit, template, ids, most=len(ids)).told["html"])
    except Refusal as bad:
        answer = HttpResponse(f"<p>{escape(problem_of(bad, own.source).problem)}</p>", status=FORM_STATUS)
    answer["Content-Security-Policy"] = FRAME
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_safe
@in_collection
def show_picture(request: HttpRequest, visit: Visit, name: str) -> HttpResponse:
    """The first page of the PDF, as a picture."""
    may_print(visit)
    template, ids = _typed(visit, own_named(visit, name), request.GET)
    pdf = print_records(visit, template, ids).pdf
    made = render(Work({"task": "picture", "page": 1, "dots": _DOTS}, {"pdf": pdf}))
    answer = HttpResponse(made.png, content_type="image/png")
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_safe
@in_collection
def give_source(request: HttpRequest, visit: Visit, name: str) -> HttpResponse:
    """The source as a file, for those that no page has room for."""
    may_print(visit)
    own = own_named(visit, name)
    draft = drafts.draft_of(visit, own)
    answer = HttpResponse(draft.source if draft else own.source, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(True, f"{own.title}.html") or "attachment"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _typed(visit: Visit, own: Own, sent: QueryDict) -> tuple[Template, Sequence[int]]:
    """The template as the person has typed it, and the records to show it with."""
    draft = drafts.draft_of(visit, own)
    template = drafts.as_typed(own, draft.source if draft else own.source)
    ids = shown_ids(visit, template, records_in(sent))
    if not ids:
        raise nothing_to_print()
    return template, ids
