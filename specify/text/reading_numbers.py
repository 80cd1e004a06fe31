"""Numbers as people type them: with a point or a comma before the places, and never with doubt about what was meant.

In: text, and what the column takes. Out: an int, an exact Decimal or a float; or `Unreadable`. What pages show of a
number is read back to the same number. Changed on purpose: Specify takes Python's spelling of numbers (1e5, 1_000,
nan) and no comma. Here both a comma and a point may stand before the places, but where three digits follow that may
just as well be thousands: then only the sign that the language has before places is taken so, and the other is asked
about. A German who types 1.200 may mean 1200, or a number as pages show it, with a point, whatever the language; an
English speaker is asked about 1,200. Separators between thousands, exponents, nan and infinity are refused.
"""

import math
import re
from decimal import Decimal

from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from specify.text.typed import tidied, unreadable

_WHOLE = re.compile("[+-]? ?[0-9]+")
_NUMBER = re.compile("[+-]? ?(?:[0-9]+(?:[.,][0-9]+)?|[.,][0-9]+)")
_DOUBTFUL = re.compile("[+-]? ?([1-9][0-9]{0,2})([.,])([0-9]{3})")
_GROUPED = re.compile("[+-]? ?[0-9]{1,3}(?:[ .,'’][0-9]{3})+(?:[.,][0-9]*)?")


def read_integer(typed: str, least: int, most: int) -> int:
    """A whole number from `least` to `most`. Raises `Unreadable`."""
    text = tidied(typed)
    if not _WHOLE.fullmatch(text):
        raise unreadable(_("“%(typed)s” is no whole number: write digits only, such as 1200."), typed)
    value = int(text.replace(" ", ""))
    if not least <= value <= most:
        sentence = _("“%(typed)s” does not fit: write a number from %(least)s to %(most)s.")
        raise unreadable(sentence, typed, least=least, most=most)
    return value


def read_decimal(typed: str, digits: int, places: int) -> Decimal:
    """An exact number for a column DECIMAL(`digits`, `places`); nothing is rounded. Raises `Unreadable`."""
    text = _plain_digits(typed)
    value = Decimal(text)
    whole = digits - places
    if value.copy_abs() >= Decimal(10) ** whole:
        sentence = ngettext(
            "“%(typed)s” is too large: at most %(whole)s digit before the point fits.",
            "“%(typed)s” is too large: at most %(whole)s digits before the point fit.",
            whole,
        )
        raise unreadable(sentence, typed, whole=whole)
    if len(text.partition(".")[2].rstrip("0")) > places:
        sentence = ngettext(
            "“%(typed)s” is too exact: at most %(places)s decimal place can be kept.",
            "“%(typed)s” is too exact: at most %(places)s decimal places can be kept.",
            places,
        )
        raise unreadable(sentence, typed, places=places)
    return value if value else Decimal(0)


def read_float(typed: str) -> float:
    """A binary floating-point number, the nearest there is. Raises `Unreadable`."""
    value = float(_plain_digits(typed))
    if math.isinf(value):
        raise unreadable(_("“%(typed)s” is too large: at most 308 digits before the point fit."), typed)
    return value or 0.0  # a minus before zero goes


def _plain_digits(typed: str) -> str:
    """The number as Python writes it, without exponent."""
    text = tidied(typed)
    doubtful, own = _DOUBTFUL.fullmatch(text), str(get_format("DECIMAL_SEPARATOR"))
    if doubtful and doubtful[2] != own:
        whole, _sign, rest = doubtful.groups()
        sentence = _("“%(typed)s” could be %(decimal)s or %(thousands)s: write it in one of these ways.")
        sign = "-" if text.startswith("-") else ""
        raise unreadable(sentence, typed, decimal=f"{sign}{whole}{own}{rest}", thousands=f"{sign}{whole}{rest}")
    if _NUMBER.fullmatch(text):
        return text.replace(" ", "").replace(",", ".")
    if _GROUPED.fullmatch(text):
        raise unreadable(_("“%(typed)s” has separators between thousands: leave them out, as in 1200.5."), typed)
    raise unreadable(_("“%(typed)s” is no number in plain digits: write it like 1200 or 12.5."), typed)
