"""Finds room among the numbers of a tree behind a node, and makes it where there is none.

In: a tree, and how many nodes are to stand behind which others. Out: the first of so many free numbers in each place.
Kept of Specify 7: a node goes among the numbers directly behind its parent's, whose row is locked. Changed on purpose:
numbers that are free already are used, where Specify 7 raises all numbers to the right by one; if there are none, the
next nodes move up; if these have none either, a branch that is moved is brought there (`making_way.py`), else the whole
table is numbered anew, which leaves some free everywhere.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from specify.nodes.chains import Node, upward, with_ancestors
from specify.nodes.tree_tables import TreeTable, executed, fetched, locking, places, updating

FARTHEST = (5000, 200_000)
"""So many nodes to the right are looked at for free numbers, first and at most."""
SPARE = 1000
"""So many numbers behind a node are left free at most, for those who come next."""
PLACES_AT_ONCE = 20
"""Where room has to be made in more places at once, the whole table is numbered anew."""
LAST = 2**31 - 1
_AT_ONCE = 200
Place = int | None
"""The node behind which others are to stand; None: they are roots, behind all others."""
Shift = tuple[int, int, int]
"""The first and last of some numbers, and how far they move."""


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


def free_numbers(work: Work, sizes: Mapping[Place, int], most: int | None = None) -> dict[Place, int]:
    """The first of so many free numbers in each place; room is made where there is too little.

    `NoRoom` where that cannot be done, or where more than `most` nodes would have to move for it.
    """
    grounds = {ground: size for ground, size in sizes.items() if ground is not None}
    for ground in grounds:
        check(work, ground)
    found = _free_already(work, grounds)
    lacking = [ground for ground in grounds if ground not in found]
    if len(lacking) > PLACES_AT_ONCE:
        raise Broken
    # From left to right, so that nobody takes the room that was just made for another.
    for ground in sorted(lacking, key=work.numbers):
        _open(work, grounds, ground, most)
        work.read(list(work.nodes))
    if lacking:
        found = _free_already(work, grounds)
    if len(found) < len(grounds):
        raise Broken
    return {ground: end_of_all(work.tree) + 1 if ground is None else found[ground] for ground in sizes}


def _spots(work: Work, grounds: Collection[int], ground: int) -> list[int]:
    """The numbers behind which nodes may be put: that of the node, and if only one is asked for where it ends."""
    return [*dict.fromkeys(work.numbers(ground)[: 2 if len(grounds) == 1 else 1])]


def check(work: Work, start: int) -> None:
    """Make sure that the numbers of a node are enclosed by those above it."""
    chain = [work.numbers(node.id) for node in work.above(start)]
    for (first, last), (above, end) in pairwise(chain):
        if not above < first <= last <= end:
            raise Broken


_FOLLOWING = """
SELECT t.{id}, (SELECT COUNT(*) FROM {t} same WHERE same.{number} = t.{number}),
    (SELECT MIN(n.{number}) FROM {t} n WHERE n.{number} > t.{number}),
    (SELECT MIN(n.{number}) FROM {t} n WHERE n.{number} > t.{highest})
