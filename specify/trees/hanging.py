"""The specimens that hang on a node and on all that stands below it: how many, and one after another.

In: a visit, a tree, a node. Out: `Hanging`, and ids of records, in the order of the tree as specimens stand in a
cupboard. A branch that surveys count (`large.py`) is told by the last of them, with its time, and listed by its node
numbers: so the first of a million come as quickly as the first of ten. Where numbers are known to be wrong such a
branch is not listed. All others are counted now, and followed from parent to child. An object with several current
determinations below a node counts as often there, and is listed once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from specify.nodes.chains import Node
from specify.nodes.tree_tables import TreeTable, fetched, straight
from specify.security.entering import Visit
from specify.trees.models import TreeCount
from specify.trees.specimens import Source, counted_now, listed_as, source_of, tables_counted
from specify.trees.surveying import Surveyed, known, last_known

LISTED_AT_MOST = 10_000
"""So many are listed of a branch; whoever goes further chooses one that is less."""


@dataclass(frozen=True, slots=True)
class Hanging:
    """What hangs on a node of a tree in a collection: at the node itself, and in all.

    `table` is the key of the records' table, `record` where a statement has their ids. `counted` is when a survey
    counted them, None: just now. `is_listed`: they can be told one after another. `first` are the ids of the first
    records, where these were found while all were counted.
    """

    source: Source
    node: Node
    table: str
    record: str
    direct: int
    total: int
    counted: datetime | None
    is_listed: bool
    first: Sequence[int] | None = None

    @property
    def listed(self) -> int:
        """How many of them are listed at most: fewer, where some are of one record."""
        return min(self.total, LISTED_AT_MOST) if self.is_listed else 0


def hanging_on(visit: Visit, tree: TreeTable, node: Node, most: int = 0) -> Hanging | None:
    """What hangs on a node; None where the person may not read it, or nobody knows yet. Two or three statements.

    The ids of the `most` first records are found with it where all are counted now.
    """
    source = source_of(tree, visit.place)
    if source is None or not visit.rights.all_readable(tables_counted(tree, visit.place)):
        return None
    table, record = listed_as(tree, visit.place)
    surveyed = last_known(tree, visit.place)
    if surveyed.counted is None:
        surveyed = known(visit, tree)
    if surveyed.counted is None or not visit.rights.readable(table):
        return None
    kept = _kept(visit, tree, node, surveyed)
    first = None
    if kept is None and most:
        direct, total, first = _counted_with_first(source, record, node, most)
    else:
        direct, total = kept or counted_now(source, [node.id]).get(node.id, (0, 0))
    is_listed = kept is None or (bool(surveyed.is_valid) and node.number is not None and node.highest is not None)
    return Hanging(source, node, table, record, direct, total, surveyed.counted if kept else None, is_listed, first)


def _kept(visit: Visit, tree: TreeTable, node: Node, surveyed: Surveyed) -> tuple[int, int] | None:
    """What the survey counted at a node, if its branch is large."""
    if surveyed.is_small:
        return None
    here = {"collection_id": visit.place.collection_id, "tree": tree.key, "node_id": node.id}
    return TreeCount.objects.filter(**here).values_list("direct", "total").first()


_BY_NUMBERS = """
SELECT t.{number} AS number, {record} AS record FROM {t} t {specimens}
WHERE t.{number} BETWEEN %s AND %s ORDER BY t.{number} LIMIT %s
"""
_BY_PARENTS = """
WITH RECURSIVE below (id) AS (
    SELECT {id} FROM {t} WHERE {id} = %s
    UNION
    SELECT t.{id} FROM below {straight} {t} t ON t.{parent} = below.id
)
SELECT t.{number} AS number, {record} AS record FROM below {straight} {t} t ON t.{id} = below.id {specimens}
ORDER BY t.{number}, {record} LIMIT %s
"""
_WITH_COUNTS = """
SELECT record, MAX(direct), MAX(total) FROM (
    SELECT record, number, SUM(is_own) OVER () AS direct, COUNT(*) OVER () AS total FROM (
        WITH RECURSIVE below (id) AS (
            SELECT {id} FROM {t} WHERE {id} = %s
            UNION
            SELECT t.{id} FROM below {straight} {t} t ON t.{parent} = below.id
        )
        SELECT t.{number} AS number, CASE WHEN t.{id} = %s THEN 1 ELSE 0 END AS is_own, {record} AS record
        FROM below {straight} {t} t ON t.{id} = below.id {specimens}
    ) found
) counted GROUP BY record ORDER BY MIN(number), record LIMIT %s
"""
_EACH_ONCE = "SELECT record FROM ({found}) found GROUP BY record ORDER BY MIN(number), record LIMIT %s"
_SPARE = 2
"""So many times as many are looked through as are wanted, since some may be of one record."""


def _counted_with_first(source: Source, record: str, node: Node, most: int) -> tuple[int, int, list[int]]:
    """How many hang on a node itself and in all, and the ids of the first records, each once. One statement."""
    words = {"record": record, "specimens": source.joined_to(source.tree.sql("t.{id}")), "straight": straight()}
    whose = [node.id, node.id, *source.parameters, most]
    rows = fetched(source.tree.sql(_WITH_COUNTS, **words), whose)
    direct, total = (int(number) for number in rows[0][1:]) if rows else (0, 0)
    return direct, total, [found for found, *_numbers in rows]


def records_of(hanging: Hanging, limit: int) -> Sequence[int]:
    """The ids of the first records that hang on a node, each once. One statement, unless they were found already.

    Who shows pages of them takes all that are listed: none is lost or told twice between two pages.
    """
    if hanging.first is not None:
        return hanging.first[:limit]
    source, node = hanging.source, hanging.node
    words = {"record": hanging.record, "specimens": source.joined_to(source.tree.sql("t.{id}")), "straight": straight()}
    if hanging.counted is None:
        sql, whose = _BY_PARENTS, [node.id, *source.parameters]
    else:
        # By numbers alone: rows of one number come as the index has them, and no million needs to be sorted.
        sql, whose = _BY_NUMBERS, [*source.parameters, node.number, node.highest]
    found = source.tree.sql(sql, **words)
    rows = fetched(source.tree.sql(_EACH_ONCE, found=found), [*whose, min(hanging.listed, _SPARE * limit), limit])
    return [record for (record,) in rows]
