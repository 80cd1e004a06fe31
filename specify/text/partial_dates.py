"""Dates of which only the month or the year is known, written in the institution's own order.

In: a date, Specify's precision beside it, and a pattern of the kind Specify 6 keeps in its preferences (Java's
letters `y`, `M`, `d`). Out: text. Kept of Specify: precision 1 is a full date, 2 a month, 3 a year, and anything else
counts as full; letters count in any case, as Specify 7 reads them, so `YYYY-MM-DD` is the same pattern.
"""

import re
from datetime import date
from enum import IntEnum
from functools import lru_cache

FULL_PATTERN = "yyyy-MM-dd"
MONTH_PATTERN = "MM/yyyy"
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_PIECES = re.compile(r"'((?:[^']|'')*)'|([yY]+|[mM]+|[dD]+)|(.)", re.DOTALL)


class Precision(IntEnum):
    """How much of a date is known: the numbers in Specify's `…Precision` columns."""

    FULL = 1
    MONTH = 2
    YEAR = 3


def precision_of(value: object) -> Precision:
    """The precision that a column's value stands for; empty and unknown numbers mean a full date."""
    return Precision(value) if isinstance(value, int) and value in (1, 2, 3) else Precision.FULL


def format_date(
    value: date, precision: object = None, pattern: str = FULL_PATTERN, month_pattern: str = MONTH_PATTERN
) -> str:
    """`value` as far as it is known: by `pattern`, by `month_pattern`, or the year alone."""
    known = precision_of(precision)
    if known is Precision.YEAR:
        return f"{value.year:04d}"
    return _write(value, pattern if known is Precision.FULL else month_pattern)


@lru_cache(maxsize=32)
def pieces(pattern: str) -> tuple[tuple[str, str], ...]:
    """The pattern in pairs of a letter (y, m, d or empty) and its text."""
    return tuple(
        (letters[0].lower(), letters) if letters else ("", quoted.replace("''", "'") or other)
        for quoted, letters, other in _PIECES.findall(pattern)
    )


def _write(value: date, pattern: str) -> str:
    return "".join(_piece(value, kind, text) for kind, text in pieces(pattern))


def _piece(value: date, kind: str, text: str) -> str:
    if kind == "y":
        return f"{value.year % 100:02d}" if len(text) == 2 else f"{value.year:04d}"
    if kind == "m" and len(text) > 2:
        name = MONTHS[value.month - 1]
        return name if len(text) > 3 else name[:3]
    if kind in ("m", "d"):
        return f"{value.month if kind == 'm' else value.day:0{len(text)}d}"
    return text
