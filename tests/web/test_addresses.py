"""Numbers in addresses: what is none asks for nothing, and none is larger than an id can be."""

import pytest

from specify.web.addresses import LARGEST_ID, number_in

pytestmark = pytest.mark.one_shape


@pytest.mark.parametrize("text", ["1", "10", "999999999", str(LARGEST_ID)])
def test_what_can_be_an_id_is_a_number(text: str) -> None:
    assert number_in(text) == int(text)


@pytest.mark.parametrize("text", ["", "0", "007", "-1", "+1", " 1", "1 ", "1.0", "²", "٣", "x", "1\n", "9" * 30])
def test_what_can_be_none_is_none(text: str) -> None:
    assert number_in(text) is None


def test_the_first_that_is_too_large_is_none() -> None:
    assert number_in(str(LARGEST_ID + 1)) is None
