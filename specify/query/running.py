"""Runs queries: the rows, or their number, for a person who may see them.

In: a visit, a `Query`. Out: `Rows`, or a number; a refusal in sentences. Kept of Specify 7: it takes the right to run
queries, and to read every table that the query touches; a record set has to be of the collection and of the table.
Added: tables that are only told within others have to be readable, too, or say that they may not be read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connections
from django.utils.translation import gettext as _

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.query.asked import ALL, Order, Query, Window
from specify.query.asking import Asking
from specify.query.columns import in_python
from specify.query.compiling import counting, is_number, series_statement, statement
from specify.query.refusing import BadQuery
from specify.query.series import in_series
from specify.query.sql import Sql
from specify.security.entering import Visit
from specify.web.refusals import forbidden

RESOURCE, ACTION = "/querybuilder/query", "execute"
_AT_ONCE = 2000
MOST_SERIES = 10_000
"""How many series are told of one query, as in Specify 7."""


@dataclass(frozen=True, slots=True)
class Found:
    """One row: the id of its record (of several, with commas, where rows are told once), and its cells."""

    id: int | str
    cells: tuple[Any, ...]


def rows(visit: Visit, query: Query, window: Window = ALL) -> Iterator[Found]:
    """The rows of a query, one after the other; memory does not grow with their number."""
    asking = asked_by(visit, query)
    if _is_series(query):
        yield from _series(query, asking, window)
        return
    made = statement(query, asking, window)
    for values in _fetched(made.sql):
        cells = tuple(in_python(kind, value) for kind, value in zip(made.kinds, values[1:], strict=True))
        yield Found(_ids(values[0]), cells)


def number_of(visit: Visit, query: Query) -> int:
    """How many rows a query has."""
    if _is_series(query):
        return len(list(_series(query, asked_by(visit, query), ALL)))
    return int(next(_fetched(counting(query, asked_by(visit, query))))[0])


def _is_series(query: Query) -> bool:
    """Whether its rows are told in series: of collection objects only, by a catalog number that is shown."""
    return query.is_series and any(is_number(line) and line.is_shown for line in query.lines)


def _series(query: Query, asking: Asking, window: Window) -> Iterator[Found]:
    made = series_statement(query, asking)
    read = ((values[0], values[1], tuple(map(in_python, made.kinds, values[2:]))) for values in _fetched(made.sql))
    is_descending = any(is_number(line) and line.order is Order.DESCENDING for line in query.lines)
    found = in_series(read, is_descending=is_descending)[:MOST_SERIES]
    end = None if window.limit is None else window.offset + window.limit
    for ids, numbers, cells in found[window.offset : end]:
        yield Found(ids, (numbers, *cells))


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


def _fetched(statement: Sql) -> Iterator[tuple[Any, ...]]:
    with connections["default"].cursor() as cursor:
        cursor.execute(statement.text, statement.values)
        while found := cursor.fetchmany(_AT_ONCE):
            yield from found


def _ids(value: Any) -> int | str:
    """The id of a record; of several, their ids in order with commas between."""
    if isinstance(value, int):
        return value
    return ",".join(map(str, sorted(map(int, str(value).split(",")))))
