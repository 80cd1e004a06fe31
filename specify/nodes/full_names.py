"""The full names of nodes: what is made of a node's name and those above it.

In: a node's rank and name, and what it inherits from above; or a tree and the nodes whose full names changed. Out: a
full name; or those of all nodes below, by two statements for each level, whatever its size. Kept of Specify 7: of the
ranks that stand in full names, text before, name and text after, and its separator where another follows, from the root
down or from the leaf up; a node whose rank does not stand in full names is called by its name alone. Changed here:
synonyms follow the names above them as all others do, where Specify leaves them as they were; a full name too long for
its column is told, not cut or left as it was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from django.utils.text import Truncator

from specify.datamodel.tables import model
from specify.nodes.ranks import Rank, ranks_of
from specify.nodes.tree_tables import TreeTable, Value, executed, fetched, joined, letters, straight, text, updating

LEAF_FIRST = -1
_AT_ONCE = 200
_DEEPEST = 28
"""So many levels below are looked at from one node: two tables each, of which MariaDB joins 61."""
_TOLD = 60
_NO_LIMIT = 2**16


class Inherited(NamedTuple):
    """What the nodes above give to a full name: their texts, and the separator behind (None: none stands in it)."""

    text: str = ""
    joint: str | None = None


def full_name(above: Inherited, rank: Rank, name: str) -> str:
    """The full name of a node (business rules of Specify, 3.2)."""
    if not rank.is_in_full_name:
        return name
    own = f"{rank.before}{name}{rank.after}"
    if above.joint is None:
        return own
    return f"{own}{rank.separator}{above.text}" if rank.direction == LEAF_FIRST else f"{above.text}{above.joint}{own}"


def handed_on(above: Inherited, rank: Rank, name: str) -> Inherited:
    """What the children of a node inherit."""
    return Inherited(full_name(above, rank, name), rank.separator) if rank.is_in_full_name else above


def rewrite_tree(tree: TreeTable, definition: int) -> str | None:
    """Write anew the full names of all nodes of a definition; None when done, else how one begins that is too long."""
    ranks, nodes = ranks_of(tree), model(tree.key)._default_manager
    roots: Any = nodes.filter(definition_id=definition, parent__isnull=True)
    handed: dict[int, Inherited] = {}
    direction = 0
    for key, name, item in roots.values_list("pk", "name", "definitionItem_id"):
        if item not in ranks:
            continue
        direction, whole = ranks[item].direction, full_name(Inherited(), ranks[item], name)
        if len(whole) > longest(tree):
            return shortened(whole)
        handed[key] = handed_on(Inherited(), ranks[item], name)
        nodes.filter(pk=key).update(fullName=whole)
    return rewrite_below(tree, handed, direction)


def longest(tree: TreeTable) -> int:
    """How many letters the column of full names takes."""
    return tree.nodes.fields["fullName"].length or _NO_LIMIT


def shortened(name: str) -> str:
    """The beginning of a name that is too long, as sentences tell it."""
    return Truncator(name).chars(_TOLD)


def rewrite_below(tree: TreeTable, handed: Mapping[int, Inherited], direction: int) -> str | None:
    """Write anew the full names of all nodes below these, which hand down what is given with them.

    None when done; where a full name would be too long for its column, its beginning, and the caller undoes it all. Two
    statements for each level below, for two hundred nodes at a time. Where more levels follow than are looked at from
    one node it goes on from the last of them, as far as there are ranks: parents may go round in a circle.
    """
    passed, most = 0, _DEEPEST
    while handed and passed < most:
        further: dict[int, Inherited] = {}
        starts = iter(handed.items())
        while some := list(islice(starts, _AT_ONCE)):
            too_long, last = _rewrite_levels(tree, some, direction)
            if too_long:
                return shortened(too_long)
            further |= last
        passed, handed = passed + _DEEPEST, further
        most = len(ranks_of(tree)) if further else passed
    return None


def _rewrite_levels(
    tree: TreeTable, starts: Sequence[tuple[int, Inherited]], direction: int
) -> tuple[str | None, Mapping[int, Inherited]]:
    """Write anew the names on the levels below; a name that is too long, and what those on the last hand down."""
    for depth in range(1, _DEEPEST + 1):
        level = _Level(tree, direction, starts, depth)
        if too_long := level.too_long():
            return too_long, {}
        if level.rewritten() == 0:
            return None, {}
    return None, level.handed_on()


_STEP = """
    {straight} {t} n{step} ON n{step}.{parent} = {above}
    {straight} {r} r{step} ON r{step}.{rank_id} = n{step}.{item}
