"""Dates as people type and labels print them, as far as they are known: 14.8.1987, Aug 1987, 3.VII.1987, 1987-00-00.

In: text, and the institution's patterns for dates (see `partial_dates`). Out: a date and its precision, or
`Unreadable`. Kept of Specify: a month is stored as its first day, a year as 1 January; a day or month `00` is one that
is not known; years have four digits. What `format_date` writes is read back to the same date and precision, as long
as the pattern tells the whole year. Changed on purpose: any spelling that can mean only one date is read, in English,
German, French and Spanish, with Roman months. Of numbers alone, the institution's pattern says whether day or month
comes first; where it does not say, dates that could be two are refused, and so are dotted ones under a pattern that
begins with the month and has no dots, for with dots nearly everyone begins with the day.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from specify.text.folding import fold
from specify.text.partial_dates import FULL_PATTERN, MONTH_PATTERN, Precision, format_date, pieces
from specify.text.typed import Unreadable, tidied, unreadable

_TODAY = {fold(word) for word in ("today", "heute")}
_ROMAN = "I II III IV V VI VII VIII IX X XI XII".split()
_NAMES = tuple(
    fold(names).split()
    for names in (
        "january januar jänner jaenner janvier enero",
        "february februar feber février febrero",
        "march märz maerz mrz mars marzo",
        "april avril abril",
        "may mai mayo",
        "june juni juin junio",
        "july juli juillet julio",
        "august août agosto",
        "september septembre septiembre",
        "october oktober octobre octubre",
        "november novembre noviembre",
        "december dezember décembre diciembre",
    )
)
_SHORTEST = 3
_MONTHS_OF_A_YEAR = 12
_NOT_NEEDED = re.compile(r"(?<=[0-9])(?:st|nd|rd|th)\b|\b(?:the|of|den|de)\b", re.IGNORECASE)
_LETTERS_MEET_DIGITS = re.compile(r"(?<=[0-9])(?=[^\W\d_])|(?<=[^\W\d_])(?=[0-9])")
_BETWEEN = re.compile("([ .,/-]+)")
_AMONG_NUMBERS = {"", ".", "/", "-"}
_AMONG_WORDS = {"", ".", "/", "-", ",", "..", "./", ".-", ".,"}  # also behind an abbreviation
# What stands where: y a number of four digits, n a shorter one, w a month in letters; and what they are then.
_SHAPES = {
    "y": "y", "ny": "my", "yn": "ym", "wy": "my", "yw": "ym",
    "nwy": "dmy", "wny": "mdy", "ywn": "ymd", "ynn": "ymd",
}  # fmt: skip


class _Known(NamedTuple):
    """The parts of a date; 0 is one that is not known."""

    y: int
    m: int = 0
    d: int = 0


def read_date(
    typed: str, pattern: str = FULL_PATTERN, month_pattern: str = MONTH_PATTERN, today: date | None = None
) -> tuple[date, Precision]:
    """The date that was meant and how much of it is known. `today` is what that word means. Raises `Unreadable`."""
    text = tidied(typed)
    if fold(text) in _TODAY:
        return today or date.today(), Precision.FULL
    known = _by_pattern(typed, pattern) or _by_pattern(typed, month_pattern) or _by_shape(text, pattern)
    if fault := _fault(known, typed, pattern):
        raise fault
    precision = Precision.FULL if known.d else Precision.MONTH if known.m else Precision.YEAR
    return date(known.y, known.m or 1, known.d or 1), precision


def read_full_date(typed: str, pattern: str = FULL_PATTERN, today: date | None = None) -> date:
    """A date for a field that knows no precision. Raises `Unreadable`, also where day or month is missing."""
    day, precision = read_date(typed, pattern, today=today)
    if precision is not Precision.FULL:
        sentence = _("“%(typed)s” is not a full date: write day, month and year, as in %(example)s.")
        raise unreadable(sentence, typed, example=_example(pattern))
    return day


@lru_cache(maxsize=32)
def _expression(pattern: str) -> re.Pattern[str] | None:
    """Matches what a pattern writes; None when it writes too little to know at least month and year."""
    parts = pieces(pattern.strip())
    kinds = [kind for kind, _text in parts if kind]
    if sorted(kinds) not in (["m", "y"], ["d", "m", "y"]) or ("y", 2) in ((kind, len(text)) for kind, text in parts):
        return None
    return re.compile("".join(_expected(kind, text) for kind, text in parts), re.IGNORECASE)


def _expected(kind: str, text: str) -> str:
    if kind == "y":
        return "(?P<y>[0-9]{4})"
    if kind == "m" and len(text) > 2:
        return r"(?P<m>[^\W\d_]+)"
    if kind:
        # A single digit counts only where no other number touches it.
        return rf"(?P<{kind}>[0-9]{{{max(len(text), 2)}}}|(?<![0-9])[0-9](?![0-9]))"
    return re.escape(text)


def _by_pattern(typed: str, pattern: str) -> _Known | None:
    expression = _expression(pattern)
    found = expression.fullmatch(typed.strip()) if expression else None
    if not found:
        return None
    month = found["m"]
    number = int(month) if month.isdecimal() else _month(month)
    return _Known(int(found["y"]), number, int(found.groupdict().get("d", 0))) if number is not None else None


def _month(word: str) -> int | None:
    """The month that a Roman numeral or the beginning of a name stands for."""
    folded = fold(word)
    if folded in _ROMAN:
        return _ROMAN.index(folded) + 1
    found = {
        number
        for number, names in enumerate(_NAMES, 1)
        if len(folded) >= _SHORTEST and any(name.startswith(folded) for name in names)
    }
    return found.pop() if len(found) == 1 else None


def _by_shape(text: str, pattern: str) -> _Known:
    """The parts of a tidied text, told apart by how they look."""
    spread = _LETTERS_MEET_DIGITS.sub(" ", _NOT_NEEDED.sub(" ", text)).strip().removesuffix(".")
    words, between = _split(spread)
    shape = "".join(map(_look, words))
    separators = {separator.replace(" ", "") for separator in between}
    has_word = "w" in shape
    is_regular = separators <= _AMONG_WORDS if has_word else separators <= _AMONG_NUMBERS and len(separators) < 2
    if is_regular and shape == "nny":
        return _told_apart(text, [int(word) for word in words], _orders(pattern, separators == {"."}), pattern)
    if is_regular and shape in _SHAPES:
        return _known(_SHAPES[shape], [_month(word) or 0 if _look(word) == "w" else int(word) for word in words])
    if is_regular and shape and not set(shape) - {"n", "w"}:
        raise unreadable(_("“%(typed)s” has no year of four digits: write it in full, as in 1887 or 1987."), text)
    sentence = _("“%(typed)s” cannot be read as a date: write it like %(example)s, Aug 1987 or 1987.")
    raise unreadable(sentence, text, example=_example(pattern))


def _split(text: str) -> tuple[list[str], list[str]]:
    parts = _BETWEEN.split(text)
    return parts[::2], parts[1::2]


def _look(word: str) -> str:
    if word.isdecimal():
        return {1: "n", 2: "n", 4: "y"}.get(len(word), "?")
    return "w" if _month(word) else "?"


def _known(order: str, numbers: Iterable[int]) -> _Known:
    return _Known(**dict(zip(order, numbers, strict=True)))


def _orders(pattern: str, has_dots: bool) -> list[str]:
    """The orders in which day, month and year may be meant, when the year comes last."""
    order = "".join(kind for kind, text in pieces(pattern) if kind and len(text) < 3 or kind == "y")
    is_doubtful = order == "mdy" and has_dots and "." not in pattern
    return [order] if order in ("dmy", "mdy") and not is_doubtful else ["dmy", "mdy"]


def _told_apart(text: str, numbers: list[int], orders: list[str], pattern: str) -> _Known:
    readings = [_known(order, numbers) for order in orders]
    possible = sorted({known for known in readings if not _fault(known, text, pattern)}, key=readings.index)
    if len(possible) < 2:
        # Where none is possible, the one with a month is told what is wrong with it.
        return (possible or sorted(readings, key=lambda known: known.m > _MONTHS_OF_A_YEAR))[0]
    sentence = _("“%(typed)s” could be %(one)s or %(other)s: write %(first)s or %(second)s.")
    one, other = (_in_words(known) for known in possible)
    first, second = (format_date(date(*known), pattern=_readable(pattern)) for known in possible)
    raise unreadable(sentence, text, one=one, other=other, first=first, second=second)


def _fault(known: _Known, typed: str, pattern: str) -> Unreadable | None:
    """Why there is no such date, if there is none."""
    if not known.y:
        return unreadable(_("“%(typed)s” has the year 0, which never was: years begin with 0001."), typed)
    if known.d and not known.m:
        return unreadable(_("“%(typed)s” has a day but no month: write the month, or 00 for the day, too."), typed)
    if known.m > _MONTHS_OF_A_YEAR:
        sentence = _("“%(typed)s” has %(month)s for a month: 31 August 1987, for example, is written %(example)s.")
        return unreadable(sentence, typed, month=known.m, example=_example(pattern))
    days = monthrange(known.y, known.m)[1] if known.m else 0
    if known.d > days:
        sentence = _("%(day)s does not exist: %(month)s %(year)s has %(days)s days.")
        told = {"day": _in_words(known), "month": MONTHS[known.m], "year": known.y, "days": days}
        return unreadable(sentence, typed, **told)
    return None


def _in_words(known: _Known) -> str:
    return _("%(day)s %(month)s %(year)s") % {"day": known.d, "month": MONTHS[known.m], "year": known.y}


def _readable(pattern: str) -> str:
    """The pattern, or the standard one where full dates that it writes could not be read again."""
    expression = _expression(pattern)
    written = format_date(date(1987, 4, 3), pattern=pattern).strip()
    found = expression.fullmatch(written) if expression else None
    return pattern if found and "d" in found.groupdict() else FULL_PATTERN


def _example(pattern: str) -> str:
    return format_date(date(1987, 8, 31), pattern=_readable(pattern))
