"""What is wrong with the numbers of a tree, and numbering it anew.

In: a tree. Out: `Faults`, counted; whether the numbers of a branch are sound; or all nodes numbered, by a handful of
statements whatever their number. Kept of Specify: a rank's number is copied to its nodes; nodes are numbered from the
root down; the semaphores by which Specify 6 knows that a tree's numbers are out of date are let go. Changed on purpose:
numbers are left free between nodes, so that the next ones find a place without touching others; of a node's children
those without any of their own come first, which saves the way up from each of them. Nodes that no root leads to (their
parents go round in a circle) lose their numbers, and are counted.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from specify.nodes.semaphores import let_go
from specify.nodes.tree_tables import TreeTable, executed, fetched, is_mysql, joined, locking, places, updating

_STEP = 16
_LAST = 2**30
_SPARE_STEPS = 5
"""So many nodes may stand one above the other beyond the number of ranks, where ranks are in disorder."""
_MOST_STEPS = 50
"""MariaDB joins 61 tables."""


class Faults(NamedTuple):
    """How many nodes are wrong, and in which way.

    They have no numbers (or a highest below their own), the number of another, numbers outside of their parent's or
    within those of a brother, or, accepted ones, a rank that is not below their parent's.
    """

    unnumbered: int
    doubled: int
    outside: int
    overlapping: int
    misranked: int

    @property
    def are_valid(self) -> bool:
        """Whether the numbers tell what stands below what."""
        return not any(self[:4])


_COUNT = """
SELECT COUNT(CASE WHEN {number} IS NULL OR {highest} IS NULL OR {highest} < {number} THEN 1 END),
    COUNT({number}) - COUNT(DISTINCT {number}) FROM {t}
"""
_NESTED = """
SELECT COUNT(CASE WHEN t.{number} <= p.{number} OR t.{number} > p.{highest} OR t.{highest} > p.{highest} THEN 1 END),
    COUNT(CASE WHEN t.{rank} <= p.{rank} AND t.{accepted} IS NULL THEN 1 END)
FROM {t} t JOIN {t} p ON p.{id} = t.{parent}
"""
_OVERLAPPING = """
SELECT COUNT(*) FROM (
    SELECT {highest} AS highest, LEAD({number}) OVER (PARTITION BY {parent} ORDER BY {number}) AS following FROM {t}
) brothers WHERE highest >= following
"""


def faults(tree: TreeTable) -> Faults:
    """What is wrong in the whole table. Three statements, each of which reads all of it."""
    ((unnumbered, doubled),) = fetched(tree.sql(_COUNT))
    ((outside, misranked),) = fetched(tree.sql(_NESTED))
    ((overlapping,),) = fetched(tree.sql(_OVERLAPPING))
    return Faults(unnumbered, doubled, outside, overlapping, misranked)


_MISRANKED = """
SELECT c.{id} FROM {t} c JOIN {t} p ON p.{id} = c.{parent}
JOIN {r} cr ON cr.{rank_id} = c.{item} JOIN {r} pr ON pr.{rank_id} = p.{item}
WHERE cr.{rank_number} <= pr.{rank_number} LIMIT 1
"""


def are_ranked(tree: TreeTable) -> bool:
    """Whether each node's rank is below its parent's, so that no rank is met twice on the way to a root.

    Synonyms are looked at as well, which `Faults` allows to stand below names of their own rank. One statement, which
    reads the whole table.
    """
    return not fetched(tree.sql(_MISRANKED))


_ASTRAY = """
SELECT COUNT(*) FROM {t} top WHERE top.{id} IN ({ids}) AND (
    top.{number} IS NULL OR top.{highest} IS NULL OR top.{highest} < top.{number}
    OR EXISTS (
        SELECT 1 FROM {t} p JOIN {t} c ON c.{parent} = p.{id} WHERE p.{number} BETWEEN top.{number} AND top.{highest}
        AND (c.{number} IS NULL OR c.{highest} IS NULL
            OR c.{number} <= p.{number} OR c.{highest} < c.{number} OR c.{highest} > p.{highest})
    )
    OR (SELECT COUNT(*) FROM {t} n WHERE n.{number} BETWEEN top.{number} AND top.{highest}) <> 1 + (
        SELECT COUNT(c.{id}) FROM {t} p JOIN {t} c ON c.{parent} = p.{id}
        WHERE p.{number} BETWEEN top.{number} AND top.{highest}
    )
)
"""


def are_sound(tree: TreeTable, tops: Collection[int]) -> bool:
    """Whether between the numbers of each of these nodes are those of the nodes below it and no others. One statement.

    Each child's numbers lie within its parent's, so that there are no fewer; and there are as many as children, so that
    there are no others.
    """
    return not tops or fetched(tree.sql(_ASTRAY, ids=places([*tops])), [*tops]) == [(0,)]


_BRANCHES = """
SELECT id, %s + (MIN(met) - weight) * %s AS number, %s + (MAX(met) - 1) * %s AS highest FROM (
    SELECT id, weight, SUM(going * weight) OVER (ORDER BY path ROWS UNBOUNDED PRECEDING) AS met FROM (
        WITH branches AS (
            SELECT id, SUM(children) AS children FROM (
                SELECT c.{parent} AS id, COUNT(*) AS children FROM {t} c WHERE {below} GROUP BY c.{parent}
                UNION ALL SELECT top.{id}, 0 FROM {t} top WHERE {tops}
            ) some GROUP BY id
        ), weights AS (
            SELECT id, SUM(weight) AS weight FROM (
                SELECT id, children + 1 AS weight FROM branches
                UNION ALL
                SELECT top.{parent}, -1 FROM branches b JOIN {t} top ON top.{id} = b.id WHERE NOT ({tops})
            ) some GROUP BY id
        )
        SELECT n0.{id} AS id, weight, going, {path} AS path
        FROM weights JOIN {t} n0 ON n0.{id} = weights.id {parents}
        CROSS JOIN (SELECT 1 AS going UNION ALL SELECT 0) ways WHERE {ends}
    ) steps
) met GROUP BY id, weight
"""
"""Goes round the nodes with children, down each branch and up again, and counts the nodes met going down: each of them
with those of its children that have none."""
_LEAVES = """
SELECT c.{id} AS id, p.{number} + %s * ROW_NUMBER() OVER (PARTITION BY c.{parent} ORDER BY c.{id}) AS number
FROM {t} c JOIN {t} p ON p.{id} = c.{parent}
WHERE {below} AND NOT EXISTS (SELECT 1 FROM {t} g WHERE g.{parent} = c.{id})
"""
_UNREACHED = "SELECT n0.{id} AS id FROM {t} n0 {parents} WHERE NOT ({ends})"


def renumber(tree: TreeTable) -> int:
    """Number all nodes anew; how many nodes no root leads to, which have no number afterwards."""
    ((total,),) = fetched(tree.sql("SELECT COUNT({id}) FROM {t}") + locking())
    _copy_ranks(tree)
    way = _way(tree)
    whole = _Part(tree.sql("c.{parent} IS NOT NULL"), tree.sql("top.{parent} IS NULL"))
    step = max(1, min(_STEP, _LAST // max(total, 1)))
    unreached = way.forget_unreached()
    way.number(whole, step, step)
    let_go(tree)
    return unreached


_IN_SPANS = """
    c.{id} <> %s AND c.{parent} IS NOT NULL AND (c.{number} BETWEEN %s AND %s OR c.{number} BETWEEN %s AND %s)
