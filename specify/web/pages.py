"""Rendering a page or the fragment of it that htmx asked for.

In: a request, a template and its variables. Out: a response. A fragment is a file that the full page includes; a plain
GET of the same address always gives the full page. What a form leads to, htmx is told to go to as a browser does.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render as django_render
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect


def render(request: HttpRequest, template: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """The page `template` with `context`."""
    return django_render(request, template, dict(context), status=status)


def render_part(request: HttpRequest, template: str, part: str, context: Mapping[str, Any]) -> HttpResponse:
    """The page `template`, or only its `part` when htmx asked to swap the element of that name."""
    asked = getattr(request, "htmx", None)
    is_part = bool(asked and not asked.history_restore_request)
    response = render(request, part if is_part else template, {**context, "is_part": is_part})
    patch_vary_headers(response, ("HX-Request", "HX-History-Restore-Request"))
    return response


def is_htmx(request: HttpRequest) -> bool:
    """Whether htmx asks and not the browser itself; it can be told at any time, also before a view is found."""
    return request.headers.get("HX-Request") == "true"


def onward(request: HttpRequest, address: str) -> HttpResponse:
    """To that page, from a form that was sent with a script or without."""
    return HttpResponseClientRedirect(address) if is_htmx(request) else HttpResponseRedirect(address, status=303)
