"""A person's preferences for how pages are drawn: where they lie, what they mean, taking them up on entering.

In: a viewer and the settings stamp; or what a form sent. Out: a `Look`; or the changes that the form means. Kept of
Specify 7: its resource `UserPreferences`, one per collection, with its keys for theme and font size, where a key is
left out when it says what holds anyway, by the institution's `DefaultUserPreferences` or without them. Of a font size
in percent the nearest of our three is drawn, and the number stays until another size is chosen. Specify 7 keeps the
language in a cookie of its own and has no word for plain pages or access keys: those stand in the category
`hypermedia`, which it carries along and does not read.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from specify.resources.preferences import default_preference, user_preference
from specify.resources.stamp import remember
from specify.resources.viewer import Viewer
from specify.web.look import THEMES, Look

Path = tuple[str, ...]
_CODES = [code for code, _name in settings.LANGUAGES]
PERCENT = {"": 100, "large": 125, "larger": 150}


class Item(NamedTuple):
    """A preference: its path in the JSON, what is stored for each value of the form, the one that holds by itself."""

    path: Path
    stored: Mapping[str, Any]
    usual: Any


ITEMS = {
    "language": Item(("hypermedia", "look", "language"), {"": "", **{code: code for code in _CODES}}, ""),
    "theme": Item(("general", "ui", "theme"), {"": "system", **{theme: theme for theme in THEMES}}, "system"),
    "size": Item(("general", "ui", "fontSize"), PERCENT, 100),
    "plain": Item(("hypermedia", "look", "plain"), {"": False, "1": True}, False),
    "keys": Item(("hypermedia", "look", "accessKeys"), {"": False, "1": True}, True),
}


def look_of(viewer: Viewer, stamp: str, browser: Look) -> Look:
    """The look that the person's preferences ask for, and this browser's wish for plain pages. Kept under the stamp."""
    key = ("look", viewer.user_id, viewer.user_type, viewer.place.collection_id)
    theme, size, plain, keys, language = remember(stamp, key, lambda: _read(viewer, stamp))
    return Look(theme, size, plain, browser.plain_here, keys, language)


def _read(viewer: Viewer, stamp: str) -> tuple[str, str, bool, bool, str]:
    told = {name: user_preference(viewer, stamp, *item.path) for name, item in ITEMS.items()}
    theme = next((theme for theme in THEMES if theme == told["theme"]), "")
    language = next((code for code in _CODES if code == told["language"]), "")
    return theme, _nearest(told["size"]), told["plain"] is True, told["keys"] is not False, language


def _nearest(percent: Any) -> str:
    if isinstance(percent, bool) or not isinstance(percent, int | float):
        return ""
    return min(PERCENT, key=lambda size: abs(PERCENT[size] - percent))


def form_values(look: Look) -> dict[str, str]:
    """The look as values of the form's fields."""
    ticked = {"plain": look.prefers_plain, "keys": look.keys}
    chosen = {"language": look.language or "", "theme": look.theme, "size": look.size}
    return {**chosen, **{name: "1" if tick else "" for name, tick in ticked.items()}}


def changes(viewer: Viewer, stamp: str, was: Mapping[str, str], now: Mapping[str, str]) -> dict[Path, Any]:
    """What is to be stored, by path, None for a key to be left out: only for fields that `now` and `was` differ in.

    Both have a value of the form for each field; `was` is what the page with the form showed.
    """
    found: dict[Path, Any] = {}
    for name, item in ITEMS.items():
        if now[name] != was[name]:
            default = default_preference(viewer, stamp, *item.path)
            value = item.stored[now[name]]
            found[item.path] = None if value == (item.usual if default is None else default) else value
    return found


def speak(request: HttpRequest, look: Look) -> str:
    """Turn to the language of the person's preferences, else of the browser; which one it is."""
    now = translation.get_language() or settings.LANGUAGE_CODE
    if look.language == request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""):
        return now
    request.COOKIES.pop(settings.LANGUAGE_COOKIE_NAME, None)
    language = look.language or translation.get_language_from_request(request)
    translation.activate(language)
    return language