"""


def renumber_branch(tree: TreeTable, top: int, spans: Sequence[int], numbers: range) -> None:
    """Number a node and those below it anew, which have the numbers of two spans until then.

    `spans` are the two first and last numbers. Nodes without a parent stay out of it.
    """
    part = _Part(tree.sql(_IN_SPANS), tree.sql("top.{id} = %s"), [top, *spans], [top])
    _way(tree).number(part, numbers.start, numbers.step)


def _copy_ranks(tree: TreeTable) -> None:
    """Give each node the number of its rank."""
    source = """
        SELECT n.{id} AS id, r.{rank_number} AS wanted FROM {t} n JOIN {r} r ON r.{rank_id} = n.{item}
        WHERE n.{rank} <> r.{rank_number}
    """
    executed(updating(tree, tree.sql(source), {"rank": "found.wanted"}))


class _Part(NamedTuple):
    """A part of a tree: what says of a node `c` that it stands below the highest ones, of a node `top` that it is one.

    With them their parameters.
    """

    below: str
    tops: str
    below_values: Sequence[int] = ()
    tops_values: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class _Way:
    """The way from each node up to the root: node `n0`, its parent `n1`, and so many more steps.

    These are joins and no recursion, since MariaDB loses a row where a level of a recursive query outgrows the memory
    set for it (MDEV-40803).
    """

    tree: TreeTable
    steps: int

    def number(self, part: _Part, first: int, step: int) -> None:
        """Number a part of the tree. Two statements."""
        numbers = [first, step, first, step, *part.below_values, *part.tops_values, *part.tops_values]
        numbered = {"number": "found.number", "highest": "found.highest"}
        executed(updating(self.tree, self._branches(part), numbered), numbers)
        leaves = self.tree.sql(_LEAVES, below=part.below)
        numbered = {"number": "found.number", "highest": "found.number"}
        executed(updating(self.tree, leaves, numbered), [step, *part.below_values])

    def forget_unreached(self) -> int:
        """Take their numbers from nodes that no root leads to; how many."""
        return executed(updating(self.tree, self._unreached(), {"number": "NULL", "highest": "NULL"}))

    def _branches(self, part: _Part) -> str:
        """The statement that numbers the nodes with children.

        A path is made of the ids from the root down, each in eight hexadecimal digits; on the way back `~` stands
        behind it, which comes after all digits.
        """
        digits = "LPAD(HEX({id}), 8, '0')" if is_mysql() else "PRINTF('%%08X', {id})"
        digits = f"CASE WHEN {{id}} IS NULL THEN '' ELSE {digits} END"
        ids = [digits.format(id=f"n{step}.{self.tree.words['id']}") for step in range(self.steps, -1, -1)]
        path = joined(*ids, "CASE WHEN going = 1 THEN '' ELSE '~' END")
        if is_mysql():
            path = f"CONVERT({path} USING ascii) COLLATE ascii_bin"
        chosen = {"below": part.below, "tops": part.tops}
        return self.tree.sql(_BRANCHES, path=path, parents=self._parents(), ends=self._ends(), **chosen)

    def _unreached(self) -> str:
        """The statement that selects nodes whose way does not end at a root."""
        return self.tree.sql(_UNREACHED, parents=self._parents(), ends=self._ends())

    def _parents(self) -> str:
        join = "LEFT JOIN {t} n{step} ON n{step}.{id} = n{below}.{parent}"
        return " ".join(self.tree.sql(join, step=step, below=step - 1) for step in range(1, self.steps + 1))

    def _ends(self) -> str:
        return self.tree.sql("n{last}.{parent} IS NULL", last=self.steps)


def _way(tree: TreeTable) -> _Way:
    ((ranks,),) = fetched(tree.sql("SELECT COUNT(DISTINCT {rank}) FROM {t}"))
    return _Way(tree, min(ranks + _SPARE_STEPS, _MOST_STEPS))
