"""What templates call on Specify's scriptlet, as far as it needs no database.

In: the arguments of a call. Out: a text or a number. Kept of Specify 6: names, arguments and results of the methods,
those of Specify 7's report service among them. What looked into the database there is named as not possible here; the
field has to come with the query.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from html import escape
from typing import Any

from specify.printing.jrxml.expressions.patterns import told_date
from specify.printing.jrxml.expressions.tree import BadExpression

NOT_KNOWN = "N/A"
_MOST_MONTHS = 12_000
_ITALIC = '<style isItalic="true">'
_NAME_PARTS = (
    ("genus", _ITALIC),
    ("speciesQualifier", ""),
    ("species", _ITALIC),
    ("speciesAuthorFirstName", ""),
    ("speciesAuthorLastName", ""),
    ("subspeciesQualifier", ""),
    ("subspecies", _ITALIC),
    ("infraAuthorFirstName", ""),
    ("infraAuthorLastName", ""),
    ("varietyQualifier", "var."),
    ("variety", _ITALIC),
)
"""The parts of a name in a row of the workbench, and what stands before each."""


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _number(value: Any) -> Decimal | None:
    try:
        return None if value is None or value == "" else Decimal(str(value))
    except ArithmeticError as error:
        raise BadExpression("number", str(value)[:40]) from error


def direction(value: Any, is_latitude: bool) -> str:
    """N, S, E or W."""
    number = _number(value)
    if number is None:
        return ""
    return ("N" if number > 0 else "S") if is_latitude else ("E" if number > 0 else "W")


def coordinate(value: Any, unit: Any, is_latitude: bool) -> str:
    """A coordinate in decimal degrees (unit 0), degrees with minutes and seconds (1), or with decimal minutes (2)."""
    number = _number(value)
    if number is None:
        return ""
    size, turned = abs(number), direction(number, is_latitude)
    degrees = int(size)
    minutes = (size - degrees) * 60
    if unit == 1:
        seconds = (minutes - int(minutes)) * 60
        return f"{degrees}\N{DEGREE SIGN} {int(minutes)}' {seconds:.2f}\" {turned}"
    if unit == 2:
        return f"{degrees}\N{DEGREE SIGN} {minutes:.3f}' {turned}"
    return f"{size:.7f}\N{DEGREE SIGN} {turned}"


def _name(first: Any, last: Any, middle: Any) -> str:
    name = ", ".join(part for part in (_text(last), _text(first)) if part)
    return " ".join(part for part in (name, _text(middle)) if part)


def _place(*parts: Any) -> str:
    country, locality, *coordinates = (_text(part) for part in parts)
    found = [
        country,
        *(f", {part}" for part in (locality, *(one.replace("deg", "", 1) for one in coordinates)) if part),
    ]
    return "".join(found)


def _locality(described: Any, latitude: Any, longitude: Any, unit: Any) -> str:
    return f"{_text(described)} {coordinate(latitude, unit, True)}, {coordinate(longitude, unit, False)}"


def _months(start: Any, end: Any) -> str:
    """The months between two dates, a begun one counted whole."""
    first, last = _day(start), _day(end)
    if first is None or last is None:
        return NOT_KNOWN
    months = max(0, (last.year - first.year) * 12 + last.month - first.month)
    months = min(months + (last.day > first.day if last >= first else 0), _MOST_MONTHS)
    return f"{months} month" if months == 1 else f"{months} months"


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = re.match(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", _text(value))
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _determination(row: Any) -> str:
    """The name of the current determination of the two in a row of the workbench, as styled text."""
    if not isinstance(row, Mapping):
        return ""
    said = {name: _text(value) for name, value in row.items()}
    first, second = said.get("isCurrent1", ""), said.get("isCurrent2", "")
    if first == "true" or not first and not second:
        place = "1"
    elif second == "true":
        place = "2"
    else:
        return ""
    parts = [(before, escape(said.get(f"{name}{place}", ""), quote=False)) for name, before in _NAME_PARTS]
    return "".join(f"{before}{part}{' </style>' if before.startswith('<') else ' '}" for before, part in parts if part)


def _left(count: Any, returned: Any, resolved: Any) -> int:
    return int(_number(count) or 0) - int(_number(returned) or 0) - int(_number(resolved) or 0)


def _first(joined: Any, separator: Any) -> str:
    return _split(joined, separator)[0]


def _others(joined: Any, separator: Any) -> str:
    return _split(joined, separator)[1]


def _split(joined: Any, separator: Any) -> tuple[str, str]:
    """The text before the first of the separator's letters, and the text behind them."""
    letters = re.escape(_text(separator)) or r"\s"
    parts = re.split(f"[{letters}]+", _text(joined).lstrip(_text(separator)), maxsplit=1)
    return parts[0], parts[1] if len(parts) > 1 else ""


def _decimal(value: Any, places: Any) -> str:
    number = _number(value)
    return "null" if number is None else f"{number:.{max(0, min(int(places), 30))}f}"


def _truncated(value: Any) -> str:
    number = _number(value)
    if number is None:
        return ""
    told = f"{number:f}"
    told = told.rstrip("0").rstrip(".") if "." in told else told
    return f"{told}.0" if "." not in told and number != 0 else told


def _date(value: Any, pattern: Any = "") -> str:
    day = value if isinstance(value, datetime) else _day(value)
    return "" if day is None else told_date(day, _text(pattern) or "yyyy-MM-dd")


METHODS: Mapping[str, Callable[..., Any]] = {
    "formatCatNo": _text,
    "formatFieldNo": _text,
    "toProperCase": lambda text: re.sub(r"(^|\s)(\S)", lambda found: found[1] + found[2].upper(), _text(text).lower()),
    "getDirChar": direction,
    "formatLatLon": coordinate,
    "formatBigDecimal": _decimal,
    "truncateBigDecimal": _truncated,
    "locality": _locality,
    "localityBD": _locality,
    "buildNameString": _name,
    "buildLocalityString": _place,
    "dateDifference": _months,
    "dateStringDifference": _months,
    "formatDate": _date,
    "formatDetermination": _determination,
    "calcLoanQuantity": _left,
    "loanCategory": lambda is_gift: "GIFT" if is_gift else "LOAN",
    "escapeForHtml": lambda text: _text(text).replace("&", "&amp;"),
    "deaggregateFirst": _first,
    "deaggregateSecondary": _others,
}
ASKING_THE_DATABASE = frozenset(
    (
        *("aggregatePrepCounts", "sumPrepCounts", "aggregatePreps", "getByLoanAgentRole", "getByRole", "getTypeStatus"),
        *("getFirstCollector", "getCurrentDeterminationFullName", "getSecondaryCollectors", "getTypeTaxon"),
        *("getAggregated", "getCollectorsWithAggregator", "getCollectorsByCOIdNumWithAggregator", "getCollectors"),
        *("isCurrent1Labels", "isCurrent2Labels", "getTaxonNameWithAuthors"),
    )
)
"""Methods that looked into the database; what they told has to be a column of the query."""
