"""The expressions of a line: what its rows are compared and put in order by, and what is shown of them.

In: a line, the joins of a statement. Out: `Expressed`. Kept of Specify 7: dates are told as far as they are known, the
day of a date only where it is known, the month where it is; the order is that of the values and not of their texts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from re import fullmatch
from typing import Any

from specify.datamodel.declaring import Field, Table
from specify.query import ages, inheriting, spans, years
from specify.query.asked import Line, Operator
from specify.query.asking import Asking
from specify.query.conditions import Tested, condition
from specify.query.joining import At, Joins
from specify.query.operands import WHOLE, Typed
from specify.query.ranks import Ladders
from specify.query.specs import ID, Age, Counted, Gathered, Plain, Ranked, Told
from specify.query.sql import Sql, as_text, day_of, is_mysql, month_of, sql, year_of
from specify.query.telling import Telling

_NUMERIC = r"-?[0-9]+(\.[0-9]+)?"
_NO_DAY, _MIDNIGHT = "0000-00-00", "00:00:00"
_OF_NOTHING = (Operator.EMPTY, Operator.TRUE_OR_EMPTY, Operator.FALSE_OR_EMPTY)
"""The operators that what is not there passes."""
_PARTS = {"Day": (day_of, "(1)"), "Month": (month_of, "(1, 2)"), "Year": (year_of, "")}


@dataclass(frozen=True, slots=True)
class Expressed:
    """A line as expressions. `kind` says how a value that is shown becomes Python's."""

    value: Sql
    shown: Sql
    kind: str
    tested: Tested | None = None


@dataclass(frozen=True)
class Columns:
    """Makes the expressions of one statement."""

    joins: Joins
    ladders: Ladders
    asking: Asking

    def of(self, line: Line) -> Expressed:
        """The expressions of a line."""
        at = self.joins.along(self.joins.base, line.spec.path)
        end, telling = line.spec.end, Telling(self.joins, self.asking)
        if isinstance(end, Told):
            return _told(telling.record(at, line.format))
        if isinstance(end, Gathered):
            return _told(telling.gathered(at, at.table.relationships[end.relationship], line.format))
        if isinstance(end, Counted):
            return _number(self.joins.counted(at, at.table.relationships[end.relationship]), self.asking)
        if isinstance(end, Age):
            return self._age(line, at)
        if isinstance(end, Ranked):
            return self._ranked(line, at, end)
        if end.part:
            return self._part(line, at, end)
        return self._plain(line, at, end, telling)

    def _ranked(self, line: Line, at: At, end: Ranked) -> Expressed:
        """A field of the node at a rank: the ladder to it stands there only where its numbers do not tell enough."""
        field, test = at.table.fields.get(end.name), self._by_numbers(line, at, end)
        is_value_needed = line.is_shown or line.order or (line.tests and test is None)
        value = self.ladders.field_at(at, end) if is_value_needed else Sql("NULL")
        found = self._value(line, at.table, field, value)
        if test is None or found.tested is None:
            return found
        return replace(found, tested=replace(found.tested, own=lambda _line: test))

    def _by_numbers(self, line: Line, at: At, end: Ranked) -> Sql | None:
        """What a line asks of a node at a rank, asked of the numbers of those below, if only such can pass."""
        items = self.ladders.at(at, end.rank).items
        if not line.tests or line.is_not or line.operator in _OF_NOTHING:
            return None
        node = spans.ranked(at.key)
        inside = self._value(line, at.table, at.table.fields.get(end.name), node.column(end.name))
        test = condition(inside.tested, line) if inside.tested else None
        return None if test is None else spans.below(at, items, test, self.asking)

    def _plain(self, line: Line, at: At, end: Plain, telling: Telling) -> Expressed:
        field = at.table.fields.get(end.name)
        found = self._value(line, at.table, field, at.id if end.name == ID else at.column(end.name))
        if field is not None and field.kind == "date":
            return Expressed(found.value, telling.field(at, field), "text", found.tested)
        if end.name == inheriting.NUMBER and line.operator is Operator.EQUAL and found.tested:
            return self._inherited(at, found, found.tested)
        return found

    def _inherited(self, at: At, found: Expressed, tested: Tested) -> Expressed:
        """A number that may be another record's."""
        if not inheriting.inherits(at.key, self.asking):
            return found

        def own(line: Line) -> Sql:
            return inheriting.has_number(at, self.asking, tested.typed.value(line.value), line.value)

        return replace(found, shown=inheriting.number_shown(at), tested=replace(tested, value=at.id, own=own))

    def _value(self, line: Line, table: Table, field: Field | None, value: Sql) -> Expressed:
        chosen = line.format if field is not None and field.name == "catalogNumber" else ""
        written = self.asking.field_format(table.key, field.name, chosen) if field else None
        myself = self.asking.visit.user.name if table.key == "specifyuser" else ""
        typed = Typed(field, written, self.asking.now, myself=myself)
        is_text = field is not None and field.kind in ("string", "text")
        kind: str = field.kind if field else "integer"
        if field is not None and (table.key, field.name) == ("collectionobject", "catalogNumber"):
            kind = "catalog number" if self.asking.has_plain_numbers() else kind
        shown = as_text(value) if kind == "json" else value
        return Expressed(value, shown, kind, Tested(value, typed, is_text))

    def _age(self, line: Line, at: At) -> Expressed:
        own = partial(ages.is_aged, self.joins, at, asking=self.asking)
        older, younger = ages.ends(self.joins, at)
        tested = Tested(older, Typed(None, None, self.asking.now), is_text=False, own=own)
        return Expressed(older, ages.shown(older, younger), "age", tested)

    def _part(self, line: Line, at: At, end: Plain) -> Expressed:
        field = at.table.fields[end.name]
        make, known = _PARTS[end.part]
        value = make(at.column(end.name))
        precision = at.table.fields.get(f"{end.name}Precision")
        if precision is not None and known:
            value = sql(f"CASE WHEN {{}} IN {known} THEN {{}} END", at.column(precision.name), value)
        typed = Typed(field, None, self.asking.now, is_part=True)
        days = years.by_days(at.column(end.name), line, typed) if end.part == "Year" else None
        own = None if days is None else (lambda _line: days)
        return Expressed(value, value, "integer", Tested(value, typed, is_text=False, own=own))


