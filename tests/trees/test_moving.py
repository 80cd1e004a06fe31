"""A node is moved with all below it, or nothing is changed and a sentence says why."""

from datetime import datetime

import pytest

from specify.datamodel.tables import model
from specify.security.entering import Visit
from specify.web.refusals import Refusal
from tests.nodes.growing import Grove
from tests.page_client import count_statements
from tests.trees.wood import assert_sound, grove_in, move, one, settle

pytestmark = pytest.mark.django_db
Ground = tuple[Grove, Visit]


@pytest.fixture
def ground(visit: Visit) -> Ground:
    """Two genera with two species each, one of them a synonym."""
    grove, visit = grove_in(visit)
    root = grove.node(0, None, "Life")
    for genus, species in (("Perca", ("fluviatilis", "vulgaris")), ("Salmo", ("trutta", "fario"))):
        above = grove.node(20, root, genus)
        accepted = grove.node(40, above, species[0])
        grove.node(40, above, species[1], acceptedTaxon_id=accepted, isAccepted=False)
    settle(grove)
    return grove, visit


def told(grove: Grove) -> dict[str, str]:
    return dict(model(grove.key).objects.filter(definition_id=grove.definition).values_list("name", "fullName"))


def test_all_below_moves_along_and_full_names_follow(ground: Ground) -> None:
    grove, visit = ground
    family = grove.node(10, one(grove, "Life"), "Percidae")
    settle(grove)
    move(visit, grove.tree, one(grove, "Perca"), family)
    move(visit, grove.tree, one(grove, "fario"), one(grove, "Perca"))
    assert told(grove)["fario"] == "Perca-20-<fario>"
    assert_sound(grove)
    (first, last), (above, end) = grove.numbers(one(grove, "vulgaris")), grove.numbers(family)
    assert above < first <= last <= end


def test_synonyms_below_follow_too(ground: Ground) -> None:
    grove, visit = ground
    model("taxontreedefitem").objects.filter(pk=grove.items[10]).update(isInFullName=True)
    family = grove.node(10, one(grove, "Life"), "Percidae")
    settle(grove)
    move(visit, grove.tree, one(grove, "Perca"), family)
    assert told(grove)["vulgaris"] == "Percidae-10-Perca-20-<vulgaris>"


def test_the_log_tells_it_as_specify_does(ground: Ground) -> None:
    grove, visit = ground
    moved, parent = one(grove, "trutta"), one(grove, "Perca")
    move(visit, grove.tree, moved, parent)
    log = model("spauditlog").objects.latest("pk")
    assert (log.action, log.tableNum, log.recordId) == (4, grove.tree.nodes.number, moved)
    assert (log.parentTableNum, log.parentRecordId) == (grove.tree.nodes.number, parent)
    fields = model("spauditlogfield").objects.filter(spAuditLog_id=log.pk)
    assert dict(fields.values_list("fieldName", "newValue")) == {
        "parentid": str(parent),
        "fullname": "Perca-20-<trutta>",
    }


@pytest.mark.parametrize(
    ("node", "target", "sentence"),
    [
        ("Perca", "fluviatilis", "Perca would stand below itself"),
        ("Perca", "Perca", "Perca would stand below itself"),
        ("Perca", "Salmo", "which does not stand above Rank 20"),
        ("trutta", "fluviatilis", "which does not stand above Rank 40"),
        ("minor", "vulgaris", "Perca-20-<vulgaris> is a synonym"),
        ("trutta", "Salmo", "Salmo-20-<trutta> stands under Salmo already"),
        ("Life", "Salmo", "Life is the root of the tree"),
    ],
)
def test_where_a_node_cannot_stand_it_does_not_go(ground: Ground, node: str, target: str, sentence: str) -> None:
    grove, visit = ground
    grove.node(50, one(grove, "trutta"), "minor")
    settle(grove)
    before = list(model("taxon").objects.order_by("pk").values())
    with pytest.raises(Refusal) as refused:
        move(visit, grove.tree, one(grove, node), one(grove, target))
    assert sentence in refused.value.sentence
    assert list(model("taxon").objects.order_by("pk").values()) == before