FROM {t} t WHERE t.{id} IN ({ids})
"""


def _free_already(work: Work, grounds: Mapping[int, int]) -> dict[int, int]:
    """Where so many nodes may stand behind these, of those where there is room. One statement."""
    rows = fetched(work.tree.sql(_FOLLOWING, ids=places([*grounds])), [*grounds]) if grounds else []
    if any(same != 1 for _ground, same, *_following in rows):
        raise Broken
    found: dict[int, int] = {}
    for ground, _same, *following in rows:
        spots = zip(_spots(work, grounds, ground), following, strict=False)
        starts = [_start(spot, taken, grounds[ground]) for spot, taken in spots]
        if free := [start for start in starts if start is not None]:
            found[ground] = free[0]
    return found


def _start(spot: int, following: int | None, size: int) -> int | None:
    """Where so many nodes may stand between a number and the next that is taken; None when there is too little room.

    Those that come next find room before them.
    """
    spared = spot + 1 + SPARE
    if following is None:
        return spared if spared + size < LAST else None
    return min(spared, following - size) if following - spot > size else None


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


def _open(work: Work, grounds: Mapping[int, int], ground: int, most: int | None) -> None:
    """Let those behind a node move up to the right, until there is room for as many as it needs."""
    reaches = [reach if most is None else min(reach, most) for reach in FARTHEST]
    windows = (_window(work, _spots(work, grounds, ground), grounds[ground], reach) for reach in dict.fromkeys(reaches))
    found = next(filter(None, windows), None)
    if found is None:
        raise NoRoom
    values = {word: work.tree.sql(f"COALESCE(found.{word}, t.{{{word}}})") for word in ("number", "highest")}
    spans = [found.behind, found.end] * 2
    executed(updating(work.tree, work.tree.sql(_PACKED), values), [found.base, *spans])


class _Window(NamedTuple):
    """Nodes that move up: behind which number they stand, behind which they are to, before which; how many, with it."""

    behind: int
    base: int
    end: int
    nodes: int


_FREE = """
SELECT nodes, following FROM (
    SELECT ROW_NUMBER() OVER (ORDER BY number) AS nodes, LEAD(number) OVER (ORDER BY number) AS following FROM (
        SELECT %s AS number
        UNION ALL
        SELECT number FROM (SELECT {number} AS number FROM {t} WHERE {number} > %s ORDER BY {number} LIMIT %s) behind
    ) near
) counted WHERE following IS NULL OR following >= %s + nodes ORDER BY nodes LIMIT 1
"""


def _window(work: Work, spots: Sequence[int], size: int, farthest: int) -> _Window | None:
    """The fewest nodes that have to move up so that there is room in one of these spots. They are held.

    None where too few numbers are free among as many as are looked at.
    """

    def looked() -> _Window | None:
        found = [_free(work.tree, spot, size, farthest) for spot in spots]
        return min(filter(None, found), key=lambda one: one.nodes, default=None)

    window = looked()
    while window is not None:
        hold_between(work.tree, window.behind, window.end)
        again = looked() if locking() else window
        if again == window:
            return window
        window = again
    return None


def _free(tree: TreeTable, spot: int, size: int, farthest: int) -> _Window | None:
    """The nodes behind a number that have to move up."""
    ((nodes, following),) = fetched(tree.sql(_FREE), [spot, spot, farthest, spot + size])
    if following is not None:
        return _Window(spot, following - nodes, following, nodes)
    end = end_of(tree) + size + SPARE
    return _Window(spot, end - nodes, end, nodes) if nodes <= farthest and end <= LAST else None


def end_of_all(tree: TreeTable) -> int:
    """The highest number of all, held so that nobody raises it."""
    fetched(tree.sql("SELECT {id} FROM {t} ORDER BY {number} DESC LIMIT 1") + locking())
    return end_of(tree)


def end_of(tree: TreeTable) -> int:
    """The highest number of all."""
    ((number, highest),) = fetched(tree.sql("SELECT MAX({number}), MAX({highest}) FROM {t}"))
    return max(number or 0, highest or 0)


def stretch(work: Work, ends: Mapping[Place, int]) -> None:
    """Let a node and those above it enclose what was placed behind it, where they do not yet."""
    needed: dict[int, int] = {}
    for ground, end in ends.items():
        for node in work.above(ground):
            if (node.highest or 0) < end:
                needed[node.id] = max(needed.get(node.id, 0), end)
    put_ends(work.tree, needed)


def put_ends(tree: TreeTable, ends: Mapping[int, int]) -> None:
    """Set the highest numbers below some nodes."""
    if ends:
        source = " UNION ALL ".join(["SELECT %s AS id, %s AS highest"] * len(ends))
        changed = updating(tree, source, {"highest": "found.highest"})
        executed(changed, [value for one in ends.items() for value in one])


def shift(tree: TreeTable, shifts: Sequence[Shift]) -> None:
    """Move nodes that have these numbers, with the highest below them; where some lie in others they come before."""
    wanted = [one for one in shifts if one[0] <= one[1] and one[2]]
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        cases = " ".join(["WHEN {number} BETWEEN %s AND %s THEN %s"] * len(some))
        within = " OR ".join(["{number} BETWEEN %s AND %s"] * len(some))
        delta = f"CASE {cases} ELSE 0 END"
        # The highest first: MariaDB reads the number as it has just been changed.
        changes = f"{{highest}} = {{highest}} + {delta}, {{number}} = {{number}} + {delta}"
        sql = f"UPDATE {{t}} SET {changes} WHERE {within}"  # noqa: S608 - schema names and places for values
        moves = [value for one in some for value in one]
        spans = [value for first, last, _delta in some for value in (first, last)]
        executed(tree.sql(sql), [*moves, *moves, *spans])


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
