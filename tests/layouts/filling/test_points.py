"""Coordinates as they are typed: as written or in degrees, one point or two, and nothing recorded is lost."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from specify.layouts.filling.controls import entry_of
from specify.layouts.filling.filled import Entry
from specify.layouts.form import Pair
from tests.layouts.filling.asking import NEW, entry, said, there, writer_of
from tests.layouts.making import PlainRows, form

pytestmark = pytest.mark.one_shape

CELL = 'name="this" uitype="plugin" initialize="name=LatLonUI"'
WRITTEN = {
    "lat1text": "60° 46' 30\" N",
    "long1text": "11.25",
    "latitude1": Decimal("60.7750000000"),
    "longitude1": Decimal("11.2500000000"),
}


def lines(found: Entry) -> dict[str, str]:
    assert found.kind == "several"
    return {inner.name: inner.text for inner in found.inner}


def test_a_point_stands_as_written_with_its_degrees_where_they_differ() -> None:
    found = there("locality", CELL, WRITTEN)
    assert lines(found) == {"lat1text": "60° 46' 30\" N", "long1text": "11.25", "latLongType": ""}
    assert [inner.hint for inner in found.inner] == ["60.775 degrees", "", ""]
    assert (found.name, found.hint) == ("coordinates", "")
    assert [inner.label for inner in found.inner] == ["~latitude1", "~longitude1", "~latLongType"]


@pytest.mark.parametrize("written", [None, "", "  "])
def test_where_nothing_was_typed_the_degrees_stand(written: str | None) -> None:
    row = {"lat1text": written, "latitude1": Decimal("-0.5000000000"), "longitude1": 0.0}
    found = there("locality", CELL, row)
    assert (lines(found)["lat1text"], lines(found)["long1text"]) == ("-0.5", "0")


@pytest.mark.parametrize("kind", ["Line", "rectangle"])
def test_lines_and_rectangles_have_a_second_point(kind: str) -> None:
    found = there("locality", CELL, {**WRITTEN, "latLongType": kind})
    assert list(lines(found)) == ["lat1text", "long1text", "lat2text", "long2text", "latLongType"]
    assert found.inner[-1].text == kind.title()
    found = there("locality", CELL, WRITTEN, {"latLongType": kind})
    assert "lat2text" in lines(found)


@pytest.mark.parametrize(("share", "each"), [(24, 12), (16, 8), (12, 12)])
def test_two_lines_stand_beside_each_other_where_there_is_room(share: int, each: int) -> None:
    (pair,) = form("locality", f'<row><cell type="field" {CELL}/></row>').pairs()
    assert isinstance(pair, Pair)
    row = {"id": 1, **WRITTEN}
    found = entry_of(writer_of(PlainRows({"locality": {1: row}})), replace(pair, share=share), row, "")
    assert found is not None
    assert {inner.share for inner in found.inner} == {each}


def test_a_second_point_that_is_stored_is_shown_whatever_the_type() -> None:
    found = there("locality", CELL, {**WRITTEN, "latLongType": "Point", "latitude2": Decimal(1)})
    assert lines(found)["lat2text"] == "1"
    odd = there("locality", CELL, {**WRITTEN, "latLongType": "Blob"}).inner[-1]
    assert (odd.text, odd.options[0].value) == ("Blob", "Blob")


def test_a_layout_can_fix_the_type() -> None:
    cell = CELL.replace("LatLonUI", "LatLonUI;latlongtype=Line")
    assert list(lines(there("locality", cell))) == ["lat1text", "long1text", "lat2text", "long2text"]
    cell = CELL.replace("LatLonUI", "LatLonUI;latlongtype=Point")
    assert list(lines(there("locality", cell))) == ["lat1text", "long1text"]


def test_a_new_locality_begins_as_a_point_and_tells_how_to_write_one() -> None:
    found = there("locality", CELL, {"id": NEW})
    assert lines(found) == {"lat1text": "", "long1text": "", "latLongType": "Point"}
    assert found.inner[-1].decides
    assert found.hint == "-33.5075 or 33° 30' 27\" S"


def test_a_search_has_one_point_and_nothing_in_it() -> None:
    found = there("locality", CELL, WRITTEN, {"long1text": "11"}, mode="search")
    assert (lines(found), found.hint) == ({"lat1text": "", "long1text": "11"}, "")


def test_problems_stand_at_their_half() -> None:
    told = {"longitude1": ("More than 180",), "lat1text": ("No such thing",)}
    found = there("locality", CELL, WRITTEN, {"lat1text": "x"}, problems=told)
    assert [inner.problems for inner in found.inner] == [("No such thing",), ("More than 180",), ()]
    assert found.inner[0].text == "x"


@pytest.mark.parametrize(
    "more",
    [
        {"may": lambda _table, _action: False},
        {"may_change": lambda _table, name: name != "longitude2"},
        {"mode": "view"},
    ],
)
def test_who_may_not_change_all_of_it_reads_it(more: dict[str, Any]) -> None:
    assert said(there("locality", CELL, {"latitude1": 12.5, "longitude1": 3}, **more)) == "12.5, 3"
    assert entry("locality", f'{CELL} readonly="true"') is None
