"""Numbers that people type or paste: what each text means in numeric, yearly, lettered and free numbers."""

from contextlib import suppress
from datetime import date

import pytest

from specify.records.sets.typed_numbers import MOST, TooMany, in_runs, read_numbers
from specify.resources.field_formats import FieldFormat, Part
from tests.patience import within

pytestmark = pytest.mark.one_shape

TODAY = date(2026, 5, 1)
NUMERIC = FieldFormat("n", "", "", "", digits=9)
DASH = Part("separator", 1, "-")
YEARLY = FieldFormat("y", "", "", "", parts=(Part("year", 4, by_year=True), DASH, Part("numeric", 6, is_numbered=True)))
LETTERED = FieldFormat(
    "l", "", "", "", parts=(Part("year", 4), DASH, Part("alpha", 2), DASH, Part("numeric", 3, is_numbered=True))
)
BLANK = FieldFormat("b", "", "", "", parts=(Part("constant", 3, "KU "), Part("numeric", 3, is_numbered=True)))
FREE = FieldFormat("f", "", "", "", max_length=32)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1, 000000002 3;4\n5\t6", "1 2 3 4 5 6"),
        ("10-12", "10 11 12"),
        ("12–10", "10 11 12"),
        ("1254-56", "1254 1255 1256"),
        ("1000 - 1002", "1000 1001 1002"),
        ("7..9", "7 8 9"),
        ("9 8 9", "9 8"),
        ("", ""),
        (" ,;\n", ""),
        ("1\u00a02\u20033\u2028 4\v5", "1 2 3 4 5"),
        ("\ufeff1 \u202e2\u202c 3\u200b", "1 2 3"),
        ('"1","2"\n“3”;„4“', "1 2 3 4"),
        ("1 \u00a0- 3 7  ..\t 9", "1 2 3 7 8 9"),
    ],
)
def test_numeric_numbers(text: str, expected: str) -> None:
    assert read_numbers(text, NUMERIC, TODAY).numbers == tuple(one.zfill(9) for one in expected.split())


@pytest.mark.parametrize("text", ["12a", "1234567890", "-5", "5-", "1-2-3", "²"])
def test_what_is_no_numeric_number_is_taken_as_typed(text: str) -> None:
    assert read_numbers(text, NUMERIC, TODAY).numbers == (text,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-000001", "2025-000001"),
        ("2025-1, 2025/2, 2025_3", "2025-000001 2025-000002 2025-000003"),
        ("5", "2026-000005"),
        ("1-2", "2026-000001 2026-000002"),
        ("2025-000009-10", "2025-000009 2025-000010"),
        ("2025-1-2025-2", "2025-000001 2025-000002"),
        ("2024-2025", "2024-002025"),
        ("2024-1-2025-2", "2024-1-2025-2"),
        ("2026-######", "2026-######"),
    ],
)
def test_numbers_by_year(text: str, expected: str) -> None:
    assert read_numbers(text, YEARLY, TODAY).numbers == tuple(expected.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-AB-001-2", ["2025-AB-001", "2025-AB-002"]),
        ("2025-AB-1 - 2025-AB-2", ["2025-AB-001", "2025-AB-002"]),
        ("2025/ab/7", ["2025-ab-007"]),
        ("2025-AB-001-2025-AC-002", ["2025-AB-001-2025-AC-002"]),
    ],
)
def test_numbers_with_letters(text: str, expected: list[str]) -> None:
    assert list(read_numbers(text, LETTERED, TODAY).numbers) == expected


def test_a_blank_that_belongs_to_the_number_separates_nothing() -> None:
    assert read_numbers("KU 1, ku 002\nKU 5-6", BLANK, TODAY).numbers == ("KU 001", "KU 002", "KU 005", "KU 006")


@pytest.mark.parametrize("how", [FREE, None])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KU 12, KU 13", ["KU 12", "KU 13"]),
        ("12 13", ["12", "13"]),
        ("98-1234", ["98-1234"]),
        ("2024-15", ["2024-15"]),
        ("1000-1002", ["1000", "1001", "1002"]),
        ("8 - 11", ["8", "9", "10", "11"]),
        ("KU 9 .. KU 10", ["KU 9", "KU 10"]),
        ("098..101", ["098", "099", "100", "101"]),
        ("KU 1\tKU\u00a0 2", ["KU 1", "KU 2"]),
    ],
)
def test_numbers_without_a_format(how: FieldFormat | None, text: str, expected: list[str]) -> None:
    assert list(read_numbers(text, how, TODAY).numbers) == expected


def test_what_was_given_twice_is_told() -> None:
    typed = read_numbers("3 1-4 4 003", NUMERIC, TODAY)
    assert [int(one) for one in typed.numbers] == [3, 1, 2, 4]
    assert [int(one) for one in typed.repeated] == [3, 4]


@pytest.mark.parametrize("how", [NUMERIC, FREE])
def test_an_endless_range_is_refused_at_once(how: FieldFormat) -> None:
    assert len(read_numbers(f"00001-{MOST:05}", how, TODAY).numbers) == MOST
    with pytest.raises(TooMany):
        read_numbers("000000000-999999999", how, TODAY)


@pytest.mark.parametrize("text", ["1{}2", "1{}-{}2", "{}"])
@pytest.mark.parametrize("sign", [" ", "-", ".", "…", "\t", "1-", "\n", '"', "a"])
@pytest.mark.parametrize("how", [NUMERIC, YEARLY, FREE])
def test_a_megabyte_is_read_in_a_moment(text: str, sign: str, how: FieldFormat) -> None:
    with within(3), suppress(TooMany):
        read_numbers(text.format(sign * 300_000, sign * 300_000), how, TODAY)


def test_numbers_that_follow_each_other_are_told_as_ranges() -> None:
    numbers = ["2025-000001", "2025-000002", "2026-000003", "2026-000004", "x", "2026-000005"]
    assert in_runs(numbers, YEARLY) == [
        ("2025-000001", "2025-000002"),
        ("2026-000003", "2026-000004"),
        ("x", "x"),
        ("2026-000005", "2026-000005"),
    ]