"""


@dataclass(frozen=True, slots=True)
class _Level:
    """The nodes so many steps below some others. In statements the others are `s`, each step node `n1` with rank `r1`.

    These are joins and no recursion, since MariaDB loses a row where a level of a recursive query outgrows the memory
    set for it (MDEV-40803).
    """

    tree: TreeTable
    direction: int
    starts: Sequence[tuple[int, Inherited]]
    depth: int

    def too_long(self) -> str | None:
        """A full name that its column would not take."""
        too_long = f"{letters('full_name')} > {longest(self.tree)}"
        found = fetched(f"SELECT full_name FROM ({self._names()}) found WHERE {too_long} LIMIT 1", self._values())  # noqa: S608
        return str(found[0][0]) if found else None

    def rewritten(self) -> int:
        """How many nodes there are."""
        return executed(updating(self.tree, self._names(), {"full_name": "found.full_name"}), self._values())

    def handed_on(self) -> dict[int, Inherited]:
        """What the nodes that have children hand down to these."""
        columns = f"{self._column(self.depth, 'id')}, {self._handed()}, {self._handed_joint()}"
        has_children = self.tree.sql(
            "EXISTS (SELECT 1 FROM {t} c WHERE c.{parent} = {node})", node=self._column(self.depth, "id")
        )
        rows = fetched(f"SELECT {columns} FROM {self._tables()} WHERE {has_children}", self._values())  # noqa: S608 - schema names
        return {node: Inherited(handed, joint) for node, handed, joint in rows}

    def _values(self) -> list[Value]:
        return [value for one, inherited in self.starts for value in (one, *inherited)]

    def _names(self) -> str:
        """The statement that selects the nodes with their full names."""
        columns = f"{self._column(self.depth, 'id')} AS id, {self._full_name()} AS full_name"
        return f"SELECT {columns} FROM {self._tables()}"  # noqa: S608 - schema names

    def _tables(self) -> str:
        """The others, and all nodes below them down to this level, joined."""
        start = " UNION ALL ".join(["SELECT %s AS id, %s AS above, %s AS joint"] * len(self.starts))
        steps = [
            self.tree.sql(
                _STEP, straight=straight(), step=step, above=self._column(step - 1, "id") if step > 1 else "s.id"
            )
            for step in self._steps()
        ]
        return f"({start}) s {''.join(steps)}"

    def _full_name(self) -> str:
        name = text(self._column(self.depth, "name"))
        return f"CASE WHEN {self._is_in_name(self.depth)} THEN {self._handed()} ELSE {name} END"

    def _handed(self) -> str:
        """The text that the node hands down: made of all that stand in full names, from the others to itself."""
        if self.direction == LEAF_FIRST:
            return joined(*(self._part(step) for step in reversed(self._steps())), text("s.above"))
        return joined(text("s.above"), *(self._part(step) for step in self._steps()))

    def _handed_joint(self) -> str:
        """The separator that the node hands down; NULL where none of all stands in full names."""
        return f"CASE {' '.join(self._separators(self.depth))} ELSE s.joint END"

    def _part(self, step: int) -> str:
        """What a node gives to the full name, with the separator between it and those above it."""
        own = [text(self._column(step, word)) for word in ("before", "name", "after")]
        whole = [*own, self._joint(step)] if self.direction == LEAF_FIRST else [self._joint(step), *own]
        return f"CASE WHEN {self._is_in_name(step)} THEN {joined(*whole)} ELSE '' END"

    def _joint(self, step: int) -> str:
        """The separator of the leaf-side of two neighbours, or of the root-side, as the direction says; '' on top."""
        above = [self._is_in_name(one) for one in range(1, step)]
        if self.direction == LEAF_FIRST:
            is_any = " OR ".join([*above, "s.joint IS NOT NULL"])
            return f"CASE WHEN {is_any} THEN {text(self._column(step, 'separator'))} ELSE '' END"
        nearest = self._separators(step - 1)
        return f"CASE {' '.join(nearest)} ELSE {text('s.joint')} END" if nearest else text("s.joint")

    def _separators(self, lowest: int) -> list[str]:
        """The cases in which it is the separator of a step, from that one up."""
        return [
            f"WHEN {self._is_in_name(one)} THEN {text(self._column(one, 'separator'))}" for one in range(lowest, 0, -1)
        ]

    def _is_in_name(self, step: int) -> str:
        return f"{self._column(step, 'in_name')} = 1"

    def _column(self, step: int, word: str) -> str:
        """A column of the node of a step, or of its rank."""
        table = "r" if word in ("before", "after", "separator", "in_name") else "n"
        return f"{table}{step}.{self.tree.words[word]}"

    def _steps(self) -> range:
        return range(1, self.depth + 1)
