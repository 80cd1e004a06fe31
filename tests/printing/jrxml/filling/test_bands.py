"""What happens within a band: what stretches, floats, moves, is left out, is split."""

import pytest

from specify.printing.jrxml.filling.filled import filled
from specify.printing.jrxml.filling.items import Shape, Stroke
from tests.printing.jrxml.templates import numbered, pages, place, places, report, said, section, text, told, words

pytestmark = pytest.mark.one_shape
WORDS = "below the old mill on the left bank of the creek among roots and stones"
FLOAT = {"positionType": "Float"}
STRETCH = {"isStretchWithOverflow": "true"}
LINE = 11.5
"""The height of a line of ten points."""


def test_a_text_that_stretches_moves_what_floats_below_it_and_the_band_grows() -> None:
    detail = section(
        "detail",
        text("$F{a}", "0 0 100 12", **STRETCH),
        text('"below"', "0 14 100 12", **FLOAT),
        text('"beside"', "100 14 100 12", **FLOAT),
        text('"fixed"', "0 14 100 12"),
        text('"bottom"', "0 28 100 12", positionType="FixRelativeToBottom"),
        height=40,
    )
    [page] = pages(report(detail), [{"a": WORDS}, {"a": "short"}])
    first = {told(item): item.y - 10 for item in page.items[:5]}
    lines = next(one for one in first if one.startswith("below the")).count("|") + 1
    grown = lines * LINE - 12
    assert lines > 3
    assert first["below"] == pytest.approx(14 + grown)
    assert (first["beside"], first["fixed"]) == (14, 14)
    assert first["bottom"] == pytest.approx(28 + grown)
    assert places(page)["short"][1] == pytest.approx(10 + 40 + grown)


def test_without_stretching_a_text_is_cut_behind_the_last_whole_line() -> None:
    detail = section("detail", text("$F{a}", "0 0 60 30"), height=30)
    [page] = pages(report(detail), [{"a": WORDS}])
    assert words(page) == ["below the old|mill on the"]


def test_the_first_line_is_printed_even_where_the_box_is_too_low() -> None:
    detail = section("detail", text("$F{a}", "0 0 100 5"), height=5)
    [page] = pages(report(detail), [{"a": "12345"}])
    assert words(page) == ["12345"]


def test_conditions_decide_what_is_printed() -> None:
    only = "<printWhenExpression><![CDATA[{}]]></printWhenExpression>"
    detail = section(
        "detail",
        text('"if two"', inside=only.format('$F{a}.equals("2")')),
        text('"if nothing"', inside=only.format("$F{b}.isEmpty()")),
        text("$F{a}"),
    )
    [page] = pages(report(detail, fields="a b"), numbered(2))
    assert words(page) == ["1", "if two", "2"]
    never = report(section("detail", text("$F{a}"), inside=only.format("false")))
    [page] = pages(never, numbered(2))
    assert words(page) == []


def test_a_condition_that_cannot_be_worked_out_is_told_and_prints() -> None:
    only = "<printWhenExpression><![CDATA[new File('x').exists()]]></printWhenExpression>"
    found = filled(report(section("detail", text("$F{a}", inside=only))), numbered(3))
    assert words(found.pages[0]) == ["1", "2", "3"]
    assert said(found) == [(1, "expression-class", "File")]


def test_an_empty_line_is_taken_out() -> None:
    detail = section(
        "detail",
        text("$F{a}", "0 0 100 12", isBlankWhenNull="true", isRemoveLineWhenBlank="true"),
        text('"next"', "0 14 100 12"),
        height=30,
    )
    [page] = pages(report(detail), [{"a": None}, {"a": "there"}])
    assert [y for _x, y in (one for one in ((item.x, item.y) for item in page.items))] == [12, 28, 42]


def test_a_line_stays_if_something_beside_is_printed() -> None:
    detail = section(
        "detail",
        text("$F{a}", "0 0 100 12", isBlankWhenNull="true", isRemoveLineWhenBlank="true"),
        text('"beside"', "100 0 100 12"),
        text('"next"', "0 14 100 12"),
        height=30,
    )
    [page] = pages(report(detail), [{"a": None}])
    assert places(page) == {"beside": (110, 10), "next": (10, 24)}


def test_a_value_that_repeats_is_left_out() -> None:
    detail = section("detail", text("$F{a}", isPrintRepeatedValues="false"))
    [page] = pages(report(detail), [{"a": one} for one in "aabba"])
    assert words(page) == ["a", "b", "a"]


