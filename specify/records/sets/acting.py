"""What is done with the records of sets: putting some in, taking some out, combining two sets.

In: requests inside a collection; ids of records as somebody ticked them in a list, or that of one record. Out: the page
on which a set is chosen or made for them; then the set, or the record one came from with its place in the set. Kept of
Specify 7: only sets of one table go together. Changed on purpose: sets are not only merged; what is combined makes a
new set unless the person says otherwise, and it is told before how many records that has.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from specify.datamodel.declaring import Table
from specify.datamodel.rows import Rows, settled
from specify.records.sets.changing import HOWS, add, ask_for, combine, make, remove
from specify.records.sets.making import of_another_table
from specify.records.sets.pages import Done, filled_in, listed_sets, new_word, set_address, typed_for
from specify.records.sets.reading import RecordSet, record_set_of, records_here, within
from specify.records.views import readable_table
from specify.security.entering import Visit, in_collection
from specify.security.scoping import own_limits, visible_ids
from specify.web.addresses import number_in
from specify.web.menus import ways_on
from specify.web.pages import render
from specify.web.refusals import Refusal, missing

NAMED = 10
"""So many of the chosen records are called by their names."""


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
def add_to_set(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The page on which a set is chosen, or made, for some records; and what its buttons do."""
    ask_for(visit, "create")
    asked = request.POST if request.method == "POST" else request.GET
    table = readable_table(visit, asked.get("table", ""))
    way = next((one for one in ways_on(visit, table.key) if one.url == request.GET.get("way")), None)
    if way is not None:  # from a browser that knows no addresses of buttons
        return HttpResponseRedirect(f"{way.address(visit)}?{request.GET.urlencode()}", status=303)
    ids = _ids(asked.getlist("id"))
    if not ids:
        messages.warning(request, _("Nothing was ticked. Tick the records that are to go into a set."))
        lists = {**visit.place.way, "table": table.key}
        return HttpResponseRedirect(_came_from(request) or reverse("records-list", kwargs=lists), status=303)
    here = visible_ids(table, visit.place, ids)
    shown = [one for one in ids if one in here]
    if not shown:
        told = _("None of these records of %(table)s is in %(collection)s.")
        names = {"table": visit.captions.table(table.key), "collection": visit.place.collection_name}
        raise missing(told % names, _("They may have been deleted meanwhile. Load the list again."))
    return filled_in(
        request,
        "records/sets/add.html",
        lambda: _added(request, visit, table, shown),
        lambda: _adding(request, visit, table, shown),
    )


def _adding(request: HttpRequest, visit: Visit, table: Table, ids: Sequence[int]) -> dict[str, Any]:
    """What the page for these records needs."""
    rows = Rows(own_limits(visit.place))
    formatting = visit.formatting(rows)
    return {
        **listed_sets(request, visit, table=table.key, id=ids),
        "choosing": True,
        "ids": ids,
        "carried": [("table", table.key), *(("id", one) for one in ids)],
        "named": settled(rows, lambda: [formatting.label(table.key, one) for one in ids[:NAMED]]),
        "caption": visit.captions.table(table.key),
        "table": table,
        "typed": typed_for(request, "name"),
        "once": new_word(request),
        "may_make": visit.rights.may_table("recordset", "create"),
    }


@require_POST
@in_collection
def take_out(request: HttpRequest, visit: Visit, set_id: int) -> HttpResponse:
    """Take the ticked records out of a set; `then` is the record at which a walk goes on."""
    record_set = record_set_of(visit, set_id)
    ids = _ids(request.POST.getlist("id"))
    if not ids:
        messages.warning(request, _("Nothing was ticked. Tick the records that are to be taken out."))
        return HttpResponseRedirect(_came_from(request) or set_address(visit, set_id), status=303)
    number = remove(visit, set_id, ids)
    told = ngettext(
        "%(number)s record was taken out of “%(name)s”.", "%(number)s records were taken out of “%(name)s”.", number
    )
    messages.success(request, told % {"number": number, "name": record_set.name})
    then = _ids([request.POST.get("then", "")])
    address = _step(visit, record_set, then[0]) if then else set_address(visit, set_id)
    return HttpResponseRedirect(address, status=303)


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
def combine_sets(request: HttpRequest, visit: Visit, set_id: int) -> HttpResponse:
    """The page on which another set is chosen, then the one that asks how to combine both; and what its button does."""
    readable_table(visit, "recordset")
    first = record_set_of(visit, set_id)
    table = readable_table(visit, first.table.key)
    asked = request.GET.get("with", "")
    other = number_in(asked)
    if not asked or other == set_id:
        context = {**listed_sets(request, visit, table=table.key), "first": first, "back": set_address(visit, set_id)}
        context["table"] = visit.captions.table(table.key)
        context["is_alone"] = not context["query"] and context["page"].total < 2
        context["set_url"] = lambda entry: f"{request.path}?with={entry.id}" if entry.id != set_id else ""
        return render(request, "records/sets/with.html", context)
    return _combining(request, visit, first, record_set_of(visit, other or 0))


