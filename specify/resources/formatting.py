"""Tells records and values as people read them: record formatters, aggregators, and the form of single values.

In: the rows of one request, what the viewer's institution has set up, and who may read what. Out: texts, or None when
rows must be loaded first (see `specify.datamodel.rows`: evaluate, load, evaluate again). Kept of Specify 7's forms:
an empty field takes its separator with it, and so does the first field that shows anything, unless it is the very
first; a switch without a matching case takes its first; a record within itself tells nothing; related tables that may
not be read say so. Values with a field format are shown as stored, others by pick list title, else by type. Changed
on purpose: an aggregator with a count sorts before it cuts, so that the first three collectors are the first three; a
field's printf pattern is heeded, so that a mark such as "(current)" can stand for a Yes; blanks around a text go.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from specify.datamodel import present
from specify.datamodel.declaring import Field, Relationship, Table
from specify.datamodel.rows import Row, Rows
from specify.resources.captions import Captions, captions
from specify.resources.formatters import Aggregator, Format, FormatField, Formatters, formatters
from specify.resources.picklists import PickList, built_in, pick_list
from specify.resources.preferences import Preferences, preferences
from specify.resources.viewer import Viewer
from specify.text.partial_dates import format_date

DEEPEST = 6
"""How many formatters may stand within each other: each level may cost a statement."""
MOST_TOLD = 100
"""How many records an aggregator without a count tells before it says that there are more."""

Trail = tuple[tuple[str, int], ...]
_PLAIN = FormatField("")
_TAKES_VALUE = re.compile("[^%]*%[sd][^%]*")


@dataclass(frozen=True)
class _At:
    """Where an evaluation stands: at a row of a table, within the records whose texts it is part of."""

    table: Table
    row: Row
    trail: Trail = ()


@dataclass(frozen=True)
class _End:
    """Where a path ends: a row and one of its table's members, None being its id."""

    at: _At
    member: Field | Relationship | None


