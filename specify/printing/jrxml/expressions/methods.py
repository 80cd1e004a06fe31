"""Methods of values that templates call: of texts, numbers, dates, rows of values, codes.

In: a value, the name of a method, arguments. Out: what it gives; `Nothing` for a method of nothing; `BadExpression` for
one that is not among those listed here. Regular expressions are Java's as far as Python's are the same.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal
from typing import Any

from specify.printing.jrxml.expressions.codes import Writer
from specify.printing.jrxml.expressions.patterns import told_date, told_number
from specify.printing.jrxml.expressions.tree import BadExpression, Nothing

_MOST_PLACES = 40
_REPLACED = re.compile(r"\\(.)|\$(\d)", re.DOTALL)
"""In what is put instead: a sign that means itself, what a bracket of the pattern found."""


@dataclass(frozen=True, slots=True)
class Format:
    """A pattern that dates or numbers are written by."""

    pattern: str
    is_date: bool

    def told(self, value: Any) -> str:
        """A value as the pattern writes it."""
        if value is None:
            raise Nothing
        if self.is_date and isinstance(value, date):
            return told_date(value, self.pattern)
        if not self.is_date and isinstance(value, int | float | Decimal):
            return told_number(value, self.pattern)
        raise BadExpression("date" if self.is_date else "number", str(value)[:40])


def method(on: Any, name: str, arguments: Sequence[Any]) -> Any:
    """What a method of a value gives."""
    if on is None:
        raise Nothing
    for kinds, methods in _METHODS:
        if isinstance(on, kinds) and not (isinstance(on, bool) and bool not in kinds) and name in methods:
            try:
                return methods[name](on, *arguments)
            except re.error as error:
                raise BadExpression("regular", str(error)[:60]) from error
            except TypeError as error:
                raise Nothing if None in arguments else error from None
    raise BadExpression("method", name)


def is_method(name: str) -> bool:
    """Whether a method of any value is known."""
    return any(name in methods for _kinds, methods in _METHODS)


def _place(text: str, at: int) -> int:
    if not 0 <= at <= len(text):
        raise BadExpression("place", str(at))
    return at


def _substring(text: str, start: int, end: int | None = None) -> str:
    last = len(text) if end is None else _place(text, end)
    return text[_place(text, start) : last]


def _replaced(most: int) -> Callable[[str, str, str], str]:
    def replace(text: str, pattern: str, by: str) -> str:
        def put(found: re.Match[str]) -> str:
            return _REPLACED.sub(lambda one: one[1] or found[int(one[2])] or "", by)

        return re.sub(pattern, put, text, count=most)

    return replace


def _split(text: str, pattern: str, most: int = 0) -> list[str]:
    """Parts between what the pattern finds; empty ones at the end are left out unless a number is given."""
    parts: list[str] = [part or "" for part in re.split(f"(?:{pattern})", text, maxsplit=max(most - 1, 0))]
    while not most and len(parts) > 1 and not parts[-1]:
        parts.pop()
    return parts


def _compare(one: Any, other: Any) -> int:
    if other is None:
        raise Nothing
    return int(one > other) - int(one < other)


def _written(value: Any) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _scaled(number: Any, places: int, rounding: Any = None) -> Decimal:
    if abs(places) > _MOST_PLACES:
        raise BadExpression("place", str(places))
    return Decimal(str(number)).quantize(Decimal(1).scaleb(-places), rounding=ROUNDINGS.get(rounding, ROUND_HALF_UP))


def _reckoned(by: Callable[[Decimal, Decimal], Decimal]) -> Callable[..., Decimal]:
    def reckon(one: Any, other: Any, *_more: Any) -> Decimal:
        if other is None:
            raise Nothing
        return by(Decimal(str(one)), Decimal(str(other)))

    return reckon


def _divided(one: Any, other: Any, *how: Any) -> Decimal:
    if other is None:
        raise Nothing
    found = Decimal(str(one)) / Decimal(str(other))
    return _scaled(found, how[0], *how[1:2]) if len(how) > 1 else found


ROUNDINGS: Mapping[Any, str] = {
    "HALF_UP": ROUND_HALF_UP,
    "HALF_EVEN": ROUND_HALF_EVEN,
    "UP": ROUND_UP,
    "DOWN": ROUND_DOWN,
    "CEILING": ROUND_CEILING,
    "FLOOR": ROUND_FLOOR,
    **dict(enumerate((ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP))),
    6: ROUND_HALF_EVEN,
}

Methods = Mapping[str, Callable[..., Any]]

_TEXT: Methods = {
    "append": lambda text, other: f"{text}{'null' if other is None else other}",
    "charAt": lambda text, at: _substring(text, at, at + 1),
    "concat": lambda text, other: text + other,
    "contains": lambda text, part: part in text,
    "endsWith": lambda text, end: text.endswith(end),
    "equalsIgnoreCase": lambda text, other: other is not None and text.lower() == other.lower(),
    "indexOf": lambda text, part, start=0: text.find(part, start),
    "isBlank": lambda text: not text.strip(),
    "isEmpty": lambda text: not text,
    "lastIndexOf": lambda text, part: text.rfind(part),
    "length": len,
    "matches": lambda text, pattern: re.fullmatch(pattern, text) is not None,
    "replace": lambda text, part, by: text.replace(part, by),
    "replaceAll": _replaced(0),
    "replaceFirst": _replaced(1),
    "split": _split,
    "startsWith": lambda text, start: text.startswith(start),
    "strip": str.strip,
    "substring": _substring,
    "toCharArray": list,
    "toLowerCase": lambda text: text.lower(),
    "toUpperCase": lambda text: text.upper(),
    "trim": lambda text: text.strip(),
}
_NUMBER: Methods = {
    "abs": abs,
    "add": _reckoned(lambda one, other: one + other),
    "byteValue": int,
    "divide": _divided,
    "doubleValue": float,
    "floatValue": float,
    "intValue": int,
    "longValue": int,
    "multiply": _reckoned(lambda one, other: one * other),
    "negate": lambda number: -number,
    "setScale": _scaled,
    "shortValue": int,
    "signum": lambda number: (number > 0) - (number < 0),
    "stripTrailingZeros": lambda number: Decimal(f"{Decimal(str(number)).normalize():f}"),
    "subtract": _reckoned(lambda one, other: one - other),
    "toPlainString": _written,
}
_DATE: Methods = {
    "after": lambda one, other: one > other,
    "before": lambda one, other: one < other,
    "getDate": lambda day: day.day,
    "getDayOfMonth": lambda day: day.day,
    "getMonth": lambda day: day.month - 1,
    "getMonthValue": lambda day: day.month,
    "getTime": lambda day: int(datetime(day.year, day.month, day.day).timestamp() * 1000),
    "getYear": lambda day: day.year - 1900,
}
_ROW: Methods = {
    "contains": lambda row, value: value in row,
    "get": lambda row, at: row[at],
    "isEmpty": lambda row: not row,
    "length": len,
    "size": len,
}
_ANY: Methods = {
    "booleanValue": bool,
    "compareTo": _compare,
    "equals": lambda one, other: type(one) is type(other) and one == other,
    "hashCode": lambda value: len(str(value)),
    "toString": _written,
}
_METHODS: tuple[tuple[tuple[type, ...], Methods], ...] = (
    ((str,), _TEXT),
    ((int, float, Decimal), _NUMBER),
    ((date,), _DATE),
    ((list,), _ROW),
    ((Format,), {"format": Format.told}),
    ((Writer,), {"encode": Writer.encode}),
    ((object, bool), _ANY),
)
