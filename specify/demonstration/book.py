"""The rows of the demonstration on their way into the database, numbered before they are written.

In: tables and values by Specify's names, relationships as ids. Out: rows written in sets, one statement per table and
set of columns. What the database at hand lacks (a table or field added by Specify 7) is passed over; a name that no
table of Specify's has is an error. Rows get ids from 1 up, fixed time stamps and version 0. Keys may point forwards
and in circles, as those of a collection, its discipline and its agents do, so the caller holds key checks off.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import connections, models

from specify.datamodel import present
from specify.datamodel.declaring import Field, Relationship, Table
from specify.datamodel.schema import TABLES
from specify.datamodel.tables import model

ALIAS = "default"
NAMESPACE = uuid.UUID("6f1d0c6e-5d0b-5b0e-9c55-0d1f3f0f5a11")
WRITTEN = datetime(2026, 3, 2, 9, 0)
ROWS_AT_ONCE = 2000

Values = dict[str, object]


class Book:
    """Numbers rows and keeps them until `write`."""

    def __init__(self) -> None:
        """Start with empty tables."""
        self._last: dict[str, int] = defaultdict(int)
        self._waiting: dict[str, list[Values]] = defaultdict(list)
        self._pairs: dict[str, list[tuple[int, int]]] = defaultdict(list)

    def add(self, table: str, **values: object) -> int:
        """Note a row of `table` and return its id; the row counts even where the database has no such table."""
        self._last[table] += 1
        self._waiting[table].append({"id": self._last[table], **values})
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

    @property
    def waiting(self) -> int:
        """How many rows wait to be written."""
        return sum(len(rows) for rows in self._waiting.values())

    def rows(self) -> Iterator[tuple[str, Values]]:
        """The rows that wait, each with its table."""
        for table, rows in self._waiting.items():
            yield from ((table, row) for row in rows)

    def write(self) -> None:
        """Write what waits and forget it."""
        for key, rows in self._waiting.items():
            if present.has(key):
                _write_rows(TABLES[key], rows)
        for name, pairs in self._pairs.items():
            join = present.join_tables()[name]
            _insert(name, [str(join.left.column), str(join.right.column)], pairs)
        self._waiting.clear()
        self._pairs.clear()


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
        _insert(declared.table, columns, [(row["id"], *prepare(row)) for row in group])


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


def _preparing(key: str, members: Mapping[str, Field | Relationship]) -> Any:
    """A function from a row to the values of its columns, as the database takes them."""
    connection = connections[ALIAS]
    meta = model(key)._meta
    kept: list[tuple[str, models.Field[Any, Any] | None, object]] = []
    for name, member in members.items():
        column = None if isinstance(member, Relationship) else meta.get_field(name)
        kept.append((name, column, _default(member)))  # type: ignore[arg-type]

    def prepare(row: Values) -> Iterator[object]:
        for name, column, default in kept:
            value = row.get(name, default)
            yield column.get_db_prep_save(value, connection) if column is not None else value

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
