"""Numbers are read as they were meant, or refused with a sentence; what pages show is read back to the same."""

import math
import random
import struct
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.utils.translation import override

from specify.resources.formatting import plain_number
from specify.text.reading_numbers import read_decimal, read_float, read_integer
from specify.text.typed import Unreadable

pytestmark = pytest.mark.one_shape


def refused(read: Callable[[], object]) -> str:
    with pytest.raises(Unreadable) as caught:
        read()
    return str(caught.value)


@pytest.mark.parametrize(
    ("typed", "value"), [("12", 12), (" +12 ", 12), ("-5", -5), ("− 5", -5), ("007", 7), ("１２", 12), ("٣", 3)]
)
def test_whole_numbers(typed: str, value: int) -> None:
    assert read_integer(typed, -128, 127) == value


@pytest.mark.parametrize(
    "typed", ["", " ", "12.0", "1,200", "1 200", "1e2", "1_0", "0x1F", "twelve", "²", "--1", "5 m"]
)
def test_a_whole_number_is_written_in_digits_only(typed: str) -> None:
    sentence = f"“{typed.strip()}” is no whole number: write digits only, such as 1200."
    assert refused(lambda: read_integer(typed, 0, 9999)) == sentence


@pytest.mark.parametrize("typed", ["-1", "256", "9" * 400])
def test_whole_numbers_have_a_range(typed: str) -> None:
    assert refused(lambda: read_integer(typed, 0, 255)).endswith("does not fit: write a number from 0 to 255.")
    assert (read_integer("0", 0, 255), read_integer("255", 0, 255)) == (0, 255)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12.5", "12.5"),
        ("12,5", "12.5"),
        ("-,5", "-0.5"),
        (".25", "0.25"),
        ("1.234", "1.234"),
        ("0,125", "0.125"),
        ("1234,567", "1234.567"),
        ("12,50000000000000", "12.5"),
        ("+ 3", "3"),
        ("١٢٫٥", "12.5"),
        ("-0", "0"),
    ],
)
def test_numbers_with_places(typed: str, value: str) -> None:
    assert read_decimal(typed, 14, 4) == Decimal(value)
    assert not read_decimal(typed, 14, 4).is_signed() or value.startswith("-")
    assert read_float(typed) == float(value)


@pytest.mark.parametrize("read", [lambda typed: read_decimal(typed, 22, 10), read_float], ids=["decimal", "float"])
class TestRefused:
    """What neither an exact nor a floating-point number may look like."""

    @pytest.mark.parametrize(
        "typed", ["1,234.5", "1.234,5", "1 234", "1'234", "1’234", "1,234,567", "1.234.567", "-1 234,5"]
    )
    def test_separators_between_thousands(self, read: Callable[[str], object], typed: str) -> None:
        sentence = f"“{typed}” has separators between thousands: leave them out, as in 1200.5."
        assert refused(lambda: read(typed)) == sentence

    def test_a_comma_that_may_be_either(self, read: Callable[[str], object]) -> None:
        sentence = "“-1,200” could be -1.200 or -1200: write it in one of these ways."
        assert refused(lambda: read("-1,200")) == sentence

    @pytest.mark.parametrize(
        "typed", ["", "nan", "NaN", "inf", "-Infinity", "1e5", "1E+2", "1_000", "5.", ",", "1,2,3", "12 m", "½", "0x10"]
    )
    def test_anything_but_plain_digits(self, read: Callable[[str], object], typed: str) -> None:
        sentence = f"“{typed}” is no number in plain digits: write it like 1200 or 12.5."
        assert refused(lambda: read(typed)) == sentence


@pytest.mark.parametrize(
    ("typed", "value"), [("1,200", "1.2"), ("1,2", "1.2"), ("1.2", "1.2"), ("1200", "1200"), ("0.125", "0.125")]
)
def test_in_german_a_comma_stands_before_places(typed: str, value: str) -> None:
    with override("de"):
        assert read_decimal(typed, 14, 4) == Decimal(value)
        assert read_float(typed) == float(value)


@pytest.mark.parametrize("read", [lambda typed: read_decimal(typed, 22, 10), read_float], ids=["decimal", "float"])
def test_in_german_a_point_that_may_be_either_is_asked_about(read: Callable[[str], object]) -> None:
    with override("de"):
        told = refused(lambda: read("-1.200"))
        assert "-1,200" in told
        assert "-1200" in told
        assert float(str(read("-1,200"))) == -1.2
        assert read("-1200") == -1200


def test_nothing_is_rounded_to_fit_an_exact_column() -> None:
    assert read_decimal("9999.99", 6, 2) == Decimal("9999.99")
    assert read_decimal("7", 1, 0) == 7
    sentences = [refused(lambda typed=typed: read_decimal(typed, 6, 2)) for typed in ("10000", "-10000.00", "0.001")]
    assert sentences == [
        "“10000” is too large: at most 4 digits before the point fit.",
        "“-10000.00” is too large: at most 4 digits before the point fit.",
        "“0.001” is too exact: at most 2 decimal places can be kept.",
    ]
    assert refused(lambda: read_decimal("0.01", 2, 1)).endswith("at most 1 decimal place can be kept.")
    assert refused(lambda: read_decimal("10", 2, 1)).endswith("at most 1 digit before the point fits.")


def test_a_float_is_finite_and_its_zero_has_no_sign() -> None:
    assert refused(lambda: read_float("1" + "0" * 309)).endswith(
        "is too large: at most 308 digits before the point fit."
    )
    assert math.copysign(1, read_float("-0.0")) == 1


def test_exact_numbers_are_read_back() -> None:
    chance = random.Random(1)  # noqa: S311 - the same numbers in each run
    for _round in range(3000):
        places = chance.choice([0, 2, 10])
        value = Decimal(chance.randint(-(10**22), 10**22) // 10 ** chance.randint(0, 22)).scaleb(-places)
        assert read_decimal(plain_number(value), 23, places) == value


def test_floats_are_read_back() -> None:
    chance = random.Random(2)  # noqa: S311 - the same numbers in each run
    extremes = [5e-324, -5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, -1.2345678901234567e-308, 1 / 3, 0.1]
    bits = (struct.unpack("d", chance.randbytes(8))[0] for _round in range(3000))
    for value in (*extremes, *filter(math.isfinite, bits), *(chance.uniform(-1e4, 1e4) for _round in range(1000))):
        assert read_float(plain_number(value)) == value
