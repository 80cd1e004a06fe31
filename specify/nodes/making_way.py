"""Brings a branch below another node where no numbers are free for it, as in a table that Specify has numbered.

In: a node, and the top of a branch elsewhere, both with sound numbers. Out: free numbers behind the node; or the branch
below it already, by whichever way changes the fewest nodes. Either it passes all that stands between it and the nearer
end of the node's own numbers, which moves over into the place that it left; or what encloses the node goes behind all
nodes of its tree, where numbers are free, and takes the branch with it: as much as has to, so that those above need
only end later. Where even that is too much there is no room, and the table is numbered anew.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from specify.nodes import room
from specify.nodes.room import (
    LAST,
    Broken,
    NoRoom,
    Place,
    Shift,
    Work,
    end_of_all,
    free_numbers,
    hold_between,
    put_ends,
    shift,
)
from specify.nodes.tree_tables import TreeTable, fetched

MOVED_AT_MOST = 500_000
"""So many nodes are numbered otherwise at most; for more it takes less to number the whole table anew."""


def room_for(work: Work, ground: Place, size: int, branch: int | None) -> int | None:
    """The first of so many free numbers behind a node; None where the `branch` that needs them was brought below it."""
    near, far = room.FARTHEST
    try:
        return free_numbers(work, {ground: size}, near)[ground]
    except NoRoom:
        way = None if ground is None or branch is None else _shortest(work, ground, branch)
    try:
        return free_numbers(work, {ground: size}, min(far, way.nodes) if way else far)[ground]
    except NoRoom:
        if way is None:
            raise
    _go(work, way)
    return None


@dataclass(frozen=True, slots=True)
class _Way:
    """A way for a branch: which numbers move how far, and where those end then that it comes from or goes to.

    `nodes` is how many move.
    """

    shifts: Sequence[Shift]
    ends: Mapping[int, int]
    nodes: int = 0

    @property
    def width(self) -> int:
        """How many numbers move, which tells roughly how many nodes."""
        return sum(last - first + 1 for first, last, _by in self.shifts)


def _shortest(work: Work, ground: int, branch: int) -> _Way | None:
    """The way on which the fewest nodes move; None if they are too many."""
    (number, _highest), (first, last) = work.numbers(ground), work.numbers(branch)
    if first <= number <= last:
        raise Broken
    ways = [_past_others(work, ground, branch), *_behind_all(work, ground, branch)]
    way = min(ways, key=lambda one: one.width)
    nodes = sum(_counted(work.tree, *one) for one in way.shifts)
    return _Way(way.shifts, way.ends, nodes) if nodes <= MOVED_AT_MOST else None


_COUNTED = "SELECT COUNT(*) FROM (SELECT {number} FROM {t} WHERE {number} BETWEEN %s AND %s LIMIT %s) some"


def _counted(tree: TreeTable, first: int, last: int, _by: int) -> int:
    return int(fetched(tree.sql(_COUNTED), [first, last, MOVED_AT_MOST + 1])[0][0]) if first <= last else 0


def _past_others(work: Work, ground: int, branch: int) -> _Way:
    """Past all that stands between the branch and the nearest place below the node."""
    first, last = work.numbers(branch)
    size, behind = last - first + 1, _nearest(work, ground, branch)
    within = {node.id: work.numbers(node.id)[1] for node in work.above(ground)}
    if behind < first:
        ends = {one: end + size if behind <= end < first else end for one, end in within.items()}
        return _Way([(behind + 1, first - 1, size), (first, last, behind + 1 - first)], _kept(work, branch) | ends)
    left = {one: end - size if end <= behind else end for one, end in _kept(work, branch).items()}
    return _Way([(last + 1, behind, -size), (first, last, behind - last)], left | within)


def _kept(work: Work, branch: int) -> dict[int, int]:
    """Where those end that a branch stood below."""
    return {node.id: work.numbers(node.id)[1] for node in work.above(branch) if node.id != branch}


def _nearest(work: Work, ground: int, branch: int) -> int:
    """The number behind which a branch stands below the node as soon as it has passed what lies between."""
    (number, highest), (first, last) = work.numbers(ground), work.numbers(branch)
    if last < number:
        return number
    if first > highest:
        return highest
    # It stands below the node already, and only leaves the child that it comes from: before it, or behind it.
    child = next((node.id for node in work.above(branch) if node.parent == ground), None)
    if child is None:
        raise Broken
    begin, end = work.numbers(child)
    return begin - 1 if first - begin < end - last else end


def _behind_all(work: Work, ground: int, branch: int) -> Iterator[_Way]:
    """What encloses the node goes behind all others of its tree, with the branch; what follows other trees move up."""
    above = list(work.above(ground))
    end = work.numbers(above[-1].id)[1]
    going = [node for node in above if work.numbers(node.id)[1] < end]
    (first, last), inner = work.numbers(branch), work.numbers(ground)[1]
    begin, upto = work.numbers(going[-1].id) if going else (end + 1, end)
    after = end_of_all(work.tree)
    size, far, later = last - first + 1, end + 1 - begin, upto - begin + last - first + 2
    if begin <= first <= upto or after + later > LAST:
        return
    place = inner + far + 1 if going else end + 1
    shifts = [(first, last, place - first), (end + 1, after, later)]
    if going:
        shifts += [(begin, inner, far), (inner + 1, upto, far + size)]
    ends = {node.id: work.numbers(node.id)[1] + far + size if node in going else end + later for node in above}
    yield _Way(shifts, ends)


def _go(work: Work, way: _Way) -> None:
    """Move all that has to."""
    moved = [one for one in way.shifts if one[0] <= one[1]]
    hold_between(work.tree, min(first for first, _last, _by in moved), max(last + by for _first, last, by in moved))
    shift(work.tree, way.shifts)
    put_ends(work.tree, way.ends)
