"""Nodes get numbers that are distinct and nested, and others mostly keep theirs."""

import random
from collections.abc import Mapping

import pytest

from specify.datamodel.tables import model
from specify.nodes import making_way, room
from specify.nodes.chains import upward, with_ancestors
from specify.nodes.numbers import place
from specify.nodes.repairing import are_sound
from tests.nodes.growing import RANKS, Grove, assert_numbered, dense
from tests.page_client import count_statements

pytestmark = pytest.mark.django_db


@pytest.fixture
def grove() -> Grove:
    """Some families of storage, in a table without free numbers."""
    grove = Grove("storage")
    root = grove.node(0, None, "root")
    for name in "abc":
        family = grove.node(10, root, name)
        for number in range(3):
            grove.node(20, family, f"{name}{number}")
    dense(grove)
    return grove


def one(grove: Grove, name: str) -> int:
    return int(model(grove.key).objects.get(definition_id=grove.definition, name=name).pk)


def all_numbers(grove: Grove) -> Mapping[int, tuple[int, int]]:
    rows = model(grove.key).objects.values_list("pk", "nodeNumber", "highestChildNodeNumber")
    return {key: (number, highest) for key, number, highest in rows}


def is_within(grove: Grove, lower: int, upper: int) -> bool:
    (first, last), (above, end) = grove.numbers(lower), grove.numbers(upper)
    return above < first <= last <= end


def test_where_nothing_is_free_those_behind_move_up(grove: Grove) -> None:
    before = all_numbers(grove)
    new = grove.node(30, one(grove, "a1"))
    place(grove.tree, [new], {})
    assert_numbered(grove.key)
    assert is_within(grove, new, one(grove, "a1"))
    first, last = grove.numbers(new)
    assert first == last
    for left in ("root", "a", "a0", "a1"):
        assert grove.numbers(one(grove, left))[0] == before[one(grove, left)][0]
    raised = {grove.numbers(one(grove, name))[0] - before[one(grove, name)][0] for name in ("a2", "b", "b0", "c2")}
    assert raised == {room.SPARE}


def test_where_nothing_is_free_for_thousands_of_nodes_all_are_numbered_anew(
    grove: Grove, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "FARTHEST", (2, 3))
    told = []
    for name in ("a1", "b0", "c1"):
        new = grove.node(30, one(grove, name))
        with count_statements() as statements:
            place(grove.tree, [new], {})
        told.append(any("HEX(" in sql or "PRINTF(" in sql for sql in statements))
        assert_numbered(grove.key)
    assert told == [True, False, False]


def test_a_branch_finds_room_where_nothing_is_free(grove: Grove, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "FARTHEST", (2, 3))
    place(grove.tree, [], grove.put(one(grove, "b"), one(grove, "a1")))
    assert_numbered(grove.key)
    assert is_within(grove, one(grove, "b2"), one(grove, "a1"))


@pytest.mark.parametrize(
    ("branch", "target"), [("b", "a1"), ("a2", "root"), ("b1", "b"), ("b", "a"), ("b2", "a"), ("a0", "b"), ("c0", "b2")]
)
def test_where_nothing_is_free_a_branch_changes_places_with_what_lies_between(
    grove: Grove, monkeypatch: pytest.MonkeyPatch, branch: str, target: str
) -> None:
    monkeypatch.setattr(room, "FARTHEST", (0, 0))
    Grove("storage", world=grove.world).node(0, None, "following")
    dense(grove)
    before = all_numbers(grove)
    moved, behind = one(grove, branch), one(grove, target)
    place(grove.tree, [], grove.put(moved, behind))
    assert_numbered(grove.key)
    assert is_within(grove, moved, behind)
    after = all_numbers(grove)
    low, high = sorted((before[moved], before[behind]))
    beyond = {key for key, (number, _highest) in before.items() if number < low[0] or number > high[1]}
    assert {key: after[key][0] for key in beyond} == {key: before[key][0] for key in beyond}
    assert sorted(number for number, _highest in after.values()) == sorted(number for number, _ in before.values())


@pytest.mark.parametrize(
    ("branch", "target"), [("a", "c1"), ("c1", "a"), ("b1", "c1"), ("a1", "c"), ("within15", "root")]
)
def test_where_more_lies_between_what_encloses_the_target_goes_behind_all(
    grove: Grove, monkeypatch: pytest.MonkeyPatch, branch: str, target: str
) -> None:
    monkeypatch.setattr(room, "FARTHEST", (0, 0))
    for number in range(30):
        grove.node(20, one(grove, "b"), f"between{number}")
        if branch.startswith("within"):
            grove.node(20, one(grove, "a"), f"within{number}")
    other = Grove("storage", world=grove.world)
    following = other.node(0, None, "following")
    other.node(10, following)
    dense(grove)
    before = all_numbers(grove)
    moved, behind = one(grove, branch), one(grove, target)
    place(grove.tree, [], grove.put(moved, behind))
    assert_numbered(grove.key)
    assert is_within(grove, moved, behind)
    after = all_numbers(grove)
    assert max(after.values()) > max(before.values())
    touched = {key for key in after if after[key] != before[key]}
    assert len(touched) < 14
    assert grove.numbers(following)[0] > grove.numbers(one(grove, "root"))[1]


