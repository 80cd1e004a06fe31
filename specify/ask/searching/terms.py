"""What was typed into simple search, taken apart.

In: a text, and how it is to be read. Out: `Sought`. Kept of Specify: commas stand between alternatives; what stands in
quotes is one alternative with its commas, and is sought exactly; `*` stands for any letters. Changed on purpose: a text
also finds what only begins with it, and what has each of its words, unless it is asked for exactly; an alternative may
be in quotes by itself, and typographic ones count; a date is one word, and may have a comma; `%` counts as `*`, `_` as
itself.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from specify.query.matching import typed
from specify.text.partial_dates import Precision
from specify.text.reading_dates import read_date
from specify.text.typed import Unreadable

LONGEST = 200
MOST_TERMS, MOST_WORDS = 10, 6
_PIECE = re.compile(r"""\s*(?:"(.+?)"|'(.+?)'|`(.+?)`|“(.+?)[”“]|„(.+?)[“”]|«(.+?)»)\s*(?:,|$)|([^,]*)(?:,|$)""")
_ORDERS = ("dd/MM/yyyy", "MM/dd/yyyy")
_FIRST_YEAR, _MONTHS = 1000, 12
_LEAST_WITHIN = 3


class Reading(StrEnum):
    """How a text is read: as the whole of a field, its beginning or all its words; one of these; any part of it."""

    EXACT = "exact"
    BEGIN = "begin"
    ANY = "any"
    WITHIN = "within"


@dataclass(frozen=True, slots=True)
class Term:
    """One alternative."""

    text: str
    is_quoted: bool = False

    @property
    def is_pattern(self) -> bool:
        """Whether it has signs for any letters, and is taken as it stands."""
        return "*" in self.text or "%" in self.text

    @property
    def words(self) -> tuple[str, ...]:
        """Its words, where there are several; none where it is taken as a whole, as a date is. `A.` is their `A`."""
        found = self.text.split()
        is_whole = self.is_quoted or self.is_pattern or len(found) < 2 or bool(days_meant(self.text, ""))
        return () if is_whole else tuple(word.rstrip(".") or word for word in found[:MOST_WORDS])


@dataclass(frozen=True, slots=True)
class Sought:
    """A text and its alternatives; `is_cut` says that there were more of them, or more words, than are sought."""

    text: str
    reading: Reading = Reading.BEGIN
    terms: tuple[Term, ...] = ()
    is_cut: bool = False

    @property
    def has_words(self) -> bool:
        """Whether an alternative has several words."""
        return any(term.words for term in self.terms)

    def how(self, term: Term) -> Reading:
        """How one of the alternatives is read."""
        if term.is_quoted or term.is_pattern:
            return Reading.EXACT
        return Reading.BEGIN if self.reading is Reading.ANY else self.reading


def sought_of(text: str, reading: Reading = Reading.BEGIN) -> Sought:
    """What a text asks for."""
    cleaned = typed(text)
    terms = list(dict.fromkeys(_terms(cleaned[:LONGEST])))
    if reading is Reading.ANY:
        terms = [part for term in terms for part in (map(Term, term.words) if term.words else (term,))]
    kept = tuple(terms[:MOST_TERMS])
    has_more_words = any(one.words and len(one.text.split()) > MOST_WORDS for one in kept)
    is_cut = len(cleaned) > LONGEST or len(terms) > MOST_TERMS or has_more_words
    return Sought(cleaned[:LONGEST], reading, kept, is_cut)


def looser(sought: Sought) -> Iterator[Reading]:
    """How else a text may be read that begins nothing: one of its words is enough, or any part of a field.

    Not part of a number: one that is not there is not meant to find others.
    """
    if sought.reading is not Reading.BEGIN or all(term.is_quoted or term.is_pattern for term in sought.terms):
        return
    if sought.has_words:
        yield Reading.ANY
    if len(sought.text) >= _LEAST_WITHIN and not any(letter.isdigit() for letter in sought.text):
        yield Reading.WITHIN


def _terms(text: str) -> list[Term]:
    if "," in text and days_meant(text, ""):
        return [Term(text)]
    found = []
    for match in _PIECE.finditer(text):
        *quoted, bare = match.groups()
        inside = next((one for one in quoted if one), "")
        piece = " ".join((inside or bare or "").split())
        if piece:
            found.append(Term(piece, bool(inside)))
    return found


@lru_cache(maxsize=256)
def days_meant(text: str, pattern: str) -> tuple[tuple[date, date], ...]:
    """The first and last day of each date that a text may mean; a year or a month are all its days.

    Where nothing says whether the day or the month comes first, both are meant.
    """
    return _dates(text, pattern) if any(letter.isdigit() for letter in text) else ()


def _dates(text: str, pattern: str) -> tuple[tuple[date, date], ...]:
    found: dict[tuple[date, date], None] = {}
    for order in (pattern,) if pattern else ():
        if one := _days(text, order):
            return (one,)
    for order in _ORDERS:
        if one := _days(text, order):
            found[one] = None
    return tuple(found)


def _days(text: str, pattern: str) -> tuple[date, date] | None:
    try:
        day, precision = read_date(text, pattern)
    except Unreadable:
        return None
    return (day, _last(day, precision)) if day.year >= _FIRST_YEAR else None


def _last(day: date, precision: Precision) -> date:
    if precision is Precision.FULL:
        return day
    month = day.month if precision is Precision.MONTH else _MONTHS
    return date(day.year, month, monthrange(day.year, month)[1])
