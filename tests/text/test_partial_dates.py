"""Dates are written as far as they are known, in the institution's order."""

from datetime import date

import pytest

from specify.text.partial_dates import Precision, format_date, precision_of

pytestmark = pytest.mark.one_shape

DAY = date(1897, 3, 7)


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("yyyy-MM-dd", "1897-03-07"),
        ("YYYY-MM-DD", "1897-03-07"),
        ("dd.MM.yyyy", "07.03.1897"),
        ("d/M/yy", "7/3/97"),
        ("d MMM yyyy", "7 Mar 1897"),
        ("MMMM d, yyyy", "March 7, 1897"),
        ("yyyy'-the-'dd", "1897-the-07"),
        ("d 'o''clock'", "7 o'clock"),
    ],
)
def test_a_pattern_says_how_a_full_date_is_written(pattern: str, told: str) -> None:
    assert format_date(DAY, Precision.FULL, pattern) == told


def test_unknown_parts_are_not_written() -> None:
    assert format_date(DAY, 2) == "03/1897"
    assert format_date(DAY, 2, "dd.MM.yyyy", "MM.yyyy") == "03.1897"
    assert format_date(DAY, 3, "dd.MM.yyyy") == "1897"
    assert format_date(date(897, 1, 1), 3) == "0897"


@pytest.mark.parametrize("column", [None, 0, 1, 4, "2", 2.5])
def test_any_other_precision_means_a_full_date(column: object) -> None:
    assert precision_of(column) is Precision.FULL
    assert format_date(DAY, column) == "1897-03-07"
