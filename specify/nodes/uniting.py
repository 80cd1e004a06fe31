"""Unites two branches of a tree: what stands below one node goes below another, alike into alike.

In: a tree with sound numbers, a node, and the accepted node it goes into. Out: children paired and handed on, numbers,
and in the end fewer nodes. Kept of Specify 7: children of the same name and rank become one, and theirs in turn; all
others get the other parent. Changed on purpose: a child only goes into an accepted one, and only when it is accepted
itself; where there is none it is handed on, where Specify gives up. Of several of that name the oldest is taken.

A node that is to go waits without a parent, as a synonym of the one it goes into: so the pairs stand in the table
itself, and a level of the tree takes one statement however many nodes it has. Nobody else sees any of it before the
transaction ends.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from specify.nodes.making_way import room_for
from specify.nodes.repairing import are_sound, renumber, renumber_branch
from specify.nodes.room import Broken, Work, hold_between, stretch
from specify.nodes.tree_tables import TreeTable, executed, fetched, is_mysql, straight, text, updating

Span = tuple[int, int]
"""The number of a node and the highest below it."""
_STEP = 16
_AT_ONCE = 200
_MANY = 1000
_WAITING = "m.{parent} IS NULL AND m.{number} BETWEEN %s AND %s"


class Pair(NamedTuple):
    """Two nodes that become one."""

    source: int
    target: int


class Gone(NamedTuple):
    """A node that is to go, with its version, the one it goes into, and that one's parent."""

    source: int
    version: int | None
    target: int
    parent: int | None


_STANDING = "SELECT m.{id} AS source, m.{accepted} AS target FROM {t} m WHERE {waiting}"
_ALIKE = """
SELECT c.{id} AS id, MIN(o.{id}) AS target
FROM ({pairs}) pair {straight} {t} c ON c.{parent} = pair.source {straight} {t} o ON o.{parent} = pair.target
WHERE c.{accepted} IS NULL AND o.{accepted} IS NULL AND c.{item} = o.{item} + 0 AND {own_name} = {other_name}
GROUP BY c.{id}
"""
"""The sum keeps SQLite from beginning with all nodes of a rank."""
_CHILDREN = """
SELECT c.{id} AS id, m.{accepted} AS target FROM {t} m JOIN {t} c ON c.{parent} = m.{id}
WHERE {waiting}
"""


def alike(tree: TreeTable, pairs: Sequence[Pair]) -> list[Pair]:
    """The children that go together when these pairs do, if nothing is changed. A statement for two hundred pairs."""
    found = []
    for start in range(0, len(pairs), _AT_ONCE):
        some = pairs[start : start + _AT_ONCE]
        told = " UNION ALL ".join(["SELECT %s AS source, %s AS target"] * len(some))
        found += [Pair(*row) for row in fetched(_alike(tree, told), [value for pair in some for value in pair])]
    return found


def pair_off(tree: TreeTable, source: int, target: int) -> Span:
    """Let a node wait, and all below that go with it; the span in which they do. A statement for each level."""
    sql = "UPDATE {t} SET {parent} = NULL, {accepted} = %s WHERE {id} = %s"
    executed(tree.sql(sql), [target, source])
    ((number, highest),) = fetched(tree.sql("SELECT {number}, {highest} FROM {t} WHERE {id} = %s"), [source])
    found = _alike(tree, tree.sql(_STANDING, waiting=_waiting(tree)))
    waits = {"accepted": "found.target", "parent": "NULL"}
    while executed(updating(tree, found, waits), [number, highest]):
        pass
    return number, highest


_GOING = """
SELECT m.{id}, m.{version}, o.{id}, o.{parent} FROM {t} m JOIN {t} o ON o.{id} = m.{accepted}
WHERE {waiting} AND m.{id} > %s ORDER BY m.{id} LIMIT %s
"""


