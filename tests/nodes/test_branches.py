"""A node hangs on the branch whose numbers enclose its own, in its own tree."""

import pytest

from specify.nodes.branches import Branch, Branches, branches_of
from tests.page_client import count_statements
from tests.planting import World

ONE, OTHER = 1, 2
CARPS, SALMONS = Branch(3, 9, 30, "Cypriniformes"), Branch(10, 14, 31, "Salmoniformes")
FERNS = Branch(2, 20, 32, "Polypodiales")
BRANCHES = Branches([(ONE, SALMONS), (OTHER, FERNS), (ONE, CARPS)])


@pytest.mark.parametrize(
    ("definition", "number", "branch"),
    [
        (ONE, 3, CARPS),
        (ONE, 9, CARPS),
        (ONE, 10, SALMONS),
        (ONE, 14, SALMONS),
        (ONE, 1, None),
        (ONE, 15, None),
        (ONE, None, None),
        (OTHER, 10, FERNS),
        (3, 10, None),
    ],
)
def test_the_numbers_tell_the_branch(definition: int, number: int | None, branch: Branch | None) -> None:
    assert BRANCHES.of(definition, number) == branch


@pytest.mark.django_db
def test_branches_are_read_in_one_statement_for_all_definitions() -> None:
    world = World.create()
    kept = {}
    for name, rank, number, highest in (("Order", 100, 2, 5), ("Genus", 180, 3, 5), ("Unnumbered", 100, None, None)):
        item = world.plant("taxontreedefitem", name=name, rankId=rank)
        node = {"rankId": rank, "nodeNumber": number, "highestChildNodeNumber": highest}
        kept[name] = world.plant("taxon", name=name, definitionItem_id=item, **node)
    tree = world.ids["taxontreedef"]
    with count_statements() as statements:
        found = branches_of("taxon", {tree: 100, tree + 1000: 140})
    assert len(statements) == 1
    assert found.of(tree, 4) == Branch(2, 5, kept["Order"], "Order")
    assert found.of(tree, 6) is None


@pytest.mark.django_db
def test_without_a_tree_nothing_is_asked() -> None:
    with count_statements() as statements:
        assert branches_of("taxon", {}).of(1, 1) is None
    assert statements == []
