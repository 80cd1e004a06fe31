"""Values that come with the rows, as fields of the classes that the template declares.

In: what JSON can say, the name of a Java class. Out: a text, a number, a date, or what it was if it is none such. Kept
of Specify: a catalog number that arrives as a decimal number is a whole one; dates that arrive as the institution
writes them stay texts.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

_WHOLE = ("Integer", "Long", "Short", "Byte", "BigInteger")
_BROKEN = ("Double", "Float")
_DAYS = ("Date", "Timestamp", "Calendar", "LocalDate", "LocalDateTime")
_CATALOG_NUMBER = "catalognumber"
_DAY = 10
_MOST_DIGITS = 100


def fields_of(row: Mapping[str, Any], names: Mapping[str, str], kinds: Mapping[str, str]) -> dict[str, Any]:
    """The fields of a template from a row; `names` says which column each is."""
    return {
        field: value_of(row.get(names[field]) if field in names else None, kind, field) for field, kind in kinds.items()
    }


def value_of(value: Any, kind: str, name: str = "") -> Any:
    """A value of a class."""
    if value is None:
        return None
    kind = kind.rpartition(".")[2]
    if name.lower().endswith(_CATALOG_NUMBER) and isinstance(value, float) and value.is_integer():
        value = int(value)
    if kind == "String":
        return str(value) if not isinstance(value, bool) else str(value).lower()
    try:
        return _made(value, kind)
    except (ValueError, InvalidOperation, OverflowError):
        return value


def _made(value: Any, kind: str) -> Any:
    if kind in _WHOLE and not isinstance(value, bool):
        return int(_decimal(value))
    if kind in _BROKEN:
        return float(value)
    if kind == "BigDecimal":
        return _decimal(value)
    if kind == "Boolean":
        return value if isinstance(value, bool) else str(value).lower() in ("true", "1", "yes")
    return _day(value) if kind in _DAYS and isinstance(value, str) else value


def _decimal(value: Any) -> Decimal:
    """A number of no more digits than a column has."""
    number = Decimal(str(value))
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        raise ValueError(value)
    return number


def _day(text: str) -> date:
    """A day, or a moment of one if its time is told."""
    return date.fromisoformat(text) if len(text) == _DAY else datetime.fromisoformat(text)
