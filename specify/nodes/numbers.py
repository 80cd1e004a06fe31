"""Gives nodes their numbers, and moves branches with theirs.

In: a tree whose rows already have the parents they are to have; which nodes are new, and which were moved, from where.
Out: node numbers that are distinct in the whole table, all its definitions together, and nested. Kept of Specify 7: a
node goes among the numbers directly behind its parent's, whose row is locked; where numbers turn out to be broken the
whole table is numbered anew.

Changed on purpose: room is found as `room.py` says. Where a branch was, its numbers stay free. Broken numbers are
looked for where they matter, in the chains above and in the branches that are placed: that takes milliseconds, where a
look at a whole table of a million nodes takes seconds. And a new root has a number from the beginning.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from specify.nodes.chains import upward
from specify.nodes.making_way import room_for
from specify.nodes.repairing import are_sound, renumber
from specify.nodes.room import (
    PLACES_AT_ONCE,
    Broken,
    Place,
    Shift,
    Work,
    check,
    free_numbers,
    hold_between,
    shift,
    stretch,
)
from specify.nodes.tree_tables import TreeTable, executed, updating

_AT_ONCE = 200


def place(tree: TreeTable, new: Collection[int], moved: Mapping[int, int | None]) -> None:
    """Number the new nodes, and those `moved` (with the parents they had) with all below them.

    The number of statements follows the number of different parents, up to twenty.
    """
    work = Work(tree, dict(moved), {})
    try:
        tops = _number(work, new)
        while work.waiting:
            _move(work)
        if not are_sound(tree, [*tops, *moved]):
            raise Broken
    except Broken:
        renumber(tree)


def _number(work: Work, new: Collection[int]) -> list[int]:
    """Number new nodes, parents before children; those among them that hang on others."""
    if not new:
        return []
    work.read(new)
    children: dict[Place, list[int]] = defaultdict(list)
    for one in sorted(new):
        children[work.nodes[one].parent].append(one)
    tops = {ground: ones for ground, ones in children.items() if ground not in new}
    counted = {ground: _counted(ones, children) for ground, ones in tops.items()}
    start_of = free_numbers(work, {ground: len(spans) for ground, spans in counted.items()})
    numbers = [
        (one, start + first, start + last) for ground, start in start_of.items() for one, first, last in counted[ground]
    ]
    _write(work.tree, numbers)
    stretch(work, {ground: start + len(counted[ground]) - 1 for ground, start in start_of.items()})
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


def _move(work: Work) -> None:
    """Move the branches that go to the same parent, of those that wait one below which no other waits."""
    work.read(())
    parent, ones = _next_to_move(work)
    for one in ones:
        check(work, one)
    size = sum(last - first + 1 for first, last in map(work.numbers, ones))
    start = room_for(work, parent, size, ones[0] if len(ones) == 1 else None)
    if start is None:
        del work.waiting[ones[0]]
        return
    end = start + size - 1
    spans = sorted(map(work.numbers, ones), key=lambda span: span[1] - span[0])
    hold_between(work.tree, min(spans)[0], start)
    shifts: list[Shift] = []
    for first, last in spans:
        shifts.append((first, last, start - first))
        start += last - first + 1
    shift(work.tree, shifts)
    for one in ones:
        del work.waiting[one]
    stretch(work, {parent: end})


def _next_to_move(work: Work) -> tuple[Place, list[int]]:
    parents = {one: work.nodes[one].parent for one in work.waiting}
    if len(set(parents.values())) > PLACES_AT_ONCE:
        raise Broken
    for parent in parents.values():
        if not any(node.id in work.waiting for node in upward(work.nodes, parent)):
            return parent, [one for one, its in parents.items() if its == parent]
    raise Broken


def _write(tree: TreeTable, numbers: Sequence[tuple[int, int, int]]) -> None:
    """Set the numbers of nodes: id, number, highest."""
    values = {"number": "found.number", "highest": "found.highest"}
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        source = " UNION ALL ".join(["SELECT %s AS id, %s AS number, %s AS highest"] * len(some))
        executed(updating(tree, source, values), [value for one in some for value in one])