def _combining(request: HttpRequest, visit: Visit, first: RecordSet, second: RecordSet) -> HttpResponse:
    def context() -> dict[str, Any]:
        return {
            "first": first,
            "second": second,
            "numbers": _numbers(visit, first, second),
            "how": request.POST.get("how", HOWS[0]),
            "into": request.POST.get("into", "new"),
            "typed": typed_for(request, "name"),
            "once": new_word(request),
            "back": set_address(visit, first.id),
        }

    def verb() -> Done:
        return _("The record sets were combined."), set_address(visit, _combined(request, visit, first, second))

    return filled_in(request, "records/sets/combine.html", verb, context)


def _combined(request: HttpRequest, visit: Visit, first: RecordSet, second: RecordSet) -> int:
    """The set that has what was asked for."""
    how, once = request.POST.get("how", ""), request.POST.get("once", "")
    if how not in HOWS:
        told = _("Nothing was combined: the form did not say how.")
        raise Refusal(422, _("Not understood"), told, _("Go back and choose one of the ways."))
    name = None if request.POST.get("into") == "first" else typed_for(request, "name")
    return combine(visit, (first.id, second.id), how, name=name, once=once)


def _added(request: HttpRequest, visit: Visit, table: Table, ids: list[int]) -> Done:
    """Put the records into the set that was chosen, or into a new one."""
    if chosen := request.POST.get("set", ""):
        record_set = _set_called(visit, chosen)
        if record_set.table is not table:
            raise of_another_table(visit, record_set, table)
        number = add(visit, record_set.id, ids)
    else:
        name = typed_for(request, "name")
        made = make(visit, table, name, ids, once=request.POST.get("once", ""))
        record_set, number = RecordSet(made, name, "", table), len(ids)
    address = _step(visit, record_set, ids[0]) if len(ids) == 1 else set_address(visit, record_set.id)
    return told_put_in(number, len(ids), record_set.name), address


def told_put_in(number: int, total: int, name: str) -> str:
    """What is said when so many of some records came into a set, the others being in it already."""
    told = ngettext(
        "%(number)s record was put into “%(name)s”.", "%(number)s records were put into “%(name)s”.", number
    )
    if 0 < number < total:
        told += " " + _("The others were in it already.")
    return told % {"number": number, "name": name}


def _step(visit: Visit, record_set: RecordSet, record_id: int) -> str:
    """The page of a record on a walk through a set."""
    way = {**visit.place.way, "table": record_set.table.key}
    return f"{reverse('records-show', kwargs={**way, 'record_id': record_id})}?set={record_set.id}"


def _numbers(visit: Visit, first: RecordSet, second: RecordSet) -> Mapping[str, int]:
    """How many records each combination of two sets has, of those that are here. Three statements."""
    here = records_here(visit, first.table)
    in_first, in_second = here.filter(within(first)), here.filter(within(second))
    one, other, both = in_first.count(), in_second.count(), in_first.filter(within(second)).count()
    return {"first": one, "second": other, "union": one + other - both, "intersection": both, "difference": one - both}


def _came_from(request: HttpRequest) -> str:
    """The page of ours whose form was sent, with what it was narrowed to; "" where the browser tells none."""
    told = urlsplit(request.headers.get("Referer", ""))
    is_ours = told.netloc == request.get_host() and told.path != request.path
    address = told._replace(scheme="", netloc="", fragment="").geturl() if is_ours else ""
    return address if url_has_allowed_host_and_scheme(address, allowed_hosts=None) else ""


def _set_called(visit: Visit, text: str) -> RecordSet:
    """The person's set whose id this text is; a refusal when there is none."""
    return record_set_of(visit, number_in(text) or 0)


def _ids(texts: Iterable[str]) -> list[int]:
    """The ids that these texts are, each once; what is none is passed over."""
    return list(dict.fromkeys(number for text in texts if (number := number_in(text))))
