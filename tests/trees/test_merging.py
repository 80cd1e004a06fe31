"""A node goes into another: children, whatever points to it, numbers and full names follow, or nothing is changed."""

from typing import Any

import pytest

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.records.writing.pointing import pointers
from specify.security.entering import Visit
from specify.trees.acting import Asked, deed_of
from specify.trees.merging import MERGE
from specify.web.refusals import Refusal
from tests.nodes.growing import Grove
from tests.page_client import count_statements
from tests.trees.wood import assert_determined, assert_sound, grove_in, merge, one, settle

pytestmark = pytest.mark.django_db
Ground = tuple[Grove, Visit]


@pytest.fixture
def ground(visit: Visit) -> Ground:
    """Two genera, of whose three and two species one has the same name; each of these has a subspecies."""
    grove, visit = grove_in(visit)
    root = grove.node(0, None, "Life")
    for genus, species in (("Perca", ("alba", "fulva", "nigra")), ("Percula", ("alba", "rubra"))):
        above = grove.node(20, root, genus)
        for name in species:
            grove.node(40, above, name, remarks=genus)
        twin = model("taxon").objects.get(parent_id=above, name="alba").pk
        grove.node(50, twin, "minor", remarks=genus)
        grove.node(50, twin, f"of {genus}")
    settle(grove)
    return grove, visit


def twin(grove: Grove, genus: str, name: str = "alba") -> int:
    return int(model("taxon").objects.get(definition_id=grove.definition, name=name, remarks=genus).pk)


def merged(ground: Ground, node: str = "Perca", target: str = "Percula") -> None:
    grove, visit = ground
    merge(visit, grove.tree, one(grove, node), one(grove, target))


def test_children_of_the_same_name_are_merged_and_others_handed_on(ground: Ground) -> None:
    grove, _visit = ground
    merged(ground)
    names = sorted(grove.names().values())
    assert names == [
        "Life",
        "Percula",
        "Percula-20-<alba>",
        "Percula-20-<alba>-40-minor",
        "Percula-20-<alba>-40-of Perca",
        "Percula-20-<alba>-40-of Percula",
        "Percula-20-<fulva>",
        "Percula-20-<nigra>",
        "Percula-20-<rubra>",
    ]
    assert_sound(grove)


def test_a_leaf_goes_without_a_trace(ground: Ground) -> None:
    grove, _visit = ground
    before = {key: grove.numbers(key) for key in grove.names()}
    merged(ground, "nigra", "rubra")
    after = {key: grove.numbers(key) for key in grove.names()}
    assert len(after) == len(before) - 1
    assert after.items() <= before.items()
    assert_sound(grove)


def test_whatever_points_to_a_merged_node_points_to_the_other(ground: Ground) -> None:
    grove, _visit = ground
    rows = {}
    for way in pointers("taxon"):
        if way.table != "taxon":
            key = f"{way.way.name}_id"
            rows[way] = [grove.world.plant(way.table, **{key: twin(grove, "Perca")}) for _turn in range(2)]
    merged(ground)
    assert rows
    for way, ids in rows.items():
        found = model(way.table).objects.filter(pk__in=ids).values_list(f"{way.way.name}_id", flat=True)
        assert set(found) == {twin(grove, "Percula")}, way


def test_nodes_that_name_a_merged_one_name_the_other(ground: Ground) -> None:
    grove, _visit = ground
    synonym = grove.node(40, one(grove, "Percula"), "synonym", acceptedTaxon_id=twin(grove, "Perca"), isAccepted=False)
    hybrid = grove.node(40, one(grove, "Perca"), "hybrid", hybridParent1_id=twin(grove, "Perca"), isHybrid=True)
    settle(grove)
    merged(ground)
    rows = model("taxon").objects.in_bulk([synonym, hybrid])
    assert rows[synonym].acceptedTaxon_id == rows[hybrid].hybridParent1_id == twin(grove, "Percula")  # type: ignore[attr-defined]
    assert_sound(grove)


def test_determinations_note_the_accepted_name(ground: Ground) -> None:
    """Also those of a synonym that is merged into an accepted name, and those of its own synonyms."""
    grove, visit = ground
    for taxon in list(grove.names()):
        grove.world.plant("determination", taxon_id=taxon, preferredTaxon_id=taxon)
    former = twin(grove, "Perca", "minor")
    model("taxon").objects.filter(pk=former).update(acceptedTaxon_id=one(grove, "fulva"), isAccepted=False)
    model("determination").objects.filter(taxon_id=former).update(preferredTaxon_id=one(grove, "fulva"))
    merge(visit, grove.tree, former, twin(grove, "Percula", "minor"))
    merged(ground)
    assert_determined(grove)
    assert_sound(grove)


