"""What a typed text means for one field.

In: a field, a text, how it is read. Out: a test of rows, None where no value can be meant. Kept of Specify: numbers are
equal, a year finds all its days and a date its day, Yes and No are never sought; a numeric catalog number is
found without its zeros. Changed on purpose: so is every number whose format has digits in it; a day of a moment is all
its hours; dates are read in any form, and a month finds all its days.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import reduce
from operator import or_

from django.db.models import F, Q

from specify.ask.searching.terms import Reading, Term, days_meant
from specify.datamodel.declaring import Field, Table
from specify.query.asking import Asking
from specify.query.matching import Like, as_pattern, can_be_compared
from specify.resources.field_formats import CATALOG_DIGITS, FieldFormat
from specify.resources.loose_numbers import in_full

_WHOLE = ("integer", "short", "byte", "long")
_INTEGER = re.compile(r"-?\d{1,9}", re.ASCII)
_DECIMAL = re.compile(r"-?\d{1,9}([.,]\d{1,10})?", re.ASCII)
_TEXTS = ("string", "text")
_OF_WORDS = ("{}%", "% {}%", "%-{}%")
"""Where a word may begin, the first of them the beginning of the field."""
_WITHOUT_FORMAT = FieldFormat("", "", "collectionobject", "catalogNumber", digits=CATALOG_DIGITS)
"""That of catalog numbers where none is set up."""


@dataclass(frozen=True, slots=True)
class Meanings:
    """The tests of one table's fields. `inside` says that beginnings of words count, not only those of fields."""

    table: Table
    fields: tuple[Field, ...]
    asking: Asking
    inside: bool = False

    def of_term(self, term: Term, reading: Reading) -> Q | None:
        """The whole of an alternative in any of the fields."""
        return any_of(self.of(field, term.text, reading) for field in self.fields)

    def of_words(self, words: Iterable[str], reading: Reading) -> Q | None:
        """Each of the words, in whichever field."""
        found = Q()
        for word in words:
            test = any_of(self.of(field, word, reading, inside=True) for field in self.fields)
            if test is None:
                return None
            found &= test
        return found

    def of(self, field: Field, text: str, reading: Reading, *, inside: bool = False) -> Q | None:
        """A text in one field; with `inside` also at the beginning of any word of it."""
        if field.kind in _TEXTS:
            return self._text(field, text, reading, inside=inside or self.inside)
        if field.kind in ("date", "timestamp"):
            return any_of(_days(field, *days) for days in days_meant(text, self.asking.preferences.date_format))
        if field.kind in _WHOLE:
            return Q(**{field.name: int(text)}) if _INTEGER.fullmatch(text) else None
        return Q(**{field.name: Decimal(text.replace(",", "."))}) if _DECIMAL.fullmatch(text) else None

    def numbers(self, field: Field, text: str) -> tuple[str, ...]:
        """The text, and the numbers in full that it stands for without their zeros."""
        how = self.asking.field_format(self.table.key, field.name)
        if how is None and field.name == "catalogNumber":
            how = _WITHOUT_FORMAT
        return tuple(dict.fromkeys((text, (in_full(how, text) if how else None) or text)))

    def _text(self, field: Field, text: str, reading: Reading, *, inside: bool) -> Q | None:
        if not can_be_compared(text):
            return None
        if "*" in text or "%" in text:
            return Q(Like(F(field.name), as_pattern(text)))
        numbers = self.numbers(field, text)
        if reading is Reading.EXACT:
            return Q(**{f"{field.name}__in": numbers})
        full = [Q(**{field.name: number}) for number in numbers if number != text]
        begins = _OF_WORDS if inside else _OF_WORDS[:1]
        patterns = ("%{}%",) if reading is Reading.WITHIN else begins
        return any_of([*full, *(Q(Like(F(field.name), one.format(as_pattern(text)))) for one in patterns)])


def any_of(tests: Iterable[Q | None]) -> Q | None:
    """That one of the tests holds; None without any."""
    found = [test for test in tests if test is not None]
    return reduce(or_, found) if found else None


def _days(field: Field, first: date, last: date) -> Q:
    if field.kind == "timestamp":
        after = datetime.combine(last, datetime.min.time()) + timedelta(days=1) if last < date.max else datetime.max
        return Q(**{f"{field.name}__gte": datetime.combine(first, datetime.min.time()), f"{field.name}__lt": after})
    return Q(**{f"{field.name}__range": (first, last)})
