"""Borrowed material: what comes back."""

import pytest

from specify.security.entering import Visit
from tests.planting import World
from tests.records.changing import changed, fields, refused, row, saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored(home_world: World) -> int:
    """Ten things that were borrowed."""
    return home_world.plant("borrowmaterial", quantity=10)


def test_what_is_returned_is_resolved(visit: Visit, stored: int) -> None:
    saved(visit, lambda: changed("borrowmaterial", stored, quantityReturned=4))
    assert row("borrowmaterial", stored).quantityResolved == 4


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"quantityReturned": 5, "quantityResolved": 4}, "quantityReturned"),
        ({"quantityReturned": 11}, "quantityReturned"),
        ({"quantityResolved": 11}, "quantityResolved"),
        ({"quantityResolved": -1}, "quantityResolved"),
    ],
)
def test_too_high_a_number_is_refused(visit: Visit, stored: int, values: dict[str, int], field: str) -> None:
    told = refused(visit, lambda: changed("borrowmaterial", stored, **values))
    assert fields(told) == [("borrowmaterial", field)]


def test_fewer_cannot_have_been_borrowed_than_are_resolved(visit: Visit, home_world: World) -> None:
    stored = home_world.plant("borrowmaterial", quantity=10, quantityResolved=6)
    assert fields(refused(visit, lambda: changed("borrowmaterial", stored, quantity=5))) == [
        ("borrowmaterial", "quantity")
    ]
