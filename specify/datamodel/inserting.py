"""Makes many rows of a table as the ORM would, in a fraction of its time.

In: a table, and rows as mappings by the attributes of its model, with what all of them share. Out: their ids, in the
same order. A statement names what any of its rows has, what the model begins with, and what the database might fill in
by itself; all else is NULL.
Statements follow the number of rows by five hundreds.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from django.db import connections
from django.db.models import BooleanField, CharField, ForeignKey, IntegerField, SmallIntegerField, TextField

from specify.datamodel import present
from specify.datamodel.tables import model

_AT_ONCE = 500
_PLAIN: Mapping[type, type] = {
    BooleanField: bool,
    CharField: str,
    ForeignKey: int,
    IntegerField: int,
    SmallIntegerField: int,
    TextField: str,
}
"""Values of these types need no preparing for a field of just this class."""
Values = Mapping[str, Any]


def insert(table: str, rows: Sequence[Values], shared: Values = MappingProxyType({})) -> list[int]:
    """Make rows of the table with that key; their ids. What is `shared` stands in all of them."""
    inserted = _inserted_one_by_one if connections["default"].vendor == "sqlite" else _inserted_together
    made: list[int] = []
    for start in range(0, len(rows), _AT_ONCE):
        made += inserted(table, _prepared(table, rows[start : start + _AT_ONCE], shared))
    return made


@dataclass(frozen=True, slots=True)
class _Column:
    """A column by its quoted name, and what it begins with."""

    name: str
    field: Any
    plain: type | None
    beginning: Any

    def prepared(self, value: Any) -> Any:
        """A value as the driver takes it."""
        if value is None or type(value) is self.plain:
            return value
        return self.field.get_db_prep_save(value, connections["default"])


class _Prepared(NamedTuple):
    """A statement that makes rows: its beginning, the places of a row, and the values of all."""

    begin: str
    row: str
    values: Sequence[Sequence[Any]]


@cache
def _columns(table: str) -> Mapping[str, _Column]:
    """All columns but the key, by attribute."""
    quote = connections["default"].ops.quote_name
    fields: Any = model(table)._meta.concrete_fields
    return {
        field.attname: _Column(quote(field.column), field, _PLAIN.get(type(field)), field.get_default())
        for field in fields
        if not field.primary_key
    }


@cache
def _always(table: str) -> Collection[str]:
    """The columns that are named even if no row has a value for them."""
    shape, name = present.shape(), present.tables()[table].table

    def is_needed(one: _Column) -> bool:
        real = shape.column(name, one.field.column)
        return not one.field.null or one.beginning is not None or (real is not None and real.has_default)

    return [attribute for attribute, one in _columns(table).items() if is_needed(one)]


def _prepared(table: str, rows: Sequence[Values], shared: Values) -> _Prepared:
    """The statement for some rows."""
    columns = _columns(table)
    same = {name: columns[name].prepared(value) for name, value in shared.items()}
    chosen = dict.fromkeys([*_always(table), *(name for row in rows for name in row)])
    own = [(name, columns[name]) for name in chosen if name not in same]
    values = [[*(one.prepared(row.get(name, one.beginning)) for name, one in own), *same.values()] for row in rows]
    named = ", ".join(columns[name].name for name in [*(name for name, _one in own), *same])
    into = connections["default"].ops.quote_name(model(table)._meta.db_table)
    places = ", ".join(["%s"] * len(values[0]))
    return _Prepared(f"INSERT INTO {into} ({named}) VALUES ", f"({places})", values)  # noqa: S608 - names only


def _inserted_one_by_one(_table: str, prepared: _Prepared) -> Sequence[int]:
    """SQLite compiles a statement once. Who writes is alone, so that ids follow each other."""
    with connections["default"].cursor() as cursor:
        cursor.executemany(prepared.begin + prepared.row, prepared.values)
        cursor.execute("SELECT last_insert_rowid()")
        (last,) = cursor.fetchone()
    return range(last - len(prepared.values) + 1, last + 1)


def _inserted_together(table: str, prepared: _Prepared) -> Sequence[int]:
    """One statement. MariaDB tells the ids; MySQL the first, behind which it gives the others to the same statement."""
    connection: Any = connections["default"]
    number = len(prepared.values)
    sql = prepared.begin + ", ".join([prepared.row] * number)
    tells = connection.features.can_return_rows_from_bulk_insert
    if tells:
        sql += f" RETURNING {connection.ops.quote_name(model(table)._meta.pk.column)}"
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for row in prepared.values for value in row])
        if tells:
            return [key for (key,) in cursor.fetchall()]
        cursor.execute("SELECT LAST_INSERT_ID(), @@auto_increment_increment")
        first, step = cursor.fetchone()
    return range(first, first + step * number, step)
