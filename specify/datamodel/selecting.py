"""Whole rows by key: the two statements that showing records is made of, written once per table.

In: a table, ids. Out: rows as mappings of field names, converted as the Django fields do it. The ORM would write the
same statements anew for every request, which for tables of a hundred columns takes longer than the database does; names
come from the declared schema, values are always parameters.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connections

from specify.datamodel.tables import model

Converter = Callable[[Any, Any, Any], Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read rows of one table: its columns, the names they get, and what turns their values into Python's."""

    source: str
    columns: str
    names: tuple[str, ...]
    converters: tuple[tuple[int, tuple[Converter, ...], Any], ...]

    def rows(self, found: Iterable[tuple[Any, ...]], connection: Any) -> Iterator[dict[str, Any]]:
        """The fetched tuples as mappings; columns behind the table's own are left out."""
        for values in found:
            row = dict(zip(self.names, values, strict=False))
            for place, converters, expression in self.converters:
                value = values[place]
                for convert in converters:
                    value = convert(value, expression, connection)
                row[self.names[place]] = value
            yield row


@cache
def reading(table: str) -> Reading:
    """How to read rows of the table with that key; byte columns are left out."""
    connection = connections["default"]
    meta = model(table)._meta
    fields = [field for field in meta.concrete_fields if field.get_internal_type() != "BinaryField"]
    converters = []
    for place, field in enumerate(fields):
        expression = field.get_col(meta.db_table)
        needed = (*connection.ops.get_db_converters(expression), *expression.get_db_converters(connection))
        if needed:
            converters.append((place, tuple(needed), expression))
    columns = ", ".join(_column(table, field.name) for field in fields)
    source = connection.ops.quote_name(meta.db_table)
    return Reading(source, columns, tuple(field.attname for field in fields), tuple(converters))


def rows_by_id(table: str, ids: Iterable[int], *, locked: bool = False) -> Iterator[dict[str, Any]]:
    """The rows with these ids, in one statement, in no order; `locked` holds them until the transaction ends.

    On SQLite a transaction that writes has the whole database to itself.
    """
    how = reading(table)
    key = _column(table, "id")
    wanted = sorted(ids)
    end = " FOR UPDATE" if locked and connections["default"].vendor == "mysql" else ""
    sql = f"SELECT {how.columns} FROM {how.source} WHERE {key} IN ({_places(wanted)}){end}"  # noqa: S608 - names only
    return _fetched(how, sql, wanted)


@dataclass(frozen=True, slots=True)
class Limit:
    """Only rows whose field `name` has this value, or none at all. What is private is not even shown by its name."""

    name: str
    value: int
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """Rows that hang on others: by which key, in which order (field names, `-` for descending), how many for each."""

    table: str
    key: str
    order: tuple[str, ...]
    limit: int | None
    within: Limit | None = None


def rows_by_parent(wanted: Wanted, parents: Iterable[int]) -> Iterator[dict[str, Any]]:
    """The rows that hang on `parents`, in one statement and in order; with a limit `_total` counts each one's rows."""
    how = reading(wanted.table)
    ids = sorted(parents)
    key = _column(wanted.table, wanted.key)
    order = ", ".join(_ordering(wanted.table, name) for name in wanted.order)
    chosen = f"FROM {how.source} WHERE {key} IN ({_places(ids)})"
    if wanted.within:
        owner = _column(wanted.table, wanted.within.name)
        chosen += f" AND ({owner} = %s OR {owner} IS NULL)"
        ids.append(wanted.within.value)
    if wanted.limit is None:
        return _fetched(how, f"SELECT {how.columns} {chosen} ORDER BY {order}", ids)
    windows = (
        f"ROW_NUMBER() OVER (PARTITION BY {key} ORDER BY {order}) AS web_place, "
        f"COUNT(*) OVER (PARTITION BY {key}) AS web_total"
    )
    sql = (
        f"SELECT {how.columns}, web_total FROM (SELECT {how.columns}, {windows} {chosen}) numbered "  # noqa: S608
        "WHERE web_place <= %s ORDER BY web_place"
    )
    return _fetched(how, sql, [*ids, wanted.limit], counted=True)


def rows_of(table: str, order: tuple[str, ...], most: int, within: Limit | None) -> Iterator[dict[str, Any]]:
    """The first rows of a whole table, in one statement and in order."""
    how = reading(table)
    parameters = [most]
    chosen = f"FROM {how.source}"
    if within:
        owner = _column(table, within.name)
        chosen += f" WHERE {owner} = %s OR {owner} IS NULL"
        parameters.insert(0, within.value)
    ordering = ", ".join(_ordering(table, name) for name in order)
    return _fetched(how, f"SELECT {how.columns} {chosen} ORDER BY {ordering} LIMIT %s", parameters)


def _fetched(how: Reading, sql: str, parameters: list[int], *, counted: bool = False) -> Iterator[dict[str, Any]]:
    connection = connections["default"]
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        found = cursor.fetchall()
    for row, values in zip(how.rows(found, connection), found, strict=True):
        if counted:
            row["_total"] = values[-1]
        yield row


def _column(table: str, name: str) -> str:
    column: Any = getattr(model(table)._meta.get_field(name), "column", name)
    return str(connections["default"].ops.quote_name(column))


def _ordering(table: str, name: str) -> str:
    return _column(table, name.removeprefix("-")) + (" DESC" if name.startswith("-") else "")


def _places(ids: list[int]) -> str:
    return ", ".join(["%s"] * len(ids))
