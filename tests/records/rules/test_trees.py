"""Nodes stand where they may, have the names and numbers that follow from it, and others with them."""

import re
from datetime import datetime
from typing import Any

import pytest

from specify.datamodel.tables import model
from specify.records.rules import trees
from specify.records.writing.changes import Change
from specify.security.entering import Visit
from tests.nodes.growing import Grove, assert_numbered
from tests.page_client import count_statements
from tests.records.changing import changed, deleted, fields, made, refused, row, saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def grove(visit: Visit) -> Grove:
    """A root with two genera of a species each."""
    grove = Grove()
    (root,) = saved(visit, new(grove, 0, None, "Life"))
    for genus, species in (("Perca", "fluviatilis"), ("Salmo", "trutta")):
        saved(visit, new(grove, 20, root.id, genus))
        saved(visit, new(grove, 40, one(grove, genus), species))
    return grove


def new(grove: Grove, rank: int, parent: object, name: str, **more: object) -> Change:
    """A node that is to be made, told no more than a form tells."""
    return made(grove.key, name=name, parent=parent, definitionItem=grove.items[rank], **more)


def one(grove: Grove, name: str) -> int:
    return int(model(grove.key).objects.get(definition_id=grove.definition, name=name).pk)


def stored(grove: Grove, name: str) -> Any:
    return row(grove.key, one(grove, name))


def told(grove: Grove) -> dict[str, str]:
    """Names and full names."""
    return dict(model(grove.key).objects.filter(definition_id=grove.definition).values_list("name", "fullName"))


def test_a_node_has_the_rank_and_tree_of_its_definition_item(visit: Visit, grove: Grove) -> None:
    lies = {"rankId": 7, "definition": None, "nodeNumber": 1, "highestChildNodeNumber": 9, "isAccepted": False}
    (change,) = saved(visit, new(grove, 40, one(grove, "Perca"), "flavescens", fullName="Something else", **lies))
    node = row("taxon", change.id)
    assert (node.rankId, node.definition_id, node.isAccepted) == (40, grove.definition, True)
    assert node.fullName == "Perca-20-<flavescens>"
    assert_numbered()
    parent = stored(grove, "Perca")
    assert parent.nodeNumber < node.nodeNumber == node.highestChildNodeNumber <= parent.highestChildNodeNumber


def test_a_root_has_numbers_and_a_full_name_from_the_beginning(grove: Grove) -> None:
    root = stored(grove, "Life")
    assert root.fullName == "Life"
    assert root.nodeNumber is not None
    assert_numbered()


def test_a_synonym_is_not_accepted(visit: Visit, grove: Grove) -> None:
    trutta = one(grove, "trutta")
    (change,) = saved(visit, new(grove, 40, one(grove, "Salmo"), "fario", acceptedTaxon=trutta, isAccepted=True))
    assert row("taxon", change.id).isAccepted is False
    saved(visit, lambda: changed("taxon", change.id, acceptedTaxon=None))
    assert row("taxon", change.id).isAccepted is True


def test_all_six_trees_follow_these_rules(visit: Visit) -> None:
    for key in trees.tree_tables():
        grove = Grove(key)
        root = grove.node(0, None, "Root")  # a form demands a parent of tectonic units
        (child,) = saved(visit, new(grove, 20, root, "Child"))
        assert row(key, child.id).fullName == "Child"
        assert_numbered(key)
        assert fields(refused(visit, new(grove, 20, child.id, "Brother"))) == [(key, "parent")]


def test_a_branch_made_at_once_is_numbered_and_named(visit: Visit, grove: Grove) -> None:
    genus = new(grove, 20, one(grove, "Life"), "Gadus")
    species = [new(grove, 40, genus, name) for name in ("morhua", "ogac")]
    below = new(grove, 50, species[0], "callarias")
    saved(visit, below, species[1], species[0], genus)
    assert_numbered()
    names = told(grove)
    assert (names["Gadus"], names["ogac"]) == ("Gadus", "Gadus-20-<ogac>")
    assert names["callarias"] == "Gadus-20-<morhua>-40-callarias"


