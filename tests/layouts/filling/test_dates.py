"""Dates in one line: as far as they are known, in the institution's format, with their time."""

from datetime import date, datetime
from typing import Any

import pytest

from tests.layouts.filling.asking import there

pytestmark = pytest.mark.one_shape

DAY = date(2019, 5, 11)
PARTIAL = 'name="this" uitype="plugin" initialize="name=PartialDateUI;df=determinedDate;tp=determinedDatePrecision"'


@pytest.mark.parametrize(
    ("precision", "text"), [(None, "2019-05-11"), (0, "2019-05-11"), (1, "2019-05-11"), (2, "05/2019"), (3, "2019")]
)
@pytest.mark.parametrize("cell", [PARTIAL, 'name="determinedDate"', 'name="determinedDate" uitype="formattedtext"'])
def test_a_date_is_written_as_far_as_it_is_known(precision: int | None, text: str, cell: str) -> None:
    found = there("determination", cell, {"determinedDate": DAY, "determinedDatePrecision": precision})
    assert (found.name, found.kind, found.text) == ("determinedDate", "line", text)


def test_the_institution_says_in_which_order() -> None:
    row = {"determinedDate": DAY, "determinedDatePrecision": 2}
    found = there("determination", PARTIAL, row, date_pattern="dd.MM.yyyy", month_pattern="MMM yyyy")
    assert (found.text, found.hint) == ("May 2019", "")
    found = there("determination", PARTIAL, date_pattern="dd.MM.yyyy", month_pattern="MMM yyyy")
    assert (found.text, found.hint) == ("", "14.08.1987, Aug 1987 or 1987")
    found = there("determination", 'name="determinedDate"', date_pattern="dd.MM.yyyy")
    assert (found.text, found.hint) == ("", "as 14.08.1987")
    assert there("determination", PARTIAL, mode="search").hint == ""


def test_a_date_without_a_precision_asks_for_the_whole() -> None:
    cell = 'name="disposalDate" uitype="plugin" initialize="name=PartialDateUI"'
    assert there("disposal", cell).hint == "as 1987-08-14"


def test_another_precision_field_counts_when_the_layout_names_it() -> None:
    cell = 'name="this" uitype="plugin" initialize="name=PartialDateUI;df=startDate;tp=endDatePrecision"'
    row = {"startDate": DAY, "startDatePrecision": 1, "endDatePrecision": 3}
    assert there("collectingevent", cell, row).text == "2019"
    odd = cell.replace("endDatePrecision", "nothing")
    assert there("collectingevent", odd, row).text == "2019-05-11"


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        (datetime(2019, 5, 11), "2019-05-11"),
        (datetime(2019, 5, 11, 14, 30), "2019-05-11 14:30"),
        (datetime(2019, 5, 11, 14, 30, 5), "2019-05-11 14:30:05"),
        (None, ""),
        ("0000-00-00", ""),
    ],
)
def test_a_time_is_not_lost(stored: Any, text: str) -> None:
    assert there("determination", PARTIAL, {"determinedDate": stored}).text == text


def test_what_was_typed_stays_as_it_was_typed() -> None:
    row = {"determinedDate": DAY, "determinedDatePrecision": 1}
    assert there("determination", PARTIAL, row, {"determinedDate": "31 June 1987"}).text == "31 June 1987"
    assert there("determination", PARTIAL, row, {"determinedDate": ""}).text == ""


def test_dates_of_another_kind_of_field_are_lines() -> None:
    cell = 'name="this" uitype="plugin" initialize="name=PartialDateUI;df=text1"'
    assert there("determination", cell, {"text1": "soon"}).text == "soon"