def _number(value: Sql, asking: Asking) -> Expressed:
    return Expressed(value, value, "integer", Tested(value, Typed(None, None, asking.now), is_text=False))


def _told(text: Sql) -> Expressed:
    return Expressed(text, text, "text")


def reader(kind: str) -> Callable[[Any], Any] | None:
    """What makes a text, a number or a truth value of a value of that kind; None where it is one already."""
    if kind in _READERS:
        return _READERS[kind]
    if kind in (*WHOLE, "double") or (is_mysql() and kind in ("text", "string", "json")):
        return None
    return _exact if kind == "decimal" else str


def _moment(value: Any) -> str | None:
    """A moment to the second; None for the one that is no day, as databases of Specify 6 may have it."""
    text = str(value)
    return None if text.startswith(_NO_DAY) else f"{text[:10]}T{text[11:19] or _MIDNIGHT}"


def _exact(value: Any) -> str:
    if is_mysql():
        return value if isinstance(value, str) else f"{value:f}"
    return f"{Decimal(str(value)):.10f}"


def _plain_number(value: Any) -> str:
    """A catalog number without its leading zeros, if it is a number."""
    text = str(value)
    if text.isdecimal() and text.isascii():
        return text.lstrip("0") or "0"
    if not fullmatch(_NUMERIC, text):
        return text
    return str(Decimal(text).quantize(Decimal(1), ROUND_HALF_UP)) if "." in text else str(int(text))


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "boolean": bool,
    "catalog number": _plain_number,
    "age": lambda value: ages.in_words(str(value)),
    "timestamp": _moment,
}
