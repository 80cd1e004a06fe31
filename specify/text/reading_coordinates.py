"""Coordinates as people type them: 60.735, -60,735, 60° 44′ 06″ N, N60 44.1, 60deg 44min 6sec S, 60:44:06 Nord.

In: text, and whether it is a latitude or a longitude. Out: exact decimal degrees with the ten places that Specify's
columns keep, and how many parts were typed in the numbers Specify has for that; or `Unreadable`. Kept of Specify:
degrees, with minutes, with minutes and seconds, the last of them with places; signs for the parts may be missing or
nearly anything; N, S, E and W in any case. Changed on purpose: the direction may come first, be written out, and be
English, German, French or Spanish; it must be one of its axis (Specify takes 10 E for a latitude) and stand without a
minus (of -60 S, Specify makes a northern latitude); O, which is east in German and west in French and Spanish, is
refused; so are two numbers joined by a hyphen, which are a range as likely as degrees and minutes.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from enum import Enum, IntEnum

from django.utils.translation import gettext as _

from specify.text.folding import fold
from specify.text.typed import tidied, unreadable


class Axis(Enum):
    """Which of the two a coordinate is; the value is how many degrees it may have."""

    LATITUDE = 90
    LONGITUDE = 180


class Unit(IntEnum):
    """The parts that were typed: the numbers in Specify's `srcLatLongUnit` and `originalLatLongUnit`."""

    DEGREES = 0
    DEGREES_MINUTES_SECONDS = 1
    DEGREES_MINUTES = 2


@dataclass(frozen=True, slots=True)
class Coordinate:
    """Decimal degrees, negative in the south and west, and the parts that were typed."""

    degrees: Decimal
    unit: Unit


_PLACES = Decimal("1E-10")
_UNITS = (Unit.DEGREES, Unit.DEGREES_MINUTES, Unit.DEGREES_MINUTES_SECONDS)
_MARKS = "°'\""
_OF_A_WHOLE = 60
# Signs for the parts, as they are typed or come from other programs, and the one they are read as.
_SIGNS = str.maketrans(
    {**dict.fromkeys("º˚", "°"), **dict.fromkeys("′’‘‛´`ʹʼ‵", "'"), **dict.fromkeys("″”“„‟˝ʺ‶", '"')}
)
# A word must end where its part ends: whether "6secs" is seconds or seconds south, nobody can tell.
_WORDS = (
    (re.compile(r"(?:DEG|DEGRE|DEGREE|DEGREES|DEGRES|GRAD|GRADO|GRADOS)(?![A-Z])\.?|(?<=[0-9])[DO](?= ?[0-9])"), "°"),
    (re.compile(r"MIN(?:UTE|UTES|UTEN|UTO|UTOS)?(?![A-Z])\.?"), "'"),
    (re.compile(r"(?:SEC(?:ONDE?S?)?|SEK(?:UNDEN?)?|SEG(?:UNDOS?)?)(?![A-Z])\.?|''"), '"'),
    (re.compile("(?<=[0-9])-([0-9]+)-(?=[0-9])"), r":\1:"),
)
_NUMBER = r"[0-9]+(?:[.,][0-9]+)?"
_SHAPE = re.compile(
    rf"(?:(?P<before>[A-Z]+)\.? ?)?(?P<sign>[+-])? ?(?P<degrees>{_NUMBER})"
    rf"(?:(?: ?[°:] ?| )(?P<minutes>{_NUMBER})(?:(?: ?[':] ?| )(?P<seconds>{_NUMBER}))?)?"
    rf"(?: ?(?P<mark>[{_MARKS}]))?(?:,? ?(?P<after>[A-Z]+)\.?)?"
)
_DIRECTIONS: Mapping[str, tuple[Axis, int]] = {
    **dict.fromkeys("N NORTH NORD NORDEN NORTE".split(), (Axis.LATITUDE, 1)),
    **dict.fromkeys("S SOUTH SUD SUED SUDEN SUEDEN SUR".split(), (Axis.LATITUDE, -1)),
    **dict.fromkeys("E EAST OST OSTEN EST ESTE".split(), (Axis.LONGITUDE, 1)),
    **dict.fromkeys("W WEST WESTEN OUEST OESTE".split(), (Axis.LONGITUDE, -1)),
}