def test_full_names_below_follow_a_name(visit: Visit, grove: Grove) -> None:
    saved(visit, new(grove, 50, one(grove, "fluviatilis"), "minor"))
    versions = dict(model("taxon").objects.values_list("pk", "version"))
    saved(visit, lambda: changed("taxon", one(grove, "Perca"), name="Percula"))
    names = told(grove)
    assert names["fluviatilis"] == "Percula-20-<fluviatilis>"
    assert names["minor"] == "Percula-20-<fluviatilis>-40-minor"
    assert names["trutta"] == "Salmo-20-<trutta>"
    genus = one(grove, "Percula")
    assert {key: count - versions[key] for key, count in model("taxon").objects.values_list("pk", "version")} == {
        key: int(key == genus) for key in versions
    }


def test_a_synonym_follows_its_own_name_and_its_parents(visit: Visit, grove: Grove) -> None:
    parent, accepted = one(grove, "Salmo"), one(grove, "trutta")
    (change,) = saved(visit, new(grove, 40, parent, "fario", acceptedTaxon=accepted))
    saved(visit, lambda: changed("taxon", parent, name="Salmi"))
    assert row("taxon", change.id).fullName == "Salmi-20-<fario>"
    saved(visit, lambda: changed("taxon", change.id, name="farius"))
    assert row("taxon", change.id).fullName == "Salmi-20-<farius>"


def test_a_branch_that_is_moved_takes_its_numbers_and_names_along(visit: Visit, grove: Grove) -> None:
    saved(visit, new(grove, 50, one(grove, "fluviatilis"), "minor"))
    logs = model("spauditlog").objects.count()
    saved(visit, lambda: changed("taxon", one(grove, "fluviatilis"), parent=one(grove, "Salmo")))
    assert told(grove)["minor"] == "Salmo-20-<fluviatilis>-40-minor"
    assert_numbered()
    target, moved, below = (stored(grove, name) for name in ("Salmo", "fluviatilis", "minor"))
    assert target.nodeNumber < moved.nodeNumber < below.nodeNumber <= target.highestChildNodeNumber
    (log,) = model("spauditlog").objects.order_by("pk")[logs:]
    told_fields = model("spauditlogfield").objects.filter(spAuditLog_id=log.pk).values_list("fieldName", flat=True)
    assert (log.action, log.recordId, sorted(told_fields)) == (1, moved.pk, ["fullname", "parent"])


def test_a_node_may_be_moved_below_one_that_is_made_with_it(visit: Visit, grove: Grove) -> None:
    genus = new(grove, 20, one(grove, "Life"), "Gadus")
    saved(visit, genus, lambda: changed("taxon", one(grove, "trutta"), parent=genus))
    assert told(grove)["trutta"] == "Gadus-20-<trutta>"
    assert_numbered()


def test_deleted_nodes_leave_their_numbers_free(visit: Visit, grove: Grove) -> None:
    gone = one(grove, "fluviatilis")
    before = set(model("taxon").objects.exclude(pk=gone).values_list("pk", "nodeNumber", "highestChildNodeNumber"))
    saved(visit, lambda: deleted("taxon", gone))
    assert set(model("taxon").objects.values_list("pk", "nodeNumber", "highestChildNodeNumber")) == before


def test_broken_numbers_are_repaired_before_a_node_is_added(visit: Visit, grove: Grove) -> None:
    model("taxon").objects.filter(pk=one(grove, "Perca")).update(nodeNumber=None)
    saved(visit, new(grove, 40, one(grove, "Perca"), "flavescens"))
    assert_numbered()


@pytest.mark.parametrize(
    ("rank", "parent", "field", "sentence"),
    [
        (20, "Perca", "parent", "Perca is of the rank Rank 20, which does not stand above Rank 20"),
        (10, "Perca", "parent", "does not stand above Rank 10"),
        (20, "fluviatilis", "parent", "does not stand above"),
        (0, None, "parent", "This tree has a root already"),
        (20, None, "parent", "Only a node of the rank Rank 0 stands without a parent"),
    ],
)
def test_a_node_is_not_put_where_it_cannot_stand(
    visit: Visit, grove: Grove, rank: int, parent: str | None, field: str, sentence: str
) -> None:
    (problem,) = refused(visit, new(grove, rank, one(grove, parent) if parent else None, "new"))
    assert (problem.field, sentence in problem.sentence) == (field, True), problem.sentence


