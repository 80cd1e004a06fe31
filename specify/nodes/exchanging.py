"""Lets a branch change places with the nodes that stand between it and the one it is to stand behind.

In: a node, and the top of a branch elsewhere, both with sound numbers and locked rows. Out: the branch with the numbers
directly behind the node, and those between moved over by as many as it has, into the place that it left. So a branch
finds room where a table is numbered without gaps, as Specify leaves it, and only what lies between is touched.
"""

from specify.nodes.room import Broken, Work, hold_between
from specify.nodes.tree_tables import executed, fetched, places

FARTHEST = 400_000
"""So many nodes change places with a branch at most; for more it takes less to number the whole table anew."""
_BETWEEN = """
SELECT COUNT(*) FROM (SELECT {number} FROM {t} WHERE {number} BETWEEN %s AND %s LIMIT %s) some
"""
# The highest first: MariaDB reads the number as it has just been changed.
_EXCHANGE = """
UPDATE {t} SET
    {highest} = {highest} + CASE WHEN {number} BETWEEN %s AND %s THEN %s WHEN {highest} BETWEEN %s AND %s THEN %s
        ELSE 0 END,
    {number} = {number} + CASE WHEN {number} BETWEEN %s AND %s THEN %s ELSE %s END
WHERE {number} BETWEEN %s AND %s
"""
_ENCLOSE = """
UPDATE {t} SET {highest} = {highest} + %s WHERE {id} IN ({ids}) AND {number} < %s AND {highest} BETWEEN %s AND %s
"""


def exchange(work: Work, ground: int, one: int) -> bool:
    """Put a branch behind a node that does not stand in it; False, and nothing done, where too many lie between.

    `ground` and those above it enclose the branch then, and those above the place that it left end where they did
    among the others. At most four statements.
    """
    tree, number, (first, last) = work.tree, work.numbers(ground)[0], work.numbers(one)
    if first <= number <= last:
        raise Broken
    size, is_to_left = last - first + 1, number < first
    # What lies between, where highest numbers are that move along with it, and how far; and how far the branch goes.
    if is_to_left:
        between, ends, by, far = (number + 1, first - 1), (number, first - 1), size, number + 1 - first
    else:
        between, ends, by, far = (last + 1, number), (last, number - 1), -size, number - last
    if fetched(tree.sql(_BETWEEN), [*between, FARTHEST + 1])[0][0] > FARTHEST:
        return False
    whole = min(between[0], first), max(between[1], last)
    hold_between(tree, *whole)
    branch = first, last, far
    executed(tree.sql(_EXCHANGE), [*branch, *ends, by, *branch, by, *whole])
    above = {node.id for start in (ground, one) for node in work.above(start)}
    executed(tree.sql(_ENCLOSE, ids=places([*above])), [by, *above, whole[0], *ends])
    return True
