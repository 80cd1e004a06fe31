"""The main menu: entries that packages register when the program starts.

In: `register(MenuEntry(...))` from an app's `ready`. Out: the entries a person in a collection may see, in order.
Beside it only sections of record pages are registered (`records/sections.py`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


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