def test_no_enforced_rank_is_left_out(ground: Ground) -> None:
    grove, visit = ground
    model("taxontreedefitem").objects.filter(pk=grove.items[20]).update(isEnforced=True)
    with pytest.raises(Refusal, match="the rank Rank 20 must not be left out"):
        move(visit, grove.tree, one(grove, "trutta"), one(grove, "Life"))


def test_a_node_of_another_tree_is_not_found(ground: Ground) -> None:
    grove, visit = ground
    other = Grove()
    foreign = other.node(0, None, "Other")
    with pytest.raises(Refusal, match=f"has no node {foreign} in the tree") as refused:
        move(visit, grove.tree, one(grove, "trutta"), foreign)
    assert refused.value.status == 404


def test_a_full_name_that_would_be_too_long_stops_it(visit: Visit) -> None:
    grove, visit = grove_in(visit, "storage")
    root = grove.node(0, None, "Site")
    long, short = grove.node(20, root, "l" * 64), grove.node(20, root, "short")
    shelf = grove.node(50, grove.node(40, short, "s" * 64), "b" * 64)
    model("storagetreedefitem").objects.filter(pk=grove.items[40]).update(textAfter="x" * 60)
    settle(grove)
    with pytest.raises(Refusal, match="would become too long"):
        move(visit, grove.tree, model("storage").objects.get(pk=shelf).parent_id, long)
    assert grove.names()[shelf].startswith("short")


@pytest.mark.parametrize("broken", [{"nodeNumber": None}, {"highestChildNodeNumber": 1}, {"nodeNumber": 2**30}])
def test_broken_numbers_are_told_and_not_repaired_unasked(ground: Ground, broken: dict[str, int | None]) -> None:
    grove, visit = ground
    model("taxon").objects.filter(pk=one(grove, "Perca")).update(**broken)
    with pytest.raises(Refusal, match="have the tree repaired first"):
        move(visit, grove.tree, one(grove, "trutta"), one(grove, "Perca"))


def test_a_circle_is_told(ground: Ground) -> None:
    grove, visit = ground
    model("taxon").objects.filter(pk=one(grove, "Perca")).update(parent_id=one(grove, "fluviatilis"))
    with pytest.raises(Refusal, match="fluviatilis stands below itself|Perca stands below itself"):
        move(visit, grove.tree, one(grove, "trutta"), one(grove, "Perca"))


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("UpdateNodesTaxon", "Specify 6 is numbering this tree"),
        ("BadNodesTaxon", "are wrong"),
        ("TaxonSave", "saving a node of this tree with Specify 6"),
    ],
)
def test_a_tree_that_specify_6_has_locked_is_left_alone(ground: Ground, name: str, sentence: str) -> None:
    grove, visit = ground
    grove.world.plant("sptasksemaphore", taskName=name, isLocked=True, lockedTime=datetime.now().replace(microsecond=0))
    with pytest.raises(Refusal, match=sentence):
        move(visit, grove.tree, one(grove, "trutta"), one(grove, "Perca"))


def test_who_may_not_is_refused(ground: Ground, reader_visit: Visit) -> None:
    grove, _visit = ground
    with pytest.raises(Refusal) as refused:
        move(reader_visit, grove.tree, one(grove, "trutta"), one(grove, "Perca"))
    assert refused.value.status == 403


def test_the_number_of_statements_does_not_grow_with_the_nodes(ground: Ground) -> None:
    grove, visit = ground
    counts = []
    for number in (300, 900):
        rows = {"rankId": 50, "definition_id": grove.definition, "definitionItem_id": grove.items[50]}
        above = {"parent_id": one(grove, "fluviatilis"), "isAccepted": True}
        grove.world.plant_many("taxon", ({"name": f"{number} {one}", **rows, **above} for one in range(number)))
        settle(grove)
        with count_statements() as statements:
            move(visit, grove.tree, one(grove, "fluviatilis"), one(grove, "Salmo"))
        counts.append(len(statements))
        move(visit, grove.tree, one(grove, "fluviatilis"), one(grove, "Perca"))
    assert counts[1] <= counts[0]
    assert_sound(grove)
