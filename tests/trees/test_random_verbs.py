"""Whatever is done to a tree, in whatever order: what it promises holds, and what was refused has changed nothing.

Each verb is done to a tree in the database, and to a plain model of it in memory; both must be the same afterwards.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from specify.datamodel.tables import model
from specify.records.writing.changes import NotSaved
from specify.security.entering import Visit
from specify.trees.repairing import repair
from specify.web.refusals import Refusal
from tests.nodes.growing import RANKS, Grove
from tests.records.changing import changed, deleted, made, saved
from tests.trees.wood import assert_determined, assert_sound, desynonymise, grove_in, merge, move, settle, synonymise

pytestmark = pytest.mark.django_db
NAMES = ("Aa", "Bb", "Cc", "Dd")


@dataclass
class Plain:
    """A node of the model: name, rank, parent, accepted."""

    name: str
    rank: int
    parent: int | None
    accepted: int | None = None


@dataclass
class Game:
    """A tree, its model, the taxa of determinations, and chance."""

    visit: Visit
    grove: Grove
    nodes: dict[int, Plain]
    taxa: dict[int, int]
    chance: random.Random

    def some(self) -> int:
        """Any node but the root."""
        return self.chance.choice(sorted(self.nodes)[1:])

    def any(self) -> int:
        """Any node."""
        return self.chance.choice(sorted(self.nodes))

    def children(self, one: int) -> Iterator[int]:
        """The nodes directly below one."""
        return (key for key in sorted(self.nodes) if self.nodes[key].parent == one)

    # Each plays a verb in the database; what it gives back does the same to the model.

    def add(self) -> Callable[[], None]:
        parent, rank, name = self.any(), self.chance.choice(sorted(RANKS)), self.chance.choice(NAMES)
        (change,) = saved(self.visit, made("taxon", name=name, parent=parent, definitionItem=self.grove.items[rank]))
        return lambda: self.nodes.update({change.id or 0: Plain(name, rank, parent)})

    def rename(self) -> Callable[[], None]:
        one, name = self.any(), self.chance.choice(NAMES)
        saved(self.visit, lambda: changed("taxon", one, name=name))
        return lambda: setattr(self.nodes[one], "name", name)

    def delete(self) -> Callable[[], None]:
        one = self.some()
        if any(True for _child in self.children(one)):  # those below would go, too: a test of its own
            return lambda: None
        saved(self.visit, lambda: deleted("taxon", one))
        return lambda: self.nodes.pop(one) and None

    def move(self) -> Callable[[], None]:
        one, parent = self.any(), self.any()
        move(self.visit, self.grove.tree, one, parent)
        return lambda: setattr(self.nodes[one], "parent", parent)

    def synonymise(self) -> Callable[[], None]:
        one, accepted = self.any(), self.any()
        synonymise(self.visit, self.grove.tree, one, accepted)

        def play() -> None:
            for node in self.nodes.values():
                node.accepted = accepted if node.accepted == one else node.accepted
            self.nodes[one].accepted = accepted

        return play

    def desynonymise(self) -> Callable[[], None]:
        synonyms = [key for key, node in sorted(self.nodes.items()) if node.accepted is not None]
        one = self.chance.choice(synonyms or [self.any()])
        desynonymise(self.visit, self.grove.tree, one)
        return lambda: setattr(self.nodes[one], "accepted", None)

    def merge(self) -> Callable[[], None]:
        one, other = self.any(), self.any()
        alike = [key for key in self.nodes if self.nodes[key].rank == self.nodes[one].rank]
        other = self.chance.choice([other, *sorted(alike)])
        merge(self.visit, self.grove.tree, one, other)
        return lambda: self._unite(one, other)

    def _unite(self, one: int, other: int) -> None:
        pairs = [(one, other)]
        for source, target in pairs:
            for child in self.children(source):
                twins = [key for key in self.children(target) if key != child and self._are_alike(child, key)]
                pairs += [(child, twins[0])] if twins else []
        into = dict(pairs)
        for node in self.nodes.values():
            node.parent = into.get(node.parent or 0, node.parent)
            node.accepted = into.get(node.accepted or 0, node.accepted)
        self.taxa = {key: into.get(taxon, taxon) for key, taxon in self.taxa.items()}
        for source in into:
            del self.nodes[source]

    def _are_alike(self, one: int, other: int) -> bool:
        first, second = self.nodes[one], self.nodes[other]
        are_accepted = first.accepted is None and second.accepted is None
        return are_accepted and (first.name, first.rank) == (second.name, second.rank)

    def repair(self) -> Callable[[], None]:
        if self.chance.random() < 0.5:
            model("taxon").objects.filter(pk=self.any()).update(nodeNumber=self.chance.randint(1, 99))
        repair(self.visit, self.grove.tree)
        return lambda: None

    def assert_same(self) -> None:
        """The database has what the model has."""
        rows = model("taxon").objects.filter(definition_id=self.grove.definition)
        columns = ("pk", "name", "rankId", "parent_id", "acceptedTaxon_id")
        assert {key: Plain(*rest) for key, *rest in rows.values_list(*columns)} == self.nodes
        named = model("determination").objects.filter(pk__in=self.taxa)
        assert dict(named.values_list("pk", "taxon_id")) == self.taxa
        assert_sound(self.grove)
        assert_determined(self.grove)


VERBS = (
    *(Game.add,) * 6,
    *(Game.move,) * 4,
    *(Game.merge,) * 3,
    *(Game.synonymise,) * 3,
    *(Game.desynonymise,) * 2,
    *(Game.rename,) * 2,
    *(Game.delete, Game.repair),
)


@pytest.fixture
def game(visit: Visit) -> Game:
    grove, visit = grove_in(visit)
    root = grove.node(0, None, "Life")
    nodes = {root: Plain("Life", 0, None)}
    for name in NAMES[:3]:
        genus = grove.node(20, root, name)
        nodes[genus] = Plain(name, 20, root)
        for epithet in NAMES[:3]:
            nodes[grove.node(40, genus, epithet)] = Plain(epithet, 40, genus)
    settle(grove)
    taxa = {}
    for taxon in [*sorted(nodes)[1:]] * 2:
        keys = {"taxon_id": taxon, "preferredTaxon_id": taxon, "isCurrent": False}
        taxa[grove.world.plant("determination", **keys)] = taxon
    return Game(visit, grove, nodes, taxa, random.Random(20))  # noqa: S311 - a game, not a secret


def played(game: Game, times: int) -> dict[str, int]:
    """How often each verb was done when it was tried so many times."""
    done: dict[str, int] = {}
    for _turn in range(times):
        verb: Any = game.chance.choice(VERBS)
        try:
            verb(game)()
        except (Refusal, NotSaved):
            name = "refused"
        else:
            name = verb.__name__
        done[name] = done.get(name, 0) + 1
        game.assert_same()
    return done


def test_trees_stay_as_they_are_promised(game: Game) -> None:
    done = played(game, 150)
    assert all(done[verb.__name__] for verb in set(VERBS)), done


@pytest.mark.everything
def test_trees_stay_as_they_are_promised_for_long(game: Game) -> None:
    played(game, 2000)