def test_frames_hold_what_stands_in_them_and_grow_with_it() -> None:
    frame = (
        f'<frame><reportElement {place("5 2 100 20")} mode="Opaque" backcolor="#EEEEEE"/>'
        '<box leftPadding="3" topPadding="1"><pen lineWidth="1"/></box>'
        f"{text('$F{a}', '0 0 90 12', **STRETCH)}</frame>"
    )
    after = text('"after"', "5 24 100 12", **FLOAT)
    [page] = pages(report(section("detail", frame, after, height=40)), [{"a": WORDS}])
    behind, inside, *sides, last = page.items
    lines = told(inside).count("|") + 1
    assert isinstance(behind, Shape)
    assert (behind.x, behind.y, behind.fill) == (15, 12, "#eeeeee")
    assert behind.height == pytest.approx(lines * LINE + 7 + 1)
    assert (inside.x, inside.y) == (18, 13)
    assert [type(side) for side in sides] == [Stroke] * 4
    assert last.y == pytest.approx(12 + behind.height + 2)


def test_what_stretches_with_the_band() -> None:
    line = f'<line><reportElement {place("100 0 1 20")} stretchType="RelativeToBandHeight"/></line>'
    detail = section("detail", text("$F{a}", "0 0 100 12", **STRETCH), line)
    [page] = pages(report(detail), [{"a": WORDS}])
    words_, line_ = page.items
    assert line_.height == pytest.approx(20 + len(words_.lines) * LINE - 12)


def test_a_band_that_grows_beyond_the_page_goes_on_there_line_by_line() -> None:
    detail = section("detail", text("$F{a}", "0 0 60 12", **STRETCH), text('"end"', "100 0 60 12"))
    template = report(detail, pageHeight=100)
    found = pages(template, [{"a": " ".join(f"word{number}" for number in range(40))}])
    everything = "|".join(told(page.items[0]) for page in found).replace("|", " ").split()
    assert len(found) == 6
    assert everything == [f"word{number}" for number in range(40)]
    assert [words(page)[1:] for page in found] == [["end"], *[[]] * 5]
    assert all(len(page.items[0].lines) <= 6 for page in found)


def test_a_band_that_must_not_be_split_goes_to_the_next_page_as_a_whole() -> None:
    detail = section("detail", text("$F{a}", "0 0 60 12", **STRETCH), isSplitAllowed="false")
    rows = [{"a": "first"}, {"a": " ".join(f"word{number}" for number in range(10))}]
    found = pages(report(detail, pageHeight=90), rows)
    assert [len(words(page)) for page in found] == [1, 1]
    assert words(found[1])[0].startswith("word0")


def test_a_band_higher_than_the_page_does_not_go_on_for_ever() -> None:
    detail = section("detail", text("$F{a}"), height=5000)
    assert len(pages(report(detail), numbered(3))) == 3
    low = section("detail", f"<rectangle><reportElement {place('0 0 10 500')}/></rectangle>", height=500)
    assert len(pages(report(low), numbered(3))) == 3


def test_a_break_begins_a_new_page() -> None:
    stop = f"<break><reportElement {place('0 14 100 1')}/></break>"
    detail = section("detail", text('"above"'), stop, text('"below"', "0 20 100 12"), height=40)
    found = pages(report(detail), [{"a": "1"}])
    assert [words(page) for page in found] == [["above"], ["below"]]


def test_turned_text_is_broken_at_the_height_of_its_box() -> None:
    detail = section("detail", text("$F{a}", "0 0 30 60", looks='rotation="Left"'), height=60)
    [page] = pages(report(detail), [{"a": "below the old mill"}])
    [item] = page.items
    assert (item.rotation, told(item)) == ("Left", "below the old|mill")


def test_places_of_text_in_its_box() -> None:
    detail = section(
        "detail",
        text('"left"', "0 0 100 40"),
        text('"right"', "0 0 100 40", looks='textAlignment="Right" verticalAlignment="Bottom"'),
        text('"center"', "0 0 100 40", looks='textAlignment="Center" verticalAlignment="Middle"'),
        height=40,
    )
    [page] = pages(report(detail), [{"a": "1"}])
    left, right, center = (item.lines[0] for item in page.items)
    assert (left.x, left.baseline) == (0, pytest.approx(9.38))
    assert right.x + right.runs[0].width == pytest.approx(100)
    assert right.baseline == pytest.approx(40 - 2.12)
    assert center.x + center.runs[0].width / 2 == pytest.approx(50)
    assert center.baseline == pytest.approx(20 + 9.38 - LINE / 2)


def test_justified_lines_are_as_wide_as_the_box_but_the_last() -> None:
    detail = section("detail", text("$F{a}", "0 0 90 40", looks='textAlignment="Justified"'), height=40)
    [page] = pages(report(detail), [{"a": WORDS[:36]}])
    first, last = page.items[0].lines[0], page.items[0].lines[-1]
    assert first.runs[0].width == pytest.approx(90)
    assert first.spacing > 0
    assert last.spacing == 0
