"""The trees of a collection: which there are, their definitions, and the ranks of one of them.

In: a visit and the key of a tree's table. Out: `TreeHere`, or a refusal in a sentence. Kept of Specify: the definitions
are those of the discipline, of storage those of the institution, and a discipline may have several taxon trees. Changed
on purpose: strata and time are shown wherever a discipline has a tree of them, not in four kinds of discipline only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from specify.datamodel.tables import model
from specify.layouts.latin import GENUS
from specify.nodes.ranks import Rank, ranks_of
from specify.nodes.tree_tables import TreeTable, tree_tables
from specify.resources.stamp import remember
from specify.security.entering import Visit
from specify.web.refusals import forbidden, missing


class Definition(NamedTuple):
    """One of the definitions of a tree."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class TreeHere:
    """A tree of the visited collection: one of its definitions, and the others; `ranks` by the ids of their items.

    `every_rank` has those of the other definitions, too.
    """

    table: TreeTable
    title: str
    definition: Definition
    definitions: tuple[Definition, ...]
    ranks: Mapping[int, Rank]
    every_rank: Mapping[int, Rank]

    def rank_names(self, definition: int) -> tuple[str, ...]:
        """The ranks of one of the definitions, from the highest."""
        own = (rank for rank in self.every_rank.values() if rank.definition == definition)
        return tuple(rank.name for rank in sorted(own, key=lambda rank: rank.number))

    @property
    def ranks_down(self) -> list[tuple[int, Rank]]:
        """The ranks with the ids of their items, from the highest."""
        return sorted(self.ranks.items(), key=lambda one: one[1].number)

    def is_latin(self, rank: int | None) -> bool:
        """Whether nodes of that rank (an item's id) have scientific names that are set in italics."""
        found = self.ranks.get(rank or 0)
        return self.key == "taxon" and found is not None and found.number >= GENUS

    @property
    def has_stages(self) -> bool:
        """Whether its nodes are times of biostratigraphy, or others."""
        return "isBioStrat" in self.table.nodes.fields

    @property
    def key(self) -> str:
        """The key of the table of nodes."""
        return self.table.key


def trees_here(visit: Visit) -> list[TreeHere]:
    """All trees of the collection that the person may read, each with its first definition."""
    readable = [key for key in visit.place.tree_definitions if key in tree_tables() and visit.rights.readable(key)]
    found = (_tree(visit, key, None) for key in readable)
    return [tree for tree in found if tree is not None]


def tree_here(visit: Visit, key: str, definition: int | None = None) -> TreeHere:
    """One tree of the collection, with the definition asked for or its first; else a refusal in a sentence."""
    if key not in tree_tables():
        raise missing(_("There is no tree called %(name)s.") % {"name": key}, _("Choose one from the list of trees."))
    told = {"tree": visit.captions.table(key), "collection": visit.place.collection_name}
    if not visit.rights.readable(key):
        raise forbidden(
            _("You may not read %(tree)s in %(collection)s.") % told,
            _("Ask an administrator of the collection for the right to read it."),
        )
    found = _tree(visit, key, definition)
    if found is None:
        raise missing(_("%(collection)s has no such tree of %(tree)s.") % told, _("Choose one from the list of trees."))
    return found


def _tree(visit: Visit, key: str, asked: int | None) -> TreeHere | None:
    names, ranks = remember(visit.stamp, ("trees", key), lambda: _read(tree_tables()[key]))
    definitions = [Definition(one, names[one]) for one in visit.place.tree_definitions.get(key, ()) if one in names]
    chosen = next((one for one in definitions if asked in (None, one.id)), None)
    if chosen is None:
        return None
    own = {item: rank for item, rank in ranks.items() if rank.definition == chosen.id}
    return TreeHere(tree_tables()[key], visit.captions.table(key), chosen, tuple(definitions), own, ranks)


def _read(tree: TreeTable) -> tuple[dict[int, str], Mapping[int, Rank]]:
    """The names of all definitions of a tree, and all ranks. Two statements."""
    rows: Any = model(tree.definitions.key)._default_manager.values_list("pk", "name")
    return {key: name or f"{tree.nodes.name} {key}" for key, name in rows}, ranks_of(tree)
