"""What the page of a node tells of its place: the way from the root, synonyms, children, what hangs on it.

In: a visit, the row of a node. Out: `Relatives`, for the page of its record; nothing for other records, and for nodes
of trees that the collection does not have. Lists are told by their first ten, and lead to the whole. Kept of Specify 7:
it tells these in the tree only. The statements: the ancestors, the node with its synonyms and children, what hangs
there (`hanging.py`), the accepted node of a synonym, and for the records as for any list of theirs.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

from specify.datamodel import present
from specify.datamodel.declaring import Relationship, Table
from specify.datamodel.rows import Row
from specify.datamodel.tables import model
from specify.nodes.chains import upward, with_ancestors
from specify.nodes.tree_tables import tree_tables
from specify.records.listing import Listing, listing_of
from specify.records.sections import Section
from specify.resources.preferences import preferences
from specify.security.entering import Visit
from specify.text.moments import done_at
from specify.trees.definitions import TreeHere, tree_here
from specify.trees.hanging import Hanging, hanging_on, records_of
from specify.trees.levels import Level, Seek, Shown, levels_of
from specify.trees.openings import Wish, address
from specify.trees.specimens import heading_of

TOLD_AT_MOST = 10


@dataclass(frozen=True, slots=True)
class Relative:
    """A node that is named on the page of another: its name, and what is said of it beside."""

    id: int
    name: str
    is_latin: bool
    told: str = ""
    children: int = 0


@dataclass(frozen=True, slots=True)
class Relatives:
    """The place of a node. `path` ends with it; `number` is how many children it has, `all_...` lead to whole lists.

    `records` are the first that hang on it; None where none may be listed.
    """

    tree: TreeHere
    path: tuple[Relative, ...]
    in_tree: str
    accepted: Relative | None
    synonyms: tuple[Relative, ...]
    all_synonyms: str
    children: tuple[Relative, ...]
    number: int
    all_children: str
    heading: str | Promise
    hanging: Hanging | None
    counted: str
    records: Listing | None
    all_records: str

    @property
    def has_all_synonyms(self) -> bool:
        """Whether there are no more synonyms than these."""
        return len(self.synonyms) <= TOLD_AT_MOST


def relatives_section(visit: Visit, table: Table, row: Row) -> Section | None:
    """What the page of a node's record tells of its place; None for records that are no nodes of the collection."""
    if table.key not in tree_tables() or row["definition_id"] not in visit.place.tree_definitions.get(table.key, ()):
        return None
    return Section("trees/_relatives.html", relatives_of(visit, tree_here(visit, table.key, row["definition_id"]), row))


def relatives_of(visit: Visit, tree: TreeHere, row: Row) -> Relatives:
    """The place of one node in its tree."""
    node, accepted = row["id"], row[f"{tree.table.accepted}_id"]
    nodes = with_ancestors(tree.table, [node])
    path = [Relative(one.id, one.name, tree.is_latin(one.rank)) for one in upward(nodes, node)]
    levels, alone = levels_of(tree.table, Seek(tree.definition.id, {node: None}, alone=(node,)))
    synonyms = alone[node].synonyms[: TOLD_AT_MOST + 1] if node in alone else ()
    children = levels.get(node, Level((), 0))
    hanging = hanging_on(visit, tree.table, nodes[node], TOLD_AT_MOST)
    found = records_of(hanging, TOLD_AT_MOST) if hanging and hanging.listed else []
    where = {**visit.place.way, "tree": tree.key}
    base, wish = reverse("trees-show", kwargs=where), Wish(tree.definition.id, at=node)
    return Relatives(
        tree=tree,
        path=tuple(reversed(path)),
        in_tree=f"{address(base, wish)}#n{node}",
        accepted=_named(tree, accepted) if accepted else None,
        synonyms=tuple(Relative(one.id, one.name, tree.is_latin(one.rank), one.author) for one in synonyms),
        all_synonyms=_all_synonyms(visit, tree, node),
        children=tuple(_child(tree, one) for one in children.nodes[:TOLD_AT_MOST]),
        number=children.total,
        all_children=f"{address(base, Wish(tree.definition.id, {one.id: None for one in path}, node))}#n{node}",
        heading=heading_of(tree.key),
        hanging=hanging,
        counted=told_counted(visit, hanging),
        records=listing_of(visit, present.tables()[hanging.table], found) if hanging and found else None,
        all_records=reverse("trees-specimens", kwargs={**where, "node_id": node}),
    )


def told_counted(visit: Visit, hanging: Hanging | None) -> str:
    """When what hangs on a node was counted; empty where that was now."""
    if hanging is None or hanging.counted is None:
        return ""
    return done_at(hanging.counted, datetime.now(), preferences(visit.stamp).date_format)


def _all_synonyms(visit: Visit, tree: TreeHere, node: int) -> str:
    """Where all synonyms of a node are listed."""
    way = tree.table.nodes.find(tree.table.accepted)
    other = way.other if isinstance(way, Relationship) else ""
    here = {**visit.place.way, "table": tree.key, "record_id": node}
    return reverse("records-related", kwargs={**here, "relationship": (other or "").lower()})


def _named(tree: TreeHere, node: int) -> Relative | None:
    """A node by itself. One statement."""
    authored = ("author",) if "author" in tree.table.nodes.fields else ()
    rows: Any = model(tree.key)._default_manager.filter(pk=node)
    for full_name, name, rank, *author in rows.values_list("fullName", "name", "definitionItem_id", *authored):
        return Relative(node, full_name or name, tree.is_latin(rank), ", ".join(one for one in author if one))
    return None


def _child(tree: TreeHere, child: Shown) -> Relative:
    is_latin = tree.is_latin(child.rank)
    told = ", ".join(word for word in (child.author, _rank(tree, child.rank)) if word)
    return Relative(child.id, child.full_name if is_latin else child.name, is_latin, told, child.children)


def _rank(tree: TreeHere, item: int) -> str:
    found = tree.ranks.get(item)
    return found.name if found else ""
