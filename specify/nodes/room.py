"""Finds room among the numbers of a tree behind a node, and makes it where there is none.

In: a tree, and how many nodes are to stand behind which others. Out: the first of so many free numbers in each place.
Kept of Specify 7: a node goes among the numbers directly behind its parent's, whose row is locked. Changed on purpose:
numbers that are free already are used, where Specify 7 raises all numbers to the right by one; if there are none, the
next nodes move up; if these have none either, a branch that is moved changes places with what lies between
(`exchanging.py`), else the whole table is numbered anew, which leaves some free everywhere.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from specify.nodes.chains import Node, upward, with_ancestors
from specify.nodes.tree_tables import TreeTable, executed, fetched, locking, places, updating

FARTHEST = (5000, 200_000)
"""So many nodes to the right are looked at for free numbers, first and then, before the table is numbered anew."""
SPARE = 1000
"""So many numbers behind a node are left free at most, for those who come next."""
MANY = 20
"""Where room has to be made in more places at once, the whole table is numbered anew."""
_LAST = 2**31 - 1
Place = int | None
"""The node behind which others are to stand; None: they are roots, behind all others."""


class Broken(Exception):
    """The numbers at hand cannot be trusted, or leave no room."""


class NoRoom(Broken):
    """There is none among as many nodes as were looked at."""


@dataclass(slots=True)
class Work:
    """What is known while nodes are placed.

    `waiting` are moved nodes that still have the numbers they had, with their former parents: as far as numbers go they
    still hang there.
    """

    tree: TreeTable
    waiting: dict[int, int | None]
    nodes: dict[int, Node]

    def read(self, ids: Collection[int]) -> None:
        """Read nodes anew, with those that stand above them now and before."""
        former = [parent for parent in self.waiting.values() if parent is not None]
        self.nodes = with_ancestors(self.tree, [*ids, *self.waiting, *former])

    def above(self, start: Place) -> Iterator[Node]:
        """A node and those whose numbers enclose its own."""
        here = {key: node._replace(parent=self.waiting.get(key, node.parent)) for key, node in self.nodes.items()}
        return upward(here, start)

    def numbers(self, one: int) -> tuple[int, int]:
        """The number of a node and the highest below it."""
        node = self.nodes[one]
        if node.number is None or node.highest is None or node.highest < node.number:
            raise Broken
        return node.number, node.highest


def free_numbers(work: Work, sizes: Mapping[Place, int], *, near: bool = False) -> dict[Place, int]:
    """The first of so many free numbers in each place; room is made where there is too little.

    `NoRoom` where that cannot be done; with `near` no farther than it takes a moment to look.
    """
    grounds = {ground: size for ground, size in sizes.items() if ground is not None}
    for ground in grounds:
        check(work, ground)
    behind = _following(work, grounds)
    lacking = [ground for ground, size in grounds.items() if _start(work, ground, behind[ground], size) is None]
    if len(lacking) > MANY:
        raise Broken
    # From left to right, so that nobody takes the room that was just made for another.
    for ground in sorted(lacking, key=work.numbers):
        _open(work, ground, grounds[ground], FARTHEST[:1] if near else FARTHEST)
        work.read(list(work.nodes))
    if lacking:
        behind = _following(work, grounds)
    found: dict[Place, int] = {}
    for ground, size in grounds.items():
        start = _start(work, ground, behind[ground], size)
        if start is None:
            raise Broken
        found[ground] = start
    if None in sizes:
        found[None] = _end(work.tree) + 1
    return found


def check(work: Work, start: int) -> None:
    """Make sure that the numbers of a node are enclosed by those above it."""
    chain = [work.numbers(node.id) for node in work.above(start)]
    for (first, last), (above, end) in pairwise(chain):
        if not above < first <= last <= end:
            raise Broken


def _start(work: Work, ground: int, following: int | None, size: int) -> int | None:
    """Where so many nodes may stand between a node and the next number; None when there is too little room.

    Those that come next find room before them.
    """
    number = work.numbers(ground)[0]
    spared = number + 1 + SPARE
    if following is None:
        return spared if spared + size < _LAST else None
    return min(spared, following - size) if following - number > size else None


def _following(work: Work, grounds: Collection[int]) -> dict[int, int | None]:
    """The next number that is taken behind each of these nodes."""
    sql = """
        SELECT t.{id}, (SELECT COUNT(*) FROM {t} same WHERE same.{number} = t.{number}),
            (SELECT MIN(n.{number}) FROM {t} n WHERE n.{number} > t.{number})
        FROM {t} t WHERE t.{id} IN ({ids})
    """
    if not grounds:
        return {}
    rows = fetched(work.tree.sql(sql, ids=places([*grounds])), [*grounds])
    if any(same != 1 for _ground, same, _number in rows):
        raise Broken
    return {ground: following for ground, _same, following in rows}


_PACKED = """
SELECT id, MAX(CASE WHEN begins = 1 THEN packed END) AS number, MAX(CASE WHEN begins = 0 THEN packed END) AS highest
FROM (
    SELECT id, begins, %s + SUM(begins) OVER (ORDER BY place, begins DESC ROWS UNBOUNDED PRECEDING) AS packed FROM (
        SELECT {id} AS id, {number} AS place, 1 AS begins FROM {t} WHERE {number} > %s AND {number} < %s
        UNION ALL
        SELECT {id}, {highest}, 0 FROM {t} WHERE {highest} > %s AND {highest} < %s
    ) ends
) counted GROUP BY id
"""
"""Where nodes begin and end between two numbers, counted from the left."""


def _open(work: Work, ground: int, size: int, reaches: Sequence[int]) -> None:
    """Let those behind a node move up to the right, until there is room for so many."""
    found = _window(work, ground, size, reaches)
    if found is None:
        raise NoRoom
    number, base, end = found
    values = {word: work.tree.sql(f"COALESCE(found.{word}, t.{{{word}}})") for word in ("number", "highest")}
    executed(updating(work.tree, work.tree.sql(_PACKED), values), [base, number, end, number, end])


_FREE = """
SELECT behind, following FROM (
    SELECT ROW_NUMBER() OVER (ORDER BY {number}) AS behind, LEAD({number}) OVER (ORDER BY {number}) AS following
    FROM (SELECT {number} FROM {t} WHERE {number} >= %s ORDER BY {number} LIMIT %s) near
) counted WHERE following IS NULL OR following >= %s + behind ORDER BY behind LIMIT 1
"""


def _window(work: Work, ground: int, size: int, reaches: Sequence[int]) -> tuple[int, int, int] | None:
    """The number of a node, the one behind which the next ones move up, and the one up to which they do.

    None where too few numbers are free among the next thousands. Those that are to move are held.
    """
    number, tree = work.numbers(ground)[0], work.tree
    for farthest in reaches:
        found = _free(tree, number, size, farthest)
        while found is not None:
            hold_between(tree, number, found[1])
            again = _free(tree, number, size, farthest) if locking() else found
            if again == found:
                return number, *found
            found = again
    return None


def _free(tree: TreeTable, number: int, size: int, farthest: int) -> tuple[int, int] | None:
    """Behind which number those behind `number` have their place once they moved up, and up to which they move."""
    ((behind, following),) = fetched(tree.sql(_FREE), [number, farthest + 1, number + size])
    if following is not None:
        return following - behind, following
    ((last,),) = fetched(tree.sql("SELECT MAX({number}) FROM {t}"))
    end = last + size + SPARE
    return (end - behind, end) if behind <= farthest and end <= _LAST else None


def _end(tree: TreeTable) -> int:
    """The highest number of all, held so that nobody raises it."""
    fetched(tree.sql("SELECT {id} FROM {t} ORDER BY {number} DESC LIMIT 1") + locking())
    ((number, highest),) = fetched(tree.sql("SELECT MAX({number}), MAX({highest}) FROM {t}"))
    return max(number or 0, highest or 0)


def stretch(work: Work, ends: Mapping[Place, int]) -> None:
    """Let a node and those above it enclose what was placed behind it, where they do not yet."""
    needed: dict[int, int] = {}
    for ground, end in ends.items():
        for node in work.above(ground):
            if (node.highest or 0) < end:
                needed[node.id] = max(needed.get(node.id, 0), end)
    if needed:
        source = " UNION ALL ".join(["SELECT %s AS id, %s AS highest"] * len(needed))
        changed = updating(work.tree, source, {"highest": "found.highest"})
        executed(changed, [value for one in needed.items() for value in one])


def hold_between(tree: TreeTable, first: int, last: int) -> None:
    """Lock the nodes with these numbers, over which others are moved to the right.

    Who in Specify 7 raises the numbers behind one of them would pass over a row that still had a lower number when it
    was committed, instead of waiting for it: that is how MariaDB updates below REPEATABLE READ.
    """
    if first < last and locking():
        _held(tree, "SELECT COUNT(*) FROM {t} WHERE {number} BETWEEN %s AND %s", [first, last])


def _held(tree: TreeTable, sql: str, parameters: Sequence[int]) -> list[tuple[int, ...]]:
    """The rows that a statement selects, locked.

    Where it waits for another's rows, these may come to stand before the one it waits for, and it goes on behind; so it
    is asked again until without waiting it says the same.
    """
    found = fetched(tree.sql(sql) + locking(), parameters)
    while locking() and fetched(tree.sql(sql), parameters) != found:
        found = fetched(tree.sql(sql) + locking(), parameters)
    return found
