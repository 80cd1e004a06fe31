"""Rendering a page or the fragment of it that htmx asked for.

In: a request, a template and its variables. Out: a response. A fragment is a file that the full page includes; a plain
GET of the same address always gives the full page.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as django_render
from django.utils.cache import patch_vary_headers


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
