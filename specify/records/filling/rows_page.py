"""The page of the rows behind one relationship of a form that is being filled in.

In: requests inside a collection, with the name of the relationship, the place to begin with, and the key of a draft.
Out: as many of the rows as there is room for, filled in as they are in the form; all that the form keeps is kept in the
same draft, and saved with it from either page. Specify shows all rows of a record at once, or one of them at a time.
"""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from specify.records.choosing.ways_back import NAME as BACK
from specify.records.filling.gone import kept_when_deleted
from specify.records.filling.opening import open_form
from specify.records.filling.page import answer
from specify.records.filling.parking import kept_when_signed_out
from specify.records.filling.saved_meanwhile import led_on_when_saved
from specify.records.filling.windows import window_in
from specify.records.sets.walking import NAME as WALK
from specify.security.entering import Visit, in_collection


@require_http_methods(["GET", "HEAD", "POST"])
@kept_when_signed_out
@in_collection
@led_on_when_saved
@kept_when_deleted
def edit_rows(request: HttpRequest, visit: Visit, table: str, record_id: int | None = None) -> HttpResponse:
    """The rows of a stored record, or of a new one, which is nowhere but in its draft."""
    asked = request.GET
    opened = open_form(visit, table, record_id, back=asked.get(BACK, ""), walk=asked.get(WALK, ""))
    window = window_in(request.GET.dict())
    if window is None or (record_id is None and request.method != "POST" and not request.GET.get("draft")):
        return HttpResponseRedirect(opened.address)
    return answer(request, replace(opened, window=window))
