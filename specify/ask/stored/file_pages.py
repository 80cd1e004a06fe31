"""Taking a stored query along as a file, and storing one from a file.

In: requests inside a collection; a file. Out: the file; the page for uploading one, and the query that was stored from
it. Kept of Specify 7: the query belongs to whoever imports it, under a name that none of theirs has yet.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from specify.ask.stored.changing import make, rows_of
from specify.ask.stored.files import LARGEST, InFile, pairs_for, read, written
from specify.ask.stored.pages import problems_of
from specify.ask.stored.reading import ask_to_read, may, stored
from specify.datamodel.tables import model
from specify.query.refusing import BadQuery
from specify.records.sets.pages import new_word
from specify.records.writing.changes import NotSaved
from specify.security.administrators import who_can_help
from specify.security.entering import Visit, in_collection
from specify.web.pages import render
from specify.web.refusals import forbidden


@require_safe
@in_collection
def take_query(request: HttpRequest, visit: Visit, query_id: int) -> HttpResponse:
    """A query as a file."""
    found = stored(visit, query_id)
    row = model("spquery")._default_manager.filter(pk=query_id).values().get()
    data = written(row, rows_of(query_id), pairs_for(found.query))
    answer = HttpResponse(data, content_type="application/json")
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{found.name}.json") or ""
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
def import_query(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The page for uploading a query, and what its button does."""
    ask_to_read(visit)
    if not may(visit, "create"):
        raise forbidden(_("You may not store queries."), who_can_help())
    problems: dict[str, str] = {}
    if request.method == "POST":
        try:
            in_file = _in_file(request)
            word = request.POST.get("once", "")
            query_id = make(visit, in_file.query, in_file.called, in_file.rows, once=word, renames=True)
        except BadQuery as bad:
            problems = {"file": bad.placed}
        except NotSaved as refused:
            problems = {"file": " ".join(problems_of(refused).values())}
        else:
            messages.success(request, _("The query “%(name)s” is stored.") % {"name": in_file.called.name})
            way = {**visit.place.way, "query_id": query_id}
            return HttpResponseRedirect(reverse("ask-query", kwargs=way), status=303)
    context = {"problems": problems, "once": new_word(request), "most": LARGEST // 1_000_000}
    return render(request, "ask/stored-import.html", context, 422 if problems else 200)


def _in_file(request: HttpRequest) -> InFile:
    file = request.FILES.get("file")
    if file is None:
        raise BadQuery(_("No file was chosen."), _("Choose one that was exported here or in Specify 7."))
    if (file.size or 0) > LARGEST:
        raise BadQuery(_("The file is too large for a query."), _("Choose one that was exported here or in Specify 7."))
    return read(file.read())
