"""The large branches of a tree, and how many specimens hang on each.

In: a tree, and what is counted. Out: `Counted`, for the branches that have five hundred nodes or records, those of
other collections among them, since who counts goes through these as well; two statements, which read the whole tree.
"""

from typing import NamedTuple

from specify.nodes.tree_tables import TreeTable, fetched, straight
from specify.trees.specimens import Source

LARGE = 500
"""A branch of so many nodes or records is counted by surveys, a smaller one on every page that shows it."""
_MOST_STEPS = 40
_SPARE_STEPS = 2


class Counted(NamedTuple):
    """What hangs on one branch: at its node, and in all."""

    node: int
    parent: int
    direct: int
    total: int


_LARGE = """
SELECT branch.id, t.{parent}, SUM(branch.direct), SUM(branch.total) FROM (
    SELECT id, SUM(direct) AS direct, SUM(total) AS total, SUM(every) AS records, 0 AS nodes FROM ({specimens}) up
    GROUP BY id
    UNION ALL
    SELECT id, 0, 0, 0, SUM(every) FROM ({sizes}) up GROUP BY id
) branch JOIN {t} t ON t.{id} = branch.id
GROUP BY branch.id, t.{parent} HAVING SUM(branch.records) >= {large} OR SUM(branch.nodes) >= {large}
"""
_UP = """
SELECT CASE step {cases} END AS id, CASE WHEN step = 0 THEN base.w ELSE 0 END AS direct, base.w AS total, base.every
FROM ({base}) base {straight} {t} n0 ON n0.{id} = base.id {parents} CROSS JOIN ({steps}) steps
"""


def large_branches(tree: TreeTable, source: Source | None) -> list[Counted]:
    """The large branches of the whole table with their counts. Two statements.

    What is at a node is added to each of those above it: joins and no recursion, since MariaDB loses a row where a
    level of a recursive query outgrows the memory set for it (MDEV-40803).
    """
    ((ranks,),) = fetched(tree.sql("SELECT COUNT(DISTINCT {rank}) FROM {t}"))
    steps = range(min(ranks + _SPARE_STEPS, _MOST_STEPS))
    children = tree.sql(
        "SELECT {parent} AS id, 0 AS w, COUNT(*) AS every FROM {t} WHERE {parent} IS NOT NULL GROUP BY {parent}"
    )
    nothing = tree.sql("SELECT {id} AS id, 0 AS w, 0 AS every FROM {t} WHERE 1 = 0")
    specimens = _up(tree, source.by_node() if source else nothing, steps)
    statement = tree.sql(_LARGE, specimens=specimens, sizes=_up(tree, children, steps), large=LARGE)
    rows = fetched(statement, source.parameters if source else ())
    return [Counted(node, parent or 0, int(direct), int(total)) for node, parent, direct, total in rows]


def _up(tree: TreeTable, base: str, steps: range) -> str:
    """The statement that adds what `base` has at nodes to those so many steps above them."""
    join = "LEFT JOIN {t} n{step} ON n{step}.{id} = n{below}.{parent}"
    return tree.sql(
        _UP,
        cases=" ".join(tree.sql("WHEN {step} THEN n{step}.{id}", step=step) for step in steps),
        base=base,
        straight=straight(),
        parents=" ".join(tree.sql(join, step=step, below=step - 1) for step in steps[1:]),
        steps=" UNION ALL ".join(f"SELECT {step} AS step" for step in steps),
    )
