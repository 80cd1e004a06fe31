"""How many rows a query has: exactly where that costs little, else at least so many until somebody counts them all.

In: a visit, a query, and the rows of a page where there are some. Out: a `Count`. A page never waits for a full count.
"""

from dataclasses import dataclass

from specify.query.asked import Query
from specify.query.running import number_of
from specify.security.entering import Visit
from specify.web.refusals import Refusal

MOST = 1000
"""So many rows are counted while a page is made."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of rows; there may be more if it is not exact."""

    number: int
    is_exact: bool = True


def count_beside(visit: Visit, query: Query, before: int, found: int, *, has_more: bool) -> Count:
    """The number of rows for a page that has `found` of them and so many `before`. One statement, or none."""
    if not has_more and (found or not before):
        return Count(before + found)
    if has_more and before + found >= MOST:
        return Count(before + found, is_exact=False)
    try:
        number = number_of(visit, query, at_most=MOST)
    except Refusal:  # it takes too long: the rows are there all the same
        return Count(before + found, is_exact=False)
    if number > MOST:
        return Count(max(MOST, before + found), is_exact=False)
    return Count(number)


def count_all(visit: Visit, query: Query) -> Count:
    """The exact number."""
    return Count(number_of(visit, query))
