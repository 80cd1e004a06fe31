"""Java's patterns for dates and numbers, as `SimpleDateFormat` and `DecimalFormat` have them.

In: a date or a number, a pattern. Out: its text; `BadExpression` for a letter that no date pattern has. Names of months
and days are English. Kept: halves of numbers are rounded to the even neighbour; what stands between quotes is itself.
"""

import re
from calendar import day_abbr, day_name, month_abbr, month_name
from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal, localcontext

from specify.printing.jrxml.expressions.tree import BadExpression

_DATE = re.compile(r"'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+", re.DOTALL)
_NUMBER = re.compile(r"((?:'[^']*'|[^#0,.';])*)([#0,]*)(?:\.([#0]*))?(E0+)?((?:'[^']*'|[^';])*)")
_LONG = 4
_MOST_DIGITS = 100
"""Numbers with more of them are written as they are."""
_SIGNS = {"%": 2, "\u2030": 3}


def told_date(moment: date | datetime, pattern: str) -> str:
    """A date as the pattern writes it."""
    at = moment if isinstance(moment, datetime) else datetime(moment.year, moment.month, moment.day)
    return "".join(_date_piece(at, piece) for piece in _DATE.finditer(pattern))


def _date_piece(at: datetime, piece: re.Match[str]) -> str:
    if piece[1] is not None:
        return piece[1].replace("''", "'") or "'"
    if piece[2] is None:
        return piece[0]
    letter, size = piece[2], len(piece[0])
    if letter in "yYu":
        return f"{at.year % 100:02d}" if size == len("yy") else f"{at.year:0{size}d}"
    if letter in "ML" and size > len("MM"):
        return (month_name if size >= _LONG else month_abbr)[at.month]
    if letter == "E":
        return (day_name if size >= _LONG else day_abbr)[at.weekday()]
    if letter in "aGzZX":
        return {"a": "AM" if at.hour < 12 else "PM", "G": "AD"}.get(letter, "")
    part = _PARTS.get(letter)
    if part is None:
        raise BadExpression("pattern", piece[0])
    return f"{part(at):0{size}d}"


_PARTS: dict[str, Callable[[datetime], int]] = {
    "M": lambda at: at.month,
    "L": lambda at: at.month,
    "d": lambda at: at.day,
    "D": lambda at: at.timetuple().tm_yday,
    "H": lambda at: at.hour,
    "k": lambda at: at.hour or 24,
    "h": lambda at: at.hour % 12 or 12,
    "K": lambda at: at.hour % 12,
    "m": lambda at: at.minute,
    "s": lambda at: at.second,
    "S": lambda at: at.microsecond // 1000,
    "w": lambda at: at.isocalendar().week,
    "u": lambda at: at.isoweekday(),
}


def told_number(number: int | float | Decimal, pattern: str) -> str:
    """A number as the pattern writes it; what stands behind a semicolon is for those below zero."""
    value = Decimal(str(number))
    if not value.is_finite() or abs(value.adjusted()) > _MOST_DIGITS:
        return str(number)
    positive, _semicolon, negative = pattern.partition(";")
    if value < 0 and negative:
        before, after = _NUMBER.match(negative), _NUMBER.match(positive)
        if before and after:
            return f"{_plain(before[1])}{_digits(-value, after)}{_plain(before[5])}"
    found = _NUMBER.match(positive)
    if found is None:
        return str(number)
    told = f"{_plain(found[1])}{_digits(abs(value), found)}{_plain(found[5])}"
    return f"-{told}" if value < 0 and told.strip("0.,") else told


def _digits(value: Decimal, found: re.Match[str]) -> str:
    whole, fraction = found[2] or "", found[3] or ""
    value = value.scaleb(next((power for sign, power in _SIGNS.items() if sign in found[1] + found[5]), 0))
    with localcontext(prec=3 * _MOST_DIGITS):
        written = f"{value.quantize(Decimal(1).scaleb(-min(len(fraction), _MOST_DIGITS)), ROUND_HALF_EVEN):f}"
    left, _point, right = written.partition(".")
    while right and right.endswith("0") and len(right) > fraction.count("0"):
        right = right[:-1]
    left = left.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole:
        left = _in_groups(left, len(whole) - whole.rindex(",") - 1)
    return f"{left}.{right}" if right else left or "0"


def _in_groups(left: str, size: int) -> str:
    if size < 1:
        return left
    first = len(left) % size
    groups = [left[:first]] if first else []
    return ",".join([*groups, *(left[at : at + size] for at in range(first, len(left), size))])


def _plain(text: str) -> str:
    return re.sub(r"'([^']*)'", lambda found: found[1] or "'", text)
