"""The columns of a query's rows, and the order that a person chose for them.

In: a query, what an address says of the order. Out: queries, and the lines that are columns. Kept of Specify 7: a query
without any line tells its records; one of which no line is shown is only counted; the catalog numbers of series come
first. An address may put rows in the order of one column, whatever the query says: `sort=3d` is line 3, descending.
"""

import re
from dataclasses import dataclass, replace

from specify.query.asked import Line, Order, Query
from specify.query.compiling import is_number
from specify.query.specs import Spec, Told

_SORT = re.compile(r"([1-9][0-9]{0,3})([ad])")
_ORDERS = {"a": Order.ASCENDING, "d": Order.DESCENDING}


@dataclass(frozen=True, slots=True)
class Sort:
    """The number of the line that rows are put in order by, and how."""

    number: int
    order: Order

    @property
    def text(self) -> str:
        """How an address says it."""
        return f"{self.number}{'d' if self.order is Order.DESCENDING else 'a'}"


def with_columns(query: Query) -> Query:
    """The query, with its records themselves as the column if it has no line."""
    return query if query.lines else replace(query, lines=(Line(Spec(query.base, (), Told()), number=1),))


def is_only_counted(query: Query) -> bool:
    """Whether there is nothing to show but a number."""
    return query.is_count or not query.shown


def is_series(query: Query) -> bool:
    """Whether its rows are series of objects."""
    return query.is_series and any(is_number(line) for line in query.shown)


def is_of_several(query: Query) -> bool:
    """Whether a row may stand for several records."""
    return query.is_distinct or is_series(query)


def lines_told(query: Query) -> tuple[Line, ...]:
    """The lines that are columns, in the order in which rows have their cells."""
    if not is_series(query):
        return query.shown
    numbers = [line for line in query.shown if is_number(line)]
    return (numbers[0], *(line for line in query.shown if not is_number(line)))


def sort_in(query: Query, text: str) -> Sort | None:
    """The order that an address asks for, if it names a column of the query."""
    found = _SORT.fullmatch(text)
    numbers = {line.number for line in query.shown}
    return Sort(int(found[1]), _ORDERS[found[2]]) if found and int(found[1]) in numbers else None


def sort_of(query: Query) -> Sort | None:
    """The order that the query itself has, if it is that of a column in the first place."""
    first = next((line for line in query.lines if line.order), None)
    return Sort(first.number, first.order) if first and first.is_shown else None


def in_order(query: Query, sort: Sort | None) -> Query:
    """The query with its rows in another order."""
    if sort is None:
        return query
    lines = (replace(line, order=sort.order if line.number == sort.number else Order.NONE) for line in query.lines)
    return replace(query, lines=tuple(lines))
