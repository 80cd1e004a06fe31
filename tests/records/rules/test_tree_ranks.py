"""The ranks of a tree stay one chain, and nodes follow them."""

from typing import Any

import pytest

from specify.datamodel.tables import model
from specify.records.writing.changes import Change
from specify.security.entering import Visit
from tests.nodes.growing import RANKS, Grove
from tests.records.changing import changed, deleted, fields, made, refused, row, saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def grove() -> Grove:
    """A tree with ranks from 0 to 50 and a chain of nodes."""
    grove = Grove()
    above = None
    for rank in (0, 20, 40, 50):
        above = grove.node(rank, above, f"n{rank}")
    return grove


def rank(grove: Grove, name: str, **values: object) -> Change:
    """A rank that is to be made."""
    return made("taxontreedefitem", name=name, treeDef=grove.definition, **values)


def item(grove: Grove, name: str) -> Any:
    return model("taxontreedefitem").objects.get(treeDef_id=grove.definition, name=name)


def chain(grove: Grove) -> list[int]:
    """The numbers of the ranks from the highest down, each hanging on the one before."""
    rows = list(model("taxontreedefitem").objects.filter(treeDef_id=grove.definition).order_by("rankId"))
    assert [row.parent_id for row in rows] == [None, *(row.pk for row in rows[:-1])]
    return [row.rankId for row in rows]


def full_names(grove: Grove) -> list[str]:
    nodes = model("taxon").objects.filter(definition_id=grove.definition)
    return list(nodes.order_by("rankId").values_list("fullName", flat=True))


@pytest.mark.parametrize(
    ("name", "values", "number"),
    [
        ("Between", {"above": 20}, 25),
        ("Subkingdom", {"above": 10}, 15),  # the conventional number, 20, is taken
        ("Last", {}, 60),
        ("Last", {"above": 50}, 60),
        ("Subspecies", {}, 230),
        ("Given", {"rankId": 27}, 27),
        ("Given", {"rankId": 27, "above": 20}, 27),
        ("Given", {"rankId": 70}, 70),
        ("Past the next", {"rankId": 35, "above": 20}, 25),
        ("Taken", {"rankId": 30}, 25),
    ],
)
def test_a_new_rank_is_put_between_others(
    visit: Visit, grove: Grove, name: str, values: dict[str, int], number: int
) -> None:
    told: dict[str, object] = {key: value for key, value in values.items() if key != "above"}
    if "above" in values:
        told["parent"] = grove.items[values["above"]]
    saved(visit, rank(grove, name, **told))
    assert chain(grove) == sorted([*RANKS, number])
    assert item(grove, name).rankId == number


def test_the_first_rank_of_a_tree_and_those_after_it(visit: Visit, grove: Grove) -> None:
    definition = made("taxontreedef", name="New tree", fullNameDirection=1)
    life = made("taxontreedefitem", name="Life", treeDef=definition)
    genus = made("taxontreedefitem", name="Genus", treeDef=definition, parent=life)
    species = made("taxontreedefitem", name="Species", treeDef=definition, parent=genus)
    saved(visit, species, definition, genus, life)
    found = model("taxontreedefitem").objects.filter(treeDef_id=definition.id).order_by("rankId")
    assert [(one.name, one.rankId, one.parent_id) for one in found] == [
        ("Life", 0, None),
        ("Genus", 180, life.id),
        ("Species", 220, genus.id),
    ]


def test_a_number_must_be_higher_than_that_above(visit: Visit, grove: Grove) -> None:
    (problem,) = refused(visit, rank(grove, "Wrong", rankId=20, parent=grove.items[20]))
    assert (problem.field, "higher than 20" in problem.sentence) == ("rankId", True)


def test_where_no_number_is_left_a_rank_is_refused(visit: Visit, grove: Grove) -> None:
    saved(visit, rank(grove, "Next", rankId=21))
    problem = refused(visit, rank(grove, "Between", parent=grove.items[20]))[0]
    assert (problem.field, problem.sentence.startswith("There is no number left")) == ("rankId", True)


def test_nodes_take_over_a_changed_number(visit: Visit, grove: Grove) -> None:
    saved(visit, lambda: changed("taxontreedefitem", grove.items[40], rankId=45))
    assert chain(grove) == [0, 10, 20, 30, 45, 50]
    ranks = model("taxon").objects.filter(definition_id=grove.definition).order_by("rankId")
    assert list(ranks.values_list("rankId", flat=True)) == [0, 20, 45, 50]