def test_a_synonym_is_not_merged_unasked(ground: Ground) -> None:
    """Two of one name stay beside each other when one of them is a synonym: which opinion holds is for a person."""
    grove, _visit = ground
    accepted = one(grove, "rubra")
    model("taxon").objects.filter(pk=twin(grove, "Percula")).update(acceptedTaxon_id=accepted, isAccepted=False)
    merged(ground)
    assert model("taxon").objects.filter(parent_id=one(grove, "Percula"), name="alba").count() == 2
    assert_sound(grove)


def test_names_are_compared_letter_by_letter(ground: Ground) -> None:
    grove, _visit = ground
    grove.node(40, one(grove, "Percula"), "Fulva")
    grove.node(40, one(grove, "Percula"), "fülva")
    settle(grove)
    merged(ground)
    below = model("taxon").objects.filter(parent_id=one(grove, "Percula"), rankId=40)
    assert {"fulva", "Fulva", "fülva"} <= set(below.values_list("name", flat=True))


def test_a_node_goes_into_its_own_parent(ground: Ground) -> None:
    grove, visit = ground
    merge(visit, grove.tree, twin(grove, "Perca"), one(grove, "Perca"))
    assert model("taxon").objects.get(name="of Perca", definition_id=grove.definition).parent_id == one(grove, "Perca")
    assert_sound(grove)


def test_record_sets_keep_a_merged_node(ground: Ground) -> None:
    grove, _visit = ground
    number = present.tables()["taxon"].number
    first, second = (grove.world.plant("recordset", dbTableId=number) for _turn in range(2))
    for owner, record in ((first, "Perca"), (first, "Percula"), (second, "Perca")):
        grove.world.plant("recordsetitem", recordSet_id=owner, recordId=one(grove, record))
    target = one(grove, "Percula")
    merged(ground)
    items = model("recordsetitem").objects.filter(recordSet_id__in=[first, second]).order_by("recordSet_id")
    assert list(items.values_list("recordSet_id", "recordId")) == [(first, target), (second, target)]


def test_the_log_tells_every_node_that_goes(ground: Ground) -> None:
    grove, _visit = ground
    gone = {one(grove, "Perca"): one(grove, "Percula")}
    gone |= {twin(grove, "Perca", name): twin(grove, "Percula", name) for name in ("alba", "minor")}
    merged(ground)
    logs = dict(model("spauditlog").objects.filter(action=3).values_list("pk", "recordId"))
    assert sorted(logs.values()) == sorted(gone)
    fields = model("spauditlogfield").objects.filter(spAuditLog_id__in=logs, fieldName="taxonid")
    told = fields.values_list("spAuditLog_id", "oldValue", "newValue")
    assert {logs[log]: (int(old), int(new)) for log, old, new in told} == {key: (key, to) for key, to in gone.items()}


@pytest.mark.parametrize(
    ("node", "target", "sentence"),
    [
        ("Perca", "Perca", "cannot be merged into itself"),
        ("Perca", "rubra", "which stands below Rank 20"),
        ("Perca", "fulva", "Perca-20-<fulva> stands below Perca"),
        ("Perca", "synonym", "synonym is a synonym"),
        ("Life", "Perca", "Life is the root"),
    ],
)
def test_where_a_node_cannot_go_nothing_is_changed(ground: Ground, node: str, target: str, sentence: str) -> None:
    grove, _visit = ground
    grove.node(20, one(grove, "Life"), "synonym", acceptedTaxon_id=one(grove, "Perca"), isAccepted=False)
    settle(grove)
    before = list(model("taxon").objects.order_by("pk").values())
    with pytest.raises(Refusal) as refused:
        merged(ground, node, target)
    assert sentence in refused.value.sentence
    assert list(model("taxon").objects.order_by("pk").values()) == before


def test_a_node_is_not_merged_into_one_below_it(ground: Ground) -> None:
    grove, _visit = ground
    grove.node(20, twin(grove, "Perca"), "strange")  # ranks in disorder, as adopted trees have them
    settle(grove)
    with pytest.raises(Refusal, match="strange stands below Perca"):
        merged(ground, "Perca", "strange")