def read_coordinate(typed: str, axis: Axis) -> Coordinate:
    """The latitude or longitude that was meant. Raises `Unreadable`."""
    found = _SHAPE.fullmatch(_canonical(typed))
    parts = [found[name] for name in ("degrees", "minutes", "seconds") if found[name]] if found else []
    if not found or found["mark"] not in (None, _MARKS[len(parts) - 1]):
        sentence = _("“%(typed)s” cannot be read as a coordinate: write it like %(examples)s.")
        raise unreadable(sentence, typed, examples=_examples(axis))
    direction = _direction(typed, axis, found)
    sign = direction or (-1 if found["sign"] == "-" else 1)
    size = _size(typed, [Decimal(part.replace(",", ".")) for part in parts])
    if size > axis.value:
        sentence = _("“%(typed)s” is out of range: write from -%(most)s to %(most)s degrees.")
        raise unreadable(sentence, typed, most=axis.value)
    degrees = (sign * size).quantize(_PLACES, ROUND_HALF_EVEN)
    return Coordinate(degrees if degrees else degrees.copy_abs(), _UNITS[len(parts) - 1])


def _canonical(typed: str) -> str:
    """The text in capitals without accents, its signs and words for degrees, minutes and seconds as ° ' and "."""
    text = fold(tidied(typed).translate(_SIGNS))
    for words, mark in _WORDS:
        text = words.sub(mark, text)
    return text


def _size(typed: str, parts: list[Decimal]) -> Decimal:
    """The degrees of one to three parts, without sign."""
    if any(part != int(part) for part in parts[:-1]):
        raise unreadable(_("“%(typed)s” has a fraction before its last number: only the last can have one."), typed)
    if any(part >= _OF_A_WHOLE for part in parts[1:]):
        raise unreadable(_("“%(typed)s” has 60 or more minutes or seconds: each must be below 60."), typed)
    return sum((part / _OF_A_WHOLE**place for place, part in enumerate(parts)), Decimal(0))


def _direction(typed: str, axis: Axis, found: re.Match[str]) -> int:
    """1 for north and east, -1 for south and west, 0 where no direction was typed."""
    words = [word for word in (found["before"], found["after"]) if word]
    if not words:
        return 0
    letters = "N, S" if axis is Axis.LATITUDE else "E, W"
    if "O" in words:
        sentence = _(
            "“%(typed)s” does not tell east from west: O is Ost in German, but Oeste in Spanish; write E or W."
        )
        raise unreadable(sentence, typed)
    if len(words) > 1 or words[0] not in _DIRECTIONS:
        raise unreadable(
            _("“%(typed)s” has no direction that is known: write one of %(letters)s."), typed, letters=letters
        )
    if found["sign"]:
        raise unreadable(_("“%(typed)s” has a sign and a direction, too: leave out one of them."), typed)
    own, sign = _DIRECTIONS[words[0]]
    if own is not axis:
        sentence = (
            _("“%(typed)s” is a longitude, but a latitude is asked for: it ends in N or S.")
            if axis is Axis.LATITUDE
            else _("“%(typed)s” is a latitude, but a longitude is asked for: it ends in E or W.")
        )
        raise unreadable(sentence, typed)
    return sign


def _examples(axis: Axis) -> str:
    return (
        "60.735, -60.735, 60° 44.1′ N, 60° 44′ 6″ N"
        if axis is Axis.LATITUDE
        else "24.935, -24.935, 24° 56.1′ E, 24° 56′ 6″ E"
    )