def those_going(tree: TreeTable, span: Span) -> Iterator[list[Gone]]:
    """Those that wait, by the thousand. A statement for each thousand."""
    sql, last = tree.sql(_GOING, waiting=_waiting(tree), version=tree.nodes.fields["version"].column), 0
    while some := [Gone(*row) for row in fetched(sql, [*span, last, _MANY])]:
        yield some
        last = some[-1].source


def hand_on(tree: TreeTable, span: Span) -> int:
    """Give the children of those that wait to the nodes these go into; how many children."""
    source = tree.sql(_CHILDREN, waiting=_waiting(tree))
    return executed(updating(tree, source, {"parent": "found.target"}), span)


def take_out(tree: TreeTable, source: int) -> None:
    """Delete those that wait, to which nothing points any more."""
    ((number, highest),) = fetched(tree.sql("SELECT {number}, {highest} FROM {t} WHERE {id} = %s"), [source])
    executed(tree.sql("DELETE FROM {t} WHERE {parent} IS NULL AND {number} BETWEEN %s AND %s"), [number, highest])


def close_up(tree: TreeTable, source: int, target: int, former: int | None) -> None:
    """Delete those that wait, and number the whole branch anew into which their children were handed on.

    `former` is the parent that `source` had.
    """
    work = Work(tree, {source: former}, {})
    work.read([source, target])
    try:
        _gather(work, source, target)
    except Broken:
        take_out(tree, source)
        renumber(tree)
        return
    take_out(tree, source)
    if not are_sound(tree, [target]):
        renumber(tree)


def redirected(tree: TreeTable, source: str, key: str) -> str:
    """The statement by which rows that point to those that wait point to the ones these go into.

    `source` is what the database calls their table, `key` the column; all of them quoted. Its parameters are a span.
    """
    if is_mysql():
        sql = "UPDATE {t} m STRAIGHT_JOIN {source} x ON x.{key} = m.{id} SET x.{key} = m.{accepted} WHERE {waiting}"
        return tree.sql(sql, source=source, key=key, waiting=_waiting(tree))
    sql = """
        UPDATE {source} AS x SET {key} = (SELECT o.{accepted} FROM {t} o WHERE o.{id} = x.{key})
        WHERE x.{key} IN (SELECT m.{id} FROM {t} m WHERE {waiting})
    """
    return tree.sql(sql, source=source, key=key, waiting=_waiting(tree))


def _waiting(tree: TreeTable) -> str:
    """What says of a node `m` that it waits; its parameters are the span of the branch in which it stands."""
    return tree.sql(_WAITING)


def _alike(tree: TreeTable, pairs: str) -> str:
    names = {"own_name": text(tree.sql("c.{name}")), "other_name": text(tree.sql("o.{name}"))}
    return tree.sql(_ALIKE, pairs=pairs, straight=straight(), **names)


_COMING = """
SELECT COUNT(*) FROM {t} c WHERE c.{parent} IS NOT NULL AND c.{number} BETWEEN %s AND %s
    AND c.{number} NOT BETWEEN %s AND %s
"""
_ALL = """
SELECT COUNT(*) FROM {t} c WHERE (c.{parent} IS NOT NULL OR c.{id} = %s)
    AND (c.{number} BETWEEN %s AND %s OR c.{number} BETWEEN %s AND %s)
"""


def _gather(work: Work, source: int, target: int) -> None:
    """Make room for those that come, and number them with those that are there."""
    tree = work.tree
    spans = work.numbers(source), work.numbers(target)
    hold_between(tree, min(spans)[0], max(highest for _number, highest in spans))
    ((coming,),) = fetched(tree.sql(_COMING), [*spans[0], *spans[1]])
    start = (room_for(work, target, coming, source) if coming else None) or 0
    work.read([source, target])
    (first, last), own = work.numbers(target), work.numbers(source)
    last = max(last, start + coming - 1)
    both = [first, last, *own]
    ((count,),) = fetched(tree.sql(_ALL), [target, *both])
    step = min(_STEP, (last - first + 1) // count)
    if step < 1:
        raise Broken
    renumber_branch(tree, target, both, range(first, last + 1, step))
    work.read([target])
    stretch(work, {target: work.numbers(target)[1]})
