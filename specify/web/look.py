"""How pages are drawn for a person: theme, text size, plain or full, with access keys or without.

In: the cookie `specify-look`, `?plain=1` or `?plain=0` on any page, and what a package that knows a person's
preferences puts into `request.look`. Out: `request.look` for every page, and the cookie brought in step with it, so
that the pages outside a collection look the same; Django's language cookie likewise. The cookie holds words for
display only: anybody may have written it, and words that are not ours mean nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from specify.web.pagination import PER_PAGE

COOKIE = "specify-look"
THEMES = ("light", "dark")
SIZES = ("large", "larger")
PER_PLAIN_PAGE = 25
_YEAR = 365 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Look:
    """What the base page asks. `theme` and `size` are empty for the system's and the normal one.

    `prefers_plain` is the person's preference, `plain_here` the wish of this browser, which goes first when there is
    one. `language` is the person's, empty for the browser's, None while nobody's preferences are known.
    """

    theme: str = ""
    size: str = ""
    prefers_plain: bool = False
    plain_here: bool | None = None
    keys: bool = True
    language: str | None = None

    @property
    def plain(self) -> bool:
        """Whether pages come without script and pictures."""
        return self.prefers_plain if self.plain_here is None else self.plain_here

    @property
    def rows(self) -> int:
        """How many rows of a list make a page."""
        return PER_PLAIN_PAGE if self.plain else PER_PAGE

    def wishing(self, plain: bool) -> "Look":
        """The look after somebody asked this browser for plain pages, or for full ones."""
        return replace(self, plain_here=None if plain == self.prefers_plain else plain)


def read(cookie: str) -> Look:
    """The look that the words of a cookie tell."""
    words = cookie.split(".")
    wishes = [plain for word, plain in (("here-plain", True), ("here-full", False)) if word in words]
    return Look(
        theme=next((theme for theme in THEMES if theme in words), ""),
        size=next((size for size in SIZES if size in words), ""),
        prefers_plain="plain" in words,
        plain_here=wishes[0] if wishes else None,
        keys="nokeys" not in words,
    )


def write(look: Look) -> str:
    """The words for a cookie; empty for what needs none."""
    here = {None: "", True: "here-plain", False: "here-full"}[look.plain_here]
    plain, keys = "plain" if look.prefers_plain else "", "" if look.keys else "nokeys"
    return ".".join(word for word in (look.theme, look.size, plain, keys, here) if word)


class Looks:
    """Middleware; stands outside whatever answers with a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Read the look, answer, and write it when it is another now."""
        given, spoken = request.COOKIES.get(COOKIE, ""), request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        look = read(given)
        wish = request.GET.get("plain")
        request.look = look.wishing(wish == "1") if wish in ("0", "1") else look  # type: ignore[attr-defined]
        response = self.get_response(request)
        now: Look = request.look  # type: ignore[attr-defined]
        if write(now) != given:
            _keep(response, COOKIE, write(now))
        if now.language is not None and now.language != spoken:
            _keep(response, settings.LANGUAGE_COOKIE_NAME, now.language)
        return response


def _keep(response: HttpResponse, name: str, value: str) -> None:
    if not value:
        response.delete_cookie(name, samesite="Lax")
        return
    kept: dict[str, Any] = {"max_age": _YEAR, "httponly": True, "samesite": "Lax"}
    response.set_cookie(name, value, secure=settings.SESSION_COOKIE_SECURE, **kept)


def other_address(request: HttpRequest, look: Look) -> str:
    """Where the same page is plain when it is full now, and full when it is plain."""
    query = request.GET.copy()
    query["plain"] = "0" if look.plain else "1"
    return f"{request.path}?{query.urlencode()}"
