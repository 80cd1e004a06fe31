"""The page that asks whether a text is to be added to a pick list, and what its button does.

In: requests inside a collection, with the text and where one came from in the address. Out: the page; then the page one
came from, which says what was done. Specify asks in a window while one types.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from specify.datamodel.tables import model
from specify.records.choosing.extending_lists import extend, may_be_listed
from specify.records.filling.complaints import Complaint
from specify.records.views import fetch_row, links_for, readable_table
from specify.records.writing.changes import NotSaved
from specify.security.entering import Visit, in_collection
from specify.web.pages import render
from specify.web.refusals import Refusal, missing


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
def add_to_list(request: HttpRequest, visit: Visit, list_id: int) -> HttpResponse:
    """The page that asks whether a text is to be added to a list, and what its button does."""
    name = fetch_row(visit, readable_table(visit, "picklist"), list_id)["name"]
    text, onward = request.GET.get("value", "").strip(), _onward(request, visit, list_id)
    if not text:
        raise missing(_("There is no value to add to the list."))
    if not may_be_listed(text):
        told = _("Nothing was added: the value has letters in it that nobody can see.")
        raise Refusal(422, _("Not saved"), told, _("Delete them in the record, and save that again."))
    complaints: list[Complaint] = []
    if request.method == "POST":
        try:
            is_new = extend(visit, list_id, text)
        except NotSaved as refused:
            complaints = [Complaint(problem.sentence) for problem in refused.problems]
        else:
            told = _("“%(text)s” is in the list %(list)s now.") if is_new else _("“%(text)s” was in %(list)s already.")
            messages.success(request, told % {"text": text, "list": name})
            return HttpResponseRedirect(onward, status=303)
    number = model("picklistitem")._default_manager.filter(pickList_id=list_id).count()
    context = {"name": name, "text": text, "onward": onward, "number": number, "complaints": complaints}
    return render(request, "records/add-to-list.html", {**context, **links_for(visit)}, 422 if complaints else 200)


def _onward(request: HttpRequest, visit: Visit, list_id: int) -> str:
    """Where one came from, if that is a page of this collection; else the list."""
    wanted = request.GET.get("to", "")
    here = visit.place.way
    is_here = wanted.startswith(reverse("records-home", kwargs=here))
    if is_here and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return reverse("records-show", kwargs={**here, "table": "picklist", "record_id": list_id})
