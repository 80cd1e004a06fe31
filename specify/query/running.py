"""Runs queries: the rows, or their number, for a person who may see them.

In: a visit, a `Query`. Out: `Rows`, or a number; a refusal in sentences. Kept of Specify 7: it takes the right to run
queries, and to read every table that the query touches; a record set has to be of the collection and of the table.
Added: tables that are only told within others have to be readable, too, or say that they may not be read.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import repeat
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from specify.datamodel import present
from specify.datamodel.connecting import LONGEST_CONCAT
from specify.datamodel.tables import model
from specify.query.asked import ALL, Order, Query, Window
from specify.query.asking import Asking
from specify.query.columns import reader
from specify.query.compiling import counting, is_number, series_statement, statement
from specify.query.fetching import Row, fetched, streamed
from specify.query.refusing import BadQuery
from specify.query.series import in_series
from specify.security.entering import Visit
from specify.web.refusals import forbidden

RESOURCE, ACTION = "/querybuilder/query", "execute"
MOST_SERIES = 10_000
"""How many series are told of one query, as in Specify 7."""
LONG = 6 * 3600.0
"""So many seconds a query may take whose rows somebody waits for without a page: a file, or a job's."""


class Found(NamedTuple):
    """One row: the id of its record, and its cells.

    Where rows are told once it has the ids of all its `records`, with commas; the first of them where there are
    thousands.
    """

    id: int | str
    cells: tuple[Any, ...]
    records: int = 1


def rows(visit: Visit, query: Query, window: Window = ALL, *, seconds: float | None = None) -> Iterator[Found]:
    """The rows of a query, one after the other; memory does not grow with their number.

    `seconds` may pass until the last row is fetched, after which the database stops; without them those of
    `SPECIFY_QUERY_SECONDS`, which are meant for a page. Who writes all rows to a file or over a line gives `LONG`.
    """
    asking = asked_by(visit, query)
    if is_series(query):
        yield from _series(query, asking, window, seconds)
        return
    made = statement(query, asking, window)
    parts = streamed(made.sql, seconds) if window.limit is None else [fetched(made.sql, seconds)]
    for some in parts:
        yield from _told(some, made.kinds, is_distinct=query.is_distinct)


def number_of(visit: Visit, query: Query, *, at_most: int | None = None, seconds: float | None = None) -> int:
    """How many rows a query has. With `at_most`, `at_most + 1` means more than that, which is found sooner."""
    asking = asked_by(visit, query)
    if is_series(query):
        return len(list(_series(query, asking, ALL, seconds)))
    return int(fetched(counting(query, asking, at_most), seconds)[0][0])


def _told(some: Sequence[Row], kinds: Sequence[str], *, is_distinct: bool) -> Iterator[Found]:
    """Rows of fetched values as they are told: a column at a time, and only those that are not told already."""
    if not some:
        return iter(())
    ids, *columns = zip(*some, strict=True)
    if not is_distinct:
        return map(Found, ids, _cells(columns, kinds))
    return map(Found, map(_ids, ids, columns[0]), _cells(columns[1:], kinds), columns[0])


def _cells(columns: Sequence[Sequence[Any]], kinds: Sequence[str]) -> Iterable[tuple[Any, ...]]:
    """The cells of rows from the values of their columns; without columns empty ones, as many as are wanted."""
    told = list(columns)
    for place, kind in enumerate(kinds):
        if (read := reader(kind)) is not None:
            told[place] = [None if value is None else read(value) for value in told[place]]
    return zip(*told, strict=True) if told else repeat(())


def is_series(query: Query) -> bool:
    """Whether its rows are told in series: of collection objects only, by a catalog number that is shown."""
    return query.is_series and any(is_number(line) and line.is_shown for line in query.lines)


def _series(query: Query, asking: Asking, window: Window, seconds: float | None) -> Iterator[Found]:
    made = series_statement(query, asking)
    values = (row for some in streamed(made.sql, seconds) for row in _numbered(some, made.kinds))
    is_descending = any(is_number(line) and line.order is Order.DESCENDING for line in query.lines)
    found = in_series(values, is_descending=is_descending)[:MOST_SERIES]
    end = None if window.limit is None else window.offset + window.limit
    for ids, numbers, cells in found[window.offset : end]:
        yield Found(ids, (numbers, *cells), ids.count(",") + 1)


def _numbered(some: Sequence[Row], kinds: Sequence[str]) -> Iterator[tuple[int, str | None, tuple[Any, ...]]]:
    """The rows of which series are made."""
    ids, numbers, *columns = zip(*some, strict=True)
    return zip(ids, numbers, _cells(columns, kinds), strict=False)


def asked_by(visit: Visit, query: Query) -> Asking:
    """The visit as it asks this query, if it may."""
    if not visit.rights.may(RESOURCE, ACTION):
        raise forbidden(_("You may not run queries."), _("Ask somebody who manages the rights."))
    hidden = sorted(visit.captions.table(key) for key in query.tables if not visit.rights.readable(key))
    if hidden:
        raise forbidden(
            _("The query asks for records that you may not read: %(tables)s.") % {"tables": ", ".join(hidden)},
            _("Take these lines out, or ask somebody who manages the rights."),
        )
    if query.record_set is not None:
        _check_set(visit, query, query.record_set)
    return Asking(visit, datetime.now())


def _check_set(visit: Visit, query: Query, record_set: int) -> None:
    found = model("recordset")._default_manager.filter(pk=record_set, collectionMemberId=visit.place.collection_id)
    table = present.tables()[query.base]
    if not found.filter(dbTableId=table.number).exists():
        raise BadQuery(
            _("There is no record set %(number)d of %(table)s in this collection.")
            % {"number": record_set, "table": visit.captions.table(query.base)},
            _("Choose another one, or run the query without."),
        )


def _ids(told: str, number: int) -> str:
    """The ids of records in order; of very many the database tells only the first, and cuts the last of these."""
    ids = told.split(",")
    return ",".join(map(str, sorted(map(int, ids if len(ids) == number and len(told) < LONGEST_CONCAT else ids[:-1]))))
