"""Consolidated groups: what is lent, given and returned together."""

import pytest

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.records.rules.siblings import siblings_of
from specify.security.entering import Visit
from tests.planting import World
from tests.records.changing import changed, deleted, made, row, saved
from tests.records.rules.test_groups import group, member

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not present.has("collectionobjectgroup"), reason="Specify 6 has no groups"),
]


def prepared(world: World, parent: int, count: int | None = 1) -> int:
    """A preparation of an object in a group."""
    owner = world.plant("collectionobject")
    member(world, parent, childCo_id=owner)
    return world.plant("preparation", collectionObject_id=owner, countAmt=count)


@pytest.fixture
def slab(home_world: World) -> list[int]:
    """Preparations in a consolidated group, and in one within it; both within a discrete one with another object."""
    discrete, top, inner = (group(home_world, kind) for kind in ("Discrete", "Consolidated", "Consolidated"))
    member(home_world, discrete, childCog_id=top)
    member(home_world, top, childCog_id=inner)
    prepared(home_world, discrete)
    return [prepared(home_world, top, 4), prepared(home_world, inner, 3), prepared(home_world, inner)]


def lines(loan: int | None) -> dict[int, int]:
    """Quantities by preparation."""
    found = model("loanpreparation").objects.filter(loan_id=loan)
    return dict(found.values_list("preparation_id", "quantity"))


def test_siblings_are_in_the_topmost_unbroken_chain(slab: list[int], home_world: World) -> None:
    alone = home_world.plant("preparation", collectionObject_id=home_world.plant("collectionobject"))
    assert siblings_of({slab[2], alone}) == {slab[2]: frozenset(slab)}


def test_groups_in_a_circle_come_to_an_end(home_world: World) -> None:
    first, second = group(home_world, "Consolidated"), group(home_world, "Consolidated")
    member(home_world, first, childCog_id=second)
    member(home_world, second, childCog_id=first)
    one = prepared(home_world, first)
    assert siblings_of({one}) == {one: frozenset({one})}


def test_one_that_is_added_to_a_loan_brings_its_siblings_whole(
    visit: Visit, home_world: World, slab: list[int]
) -> None:
    loan = home_world.plant("loan")
    home_world.plant("giftpreparation", preparation_id=slab[0], quantity=1)
    saved(visit, made("loanpreparation", loan=loan, preparation=slab[1], quantity=1))
    assert lines(loan) == {slab[0]: 3, slab[1]: 3, slab[2]: 1}
    assert not model("loanpreparation").objects.filter(loan_id=loan, isResolved=True).exists()


def test_a_new_loan_is_as_it_was_put_together_but_whole(visit: Visit, slab: list[int]) -> None:
    loan = made("loan", loanNumber="Q-1")
    saved(visit, loan, made("loanpreparation", loan=loan, preparation=slab[1], quantity=1))
    assert lines(loan.id) == {slab[1]: 3}


def test_one_that_is_taken_out_takes_its_siblings_with_it(visit: Visit, home_world: World, slab: list[int]) -> None:
    loan = home_world.plant("loan")
    other = home_world.plant("preparation", collectionObject_id=home_world.plant("collectionobject"), countAmt=1)
    ids = [home_world.plant("loanpreparation", loan_id=loan, preparation_id=one, quantity=1) for one in (*slab, other)]
    home_world.plant("loanreturnpreparation", loanPreparation_id=ids[2])
    saved(visit, lambda: deleted("loanpreparation", ids[0]))
    assert lines(loan) == {other: 1}


def test_what_comes_back_of_one_comes_back_of_all(visit: Visit, home_world: World, slab: list[int]) -> None:
    loan = home_world.plant("loan")
    counts = (4, 3, 1)
    ids = [
        home_world.plant("loanpreparation", loan_id=loan, preparation_id=one, quantity=count, isResolved=False)
        for one, count in zip(slab, counts, strict=True)
    ]
    saved(visit, made("loanreturnpreparation", loanPreparation=ids[0], quantityReturned=1, remarks="by post"))
    assert [(row("loanpreparation", one).quantityReturned, row("loanpreparation", one).isResolved) for one in ids] == [
        (count, True) for count in counts
    ]
    told = model("loanreturnpreparation").objects.filter(loanPreparation_id__in=ids)
    assert {one.remarks for one in told} == {"by post"}
    assert len(told) == 3


def test_a_line_that_is_only_remarked_on_stays(visit: Visit, home_world: World, slab: list[int]) -> None:
    stored = home_world.plant("loanpreparation", preparation_id=slab[0], quantity=1)
    saved(visit, lambda: changed("loanpreparation", stored, inComments="fragile"))
    assert row("loanpreparation", stored).quantity == 1
