"""Gives nodes their numbers: finds room behind a parent, and moves branches with their numbers.

In: a tree whose rows already have the parents they are to have; which nodes are new, and which were moved, from where.
Out: node numbers that are distinct in the whole table, all its definitions together, and nested. Kept of Specify 7: a
node goes among the numbers directly behind its parent's, whose row is locked; where numbers turn out to be broken the
whole table is numbered anew.

Changed on purpose: numbers that are free already are used, where Specify 7 raises all numbers to the right by one; if
there are none, the next nodes move up; if these have none either, all numbers of the table are spread, which happens
once. Where a branch was, its numbers stay free. Broken numbers are looked for where they matter, in the chains above
and in the branches that are placed: that takes milliseconds, where a look at a whole table of a million nodes takes
seconds. And a new root has a number from the beginning.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from specify.nodes.chains import Node, upward, with_ancestors
from specify.nodes.repairing import are_sound, renumber, spread
from specify.nodes.tree_tables import TreeTable, executed, fetched, locking, places, updating

_FARTHEST = 5000
"""So many nodes to the right may move up to make room, before all numbers are spread."""
_SPARE = 1000
"""So many numbers behind a node are left free at most, for those who come next."""
_MANY = 20
"""Where room has to be made in more places at once, the whole table is numbered anew."""
_LAST = 2**31 - 1
_AT_ONCE = 200
Place = int | None
"""The node behind which others are to stand; None: they are roots, behind all others."""


class _Broken(Exception):
    """The numbers at hand cannot be trusted, or leave no room."""


@dataclass(slots=True)
class _Work:
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
            raise _Broken
        return node.number, node.highest


def place(tree: TreeTable, new: Collection[int], moved: Mapping[int, int | None]) -> None:
    """Number the new nodes, and those `moved` (with the parents they had) with all below them.

    The number of statements follows the number of different parents, up to twenty.
    """
    work = _Work(tree, dict(moved), {})
    try:
        tops = _number(work, new)
        while work.waiting:
            _move(work)
        if not are_sound(tree, [*tops, *moved]):
            raise _Broken
    except _Broken:
        renumber(tree)


def _number(work: _Work, new: Collection[int]) -> list[int]:
    """Number new nodes, parents before children; those among them that hang on others."""
    if not new:
        return []
    work.read(new)
    children: dict[Place, list[int]] = defaultdict(list)
    for one in sorted(new):
        children[work.nodes[one].parent].append(one)
    tops = {ground: ones for ground, ones in children.items() if ground not in new}
    counted = {ground: _counted(ones, children) for ground, ones in tops.items()}
    room = _room(work, {ground: len(spans) for ground, spans in counted.items()})
    numbers = [
        (one, start + first, start + last) for ground, start in room.items() for one, first, last in counted[ground]
    ]
    _write(work.tree, numbers)
    _stretch(work, {ground: start + len(counted[ground]) - 1 for ground, start in room.items()})
    return [one for ones in tops.values() for one in ones]


def _counted(tops: Sequence[int], children: Mapping[Place, Sequence[int]]) -> list[tuple[int, int, int]]:
    """The nodes of some branches, counted from 0: each with its own count and the last one below it."""
    spans: list[tuple[int, int, int]] = []

    def count(one: int, first: int) -> int:
        following = first + 1
        for child in children.get(one, ()):
            following = count(child, following)
        spans.append((one, first, following - 1))
        return following

    following = 0
    for top in tops:
        following = count(top, following)
    return spans


def _move(work: _Work) -> None:
    """Move the branches that go to the same parent, of those that wait one below which no other waits."""
    work.read(())
    parent, ones = _next_to_move(work)
    for one in ones:
        _check(work, one)
    size = sum(last - first + 1 for first, last in map(work.numbers, ones))
    start = _room(work, {parent: size})[parent]
    end = start + size - 1
    spans = sorted(map(work.numbers, ones), key=lambda span: span[1] - span[0])
    _hold_between(work.tree, min(spans)[0], start)
    shifts = []
    for first, last in spans:
        shifts.append((first, last, start - first))
        start += last - first + 1
    _shift(work.tree, shifts)
    for one in ones:
        del work.waiting[one]
    _stretch(work, {parent: end})


def _next_to_move(work: _Work) -> tuple[Place, list[int]]:
    parents = {one: work.nodes[one].parent for one in work.waiting}
    if len(set(parents.values())) > _MANY:
        raise _Broken
    for parent in parents.values():
        if not any(node.id in work.waiting for node in upward(work.nodes, parent)):
            return parent, [one for one, its in parents.items() if its == parent]
    raise _Broken


def _room(work: _Work, sizes: Mapping[Place, int]) -> dict[Place, int]:
    """The first of so many free numbers in each place; room is made where there is too little."""
    grounds = {ground: size for ground, size in sizes.items() if ground is not None}
    for ground in grounds:
        _check(work, ground)
    behind = _following(work, grounds)
    lacking = [ground for ground, size in grounds.items() if _start(work, ground, behind[ground], size) is None]
    if len(lacking) > _MANY:
        raise _Broken
    # From left to right, so that nobody takes the room that was just made for another.
    for ground in sorted(lacking, key=work.numbers):
        _open(work, ground, grounds[ground])
        work.read(list(work.nodes))
    if lacking:
        behind = _following(work, grounds)
    found: dict[Place, int] = {}
    for ground, size in grounds.items():
        start = _start(work, ground, behind[ground], size)
        if start is None:
            raise _Broken
        found[ground] = start
    if None in sizes:
        found[None] = _end(work.tree) + 1
    return found


def _check(work: _Work, start: int) -> None:
    """Make sure that the numbers of a node are enclosed by those above it."""
    chain = [work.numbers(node.id) for node in work.above(start)]
    for (first, last), (above, end) in pairwise(chain):
        if not above < first <= last <= end:
            raise _Broken


def _start(work: _Work, ground: int, following: int | None, size: int) -> int | None:
    """Where so many nodes may stand between a node and the next number; None when there is too little room.

    Those that come next find room before them.
    """
    number = work.numbers(ground)[0]
    spared = number + 1 + _SPARE
    if following is None:
        return spared if spared + size < _LAST else None
    return min(spared, following - size) if following - number > size else None


def _following(work: _Work, grounds: Collection[int]) -> dict[int, int | None]:
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
        raise _Broken
    return {ground: following for ground, _same, following in rows}


_PACKED = """
SELECT n.{id} AS id, %s + ROW_NUMBER() OVER (ORDER BY n.{number}) AS number,
    CASE WHEN n.{highest} >= %s THEN n.{highest} ELSE %s + (
        SELECT COUNT(*) FROM {t} b WHERE b.{number} > %s AND b.{number} <= n.{highest}
    ) END AS highest