def test_where_a_branch_has_gone_another_finds_room_behind_the_end(grove: Grove) -> None:
    place(grove.tree, [], grove.put(one(grove, "b"), one(grove, "c2")))
    before = all_numbers(grove)
    place(grove.tree, [], grove.put(one(grove, "c1"), one(grove, "a")))
    assert_numbered(grove.key)
    touched = {key for key, was in before.items() if grove.numbers(key) != was}
    assert touched == {one(grove, "c1"), one(grove, "a")}


def test_where_too_much_lies_between_all_are_numbered_anew(grove: Grove, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "FARTHEST", (0, 0))
    monkeypatch.setattr(making_way, "MOVED_AT_MOST", 2)
    before = all_numbers(grove)
    place(grove.tree, [], grove.put(one(grove, "c1"), one(grove, "a")))
    assert_numbered(grove.key)
    assert max(all_numbers(grove).values()) > max(before.values())


def test_the_next_ones_find_free_numbers_and_touch_no_others(grove: Grove) -> None:
    place(grove.tree, [grove.node(30, one(grove, "a1"))], {})
    before = all_numbers(grove)
    for _turn in range(3):
        new = grove.node(30, one(grove, "a1"))
        with count_statements() as statements:
            place(grove.tree, [new], {})
        assert len(statements) == 4  # the chain above, what is free, the number, the check
    assert {key: grove.numbers(key) for key in before} == dict(before)
    assert_numbered(grove.key)


def test_no_more_nodes_move_up_than_needed(grove: Grove) -> None:
    place(grove.tree, [grove.node(30, one(grove, "b1"))], {})
    before = all_numbers(grove)
    new = grove.node(30, one(grove, "a1"))
    place(grove.tree, [new], {})
    touched = {key for key, was in before.items() if grove.numbers(key) != was}
    names = set(model(grove.key).objects.filter(pk__in=touched).values_list("name", flat=True))
    assert names == {"a", "a1", "a2", "b", "b0", "b1"}
    assert_numbered(grove.key)


def test_a_branch_that_is_made_at_once_is_numbered_from_the_top_down(grove: Grove) -> None:
    top = grove.node(30, one(grove, "b0"))
    middle = [grove.node(40, top) for _turn in range(3)]
    leaves = [grove.node(50, parent) for parent in middle for _turn in range(2)]
    elsewhere = grove.node(30, one(grove, "c2"))
    place(grove.tree, [*leaves, top, elsewhere, *middle], {})
    assert_numbered(grove.key)
    assert grove.numbers(top)[1] - grove.numbers(top)[0] == 9
    assert are_sound(grove.tree, [top, elsewhere, *middle, one(grove, "b0")])


def test_a_new_root_stands_behind_all_others(grove: Grove) -> None:
    before = max(highest for _number, highest in all_numbers(grove).values())
    other = Grove("storage", world=grove.world)
    root = other.node(0, None)
    below = other.node(10, root)
    place(other.tree, [root, below], {})
    assert other.numbers(root) == (before + 1, before + 2)
    assert_numbered(grove.key)


def test_a_branch_is_moved_with_all_below(grove: Grove) -> None:
    branch = one(grove, "b")
    before = {name: grove.numbers(one(grove, name)) for name in ("b", "b0", "b1", "b2")}
    place(grove.tree, [], grove.put(branch, one(grove, "a2")))
    after = {name: grove.numbers(one(grove, name)) for name in before}
    assert len({after[name][0] - before[name][0] for name in before}) == 1
    assert is_within(grove, branch, one(grove, "a2"))
    assert is_within(grove, one(grove, "b2"), one(grove, "a"))
    assert_numbered(grove.key)


def test_several_branches_are_moved_to_one_parent_by_one_statement(grove: Grove) -> None:
    target, told = one(grove, "c"), []
    for names in (("a0",), ("a1", "a2", "b0", "b1")):
        moved: dict[int, int | None] = {}
        for name in names:
            moved.update(grove.put(one(grove, name), target))
        with count_statements() as statements:
            place(grove.tree, [], moved)
        told.append(len(statements))
        assert_numbered(grove.key)
        assert all(is_within(grove, key, target) for key in moved)
    assert told[1] <= told[0]


def test_nodes_may_change_places_with_what_is_below_them(grove: Grove) -> None:
    """The former child is moved up, and the parent below it."""
    upper, lower, root = one(grove, "a"), one(grove, "a1"), one(grove, "root")
    place(grove.tree, [], {**grove.put(lower, root), **grove.put(upper, lower)})
    assert_numbered(grove.key)
    assert is_within(grove, upper, lower)
    assert is_within(grove, one(grove, "a0"), upper)


