"""The pages of an import: a file is uploaded, its columns are put to something, and what would happen is shown.

In: requests inside a collection. Out: pages; the file is kept after each of them. Checking, importing and undoing are
done at once where they are quick, else by a job. What has been done once is not done again, however often its form
comes.
"""

import csv
import io
from collections.abc import Mapping
from datetime import datetime
from itertools import groupby, islice
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from specify.security.entering import Visit, in_collection
from specify.tasks.models import Job
from specify.tasks.telling import moment
from specify.trees.definitions import TreeHere, tree_here
from specify.trees.importing import keeping, limits
from specify.trees.importing.checking import ask_right, check, tree_of
from specify.trees.importing.importing import import_nodes, settle
from specify.trees.importing.jobs import MANY_NODES, MANY_ROWS, begin
from specify.trees.importing.mapping_page import filled_in, mapping_page
from specify.trees.importing.reading import read
from specify.trees.importing.undoing import undo, undoing_of
from specify.trees.importing.wanting import wanting
from specify.trees.models import TreeImport
from specify.trees.openings import Wish, address
from specify.web.addresses import number_in
from specify.web.pages import render
from specify.web.refusals import FORM_STATUS, Refusal

MOST_TROUBLES, READ_TROUBLES = 50, 1000


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
def upload(request: HttpRequest, visit: Visit, tree: str) -> HttpResponse:
    """The page on which a file is chosen, with a person's earlier ones."""
    sent = request.POST if request.method == "POST" else request.GET
    here = tree_here(visit, tree, number_in(sent.get("tree", "")))
    ask_right(visit, here)
    problems: dict[str, str] = {}
    if request.method == "POST":
        try:
            one = keeping.keep(visit, here, *_file_in(request))
            return HttpResponseRedirect(_address("columns", visit, one), status=303)
        except Refusal as refusal:
            if refusal.status != FORM_STATUS:
                raise
            problems["file"] = f"{refusal.sentence} {refusal.remedy}"
    earlier = [(one, _address("show", visit, one), said_of(one)) for one in keeping.mine(visit, tree)]
    context = {"tree": here, "back": _tree_at(visit, here), "earlier": earlier, "problems": problems, "moment": moment}
    context["limits"] = {"rows": limits.ROWS, "columns": limits.COLUMNS, "megabytes": limits.UPLOAD_MEGABYTES}
    return render(request, "trees/import.html", context, FORM_STATUS if problems else 200)


def _file_in(request: HttpRequest) -> tuple[str, Any]:
    file = request.FILES.get("file")
    if file is None:
        raise Refusal(FORM_STATUS, _("No file"), _("No file was chosen."), _("Choose one, then upload it."))
    return file.name or "", read(file.read())


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
def choose_columns(request: HttpRequest, visit: Visit, tree: str, number: int) -> HttpResponse:
    """The page on which columns are put to ranks and fields."""
    one, here = _opened(visit, tree, number)
    if one.state not in (keeping.UPLOADED, keeping.CHECKED):
        return HttpResponseRedirect(_address("show", visit, one))
    if job := _job_of(one):
        return _to_job(job)
    asked = mapping_page(visit, here, one)
    if request.method != "POST":
        return asked.page(request, asked.begun(request.GET.get("form", "")))
    mapping = filled_in(request.POST, len(one.file["columns"]))
    if problems := wanting(mapping, asked.possible, asked.headings):
        return asked.page(request, mapping, problems)
    keeping.note(one, mapping=mapping.stored(), state=keeping.UPLOADED, foreseen=None)
    return _check(visit, one)


def _check(visit: Visit, one: TreeImport) -> HttpResponse:
    if one.file["rows"] > MANY_ROWS:
        return _to_job(begin("check", one))
    check(visit, one)
    return HttpResponseRedirect(_address("show", visit, one), status=303)


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
def show_import(request: HttpRequest, visit: Visit, tree: str, number: int) -> HttpResponse:
    """What would happen, or what has come of it; and the button that does it."""
    one, here = _opened(visit, tree, number)
    if one.mapping is None:
        return HttpResponseRedirect(_address("columns", visit, one), status=303)
    problems: list[str] = []
    if request.method == "POST" and one.state not in (keeping.UPLOADED, keeping.CHECKED):
        return HttpResponseRedirect(_address("show", visit, one), status=303)
    if request.method == "POST":
        try:
            return _carry_out(request, visit, one)
        except Refusal as refusal:
            if refusal.status not in (FORM_STATUS, 409):
                raise
            problems = [refusal.sentence, refusal.remedy]
    context = {**_shown(visit, here, one), "problems": problems}
    return render(request, "trees/import-show.html", context, FORM_STATUS if request.method == "POST" else 200)


def _carry_out(request: HttpRequest, visit: Visit, one: TreeImport) -> HttpResponse:
    if job := _job_of(one):
        return _to_job(job)
    if request.POST.get("do") == "check" or one.foreseen is None:
        return _check(visit, one)
    leave_out = bool(request.POST.get("leave_out"))
    if one.foreseen["troubles"] and not leave_out:
        sentence = _("Rows have problems: correct the file and upload it again, or tick that they are left out.")
        raise Refusal(FORM_STATUS, _("Not imported"), sentence)
    if one.foreseen["nodes"] > MANY_NODES or one.file["rows"] > MANY_ROWS:
        return _to_job(begin("import", one, leave_out=leave_out))
    import_nodes(visit, one, leave_out=leave_out)
    nodes = sum((one.made or {}).values())
    said = ngettext("%(number)s node was imported.", "%(number)s nodes were imported.", nodes)
    messages.success(request, said % {"number": nodes})
    return HttpResponseRedirect(_address("show", visit, one), status=303)


