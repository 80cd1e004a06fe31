"""Which rows a report tells, and in which order, where it says so itself.

In: a state before its first row, rows. Out: rows. Kept of JasperReports: a row is left out where the condition is not
true; what is nothing comes first; rows that are alike stay in their order.
"""

from collections.abc import Sequence
from typing import Any

from specify.printing.jrxml.declaring import NOTHING
from specify.printing.jrxml.expressions.evaluating import Values, told
from specify.printing.jrxml.filling.state import Row, State
from specify.printing.jrxml.filling.values import fields_of


def picked(state: State, rows: Sequence[Row]) -> Sequence[Row]:
    """The rows that are told."""
    report = state.report
    if not rows or (report.keeps is NOTHING and not report.sorts):
        return rows
    state.columns(rows[0])
    known = [(fields_of(row, state.names, report.fields), row) for row in rows]
    if report.keeps is not NOTHING:
        moment = (state.parameters, state.variables.now, state.supply.now)
        known = [one for one in known if state.holds(report.keeps, Values(one[0], *moment))]
    for name, is_down in reversed(report.sorts):
        known.sort(key=lambda one: _key(one[0].get(name)), reverse=is_down)
    return [row for _fields, row in known]


def _key(value: Any) -> tuple[int, float, str]:
    """Nothing, numbers by their size, other things by their text: days are written so that they sort."""
    if value is None:
        return 0, 0.0, ""
    if isinstance(value, str):
        return 2, 0.0, value
    try:
        return 1, float(value), ""
    except (TypeError, ValueError, OverflowError):
        return 2, 0.0, told(value)
