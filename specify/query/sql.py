"""Pieces of statements: text with places for values, and the values that go there, always together.

In: names of the declared schema, other pieces, values. Out: `Sql`. A value never becomes part of the text. What MariaDB
and SQLite say differently about one thing is said here, once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import connections

Value = str | int | float | Decimal | None


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of a statement and its values in order."""

    text: str
    values: tuple[Value, ...] = ()


TRUE = Sql("1 = 1")
NOTHING = Sql("1 = 0")
EMPTY = Sql("''")


def sql(template: str, *parts: Sql) -> Sql:
    """The template with each `{}` replaced by the piece in its turn."""
    values = tuple(value for part in parts for value in part.values)
    return Sql(template.format(*(part.text for part in parts)), values)


def given(value: Value) -> Sql:
    """A value."""
    return Sql("%s", (value,))


def listed(parts: Iterable[Sql], between: str = ", ") -> Sql:
    """The pieces with `between` between them."""
    some = tuple(parts)
    return Sql(between.join(part.text for part in some), tuple(value for part in some for value in part.values))


def all_of(tests: Iterable[Sql]) -> Sql:
    """That all of the tests hold; without any, always."""
    some = tuple(tests)
    return listed((sql("({})", test) for test in some), " AND ") if some else TRUE


def any_of(tests: Iterable[Sql]) -> Sql:
    """That one of the tests holds; without any, never."""
    some = tuple(tests)
    return sql("({})", listed((sql("({})", test) for test in some), " OR ")) if some else NOTHING


def name(text: str) -> str:
    """A name of the schema as statements write it."""
    return connections["default"].ops.quote_name(text)


def is_mysql() -> bool:
    """Whether the database is MariaDB or MySQL, not SQLite."""
    return connections["default"].vendor == "mysql"


def joined(parts: Sequence[Sql]) -> Sql:
    """Texts one behind the other, NULL if one of them is."""
    if len(parts) == 1:
        return parts[0]
    return sql("CONCAT({})", listed(parts)) if is_mysql() else sql("({})", listed(parts, " || "))


def as_text(value: Sql) -> Sql:
    """Any value as text."""
    return sql("CAST({} AS CHAR)" if is_mysql() else "CAST({} AS TEXT)", value)


def or_empty(value: Sql) -> Sql:
    """A text, empty instead of NULL."""
    return sql("COALESCE({}, '')", value)


def without_zeros(number: Sql) -> Sql:
    """The text of a number without the zeros at the end of its decimal places, and without a point behind it."""
    if is_mysql():
        bare = sql("TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM {}))", number)
    else:
        bare = sql("RTRIM(RTRIM({}, '0'), '.')", number)
    return sql("CASE WHEN INSTR({}, '.') > 0 THEN {} ELSE {} END", number, bare, number)


def like(value: Sql, pattern: str) -> Sql:
    """`value LIKE pattern`, with the backslash before a sign that means itself, as MariaDB has it."""
    return sql("{} LIKE {}" if is_mysql() else "{} LIKE {} ESCAPE '\\'", value, given(pattern))


def year_of(moment: Sql) -> Sql:
    """The year of a date as a number."""
    return _part(moment, "YEAR", 1, 4)


def month_of(moment: Sql) -> Sql:
    """The month of a date as a number."""
    return _part(moment, "MONTH", 6, 2)


def day_of(moment: Sql) -> Sql:
    """The day of a date's month as a number."""
    return _part(moment, "DAY", 9, 2)


def _part(moment: Sql, part: str, start: int, length: int) -> Sql:
    if is_mysql():
        return sql(f"EXTRACT({part} FROM {{}})", moment)
    return sql(f"CAST(SUBSTR({{}}, {start}, {length}) AS INTEGER)", moment)
