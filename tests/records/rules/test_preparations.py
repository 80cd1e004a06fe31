"""Preparations: their count, and what keeps them."""

import pytest

from specify.security.entering import Visit
from tests.planting import World
from tests.records.changing import changed, deleted, fields, refused, saved

pytestmark = pytest.mark.django_db


def test_a_count_is_not_less_than_what_is_on_loan(visit: Visit, home_world: World) -> None:
    stored = home_world.plant("preparation", countAmt=10)
    home_world.plant("loanpreparation", preparation_id=stored, quantity=5, quantityResolved=2, isResolved=False)
    home_world.plant("loanpreparation", preparation_id=stored, quantity=4, quantityResolved=0, isResolved=True)
    assert fields(refused(visit, lambda: changed("preparation", stored, countAmt=2))) == [("preparation", "countAmt")]
    saved(visit, lambda: changed("preparation", stored, countAmt=3))
    assert refused(visit, lambda: changed("preparation", stored, countAmt=-1))


def test_a_loan_that_is_resolved_in_the_same_set_counts_as_it_will_be(visit: Visit, home_world: World) -> None:
    stored = home_world.plant("preparation", countAmt=10)
    lent = home_world.plant("loanpreparation", preparation_id=stored, quantity=5, quantityResolved=0)
    saved(
        visit,
        lambda: changed("preparation", stored, countAmt=0),
        lambda: changed("loanpreparation", lent, isResolved=True, quantityResolved=5),
    )


@pytest.mark.parametrize(
    "table", ["loanpreparation", "giftpreparation", "disposalpreparation", "exchangeoutprep", "exchangeinprep"]
)
def test_one_that_was_dealt_with_is_not_taken_from_its_object(visit: Visit, home_world: World, table: str) -> None:
    stored = home_world.plant("preparation")
    line = home_world.plant(table, preparation_id=stored)
    (problem,) = refused(visit, lambda: deleted("preparation", stored))
    assert problem.record == (table, line)
