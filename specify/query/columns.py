"""The expressions of a line: what its rows are compared and put in order by, and what is shown of them.

In: a line, the joins of a statement. Out: `Expressed`. Kept of Specify 7: dates are told as far as they are known, the
day of a date only where it is known, the month where it is; the order is that of the values and not of their texts.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from re import fullmatch
from typing import Any

from django.utils.translation import gettext as _

from specify.datamodel.declaring import Field, Table
from specify.query.asked import Line
from specify.query.asking import Asking
from specify.query.conditions import Tested
from specify.query.joining import At, Joins
from specify.query.operands import WHOLE, Typed
from specify.query.ranks import Ladders
from specify.query.refusing import BadQuery
from specify.query.specs import ID, Age, Gathered, Plain, Ranked, Told
from specify.query.sql import Sql, as_text, day_of, is_mysql, month_of, sql, year_of
from specify.query.telling import Telling

_NUMERIC = r"-?[0-9]+(\.[0-9]+)?"
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
        if isinstance(end, Age):
            raise BadQuery(_("The age of objects cannot be asked for yet."), _("Take the line out."))
        if isinstance(end, Ranked):
            field = at.table.fields.get(end.name)
            return self._value(line, at.table, field, self.ladders.field_at(at, end))
        if end.part:
            return self._part(line, at, end)
        return self._plain(line, at, end, telling)

    def _plain(self, line: Line, at: At, end: Plain, telling: Telling) -> Expressed:
        field = at.table.fields.get(end.name)
        found = self._value(line, at.table, field, at.id if end.name == ID else at.column(end.name))
        if field is not None and field.kind == "date":
            return Expressed(found.value, telling.field(at, field), "text", found.tested)
        return found

    def _value(self, line: Line, table: Table, field: Field | None, value: Sql) -> Expressed:
        chosen = line.format if field is not None and field.name == "catalogNumber" else ""
        written = self.asking.field_format(table.key, field.name, chosen) if field else None
        typed = Typed(field, written, self.asking.now)
        is_text = field is not None and field.kind in ("string", "text")
        kind: str = field.kind if field else "integer"
        if field is not None and (table.key, field.name) == ("collectionobject", "catalogNumber"):
            kind = "catalog number" if self.asking.has_plain_numbers() else kind
        shown = as_text(value) if kind == "json" else value
        return Expressed(value, shown, kind, Tested(value, typed, is_text))

    def _part(self, line: Line, at: At, end: Plain) -> Expressed:
        field = at.table.fields[end.name]
        make, known = _PARTS[end.part]
        value = make(at.column(end.name))
        precision = at.table.fields.get(f"{end.name}Precision")
        if precision is not None and known:
            value = sql(f"CASE WHEN {{}} IN {known} THEN {{}} END", at.column(precision.name), value)
        typed = Typed(field, None, self.asking.now, is_part=True)
        return Expressed(value, value, "integer", Tested(value, typed, is_text=False))


def _told(text: Sql) -> Expressed:
    return Expressed(text, text, "text")


def in_python(kind: str, value: Any) -> Any:
    """A value that is shown, as a text, a number, a truth value or None."""
    if value is None:
        return None
    if kind == "boolean":
        return bool(value)
    if kind in (*WHOLE, "double"):
        return value
    if kind == "catalog number":
        return _plain_number(str(value))
    if kind == "timestamp":
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
        return moment.isoformat(timespec="seconds")
    if kind == "decimal" and not is_mysql():
        return f"{Decimal(str(value)):.10f}"
    return str(value)


def _plain_number(text: str) -> str:
    """A catalog number without its leading zeros, if it is a number."""
    if not fullmatch(_NUMERIC, text):
        return text
    return str(Decimal(text).quantize(Decimal(1), ROUND_HALF_UP)) if "." in text else str(int(text))
