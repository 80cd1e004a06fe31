"""The list of the trees of a collection: their definitions, ranks and numbers of nodes.

In: the trees a person may read. Out: `Listed`, one for each definition, in two statements. The numbers are those of the
last survey; what was never surveyed is counted, as far as that is quickly done.
"""

from dataclasses import dataclass

from specify.nodes.models import TreeState
from specify.nodes.tree_tables import Value, fetched
from specify.trees.definitions import Definition, TreeHere
from specify.trees.surveying import SMALL


@dataclass(frozen=True, slots=True)
class Listed:
    """A definition of a tree: its ranks in words, and how many nodes it has (None: too many to be counted now)."""

    tree: TreeHere
    definition: Definition
    ranks: tuple[str, ...]
    nodes: int | None

    @property
    def query(self) -> str:
        """What of its address is not the tree's: nothing for its first definition."""
        return "" if self.definition.id == self.tree.definition.id else f"?tree={self.definition.id}"


def listed(trees: list[TreeHere]) -> list[Listed]:
    """The definitions of these trees with what there is to say about each."""
    wanted = [(tree, definition) for tree in trees for definition in tree.definitions]
    surveyed = {state.tree: state.nodes for state in TreeState.objects.all()}
    kept = {(tree.key, one.id): int(surveyed.get(tree.key, {}).get(str(one.id), 0)) for tree, one in wanted}
    counted = _counted([(tree, one) for tree, one in wanted if kept[tree.key, one.id] <= SMALL])
    return [
        Listed(tree, one, tree.rank_names(one.id), counted.get((tree.key, one.id), kept[tree.key, one.id] or None))
        for tree, one in wanted
    ]


_NUMBER = """
SELECT '{key}', %s, COUNT(*) FROM (SELECT {id} FROM {t} WHERE {definition} = %s LIMIT {most}) some_of_{key}
"""


def _counted(wanted: list[tuple[TreeHere, Definition]]) -> dict[tuple[str, int], int]:
    """The numbers of nodes of those that have not too many. One statement."""
    if not wanted:
        return {}
    parts = [tree.table.sql(_NUMBER, key=tree.key, most=SMALL + 1) for tree, _definition in wanted]
    parameters: list[Value] = [value for _tree, one in wanted for value in (one.id, one.id)]
    rows = fetched(" UNION ALL ".join(parts), parameters)
    return {(key, int(definition)): number for key, definition, number in rows if number <= SMALL}