FROM {t} n WHERE n.{number} > %s AND n.{number} < %s
"""
_ENCLOSING = """
SELECT n.{id} AS id, n.{number} AS number, %s + (
    SELECT COUNT(*) FROM {t} b WHERE b.{number} > %s AND b.{number} <= n.{highest}
) AS highest
FROM {t} n WHERE n.{id} IN ({ids}) AND n.{highest} > %s AND n.{highest} < %s
"""


def _open(work: _Work, ground: int, size: int) -> None:
    """Let those behind a node move up to the right, until there is room for so many."""
    found = _window(work, ground, size)
    if found is None:
        if size > _FARTHEST or not spread(work.tree):
            raise _Broken
        work.read(list(work.nodes))
        found = _window(work, ground, size)
    if found is None:
        raise _Broken
    number, base, end = found
    above = [node.id for node in work.above(ground)]
    values = {"number": "found.number", "highest": "found.highest"}
    enclosing = work.tree.sql(_ENCLOSING, ids=places(above))
    executed(updating(work.tree, enclosing, values), [base, number, *above, number, end])
    executed(updating(work.tree, work.tree.sql(_PACKED), values), [base, end, base, number, number, end])


def _window(work: _Work, ground: int, size: int) -> tuple[int, int, int] | None:
    """The number of a node, the one behind which the next ones move up, and the one up to which they do.

    None where too few numbers are free among the next thousands.
    """
    number, tree = work.numbers(ground)[0], work.tree
    sql = "SELECT {number} FROM {t} WHERE {number} >= %s ORDER BY {number} LIMIT %s"
    taken = [one for (one,) in _held(tree, sql, [number, _FARTHEST + 1])]
    free = 0
    for count, (one, following) in enumerate(pairwise(taken)):
        free += following - one - 1
        if free >= size:
            return number, following - 1 - count, following
    end = taken[-1] + size + _SPARE
    if len(taken) > _FARTHEST or end > _LAST:
        return None
    return number, end - len(taken), end


def _end(tree: TreeTable) -> int:
    """The highest number of all, held so that nobody raises it."""
    fetched(tree.sql("SELECT {id} FROM {t} ORDER BY {number} DESC LIMIT 1") + locking())
    ((number, highest),) = fetched(tree.sql("SELECT MAX({number}), MAX({highest}) FROM {t}"))
    return max(number or 0, highest or 0)


def _write(tree: TreeTable, numbers: Sequence[tuple[int, int, int]]) -> None:
    """Set the numbers of nodes: id, number, highest."""
    values = {"number": "found.number", "highest": "found.highest"}
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        source = " UNION ALL ".join(["SELECT %s AS id, %s AS number, %s AS highest"] * len(some))
        executed(updating(tree, source, values), [value for one in some for value in one])


def _stretch(work: _Work, ends: Mapping[Place, int]) -> None:
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


def _hold_between(tree: TreeTable, first: int, last: int) -> None:
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


def _shift(tree: TreeTable, shifts: Sequence[tuple[int, int, int]]) -> None:
    """Move branches: first and last number, and by how much; where one lies in another it comes before it."""
    for start in range(0, len(shifts), _AT_ONCE):
        some = shifts[start : start + _AT_ONCE]
        cases = " ".join(["WHEN {number} BETWEEN %s AND %s THEN %s"] * len(some))
        within = " OR ".join(["{number} BETWEEN %s AND %s"] * len(some))
        delta = f"CASE {cases} ELSE 0 END"
        # The highest first: MariaDB reads the number as it has just been changed.
        sql = f"UPDATE {{t}} SET {{highest}} = {{highest}} + {delta}, {{number}} = {{number}} + {delta} WHERE {within}"  # noqa: S608
        moves = [value for one in some for value in one]
        spans = [value for first, last, _delta in some for value in (first, last)]
        executed(tree.sql(sql), [*moves, *moves, *spans])
