"""Broken numbers are counted, and a table is numbered anew."""

from typing import Any

import pytest

from specify.datamodel.tables import model
from specify.nodes.repairing import Faults, are_sound, faults, renumber
from tests.nodes.growing import Grove, assert_numbered
from tests.page_client import count_statements

pytestmark = pytest.mark.django_db


@pytest.fixture
def grove() -> Grove:
    """A root with two branches, numbered."""
    grove = Grove("geography")
    root = grove.node(0, None, "Earth")
    for name in ("Africa", "Asia"):
        branch = grove.node(10, root, name)
        for number in range(2):
            grove.node(20, branch, f"{name} {number}")
    renumber(grove.tree)
    return grove


def one(grove: Grove, name: str) -> int:
    return int(model("geography").objects.get(definition_id=grove.definition, name=name).pk)


def change(grove: Grove, name: str, **values: Any) -> None:
    model("geography").objects.filter(pk=one(grove, name)).update(**values)


def test_nodes_are_numbered_from_the_root_down_with_free_numbers_between(grove: Grove) -> None:
    assert_numbered("geography")
    first = grove.numbers(one(grove, "Earth"))[0]
    numbers = {name: grove.numbers(one(grove, name)) for name in ("Earth", "Africa", "Africa 1", "Asia", "Asia 1")}
    assert {name: tuple((end - first) // 16 for end in span) for name, span in numbers.items()} == {
        "Earth": (0, 6),
        "Africa": (1, 3),
        "Africa 1": (3, 3),
        "Asia": (4, 6),
        "Asia 1": (6, 6),
    }


def test_the_number_of_statements_does_not_grow_with_the_nodes(grove: Grove) -> None:
    told = []
    for _turn in range(2):
        with count_statements() as statements:
            assert renumber(grove.tree) == 0
        told.append(len(statements))
        for number in range(30):
            grove.node(30, one(grove, "Asia 0"), f"more {number}")
    assert told == [7, 7]
    renumber(grove.tree)
    assert_numbered("geography")


def test_nodes_in_a_circle_lose_their_numbers_and_are_counted(grove: Grove) -> None:
    change(grove, "Asia", parent_id=one(grove, "Asia 1"))
    assert renumber(grove.tree) == 3
    assert faults(grove.tree).unnumbered == 3
    assert grove.numbers(one(grove, "Africa")) != (None, None)


def test_nodes_take_the_number_of_their_rank(grove: Grove) -> None:
    change(grove, "Africa 0", rankId=7)
    renumber(grove.tree)
    assert model("geography").objects.get(pk=one(grove, "Africa 0")).rankId == 20


def test_specify_6_is_told_that_the_numbers_are_right_again(grove: Grove) -> None:
    for name in ("BadNodesGeography", "UpdateNodesGeography", "BadNodesTaxon"):
        grove.world.plant("sptasksemaphore", taskName=name, isLocked=True)
    renumber(grove.tree)
    locked = model("sptasksemaphore").objects.filter(isLocked=True).values_list("taskName", flat=True)
    assert list(locked) == ["BadNodesTaxon"]


@pytest.mark.parametrize(
    ("name", "values", "fault"),
    [
        ("Asia 1", {"nodeNumber": None}, "unnumbered"),
        ("Asia 1", {"highestChildNodeNumber": None}, "unnumbered"),
        ("Asia 1", {"highestChildNodeNumber": 1}, "unnumbered"),
        ("Asia 1", {"nodeNumber": 2**30}, "outside"),
        ("Asia", {"highestChildNodeNumber": 2**30}, "outside"),
        ("Asia 1", {"rankId": 10}, "misranked"),
        ("Asia 1", {"rankId": 5}, "misranked"),
    ],
)
def test_faults_are_counted(grove: Grove, name: str, values: dict[str, int], fault: str) -> None:
    before = faults(grove.tree)
    change(grove, name, **values)
    found = faults(grove.tree)
    assert getattr(found, fault) > getattr(before, fault)
    assert found.are_valid is (fault == "misranked")


def test_a_number_that_two_have_is_a_fault(grove: Grove) -> None:
    number, highest = grove.numbers(one(grove, "Asia 0"))
    change(grove, "Asia 1", nodeNumber=number, highestChildNodeNumber=highest)
    assert faults(grove.tree)[1:4] == (1, 0, 1)


def test_brothers_whose_numbers_overlap_are_a_fault(grove: Grove) -> None:
    change(grove, "Asia 0", highestChildNodeNumber=grove.numbers(one(grove, "Asia 1"))[1])
    assert faults(grove.tree)[:4] == (0, 0, 0, 1)


def test_a_synonym_may_have_any_rank(grove: Grove) -> None:
    change(grove, "Asia 1", rankId=5, **{f"{grove.tree.accepted}_id": one(grove, "Asia 0")})
    assert faults(grove.tree) == Faults(0, 0, 0, 0, 0)


def test_a_branch_is_sound_when_it_holds_its_own_and_no_others(grove: Grove) -> None:
    asia, africa = one(grove, "Asia"), one(grove, "Africa")
    assert are_sound(grove.tree, [asia, africa, one(grove, "Asia 1")])
    assert are_sound(grove.tree, [])
    change(grove, "Asia 1", parent_id=africa)
    assert not are_sound(grove.tree, [asia])
    assert not are_sound(grove.tree, [africa])
    assert are_sound(grove.tree, [one(grove, "Asia 0")])
