"""Cells of the audit log in words: the records, fields and values of which the log has numbers and names.

In: a line of a query, its value, and what else its row says. Out: texts. Kept of Specify 7's pages: a number of a
record is told by what the record is called, a field by its caption, a value as in its form. Changed on purpose: that
takes no other columns, since what it hangs on is asked along; what was done is told in words; a record that is no more
keeps its number, and nothing is told of a table that may not be read.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from specify.datamodel import present
from specify.datamodel.declaring import Table
from specify.layouts.bound import Value
from specify.layouts.values import Reader
from specify.query.asked import Line
from specify.query.specs import Plain, Spec
from specify.records.history.in_words import deed_words, field_words, noted_words, record_words

TABLES = _LOG, _FIELDS = ("spauditlog", "spauditlogfield")
_WAY, _BACK = "fields", "spAuditLog"
_RECORDS = {"recordId": "tableNum", "parentRecordId": "parentTableNum"}
_NUMBERS = frozenset(_RECORDS.values())
_VALUES = ("oldValue", "newValue")


def known_by(line: Line) -> dict[str, Spec | None] | None:
    """What has to stand beside a column of the log, so that it can be told; None for other columns."""
    spec, name = line.spec, _name_of(line)
    if spec.table.key == _LOG and name in _RECORDS:
        return {_RECORDS[name]: replace(spec, end=Plain(_RECORDS[name]))}
    if spec.table.key != _FIELDS or name not in ("fieldName", *_VALUES):
        return None
    path = spec.path[:-1] if spec.path[-1:] == (_WAY,) else (*spec.path, _BACK)
    beside: dict[str, Spec | None] = {"tableNum": Spec(spec.base, path, Plain("tableNum"))}
    return beside if name == "fieldName" else {**beside, "fieldName": replace(spec, end=Plain("fieldName"))}


def told(reader: Reader, line: Line, value: Any, beside: Mapping[str, Any]) -> Value | None:
    """A value of the log in words; None where it is told as values of other tables are."""
    name = _name_of(line)
    if value is None:
        return None
    if name == "action":
        return Value(deed_words(int(value)))
    table = _table(value if name in _NUMBERS else next(iter(beside.values()), None))
    if table is None:
        return None
    if name in _NUMBERS:
        return Value(reader.captions.table(table.key))
    if name in _RECORDS:
        return record_words(reader, table.key, int(value))
    if name == "fieldName":
        return Value(field_words(reader, table, str(value)))
    return noted_words(reader, table, str(beside["fieldName"]), str(value))


def _name_of(line: Line) -> str:
    end = line.spec.end
    return end.name if isinstance(end, Plain) and not end.part else ""


def _table(number: Any) -> Table | None:
    """The table with Specify's number."""
    return next((table for table in present.tables().values() if table.number == number), None)
