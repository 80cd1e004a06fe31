"""What comes back from loans."""

import pytest

from specify.security.entering import Visit
from tests.planting import World
from tests.records.changing import changed, deleted, fields, made, refused, row, saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def lent(home_world: World) -> int:
    """Ten things on loan."""
    return home_world.plant("loanpreparation", quantity=10, quantityReturned=0, quantityResolved=0, isResolved=False)


def numbers(line: int) -> tuple[int, int, bool]:
    """Returned, resolved, whether all is."""
    found = row("loanpreparation", line)
    return found.quantityReturned, found.quantityResolved, found.isResolved


def back(line: int, **values: int) -> object:
    """A new return."""
    return made("loanreturnpreparation", loanPreparation=line, **values)


def test_a_line_counts_what_its_returns_say(visit: Visit, lent: int) -> None:
    saved(visit, back(lent, quantityReturned=3), back(lent, quantityReturned=1, quantityResolved=2))
    assert numbers(lent) == (4, 5, False)
    assert row("loanpreparation", lent).version == 1


def test_it_is_resolved_when_all_of_it_is_and_no_more_when_one_is_taken_back(visit: Visit, lent: int) -> None:
    first, second, *_line = saved(visit, back(lent, quantityReturned=3), back(lent, quantityReturned=7))
    assert numbers(lent) == (10, 10, True)
    saved(visit, lambda: changed("loanreturnpreparation", first.id, quantityReturned=2, quantityResolved=3))
    assert numbers(lent) == (9, 10, True)
    saved(visit, lambda: deleted("loanreturnpreparation", second.id))
    assert numbers(lent) == (2, 3, False)


def test_more_returned_is_more_resolved(visit: Visit, home_world: World, lent: int) -> None:
    stored = home_world.plant("loanreturnpreparation", loanPreparation_id=lent, quantityReturned=2, quantityResolved=4)
    saved(visit, lambda: changed("loanreturnpreparation", stored, quantityReturned=5))
    assert numbers(lent) == (5, 7, False)


def test_no_more_comes_back_than_was_lent_or_resolved(visit: Visit, lent: int) -> None:
    assert fields(refused(visit, back(lent, quantityReturned=6), back(lent, quantityReturned=5))) == [
        ("loanreturnpreparation", "quantityResolved")
    ]
    assert fields(refused(visit, back(lent, quantityReturned=2, quantityResolved=1))) == [
        ("loanreturnpreparation", "quantityReturned")
    ]
    assert fields(refused(visit, back(lent, quantityReturned=-2))) == [("loanreturnpreparation", "quantityReturned")]
    assert numbers(lent) == (0, 0, False)


def test_a_line_and_its_return_in_the_same_set(visit: Visit, home_world: World, lent: int) -> None:
    saved(
        visit,
        back(lent, quantityReturned=4),
        lambda: changed("loanpreparation", lent, quantity=4, inComments="fewer than was thought"),
    )
    assert numbers(lent) == (4, 4, True)


def test_a_loan_goes_with_its_returns(visit: Visit, home_world: World, lent: int) -> None:
    saved(visit, back(lent, quantityReturned=3))
    saved(visit, lambda: deleted("loan", row("loanpreparation", lent).loan_id))
