"""What stands in the fields of a new record before anybody types.

In: an `Asked`. Out: the text, tick, date or id of a record that the layout, a number format or Specify proposes. Kept
of Specify 7: texts with their blanks; `true` or `yes`; `today` with so many days or months more or less; dates of any
precision; `CURRENT_AGENT`, `CURRENT_USER`, `BLANK` and addresses of its API for records, and the four that it fills
in whatever a layout says; the pattern of a number that saving is to give. What cannot be read is no default.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from specify.datamodel.declaring import Field, Relationship
from specify.layouts.filling.asked import Asked
from specify.resources.field_formats import FieldFormat
from specify.text.partial_dates import Precision

_YES = frozenset({"true", "yes"})
_TEXTS = frozenset({"string", "text"})
_TODAY = re.compile(r"today(?:\s*([+-])\s*(\d{1,6})\s*(second|minute|hour|day|week|month|year)s?)?", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?")
_MONTH_FIRST = re.compile(r"(?P<month>\d{1,2})/(?P<year>\d{4})(?P<day>)")
_PRECISIONS = {"month": Precision.MONTH, "month-year": Precision.MONTH, "year": Precision.YEAR}
_AGENT, _USER = "CURRENT_AGENT", "CURRENT_USER"
_ADDRESS = re.compile(r"(?:https?://[^/]+)?/api/specify/(\w+)/(\d{1,9})/?")
_OBJECT_TYPE = ("collectionobject", "collectionObjectType")
_ALWAYS = {
    ("collectionobject", "cataloger"): _AGENT,
    ("loanreturnpreparation", "receivedBy"): _AGENT,
    ("recordset", "specifyUser"): _USER,
}


def default_value(asked: Asked, field: Field, found: FieldFormat | None = None) -> str:
    """The text or number that the layout proposes; else the pattern that asks for the next number of the format."""
    told = asked.pair.control.default
    if told is None:
        return number_pattern(found, asked.writer.today()) if found and found.is_numbered else ""
    return told if field.kind in _TEXTS or _is_number(told) else ""


def _is_number(text: str) -> bool:
    try:
        return Decimal(text.strip()).is_finite()
    except InvalidOperation:
        return False


def number_pattern(found: FieldFormat, today: date) -> str:
    """The pattern of a format with this year in it: `2024-AA-###`."""
    if not found.parts:
        return found.placeholder
    return "".join(f"{today.year:04d}" if part.type == "year" else part.placeholder for part in found.parts)


def default_tick(asked: Asked) -> str:
    """The text of a ticked box where the layout wants it ticked, else none."""
    return "1" if (asked.pair.control.default or "").strip().lower() in _YES else ""


def default_date(asked: Asked) -> tuple[date, Precision] | None:
    """The date that the layout proposes, and how much of it."""
    told = (asked.pair.control.default or "").strip()
    found = _from_today(told, asked.writer.today()) or _written_out(told)
    wanted = _PRECISIONS.get(asked.pair.control.options.get("defaultprecision", "").lower())
    return (found[0], wanted) if found and wanted and found[1] is Precision.FULL else found


def _from_today(told: str, today: date) -> tuple[date, Precision] | None:
    """Today, or so many days, months or years before or after it."""
    said = _TODAY.fullmatch(told)
    if said is None:
        return None
    sign, number, unit = said.groups()
    if not unit:
        return today, Precision.FULL
    try:
        return _moved(today, int(f"{sign}{number}"), unit.lower()), Precision.FULL
    except (OverflowError, ValueError):
        return None


def _moved(day: date, number: int, unit: str) -> date:
    """The date that far away; where a month has no such day, its last one."""
    months = {"month": 1, "year": 12}.get(unit)
    if months is None:
        return day + timedelta(**{f"{unit}s": number})
    year, month = divmod(day.year * 12 + day.month - 1 + number * months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _written_out(told: str) -> tuple[date, Precision] | None:
    """A date, a month or a year; of the last two the first day, as they are stored."""
    said = _YEAR_FIRST.fullmatch(told) or _MONTH_FIRST.fullmatch(told)
    if said is None:
        return None
    year, month, day = (said[name] for name in ("year", "month", "day"))
    known = Precision.FULL if day else Precision.MONTH if month else Precision.YEAR
    try:
        return date(int(year), int(month or 1), int(day or 1)), known
    except ValueError:
        return None


def default_record(asked: Asked, relationship: Relationship) -> int | None:
    """The id of the record that the layout proposes, or that Specify does."""
    way = (asked.path.table, relationship.name)
    told = asked.pair.control.options.get("default", "") or _ALWAYS.get(way, "")
    if way == _OBJECT_TYPE and not told:
        collection = asked.writer.reader.rows.get("collection", asked.writer.collection_id or 0) or {}
        return collection.get("collectionObjectType_id")
    target = relationship.target.lower()
    current = {(_AGENT, "agent"): asked.writer.agent_id, (_USER, "specifyuser"): asked.writer.user_id}
    if (told, target) in current:
        return current[told, target]
    said = _ADDRESS.fullmatch(told)
    return int(said[2]) if said and said[1].lower() == target else None
