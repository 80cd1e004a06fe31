"""Coordinates are read in every notation in use, exactly, or refused with a sentence."""

import random
from contextlib import suppress
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

import pytest
from django.utils.translation import override

from specify.resources.formatting import plain_number
from specify.text.reading_coordinates import Axis, Unit, read_coordinate
from specify.text.typed import Unreadable

pytestmark = pytest.mark.one_shape


def degrees(typed: str, axis: Axis = Axis.LATITUDE) -> str:
    return plain_number(read_coordinate(typed, axis).degrees)


def refused(typed: str, axis: Axis = Axis.LATITUDE) -> str:
    with pytest.raises(Unreadable) as caught:
        read_coordinate(typed, axis)
    return str(caught.value)


@pytest.mark.parametrize(
    "typed",
    ["60.735", "60,735", "+60.735", "６０．７３５", "060.7350", "60.735°", "60.735 N", "60.735° n", "N 60,735",
     "60.735, N", "60.735 degrees north", "Nord 60.735", "60.735grados norte"],
)  # fmt: skip
def test_decimal_degrees(typed: str) -> None:
    found = read_coordinate(typed, Axis.LATITUDE)
    assert (str(found.degrees), found.unit) == ("60.7350000000", Unit.DEGREES)


@pytest.mark.parametrize(
    "typed",
    ["60 44.1", "60° 44.1′ N", "60°44,1'N", "N60 44.1", "N 60° 44.10", "60º 44.1’ N", "60:44.1", "60 deg 44.1 min. N",
     "60° 44.1´", "60Grad 44,1Minuten Nord", "60d44.1'", "60o44.1'N", "60 ° 44.1 ' N."],
)  # fmt: skip
def test_degrees_and_minutes(typed: str) -> None:
    found = read_coordinate(typed, Axis.LATITUDE)
    assert (str(found.degrees), found.unit) == ("60.7350000000", Unit.DEGREES_MINUTES)


@pytest.mark.parametrize(
    "typed",
    ["60 44 6 N", "60° 44′ 06″ N", "60º44'06\"N", "60°44’06”N", "60°44'06''N", "60° 44′ 06′′ N", "60˚44`6˝ N",
     "60deg 44min 6sec N", "60:44:06 N", "60:44:06", "N60 44 6,0", "60-44-06N", "60 Grad 44 Minuten 6 Sekunden Nord",
     "60 degrés 44 minutes 6 secondes nord", "60 grados 44 minutos 6 segundos norte", "６０°４４′０６″Ｎ", "60°44'6\""],
)  # fmt: skip
def test_degrees_minutes_and_seconds(typed: str) -> None:
    found = read_coordinate(typed, Axis.LATITUDE)
    assert (str(found.degrees), found.unit) == ("60.7350000000", Unit.DEGREES_MINUTES_SECONDS)


def test_the_units_are_those_of_specify() -> None:
    typed = ["60.735", "60 44.1", "60 44 6"]
    assert [int(read_coordinate(one, Axis.LATITUDE).unit) for one in typed] == [0, 2, 1]


@pytest.mark.parametrize(
    "typed",
    ["-60.5", "−60.5", "- 60,5", "60.5 S", "s60 30", "60 30 0 s.", "-60 30 0", "60,5° Süd", "60.5 sud", "60.5 Sur",
     "60.5 South", "60deg 30min 0sec S"],
)  # fmt: skip
def test_south_is_negative(typed: str) -> None:
    assert degrees(typed) == "-60.5"


@pytest.mark.parametrize(
    ("typed", "value"),
    [("24.5 E", "24.5"), ("24.5 Ost", "24.5"), ("24.5 Est", "24.5"), ("Este 24.5", "24.5"), ("24 30 W", "-24.5"),
     ("24.5 West", "-24.5"), ("24.5 Oeste", "-24.5"), ("24.5 ouest", "-24.5"), ("-180", "-180"), ("180 E", "180")],
)  # fmt: skip
def test_longitudes(typed: str, value: str) -> None:
    assert degrees(typed, Axis.LONGITUDE) == value


def test_degrees_below_one_keep_their_minus_and_zero_has_none() -> None:
    assert degrees("-0 30 0") == "-0.5"
    assert degrees("0°30'S") == "-0.5"
    assert not read_coordinate("-0", Axis.LATITUDE).degrees.is_signed()
    assert not read_coordinate("0 0 0 S", Axis.LATITUDE).degrees.is_signed()