@pytest.mark.parametrize("number", [20, 30, 50, 60])
def test_a_changed_number_stays_between_its_neighbours(visit: Visit, grove: Grove, number: int) -> None:
    problems = refused(visit, lambda: changed("taxontreedefitem", grove.items[40], rankId=number))
    assert fields(problems) == [("taxontreedefitem", "rankId")]


def test_the_highest_rank_keeps_its_number(visit: Visit, grove: Grove) -> None:
    (problem,) = refused(visit, lambda: changed("taxontreedefitem", grove.items[0], rankId=5))
    assert (problem.field, problem.sentence) == ("rankId", "The highest rank of a tree keeps its number.")


def test_ranks_do_not_fork(visit: Visit, grove: Grove) -> None:
    problems = refused(visit, lambda: changed("taxontreedefitem", grove.items[40], parent=grove.items[20]))
    assert fields(problems) == [("taxontreedefitem", "parent")]


def test_a_rank_stays_in_its_tree(visit: Visit, grove: Grove) -> None:
    problems = refused(visit, lambda: changed("taxontreedefitem", grove.items[50], treeDef=Grove().definition))
    assert ("taxontreedefitem", "treeDef") in fields(problems)


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"fullNameSeparator": ""}, "n20<n40>"),
        ({"isInFullName": False}, "<n40>"),
        ({"textBefore": "x "}, "x n20-20-<n40>"),
        ({"textAfter": " x"}, "n20 x-20-<n40>"),
    ],
)
def test_full_names_follow_what_a_rank_gives_to_them(
    visit: Visit, grove: Grove, values: dict[str, object], name: str
) -> None:
    saved(visit, lambda: changed("taxontreedefitem", grove.items[20], **values))
    assert full_names(grove)[2] == name
    assert list(grove.names().values()) == list(grove.expected_names().values())


def test_full_names_follow_the_direction(visit: Visit, grove: Grove) -> None:
    saved(visit, lambda: changed("taxontreedef", grove.definition, fullNameDirection=-1))
    assert full_names(grove)[2:] == ["<n40>-40-n20", "n50-50-<n40>-40-n20"]


def test_a_title_leaves_full_names_as_they_are(visit: Visit, grove: Grove) -> None:
    saved(visit, lambda: changed("taxontreedefitem", grove.items[20], title="Gattung"))
    assert set(full_names(grove)) == {"?"}


def test_a_full_name_that_would_be_too_long_is_told(visit: Visit) -> None:
    grove = Grove("storage")
    leaf = grove.node(40, grove.node(20, grove.node(0, None), "n" * 64), "m" * 64)
    long = {"textBefore": "b" * 50, "textAfter": "a" * 64}
    saved(visit, lambda: changed("storagetreedefitem", grove.items[20], **long))
    (problem,) = refused(visit, lambda: changed("storagetreedefitem", grove.items[40], textAfter="a" * 64))
    assert problem.sentence.startswith("A full name would become too long: bbb")
    assert row("storage", leaf).fullName.endswith("<" + "m" * 64 + ">")


def test_ranks_below_a_deleted_one_hang_on_that_above(visit: Visit, grove: Grove) -> None:
    saved(visit, lambda: deleted("taxontreedefitem", grove.items[10]))
    assert chain(grove) == [0, 20, 30, 40, 50]


def test_ranks_may_be_deleted_and_added_at_once(visit: Visit, grove: Grove) -> None:
    saved(
        visit,
        rank(grove, "Instead", rankId=30),
        lambda: deleted("taxontreedefitem", grove.items[10]),
        lambda: deleted("taxontreedefitem", grove.items[30]),
    )
    assert chain(grove) == [0, 20, 30, 40, 50]


def test_the_highest_rank_and_ranks_with_nodes_stay(visit: Visit, grove: Grove) -> None:
    problems = refused(visit, lambda: deleted("taxontreedefitem", grove.items[0]))
    assert any(problem.sentence == "The highest rank of a tree cannot be deleted." for problem in problems)
    problems = refused(visit, lambda: deleted("taxontreedefitem", grove.items[20]))
    assert any(problem.sentence.startswith("There are nodes of this rank") for problem in problems)
    assert chain(grove) == list(RANKS)


def test_a_whole_tree_is_deleted_with_its_ranks(visit: Visit) -> None:
    grove = Grove()
    model("discipline").objects.filter(pk=grove.world.ids["discipline"]).update(taxonTreeDef_id=None)
    saved(visit, lambda: deleted("taxontreedef", grove.definition))
    assert not model("taxontreedefitem").objects.filter(treeDef_id=grove.definition).exists()
