"""The stored nodes that an import may meet: those of the names in a file, with all that stands above them.

In: a visit, a tree, and names. Out: a `Ground`, in a statement or two for each five hundred names, however large the
tree is.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from specify.datamodel.tables import model
from specify.nodes.chains import Node, upward, with_ancestors
from specify.nodes.full_names import Inherited, handed_on
from specify.nodes.ranks import Rank, possible
from specify.nodes.tree_tables import TreeTable
from specify.records.rules.trees import may_have_children
from specify.security.entering import Visit
from specify.text.folding import fold
from specify.trees.definitions import TreeHere

_AT_ONCE = 500


@dataclass(slots=True)
class Ground:
    """What is stored already. `root` is the node without a parent; `named` leads to nodes by rank and folded name."""

    tree: TreeTable
    ranks: Mapping[int, Rank]
    root: int | None
    may_below_synonyms: bool
    nodes: dict[int, Node] = field(default_factory=dict)
    named: dict[tuple[int, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    top: int = field(init=False)
    """The highest rank."""
    _inherited: dict[int, Inherited] = field(default_factory=dict)
    _last: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Look for the highest rank."""
        self.top = min(self.ranks, key=lambda item: self.ranks[item].number, default=0)

    def found(self, above: int, rank: int, name: str) -> list[int]:
        """The nodes of that rank and name that stand below a node; those directly below it before all others.

        Of several directly below it the accepted one, or the oldest.
        """
        alike = self.named.get((rank, fold(name)), [])
        direct = [one for one in alike if self.nodes[one].parent == above]
        if direct:
            return [min(direct, key=lambda one: (self.nodes[one].accepted is not None, one))]
        return [one for one in alike if any(node.id == above for node in upward(self.nodes, one))]

    def handed_by(self, one: int) -> Inherited:
        """What children of a node inherit for their full names."""
        if one not in self._inherited:
            node = self.nodes[one]
            above = Inherited() if node.parent is None else self.handed_by(node.parent)
            rank = self.ranks.get(node.rank or 0)
            self._inherited[one] = handed_on(above, rank, node.name) if rank else above
        return self._inherited[one]

    def lowest_below(self, above: int) -> int:
        """The number of the lowest rank that a node may have below one of that rank: no enforced one is left out."""
        if above not in self._last:
            number = self.ranks[above].number
            self._last[above] = max((one.number for one in possible(self.ranks.values(), number)), default=number)
        return self._last[above]


def ground_of(visit: Visit, here: TreeHere, names: Iterable[str]) -> Ground:
    """What is stored in a tree of these names."""
    nodes: Any = model(here.key)._default_manager
    mine = nodes.filter(definition_id=here.definition.id)
    root = mine.filter(parent__isnull=True).order_by("pk").values_list("pk", flat=True).first()
    found = Ground(here.table, here.ranks, root, may_have_children(visit, here.table))
    if root is not None:
        found.nodes |= with_ancestors(here.table, [root])
    left = iter(names)
    while some := list(islice(left, _AT_ONCE)):
        ids = list(mine.filter(name__in=some).order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(ids), _AT_ONCE):
            found.nodes |= with_ancestors(here.table, ids[start : start + _AT_ONCE])
        for one in ids:
            node = found.nodes[one]
            alike = found.named[node.rank or 0, fold(node.name)]
            if one not in alike:
                alike.append(one)
    return found
