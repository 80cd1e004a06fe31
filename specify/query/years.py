"""What is asked of the year of a date, asked of its days: an index knows days, and no years.

In: the expression for a date, a line about its year, what texts mean. Out: a test that holds, fails or is unknown
exactly where one of the year is; None where it cannot be said of days.
"""

from collections.abc import Callable, Mapping

from specify.query.asked import Line, Operator
from specify.query.operands import Typed, pair
from specify.query.sql import Sql, given, listed, sql

Span = tuple[int | None, int | None]
_LAST = 9998
_SPANS: Mapping[Operator, Callable[[int], Span]] = {
    Operator.EQUAL: lambda year: (year, year),
    Operator.GREATER: lambda year: (year + 1, None),
    Operator.GREATER_OR_EQUAL: lambda year: (year, None),
    Operator.LESS: lambda year: (None, year - 1),
    Operator.LESS_OR_EQUAL: lambda year: (None, year),
}


def by_days(moment: Sql, line: Line, typed: Typed) -> Sql | None:
    """That the date lies in the years that the line asks for."""
    if not line.tests:
        return None
    texts = pair(line.value) if line.operator is Operator.BETWEEN else (line.value,)
    if line.operator is not Operator.BETWEEN and line.operator not in _SPANS:
        return None
    years = [typed.value(text).values[0] for text in texts]
    if not all(isinstance(year, int) and 1 < year < _LAST for year in years):
        return None
    numbers = [int(year) for year in years if year is not None]
    first, last = (numbers[0], numbers[1]) if len(numbers) > 1 else _SPANS[line.operator](numbers[0])
    tests = [] if first is None else [sql("{} >= {}", moment, given(f"{first:04d}-01-01"))]
    tests += [] if last is None else [sql("{} < {}", moment, given(f"{last + 1:04d}-01-01"))]
    return listed(tests, " AND ")
