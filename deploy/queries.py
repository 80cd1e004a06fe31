"""How fast queries are, beside SQL that somebody wrote by hand for the same rows.

In: what `deploy/bench` asked for; a person who may run queries. Out: for each case the median of the hand-written
statement, of our statement alone, and of asking, running and telling, with the number of statements and the load of the
machine, which says how much they can be trusted; the same for counts; then how many rows of all a second are told, and
what memory that takes. Nothing is written. Run the survey of the taxon tree before, on its page, so that ranks are
found by node numbers.
"""

import os
import resource
import statistics
import time
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connections

from specify.datamodel.tables import Collection, SpecifyUser
from specify.nodes.tree_tables import fetched
from specify.query.asked import Line, Operator, Order, Query, Window
from specify.query.asking import Asking
from specify.query.compiling import counting, statement
from specify.query.running import LONG, number_of, rows
from specify.query.specs import resolve
from specify.query.sql import Sql
from specify.query.string_ids import string_id
from specify.security.entering import Visit, visit_of

REPEAT = 9
PAGE = 50
FAR = 20_000
MOST_STREAMED = 1_000_000
_TAXON = "1,9-determinations,4.taxon"
_FIVE = (
    "1.collectionobject.catalogNumber",
    f"{_TAXON}.fullName",
    "1,10.collectingevent.startDate",
    "1,10,2.locality.localityName",
    "1,5-cataloger.agent.lastName",
)
_TEN = (
    *_FIVE,
    "1.collectionobject.catalogedDate",
    "1.collectionobject.remarks",
    "1.collectionobject.timestampCreated",
    "1,10,2.locality.latitude1",
    "1,10.collectingevent.stationFieldNumber",
)
_SELECT = "SELECT co.CollectionObjectID, co.CatalogNumber, t.FullName, ce.StartDate, l.LocalityName, a.LastName"
_FROM = """
FROM collectionobject co LEFT JOIN determination d ON d.CollectionObjectID = co.CollectionObjectID
LEFT JOIN taxon t ON t.TaxonID = d.TaxonID
LEFT JOIN collectingevent ce ON ce.CollectingEventID = co.CollectingEventID
LEFT JOIN locality l ON l.LocalityID = ce.LocalityID LEFT JOIN agent a ON a.AgentID = co.CatalogerID
"""
_FAMILY = """
SELECT f.Name, f.NodeNumber, f.HighestChildNodeNumber FROM taxon f JOIN taxontreedefitem i
ON i.TaxonTreeDefItemID = f.TaxonTreeDefItemID WHERE i.Name = 'Family' AND f.NodeNumber <= (
    SELECT t.NodeNumber FROM determination d JOIN taxon t ON t.TaxonID = d.TaxonID
    JOIN collectionobject co ON co.CollectionObjectID = d.CollectionObjectID
    WHERE co.CollectionID = %s ORDER BY d.DeterminationID LIMIT 1
) ORDER BY f.NodeNumber DESC LIMIT 1
"""
_COLLECTORS = """
SELECT a.LastName FROM agent a JOIN collector c ON c.AgentID = a.AgentID GROUP BY a.LastName
ORDER BY COUNT(*) DESC LIMIT 1 OFFSET 20
"""


@dataclass(frozen=True)
class Case:
    """A question: its lines, and what a statement written by hand has behind the usual tables."""

    name: str
    lines: tuple[Line, ...]
    joins: str = ""
    where: str = ""
    order: str = "co.CollectionObjectID"
    offset: int = 0


def report(asked: Namespace) -> Iterator[str]:
    """Measure, line by line."""
    collection = asked.collection or Collection.objects.order_by("id").values_list("id", flat=True)[0]
    visit = visit_of(SpecifyUser.objects.get(name=asked.user).pk, collection, "en")
    found, repeat = list(cases(collection)), asked.repeat or REPEAT
    heading = f"{'by hand':>10}{'statement':>11}{'in all':>10}{'ratio':>8}{'statements':>12}{'load':>8}"
    yield f"{f'page of {PAGE}, median ms':<36}{heading}"
    for case in found:
        yield f"{case.name:<36}{_compared(visit, case, repeat)}"
    yield f"{'count, median ms':<36}{heading}"
    for case in found:
        if not case.offset and case.order == Case.order:
            yield f"{case.name:<36}{_counted(visit, case, repeat)}"
    for name, fields in (("five columns", _FIVE), ("ten columns", _TEN)):
        yield f"all rows, {name}: {_streamed(visit, fields)}"


