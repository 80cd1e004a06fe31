"""Preferences that Specify keeps in the database: the institution's, and those of users and collections.

In: the settings stamp, and a viewer for the latter. Out: `Preferences` by key, from Java properties, and single
values from the JSON that Specify 7 keeps for users and collections. Kept of Specify: the resource `preferences` of
directories with the user type `Prefs` or `Global Prefs`, all of them read as one, the first mention of a key counts.
Changed on purpose: a key is a whole key, where Specify 7 also finds it as the end of another.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models.functions import Lower

from specify.datamodel import tables
from specify.resources.lookup import parsed
from specify.resources.stamp import remember
from specify.resources.viewer import Viewer
from specify.text.partial_dates import FULL_PATTERN, MONTH_PATTERN
from specify.text.xml import BadXml

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))")
_CONTROLS = {"t": "\t", "n": "\n", "r": "", "f": ""}
DIGITS_OF_INT = 10
_REMOTE = ("prefs", "global prefs")


@dataclass(frozen=True)
class Preferences:
    """The institution's preferences by key."""

    values: Mapping[str, str]

    def text(self, key: str, default: str = "") -> str:
        """The value of `key`; `default` when it is absent or blank."""
        return self.values.get(key) or default

    def flag(self, key: str, default: bool = False) -> bool:
        """Whether `key` is true."""
        value = self.text(key).lower()
        return value == "true" if value else default

    def number(self, key: str, default: int) -> int:
        """The whole number under `key`, as Java's int holds it; `default` when there is none."""
        value = self.text(key)
        return int(value) if value.isdecimal() and len(value) <= DIGITS_OF_INT else default

    @property
    def date_format(self) -> str:
        """How dates are written: a pattern for `specify.text.partial_dates`."""
        return self.text("ui.formatting.scrdateformat", FULL_PATTERN)

    @property
    def month_format(self) -> str:
        """How dates without a day are written."""
        return self.text("ui.formatting.scrmonthformat", MONTH_PATTERN)


def preferences(stamp: str) -> Preferences:
    """The institution's preferences. One statement when not kept."""
    return remember(stamp, "preferences", _read)


def collection_preference(viewer: Viewer, stamp: str, *path: str) -> Any:
    """The value at `path` in Specify 7's preferences of the collection, or None."""
    return _at(parsed(viewer, stamp, "CollectionPreferences", _json), path)


def user_preference(viewer: Viewer, stamp: str, *path: str) -> Any:
    """The value at `path` in Specify 7's preferences of the user, else in the default ones, or None."""
    found = _at(parsed(viewer, stamp, "UserPreferences", _json), path)
    return default_preference(viewer, stamp, *path) if found is None else found


def default_preference(viewer: Viewer, stamp: str, *path: str) -> Any:
    """The value at `path` in what the institution has set for users who chose nothing, or None."""
    return _at(parsed(viewer, stamp, "DefaultUserPreferences", _json), path)


def _read() -> Preferences:
    rows = (
        tables.SpAppResourceData.objects.annotate(kind=Lower("spAppResource__spAppResourceDir__userType"))
        .filter(spAppResource__name="preferences", kind__in=_REMOTE)
        .order_by("-kind", "spAppResource_id", "id")
    )
    values: dict[str, str] = {}
    for data in rows.values_list("data", flat=True):
        text = data if isinstance(data, str) else bytes(data or b"").decode("utf-8", "replace")
        for key, value in properties(text).items():
            values.setdefault(key, value)
    return Preferences(values)


def properties(text: str) -> dict[str, str]:
    """The keys and values of a text in the form of Java's properties; the first of two equal keys counts."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        key, equals, value = line.partition("=")
        if equals and not key.lstrip().startswith(("#", "!")):
            found.setdefault(key.strip(), _ESCAPE.sub(_unescaped, value.strip()))
    return found


def _unescaped(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16)) if escape[1] else _CONTROLS.get(escape[2], escape[2])


def _json(data: bytes, name: str) -> Any:
    try:
        return json.loads(data)
    except ValueError as error:
        raise BadXml(f"{name} is no JSON that can be read: {error}.") from error
    except RecursionError as error:
        raise BadXml(f"{name} nests too deeply.") from error


def _at(tree: Any, path: tuple[str, ...]) -> Any:
    for step in path:
        if not isinstance(tree, Mapping):
            return None
        tree = tree.get(step)
    return tree