def test_no_enforced_rank_is_left_out(ground: Ground) -> None:
    grove, _visit = ground
    model("taxontreedefitem").objects.filter(pk=grove.items[20]).update(isEnforced=True)
    family = grove.node(10, one(grove, "Life"), "Percidae")
    settle(grove)
    with pytest.raises(Refusal, match="the rank Rank 20 must not be left out"):
        merged(ground, "Perca", "Percidae")
    model("taxontreedefitem").objects.filter(pk=grove.items[20]).update(isEnforced=False)
    merged(ground, "Perca", "Percidae")
    assert model("taxon").objects.filter(parent_id=family).count() == 3
    assert_sound(grove)


def test_broken_numbers_below_are_told(ground: Ground) -> None:
    grove, _visit = ground
    model("taxon").objects.filter(pk=one(grove, "fulva")).update(nodeNumber=2**30)
    with pytest.raises(Refusal, match="have the tree repaired first"):
        merged(ground)


def test_what_is_foreseen_is_what_happens(ground: Ground) -> None:
    grove, visit = ground
    for taxon in ("Perca", "fulva"):
        grove.world.plant("determination", taxon_id=one(grove, taxon), preferredTaxon_id=one(grove, taxon))
    asked = Asked(grove.tree, one(grove, "Perca"), one(grove, "Percula"))
    foreseen = MERGE.foresee(deed_of(visit, MERGE, asked, locked=False))
    before = grove.names()
    merged(ground)
    effects = [effect.number for effect in foreseen.effects]
    assert effects[0] == len(before) - len(grove.names()) == 3
    assert effects[1] == 3  # fulva, nigra and a subspecies of alba get another parent
    assert effects[2] == 3  # the full names of the same
    assert effects[3:] == [1, 1]  # a determination by its taxon and by the accepted one
    assert foreseen.rows > sum(effects)


def test_what_has_to_be_numbered_anew_counts_as_written(ground: Ground) -> None:
    """Where nodes are handed on, the branch they go to is numbered anew; where none are, it stays."""
    grove, visit = ground

    def rows(node: str, target: str) -> int:
        asked = Asked(grove.tree, one(grove, node), one(grove, target))
        return MERGE.foresee(deed_of(visit, MERGE, asked, locked=False)).rows

    handing_on, leaf = rows("Perca", "Percula"), rows("nigra", "rubra")
    for number in range(20):
        grove.node(50, one(grove, "rubra"), f"r{number}")
    settle(grove)
    assert rows("Perca", "Percula") == handing_on + 20
    assert rows("nigra", "rubra") == leaf


def test_what_is_added_below_meanwhile_is_another_state(ground: Ground) -> None:
    grove, visit = ground
    asked = Asked(grove.tree, one(grove, "Perca"), one(grove, "Percula"))
    before = MERGE.foresee(deed_of(visit, MERGE, asked, locked=False)).state
    grove.node(50, one(grove, "fulva"), "late")
    settle(grove)
    assert MERGE.foresee(deed_of(visit, MERGE, asked, locked=False)).state != before


def test_of_many_no_more_are_counted_than_are_told(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    grove, visit = ground
    monkeypatch.setattr("specify.trees.merging.COUNTED_AT_MOST", 3)
    monkeypatch.setattr("specify.trees.foreseeing.COUNTED_AT_MOST", 3)
    asked = Asked(grove.tree, one(grove, "Perca"), one(grove, "Percula"))
    foreseen = MERGE.foresee(deed_of(visit, MERGE, asked, locked=False))
    assert [effect.number for effect in foreseen.effects[:3]] == [3, 3, 4]
    assert foreseen.effects[2].is_more


def test_the_number_of_statements_does_not_grow_with_the_nodes(visit: Visit) -> None:
    grove, visit = grove_in(visit)
    root, told = grove.node(0, None, "Life"), []
    for number in (40, 400):
        genera = [grove.node(20, root, f"g{number}{side}") for side in "ab"]
        keys: dict[str, Any] = {"rankId": 40, "definition_id": grove.definition, "definitionItem_id": grove.items[40]}
        for side, genus in enumerate(genera):
            names = (f"s{one + side * number // 2}" for one in range(number))
            rows = ({"name": name, "parent_id": genus, "isAccepted": True, **keys} for name in names)
            grove.world.plant_many("taxon", rows)
        settle(grove)
        with count_statements() as statements:
            merge(visit, grove.tree, *genera)
        told.append(len(statements))
        assert model("taxon").objects.filter(parent_id=genera[1]).count() == number * 3 // 2
    assert told[1] <= told[0] + 4  # room is made, and the log written by some hundred rows
    assert_sound(grove)