@pytest.mark.parametrize(
    ("typed", "axis", "why"),
    [
        ("90.0000000000001", Axis.LATITUDE, "is out of range: write from -90 to 90 degrees."),
        ("90 0 0.1 S", Axis.LATITUDE, "is out of range: write from -90 to 90 degrees."),
        ("180.5", Axis.LONGITUDE, "is out of range: write from -180 to 180 degrees."),
        ("60 60", Axis.LATITUDE, "has 60 or more minutes or seconds: each must be below 60."),
        ("60 44 60.0", Axis.LATITUDE, "has 60 or more minutes or seconds: each must be below 60."),
        ("60.5 44", Axis.LATITUDE, "has a fraction before its last number: only the last can have one."),
        ("60 44,5 6", Axis.LATITUDE, "has a fraction before its last number: only the last can have one."),
        ("24 E", Axis.LATITUDE, "is a longitude, but a latitude is asked for: it ends in N or S."),
        ("60 Süd", Axis.LONGITUDE, "is a latitude, but a longitude is asked for: it ends in E or W."),
        ("-60 N", Axis.LATITUDE, "has a sign and a direction, too: leave out one of them."),
        ("S -60", Axis.LATITUDE, "has a sign and a direction, too: leave out one of them."),
        ("60 X", Axis.LATITUDE, "has no direction that is known: write one of N, S."),
        ("N 60 N", Axis.LATITUDE, "has no direction that is known: write one of N, S."),
        ("60 NE", Axis.LONGITUDE, "has no direction that is known: write one of E, W."),
        ("60 44 6 secs", Axis.LATITUDE, "has no direction that is known: write one of N, S."),
    ],
)
def test_what_is_wrong_is_told(typed: str, axis: Axis, why: str) -> None:
    assert refused(typed, axis) == f"“{typed}” {why}"


@pytest.mark.parametrize("typed", ["24 O", "o 24.5", "24° 30' O."])
def test_o_is_east_for_some_and_west_for_others(typed: str) -> None:
    told = "does not tell east from west: O is Ost in German, but Oeste in Spanish; write E or W."
    with override("de"):
        assert refused(typed, Axis.LONGITUDE)
    assert refused(typed, Axis.LONGITUDE) == f"“{typed}” {told}"


@pytest.mark.parametrize(
    "typed",
    ["", "N", "north of Helsinki", "60.", ".5", "60'", '60"', '60° 6"', "60' 44", "6044'", "60.44.06",
     "60,44,06", "60..5", "60-44 N", "60 -44", "60.735, 24.935", "60° N 24° E", "60 44 6 5", "1e1", "nan", "²",
     "60d44m6s", "60°44'6\"'", "$60", "60 44min 6secS 1", "-", "--60", "60°°"],
)  # fmt: skip
def test_anything_else_is_no_coordinate(typed: str) -> None:
    examples = "60.735, -60.735, 60° 44.1′ N, 60° 44′ 6″ N."
    assert refused(typed) == f"“{typed}” cannot be read as a coordinate: write it like {examples}"


@pytest.mark.parametrize("axis", list(Axis))
def test_the_examples_can_be_read(axis: Axis) -> None:
    examples = refused("x", axis).partition("write it like ")[2].removesuffix(".").split(", ")
    assert len({abs(read_coordinate(one, axis).degrees) for one in examples}) == 1


@pytest.mark.parametrize("axis", list(Axis))
def test_what_the_columns_hold_is_read_back(axis: Axis) -> None:
    chance = random.Random(1)  # noqa: S311 - the same numbers in each run
    for _round in range(2000):
        value = Decimal(chance.randint(-axis.value * 10**10, axis.value * 10**10)).scaleb(-10)
        for told in (plain_number(value), str(value), plain_number(value).replace(".", ",")):
            if "E" not in told:
                assert read_coordinate(told, axis).degrees == value


def test_parts_are_exact_to_the_tenth_place() -> None:
    chance = random.Random(2)  # noqa: S311 - the same numbers in each run
    for _round in range(2000):
        whole, minutes, seconds = chance.randrange(180), chance.randrange(60), chance.randrange(60000)
        way = chance.choice(["{}° {}′ {}″ {}", "{} {} {} {}", "{}:{}:{} {}", "{}d{}'{}\"{}", "{3} {0} {1} {2}"])
        letter, sign = chance.choice([("E", 1), ("W", -1), ("Ost", 1), ("west", -1)])
        found = read_coordinate(way.format(whole, minutes, f"{seconds / 1000:.3f}", letter), Axis.LONGITUDE)
        exact = sign * (whole + Fraction(minutes, 60) + Fraction(seconds, 3600000))
        assert found.degrees == found.degrees.quantize(Decimal("1E-10"), ROUND_HALF_EVEN)
        assert abs(Fraction(found.degrees) - exact) <= Fraction(1, 2 * 10**10)


def test_nothing_but_a_sentence_comes_of_nonsense() -> None:
    chance = random.Random(3)  # noqa: S311 - the same texts in each run
    for _round in range(5000):
        typed = "".join(
            chance.choices("0123456789 .,:-+°′″'\"NSEWOdegminsec\u00b2\u0663\x00½é", k=chance.randrange(14))
        )
        axis = chance.choice(list(Axis))
        with suppress(Unreadable):
            assert abs(read_coordinate(typed, axis).degrees) <= axis.value
