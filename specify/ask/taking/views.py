"""The page on which one chooses how to take rows along, and the addresses of the files themselves.

In: requests inside a collection whose address says the query, and with `id` the records that were chosen. Out: a page;
a file that is sent while it is made; or a job that makes it. What is wrong is told as a page before the first row is
sent. A file that breaks off afterwards ends the connection, so that browsers do not take it for the whole.
"""

from collections.abc import Mapping
from dataclasses import asdict, replace
from tempfile import TemporaryFile
from typing import IO, Any, NoReturn, cast

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from specify.ask.addresses import encoded
from specify.ask.here import Here
from specify.ask.results.columns import in_order, is_of_several, sort_in
from specify.ask.results.views import SORT, of_query, title_of
from specify.ask.taking.files import file_name, pieces_of
from specify.ask.taking.jobs import take_along
from specify.ask.taking.spreadsheets import write_workbook
from specify.ask.taking.takings import FOR_MAPS, Taking, taking_of, way_to_place
from specify.ask.taking.wishes import FORMATS, SEPARATORS, Format, Wish, usual_wish, wish_in
from specify.query.refusing import BadQuery
from specify.query.running import RESOURCE
from specify.query.texts import pairs_of
from specify.security.administrators import who_can_help
from specify.security.entering import Visit
from specify.tasks.starting import start
from specify.web.pages import onward, render
from specify.web.refusals import forbidden

AT_ONCE = 20_000
"""So many rows of a workbook are made while somebody waits."""


@require_http_methods(["GET", "HEAD", "POST"])
@of_query
def choose_taking(request: HttpRequest, visit: Visit, here: Here) -> HttpResponse:
    """The form, and what its buttons do."""
    formats = _formats(visit, here)
    if not formats:
        told = _("You may not take along what queries find in %(collection)s.")
        raise forbidden(told % {"collection": visit.place.collection_name}, who_can_help())
    chosen = wish_in(request.GET, next(iter(formats))).ids if not is_of_several(here.query) else ()
    sort = request.GET.get(SORT, "")
    if request.method == "POST":
        wish = wish_in(request.POST, request.POST.get("format", ""))
        if request.POST.get("rows") == "chosen":
            wish = replace(wish, ids=chosen or _nothing_chosen())
        if request.POST.get("do") == "job":
            return onward(request, _begun(request, visit, here, wish))
        return HttpResponseRedirect(_file_at(visit, here, wish, sort), status=303)
    context = {
        "title": title_of(visit, here),
        "rows_at": here.link(visit, "ask-results", sort=sort or None),
        "formats": formats,
        "separators": SEPARATORS,
        "chosen": chosen,
        "usual": usual_wish(visit),
    }
    return render(request, "ask/take.html", context)


@require_safe
@of_query
def take_file(request: HttpRequest, visit: Visit, here: Here, format_name: str) -> HttpResponse:
    """The file itself."""
    wish = wish_in(request.GET, format_name)
    query, title = in_order(here.query, sort_in(here.query, request.GET.get(SORT, ""))), title_of(visit, here)
    taking, name = taking_of(visit, query, wish), file_name(title, wish.format)
    if wish.format == "xlsx":
        answer: Any = FileResponse(
            _workbook(taking), as_attachment=True, filename=name, content_type=FORMATS[wish.format].type
        )
    else:
        pieces = pieces_of(taking, wish, title, _records_at(request, visit, here))
        answer = StreamingHttpResponse(pieces, content_type=FORMATS[wish.format].type)
        answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    answer["Cache-Control"] = "private, no-store"
    return cast(HttpResponse, answer)


def _workbook(taking: Taking) -> IO[bytes]:
    """The workbook as a file without a name, which whoever sends it closes."""
    file = TemporaryFile()  # noqa: SIM115 - open until it is sent
    try:
        write_workbook(taking, file, AT_ONCE)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _nothing_chosen() -> NoReturn:
    raise BadQuery(_("Nothing was chosen."), _("Choose rows on the page of the query, or take all rows along."))


def _begun(request: HttpRequest, visit: Visit, here: Here, wish: Wish) -> str:
    """Start the job; the address of its page. What is refused at once is not left to it."""
    taking_of(visit, here.query, wish)
    said = {
        "query": [list(pair) for pair in pairs_of(here.query)],
        "title": title_of(visit, here),
        "sort": request.GET.get(SORT, ""),
        "records_at": _records_at(request, visit, here),
    }
    arguments = {"said": said, "wish": {**asdict(wish), "ids": list(wish.ids)}}
    made = start(take_along, person=visit.user.pk, collection_id=visit.place.collection_id, arguments=arguments)
    return reverse("tasks-show", kwargs={"number": made.pk})


def _formats(visit: Visit, here: Here) -> Mapping[str, Format]:
    """The formats that the person may take this query along in."""
    has_places = way_to_place(here.query) is not None
    return {
        name: one
        for name, one in FORMATS.items()
        if visit.rights.may(RESOURCE, one.action) and (has_places or name not in FOR_MAPS)
    }


def _file_at(visit: Visit, here: Here, wish: Wish, sort: str) -> str:
    path = reverse("ask-take-as", kwargs={**visit.place.way, "format_name": wish.format})
    said = encoded([*wish.pairs(), *([(SORT, sort)] if sort else [])])
    return f"{path}?{'&'.join(part for part in (here.asked, said) if part)}"


def _records_at(request: HttpRequest, visit: Visit, here: Here) -> str:
    """The beginning of the addresses of records, as other programs need it."""
    lists = reverse("records-list", kwargs={**visit.place.way, "table": here.query.base})
    return request.build_absolute_uri(lists)
