"""The rows of the demonstration on their way into the database, numbered before they are written.

In: tables and values by Specify's names, relationships as ids. Out: rows written in sets, one statement per table and
set of columns, as often as many rows wait. What the database at hand lacks (a table or field added by Specify 7) is
passed over; a name that no table of Specify's has is an error. Rows get ids from 1 up, fixed time stamps and version 0.
Keys may point forwards and in circles, as those of a collection, its discipline and its agents do, so the caller holds
key checks off.
"""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import connections, transaction

from specify.datamodel import present
from specify.datamodel.declaring import Field, Relationship, Table
from specify.datamodel.schema import TABLES
from specify.datamodel.tables import model

ALIAS = "default"
NAMESPACE = uuid.UUID("6f1d0c6e-5d0b-5b0e-9c55-0d1f3f0f5a11")
WRITTEN = datetime(2026, 3, 2, 9, 0)
ROWS_AT_ONCE = 2000
# What these hold goes to a driver as it is; the rest has a form of its own in one database or another.
PLAIN = frozenset({"string", "text", "integer", "short", "byte", "long", "boolean"})

Values = dict[str, object]


class Book:
    """Numbers rows and keeps them until `write`, which it calls itself when `held` of them wait."""

    def __init__(self, held: int | None = None, wrote: "Callable[[Book], None]" = lambda _: None) -> None:
        """Start with empty tables; without `held`, everything waits. `wrote` is called after every writing."""
        self._held, self._wrote = held, wrote
        self._waits = 0
        self._last: dict[str, int] = defaultdict(int)
        self._waiting: dict[str, list[Values]] = defaultdict(list)
        self._pairs: dict[str, list[tuple[int, int]]] = defaultdict(list)

    def add(self, table: str, **values: object) -> int:
        """Note a row of `table` and return its id; the row counts even where the database has no such table."""
        if self._held is not None and self._waits >= self._held:
            self.write()
        self._waits += 1
        self._last[table] += 1
        values["id"] = self._last[table]
        self._waiting[table].append(values)
        return self._last[table]

    def next_id(self, table: str) -> int:
        """The id that the next row of `table` will get, for rows that have to name it beforehand."""
        return self._last[table] + 1

    def pair(self, join_table: str, left: int, right: int) -> None:
        """Note a pair in a join table."""
        self._pairs[join_table].append((left, right))

    def count(self, table: str) -> int:
        """How many rows of `table` have been noted so far."""
        return self._last[table]

    def rows(self) -> Iterator[tuple[str, Values]]:
        """The rows that wait, each with its table."""
        for table, rows in self._waiting.items():
            yield from ((table, row) for row in rows)

    def write(self) -> None:
        """Write what waits, all or nothing, and forget it."""
        with transaction.atomic(using=ALIAS):
            for key, rows in self._waiting.items():
                if present.has(key):
                    _write_rows(TABLES[key], rows)
            for name, pairs in self._pairs.items():
                join = present.join_tables()[name]
                _insert(name, [str(join.left.column), str(join.right.column)], pairs)
        self._waiting.clear()
        self._pairs.clear()
        self._waits = 0
        self._wrote(self)


def identifier(*parts: object) -> str:
    """The identifier (a UUID, version 5) that belongs to `parts`, always the same."""
    return str(uuid.uuid5(NAMESPACE, "/".join(map(str, parts))))


def _write_rows(declared: Table, rows: list[Values]) -> None:
    there = present.tables()[declared.key]
    alike: dict[tuple[str, ...], list[Values]] = defaultdict(list)
    for row in rows:
        alike[tuple(row)].append(row)
    for names, group in alike.items():
        members = dict(_members(declared, there, names))
        filled = {**_unsaid(there, names), **members}
        columns = [declared.id_column, *(str(member.column) for member in filled.values())]
        prepare = _preparing(declared.key, filled)
        _insert(declared.table, columns, [prepare(row) for row in group])


def _members(declared: Table, there: Table, names: tuple[str, ...]) -> Iterator[tuple[str, Field | Relationship]]:
    """The present fields and relationships among `names`."""
    for name in names:
        if name == "id":
            continue
        member = declared.fields.get(name) or declared.relationships.get(name)
        if member is None or not member.column:
            raise KeyError(f"{declared.name} has no column for {name}.")
        if name in there.fields or name in there.relationships:
            yield name, member


def _unsaid(there: Table, names: tuple[str, ...]) -> Mapping[str, Field]:
    """The fields that every row needs though nobody said a value."""
    return {
        field.name: field
        for field in there.fields.values()
        if field.name not in names
        and (not field.null or field.name in ("version", "timestampModified", "timestampCreated"))
    }


def _preparing(key: str, members: Mapping[str, Field | Relationship]) -> Callable[[Values], tuple[object, ...]]:
    """A function from a row to the values of its id and columns, as the database takes them."""
    connection = connections[ALIAS]
    columns = {column.name: column for column in model(key)._meta.concrete_fields}
    kept: list[tuple[str, Callable[..., object] | None, object]] = []
    for name, member in members.items():
        is_plain = isinstance(member, Relationship) or (member.kind in PLAIN and name != "password")
        kept.append((name, None if is_plain else columns[name].get_db_prep_save, _default(member)))

    def prepare(row: Values) -> tuple[object, ...]:
        values = [row["id"]]
        for name, convert, default in kept:
            value = row.get(name, default)
            values.append(value if convert is None else convert(value, connection))
        return tuple(values)

    return prepare


def _default(member: Field | Relationship) -> object:
    if isinstance(member, Relationship):
        return None
    if member.kind == "timestamp":
        return WRITTEN
    if member.default is not None:
        return member.default
    return {"boolean": False, "integer": 0, "short": 0, "byte": 0}.get(member.kind)


def _insert(table: str, columns: list[str], rows: list[tuple[Any, ...]]) -> None:
    connection = connections[ALIAS]
    quote = connection.ops.quote_name
    names, marks = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {quote(table)} ({names}) VALUES ({marks})"  # noqa: S608 - names come from the schema
    with connection.cursor() as cursor:
        for start in range(0, len(rows), ROWS_AT_ONCE):
            cursor.executemany(statement, rows[start : start + ROWS_AT_ONCE])
