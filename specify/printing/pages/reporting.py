"""The page that binds a report of the institution's to stored queries, field by field.

In: requests for a report of JasperReports, or for one within it (`within`), with the number of a query. Out: a page
that tells what the report needs and which fields of the query answer it; what is chosen is remembered for everybody.
Fields that are called like those of the query need no choice. It takes the rights to change the institution's
resources.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.printing.jrxml.naming import columns_of
from specify.printing.jrxml_printing import Checked
from specify.printing.printing import may_print
from specify.printing.rendering.telling import BadTemplate
from specify.printing.reports.binding import Binding, bind, bindings_of, suggested
from specify.printing.reports.filling import ALWAYS_THERE, Columns, columns_in
from specify.printing.reports.library import Resource, Source, resource_named, source_of, table_numbered
from specify.printing.reports.needs import all_within, needs_of
from specify.printing.stored.reading import may
from specify.records.filling.holding import held_when_signed_out
from specify.security.administrators import who_can_help
from specify.security.entering import Visit, in_collection
from specify.web.addresses import number_in
from specify.web.pages import onward, render
from specify.web.refusals import FORM_STATUS, Refusal, forbidden, missing

MOST = 50
"""So many queries are offered by name; others by their number."""
_FIELD, _PARAMETER = "f.", "p."


@dataclass(frozen=True, slots=True)
class Part:
    """A report, or one within it: `within` is its name there, `query` the one that fills it.

    Without a resource its template is not stored.
    """

    within: str
    resource: Resource | None
    needs: Checked | None
    given: tuple[str, ...] = ()
    binding: Binding | None = None
    query: int | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name for which a field of the query is chosen, its control, and what was chosen or is suggested."""

    name: str
    control: str
    chosen: str
    is_suggested: bool


@require_http_methods(["GET", "HEAD", "POST"])
@held_when_signed_out
@in_collection
def bind_report(request: HttpRequest, visit: Visit, name: str) -> HttpResponse:
    """The page, and what its button does."""
    may_print(visit)
    resource = resource_named(visit, name)
    source = source_of(resource, visit.stamp)
    parts = _parts(visit, resource, source)
    within = request.GET.get("within", "")
    if within not in parts:
        raise missing(
            _("There is no report “%(name)s” within this one.") % {"name": within[:100]}, _("Choose one of the list.")
        )
    part = parts[within]
    table = source.table if not within else ""
    if request.method == "POST":
        return _saved(request, visit, (resource, part, table))
    query, problem = _query(request, part), ""
    columns: Columns | None = None
    try:
        columns = columns_in(query, table) if query is not None else None
    except Refusal as refusal:
        if "query" in request.GET:
            raise
        problem = f"{refusal.sentence} {refusal.remedy}"
    context = {
        "resource": resource,
        "name": name,
        "parts": list(parts.values()),
        "part": part,
        "query": query,
        "columns": columns,
        "problem": problem,
        "offered": _offered(visit, table),
        "wanted": list(_wanted(visit, part, columns, request.POST)) if columns else [],
        "answered": _answered(part, columns) if columns else [],
        "captions": columns.captions(visit) if columns else {},
        "may_change": may(visit, "update"),
        "is_bound": bool(source.table),
    }
    return render(request, "printing/report-bind.html", context)


def _parts(visit: Visit, resource: Resource, source: Source) -> dict[str, Part]:
    """The report and those within it."""
    bindings = bindings_of(resource.id)
    try:
        needs = needs_of(visit, resource)
        inner = all_within(visit, resource)
    except BadTemplate as bad:
        raise Refusal(FORM_STATUS, bad.title, bad.told, bad.remedy) from bad
    given = dict(needs.within)
    for _resource, within in inner.values():
        given |= within.within if within else {}
    found = {"": Part("", resource, needs, (), bindings.get(""), source.query)}
    for name, (own, its_needs) in inner.items():
        chosen = bindings.get(name)
        found[name] = Part(name, own, its_needs, tuple(given.get(name, ())), chosen, chosen.query if chosen else None)
    return found


def _query(request: HttpRequest, part: Part) -> int | None:
    """The query that is asked for, else the one that fills it so far."""
    return number_in(request.GET.get("typed", "")) or number_in(request.GET.get("query", "")) or part.query