def test_new_and_moved_nodes_go_together(grove: Grove) -> None:
    """A branch goes below a node that is made in the same set, below one that is moved itself."""
    moved = grove.put(one(grove, "b"), one(grove, "a0"))
    new = grove.node(30, one(grove, "b1"))
    place(grove.tree, [new], {**moved, **grove.put(one(grove, "c"), new)})
    assert_numbered(grove.key)
    assert is_within(grove, one(grove, "c2"), new)
    assert is_within(grove, new, one(grove, "a0"))


@pytest.mark.parametrize(
    "broken",
    [
        {"nodeNumber": None},
        {"highestChildNodeNumber": None},
        {"highestChildNodeNumber": 1},
        {"nodeNumber": 1},
        {"nodeNumber": 999, "highestChildNodeNumber": 999},
    ],
)
@pytest.mark.parametrize("where", ["a", "a1"])
def test_broken_numbers_above_are_repaired_first(grove: Grove, broken: dict[str, int | None], where: str) -> None:
    model(grove.key).objects.filter(pk=one(grove, where)).update(**broken)
    new = grove.node(30, one(grove, "a1"))
    place(grove.tree, [new], {})
    assert_numbered(grove.key)
    assert is_within(grove, new, one(grove, "root"))


def test_a_number_that_another_definition_uses_too_is_repaired(grove: Grove) -> None:
    """Specify 6 numbers the definitions of a table one by one."""
    other = Grove("storage", world=grove.world)
    root = other.node(0, None)
    number = grove.numbers(one(grove, "a1"))[0]
    model("storage").objects.filter(pk=root).update(nodeNumber=number, highestChildNodeNumber=number)
    place(grove.tree, [grove.node(30, one(grove, "a1"))], {})
    assert_numbered(grove.key)


def test_a_branch_whose_numbers_are_broken_is_repaired_when_it_moves(grove: Grove) -> None:
    model(grove.key).objects.filter(pk=one(grove, "b1")).update(nodeNumber=5000, highestChildNodeNumber=5000)
    place(grove.tree, [], grove.put(one(grove, "b"), one(grove, "c1")))
    assert_numbered(grove.key)
    assert is_within(grove, one(grove, "b1"), one(grove, "c1"))


def test_where_numbers_run_out_all_are_given_anew(grove: Grove) -> None:
    last = one(grove, "c2")
    model(grove.key).objects.filter(pk=last).update(nodeNumber=2**31 - 9, highestChildNodeNumber=2**31 - 9)
    for name in ("c", "root"):
        model(grove.key).objects.filter(pk=one(grove, name)).update(highestChildNodeNumber=2**31 - 9)
    place(grove.tree, [grove.node(30, last)], {})
    assert_numbered(grove.key)
    assert grove.numbers(last)[0] < 2**20


def test_too_many_places_at_once_number_the_table_anew(grove: Grove) -> None:
    for name in "defgh":
        family = grove.node(10, one(grove, "root"), name)
        for number in range(5):
            grove.node(20, family, f"{name}{number}")
    dense(grove)
    new = [grove.node(30, one(grove, f"{name}{number}")) for name in "defgh" for number in range(5)]
    with count_statements() as statements:
        place(grove.tree, new, {})
    assert len(statements) < 20
    assert_numbered(grove.key)


def test_whatever_is_done_numbers_stay_distinct_and_nested(grove: Grove, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "SPARE", 3)
    monkeypatch.setattr(room, "FARTHEST", (2, 4))
    chance = random.Random(7)  # noqa: S311 - a game, not a secret
    for _turn in range(60):
        nodes = {node.pk: node for node in model(grove.key).objects.filter(definition_id=grove.definition)}
        new = [_made(grove, nodes, chance) for _one in range(chance.randint(0, 3))]
        moved: dict[int, int | None] = {}
        for _one in range(chance.randint(0, 3)):
            moved.update(_moved(grove, chance))
        place(grove.tree, [key for key in new if key not in moved], {k: v for k, v in moved.items() if k not in new})
        assert_numbered(grove.key)


def _made(grove: Grove, nodes: Mapping[int, object], chance: random.Random) -> int:
    parent = chance.choice([key for key, node in nodes.items() if node.rankId < 50])  # type: ignore[attr-defined]
    rank = chance.choice([rank for rank in RANKS if rank > nodes[parent].rankId])  # type: ignore[attr-defined]
    return grove.node(rank, parent)


def _moved(grove: Grove, chance: random.Random) -> Mapping[int, int | None]:
    """Hang a node that has its numbers below another that does not stand below it; ranks do not matter for numbers."""
    rows = model(grove.key).objects.filter(definition_id=grove.definition)
    known = list(rows.filter(nodeNumber__isnull=False, parent__isnull=False).values_list("pk", flat=True))
    key, target = chance.choice(known), chance.choice(list(rows.values_list("pk", flat=True)))
    if any(node.id == key for node in upward(with_ancestors(grove.tree, [target]), target)):
        return {}
    return grove.put(key, target)