def cases(collection: int) -> Iterator[Case]:
    """The questions, about what there is."""
    five = [line(field) for field in _FIVE]
    number, cataloged = line(_FIVE[0], order=Order.ASCENDING), "1.collectionobject.catalogedDate"
    yield Case("five columns", tuple(five))
    yield Case(f"five columns, offset {FAR:,}", tuple(five), offset=FAR)
    yield Case("by catalog number", (number, *five[1:]), order="co.CatalogNumber, co.CollectionObjectID")
    last = line(_FIVE[0], order=Order.DESCENDING)
    yield Case("by catalog number, last", (last, *five[1:]), order="co.CatalogNumber DESC, co.CollectionObjectID DESC")
    by_day = line(cataloged, order=Order.DESCENDING)
    yield Case("by cataloged date, last", (*five, by_day), order="co.CatalogedDate DESC, co.CollectionObjectID DESC")
    for family, first, last in fetched(_FAMILY, [collection]):
        in_family = line(f"{_TAXON}.Family", Operator.EQUAL, family)
        yield Case("of a family", (*five, in_family), where=f"AND t.NodeNumber BETWEEN {first} AND {last}")
    for (name,) in fetched(_COLLECTORS):
        who = line("1,10,30-collectors,5.agent.lastName", Operator.STARTS_WITH, name[:3])
        joins = "JOIN collector c ON c.CollectingEventID = ce.CollectingEventID JOIN agent p ON p.AgentID = c.AgentID"
        yield Case("collector's name begins with", (*five, who), joins, f"AND p.LastName LIKE '{name[:3]}%%'")
    years = line("1,10.collectingevent.startDateNumericYear", Operator.BETWEEN, "1950,1954")
    yield Case("year between", (*five, years), where="AND ce.StartDate >= '1950-01-01' AND ce.StartDate < '1955-01-01'")


def line(field: str, operator: Operator = Operator.ANY, value: str = "", *, order: Order = Order.NONE) -> Line:
    """A line of a query: shown unless it is a condition."""
    is_shown = operator is Operator.ANY
    return Line(resolve(string_id(field)), operator, value, is_shown=is_shown, order=order)


def _compared(visit: Visit, case: Case, repeat: int) -> str:
    query, window = Query("collectionobject", case.lines), Window(PAGE, case.offset)
    by_hand = (
        f"{_SELECT} {_FROM} {case.joins} WHERE co.CollectionID = %s {case.where} "
        f"ORDER BY {case.order} LIMIT {PAGE} OFFSET {case.offset}"
    )
    ours = statement(query, Asking(visit, datetime.now()), window).sql
    return _columns(visit, (by_hand, ours, lambda: list(rows(visit, query, window, seconds=LONG))), repeat)


def _counted(visit: Visit, case: Case, repeat: int) -> str:
    query = Query("collectionobject", case.lines)
    by_hand = f"SELECT COUNT(*) {_FROM} {case.joins} WHERE co.CollectionID = %s {case.where}"
    ours = counting(query, Asking(visit, datetime.now()))
    return _columns(visit, (by_hand, ours, lambda: number_of(visit, query, seconds=LONG)), repeat)


def _columns(visit: Visit, three: tuple[str, Sql, Callable[[], object]], repeat: int) -> str:
    by_hand, ours, whole = three
    times = _medians(
        (
            lambda: fetched(by_hand, [visit.place.collection_id]),
            lambda: fetched(ours.text, ours.values),  # type: ignore[arg-type]  # of any type; the driver takes them
            whole,
        ),
        repeat,
    )
    figures = "".join(f"{one:>{10 + place % 2}.1f}" for place, one in enumerate(times))
    return f"{figures}{times[1] / times[0]:>8.2f}{_statements(whole):>12}{os.getloadavg()[0]:>8.1f}"


def _medians(tasks: Sequence[Callable[[], object]], repeat: int) -> list[float]:
    """Milliseconds of each, after one time that is not measured; in turn, so that other work slows all alike."""
    times: list[list[float]] = [[] for _task in tasks]
    for turn in range(repeat + 1):
        for task, taken in zip(tasks, times, strict=True):
            begun = time.perf_counter()
            task()
            taken += [(time.perf_counter() - begun) * 1000] if turn else []
    return [statistics.median(taken) for taken in times]


def _statements(task: Callable[[], object]) -> int:
    ran = 0

    def count(execute: Callable[..., Any], *given: Any) -> Any:
        nonlocal ran
        ran += 1
        return execute(*given)

    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(count))
        task()
    return ran


def _streamed(visit: Visit, fields: Sequence[str]) -> str:
    query = Query("collectionobject", tuple(map(line, fields)))
    begun, busy = time.perf_counter(), time.process_time()
    number = sum(1 for _row in islice(rows(visit, query, seconds=LONG), MOST_STREAMED))
    took, worked = time.perf_counter() - begun, time.process_time() - busy
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    return (
        f"{number:,} rows, {number / took:,.0f} a second, {number / worked:,.0f} a second of this process; "
        f"at most {most:.0f} MB, load {os.getloadavg()[0]:.1f}"
    )