def _offered(visit: Visit, table: str) -> Sequence[tuple[int, str]]:
    """Stored queries, those of the table alone if one is known; the newest, by their names."""
    if not visit.rights.all_readable(("spquery", "spqueryfield")):
        return ()
    stored = model("spquery")._default_manager.order_by("-pk")
    if table:
        stored = stored.filter(contextTableId=present.tables()[table].number)
    found = stored.values_list("pk", "name", "contextTableId")[: 10 * MOST]
    named = [
        (number, name or str(number), key)
        for number, name, context in found
        if (key := table_numbered(context)) and table in ("", key) and visit.rights.readable(key)
    ]
    told = [(number, name if table else f"{name} – {visit.captions.table(key)}") for number, name, key in named[:MOST]]
    return sorted(told, key=lambda one: one[1].lower())


def _names(part: Part) -> list[str]:
    """The fields that the report asks for."""
    return [name for name in (part.needs.used if part.needs else ()) if name.lower() not in ALWAYS_THERE]


def _answered(part: Part, columns: Columns) -> list[str]:
    """The fields that the query answers by their names."""
    return list(columns_of(_names(part), columns.names))


def _wanted(visit: Visit, part: Part, columns: Columns, typed: Mapping[str, str]) -> Iterator[Wanted]:
    """The fields and parameters for which one chooses; what was chosen already in a form that comes back is `typed`."""
    for one in _of_part(visit, part, columns):
        if one.control in typed:
            chosen = typed[one.control] if typed[one.control] in columns.names else ""
            yield Wanted(one.name, one.control, chosen, is_suggested=False)
        else:
            yield one


def _of_part(visit: Visit, part: Part, columns: Columns) -> Iterator[Wanted]:
    captions, answered = columns.captions(visit), _answered(part, columns)
    before = part.binding if part.binding and part.binding.query == columns.id else None
    for name in _names(part):
        if name not in answered:
            yield _one(name, _FIELD, before.fields if before else None, captions)
    for name in part.given:
        yield _one(name, _PARAMETER, before.parameters if before else None, captions)


def _one(name: str, kind: str, before: Mapping[str, str] | None, captions: Mapping[str, str]) -> Wanted:
    chosen = (before or {}).get(name, "")
    named = columns_of([chosen], captions).get(chosen, "") if chosen else ""
    if before is not None and (named or not chosen):
        return Wanted(name, f"{kind}{name}", named, is_suggested=False)
    near = suggested(name, captions)
    return Wanted(name, f"{kind}{name}", near, is_suggested=bool(near))


def _saved(request: HttpRequest, visit: Visit, which: tuple[Resource, Part, str]) -> HttpResponse:
    resource, part, table = which
    if not may(visit, "update"):
        raise forbidden(_("You may not change the reports of the institution."), who_can_help())
    query = number_in(request.POST.get("query", ""))
    if query is None:
        raise Refusal(FORM_STATUS, _("Not understood"), _("No query was chosen."), _("Choose one from the list."))
    columns = columns_in(query, table)
    if not visit.rights.readable(columns.query.base):
        raise forbidden(_("You may not read what the query is about."), who_can_help())
    given = {
        kind: {name: text for name in names if (text := request.POST.get(f"{kind}{name}", ""))}
        for kind, names in ((_FIELD, _names(part)), (_PARAMETER, part.given))
    }
    stray = [text for told in given.values() for text in told.values() if text not in columns.names]
    if stray:
        raise Refusal(
            FORM_STATUS,
            _("Not understood"),
            _("The query has no field “%(name)s”; it was changed meanwhile.") % {"name": stray[0][:100]},
            _("Open the page anew and choose again."),
        )
    bind(resource.id, part.within, Binding(query, columns.query.base, given[_FIELD], given[_PARAMETER]))
    messages.success(request, _("The report is filled by the query “%(name)s”.") % {"name": columns.title})
    here = reverse("printing-bind", kwargs={**visit.place.way, "name": f"jrxml-{resource.id}"})
    return onward(request, f"{here}?{urlencode({'within': part.within})}" if part.within else here)
