"""Counts of large branches are right at once after a verb: on the old path and on the new one, of every collection."""

from datetime import datetime

import pytest
from django.db import DatabaseError

from specify.datamodel.tables import model
from specify.nodes.repairing import renumber
from specify.nodes.tree_tables import tree_tables
from specify.security.entering import Visit
from specify.tasks.progress import SILENT
from specify.trees import large, recounting, surveying
from specify.trees.models import TreeCount
from specify.trees.specimens import counted_now, source_of
from specify.trees.surveying import survey
from tests.planting import World
from tests.trees.planted import Planted
from tests.trees.wood import desynonymise, merge, move, move_items, synonymise

pytestmark = pytest.mark.django_db
TAXON = "taxon"


class Wood:
    """Two orders: one with two families of some genera with specimens, the other with a family that has little."""

    def __init__(self, taxa: Planted) -> None:
        """Plant it."""
        self.taxa = taxa
        self.old, self.new = (taxa.node(100, taxa.root, name) for name in ("Veteriformes", "Noviformes"))
        self.family, self.other = (taxa.node(140, self.old, name) for name in ("Testidae", "Secundidae"))
        self.small = taxa.node(140, self.new, "Parvidae")
        self.genus, self.twin = taxa.node(180, self.family, "Testes"), taxa.node(180, self.other, "Testes")
        self.species = [taxa.node(220, self.genus, f"s{number}") for number in range(4)]
        self.alike = [taxa.node(220, self.twin, f"s{number}") for number in (2, 3, 4)]
        for number, one in enumerate([self.genus, self.twin, *self.species, *self.alike]):
            for _one in range(number % 3 + 1):
                taxa.specimen(one)
        taxa.specimen(self.small)
        renumber(tree_tables()[TAXON])


@pytest.fixture
def wood(taxa: Planted) -> Wood:
    return Wood(taxa)


@pytest.fixture(params=[1, 3, 6])
def surveyed(request: pytest.FixtureRequest, visit: Visit, wood: Wood, monkeypatch: pytest.MonkeyPatch) -> Visit:
    """Somebody in a collection whose tree is large, with branches that are large from so many records or nodes on."""
    monkeypatch.setattr(surveying, "SMALL", 0)
    monkeypatch.setattr(large, "LARGE", request.param)
    survey(tree_tables()[TAXON], visit.place, SILENT)
    return visit


def assert_right(visit: Visit, key: str = TAXON) -> None:
    """What is kept is what there is, below the parents that there are."""
    source = source_of(tree_tables()[key], visit.place)
    assert source is not None
    rows = TreeCount.objects.filter(tree=key, collection_id=visit.place.collection_id).exclude(node_id=0)
    kept = {row.node_id: (row.direct, row.total) for row in rows}
    assert kept
    counted = counted_now(source, kept)
    assert kept == {node: counted.get(node, (0, 0)) for node in kept}
    parents = dict(model(key).objects.filter(pk__in=kept).values_list("pk", "parent_id"))
    assert {row.node_id: row.parent_id for row in rows} == {node: parents[node] or 0 for node in kept}


def kept(visit: Visit, node: int) -> bool:
    return TreeCount.objects.filter(tree=TAXON, collection_id=visit.place.collection_id, node_id=node).exists()


def test_a_move(surveyed: Visit, wood: Wood) -> None:
    assert_right(surveyed)
    was_large = kept(surveyed, wood.genus)
    move(surveyed, tree_tables()[TAXON], wood.genus, wood.small)
    assert_right(surveyed)
    assert kept(surveyed, wood.small) or not was_large
    move(surveyed, tree_tables()[TAXON], wood.other, wood.new)
    move(surveyed, tree_tables()[TAXON], wood.alike[0], wood.genus)
    assert_right(surveyed)


def test_a_merge(surveyed: Visit, wood: Wood) -> None:
    merge(surveyed, tree_tables()[TAXON], wood.species[0], wood.species[1])
    assert_right(surveyed)
    merge(surveyed, tree_tables()[TAXON], wood.family, wood.other)
    assert_right(surveyed)
    merge(surveyed, tree_tables()[TAXON], wood.other, wood.small)
    assert_right(surveyed)


def test_synonyms(surveyed: Visit, wood: Wood) -> None:
    tree = tree_tables()[TAXON]
    synonymise(surveyed, tree, wood.species[0], wood.alike[0])
    assert_right(surveyed)
    wood.taxa.specimen(wood.species[0], preferred=wood.alike[0])
    survey(tree, surveyed.place, SILENT)
    merge(surveyed, tree, wood.species[0], wood.species[1])
    assert_right(surveyed)
    synonymise(surveyed, tree, wood.species[1], wood.alike[1])
    desynonymise(surveyed, tree, wood.species[1])
    assert_right(surveyed)


def test_stored_items(visit: Visit, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surveying, "SMALL", 0)
    monkeypatch.setattr(large, "LARGE", 1)
    places = Planted(world, "storage")
    rank = min(rank for rank in places.items if rank > 0)
    one, other = (places.node(rank, places.root, name) for name in ("First room", "Second room"))
    for _one in range(3):
        world.plant("preparation", storage_id=one)
    tree = tree_tables()["storage"]
    renumber(tree)
    survey(tree, visit.place, SILENT)
    move_items(visit, tree, one, other)
    assert_right(visit, "storage")
    assert TreeCount.objects.get(tree="storage", collection_id=visit.place.collection_id, node_id=one).total == 0


def test_counts_of_other_collections_follow(visit: Visit, paleo_visit: Visit, wood: Wood, surveyed: Visit) -> None:
    elsewhere = paleo_visit.place
    mine = model("determination").objects.filter(taxon_id=wood.species[1])
    mine.update(collectionMemberId=elsewhere.collection_id)
    for one in (surveyed.place, elsewhere):
        survey(tree_tables()[TAXON], one, SILENT)
    move(surveyed, tree_tables()[TAXON], wood.genus, wood.small)
    assert_right(surveyed)
    assert_right(paleo_visit)


def test_the_moment_stays(surveyed: Visit, wood: Wood) -> None:
    then = datetime(2026, 1, 1)
    TreeCount.objects.update(counted=then)
    move(surveyed, tree_tables()[TAXON], wood.genus, wood.small)
    assert set(TreeCount.objects.values_list("counted", flat=True)) == {then}


def test_a_failure_does_not_spoil_the_verb(surveyed: Visit, wood: Wood, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_followed: recounting.Followed) -> None:
        raise DatabaseError("gone away")

    monkeypatch.setattr(recounting, "_take_along", fail)
    move(surveyed, tree_tables()[TAXON], wood.genus, wood.small)
    assert model(TAXON).objects.get(pk=wood.genus).parent_id == wood.small


def test_small_trees_have_nothing_to_follow(visit: Visit, wood: Wood) -> None:
    survey(tree_tables()[TAXON], visit.place, SILENT)
    move(visit, tree_tables()[TAXON], wood.genus, wood.small)
    assert not TreeCount.objects.exclude(node_id=0).exists()
