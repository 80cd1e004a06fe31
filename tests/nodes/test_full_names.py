"""Full names are made of the names above, as the ranks say."""

import pytest

from specify.datamodel.tables import model
from specify.nodes.full_names import LEAF_FIRST, Inherited, full_name, handed_on, rewrite_below, rewrite_tree
from specify.nodes.ranks import Rank
from tests.nodes.growing import Grove
from tests.page_client import count_statements

ROOT_FIRST = 1
CHAIN = (
    (Rank(0, "Life"), "Life"),
    (Rank(180, "Genus", is_in_full_name=True, separator=" "), "Perca"),
    (Rank(190, "Subgenus", is_in_full_name=True, before="(", after=")", separator=" "), "Percola"),
    (Rank(220, "Species", is_in_full_name=True, separator=" ssp. "), "flavescens"),
    (Rank(225, "Group"), "yellow"),
    (Rank(230, "Subspecies", is_in_full_name=True, separator="!"), "minor"),
)


def named(chain: tuple[tuple[Rank, str], ...], direction: int = ROOT_FIRST) -> str:
    """The full name of the last of a chain of nodes."""
    above, name = Inherited(), ""
    for rank, one in chain:
        turned = Rank(rank.number, rank.name, None, direction, False, rank.is_in_full_name, *_texts(rank))
        name = full_name(above, turned, one)
        above = handed_on(above, turned, one)
    return name


def _texts(rank: Rank) -> tuple[str, str, str]:
    return rank.before, rank.after, rank.separator


@pytest.mark.parametrize(
    ("length", "name"),
    [
        (1, "Life"),
        (2, "Perca"),
        (3, "Perca (Percola)"),
        (4, "Perca (Percola) flavescens"),
        (5, "yellow"),  # a rank that does not stand in full names
        (6, "Perca (Percola) flavescens ssp. minor"),  # the parent's separator joins parent and child
    ],
)
def test_from_the_root_down(length: int, name: str) -> None:
    assert named(CHAIN[:length]) == name


def test_from_the_leaf_up_the_own_separator_joins() -> None:
    ages = (
        (Rank(0, "Time"), "Time"),
        (Rank(300, "Epoch", is_in_full_name=True, separator=" / "), "Eocene"),
        (Rank(350, "Left out"), "gap"),
        (Rank(400, "Age", is_in_full_name=True, separator=", "), "Ypresian"),
    )
    assert named(ages[:2], LEAF_FIRST) == "Eocene"
    assert named(ages, LEAF_FIRST) == "Ypresian, Eocene"


def test_a_missing_rank_is_left_out_and_nothing_is_trimmed() -> None:
    spaced = ((Rank(180, "Genus", is_in_full_name=True, separator=""), " Perca "), CHAIN[3])
    assert named(spaced) == " Perca flavescens"


@pytest.mark.django_db
@pytest.mark.parametrize("direction", [ROOT_FIRST, LEAF_FIRST])
@pytest.mark.parametrize("key", ["taxon", "storage", "geologictimeperiod"])
def test_a_whole_tree_is_named_as_each_node_by_itself(key: str, direction: int) -> None:
    grove = Grove(key, direction)
    above = root = grove.node(0, None, "Root")
    for rank in (10, 20, 30, 40, 50):
        above = grove.node(rank, above, f" Täxon {rank} ")
        grove.node(50, above if rank < 50 else root, f"leaf of {rank}")
    with count_statements() as statements:
        assert rewrite_tree(grove.tree, grove.definition) is None
    assert grove.names() == grove.expected_names()
    assert len(statements) == 3 + 2 * 6  # ranks, roots, the root; two for each level, the last to find none


@pytest.mark.django_db
def test_the_number_of_statements_does_not_grow_with_the_nodes() -> None:
    grove = Grove()
    genus = grove.node(20, grove.node(0, None), "Perca")
    for number in range(2):
        grove.node(40, genus, f"species{number}")
    told = []
    for turn in range(2):
        with count_statements() as statements:
            rewrite_below(grove.tree, {genus: Inherited("Percula", " ")}, ROOT_FIRST)
        told.append(len(statements))
        grove.world.plant_many(
            "taxon",
            (
                {
                    "name": f"more{turn}{number}",
                    "rankId": 40,
                    "parent_id": genus,
                    "definition_id": grove.definition,
                    "definitionItem_id": grove.items[40],
                }
                for number in range(300)
            ),
        )
    assert told == [4, 4]
    assert model("taxon").objects.get(parent_id=genus, name="more0299").fullName == "Percula <more0299>"


@pytest.mark.django_db
def test_synonyms_follow_the_names_above_them_as_all_others() -> None:
    grove = Grove()
    genus = grove.node(20, grove.node(0, None), "Perca")
    accepted = grove.node(40, genus, "fluviatilis")
    synonym = grove.node(40, genus, "vulgaris", **{f"{grove.tree.accepted}_id": accepted, "fullName": "stale"})
    below = grove.node(50, synonym, "minor")
    rewrite_below(grove.tree, {genus: Inherited("Percula", " ")}, ROOT_FIRST)
    names = grove.names()
    assert names[accepted] == "Percula <fluviatilis>"
    assert names[synonym] == "Percula <vulgaris>"
    assert names[below] == "Percula <vulgaris>-40-minor"


@pytest.mark.django_db
def test_a_full_name_that_would_be_too_long_is_told() -> None:
    grove = Grove("storage")
    room = grove.node(20, grove.node(0, None), "Room")
    shelf = grove.node(40, room, "Shelf")
    assert rewrite_below(grove.tree, {room: Inherited("x" * 260, " ")}, ROOT_FIRST) == f"{'x' * 59}…"
    assert grove.names()[shelf] == "?"


@pytest.mark.django_db
@pytest.mark.parametrize("direction", [ROOT_FIRST, LEAF_FIRST])
@pytest.mark.parametrize("shown", [range(0), range(3), range(20, 28), range(0, 70, 2), range(70)])
def test_however_many_ranks_there_are_all_names_are_written(direction: int, shown: range) -> None:
    grove = Grove("storage", direction)
    above = None
    for number in range(60, 130):
        rank = {"name": f"R{number}", "rankId": number, "parent_id": grove.items[50] if not above else None}
        in_name = {"isInFullName": number - 60 in shown, "fullNameSeparator": "-" if number % 3 else None}
        grove.items[number] = grove.world.plant("storagetreedefitem", **rank, **in_name)
        if above:
            grove.node(number, above, "x")
        above = grove.node(number, above, f"{number % 10}")
    assert rewrite_tree(grove.tree, grove.definition) is None
    assert grove.names() == grove.expected_names()


@pytest.mark.django_db
def test_a_circle_of_parents_comes_to_an_end() -> None:
    grove = Grove()
    one = grove.node(20, None, "one")
    other = grove.node(40, one, "other")
    grove.put(one, other)
    with count_statements() as statements:
        rewrite_below(grove.tree, {one: Inherited()}, ROOT_FIRST)
    assert len(statements) < 500
