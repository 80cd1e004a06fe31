"""Revalidation: a page that has not changed costs 304 and no body.

In: an HTML response to GET. Out: the same with an ETag of its rendered body, or 304. Other programs change rows without
raising versions, so the tag is a digest of what is shown, never of versions. The CSRF token is masked afresh in each
rendering: its value is left out of the digest and the secret behind it taken in instead. Language and code version too.
"""

import hashlib
import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language

from specify import __version__

_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


class Revalidation:
    """Middleware; stands outside sessions and CSRF, inside compression."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Tag a page, answer 304 when the browser has it."""
        response = self.get_response(request)
        if "Cache-Control" not in response and not getattr(response, "streaming", False):
            patch_cache_control(response, private=True, no_cache=True)
        if (
            request.method not in ("GET", "HEAD")
            or response.status_code != 200
            or getattr(response, "streaming", False)
        ):
            return response
        if not response.has_header("ETag"):
            response["ETag"] = _tag(request, response)
        return get_conditional_response(request, etag=response["ETag"], response=response) or response


def _tag(request: HttpRequest, response: HttpResponse) -> str:
    digest = hashlib.sha256(_TOKEN.sub(b"", response.content))
    digest.update(f"{request.META.get('CSRF_COOKIE', '')}|{get_language()}|{__version__}".encode())
    return f'W/"{digest.hexdigest()[:32]}"'