def test_no_enforced_rank_is_left_out(visit: Visit, grove: Grove) -> None:
    model("taxontreedefitem").objects.filter(pk=grove.items[20]).update(isEnforced=True)
    (problem,) = refused(visit, new(grove, 40, one(grove, "Life"), "new"))
    assert problem.sentence.startswith("Between Rank 0 and Rank 40 the rank Rank 20 must not be left out")
    saved(visit, new(grove, 40, one(grove, "Perca"), "new"))


def test_a_node_stored_past_an_enforced_rank_can_still_be_renamed(visit: Visit, grove: Grove) -> None:
    saved(visit, new(grove, 40, one(grove, "Life"), "new"))
    model("taxontreedefitem").objects.filter(pk=grove.items[20]).update(isEnforced=True)
    saved(visit, lambda: changed("taxon", one(grove, "new"), name="newer"))


def test_a_parent_of_another_tree_is_refused(visit: Visit, grove: Grove) -> None:
    other = Grove()
    (root,) = saved(visit, new(other, 0, None, "Other"))
    (problem,) = refused(visit, new(grove, 20, root.id, "new"))
    assert problem.sentence.startswith("Other belongs to another tree")
    moved = lambda: changed("taxon", one(grove, "Perca"), parent=root.id)  # noqa: E731
    assert fields(refused(visit, moved)) == [("taxon", "parent")]
    whole = lambda: changed("taxon", one(grove, "Perca"), parent=root.id, definitionItem=other.items[20])  # noqa: E731
    assert fields(refused(visit, whole)) == [("taxon", "definitionItem")]


def test_a_parent_or_rank_that_is_gone_is_refused(visit: Visit, grove: Grove) -> None:
    assert fields(refused(visit, new(grove, 20, 2**30, "new"))) == [("taxon", "parent")]
    gone = made("taxon", name="new", parent=one(grove, "Life"), definitionItem=2**30)
    assert ("taxon", "definitionItem") in fields(refused(visit, gone))


def test_a_node_does_not_stand_below_itself(visit: Visit, grove: Grove) -> None:
    genus, species = one(grove, "Perca"), one(grove, "fluviatilis")
    for target in (genus, species):
        (problem,) = refused(visit, lambda target=target: changed("taxon", genus, parent=target))
        assert problem.sentence.startswith("Perca would stand below itself")
    swapped = [
        lambda: changed("taxon", genus, parent=one(grove, "Salmo")),
        lambda: changed("taxon", one(grove, "Salmo"), parent=genus),
    ]
    assert fields(refused(visit, *swapped)) == [("taxon", "parent")] * 2


def test_a_rank_must_stand_above_those_of_the_children(visit: Visit, grove: Grove) -> None:
    genus = one(grove, "Perca")
    (problem,) = refused(visit, lambda: changed("taxon", genus, definitionItem=grove.items[50]))
    assert problem.field == "definitionItem"
    assert "nodes of the rank Rank 50 or a higher one below" in problem.sentence
    saved(visit, lambda: changed("taxon", genus, definitionItem=grove.items[30]))
    assert stored(grove, "Perca").rankId == 30
    assert told(grove)["fluviatilis"] == "<fluviatilis>"  # rank 30 does not stand in full names


def test_children_may_get_lower_ranks_together_with_their_parent(visit: Visit, grove: Grove) -> None:
    genus, species = one(grove, "Perca"), one(grove, "fluviatilis")
    saved(
        visit,
        lambda: changed("taxon", genus, definitionItem=grove.items[40]),
        lambda: changed("taxon", species, definitionItem=grove.items[50]),
    )
    assert told(grove)["fluviatilis"] == "<Perca>-40-fluviatilis"


