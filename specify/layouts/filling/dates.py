"""A date as one line to type, as far as it is known.

In: an `Asked` and its field. Out: an `Entry`. Kept of Specify: the institution's format; precision 1, 2, 3 for day,
month and year. On purpose otherwise: how much is known is not chosen beside the date but seen in what is typed: while
there is nothing, a hint has one clear example of each; a time that is stored with the date stands behind it, so that it
is not lost.
"""

from dataclasses import replace
from datetime import date, datetime

from django.utils.translation import gettext

from specify.datamodel.declaring import Field
from specify.layouts.filling.asked import Asked
from specify.layouts.filling.defaults import default_date
from specify.layouts.filling.filled import Entry
from specify.layouts.filling.writer import Writer
from specify.text.partial_dates import Precision, format_date

_PARTIAL = "PartialDateUI"
# Its day, month and year cannot be taken for each other.
_EXAMPLE = date(1987, 8, 14)


def date_of(asked: Asked) -> Entry:
    """The line of a date."""
    stored = asked.stored()
    told = _text(asked, stored) if isinstance(stored, date) else ""
    text = asked.text(told, lambda: _default(asked))
    hint = "" if text or asked.is_search else _clear_forms(asked)
    width = len(_written(asked.writer, _EXAMPLE, Precision.FULL))
    return replace(asked.entry("line"), text=text, hint=hint, width=width)


def precision_field(asked: Asked) -> str:
    """The name of the field that says how much of the date is known; "" when the table has none."""
    named = asked.pair.control.options.get("tp", "") if asked.pair.control.plugin == _PARTIAL else ""
    table = asked.writer.reader.tables[asked.path.table]
    found = (table.find(named) if named else None) or table.find(f"{asked.member.name}Precision")
    return found.name if isinstance(found, Field) else ""


def _text(asked: Asked, stored: date) -> str:
    known = precision_field(asked)
    told = _written(asked.writer, stored, asked.stored(known) if known else None)
    if not isinstance(stored, datetime) or (stored.hour, stored.minute, stored.second) == (0, 0, 0):
        return told
    return f"{told} {stored:%H:%M:%S}" if stored.second else f"{told} {stored:%H:%M}"


def _written(writer: Writer, value: date, precision: object) -> str:
    return format_date(value, precision, writer.date_pattern, writer.month_pattern)


def _default(asked: Asked) -> str:
    found = default_date(asked)
    return _written(asked.writer, *found) if found else ""


def _clear_forms(asked: Asked) -> str:
    """What can be typed, one example of each."""
    full = _written(asked.writer, _EXAMPLE, Precision.FULL)
    if asked.pair.control.plugin != _PARTIAL or not precision_field(asked):
        return gettext("as %(date)s") % {"date": full}
    month, year = (_written(asked.writer, _EXAMPLE, known) for known in (Precision.MONTH, Precision.YEAR))
    return gettext("%(date)s, %(month)s or %(year)s") % {"date": full, "month": month, "year": year}
