"""What can be lent, given and exchanged."""

import pytest

from specify.datamodel.tables import model
from specify.security.entering import Visit
from tests.planting import World
from tests.records.changing import changed, fields, made, refused, saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def ten(home_world: World) -> int:
    """A preparation of ten things: three on loan of which one is resolved, two lent besides, one given away."""
    found = home_world.plant("preparation", countAmt=10)
    home_world.plant("loanpreparation", preparation_id=found, quantity=3, quantityResolved=1)
    home_world.plant("loanpreparation", preparation_id=found, quantity=2, quantityResolved=None)
    home_world.plant("giftpreparation", preparation_id=found, quantity=1)
    return found


def line(world: World, table: str, preparation: object, quantity: int | None) -> object:
    """A new line of a dealing."""
    way = {"loanpreparation": "loan", "giftpreparation": "gift", "exchangeoutprep": "exchangeOut"}.get(
        table, "disposal"
    )
    owner = world.ids.get(way.lower()) or world.plant(way.lower())
    return made(table, **{way: owner, "preparation": preparation, "quantity": quantity})


@pytest.mark.parametrize("table", ["loanpreparation", "giftpreparation", "exchangeoutprep", "disposalpreparation"])
def test_what_is_left_can_go_and_no_more(visit: Visit, home_world: World, ten: int, table: str) -> None:
    problems = refused(visit, line(home_world, table, ten, 6))
    assert fields(problems) == [(table, "quantity")]
    assert "5" in problems[0].sentence
    saved(visit, line(home_world, table, ten, 5))


def test_disposals_take_nothing_from_what_is_available(visit: Visit, home_world: World, ten: int) -> None:
    saved(visit, line(home_world, "disposalpreparation", ten, 5))
    saved(visit, line(home_world, "giftpreparation", ten, 5))


def test_lines_of_the_same_set_share_what_there_is(visit: Visit, home_world: World, ten: int) -> None:
    two = [line(home_world, "loanpreparation", ten, 3), line(home_world, "giftpreparation", ten, 3)]
    assert fields(refused(visit, *two)) == [("loanpreparation", "quantity"), ("giftpreparation", "quantity")]


def test_a_line_is_judged_without_itself_and_by_what_is_not_resolved(visit: Visit, home_world: World, ten: int) -> None:
    stored = model("loanpreparation").objects.filter(preparation_id=ten, quantity=3).get().pk
    saved(visit, lambda: changed("loanpreparation", stored, quantity=8))
    assert refused(visit, lambda: changed("loanpreparation", stored, quantity=9))
    saved(visit, lambda: changed("loanpreparation", stored, quantity=9, quantityResolved=2))


def test_no_line_is_higher_than_the_count_or_negative(visit: Visit, home_world: World) -> None:
    few = home_world.plant("preparation", countAmt=3)
    stored = home_world.plant("loanpreparation", preparation_id=few, quantity=3, quantityResolved=3)
    assert refused(visit, lambda: changed("loanpreparation", stored, quantity=4))
    assert refused(visit, line(home_world, "giftpreparation", few, -1))


def test_what_is_stored_is_left_as_it_is(visit: Visit, home_world: World) -> None:
    few = home_world.plant("preparation", countAmt=1)
    stored = home_world.plant("giftpreparation", preparation_id=few, quantity=7)
    saved(visit, lambda: changed("giftpreparation", stored, inComments="all of it"))


def test_things_without_a_preparation_or_count_are_not_judged(visit: Visit, home_world: World) -> None:
    saved(visit, line(home_world, "loanpreparation", None, 1000))
    saved(visit, line(home_world, "loanpreparation", home_world.plant("preparation", countAmt=None), 1000))


def test_a_preparation_that_is_new_too(visit: Visit, home_world: World) -> None:
    new = made("preparation", collectionObject=home_world.plant("collectionobject"), countAmt=2)
    new.values["prepType"] = home_world.plant("preptype")
    assert fields(refused(visit, new, line(home_world, "giftpreparation", new, 3))) == [("giftpreparation", "quantity")]
    saved(visit, new, line(home_world, "giftpreparation", new, 2))
