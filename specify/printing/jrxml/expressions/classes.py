"""Classes that templates make objects of, call, or cast to: those listed here and no others.

In: the name of a class without its package, arguments. Out: a value; `BadExpression` for a class or a method of one
that is not listed.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from typing import Any

from specify.printing.jrxml.expressions.codes import Writer, barcode
from specify.printing.jrxml.expressions.methods import Format
from specify.printing.jrxml.expressions.scriptlet import ASKING_THE_DATABASE, METHODS
from specify.printing.jrxml.expressions.tree import BadExpression, Nothing

_PIECE = re.compile(r"%(?:(\d+)\$)?([-0,+ #]*)(\d{1,3})?(?:\.(\d{1,2}))?([sSdfxXcben%])")
_MOST_DIGITS = 100
WORDS_OF = frozenset(("BarcodeFormat", "EncodeHintType", "ErrorCorrectionLevel", "Locale", "RoundingMode"))
"""Classes whose constants are just their names here."""
IS_A: Mapping[str, tuple[type, ...]] = {
    "String": (str,),
    "Integer": (int,),
    "Long": (int,),
    "Number": (int, float, Decimal),
    "Double": (float,),
    "Float": (float,),
    "BigDecimal": (Decimal,),
    "Boolean": (bool,),
    "Date": (date,),
}
CONSTANTS: Mapping[tuple[str, str], Any] = {
    ("Boolean", "TRUE"): True,
    ("Boolean", "FALSE"): False,
    ("BigDecimal", "ZERO"): Decimal(0),
    ("BigDecimal", "ONE"): Decimal(1),
    ("Integer", "MAX_VALUE"): 2**31 - 1,
    **{("BigDecimal", f"ROUND_{name}"): name for name in ("HALF_UP", "HALF_EVEN", "UP", "DOWN", "CEILING", "FLOOR")},
}


def made(name: str, arguments: Sequence[Any], now: datetime) -> Any:
    """A new object of a class."""
    if name == "[]":
        return list(arguments)
    if name == "Date" and not arguments:
        return now
    make = _MADE.get(name)
    if make is None:
        raise BadExpression("class", name)
    return make(*arguments)


def called(owner: str, name: str, arguments: Sequence[Any]) -> Any:
    """What a method of a class gives."""
    if owner == "Scriptlet":
        if name in ASKING_THE_DATABASE:
            raise BadExpression("scriptlet", name)
        found = METHODS.get(name)
    else:
        found = _CALLED.get((owner, name))
    if found is None:
        raise BadExpression("method", f"{owner}.{name}" if owner else name)
    return found(*arguments)


def is_made(name: str) -> bool:
    """Whether objects of a class are made."""
    return name in _MADE or name in ("[]", "Date")


def is_called(owner: str, name: str) -> bool:
    """Whether a method of a class is known."""
    return name in METHODS if owner == "Scriptlet" else (owner, name) in _CALLED


def cast(kind: str, value: Any) -> Any:
    """A value of a class: numbers become whole, or not; others stay what they are."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return value
    if kind in ("int", "long", "short", "byte"):
        return int(value)
    return float(value) if kind in ("double", "float") else value


def whole(value: Any, *_radix: Any) -> int:
    """A text or number as a whole number."""
    if value is None:
        raise Nothing
    return int(value.strip(), 10) if isinstance(value, str) else int(value)


def _floating(value: Any) -> float:
    if value is None:
        raise Nothing
    return float(value)


def _exact(value: Any) -> Decimal:
    if value is None:
        raise Nothing
    number = Decimal(str(value).strip())
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        raise BadExpression("number", str(value)[:40])
    return number


def _text(value: Any = "") -> str:
    if value is None:
        return "null"
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def _formatted(pattern: str, *arguments: Any) -> str:
    """Java's `String.format`, as far as templates use it."""
    given = iter(arguments)

    def piece(found: re.Match[str]) -> str:
        number, flags, width, places, kind = found.groups()
        if kind in "%n":
            return "%" if kind == "%" else "\n"
        value = arguments[int(number) - 1] if number else next(given, None)
        told = _piece(value, kind, places, flags)
        size = int(width or 0)
        if "0" in flags and value is not None and kind not in "sS":
            return told.zfill(size)
        return told.ljust(size) if "-" in flags else told.rjust(size)

    return _PIECE.sub(piece, pattern)


