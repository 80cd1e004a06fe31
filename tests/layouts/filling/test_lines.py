"""Texts, numbers and yes-or-no: the same value always gives the same text, and nothing in it is lost."""

from decimal import Decimal
from typing import Any

import pytest

from specify.layouts.filling.lines import value_text
from specify.resources.field_formats import FieldFormat, Part
from tests.layouts.filling.asking import there

pytestmark = pytest.mark.one_shape

AWKWARD = ["", " ", "a ", "\ta", "0", "<b> \"q\" & 'x'", "Ä́", "\nfirst", "one\r\ntwo\n", "x" * 50, "None"]


@pytest.mark.parametrize("text", AWKWARD)
@pytest.mark.parametrize("uitype", ["text", "textarea", "formattedtext"])
def test_a_text_stands_as_it_is_stored(text: str, uitype: str) -> None:
    found = there("agent", f'name="text1" uitype="{uitype}"', {"text1": text})
    assert found.text == text
    assert found.kind == ("text" if uitype == "textarea" or "\n" in text else "line")


def test_nothing_and_an_empty_text_look_the_same() -> None:
    assert there("agent", 'name="text1"', {"text1": None}).text == there("agent", 'name="text1"', {"text1": ""}).text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (0, "0"),
        (-7, "-7"),
        (Decimal("12.5000000000"), "12.5"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.0000000001"), "-0.0000000001"),
        (Decimal("0E-10"), "0"),
        (0.1, "0.1"),
        (1e21, "1000000000000000000000"),
        (True, "1"),
        (False, "0"),
    ],
)
def test_numbers_are_plain_digits(value: Any, text: str) -> None:
    assert value_text(value) == text


def test_the_column_the_format_and_the_layout_limit_the_length() -> None:
    assert there("agent", 'name="lastName"').limits == {"maxlength": "256"}
    assert there("agent", 'name="lastName" initialize="maxlength=9"').limits == {"maxlength": "9"}
    assert there("agent", 'name="lastName" initialize="maxlength=999"').limits == {"maxlength": "256"}
    assert there("agent", 'name="remarks"').limits == {}
    assert there("agent", 'name="lastName"', mode="search").limits == {}


def test_numbers_name_their_keyboard_and_their_bounds() -> None:
    found = there("preparation", 'name="countAmt" uitype="spinner" initialize="min=1;max=99.50"')
    assert (found.limits, found.hint) == ({"inputmode": "numeric"}, "1 to 99.5")
    assert there("preparation", 'name="countAmt" initialize="min=0"').hint == ""
    assert there("preparation", 'name="countAmt" initialize="min=1"').hint == "at least 1"
    assert there("preparation", 'name="countAmt" initialize="max=x"').hint == ""
    assert there("locality", 'name="latitude1" initialize="max=90"').hint == "at most 90"
    assert there("locality", 'name="latitude1"').limits == {"inputmode": "decimal"}
    assert there("agent", 'name="lastName" initialize="min=1"').hint == ""


def test_a_format_is_told_in_words_and_its_number_left_as_it_is() -> None:
    found = FieldFormat("F", "F", "accession", "accessionNumber", parts=(Part("year", 4), Part("numeric", 3)))

    def formatted(_table: str, name: str) -> FieldFormat | None:
        return found if name == "accessionNumber" else None

    made = there("accession", 'name="accessionNumber"', {"accessionNumber": "1987-031"}, formatted=formatted)
    assert (made.text, made.hint, made.limits) == ("1987-031", "the year, then 3 digits", {"maxlength": "7"})
    assert there("accession", 'name="accessionNumber"', formatted=formatted, mode="search").hint == ""
    short = FieldFormat("S", "S", "", "", max_length=5)
    made = there("accession", 'name="accessionNumber"', formatted=lambda _table, _name: short)
    assert (made.hint, made.limits) == ("", {"maxlength": "5"}), "more cannot be typed, so nothing is said of it"
    open_end = FieldFormat("F", "F", "", "", parts=(Part("regex", 1, "[a-z]+", "abc"),))
    assert there("accession", 'name="accessionNumber"', formatted=lambda _t, _n: open_end).limits == {"maxlength": "60"}


def test_areas_have_the_lines_of_the_layout_and_are_lines_in_a_search() -> None:
    assert there("agent", 'name="remarks" uitype="textarea" rows="7"').lines == 7
    assert there("agent", 'name="remarks" uitype="textarea"').lines == 4
    assert there("agent", 'name="remarks" uitype="textareabrief"').lines == 1
    assert there("agent", 'name="remarks" uitype="textarea"', mode="search").kind == "line"


def test_a_secret_is_never_told() -> None:
    found = there("agent", 'name="text1" uitype="password"', {"text1": "hush"})
    assert (found.text, found.limits["type"]) == ("", "password")


@pytest.mark.parametrize(("stored", "ticked", "three"), [(True, "1", "1"), (False, "", "0"), (None, "", "")])
def test_yes_no_and_not_known(stored: bool | None, ticked: str, three: str) -> None:
    assert there("determination", 'name="isCurrent" isrequired="true"', {"isCurrent": stored}).text == ticked
    found = there("determination", 'name="isCurrent" uitype="tristate"', {"isCurrent": stored})
    assert (found.text, [option.value for option in found.options]) == (three, ["", "1", "0"])
    assert not found.required


def test_a_box_that_was_unticked_stays_so() -> None:
    assert there("determination", 'name="isCurrent"', {"isCurrent": True}, {"isCurrent": ""}).text == ""
    assert there("determination", 'name="isCurrent"', {"isCurrent": None}, {"isCurrent": "1"}).text == "1"
    assert there("agent", 'name="integer1" uitype="checkbox"', {"integer1": 5}).text == "1"


@pytest.mark.parametrize("told", ["9" * 5000, "-5", "²", "1e3", "", " "])
def test_a_length_that_is_none_is_passed_over(told: str) -> None:
    assert there("agent", f'name="lastName" initialize="maxlength={told}"').limits == {"maxlength": "256"}


@pytest.mark.parametrize("told", ["9" * 5000, "1e999999", "1E+9999999", "NaN", "sNaN", "Infinity", "-inf", "0x10", "٣"])
def test_a_bound_that_nobody_would_write_is_passed_over(told: str) -> None:
    assert there("collectionobject", f'name="countAmt" initialize="min={told};max={told}"').hint == ""
    assert there("collectionobject", f'name="countAmt" initialize="min=1;max={told}"').hint == "at least 1"
