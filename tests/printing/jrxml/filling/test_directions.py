"""Text that is read from the right: where it begins, and in which order its parts stand."""

import re

import pytest

from specify.printing.jrxml.filling.directions import from_right, on_paper
from specify.printing.jrxml.filling.items import Line, Page, Text
from specify.printing.rendering.child.jrxml.reading import blocks_of
from tests.printing.jrxml.templates import pages, report, section, text

pytestmark = pytest.mark.one_shape

FISH, SMALL = "\u0633\u0645\u0643", "\u0635\u063a\u064a\u0631"
HEBREW = "\u05d3\u05d2 \u05e7\u05d8\u05df"


def lines(says: str, looks: str = "", wide: int = 100) -> tuple[Line, ...]:
    [page] = pages(report(section("detail", text("$F{a}", f"0 0 {wide} 40", looks=looks), height=40)), [{"a": says}])
    [item] = page.items
    assert isinstance(item, Text)
    return item.lines


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        (FISH, True),
        (HEBREW, True),
        (f"12 ({FISH})", True),
        (f"Wadi {FISH}", False),
        ("12 \N{EN DASH} 13", False),
        ("", False),
    ],
)
def test_the_first_letter_with_a_direction_tells(says: str, expected: bool) -> None:
    assert from_right(says) is expected


def test_it_begins_at_the_right_unless_told_otherwise() -> None:
    [line] = lines(FISH)
    width = sum(run.width for run in line.runs)
    assert line.from_right
    assert line.x == pytest.approx(100 - width)
    assert [one.x for one in lines(FISH, 'textAlignment="Left"')] == [0]
    assert [one.x for one in lines(FISH, 'textAlignment="Center"')] == [pytest.approx(50 - width / 2)]
    assert [one.x for one in lines("fish")] == [0]


def test_each_line_of_a_paragraph_begins_there_the_last_of_a_justified_one_too() -> None:
    found = lines(f"{FISH} {SMALL} " * 4 + "1998", 'textAlignment="Justified"')
    assert len(found) > 1
    assert all(line.from_right for line in found)
    assert found[0].x == 0
    assert found[-1].x == pytest.approx(100 - sum(run.width for run in found[-1].runs))


def from_left(line: Line) -> list[str]:
    assert [run.x for run in line.runs] == sorted(run.x for run in line.runs)
    return [run.text.strip() for run in line.runs if run.text.strip()]


def test_parts_of_a_line_stand_in_the_order_in_which_they_are_read() -> None:
    styled = 'markup="styled"', 200
    inner = "<style isItalic='true'>Perca</style> <style isBold='true'>sp</style>"
    [line] = lines(f"{FISH} {inner} {SMALL}", *styled)
    assert from_left(line) == [SMALL, "Perca", "sp", FISH]
    [line] = lines(f"a <style isBold='true'>{FISH}</style> <style isItalic='true'>{SMALL}</style> b", *styled)
    assert from_left(line) == ["a", SMALL, FISH, "b"]
    [line] = lines("a <style isBold='true'>b</style> c", *styled)
    assert from_left(line) == ["a", "b", "c"]


@pytest.mark.parametrize(
    "says",
    [
        f"{FISH} <style isItalic='true'>Perca</style> <style isBold='true'>sp</style> {SMALL}",
        f"a <style isBold='true'>{FISH}</style> <style isItalic='true'>{SMALL}</style> b",
    ],
)
def test_it_is_read_in_the_order_in_which_it_was_written(says: str) -> None:
    [line] = lines(says, 'markup="styled"', 200)
    told = "".join(run.text for run in on_paper(line.runs, line.from_right))
    assert told == re.sub("<[^>]*>", "", says)
    [block] = blocks_of([Page(200, 40, [Text(0, 0, 200, 40, (line,))])])
    assert "".join(run[0] for run in block["runs"]).split() == told.split()
