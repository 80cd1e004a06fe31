"""Nodes with all that stands above them, and the locks that whoever changes a tree holds.

In: a tree and ids of nodes. Out: `Node`s by id, those up to the roots among them, in one statement. Kept of Specify 7:
the parent below which a node is put is locked until the end of the transaction, so that its number stays; numbers of
other nodes only ever change together with their rows' locks. Added: our own writers hold the definitions of the tree
from the beginning, before any row, so that they come one after the other and do not wait for each other in a circle;
and then the semaphores of Specify 6, at which it waits for us.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from specify.datamodel.tables import model
from specify.nodes.semaphores import hold_semaphores
from specify.nodes.tree_tables import TreeTable, fetched, locking, places, tree_tables


class Node(NamedTuple):
    """A node as it is stored. `rank` is the id of its definition item, `number` and `highest` its node numbers."""

    id: int
    name: str
    parent: int | None
    rank: int | None
    definition: int | None
    accepted: int | None
    number: int | None
    highest: int | None


_CLIMB = """
WITH RECURSIVE above (id, parent) AS (
    SELECT {id}, {parent} FROM {t} WHERE {id} IN ({ids})
    UNION
    SELECT t.{id}, t.{parent} FROM {t} t JOIN above ON t.{id} = above.parent
)
SELECT t.{id}, t.{name}, t.{parent}, t.{item}, t.{definition}, t.{accepted}, t.{number}, t.{highest}
FROM above JOIN {t} t ON t.{id} = above.id
"""


def with_ancestors(tree: TreeTable, ids: Iterable[int]) -> dict[int, Node]:
    """The nodes with these ids and all their ancestors. One statement."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    rows = fetched(tree.sql(_CLIMB, ids=places(wanted)), wanted)
    return {row[0]: Node(*row) for row in rows}


def upward(nodes: Mapping[int, Node], start: int | None) -> Iterator[Node]:
    """A node and its ancestors as far as they are among `nodes`; each once, even where parents go round in a circle."""
    passed: set[int] = set()
    while start is not None and start in nodes and start not in passed:
        node = nodes[start]
        passed.add(node.id)
        yield node
        start = node.parent


def hold_tree(tree: TreeTable) -> None:
    """Wait until no one else of ours changes the tree, and keep it so until the end of the transaction."""
    if locking():
        list(model(tree.definitions.key)._default_manager.select_for_update().order_by("pk").values_list("pk"))
        hold_semaphores(tree)


def hold_tree_of(table: str) -> None:
    """Hold the tree that a table belongs to, if any. Whoever locks rows of such a table does so before."""
    for tree in tree_tables().values():
        if table in (tree.key, tree.ranks.key, tree.definitions.key):
            hold_tree(tree)


def hold(tree: TreeTable, ids: Iterable[int]) -> None:
    """Lock these nodes until the end of the transaction."""
    wanted = sorted(set(ids))
    if wanted and locking():
        fetched(tree.sql("SELECT {id} FROM {t} WHERE {id} IN ({ids}) FOR UPDATE", ids=places(wanted)), wanted)