class Formatting:
    """Texts for records and values in one request. `readable` says whether a table may be read, by its key."""

    def __init__(self, viewer: Viewer, stamp: str, rows: Rows, readable: Callable[[str], bool]) -> None:
        """Settings are read when first needed, and kept by the process under `stamp`."""
        self.viewer, self.stamp, self.rows, self.readable = viewer, stamp, rows, readable
        self._told: dict[tuple[str, int, str], str] = {}

    @cached_property
    def captions(self) -> Captions:
        """The captions of the viewer's discipline and language."""
        return captions(self.viewer, self.stamp)

    @cached_property
    def formatters(self) -> Formatters:
        """The record formatters that count for the viewer."""
        return formatters(self.viewer, self.stamp)

    @cached_property
    def preferences(self) -> Preferences:
        """The institution's preferences."""
        return preferences(self.stamp)

    def record(self, table_key: str, record_id: int, formatter: str | None = None) -> str | None:
        """The record in one line, '' when it tells nothing, None when rows must be loaded first."""
        key = (table_key, record_id, formatter or "")
        if key not in self._told:
            told = self._record(table_key, record_id, formatter or "", ())
            if told is None:
                return None
            self._told[key] = told
        return self._told[key]

    def label(self, table_key: str, record_id: int, formatter: str | None = None) -> str:
        """The record in one line; when it tells nothing, or not yet, the table's name and the record's id."""
        return self.record(table_key, record_id, formatter) or f"{self.captions.table(table_key)} {record_id}"

    def aggregate(self, table_key: str, relationship: str, record_id: int, aggregator: str | None = None) -> str | None:
        """The records behind a to-many relationship in one line; None when rows must be loaded first."""
        at = _At(present.tables()[table_key], {"id": record_id})
        return self._aggregate(at, at.table.relationships[relationship], aggregator or "")

    def value(self, table_key: str, field_name: str, row: Row) -> str:
        """The value of one field of `row`, '' when it is empty. A relationship gives the related record's text."""
        return self._display(_At(present.tables()[table_key], row), field_name, _PLAIN) or ""

    def pick_list(self, table_key: str, field_name: str) -> PickList | None:
        """The pick list whose titles stand for a field's values: the one set up, else one built in.

        None where there is none, and for fields with a field format, whose values are shown as stored.
        """
        item = self.captions.item(table_key, field_name)
        if item.is_ui_formatter and item.format:
            return None
        found = pick_list(self.viewer, self.stamp, item.pick_list) if item.pick_list else None
        return found or built_in(table_key, field_name)

    def _record(self, table_key: str, record_id: int, formatter: str, trail: Trail) -> str | None:
        if (table_key, record_id) in trail or len(trail) >= DEEPEST:
            return ""
        if not self.readable(table_key):
            return _no_permission()
        row = self.rows.get(table_key, record_id)
        if not row:
            return None if row is None else ""
        at = _At(present.tables()[table_key], row, (*trail, (table_key, record_id)))
        chosen = self.formatters.format_for(table_key, formatter, self.captions.table_format(table_key))
        if chosen is not None:
            return self._by_format(at, chosen)
        main = self.main_field(at.table)
        return self._value(at, main) if main else ""

    def _by_format(self, at: _At, chosen: Format) -> str | None:
        value = self._switch(at, chosen.switch) if chosen.switch else ""
        if value is None:
            return None
        case = chosen.case_for(value)
        # All fields are asked for, also behind one that must wait, so that one round of loading serves them all.
        shown = [(field, self._display(at, field.path, field)) for field in (case.fields if case else ())]
        return None if any(text is None for _field, text in shown) else _assemble(shown)

    def _switch(self, at: _At, path: str) -> str | None:
        """The raw value that a format switches on, as the cases write it."""
        end = self._follow(at, path)
        if not isinstance(end, _End):
            return end
        if isinstance(end.member, Field) and end.member.secret:
            return ""
        name = "id" if end.member is None else end.member.name
        raw = end.at.row.get(f"{name}_id" if isinstance(end.member, Relationship) else name)
        if isinstance(raw, bool):
            return "true" if raw else "false"
        return "" if raw is None else str(raw)

    def _display(self, at: _At, path: str, how: FormatField) -> str | None:
        end = self._follow(at, path)
        if not isinstance(end, _End):
            return end
        if not isinstance(end.member, Relationship):
            text = self._value(end.at, end.member, is_raw=bool(how.field_format))
            return _patterned(_trimmed(text) if how.trims_zeros else text, how.pattern)
        if end.member.is_to_many:
            return self._aggregate(end.at, end.member, how.aggregator)
        related = self._related(end.at, end.member)
        if not isinstance(related, tuple):
            return related
        return self._record(*related, how.formatter, at.trail)

    def _follow(self, at: _At, path: str) -> _End | str | None:
        """The end of a path; a text where it cannot be followed, None when rows must be loaded first."""
        name, _dot, rest = path.partition(".")
        member = at.table.find(name)
        if rest and name.lower() == at.table.key and not isinstance(member, Relationship):
            return self._follow(at, rest)
        if not rest:
            return _End(at, member) if member or name.lower() in ("id", at.table.id_name.lower()) else ""
        if not isinstance(member, Relationship):
            return ""
        related = self._related(at, member)
        return self._follow_into(related, rest, at.trail) if isinstance(related, tuple) else related

    def _follow_into(self, related: tuple[str, int], path: str, trail: Trail) -> _End | str | None:
        if not self.readable(related[0]):
            return _no_permission()
        row = self.rows.get(*related)
        if not row:
            return None if row is None else ""
        return self._follow(_At(present.tables()[related[0]], row, trail), path)

    def _related(self, at: _At, member: Relationship) -> tuple[str, int] | str | None:
        """Table and id of the record, or of the first record, behind a relationship; '' when there is none."""
        target = member.target.lower()
        if member.column:
            key = at.row.get(f"{member.name}_id")
            return "" if key is None else (target, key)
        children = self.rows.children(at.table.key, member.name, at.row["id"], limit=1)
        if not children:
            return None if children is None else ""
        return target, children[0]["id"]

    def _aggregate(self, at: _At, member: Relationship, aggregator: str) -> str | None:
        target = member.target.lower()
        if not self.readable(target):
            return _no_permission()
        chosen = self.formatters.aggregator_for(target, aggregator, self.captions.table_aggregator(target))
        limit, order = chosen.count or MOST_TOLD, chosen.order or None
        found = self.rows.children(at.table.key, member.name, at.row["id"], limit=limit, order=order)
        if found is None:
            return None
        texts = [self._record(target, child["id"], chosen.format, at.trail) for child in found]
        if any(text is None for text in texts):
            return None
        return _join(chosen, filter(None, texts), is_cut=not chosen.count and found.total > len(found))

    def _value(self, at: _At, field: Field | None, *, is_raw: bool = False) -> str:
        if field is None:
            return str(at.row["id"])
        value = at.row.get(field.name)
        if field.secret or value is None or value == "":
            return ""
        if not is_raw and field.kind not in ("date", "timestamp"):
            listed = self.pick_list(at.table.key, field.name)
            title = listed.title_of(value) if listed else None
            if title is not None:
                return title
        return self._by_type(field, value, at.row)

    def _by_type(self, field: Field, value: object, row: Row) -> str:
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        if isinstance(value, date):
            precision = row.get(f"{field.name}Precision")
            told = format_date(value, precision, self.preferences.date_format, self.preferences.month_format)
            return f"{told} {value:%H:%M}" if field.kind == "timestamp" and isinstance(value, datetime) else told
        if isinstance(value, Decimal | float):
            return plain_number(value)
        return "" if field.kind in ("blob", "json") else str(value)

    def main_field(self, table: Table) -> Field | None:
        """The text field that tells most of a record, for tables that nobody has written a formatter for."""

        def worth(field: Field) -> tuple[bool, bool, bool]:
            has_format = bool(self.captions.item(table.key, field.name).format)
            return "name" in field.name.lower(), field.required, has_format

        texts = [field for field in table.fields.values() if field.kind == "string" and not field.secret]
        best = max(texts, key=worth, default=None)
        return best if best and any(worth(best)) else None


