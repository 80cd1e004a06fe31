"""The main menu: entries that packages register when the program starts.

In: `register(MenuEntry(...))` from an app's `ready`. Out: the entries a person in a collection may see, in order.
Registered alike are ways on with records, such as printing them. Beside these only sections of record pages are
registered (`records/sections.py`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One entry: `title` is a lazily translated text, `url` a URL name that takes collection_id and slug."""

    order: int
    title: Any
    url: str
    allowed: Callable[[Any], bool] = lambda _visit: True


_ENTRIES: list[MenuEntry] = []


def register(entry: MenuEntry) -> None:
    """Add an entry to the main menu, once."""
    if entry not in _ENTRIES:
        _ENTRIES.append(entry)
        _ENTRIES.sort(key=lambda one: one.order)


def entries_for(visit: Any) -> list[MenuEntry]:
    """What the menu shows to this person in this collection."""
    return [entry for entry in _ENTRIES if entry.allowed(visit)]


@dataclass(frozen=True, slots=True)
class WayOn:
    """What can be done with records of a table: the page behind `url` is told the table as `on`, and which of them.

    It takes ids, each as `id`, a record set as `set`, or the lines of a query, each as `l`. `allowed` is asked with a
    visit and the key of a table. `after_saving` are the words of a button that saves a record and goes on so with it.
    """

    title: Any
    url: str
    allowed: Callable[[Any, str], bool]
    after_saving: Any = ""

    def address(self, visit: Any, **told: object) -> str:
        """Its address, for what is told."""
        path = reverse(self.url, kwargs=visit.place.way)
        return f"{path}?{urlencode(told)}" if told else path


_WAYS: list[WayOn] = []


def register_way(way: WayOn) -> None:
    """Add a way on with records, once."""
    if way not in _WAYS:
        _WAYS.append(way)


def ways_on(visit: Any, table_key: str) -> list[WayOn]:
    """The ways on that this person has with records of a table."""
    return [way for way in _WAYS if way.allowed(visit, table_key)]
