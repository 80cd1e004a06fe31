"""Moments of the last days in the words people use for them: today, 14:31; yesterday, 09:05; then the date alone.

In: a moment, the present one, and a pattern for dates (see `partial_dates`). Out: text in the language that is active.
Moments are naive and local, as Specify writes them. What lies in the future, because another machine's clock is ahead,
counts as today as long as the day is the same, and is told by its date beyond.
"""

from datetime import date, datetime, timedelta

from django.utils.formats import time_format
from django.utils.translation import gettext as _

from specify.text.partial_dates import FULL_PATTERN, format_date


def told_moment(moment: datetime, now: datetime, pattern: str = FULL_PATTERN) -> str:
    """The moment by itself, as in a column of a table: `today, 14:31`, `yesterday, 14:31`, `2026-03-04`."""
    clock = time_format(moment.time(), "H:i")
    if _is_today(moment, now):
        return _("today, %(time)s") % {"time": clock}
    if _is_yesterday(moment, now):
        return _("yesterday, %(time)s") % {"time": clock}
    return format_date(moment.date(), pattern=pattern)


def done_at(moment: datetime, now: datetime, pattern: str = FULL_PATTERN) -> str:
    """The moment as it follows what was done then: (counted) `today at 06:00`, `on 2026-03-04`."""
    clock = time_format(moment.time(), "H:i")
    if _is_today(moment, now):
        return _("today at %(time)s") % {"time": clock}
    if _is_yesterday(moment, now):
        return _("yesterday at %(time)s") % {"time": clock}
    return _("on %(date)s") % {"date": format_date(moment.date(), pattern=pattern)}


def months_before(day: date, number: int) -> date:
    """The first day of the month that lies `number` months before that of `day`."""
    month = day.year * 12 + day.month - 1 - number
    return date(month // 12, month % 12 + 1, 1)


def _is_today(moment: datetime, now: datetime) -> bool:
    return moment.date() == now.date()


def _is_yesterday(moment: datetime, now: datetime) -> bool:
    return moment.date() == now.date() - timedelta(days=1)
