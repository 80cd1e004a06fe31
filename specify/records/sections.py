"""Sections of a record's page that packages of upper floors add: what they know about a record.

In: `register(...)` from an app's `ready`, with a function that tells what there is to say about a record. Out: the
sections of a page, in the order in which they were registered. Each is a template, which has its `content`, and draws
of a list as many rows as `rows_shown` says.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from specify.datamodel.declaring import Table
from specify.datamodel.rows import Row
from specify.security.entering import Visit


@dataclass(frozen=True, slots=True)
class Section:
    """One or more parts of a page: the template that draws them, and what it draws."""

    template: str
    content: Any


Telling = Callable[[Visit, Table, Row], Section | None]
_TELLING: list[Telling] = []


def register(telling: Telling) -> None:
    """Add a section to the pages of those records of which it has anything to tell, once."""
    if telling not in _TELLING:
        _TELLING.append(telling)


def sections_of(visit: Visit, table: Table, row: Row) -> tuple[Section, ...]:
    """What there is to tell of a record besides its form."""
    found = (telling(visit, table, row) for telling in _TELLING)
    return tuple(section for section in found if section is not None)
