"""What a template is filled with: groups of fields, dates, names with markup, lists of records.

In: what the server sent: JSON. Out: values that a template can name. An object with `day` is a date, one with `html` is
text with markup, one with `rows` is a list of records; every other object is a group of fields, whose names may be
written in any case of letters. Nothing is never None: it reads as an empty text.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup


class Dated(str):
    """A date as the institution writes it, whose parts can be named; what is not known of it is 0."""

    __slots__ = ("day", "month", "year")
    year: int
    month: int
    day: int


class Fields:
    """Fields by name: `taxon.fullname`."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Any]) -> None:
        """Take the values by their names in small letters."""
        self._values = values

    def __getattr__(self, name: str) -> Any:
        try:
            return self._values[name.lower()]
        except KeyError as error:
            raise AttributeError(name) from error

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)


def value_of(told: Any) -> Any:
    """The value that was sent as `told`."""
    if told is None:
        return ""
    if isinstance(told, list):
        return [value_of(one) for one in told]
    if not isinstance(told, dict):
        return told
    if "html" in told:
        return Markup(told["html"])  # noqa: S704 - made by the server, which escapes what people typed
    if "rows" in told:
        return [value_of(row) for row in told["rows"]]
    if "day" in told:
        return _date(told)
    return Fields({name.lower(): value_of(one) for name, one in told.items()})


def context_of(told: Mapping[str, Any]) -> dict[str, Any]:
    """What the names at the beginning of an expression stand for."""
    return {name: value_of(one) for name, one in told.items()}


def _date(told: Mapping[str, Any]) -> Dated:
    date = Dated(told["text"])
    date.year, date.month, date.day = told["year"] or 0, told["month"] or 0, told["day"] or 0
    return date
