"""Where Specify 7 has its queries: bookmarks go on working.

In: `/specify/query/<id>/?recordsetid=…` and `/specify/query/new/<table>/`. Out: a redirect to the same query in a
collection. Specify 7 does not name the collection in its addresses: that of the record set is taken, or the first that
the person may enter.
"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from specify.ask.building.usual import begun
from specify.datamodel import present
from specify.datamodel.tables import model
from specify.query.texts import pairs_of
from specify.security.choosing import Choice, in_some_collection
from specify.web.addresses import number_in
from specify.web.refusals import missing


@require_safe
@in_some_collection
def redirect_query(request: HttpRequest, found: Sequence[Choice], query_id: int) -> HttpResponse:
    """To the stored query in the collection of the record set, or else the first that the person may enter."""
    asked = request.GET.get("recordsetid", "")
    sets: Any = model("recordset")._default_manager.filter(pk=number_in(asked) or 0)
    home = sets.values_list("collectionMemberId", flat=True).first() if asked else None
    choice = next((choice for choice in found if choice.id == home), found[0])
    address = reverse("ask-query", kwargs={**choice.here, "query_id": query_id})
    return HttpResponseRedirect(f"{address}?{urlencode({'set': asked})}" if asked else address)


@require_safe
@in_some_collection
def redirect_new(request: HttpRequest, found: Sequence[Choice], table: str) -> HttpResponse:
    """To a new query on that table in one of the person's collections."""
    known = present.table(table)
    if known is None:
        raise missing(
            _("This database has no table called %(name)s.") % {"name": table}, _("Choose one from the list of tables.")
        )
    address = reverse("ask-build", kwargs=found[0].here)
    return HttpResponseRedirect(f"{address}?{urlencode(pairs_of(begun(known)), safe=',~')}")
