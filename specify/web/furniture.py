"""What the base page needs to know: who is here, in which collection, which menu, which messages.

In: a request, with `request.visit` when it is inside a collection. Out: template variables. It executes no statement
of its own.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from specify.web.menus import entries_for


def furniture(request: HttpRequest) -> dict[str, Any]:
    """The base page's variables."""
    visit = getattr(request, "visit", None)
    # What signing in needs is asked of the session alone: an error page must not touch the database.
    signed_in = hasattr(request, "session") and "_auth_user_id" in request.session if visit is None else True
    return {
        "request": request,
        "visit": visit,
        "here": {"collection_id": visit.place.collection_id, "slug": visit.place.slug} if visit else None,
        "signed_in": signed_in,
        "menu": entries_for(visit) if visit else [],
        "language": get_language() or settings.LANGUAGE_CODE,
    }