def _shown(visit: Visit, here: TreeHere, one: TreeImport) -> Mapping[str, Any]:
    """What the page of an import tells."""
    counts = one.made if one.state in (keeping.IMPORTED, keeping.UNDONE) else (one.foreseen or {}).get("ranks", {})
    ranks = [(rank.name, counts[str(item)]) for item, rank in here.ranks_down if str(item) in (counts or {})]
    troubles = _alike(one) if one.state == keeping.CHECKED else []
    return {
        "tree": here,
        "one": one,
        "said": said_of(one),
        "ranks": ranks,
        "nodes": sum(number for _name, number in ranks),
        "foreseen": one.foreseen,
        "checked": moment(datetime.fromisoformat(one.foreseen["when"])) if one.foreseen else "",
        "troubles": troubles,
        "listed": sum(len(rows) for rows, _column, _sentence in troubles),
        "job": _job_of(one),
        "by_job": bool(one.foreseen) and (one.foreseen["nodes"] > MANY_NODES or one.file["rows"] > MANY_ROWS),
        "may_undo": one.state == keeping.IMPORTED and visit.rights.may_table(here.key, "delete"),
        **_ways(visit, here, one),
    }


def _alike(one: TreeImport) -> list[tuple[list[int], str, str]]:
    """What is wrong with a file first; rows one after another are told together where the same is wrong with them."""
    found = sorted(islice(keeping.kept(one, keeping.PROBLEMS), READ_TROUBLES), key=lambda told: (*told[1:], told[0]))
    runs = groupby(enumerate(found), key=lambda told: (*told[1][1:], told[1][0] - told[0]))
    alike = [([row for _n, (row, *_what) in run], column, sentence) for (column, sentence, _apart), run in runs]
    return sorted(alike)[:MOST_TROUBLES]


def _ways(visit: Visit, here: TreeHere, one: TreeImport) -> Mapping[str, str]:
    return {
        "back": _tree_at(visit, here),
        "uploads": reverse("trees-import", kwargs={**visit.place.way, "tree": here.key}),
        "problems_at": _address("problems", visit, one),
        **{name: _address(name, visit, one) for name in ("show", "columns", "undo")},
    }


def _job_of(one: TreeImport) -> Job | None:
    """The job that works at it."""
    found = Job.objects.filter(pk=one.job_id).first() if one.job_id else None
    return found if found and found.is_open else None


@require_safe
@in_collection
def download_problems(request: HttpRequest, visit: Visit, tree: str, number: int) -> HttpResponse:
    """All that is wrong with a file, as a table."""
    one, _here = _opened(visit, tree, number)
    text = io.StringIO()
    write = csv.writer(text).writerow
    write([_("Row"), _("Column"), _("Problem")])
    for row, column, sentence in keeping.kept(one, keeping.PROBLEMS):
        write([row, *(f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell for cell in (column, sentence))])
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="problems-{one.pk}.csv"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
def undo_import(request: HttpRequest, visit: Visit, tree: str, number: int) -> HttpResponse:
    """What goes when an import is undone, and the button that does it."""
    one, here = _opened(visit, tree, number)
    ask_right(visit, here, "delete")
    if one.state != keeping.IMPORTED:
        return HttpResponseRedirect(_address("show", visit, one), status=303)
    made = sum((one.made or {}).values())
    problems: list[str] = []
    if request.method == "POST":
        if made > MANY_NODES:
            return _to_job(begin("undo", one))
        try:
            undo(visit, one)
            messages.success(request, _("The import was undone."))
            return HttpResponseRedirect(_address("show", visit, one), status=303)
        except Refusal as refusal:
            if refusal.status != FORM_STATUS:
                raise
            problems = [refusal.sentence]
    found = undoing_of(visit, one)
    ranks = [(rank.name, found.ranks[item]) for item, rank in here.ranks_down if found.ranks[item]]
    context = {"tree": here, "one": one, "ranks": ranks, "found": found, "by_job": made > MANY_NODES}
    context |= {"problems": problems or found.problems, "job": _job_of(one), **_ways(visit, here, one)}
    return render(request, "trees/import-undo.html", context, FORM_STATUS if request.method == "POST" else 200)


def said_of(one: TreeImport) -> str:
    """The state of an import in words."""
    if one.state == keeping.UPLOADED:
        return _("not checked yet")
    return {
        keeping.CHECKED: _("checked, not imported yet"),
        keeping.IMPORTED: _("imported"),
        keeping.UNDONE: _("undone"),
    }[one.state]


def _opened(visit: Visit, tree: str, number: int) -> tuple[TreeImport, TreeHere]:
    """An import of the person's own, in step with what was done."""
    here = tree_here(visit, tree)
    ask_right(visit, here)
    one = keeping.found(visit, tree, number)
    settle(one)
    return one, tree_of(visit, one)


def _address(name: str, visit: Visit, one: TreeImport) -> str:
    return reverse(f"trees-import-{name}", kwargs={**visit.place.way, "tree": one.tree, "number": one.pk})


def _tree_at(visit: Visit, here: TreeHere) -> str:
    return address(reverse("trees-show", kwargs={**visit.place.way, "tree": here.key}), Wish(here.definition.id))


def _to_job(job: Job) -> HttpResponse:
    return HttpResponseRedirect(reverse("tasks-show", kwargs={"number": job.pk}), status=303)
