"""The old address of a form that is saved by now, as one comes back to it with the browser: it leads to the record.

In: requests with the key of a draft that is no more. Out: the form of the record as it is stored, and a sentence;
whoever sends the old page itself, has that taken as a form of its own. Specify keeps no forms that have addresses.
"""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from specify.datamodel import present
from specify.records.filling.once import saved_under
from specify.records.named import named
from specify.security.entering import Visit
from specify.web.refusals import Refusal

_MISSED = 404


def led_on_when_saved(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view that refuses where there is no such draft."""

    @wraps(view)
    def led(request: HttpRequest, visit: Visit, table: str, record_id: int | None = None) -> HttpResponse:
        here = {"table": table} if record_id is None else {"table": table, "record_id": record_id}
        try:
            return view(request, visit, **here)
        except Refusal as refusal:
            known, key = present.tables().get(table.lower()), request.GET.get("draft", "")
            if known is None or request.method == "POST" or refusal.status != _MISSED:
                raise
            saved = saved_under(visit.user.pk, known.key, key)
            if saved is None:
                raise
            told = _("What you had filled in there was saved: %(record)s. This is what is stored now.")
            messages.info(request, told % {"record": named(visit, known, saved)})
            way = {**visit.place.way, "table": known.key, "record_id": saved}
            return HttpResponseRedirect(reverse("records-edit", kwargs=way))

    return led
