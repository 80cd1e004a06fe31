"""Which records change when a query is given its other meaning.

In: a visit, two queries on one table. Out: how many rows each has, how many records only one of them finds, and the
first of these by their words. The database compares, all within the time that one query may take; statements do not
follow the number of records. Records are compared and not rows, since what is told of a record is the same in both
meanings.
"""

from dataclasses import dataclass, replace
from time import monotonic

from django.conf import settings

from specify.datamodel.rows import Rows, settled
from specify.query.asked import Query
from specify.query.compiling import Made
from specify.query.fetching import fetched
from specify.query.running import asked_by, number_of
from specify.query.sql import Sql, given, sql
from specify.security.entering import Visit
from specify.security.scoping import own_limits

MOST = 50
_ONLY = (
    "SELECT id, COUNT(*) OVER () FROM (SELECT DISTINCT one.id AS id FROM ({}) one LEFT JOIN ({}) other"
    " ON other.id = one.id WHERE other.id IS NULL) only_one ORDER BY id LIMIT {}"
)


@dataclass(frozen=True, slots=True)
class Only:
    """Records that only one of two queries finds: how many, and the ids of the first with their words."""

    number: int
    first: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many rows two queries have, and what only one of them finds."""

    rows: tuple[int, int]
    only: tuple[Only, Only]

    @property
    def is_same(self) -> bool:
        """Whether nothing changes."""
        return self.rows[0] == self.rows[1] and not any(one.number for one in self.only)


def compare(visit: Visit, first: Query, second: Query) -> Comparison:
    """Compare two queries on one table. Four statements, and those for the words of a hundred records."""
    one, other = (_plain(query) for query in (first, second))
    until = monotonic() + settings.QUERY_SECONDS
    found = [_only(visit, one, other, until), _only(visit, other, one, until)]
    first_rows = number_of(visit, first, seconds=_left(until))
    second_rows = number_of(visit, second, seconds=_left(until))
    rows = Rows(own_limits(visit.place))
    formatting = visit.formatting(rows)
    ids = [record for records, _number in found for record in records]
    words = settled(rows, lambda: {record: formatting.label(first.base, record) for record in ids})
    told = [Only(number, tuple((record, words[record]) for record in records)) for records, number in found]
    return Comparison((first_rows, second_rows), (told[0], told[1]))


def _plain(query: Query) -> Query:
    """The same, a row for each record at least."""
    return replace(query, is_distinct=False, is_series=False, is_count=False)


def _only(visit: Visit, one: Query, other: Query, until: float) -> tuple[list[int], int]:
    found = fetched(sql(_ONLY, _ids(visit, one), _ids(visit, other), given(MOST)), _left(until))
    return [int(record) for record, _number in found], int(found[0][1]) if found else 0


def _left(until: float) -> float:
    """The seconds left for all statements together; what comes too late is stopped at once."""
    return max(until - monotonic(), 0.01)


def _ids(visit: Visit, query: Query) -> Sql:
    made = Made(query, asked_by(visit, query), query.lines)
    return made.rows([sql("{} AS id", made.joins.base.id)])
