"""What was typed behind an operator, as values that a field can be compared with.

In: a text, the field, its format. Out: values; or a refusal in a sentence. Kept of Specify 7: what fits the format of
a field is brought into the form it is stored in, other texts stay as they are; several values have commas between them;
numbers of a collection may be given as ranges (`10-12`, `1234-56`, `2025-000001-10`); `currentSpecifyUserName` is the
name of the person who asks. Changed on purpose: what is no number, where one is needed, is told, and not taken for
nought.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from specify.datamodel.declaring import Field
from specify.query import dates
from specify.query.refusing import BadQuery
from specify.query.sql import Sql, given
from specify.resources.field_formats import FieldFormat

WHOLE = ("integer", "short", "byte", "long")
_RANGE = re.compile(r"\s*(\d{1,30})\s*-\s*(\d{1,30})\s*", re.ASCII)
_MOST = 50_000
_YEAR_SEPARATOR_NUMBER = 3
_MYSELF = "currentSpecifyUserName"
_NO_INTEGER = 2**63


@dataclass(frozen=True, slots=True)
class Typed:
    """What texts mean for one field.

    `field` None stands for an id or a number, `is_part` for a part of a date, `is_words` for a record told in one line.
    `myself` is the name of the person who asks, where the field is one of users.
    """

    field: Field | None
    format: FieldFormat | None
    now: datetime
    is_part: bool = False
    is_words: bool = False
    myself: str = ""

    @property
    def is_number(self) -> bool:
        """Whether values are numbers."""
        if self.is_words:
            return False
        return self.field is None or self.is_part or self.field.kind in (*WHOLE, "decimal", "double", "boolean")

    @property
    def is_day(self) -> bool:
        """Whether values are dates or moments."""
        return not self.is_part and self.field is not None and self.field.kind in ("date", "timestamp")

    def meant(self, text: str) -> str:
        """What stands in a line, with the person who asks by name."""
        return self.myself if self.myself and text == _MYSELF else text

    def value(self, text: str) -> Sql:
        """What one text means."""
        text = text.strip() if self.is_number else text
        if self.is_number:
            return given(number(text))
        if self.is_day:
            found = self.day(text)
            return given(text if found is None else found.isoformat())
        return given(self.format.canonical(text) if self.format else text)

    def day(self, text: str) -> date | None:
        """The day that a text means, None when it means none."""
        return dates.day(text, self.now) if self.is_day else None


def several(text: str) -> list[str]:
    """The values between commas."""
    found = [one.strip() for one in text.split(",")]
    if len(found) > _MOST:
        raise BadQuery(
            _("There are more than %(most)d values in one line.") % {"most": _MOST},
            _("Make a record set of them, and ask for its records."),
        )
    return found


def pair(text: str) -> tuple[str, str]:
    """The two values of a line that asks for what lies between them."""
    found = several(text)
    if len(found) < len(("from", "to")):
        raise BadQuery(_("“Between” needs two values with a comma between them."), _("Write them as 10, 20."))
    return found[0], found[1]


def ranges(typed: Typed, texts: Iterable[str]) -> tuple[list[Sql], list[tuple[Sql, Sql]]]:
    """Values one by one, and those that are given from one to another, for numbers that a format counts up."""
    single, spans = list[Sql](), list[tuple[Sql, Sql]]()
    for text in texts:
        found = _span(typed, text)
        if found is None:
            single.append(typed.value(text))
        elif found[0] == found[1]:
            single.append(given(found[0]))
        else:
            spans.append((given(found[0]), given(found[1])))
    return single, spans


def _span(typed: Typed, text: str) -> tuple[str, str] | None:
    """The first and the last number that a text such as `10-12` names; None when it names no range."""
    if typed.format is None or typed.is_number:
        return None
    if typed.format.digits:
        found = _RANGE.fullmatch(text)
        return counted("", found[1], found[2], typed.format.digits) if found else None
    return None if typed.format.matches(text.strip()) else _by_year(typed.format, text, typed.now)


def _by_year(how: FieldFormat, text: str, now: datetime) -> tuple[str, str] | None:
    """Ranges of numbers made of a year, a sign and a number."""
    if [part.type for part in how.parts] != ["year", "separator", "numeric"]:
        return None
    sign, size = how.parts[1].value, how.parts[2].size
    bare = _RANGE.fullmatch(text)
    if bare:
        return counted(f"{now.year:04d}{sign}", bare[1], bare[2], size)
    signed = re.escape(sign)
    found = re.fullmatch(rf"\s*(\d{{4}}{signed})(\d{{{size}}})\s*{signed}\s*(\1)?(\d{{1,{size}}})\s*", text, re.ASCII)
    return counted(found[1], found[2], found[4], size) if found else None


def counted(before: str, first: str, last: str, size: int) -> tuple[str, str] | None:
    """The numbers in full; a shortened last one is read in the way that makes the shorter range."""
    if len(first) > size or len(last) > size:
        return None
    start, end = first.zfill(size), last.zfill(size)
    if len(last) < len(first):
        borrowed = start[: -len(last)] + last
        end = end if abs(int(start) - int(end)) <= abs(int(start) - int(borrowed)) else borrowed
    low, high = sorted((start, end))
    return before + low, before + high


def number(text: str) -> int | Decimal | None:
    """A number as statements have it: exact."""
    if text.lower() in ("true", "false"):
        return int(text.lower() == "true")
    if not text:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or abs(value.adjusted()) > 30:
        raise BadQuery(
            _("“%(text)s” is no number, and the field has numbers only.") % {"text": text[:100]},
            _("Write it with digits, and a point before the decimal places."),
        )
    return int(value) if value == value.to_integral_value() and abs(value) < _NO_INTEGER else value
