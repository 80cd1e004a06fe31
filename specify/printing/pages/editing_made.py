"""Making a template of one's own, and renaming and deleting it.

In: requests inside a collection. Out: forms, and what their buttons do. A new one begins as a copy of another, shipped
or stored, or with one line.
"""

from collections.abc import Iterator, Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from specify.datamodel import present
from specify.printing.pages.editing import ask_to
from specify.printing.printing import may_print
from specify.printing.rendering.telling import BadTemplate
from specify.printing.stored.changing import COLLECTION, DISCIPLINE, PERSON, WHOSE, delete, free_title, make, rename
from specify.printing.stored.reading import own_named
from specify.printing.templates.explaining import explained
from specify.printing.templates.library import templates_here
from specify.printing.templates.reading import KINDS
from specify.printing.templates.subjects import SUBJECTS, Subject
from specify.records.filling.holding import held_when_signed_out
from specify.records.sets.pages import new_word, typed_for
from specify.records.writing.changes import NotSaved
from specify.security.entering import Visit, in_collection
from specify.web.pages import render
from specify.web.refusals import FORM_STATUS

EMPTY = "empty"
Problems = Mapping[str, str]


@require_http_methods(["GET", "HEAD", "POST"])
@held_when_signed_out
@in_collection
def new_template(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The form of a new template: its title, what it begins with, for whom it is."""
    may_print(visit)
    ask_to(visit, "create")
    begun = request.POST.get("from", "") or request.GET.get("from", "")
    beginnings = dict(_beginnings(visit))
    typed = {"name": typed_for(request, "name"), "from": begun, "whose": request.POST.get("whose", DISCIPLINE)}
    problems: Problems = {}
    if request.method == "POST":
        try:
            if begun not in beginnings or typed["whose"] not in WHOSE:
                raise BadTemplate(_("What the template is to begin with is not there any more."), _("Choose again."))
            source, whose = source_of(visit, begun), typed["whose"]
            number = make(visit, typed["name"], source, whose, once=request.POST.get("once", ""))
        except NotSaved as refused:
            problems = {problem.field or "name": problem.sentence for problem in refused.problems}
        except BadTemplate as bad:
            problems = {"from": str(bad)}
        else:
            messages.success(request, _("The template “%(title)s” is stored.") % {"title": typed["name"]})
            way = {**visit.place.way, "name": f"own-{number}"}
            return HttpResponseRedirect(reverse("printing-edit", kwargs=way), status=303)
    elif not request.POST and begun in beginnings and not begun.startswith(EMPTY):
        typed["name"] = free_title(visit, templates_here(visit)[begun].title)
    context = {
        "typed": typed,
        "problems": problems,
        "beginnings": beginnings,
        "whose": _whose(visit),
        "once": new_word(request),
    }
    return render(request, "printing/edit-new.html", context, FORM_STATUS if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@held_when_signed_out
@in_collection
def rename_template(request: HttpRequest, visit: Visit, name: str) -> HttpResponse:
    """The form with the title of a template."""
    may_print(visit)
    own = own_named(visit, name)
    ask_to(visit, "rename")
    title, problems = typed_for(request, "name") if request.POST else own.title, {}
    if request.method == "POST":
        try:
            rename(visit, own.id, title)
        except NotSaved as refused:
            problems = {problem.field or "name": problem.sentence for problem in refused.problems}
        else:
            messages.success(request, _("Saved."))
            at = reverse("printing-template", kwargs={**visit.place.way, "name": own.name})
            return HttpResponseRedirect(at, status=303)
    context = {"own": own, "title": title, "problems": problems, "way": {**visit.place.way, "name": own.name}}
    return render(request, "printing/edit-rename.html", context, FORM_STATUS if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
def delete_template(request: HttpRequest, visit: Visit, name: str) -> HttpResponse:
    """The page before a template is deleted, and what its button does."""
    may_print(visit)
    own = own_named(visit, name)
    ask_to(visit, "delete")
    problems: Problems = {}
    if request.method == "POST":
        try:
            delete(visit, own.id)
        except NotSaved as refused:
            problems = {"delete": str(refused)}
        else:
            messages.success(request, _("The template “%(title)s” was deleted.") % {"title": own.title})
            return HttpResponseRedirect(reverse("printing-templates", kwargs=visit.place.way), status=303)
    context = {"own": own, "problems": problems, "way": {**visit.place.way, "name": own.name}}
    return render(request, "printing/edit-delete.html", context, FORM_STATUS if problems else 200)


def _beginnings(visit: Visit) -> Iterator[tuple[str, str]]:
    """What a template can begin with, by the word for it: copies of others, then an empty one of each table."""
    for name, one in templates_here(visit).items():
        if not one.is_jrxml and visit.rights.readable(one.table):
            yield name, _("A copy of “%(title)s”") % {"title": one.title}
    kinds = dict(zip(KINDS, (_("An empty label: %(table)s"), _("An empty report: %(table)s")), strict=True))
    for kind, told in kinds.items():
        for key in SUBJECTS:
            if present.has(key) and visit.rights.readable(key):
                yield f"{EMPTY} {kind} {key}", told % {"table": visit.captions.table(key)}


def source_of(visit: Visit, begun: str) -> str:
    """The source that a new template begins with."""
    if not begun.startswith(EMPTY):
        return templates_here(visit)[begun].source
    _empty, kind, key = begun.split()
    size = "\nsize: 60 x 40 mm\nsheet: a4" if kind == KINDS[0] else ""
    return f"{{#\ntable: {key}\nkind: {kind}{size}\n#}}\n<p>{{{{ {_main(visit, SUBJECTS[key])} }}}}</p>\n"


def _main(visit: Visit, subject: Subject) -> str:
    """The name of a field that most records have, as it is written."""
    group = explained(visit, subject).groups[0]
    return group.written()[group.main]


def _whose(visit: Visit) -> Mapping[str, str]:
    place = visit.place
    return {
        DISCIPLINE: _("Everybody in %(discipline)s") % {"discipline": place.discipline_name},
        COLLECTION: _("Everybody in %(collection)s") % {"collection": place.collection_name},
        PERSON: _("Only me"),
    }
