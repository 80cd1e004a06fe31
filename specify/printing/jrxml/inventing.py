"""Rows to try a template with: values of the classes that it declares.

In: a report, how many rows. Out: rows by the names of its fields; parameters. Some texts are long, some values are
nothing, so that what stretches and what is left out is tried, too.
"""

from collections.abc import Mapping
from typing import Any

from specify.printing.jrxml.declaring import Report

_VALUES: Mapping[str, Any] = {
    "BigDecimal": "38.9517",
    "Boolean": True,
    "Date": "1998-05-07",
    "Double": 38.9517,
    "Float": 38.9517,
    "Integer": 12,
    "Long": 12,
    "Short": 12,
    "Time": "1998-05-07T14:05",
    "Timestamp": "1998-05-07T14:05",
}
_WORDS = "below the old mill on the left bank of the creek, among roots and stones, "
_FOLDER = "_DIR"
"""In the names of parameters that say where pictures and reports are kept."""
_LONG_EVERY, _NOTHING_EVERY, _LONGEST = 5, 7, 4


def rows(report: Report, number: int) -> list[dict[str, Any]]:
    """So many rows."""
    return [_row(report, at) for at in range(number)]


def parameters(report: Report) -> dict[str, Any]:
    """A value for each parameter that has none of its own."""
    return {
        parameter.name: "" if _FOLDER in parameter.name else _value(parameter.kind, parameter.name, 1)
        for parameter in report.parameters
        if parameter.initial.tree is None and not parameter.kind.endswith("Object")
    }


def _row(report: Report, at: int) -> dict[str, Any]:
    return {
        name: None if (at + place) % _NOTHING_EVERY == _NOTHING_EVERY - 1 else _value(kind, name, at)
        for place, (name, kind) in enumerate(report.fields.items())
    }


def _value(kind: str, name: str, at: int) -> Any:
    told = _VALUES.get(kind.rpartition(".")[2])
    return f"{name} {at} {_WORDS * (at % _LONGEST if at % _LONG_EVERY == 0 else 0)}".strip() if told is None else told
