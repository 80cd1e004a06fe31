"""Dates in statements: written as the institution writes them, and compared by whole days.

In: an expression for a date, its precision. Out: an expression for its text; and of a typed text the day it means.
Kept of Specify 7: a date is told as far as it is known; `today`, with a number of days, weeks, months or years more or
less, is the day on which the query runs, a month having 30 days and a year 365.
"""

import re
from datetime import date, datetime, timedelta

from specify.query.sql import EMPTY, Sql, given, is_mysql, joined, listed, sql
from specify.text.partial_dates import MONTHS, Precision, pieces

_RELATIVE = re.compile(r"today(?:\s*([+-])\s*(\d{1,5})\s*(second|minute|hour|day|week|month|year)s?)?", re.ASCII)
_SECONDS = {"second": 1, "minute": 60, "hour": 3600}
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}", re.ASCII)
_MYSQL = {"yy": "%y", "y": "%Y", "m": "%m", "mmm": "%b", "mmmm": "%M", "d": "%d"}


def without_day(pattern: str) -> str:
    """A pattern of dates for those of which no day is known: what stands for the day goes, with a sign beside it."""
    kept = pieces(pattern)
    place = next((at for at, (kind, _text) in enumerate(kept) if kind == "d"), None)
    if place is None:
        return pattern
    signs = range(place, len(kept)) if place == 0 else range(place, -1, -1)
    gone = {place} | {at for at in list(signs)[1:2] if kept[at][0] == ""}
    return "".join(text for at, (_kind, text) in enumerate(kept) if at not in gone)


def told(moment: Sql, precision: Sql | None, pattern: str) -> Sql:
    """The text of a date, NULL where there is none."""
    whole = _written(moment, pattern)
    if precision is None:
        return whole
    month, year = _written(moment, without_day(pattern)), _written(moment, "yyyy")
    test = f"CASE {{}} WHEN {int(Precision.MONTH)} THEN {{}} WHEN {int(Precision.YEAR)} THEN {{}} ELSE {{}} END"
    return sql(test, precision, month, year, whole)


def day(text: str, now: datetime) -> date | None:
    """The day that a text means: written as YYYY-MM-DD, or from today on; None when it means none."""
    found = _RELATIVE.fullmatch(text.strip())
    if found:
        sign, number, unit = found.groups()
        if not unit:
            return now.date()
        step = timedelta(days=_DAYS[unit]) if unit in _DAYS else timedelta(seconds=_SECONDS[unit])
        try:
            return (now + int(number) * step * (1 if sign == "+" else -1)).date()
        except OverflowError:
            return None
    try:
        return date(*map(int, text.strip().split("-"))) if _DAY.fullmatch(text.strip()) else None
    except ValueError:
        return None


def _written(moment: Sql, pattern: str) -> Sql:
    parts = [_piece(moment, kind, text) for kind, text in pieces(pattern)]
    if is_mysql():
        return sql("DATE_FORMAT({}, {})", moment, given("".join(_mysql(kind, text) for kind, text in pieces(pattern))))
    return joined(parts) if parts else EMPTY


def _mysql(kind: str, text: str) -> str:
    if not kind:
        return text.replace("%", "%%")
    if kind == "y":
        return _MYSQL["yy"] if len(text) == len("yy") else _MYSQL["y"]
    return _MYSQL["mmmm" if len(text) > len("mmm") else "mmm"] if kind == "m" and len(text) > 2 else _MYSQL[kind]


def _piece(moment: Sql, kind: str, text: str) -> Sql:
    """The piece of a date that some letters of a pattern stand for, from SQLite's text of it."""
    if not kind:
        return given(text)
    if kind == "y":
        return sql("SUBSTR({}, 3, 2)" if len(text) == len("yy") else "SUBSTR({}, 1, 4)", moment)
    if kind == "d":
        return sql("SUBSTR({}, 9, 2)", moment)
    number = sql("SUBSTR({}, 6, 2)", moment)
    if len(text) <= len("mm"):
        return number
    names = [name if len(text) > len("mmm") else name[:3] for name in MONTHS]
    cases = [sql("WHEN {} THEN {}", given(f"{at:02d}"), given(name)) for at, name in enumerate(names, start=1)]
    return sql("CASE {} {} END", number, listed(cases, " "))