def plain_number(value: Decimal | float) -> str:
    """A number in plain digits without zeros at its end: 12.5 for 12.5000000000, 120 for 1.2E+2."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    if not exact.is_finite():
        return str(value)
    return "0" if exact == 0 else f"{exact.normalize():f}"


def _assemble(shown: Iterable[tuple[FormatField, str | None]]) -> str:
    """The texts of a format's fields with their separators."""
    told = ""
    for place, (field, text) in enumerate(shown):
        if text:
            told += (field.separator if told or place == 0 else "") + text
    return told.strip()


def _join(aggregator: Aggregator, texts: Iterable[str], *, is_cut: bool) -> str:
    joined = aggregator.separator.join((*texts, "…") if is_cut else texts)
    return joined + aggregator.ending if joined else ""


def _patterned(text: str, pattern: str) -> str:
    """`text` in a pattern with one %s or %d for it, or the pattern instead of it when it takes no value at all."""
    if not text or not pattern:
        return text
    if _TAKES_VALUE.fullmatch(pattern):
        return re.sub("%[sd]", lambda _found: text, pattern)
    return text if "%" in pattern else pattern


def _trimmed(text: str) -> str:
    """Numeric text without zeros at its ends, any other text as it is."""
    whole, _dot, places = text.partition(".")
    return plain_number(Decimal(text)) if whole.isdecimal() and (places.isdecimal() or not places) else text


def _no_permission() -> str:
    return _("no permission")