def test_nothing_is_added_or_moved_to_a_synonym(visit: Visit, grove: Grove, monkeypatch: pytest.MonkeyPatch) -> None:
    synonym = new(grove, 20, one(grove, "Life"), "Percula", acceptedTaxon=one(grove, "Perca"))
    saved(visit, synonym)
    child = lambda: new(grove, 40, synonym.id, "child")  # noqa: E731
    moved = lambda: changed("taxon", one(grove, "trutta"), parent=synonym.id)  # noqa: E731
    (problem,) = refused(visit, child)
    assert problem.sentence.startswith("Percula is a synonym")
    assert fields(refused(visit, moved)) == [("taxon", "parent")]
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(trees, "collection_preference", lambda _viewer, _stamp, *path: bool(asked.append(path)) or True)
    saved(visit, child)
    assert asked == [("treeManagement", "synonymized", "sp7.allow_adding_child_to_synonymized_parent.Taxon")]
    assert fields(refused(visit, moved)) == [("taxon", "parent")]
    saved(visit, lambda: changed("taxon", one(grove, "child"), name="still a child"))


def test_a_name_that_is_accepted_is_another_accepted_one_of_the_tree(visit: Visit, grove: Grove) -> None:
    trutta, other = one(grove, "trutta"), Grove()
    (foreign,) = saved(visit, new(other, 0, None, "Other"))
    (synonym,) = saved(visit, new(grove, 40, one(grove, "Salmo"), "fario", acceptedTaxon=trutta))
    for accepted, sentence in ((trutta, "itself"), (foreign.id, "another tree"), (synonym.id, "a synonym itself")):
        (problem,) = refused(visit, lambda accepted=accepted: changed("taxon", trutta, acceptedTaxon=accepted))
        assert (problem.field, sentence in problem.sentence) == ("acceptedTaxon", True), problem.sentence


def test_a_full_name_that_would_be_too_long_is_told(visit: Visit) -> None:
    grove = Grove("storage")
    (root,) = saved(visit, new(grove, 0, None, "Root"))
    above: int | None = root.id
    for number, rank in enumerate((20, 40, 50)):
        (change,) = saved(visit, new(grove, rank, above, f"{number}" * 60))
        above = change.id
    model("storagetreedefitem").objects.filter(pk=grove.items[40]).update(textAfter="x" * 64)
    first = one(grove, "0" * 60)
    (problem,) = refused(visit, lambda: changed("storage", first, name="3" * 64))
    assert problem.field == "name"
    assert problem.sentence.startswith("A full name below would become too long: 333")
    assert stored(grove, "0" * 60).fullName == "0" * 60
    assert fields(refused(visit, new(grove, 50, one(grove, "1" * 60), "4" * 64))) == [("storage", "name")]


def test_a_node_without_name_or_rank_is_told_as_any_other_record(visit: Visit, grove: Grove) -> None:
    assert ("taxon", "name") in fields(refused(visit, new(grove, 40, one(grove, "Perca"), "")))
    rankless = made("taxon", name="new", parent=one(grove, "Perca"))
    assert ("taxon", "definitionItem") in fields(refused(visit, rankless))


def test_other_fields_cost_no_statement_of_the_tree(visit: Visit, grove: Grove) -> None:
    species = one(grove, "fluviatilis")
    saved(visit, lambda: changed("taxon", species, remarks="seen once"))  # what is kept under the stamp is there now
    with count_statements() as statements:
        saved(visit, lambda: changed("taxon", species, remarks="seen"))
    assert not [sql for sql in statements if "RECURSIVE" in sql or "FROM taxontreedefitem" in re.sub('[`"]', "", sql)]


def test_the_number_of_statements_does_not_grow_with_the_nodes(visit: Visit, grove: Grove) -> None:
    counts = []
    for number in (1, 40):
        parent = one(grove, "Perca")
        with count_statements() as statements:
            saved(visit, *(new(grove, 40, parent, f"species {number} {one}") for one in range(number)))
        counts.append(len(statements))
    assert counts[1] <= counts[0] + 1


@pytest.mark.parametrize("name", ["TaxonSave", "UpdateNodesTaxon"])
def test_nothing_is_saved_while_specify_6_numbers_nodes(visit: Visit, grove: Grove, name: str) -> None:
    since = datetime.now().replace(microsecond=0)
    grove.world.plant("sptasksemaphore", taskName=name, isLocked=True, lockedTime=since)
    (problem,) = refused(visit, new(grove, 40, one(grove, "Perca"), "flavescens"))
    assert "with Specify 6" in problem.sentence
    model("sptasksemaphore").objects.filter(taskName=name).update(isLocked=False)
    saved(visit, new(grove, 40, one(grove, "Perca"), "flavescens"))
