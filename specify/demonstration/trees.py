"""Plants the nodes of a tree: parents before children, node numbers and full names as Specify computes them.

In: a definition, its ranks and the nodes as a nested structure. Out: rows in a `Book`. Kept of Specify: the number of a
node and the highest number below it enclose those of its descendants, numbered over the whole table; a full name is
made of the ranks that stand in it, from the root down or from the leaf up, or is the own name where the own rank does
not stand in it. A tree may go on below a node without being held in memory: see `Growth`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from specify.demonstration.book import Book, identifier

FROM_ROOT, FROM_LEAF = 1, -1


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank of a tree; `in_name` ranks stand in the full names of the nodes below them, with `before` before them."""

    number: int
    name: str
    in_name: bool = False
    enforced: bool = False
    before: str = ""


@dataclass(frozen=True, slots=True)
class Growth:
    """Further nodes below a node: how many there are in all, and their subtrees, made when they are asked for."""

    size: int
    subtrees: "Callable[[], Iterable[Node]]"


@dataclass(slots=True, eq=False)
class Node:
    """A node; `values` are columns of its table, in which a node stands for its id; `accepted` if it is a synonym.

    Planting sets `id` and `last`, the highest number below it.
    """

    rank: str
    name: str
    values: dict[str, object] = field(default_factory=dict)
    children: "list[Node]" = field(default_factory=list)
    accepted: "Node | None" = None
    growth: Growth | None = None
    id: int = 0
    last: int = 0

    def child(self, rank: str, name: str, **values: object) -> "Node":
        """The child of that rank and name, added when there is none yet; it gets the values."""
        for node in self.children:
            if (node.rank, node.name) == (rank, name):
                break
        else:
            node = Node(rank, name)
            self.children.append(node)
        node.values.update(values)
        return node

    @property
    def size(self) -> int:
        """How many nodes there are, this one included."""
        return 1 + sum(child.size for child in self.children) + (self.growth.size if self.growth else 0)


@dataclass(frozen=True, slots=True)
class Kind:
    """A tree: its table, the names of its definition tables, and how its full names are put together."""

    table: str
    ranks: Sequence[Rank]
    separator: str = " "
    direction: int = FROM_ROOT
    accepted: str = ""
    has_guid: bool = True

    @property
    def root(self) -> Node:
        """A new root."""
        return Node(self.ranks[0].name, self.ranks[0].name)


@dataclass(frozen=True, slots=True)
class Definition:
    """A tree definition as noted: its id, and the ids of its items by the names of their ranks."""

    kind: Kind
    id: int
    items: dict[str, int]


def define(book: Book, kind: Kind, name: str, **owner: object) -> Definition:
    """Note a tree definition with its ranks. `owner` is the discipline or institution."""
    definition = book.add(f"{kind.table}treedef", name=name, fullNameDirection=kind.direction, **owner)
    items: dict[str, int] = {}
    parent: int | None = None
    for rank in kind.ranks:
        parent = items[rank.name] = book.add(
            f"{kind.table}treedefitem",
            name=rank.name,
            title=rank.name,
            rankId=rank.number,
            isInFullName=rank.in_name,
            isEnforced=rank.enforced,
            fullNameSeparator=kind.separator,
            textBefore=rank.before or None,
            parent=parent,
            treeDef=definition,
        )
    return Definition(kind, definition, items)


def plant(book: Book, definition: Definition, root: Node) -> None:
    """Note `root` and everything below it. Ids and node numbers run together, in the order of the names."""
    _number(root, book.next_id(definition.kind.table))
    _Planting(book, definition).node(root, None, ())


def _number(node: Node, number: int) -> int:
    """Number a node and those below it from `number` on; the next number that is free."""
    node.id = number
    number += 1
    node.children.sort(key=lambda child: child.name)
    for child in node.children:
        number = _number(child, number)
    number += node.growth.size if node.growth else 0
    node.last = number - 1
    return number


class _Planting:
    """One walk over a numbered tree."""

    def __init__(self, book: Book, definition: Definition) -> None:
        self.book, self.kind, self.definition = book, definition.kind, definition
        self.ranks = {rank.name: rank for rank in self.kind.ranks}

    def node(self, node: Node, parent: int | None, above: tuple[str, ...]) -> None:
        """Note a node and those below it; `above` are the parts that its full name has from higher ranks."""
        rank = self.ranks[node.rank]
        names = (*above, rank.before + node.name) if rank.in_name else above
        row: dict[str, object] = {
            "name": node.name,
            "fullName": self._joined(names) if rank.in_name else node.name,
            "rankId": rank.number,
            "nodeNumber": node.id,
            "highestChildNodeNumber": node.last,
            "parent": parent,
            "definition": self.definition.id,
            "definitionItem": self.definition.items[node.rank],
            "isAccepted": node.accepted is None,
        }
        if self.kind.accepted:
            row[self.kind.accepted] = node.accepted.id if node.accepted else None
        if self.kind.has_guid:
            row["guid"] = identifier(self.kind.table, node.id)
        for name, value in node.values.items():
            row[name] = value.id if isinstance(value, Node) else value
        self.book.add(self.kind.table, **row)
        for child in node.children:
            self.node(child, node.id, names)
        if node.growth:
            number = node.last - node.growth.size + 1
            for child in node.growth.subtrees():
                number = _number(child, number)
                self.node(child, node.id, names)

    def _joined(self, names: tuple[str, ...]) -> str:
        return self.kind.separator.join(names if self.kind.direction == FROM_ROOT else reversed(names))
