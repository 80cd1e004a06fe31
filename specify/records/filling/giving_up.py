"""The page that asks before what was filled in and not saved is thrown away, and what its button does.

In: requests inside a collection, with the key of a draft. Out: what it is about and how old it is; the draft is
forgotten, and one comes to where one would who leaves the form. Specify asks in a window when a form is left.
"""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from specify.records.choosing.ways_back import NAME as BACK
from specify.records.filling.drafts import begun_at, forget
from specify.records.filling.gone import kept_when_deleted
from specify.records.filling.opening import open_form, with_draft
from specify.records.filling.saved_meanwhile import led_on_when_saved
from specify.records.sets.walking import NAME as WALK
from specify.records.views import links_for
from specify.resources.preferences import preferences
from specify.security.entering import Visit, in_collection
from specify.text.moments import done_at
from specify.web.pages import render


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
@led_on_when_saved
@kept_when_deleted
def give_up(request: HttpRequest, visit: Visit, table: str, record_id: int | None = None) -> HttpResponse:
    """Ask, and do it."""
    asked = request.GET
    opened = open_form(visit, table, record_id, back=asked.get(BACK, ""), walk=asked.get(WALK, ""))
    key = asked.get("draft", "")
    if request.method == "POST":
        forget(opened.whose, key)
        messages.success(request, _("Thrown away."))
        return HttpResponseRedirect(opened.left, status=303)
    opened = with_draft(opened, key)
    now, pattern = datetime.now(), preferences(visit.stamp).date_format
    context = {
        "opened": opened,
        "table": opened.table,
        "caption": visit.captions.table(opened.table.key),
        "headline": opened.headline(),
        "moment": done_at(begun_at(opened.whose, key) or now, now, pattern),
        **links_for(visit),
    }
    return render(request, "records/give-up.html", context)
