"""Numbers as people write them become those that their format stores."""

import pytest

from specify.resources.field_formats import FieldFormat, Part
from specify.resources.loose_numbers import in_full

pytestmark = pytest.mark.one_shape

DASH = Part("separator", 1, "-")
YEARLY = FieldFormat("y", "", "", "", parts=(Part("year", 4, by_year=True), DASH, Part("numeric", 6, is_numbered=True)))
CHOSEN = FieldFormat("r", "", "", "", parts=(Part("regex", value=r"(?:[AB]|(C)\(D\))"), DASH, Part("numeric", 3)))


@pytest.mark.parametrize(
    ("how", "text", "number"),
    [
        (FieldFormat("n", "", "", "", digits=9), "12", "000000012"),
        (FieldFormat("n", "", "", "", digits=9), "12a", None),
        (FieldFormat("f", "", "", "", max_length=32), "KU 12", "KU 12"),
        (YEARLY, "2024/7", "2024-000007"),
        (YEARLY, "7", None),
        (YEARLY, "YEAR-######", None),
        (YEARLY, "", None),
        (CHOSEN, "B-7", "B-007"),
        (CHOSEN, "C(D)/7", "C(D)-007"),
    ],
)
def test_what_was_left_out_is_filled_in(how: FieldFormat, text: str, number: str | None) -> None:
    assert in_full(how, text) == number


def test_a_counter_alone_is_one_of_the_year_that_is_given() -> None:
    assert in_full(YEARLY, "7", 2024) == "2024-000007"
