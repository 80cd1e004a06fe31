"""A tree to try things with: ranks from 0 to 50, nodes as they are asked for, and what must hold of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from specify.datamodel.tables import model
from specify.nodes.full_names import Inherited, full_name, handed_on
from specify.nodes.ranks import ranks_of
from specify.nodes.repairing import faults, renumber
from specify.nodes.tree_tables import TreeTable, executed, tree_tables, updating
from tests.planting import World

# The number, and whether it stands in full names; the separator is written behind the rank it belongs to.
RANKS = {0: False, 10: False, 20: True, 30: False, 40: True, 50: True}


@dataclass
class Grove:
    """A definition of its own in the table of a tree, beside those that are there."""

    key: str = "taxon"
    direction: int = 1
    world: World = field(default_factory=World.create)
    items: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Plant the ranks."""
        self.definition = self.world.plant(f"{self.key}treedef", fullNameDirection=self.direction)
        above: int | None = None
        for number, is_shown in RANKS.items():
            shown = {"isInFullName": is_shown, "fullNameSeparator": f"-{number}-", "isEnforced": number == 0}
            names = {"name": f"Rank {number}", "rankId": number, "parent_id": above}
            around = {"textBefore": "<" if number == 40 else None, "textAfter": ">" if number == 40 else None}
            above = self.items[number] = self.world.plant(f"{self.key}treedefitem", **names, **shown, **around)

    @property
    def tree(self) -> TreeTable:
        """The tree's tables."""
        return tree_tables()[self.key]

    def node(self, rank: int, parent: int | None, name: str = "", **more: Any) -> int:
        """A node as it is before it is numbered."""
        keys = {"definition_id": self.definition, "definitionItem_id": self.items[rank], "parent_id": parent}
        values = {"rankId": rank, "name": name or f"node {rank}", "isAccepted": True, "fullName": "?", **more}
        return self.world.plant(self.key, **keys, **values)

    def put(self, one: int, parent: int | None) -> Mapping[int, int | None]:
        """Hang a node on another parent; what `place` is told of it."""
        nodes = model(self.key).objects
        former = nodes.values_list("parent_id", flat=True).get(pk=one)
        nodes.filter(pk=one).update(parent_id=parent)
        return {one: former}

    def numbers(self, one: int) -> tuple[int, int]:
        """The numbers of a node."""
        return model(self.key).objects.values_list("nodeNumber", "highestChildNodeNumber").get(pk=one)

    def names(self) -> dict[int, str]:
        """The full names as they are stored."""
        return dict(model(self.key).objects.filter(definition_id=self.definition).values_list("pk", "fullName"))

    def expected_names(self) -> dict[int, str]:
        """The full names that follow from the rule, node by node."""
        ranks = ranks_of(self.tree)
        found: dict[int, str] = {}
        handed: dict[int | None, Inherited] = {None: Inherited()}
        rows = model(self.key).objects.filter(definition_id=self.definition).order_by("rankId")
        for one, parent, item, name in rows.values_list("pk", "parent_id", "definitionItem_id", "name"):
            found[one] = full_name(handed[parent], ranks[item], name)
            handed[one] = handed_on(handed[parent], ranks[item], name)
        return found


def assert_numbered(key: str = "taxon") -> None:
    """The whole table has numbers that are distinct and nested."""
    found = faults(tree_tables()[key])
    assert found.are_valid, found


_DENSE = """
WITH counted AS (SELECT {number} AS old, ROW_NUMBER() OVER (ORDER BY {number}) AS new FROM {t})
SELECT n.{id} AS id, first.new AS number, last.new AS highest
FROM {t} n JOIN counted first ON first.old = n.{number} JOIN counted last ON last.old = n.{highest}
"""


def dense(grove: Grove) -> None:
    """Number the table without anything free in between, as Specify does."""
    renumber(grove.tree)
    numbered = {"number": "found.number", "highest": "found.highest"}
    executed(updating(grove.tree, grove.tree.sql(_DENSE), numbered))
    assert_numbered(grove.key)
