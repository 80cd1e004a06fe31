"""Writes a set of changes: one statement for the rows of a table that are made, one for those changed alike.

In: changes that are complete and allowed, inside a transaction. Out: the same with their ids. A row that others point
to is made before them; what was taken away is free for what is made. What Specify declares but this database lacks
never comes this far, since tables are known as they are present.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import F, Q

from specify.datamodel import present
from specify.datamodel.inserting import insert
from specify.datamodel.tables import model
from specify.records.writing.changes import Change, id_of, ids_of
from specify.records.writing.removing import remove

_AT_ONCE = 500


def write(changes: Sequence[Change]) -> None:
    """Make, change and delete rows, in an order that keeps every key valid and what is given up free for others."""
    deleted = [change for change in changes if change.deed == "delete"]
    late = _pointed_to(changes, deleted)
    remove([change for change in deleted if change not in late])
    changed = [change for change in changes if change.deed == "change" and change.values]
    _change_all([change for change in changed if not _unmade(change)])
    made = [change for change in changed if _unmade(change)]
    _make_all([change for change in changes if change.deed == "make"])
    _change_all(made)
    remove([change for change in deleted if change in late])


def _pointed_to(changes: Sequence[Change], deleted: Sequence[Change]) -> set[Change]:
    """The deleted rows that a changed row points to as it is stored, and all that these point to."""
    by_row = {(change.table.key, change.id): change for change in deleted}
    found: set[Change] = set()
    fresh = [change for change in changes if change.deed == "change"]
    while by_row and fresh:
        targets = {
            by_row.get((way.target.lower(), change.before(name)))
            for change in fresh
            for name, way in change.table.relationships.items()
            if way.column
        }
        fresh = [change for change in targets if change is not None and change not in found]
        found.update(fresh)
    return found


def _make_all(waiting: Sequence[Change]) -> None:
    while waiting:
        ready = [change for change in waiting if not _unmade(change)]
        if not ready:
            raise AssertionError("Records to be made point to each other in a circle.")
        for table, rows in _by_table(ready).items():
            _make(table, rows)
        waiting = [change for change in waiting if change.id is None]


def _change_all(changes: Sequence[Change]) -> None:
    for table, rows in _by_table(changes).items():
        _step_aside(rows)
        _change(table, rows)


def _step_aside(changes: Sequence[Change]) -> None:
    """Free what rows are to exchange and the database keeps unique; it would see two alike in between."""
    table = changes[0].table
    for name in dict.fromkeys(name for key in table.unique for name in key):
        rows = [change for change in changes if change.alters(name)]
        if len(rows) > 1 and name in table.fields and table.fields[name].kind in ("integer", "short"):
            _rows_of(rows).update(**{name: -F(name) - 1})
        elif {change.before(name) for change in rows} & {change.now(name) for change in rows}:
            _park(rows, name)


def _park(changes: Sequence[Change], name: str) -> None:
    """Leave a text or a record that others of the rows are to have: for nothing, else for records that none has.

    Nobody sees that, since it is over before the transaction is. Where there are too few records, nothing is done.
    """
    table, way = changes[0].table, changes[0].table.relationships.get(name)
    column = present.shape().column(table.table, (way or table.fields[name]).column or "")
    if column is not None and column.null:
        _rows_of(changes).update(**{f"{name}_id" if way else name: None})
    elif way is not None:
        key = f"{name}_id"
        taken = ids_of(change.now(name) for change in changes)
        used = model(table.key)._default_manager.filter(_beside(changes, name)).values(key)
        free = model(way.target.lower())._default_manager.exclude(pk__in=taken).exclude(pk__in=used)
        spare = list(free.order_by("pk").values_list("pk", flat=True)[: len(changes)])
        kind = model(table.key)
        if len(spare) == len(changes):
            parked = [kind(id=one.id, **{key: at}) for one, at in zip(changes, spare, strict=True)]
            kind._default_manager.bulk_update(parked, [key], _AT_ONCE)


def _beside(changes: Sequence[Change], name: str) -> Q:
    """The rows that one of these could be alike with in what the database keeps unique."""
    table, found = changes[0].table, Q()
    for other in {other for key in table.unique if name in key for other in key if other != name}:
        values = {value for change in changes for value in (change.before(other), change.now(other))}
        column = f"{other}_id" if other in table.relationships else other
        found |= Q(**{f"{column}__in": {id_of(value) for value in values} - {None}})
    return found


def _rows_of(changes: Sequence[Change]) -> Any:
    return model(changes[0].table.key)._default_manager.filter(pk__in=[change.id for change in changes])


def _unmade(change: Change) -> bool:
    """Whether it points to a record that is still to be made."""
    return any(isinstance(value, Change) and value.id is None for value in change.values.values())


def _by_table(changes: Sequence[Change]) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        found[change.table.key].append(change)
    return found


def _make(table: str, changes: list[Change]) -> None:
    for change, made in zip(changes, insert(table, [_columns(change) for change in changes]), strict=True):
        change.id = made


def _change(table: str, changes: list[Change]) -> None:
    kind = model(table)
    alike: dict[tuple[str, ...], list[Change]] = defaultdict(list)
    for change in changes:
        alike[tuple(sorted(change.values))].append(change)
    for names, rows in alike.items():
        if len(rows) == 1:
            kind._default_manager.filter(pk=rows[0].id).update(**_columns(rows[0]))
        else:
            kind._default_manager.bulk_update([kind(id=row.id, **_columns(row)) for row in rows], names, _AT_ONCE)


def _columns(change: Change) -> dict[str, Any]:
    """The values by attribute of the model; a record made in the same set by its id."""
    relationships = change.table.relationships
    return {
        f"{name}_id" if name in relationships else name: value.id if isinstance(value, Change) else value
        for name, value in change.values.items()
    }
