"""Values as text fields print them.

In: a value, a pattern, whether nothing is printed as nothing. Out: its text; `BadExpression` for a pattern that cannot
be used. Kept of JasperReports: nothing reads “null” unless told otherwise, numbers have their thousands apart and three
decimal places at most. Changed on purpose: a date without a pattern is written as year, month and day, which nobody
takes for another day.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from specify.printing.jrxml.expressions.evaluating import told
from specify.printing.jrxml.expressions.patterns import told_date, told_number

LONGEST = 100_000
"""Longer texts are cut."""
_NUMBER, _DAY, _MOMENT = "#,##0.###", "yyyy-MM-dd", "yyyy-MM-dd HH:mm"


def text_of(value: Any, pattern: str, *, is_blank_when_null: bool) -> str:
    """The text of a value."""
    if value is None:
        return "" if is_blank_when_null else "null"
    if isinstance(value, date):
        return told_date(value, pattern or (_MOMENT if isinstance(value, datetime) else _DAY))
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return told_number(value, pattern or _NUMBER)
    return told(value)[:LONGEST]
