"""A form offers for a relationship what may stand there, and looks in the collection that a relation names."""

from dataclasses import replace

import pytest

from specify.datamodel import present
from specify.datamodel.declaring import Relationship
from specify.datamodel.rows import Row, Rows, settled
from specify.datamodel.tables import model
from specify.layouts.filling.overlaid import new_row
from specify.query.offering import Around, collection_across, offered
from specify.resources.place import Place, place_of
from tests.planting import World

pytestmark = pytest.mark.django_db


def way(table: str, name: str) -> Relationship:
    return present.tables()[table].relationships[name]


def row_of(table: str, record: int) -> Row:
    return model(table).objects.filter(pk=record).values().get()


def around(table: str, record: int | None = None, outer: Around | None = None, **sent: object) -> Around:
    """A stored record of the table or a new one, with what was sent put in."""
    row = row_of(table, record) if record else new_row(present.tables()[table])
    return Around(present.tables()[table], {**row, **sent}, Rows(), outer)


def ids(table: str, place: Place, asked: tuple[Around, str], search: str = "") -> set[int]:
    """What is offered for a relationship of the record."""
    record, name = asked
    relationship = way(record.table.key, name)
    within = settled(record.rows, lambda: offered(record, relationship, place, search=search))
    found = model(table).objects.filter(within)
    return set(found.values_list("pk", flat=True))


@pytest.fixture
def tree(world: World) -> dict[str, int]:
    """An order with a genus, two species in it, and a genus beside it; with ranks."""
    made = {}
    for name, rank, numbers, parent in (
        ("Order", 100, (1, 5), None),
        ("Genus", 180, (2, 4), "Order"),
        ("one", 220, (3, 3), "Genus"),
        ("two", 220, (4, 4), "Genus"),
        ("Beside", 180, (5, 5), "Order"),
    ):
        made[f"rank {rank}"] = item = world.plant("taxontreedefitem", name=f"{rank} {name}", rankId=rank)
        node = {"nodeNumber": numbers[0], "highestChildNodeNumber": numbers[1], "rankId": rank}
        parent_id = made[parent] if parent else None
        made[name] = world.plant("taxon", name=name, fullName=name, definitionItem_id=item, parent_id=parent_id, **node)
    return made


def test_a_node_is_offered_neither_itself_nor_what_hangs_on_it(place: Place, tree: dict[str, int]) -> None:
    genus = around("taxon", tree["Genus"])
    assert ids("taxon", place, (genus, "acceptedTaxon")) == {tree["Order"], tree["Beside"]}


def test_a_parent_stands_above_the_node(place: Place, tree: dict[str, int]) -> None:
    assert ids("taxon", place, (around("taxon", tree["one"]), "parent")) == {
        tree[n] for n in ("Order", "Genus", "Beside")
    }
    assert ids("taxon", place, (around("taxon", tree["Genus"]), "parent")) == {tree["Order"]}
    chosen = around("taxon", tree["one"], definitionItem_id=tree["rank 180"])
    assert ids("taxon", place, (chosen, "parent")) == {tree["Order"]}


def test_a_new_node_has_its_parent_in_the_tree_of_its_rank(place: Place, tree: dict[str, int]) -> None:
    ranked = around("taxon", definitionItem_id=tree["rank 180"])
    assert ids("taxon", place, (ranked, "parent")) == {tree["Order"]}
    assert len(ids("taxon", place, (around("taxon"), "parent"))) == 5


def test_taxa_of_other_disciplines_are_not_offered(world: World, place: Place, tree: dict[str, int]) -> None:
    foreign = World.create().plant("taxon", name="foreign", fullName="foreign", rankId=220)
    found = ids("taxon", place, (around("determination"), "taxon"))
    assert foreign not in found
    assert tree["one"] in found


def test_a_node_stays_in_its_tree(world: World, place: Place, tree: dict[str, int]) -> None:
    other = World.at(place)
    definition = other.plant("taxontreedef")
    stranger = other.plant("taxon", name="other", fullName="other", rankId=100, definition_id=definition)
    now = replace(place, tree_definitions={**place.tree_definitions, "taxon": (world.ids["taxontreedef"], definition)})
    for name in ("parent", "acceptedTaxon"):
        found = ids("taxon", now, (around("taxon", tree["one"]), name))
        assert tree["Order"] in found
        assert stranger not in found


@pytest.mark.skipif(not present.has("collectionobjecttype"), reason="Specify 6 knows no types of objects")
def test_a_determination_is_held_to_the_tree_of_its_type_of_object(
    world: World, place: Place, tree: dict[str, int]
) -> None:
    other = World.at(place)
    definition = other.plant("taxontreedef", discipline_id=place.discipline_id)
    taxon = other.plant("taxon", name="other", fullName="other", rankId=220, definition_id=definition)
    now = place_of(place.collection_id)
    assert now is not None
    first = world.plant("collectionobjecttype", taxonTreeDef_id=world.ids["taxontreedef"])
    second = world.plant("collectionobjecttype", taxonTreeDef_id=definition)
    specimen = world.plant("collectionobject", collectionObjectType_id=first)
    row = around("collectionobject", specimen)
    inside = around("determination", outer=row)
    assert taxon not in ids("taxon", now, (inside, "taxon"))
    retyped = around("determination", outer=around("collectionobject", specimen, collectionObjectType_id=second))
    assert ids("taxon", now, (retyped, "taxon")) == {taxon}
    alone = around("determination", world.plant("determination", collectionObject_id=specimen))
    assert taxon not in ids("taxon", now, (alone, "taxon"))
    untyped = around("determination", outer=around("collectionobject"))
    assert {taxon, tree["one"]} <= ids("taxon", now, (untyped, "taxon"))


def test_a_search_for_biostratigraphy_finds_nothing_else(world: World, place: Place) -> None:
    units = {
        flag: world.plant("geologictimeperiod", name="x", rankId=100, isBioStrat=flag) for flag in (True, False, None)
    }
    record = around("paleocontext")
    assert ids("geologictimeperiod", place, (record, "bioStrat"), "BioStrat") == {units[True]}
    assert ids("geologictimeperiod", place, (record, "bioStrat")) == set(units.values())


def test_relation_types_are_those_of_the_collection(world: World, place: Place) -> None:
    here, there = place.collection_id, World.create().ids["collection"]
    own = world.plant("collectionreltype", leftSideCollection_id=here, rightSideCollection_id=there)
    world.plant("collectionreltype", leftSideCollection_id=there, rightSideCollection_id=there)
    assert ids("collectionreltype", place, (around("collectionrelationship"), "collectionRelType")) == {own}


def test_the_sides_of_a_relation_and_a_host_are_looked_for_where_its_type_says(world: World, place: Place) -> None:
    here, there = place.collection_id, World.create().ids["collection"]
    kind = world.plant("collectionreltype", name="Host", leftSideCollection_id=here, rightSideCollection_id=there)
    relation = around("collectionrelationship", collectionRelType_id=kind)
    left, right = way("collectionrelationship", "leftSide"), way("collectionrelationship", "rightSide")
    assert settled(relation.rows, lambda: collection_across(relation, left, "", {})) == here
    assert settled(relation.rows, lambda: collection_across(relation, right, "", {})) == there
    assert collection_across(around("collectionrelationship"), right, "", {}) is None
    host = way("collectingeventattribute", "hostTaxon")
    record = around("collectingeventattribute")
    assert collection_across(record, host, "HostTaxonPlugin", {"relname": "Host"}) == there
    assert collection_across(record, host, "HostTaxonPlugin", {"relname": "Nothing"}) is None
    assert collection_across(record, host, "", {"relname": "Host"}) is None
