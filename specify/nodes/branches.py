"""The branch that each node of a tree hangs on: the order of a species, the country of a parish.

In: a tree's table, and for each of its definitions the rank at which branches begin. Out: `Branches`, asked with the
definition and node number of any node. A node's descendants are those whose numbers lie between its own and its highest
child's, as Specify 6 and 7 keep them; two definitions number their nodes independently. One statement, of the nodes of
that rank alone; the rest is looked up in memory, so that a million nodes are told in the time they take to read.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db.models import Q

from specify.datamodel.tables import model


class Branch(NamedTuple):
    """A node at which a branch begins."""

    number: int
    highest: int
    id: int
    name: str


class Branches:
    """Where the branches of each definition begin and end."""

    def __init__(self, found: Iterable[tuple[int, Branch]]) -> None:
        """Take the branches with their definitions, in any order."""
        self._of: dict[int, list[Branch]] = defaultdict(list)
        for definition, branch in found:
            self._of[definition].append(branch)
        for branches in self._of.values():
            branches.sort()
        self._numbers = {key: [one.number for one in branches] for key, branches in self._of.items()}

    def of(self, definition: int, node_number: int | None) -> Branch | None:
        """The branch of the node with that number; None for nodes above the rank and for those without a number."""
        if node_number is None or definition not in self._of:
            return None
        before = bisect_right(self._numbers[definition], node_number)
        branch = self._of[definition][before - 1] if before else None
        return branch if branch and node_number <= branch.highest else None


def branches_of(tree: str, ranks: Mapping[int, int]) -> Branches:
    """The branches of `tree` (a table's key) that begin at the rank named for each definition's id. One statement."""
    wanted = Q()
    for definition, rank in ranks.items():
        wanted |= Q(definition_id=definition, rankId=rank)
    if not wanted:
        return Branches(())
    rows: Any = model(tree)._default_manager.filter(
        wanted, nodeNumber__isnull=False, highestChildNodeNumber__isnull=False
    )
    columns = ("definition_id", "nodeNumber", "highestChildNodeNumber", "pk", "name")
    return Branches((definition, Branch(*rest)) for definition, *rest in rows.values_list(*columns))