def _piece(value: Any, kind: str, places: str | None, flags: str) -> str:
    if value is None:
        return "null"
    comma, plus = "," if "," in flags else "", "+" if "+" in flags else ""
    if kind == "d":
        return f"{int(value):{plus}{comma}d}"
    if kind in "fe":
        return f"{value:{plus}{comma}.{places or 6}{kind}}"
    if kind in "xX":
        return f"{int(value):{kind}}"
    told = _text(value)[: int(places) if places else None]
    return told.upper() if kind == "S" else told


def _message(pattern: str, *arguments: Any) -> str:
    return re.sub(r"\{(\d)\}", lambda found: _text(arguments[int(found[1])]), pattern)


def _rounded(number: Any) -> int:
    return int((Decimal(str(number)) + Decimal("0.5")).to_integral_value(ROUND_FLOOR))


_MADE: Mapping[str, Callable[..., Any]] = {
    "BigDecimal": _exact,
    "Boolean": lambda value: str(value).lower() == "true",
    "Date": lambda value: datetime.fromtimestamp(value / 1000),
    "DecimalFormatSymbols": lambda *_locale: "",
    "DecimalFormat": lambda pattern, *_symbols: Format(pattern, is_date=False),
    "Double": _floating,
    "Float": _floating,
    "Integer": whole,
    "Locale": lambda *words: "_".join(map(_text, words)),
    "Long": whole,
    "MessageFormat": lambda pattern: pattern,
    "Scriptlet": lambda: "",
    "Short": whole,
    "SimpleDateFormat": lambda pattern="yyyy-MM-dd", *_locale: Format(pattern, is_date=True),
    "String": _text,
    "StringBuffer": _text,
    "StringBuilder": _text,
    **dict.fromkeys(("QRCodeWriter", "DataMatrixWriter", "Code128Writer", "Code39Writer", "MultiFormatWriter"), Writer),
}
_CALLED: Mapping[tuple[str, str], Callable[..., Any]] = {
    ("", "msg"): _message,
    ("MessageFormat", "format"): _message,
    ("String", "valueOf"): _text,
    ("String", "format"): _formatted,
    ("String", "join"): lambda between, *parts: between.join(
        map(_text, parts[0] if len(parts) == 1 and isinstance(parts[0], list) else parts)
    ),
    **{(owner, "valueOf"): whole for owner in ("Integer", "Long", "Short")},
    ("Integer", "parseInt"): whole,
    ("Long", "parseLong"): whole,
    ("Integer", "toString"): _text,
    ("Double", "valueOf"): _floating,
    ("Double", "parseDouble"): _floating,
    ("Double", "toString"): _text,
    ("Float", "valueOf"): _floating,
    ("Float", "parseFloat"): _floating,
    ("Boolean", "valueOf"): lambda value: value if isinstance(value, bool) else str(value).lower() == "true",
    ("Boolean", "parseBoolean"): lambda value: str(value).lower() == "true",
    ("BigDecimal", "valueOf"): _exact,
    ("Math", "round"): _rounded,
    ("Math", "abs"): abs,
    ("Math", "floor"): lambda number: float(Decimal(str(number)).to_integral_value(ROUND_FLOOR)),
    ("Math", "ceil"): lambda number: float(Decimal(str(number)).to_integral_value(ROUND_CEILING)),
    ("Math", "rint"): lambda number: float(Decimal(str(number)).to_integral_value(ROUND_HALF_EVEN)),
    ("Math", "max"): max,
    ("Math", "min"): min,
    ("Objects", "equals"): lambda one, other: one == other,
    ("Objects", "toString"): lambda value, otherwise="null": otherwise if value is None else _text(value),
    ("StringUtils", "isEmpty"): lambda text: not text,
    ("StringUtils", "isNotEmpty"): bool,
    ("StringUtils", "isBlank"): lambda text: not (text or "").strip(),
    ("StringUtils", "isNotBlank"): lambda text: bool((text or "").strip()),
    ("StringUtils", "trim"): lambda text: None if text is None else text.strip(),
    ("StringUtils", "capitalize"): lambda text: text and text[0].upper() + text[1:],
    ("BcImage", "getBarcodeImage"): barcode,
    ("MatrixToImageWriter", "toBufferedImage"): lambda code, *_how: code,
    ("ImmutableMap", "of"): lambda *_hints: None,
}
