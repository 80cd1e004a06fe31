"""Which nodes stand below others, told by their numbers and not by a ladder of parents.

In: the row of a node in a statement, a rank, a test of the nodes that have it. Out: a test of the node's number; None
where that is no way: where the numbers are not known to be valid, or too many nodes of the rank pass. It finds the rows
that the ladder finds, as long as no rank is met twice on the way to a root (`TreeState.is_ranked`); but an index leads
to them. One statement for each test, which looks through the nodes of the rank at most. It also asks what may have gone
wrong since the numbers were looked through: nodes without any, and Specify 6 saying that it is numbering, or should.
"""

from specify.datamodel import present
from specify.nodes.semaphores import BAD, UPDATING
from specify.query.asking import Asking
from specify.query.fetching import fetched
from specify.query.joining import At, named
from specify.query.sql import Sql, any_of, given, listed, sql

MOST = 200
"""So many spans of numbers the database is asked for, and no more: it thinks about each of them."""
_NUMBER, _HIGHEST = "nodeNumber", "highestChildNodeNumber"
_ALIAS = "ranked"


def ranked(key: str) -> At:
    """The row of a node of the rank, which the test is about."""
    return At(_ALIAS, key)


def below(node: At, items: tuple[int, ...], test: Sql, asking: Asking) -> Sql | None:
    """That a node is, or stands below, one of the ranks `items` for which the test holds."""
    if node.key not in asking.numbered:
        return None
    top = ranked(node.key)
    statement = sql(
        "SELECT {}, {}, {} FROM {} WHERE {} IN ({}) AND ({}) LIMIT {}",
        *(top.column(_NUMBER), top.column(_HIGHEST), _in_doubt(node), named(top)),
        *(top.column("definitionItem"), listed(map(given, items)), test, given(MOST + 1)),
    )
    if statement not in asking.spans:
        asking.spans[statement] = fetched(statement)
    found = asking.spans[statement]
    if len(found) > MOST or any(doubts for _first, _last, doubts in found):
        return None
    number = node.column(_NUMBER)
    spans = sorted((first, last) for first, last, _doubts in found)
    return any_of(sql("{} BETWEEN {} AND {}", number, given(first), given(last)) for first, last in spans)


def _in_doubt(node: At) -> Sql:
    """Whether the numbers of a tree may be wrong, as a number: nought where nothing says so."""
    row = At("unnumbered", node.key)
    without = sql("EXISTS (SELECT 1 FROM {} WHERE {} IS NULL)", named(row), row.column(_NUMBER))
    if not present.has("sptasksemaphore"):
        return without
    semaphore = At("semaphore", "sptasksemaphore")
    names = listed(given(one.format(node.table.name)) for one in (UPDATING, BAD))
    raised = sql(
        "EXISTS (SELECT 1 FROM {} WHERE {} IN ({}) AND {} = 1)",
        *(named(semaphore), semaphore.column("taskName"), names, semaphore.column("isLocked")),
    )
    return sql("({} OR {})", without, raised)
