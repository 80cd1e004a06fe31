"""Numbers in a series follow one another, and the series says where they stand."""

import pytest

from specify.text.series import Series, UsedUp

pytestmark = pytest.mark.one_shape

YEARLY = Series(("2024-", 3))


def test_a_series_begins_at_one_and_goes_on_behind_the_last() -> None:
    assert YEARLY.after(None, 2) == ["2024-001", "2024-002"]
    assert YEARLY.after("2024-009", 3) == ["2024-010", "2024-011", "2024-012"]
    assert Series(("A",)).after(None, 2) == ["A", "A"]


def test_several_counters_advance_together() -> None:
    assert Series((2, ".", 3)).after(None, 1) == ["01.001"]
    assert Series((2, ".", 3)).after("04.017", 2) == ["05.018", "06.019"]


def test_from_one_to_another_all_are_told() -> None:
    assert YEARLY.between("2024-009", "2024-011", 3) == ("2024-009", "2024-010", "2024-011")
    assert YEARLY.between("2024-009", "2024-009", 1) == ("2024-009",)
    assert Series((2, ".", 3)).between("04.017", "06.019", 9) == ("04.017", "05.018", "06.019")


@pytest.mark.parametrize(
    ("first", "last", "most"),
    [("2024-009", "2024-011", 2), ("2024-011", "2024-009", 9), ("2023-001", "2024-002", 9), ("2024-001", "x", 9)],
)
def test_from_one_to_another_there_may_be_no_way(first: str, last: str, most: int) -> None:
    assert YEARLY.between(first, last, most) is None
    assert Series((2, ".", 3)).between("04.017", "05.019", 9) is None
    assert Series(("A",)).between("A", "A", 9) is None


def test_no_counter_grows_wider() -> None:
    assert YEARLY.after("2024-998", 1) == ["2024-999"]
    with pytest.raises(UsedUp, match="2024-###"):
        YEARLY.after("2024-998", 2)
    with pytest.raises(UsedUp):
        Series((1, 3)).after("9001", 1)


def test_only_texts_of_the_series_are_held() -> None:
    odd = Series(("a.c ", 2, "[x]"))
    assert odd.holds("a.c 07[x]")
    wrong = ["abc 07[x]", "A.c 07[x]", "a.c 7[x]", "a.c 007[x]", "a.c 0٧[x]", "a.c ##[x]", "a.c 07[x] ", "xa.c 07[x]"]
    assert [text for text in wrong if odd.holds(text)] == []


def test_all_of_a_series_stand_between_its_first_and_its_last() -> None:
    assert (YEARLY.first, YEARLY.last, YEARLY.pattern) == ("2024-000", "2024-999", "2024-###")
    assert YEARLY.is_counted
    assert not Series(("2024-001",)).is_counted
