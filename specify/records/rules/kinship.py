"""How the nodes of a tree hang together once a set of changes is saved.

In: a `Saving`, a tree, and the changes that are about. Out: a `Family`: of each node, stored or still to be made, its
parent, rank and name as they will be, and what it inherits for its full name. Three statements, whatever the number of
nodes; ancestors are read with them.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from specify.datamodel.rows import Row
from specify.nodes.chains import Node, with_ancestors
from specify.nodes.full_names import Inherited, full_name, handed_on
from specify.nodes.ranks import Rank, rank_from, ranks_of
from specify.nodes.tree_tables import TreeTable
from specify.records.writing.changes import Change, Saving, ids_of

Member = int | Change
"""A stored node that stays as it is, by its id; or the change that makes or alters one."""


@dataclass(slots=True)
class Family:
    """The nodes of a set of changes and those above them."""

    saving: Saving
    tree: TreeTable
    nodes: Mapping[int, Node]
    ranks: Mapping[int, Rank]

    def member(self, value: object) -> Member | None:
        """The node behind the value of a relationship; None when there is none, or none that is stored."""
        if isinstance(value, Change):
            return value
        if not isinstance(value, int):
            return None
        return self.saving.of_row(self.tree.key, value) or (value if value in self.nodes else None)

    def parent(self, one: Member) -> Member | None:
        """The parent that a node will have."""
        return self.member(one.now("parent") if isinstance(one, Change) else self.nodes[one].parent)

    def rank(self, one: Member) -> Rank | None:
        """The rank that a node will have; None while it is not said, or not there."""
        item = one.now("definitionItem") if isinstance(one, Change) else self.nodes[one].rank
        change = item if isinstance(item, Change) else self.saving.of_row(self.tree.ranks.key, item)
        if change is not None:
            return self._rank_of(change)
        return self.ranks.get(item) if isinstance(item, int) else None

    def name(self, one: Member) -> str:
        """The name that a node will have."""
        return str(one.now("name") or "") if isinstance(one, Change) else self.nodes[one].name

    def called(self, one: Member) -> str:
        """What a sentence calls a node: by its full name, unless it is only now given its name."""
        if isinstance(one, Change):
            stored = one.stored if one.stored and not one.alters("name") else {}
            return str(stored.get("fullName") or self.name(one))
        return self.full_name(one) or self.name(one)

    def is_synonym(self, one: Member) -> bool:
        """Whether a node will have an accepted one."""
        accepted = one.now(self.tree.accepted) if isinstance(one, Change) else self.nodes[one].accepted
        return accepted is not None

    def above(self, one: Member) -> Iterator[Member]:
        """The ancestors of a node from its parent on; in a circle each once, the node itself at last."""
        passed: list[Member] = []
        here = self.parent(one)
        while here is not None and here not in passed:
            passed.append(here)
            yield here
            here = self.parent(here)

    def ranks_beside(self, rank: Rank) -> list[Rank]:
        """All ranks of the same definition."""
        made = [self._rank_of(change) for change in self.saving.of(self.tree.ranks.key)]
        stored = [self.ranks[key] for key in self.ranks if self.saving.of_row(self.tree.ranks.key, key) is None]
        return [other for other in (*made, *stored) if other.definition == rank.definition]

    def inherited(self, one: Member) -> Inherited:
        """What a node will have for its full name from those above it."""
        found = Inherited()
        for upper in reversed(list(self.above(one))):
            rank = self.rank(upper)
            found = handed_on(found, rank, self.name(upper)) if rank else found
        return found

    def full_name(self, one: Member) -> str | None:
        """The full name that a node will have; None while its rank or name is not said."""
        rank, name = self.rank(one), self.name(one)
        return full_name(self.inherited(one), rank, name) if rank and name else None

    def handed_on(self, one: Member) -> Inherited:
        """What the children of a node will inherit."""
        rank = self.rank(one)
        return handed_on(self.inherited(one), rank, self.name(one)) if rank else Inherited()

    def handed_on_before(self, change: Change) -> Inherited:
        """What the children of a stored node have inherited, as far as ranks stay the same."""
        chain = [change.stored or {}]
        while len(chain) <= len(self.nodes) and (parent := chain[-1].get("parent_id")) in self.nodes:
            chain.append(self._stored(parent or 0))
        found = Inherited()
        for row in reversed(chain):
            rank = self.ranks.get(row.get("definitionItem_id") or 0)
            found = handed_on(found, rank, row.get("name") or "") if rank else found
        return found

    def _stored(self, key: int) -> Row:
        change = self.saving.of_row(self.tree.key, key)
        if change is not None and change.stored is not None:
            return change.stored
        node = self.nodes[key]
        return {"name": node.name, "parent_id": node.parent, "definitionItem_id": node.rank}

    def _rank_of(self, change: Change) -> Rank:
        definition = change.now("treeDef")
        if isinstance(definition, Change):
            direction = definition.now("fullNameDirection")
        else:
            beside = (rank.direction for rank in self.ranks.values() if rank.definition == definition)
            direction = next(beside, 0)
        told = {name: change.now(name) for name in change.table.fields}
        return rank_from({**told, "treeDef_id": definition, "treeDef__fullNameDirection": direction})


def family(saving: Saving, tree: TreeTable, changes: Collection[Change]) -> Family:
    """The family of these nodes, read from the database as it is now. Two statements."""
    near = [value for change in changes for value in (change.id, change.now("parent"), change.before("parent"))]
    near += [change.now(tree.accepted) for change in changes]
    return Family(saving, tree, with_ancestors(tree, ids_of(near)), ranks_of(tree))
