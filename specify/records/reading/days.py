"""Dates as a person sent them become a day, and how much of it is known.

In: an `Asked` and the text. Out: the values of the date and of the precision beside it, or `Unreadable`. Kept of
Specify: how much is known stands in a field of its own, where the table has one; elsewhere a date is a full one. On
purpose otherwise: a time of day may stand behind the date of a moment, as the form shows it; what was stored more
exactly than to the second, or as a full date without saying so, stays as it is while it reads the same.
"""

import re
from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django.utils.translation import gettext as _

from specify.datamodel.declaring import Field
from specify.layouts.filling.asked import Asked
from specify.layouts.filling.dates import precision_field
from specify.text.partial_dates import Precision, precision_of
from specify.text.reading_dates import read_date, read_full_date
from specify.text.typed import tidied, unreadable

DATES = frozenset({"date", "timestamp"})
"""The kinds of fields that are read here."""
_MOMENT = re.compile(r"(?P<day>.+?)(?:[ T]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?)?")


def read_day(asked: Asked, member: Field, text: str) -> Mapping[str, Any]:
    """The values that a date was sent with. Raises `Unreadable`."""
    known = precision_field(asked)
    if not text.strip():
        return {member.name: None, **({known: None} if known else {})}
    if member.kind == "timestamp":
        return {member.name: _moment(asked, text)}
    writer = asked.writer
    if not known:
        return {member.name: read_full_date(text, writer.date_pattern, writer.today())}
    day, precision = read_date(text, writer.date_pattern, writer.month_pattern, writer.today())
    stored = asked.stored(known)
    return {member.name: day, known: stored if _is_same(stored, precision) else int(precision)}


def _is_same(stored: object, precision: Precision) -> bool:
    return stored is not None and precision_of(stored) is precision


def _moment(asked: Asked, text: str) -> datetime:
    """The date with the time behind it, midnight without one."""
    found = _MOMENT.fullmatch(tidied(text))
    day = read_full_date(found["day"] if found else text, asked.writer.date_pattern, asked.writer.today())
    moment = datetime.combine(day, _time(text, found) if found and found["hour"] else time())
    stored = asked.stored()
    return stored if isinstance(stored, datetime) and stored.replace(microsecond=0) == moment else moment


def _time(text: str, found: "re.Match[str]") -> time:
    try:
        return time(int(found["hour"]), int(found["minute"]), int(found["second"] or 0))
    except ValueError:
        sentence = _("“%(typed)s” has a time that no clock shows: write it from 00:00 to 23:59.")
        raise unreadable(sentence, text) from None
