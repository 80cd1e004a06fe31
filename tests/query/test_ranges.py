"""Ranges of numbers between commas: what a year and a number are, and what a range of numbers is."""

from datetime import datetime

import pytest

from specify.datamodel import present
from specify.query.operands import Typed, ranges
from specify.resources.field_formats import FieldFormat, Part

pytestmark = pytest.mark.one_shape

YEARLY = FieldFormat(
    "y", "", "", "", parts=(Part("year", 4, by_year=True), Part("separator", 1, "-"), Part("numeric", 6))
)
NUMERIC = FieldFormat("n", "", "", "", digits=9)


@pytest.mark.parametrize(
    ("how", "text", "single", "spans"),
    [
        (YEARLY, "2025-000001", ["2025-000001"], []),
        (YEARLY, "2025-000001-10", [], [("2025-000001", "2025-000010")]),
        (YEARLY, "1-10", [], [("2026-000001", "2026-000010")]),
        (NUMERIC, "10-12", [], [("000000010", "000000012")]),
        (NUMERIC, "1234-56", [], [("000001234", "000001256")]),
        (NUMERIC, "10", ["000000010"], []),
    ],
)
def test_a_number_is_no_range(how: FieldFormat, text: str, single: list[str], spans: list[tuple[str, str]]) -> None:
    field = present.tables()["collectionobject"].fields["catalogNumber"]
    found, between = ranges(Typed(field, how, datetime(2026, 5, 1)), [text])
    assert [one.values[0] for one in found] == single
    assert [(low.values[0], high.values[0]) for low, high in between] == spans
