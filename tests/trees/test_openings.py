"""What is open in a tree, as addresses have it, ours and those of Specify 7."""

import pytest

from specify.trees.openings import OPEN_AT_MOST, Wish, address, conformed, wish_from


@pytest.mark.parametrize(
    ("asked", "opened"),
    [
        ({}, {}),
        ({"open": "7"}, {7: None}),
        ({"open": "12.7.7"}, {7: None, 12: None}),
        ({"open": "7-100"}, {7: 100}),
        ({"open": "0-100"}, {0: 100}),
        ({"open": "7.x.-3.٣.9999999999.4294967296.8"}, {7: None, 8: None}),
        ({"conformation": "~~1~2---"}, {1: None, 2: None}),
        ({"conformation": "~~1~2~3-~4----", "open": "5"}, {1: None, 2: None, 3: None, 4: None, 5: None}),
        ({"conformation": "[[1]]"}, {}),
        ({"conformation": "~~1~2"}, {1: None, 2: None}),
    ],
)
def test_what_is_open_is_read(asked: dict[str, str], opened: dict[int, int | None]) -> None:
    assert wish_from(asked).opened == opened


def test_a_wish_has_one_address_and_the_address_the_wish() -> None:
    wish = Wish(3, {12: None, 7: 100, 9: 0}, 44, only=True)
    told = address("/x/", wish, {"move": "5"})
    assert told == "/x/?move=5&tree=3&open=7-100.9-0.12&at=44&only=1"
    assert wish_from({"tree": "3", "open": "7-100.9-0.12", "at": "44", "only": "1"}) == wish
    assert address("/x/", Wish()) == "/x/"


@pytest.mark.parametrize("text", ["", "x", "-1", "0", "1.5", "9" * 30, "2147483648", "²"])
def test_what_is_no_id_chooses_nothing(text: str) -> None:
    assert wish_from({"at": text, "tree": text}) == Wish()


def test_endlessly_many_are_not_opened() -> None:
    assert len(wish_from({"open": ".".join(str(one) for one in range(1, 5000))}).opened) == OPEN_AT_MOST


def test_closing_a_node_unchooses_what_is_below() -> None:
    wish = Wish(opened={1: None, 2: None, 9: None}, at=3)
    assert wish.closing(1, {2, 3}) == Wish(opened={9: None})
    assert wish.closing(3, set()).at == 3


def test_a_conformation_is_read_as_specify_writes_it() -> None:
    assert conformed("~~1~2~30-~4-----") == [1, 2, 30, 4]
