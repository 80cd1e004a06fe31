"""Records in one line, as an expression of a statement: formatters and aggregators as the database puts them together.

In: the row of a record in a statement, the name of a formatter. Out: an expression for its text, never NULL. Kept of
Specify 7's queries, which differ from its forms: a formatter that is named, else the default one, else the one set up
for the table, else any; an empty field takes its separator with it, and the first field keeps its own; a table that is
being told already tells nothing within itself; an aggregator tells all records, whatever its count, and its ending
is left out; pick lists are told as stored. Changed on purpose: tables that may not be read say so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.utils.translation import gettext as _

from specify.datamodel import present
from specify.datamodel.declaring import Field, Relationship, Table
from specify.query import dates
from specify.query.asking import Asking
from specify.query.joining import At, Joins
from specify.query.sql import EMPTY, Sql, as_text, given, is_mysql, joined, listed, or_empty, sql, without_zeros
from specify.resources.formatters import Aggregator, Case, Format, FormatField

DEEPEST = 8
_NUMERIC = r"^[0-9]+(\.[0-9]+)?$"
_Chosen = TypeVar("_Chosen", Format, Aggregator)


@dataclass(frozen=True)
class Telling:
    """Tells records in one statement. `within` are the tables that are being told, this one's parts in theirs."""

    joins: Joins
    asking: Asking
    within: tuple[str, ...] = ()

    def record(self, at: At, formatter: str = "") -> Sql:
        """The record in one line."""
        if not self.asking.visit.rights.readable(at.key):
            return given(_("no permission"))
        chosen = self._format(at.table, formatter)
        if chosen is None or not chosen.cases:
            return given(_("<Formatter not defined.>"))
        inside = Telling(self.joins, self.asking, (*self.within, at.key))
        if not chosen.switch or len(chosen.cases) == 1:
            return inside._case(at, chosen.cases[0])
        switch, path = inside._raw(at, chosen.switch), chosen.switch
        tests = [
            sql("WHEN {} THEN {}", self._value_of(at, path, case.value), inside._case(at, case))
            for case in chosen.cases
        ]
        return or_empty(sql("CASE {} {} END", switch, listed(tests, " ")))

    def gathered(self, at: At, way: Relationship, name: str = "") -> Sql:
        """The records behind a to-many relationship in one line: a statement within the statement."""
        target = present.tables()[way.target.lower()]
        if not self.asking.visit.rights.readable(target.key):
            return given(_("no permission"))
        ours = [one for one in self.asking.formatters.aggregators if one.table_key == target.key]
        chosen = _chosen(ours, name)
        if chosen is None:
            return given(_("<Aggregator not defined.>"))
        formats = {one.name for one in self.asking.formatters.formats if one.table_key == target.key}
        joins = Joins(target.key, self.joins.numbers)
        row, belongs = joins.base, self.joins.belongs(joins.base, at, way)
        inside = Telling(joins, self.asking, self.within)
        text = inside.record(row, name if name in formats else chosen.format)
        order = inside._raw(row, chosen.order) if chosen.order else None
        if is_mysql():
            ordered = sql(" ORDER BY {}", order) if order else Sql("")
            told = sql("GROUP_CONCAT({}{} SEPARATOR {})", text, ordered, given(chosen.separator))
            return sql("(SELECT COALESCE({}, '') FROM {} WHERE {})", told, joins.sql(), belongs)
        ordered = sql(" ORDER BY {}", order) if order else Sql("")
        rows = sql("SELECT {} AS told FROM {} WHERE {}{} LIMIT -1", text, joins.sql(), belongs, ordered)
        return sql("(SELECT COALESCE(GROUP_CONCAT(told, {}), '') FROM ({}))", given(chosen.separator), rows)

    def field(self, at: At, field: Field) -> Sql:
        """The text of a value, NULL where there is none."""
        value = at.column(field.name)
        if field.kind in ("date", "timestamp"):
            precision = at.table.fields.get(f"{field.name}Precision")
            known = at.column(precision.name) if precision else None
            return dates.told(value, known, self.asking.preferences.date_format)
        return value

    def _case(self, at: At, case: Case) -> Sql:
        parts = [or_empty(self._part(at, field)) for field in case.fields]
        return joined(parts) if parts else EMPTY

    def _part(self, at: At, how: FormatField) -> Sql:
        text = self._reached(at, how)
        if how.trims_zeros:
            text = _trimmed(text)
        if how.pattern:
            before, sign, after = _split(how.pattern)
            text = joined([given(before), text, given(after)]) if sign else given(how.pattern)
        return joined([given(how.separator), text]) if how.separator else as_text(text)

    def _reached(self, at: At, how: FormatField) -> Sql:
        """What the path of a field leads to, as text; empty where it leads nowhere."""
        *steps, last = how.path.split(".")
        for step in steps:
            way = at.table.find(step)
            if step.lower() == at.key and not isinstance(way, Relationship):
                continue
            if not isinstance(way, Relationship) or not self.asking.visit.rights.readable(way.target.lower()):
                return EMPTY
            at = self.joins.follow(at, way.name)
        member = at.table.find(last)
        if isinstance(member, Relationship):
            return self._related(at, member, how)
        if member is None:
            return at.id if last.lower() in ("id", at.table.id_name.lower()) else EMPTY
        return EMPTY if member.secret else self.field(at, member)

    def _related(self, at: At, way: Relationship, how: FormatField) -> Sql:
        target = way.target.lower()
        if target in self.within or len(self.within) >= DEEPEST:
            return EMPTY
        if way.is_to_many:
            return self.gathered(at, way, how.aggregator or how.formatter)
        return self.record(self.joins.follow(at, way.name), how.formatter)

    def _raw(self, at: At, path: str) -> Sql:
        """The value at the end of a path, for comparing and for putting in order."""
        return self._reached(at, FormatField(path))

    def _value_of(self, at: At, path: str, value: str) -> Sql:
        """A value that a formatter switches on, as its column has it."""
        member = at.table.find(path)
        if isinstance(member, Field) and member.kind == "boolean":
            return given(int(value == "true"))
        if isinstance(member, Field) and member.kind in ("integer", "short", "byte", "long") and value.isdecimal():
            return given(int(value))
        return given(value)

    def _format(self, table: Table, name: str) -> Format | None:
        ours = [one for one in self.asking.formatters.formats if one.table_key == table.key]
        set_up = self.asking.captions.table_format(table.key)
        found = _chosen(ours, name) or next((one for one in ours if one.name == set_up), None)
        return found or next(iter(ours), None)


def _chosen(ours: Sequence[_Chosen], name: str) -> _Chosen | None:
    """The one that is named, else the default one."""
    named = next((one for one in ours if name and one.name == name), None)
    return named or next((one for one in ours if one.is_default), None)


def _split(pattern: str) -> tuple[str, str, str]:
    """A printf pattern: what stands before the value, its sign, what stands behind it."""
    return next((found for sign in ("%s", "%d") if (found := pattern.partition(sign))[1]), (pattern, "", ""))


def _trimmed(text: Sql) -> Sql:
    """A number without zeros at its ends, any other text as it is."""
    written = as_text(text)
    whole = sql("TRIM(LEADING '0' FROM {})" if is_mysql() else "LTRIM({}, '0')", written)
    cases = "CASE WHEN {} = '' THEN '0' WHEN {} LIKE {} THEN CONCAT('0', {}) ELSE {} END"
    cases = cases if is_mysql() else cases.replace("CONCAT('0', {})", "'0' || {}")
    bare = without_zeros(sql(cases, whole, whole, given(".%"), whole, whole))
    return sql("CASE WHEN {} REGEXP {} THEN {} ELSE {} END", written, given(_NUMERIC), bare, written)
