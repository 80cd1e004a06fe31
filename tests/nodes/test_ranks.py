"""Which ranks a node may have, and which number a new rank gets."""

import pytest

from specify.nodes.ranks import Rank, number_for, possible, ranks_of
from specify.nodes.tree_tables import tree_tables
from tests.page_client import count_statements
from tests.planting import World

FISHES = (
    Rank(0, "Life", is_enforced=True),
    Rank(140, "Family", is_enforced=True),
    Rank(150, "Subfamily"),
    Rank(180, "Genus", is_enforced=True),
    Rank(220, "Species", is_enforced=True),
    Rank(230, "Subspecies"),
)


@pytest.mark.parametrize(
    ("above", "below", "names"),
    [
        (None, None, ["Life"]),
        (0, None, ["Family"]),
        (140, None, ["Subfamily", "Genus"]),
        (150, None, ["Genus"]),
        (220, None, ["Subspecies"]),
        (230, None, []),
        (140, 180, ["Subfamily"]),
        (140, 220, ["Subfamily", "Genus"]),
    ],
)
def test_a_node_stands_between_parent_and_children_and_leaves_out_no_enforced_rank(
    above: int | None, below: int | None, names: list[str]
) -> None:
    assert [rank.name for rank in possible(reversed(FISHES), above, below)] == names


@pytest.mark.parametrize(
    ("tree", "name", "above", "taken", "number"),
    [
        ("taxon", "Order", 60, [0, 60, 140], 100),
        ("taxon", " TRIBE ", 140, [0, 140, 180], 160),
        ("taxon", "Order", 140, [0, 140, 180], 160),  # the conventional number does not fit: halfway
        ("taxon", "Order", 100, [0, 100], 110),
        ("taxon", "Clade", 100, [0, 100], 110),
        ("taxon", "Life", None, [], 0),
        ("taxon", "Clade", None, [], 10),
        ("geography", "Island", 200, [0, 200], 300),
        ("geography", "Parish", 300, [0, 300, 400], 350),
        ("storage", "Drawer", 300, [0, 300], 350),
        ("tectonicunit", "Terrane", 30, [0, 30], 40),
        ("lithostrat", "Bed", 400, [0, 400], 500),
        ("taxon", "Above all", None, [10, 20], 5),
        ("taxon", "Above all", None, [0, 20], None),
        ("taxon", "In between", 10, [10, 11], None),
        ("taxon", "In between", 10, [10, 12], 11),
    ],
)
def test_a_new_rank_gets_a_number(
    tree: str, name: str, above: int | None, taken: list[int], number: int | None
) -> None:
    assert number_for(tree, name, above, taken) == number


@pytest.mark.django_db
def test_ranks_are_read_in_one_statement() -> None:
    world = World.create()
    definition = world.plant("taxontreedef", fullNameDirection=-1)
    shown = {"textBefore": "(", "textAfter": ")", "fullNameSeparator": ", ", "isInFullName": True}
    item = world.plant("taxontreedefitem", name="Genus", title="Gattung", rankId=180, isEnforced=True, **shown)
    bare = world.plant("taxontreedefitem", name="Clade", rankId=170)
    with count_statements() as statements:
        found = ranks_of(tree_tables()["taxon"])
    assert len(statements) == 1
    assert found[item] == Rank(180, "Gattung", definition, -1, True, True, "(", ")", ", ")
    assert found[bare] == Rank(170, "Clade", definition, -1)
