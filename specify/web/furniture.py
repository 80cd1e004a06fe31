"""What the base page needs to know: who is here, in which collection, which menu, which messages.

In: a request, with `request.visit` when it is inside a collection. Out: template variables. It executes no statement
of its own.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest
from django.utils.translation import get_language

from specify.web.look import Look, other_address
from specify.web.menus import entries_for


def furniture(request: HttpRequest) -> dict[str, Any]:
    """The base page's variables."""
    visit, look = getattr(request, "visit", None), getattr(request, "look", Look())
    signed_in = visit is not None or (hasattr(request, "session") and SESSION_KEY in request.session)
    return {
        **bare_furniture(),
        "request": request,
        "visit": visit,
        "here": visit.place.way if visit else None,
        "signed_in": signed_in,
        "menu": entries_for(visit) if visit else [],
        "look": look,
        "other_look": other_address(request, look),
    }


def bare_furniture() -> dict[str, Any]:
    """The variables of a page for nobody in particular, for when not even the session can be read."""
    return {
        "visit": None,
        "here": None,
        "signed_in": False,
        "menu": [],
        "messages": (),
        "jobs_notice": None,
        "look": Look(),
        "other_look": "",
        "language": get_language() or settings.LANGUAGE_CODE,
    }
