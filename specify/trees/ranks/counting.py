"""How many nodes a change of ranks is about, and a few of them as examples.

In: a tree, ids of its definitions and ranks. Out: numbers up to one more than `COUNTED_AT_MOST`, so that a page about
a million nodes takes no longer than one about ten thousand; full names before and after. A statement each, whatever the
numbers.
"""

from collections.abc import Mapping, Sequence

from specify.nodes.chains import Node, upward, with_ancestors
from specify.nodes.full_names import Inherited, full_name, handed_on
from specify.nodes.ranks import Rank
from specify.nodes.tree_tables import TreeTable, fetched, places
from specify.trees.foreseeing import COUNTED_AT_MOST

EXAMPLES = 5
"""So many full names are shown before and after."""


def numbers_at(tree: TreeTable, ranks: Sequence[int]) -> dict[int, int]:
    """How many nodes have each of these ranks. One statement."""
    few = "SELECT {one}, COUNT(*) FROM (SELECT 1 FROM {t} WHERE {item} = %s LIMIT %s) few_{one}"
    parts = [tree.sql(few, one=one) for one in ranks]
    found = (
        fetched(" UNION ALL ".join(parts), [v for one in ranks for v in (one, COUNTED_AT_MOST + 1)]) if parts else []
    )
    return {int(one): int(number) for one, number in found}


def number_in(tree: TreeTable, definition: int) -> int:
    """How many nodes a definition has. One statement."""
    few = tree.sql("SELECT COUNT(*) FROM (SELECT 1 FROM {t} WHERE {definition} = %s LIMIT %s) few")
    return int(fetched(few, [definition, COUNTED_AT_MOST + 1])[0][0])


def number_leaving_out(tree: TreeTable, above: Sequence[int], below: Sequence[int]) -> int:
    """How many nodes of the ranks `below` stand directly under one of the ranks `above`. One statement."""
    if not above or not below:
        return 0
    few = """
        SELECT COUNT(*) FROM (
            SELECT 1 FROM {t} n JOIN {t} p ON p.{id} = n.{parent}
            WHERE n.{item} IN ({below}) AND p.{item} IN ({above}) LIMIT %s
        ) few
    """
    return int(
        fetched(tree.sql(few, below=places(below), above=places(above)), [*below, *above, COUNTED_AT_MOST + 1])[0][0]
    )


def examples(tree: TreeTable, ranks: Sequence[int]) -> dict[int, tuple[int, str]]:
    """A node of each of these ranks that has any: its id and full name. One statement."""
    one_of = "SELECT * FROM (SELECT {item}, {id}, {full_name} FROM {t} WHERE {item} = %s LIMIT 1) one_{one}"
    parts = [tree.sql(one_of, one=one) for one in ranks]
    found = fetched(" UNION ALL ".join(parts), list(ranks)) if parts else []
    return {item: (node, name or "") for item, node, name in found}


def names_before_and_after(
    tree: TreeTable, before: Mapping[int, Rank], after: Mapping[int, Rank]
) -> tuple[tuple[str, str], ...]:
    """Full names of a few nodes as they are with some ranks and would be with others. Two statements."""
    shown = {node: item for item, (node, _name) in examples(tree, list(before)).items()}
    nodes = with_ancestors(tree, shown)
    names = [(_full_name(nodes, one, before), _full_name(nodes, one, after)) for one in shown]
    return tuple(pair for pair in names if pair[0] != pair[1])[:EXAMPLES]


def _full_name(nodes: Mapping[int, Node], one: int, ranks: Mapping[int, Rank]) -> str:
    above, whole = Inherited(), ""
    for node in reversed(list(upward(nodes, one))):
        rank = ranks.get(node.rank or 0)
        if rank is not None:
            whole, above = full_name(above, rank, node.name), handed_on(above, rank, node.name)
    return whole
