"""Plants the nodes of a tree: parents before children, node numbers and full names as Specify computes them.

In: a definition, its ranks and the nodes as a nested structure. Out: rows in a `Book`. Kept of Specify: the number of a
node and the highest number below it enclose those of its descendants, numbered over the whole table; a full name is
made of the ranks that stand in it, and of the own name, from the root down or from the leaf up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from specify.demonstration.book import Book, identifier

FROM_ROOT, FROM_LEAF = 1, -1


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank of a tree; `in_name` ranks stand in the full names of the nodes below them."""

    number: int
    name: str
    in_name: bool = False
    enforced: bool = False


@dataclass(slots=True)
class Node:
    """A node; `values` are columns of its table, `accepted` the full name of what it is a synonym of.

    Planting sets `id`.
    """

    rank: str
    name: str
    values: dict[str, object] = field(default_factory=dict)
    children: "list[Node]" = field(default_factory=list)
    accepted: str | None = None
    id: int = 0

    def child(self, rank: str, name: str, **values: object) -> "Node":
        """The child of that rank and name, added when there is none yet."""
        for node in self.children:
            if (node.rank, node.name) == (rank, name):
                return node
        self.children.append(Node(rank, name, dict(values)))
        return self.children[-1]


@dataclass(frozen=True, slots=True)
class Kind:
    """A tree: its table, the names of its definition tables, and how its full names are put together."""

    table: str
    ranks: Sequence[Rank]
    separator: str = " "
    direction: int = FROM_ROOT
    accepted: str = ""
    has_guid: bool = True


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
            parent=parent,
            treeDef=definition,
        )
    return Definition(kind, definition, items)


def plant(book: Book, definition: Definition, root: Node) -> dict[str, int]:
    """Note `root` and everything below it; ids by full name. Synonyms are pointed at what they are accepted as."""
    planting = _Planting(book, definition)
    planting.node(root, None, ())
    planting.write()
    return planting.ids


class _Planting:
    """One walk over a tree. Rows are kept back until a node's last descendant has its number."""

    def __init__(self, book: Book, definition: Definition) -> None:
        self.book, self.kind, self.definition = book, definition.kind, definition
        self.ranks = {rank.name: rank for rank in self.kind.ranks}
        self.first = book.next_id(self.kind.table)
        self.ids: dict[str, int] = {}
        self.rows: list[dict[str, object]] = []
        self.accepted: dict[int, str] = {}

    def node(self, node: Node, parent: int | None, above: tuple[str, ...]) -> None:
        """Number a node and those below it. Ids and node numbers run together, in the order of the walk."""
        rank = self.ranks[node.rank]
        number = node.id = self.first + len(self.rows)
        row: dict[str, object] = {
            "name": node.name,
            "fullName": self._full_name((*above, node.name)),
            "rankId": rank.number,
            "nodeNumber": number,
            "parent": parent,
            "definition": self.definition.id,
            "definitionItem": self.definition.items[node.rank],
            "isAccepted": node.accepted is None,
            **node.values,
        }
        if self.kind.has_guid:
            row["guid"] = identifier(self.kind.table, number)
        self.rows.append(row)
        self.ids.setdefault(str(row["fullName"]), number)
        if node.accepted is not None:
            self.accepted[len(self.rows) - 1] = node.accepted
        below = (*above, node.name) if rank.in_name else above
        for child in sorted(node.children, key=lambda child: child.name):
            self.node(child, number, below)
        row["highestChildNodeNumber"] = self.first + len(self.rows) - 1

    def write(self) -> None:
        """Note the rows, with synonyms pointed at their accepted nodes."""
        for place, row in enumerate(self.rows):
            if self.kind.accepted:
                row[self.kind.accepted] = self.ids[self.accepted[place]] if place in self.accepted else None
            self.book.add(self.kind.table, **row)

    def _full_name(self, names: Iterable[str]) -> str:
        ordered = list(names)
        return self.kind.separator.join(ordered if self.kind.direction == FROM_ROOT else reversed(ordered))
