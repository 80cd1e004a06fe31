"""Where Specify 7 has its search: bookmarks go on working.

In: `/specify/express-search/?q=…`. Out: a redirect to the same search in a collection. Specify 7 does not name the
collection in its addresses: the first that the person may enter is taken.
"""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from specify.ask.searching.terms import LONGEST
from specify.security.choosing import Choice, in_some_collection


@require_safe
@in_some_collection
def redirect_search(request: HttpRequest, found: Sequence[Choice]) -> HttpResponse:
    """To the search in one of the person's collections."""
    told = urlencode({"q": request.GET.get("q", "")[:LONGEST]})
    return HttpResponseRedirect(f"{reverse('ask-search', kwargs=found[0].here)}?{told}")
