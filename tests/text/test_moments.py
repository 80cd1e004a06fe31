"""Moments are told as people speak of the last days, in their language; older ones as the institution writes dates."""

from datetime import date, datetime

import pytest
from django.utils.translation import override

from specify.text.moments import done_at, months_before, told_moment

pytestmark = pytest.mark.one_shape

NOW = datetime(2026, 3, 1, 9, 5)


@pytest.mark.parametrize(
    ("moment", "told", "done"),
    [
        (datetime(2026, 3, 1, 9, 4), "today, 09:04", "today at 09:04"),
        (datetime(2026, 3, 1, 0, 0), "today, 00:00", "today at 00:00"),
        (datetime(2026, 2, 28, 23, 59), "yesterday, 23:59", "yesterday at 23:59"),
        (datetime(2026, 2, 27, 23, 59), "2026-02-27", "on 2026-02-27"),
        (datetime(2025, 3, 1, 9, 4), "2025-03-01", "on 2025-03-01"),
    ],
)
def test_the_last_days_have_words(moment: datetime, told: str, done: str) -> None:
    assert told_moment(moment, NOW) == told
    assert done_at(moment, NOW) == done


def test_a_clock_that_is_ahead_does_no_harm() -> None:
    assert told_moment(datetime(2026, 3, 1, 9, 30), NOW) == "today, 09:30"
    assert told_moment(datetime(2026, 3, 2, 0, 10), NOW) == "2026-03-02"


def test_older_ones_are_written_as_the_institution_writes_dates() -> None:
    assert told_moment(datetime(2025, 12, 24, 18, 0), NOW, "dd.MM.yyyy") == "24.12.2025"
    assert done_at(datetime(2025, 12, 24, 18, 0), NOW, "dd.MM.yyyy") == "on 24.12.2025"


def test_the_clock_is_the_same_in_every_language() -> None:
    with override("de"):
        assert "14:31" in told_moment(datetime(2026, 3, 1, 14, 31), NOW)


@pytest.mark.parametrize(
    ("number", "first"), [(0, date(2026, 3, 1)), (2, date(2026, 1, 1)), (3, date(2025, 12, 1)), (-10, date(2027, 1, 1))]
)
def test_months_are_counted_over_the_turn_of_the_year(number: int, first: date) -> None:
    assert months_before(date(2026, 3, 31), number) == first
