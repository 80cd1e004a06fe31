"""Changes as tests write them down, and what becomes of them."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.records.saving import locked, save
from specify.records.writing.changes import Change, NotSaved, Problem
from specify.security.entering import Visit

Planned = Callable[[], Change]


def made(key: str, **values: object) -> Change:
    """A record to be made."""
    return Change(present.tables()[key], dict(values), deed="make", name=key)


def changed(key: str, row_id: int | None, **values: object) -> Change:
    """A stored record that is to be changed; ask for it within the plan."""
    return Change(present.tables()[key], dict(values), locked(key, [row_id or 0])[row_id or 0])


def deleted(key: str, row_id: int | None) -> Change:
    """A stored record that is to be deleted; ask for it within the plan."""
    return Change(present.tables()[key], {}, locked(key, [row_id or 0])[row_id or 0], deed="delete")


def under(owner: Change, relationship: str, change: Change) -> Change:
    """The same as a dependent of `owner`."""
    change.owner, change.way = owner, owner.table.relationships[relationship]
    change.values[change.way.other or ""] = owner
    return change


def saved(visit: Visit, *plans: Planned | Change) -> tuple[Change, ...]:
    """What was saved."""
    return save(visit, lambda: [plan if isinstance(plan, Change) else plan() for plan in plans])


def refused(visit: Visit, *plans: Planned | Change) -> Sequence[Problem]:
    """The problems of what could not be saved."""
    with pytest.raises(NotSaved) as told:
        saved(visit, *plans)
    return told.value.problems


def fields(problems: Sequence[Problem]) -> list[tuple[str, str]]:
    """Where the problems are: tables and fields."""
    return [(problem.change.table.key, problem.field) for problem in problems]


def row(key: str, row_id: int | None) -> Any:
    """The stored row."""
    return model(key).objects.get(pk=row_id)
