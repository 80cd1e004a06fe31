"""Reports within reports that are long: kept together, cut between lines, without end, with many rows."""

from typing import Any

import pytest

from specify.printing.jrxml.declaring import Report
from specify.printing.jrxml.filling.filled import filled
from specify.printing.jrxml.filling.items import Shape, Text
from specify.printing.jrxml.filling.state import Inner, Supply
from tests.printing.jrxml.templates import band, numbered, pages, place, places, report, said, section, text, words

pytestmark = pytest.mark.one_shape

WITHIN = (
    f"<subreport><reportElement {place('0 20 200 12')}/>"
    '<subreportExpression><![CDATA["inner.jasper"]]></subreportExpression></subreport>'
)
OUTER = report(section("detail", text('"outer"'), WITHIN, height=40))
LONG = " ".join(f"word{number}" for number in range(150))


def within(inner: Report, rows: list[dict[str, Any]]) -> Supply:
    return Supply(inner={"inner": Inner(inner, rows)})


def kept(*names: str, rows: int) -> Supply:
    """Groups of so many rows with a header, each kept together."""
    group = (
        '<group name="g" keepTogether="true"><groupExpression><![CDATA[$F{g}]]></groupExpression>'
        f"<groupHeader>{band(text('$F{g}'))}</groupHeader></group>"
    )
    inner = report(group, section("detail", text("$F{a}")), fields="a g")
    return within(inner, [{"g": name, "a": f"{name}{number}"} for name in names for number in range(rows)])


def test_its_groups_go_to_the_next_page_as_a_whole() -> None:
    first, second = pages(OUTER, numbered(1), kept("x", "y", "z", rows=3))
    assert words(first) == ["outer", "x", "x0", "x1", "x2", "y", "y0", "y1", "y2"][:9]
    assert words(second) == ["z", "z0", "z1", "z2"]


def test_a_group_right_below_other_rows_goes_along_too() -> None:
    found = pages(OUTER, numbered(3), kept("x", rows=3))
    assert [words(page)[0] for page in found] == ["outer", "x", "x"]
    assert [words(page)[-1] for page in found] == ["outer", "outer", "x2"]


def test_a_group_higher_than_a_page_is_split() -> None:
    found = pages(OUTER, numbered(1), kept("x", rows=20))
    told = [word for page in found for word in words(page)]
    assert told == ["outer", "x", *(f"x{number}" for number in range(20))]
    assert len(found) == 4


def test_a_row_higher_than_the_page_is_cut_between_lines_and_nothing_is_lost() -> None:
    row = section(
        "detail",
        f'<rectangle><reportElement {place("0 0 10 30")} stretchType="ContainerHeight"/></rectangle>',
        text("$F{a}", isStretchWithOverflow="true"),
        text('"after"', "0 14 200 12", positionType="Float"),
        height=30,
    )
    found = pages(OUTER, numbered(1), within(report(row), [{"a": LONG}]))
    told = " ".join(word.replace("|", " ") for page in found for word in words(page))
    assert told == f"outer {LONG} after"
    assert len(found) == 3
    assert words(found[0])[1].startswith("word0 "), "it begins where there is room for its declared height"
    assert all(item.y + item.height <= 190.01 for page in found for item in page.items)
    texts = [item for page in found for item in page.items if isinstance(item, Text)]
    assert all(0 < line.baseline <= item.height + 0.01 for item in texts for line in item.lines)
    assert sum(isinstance(item, Shape) for page in found for item in page.items) == 3


def test_a_row_that_must_not_be_split_goes_to_the_next_page() -> None:
    row = section("detail", text("$F{a}", isStretchWithOverflow="true"), splitType="Prevent")
    first, second = pages(OUTER, numbered(1), within(report(row), [{"a": LONG[:510]}]))[:2]
    assert words(first) == ["outer"]
    assert words(second)[0].startswith("word0 ")


def test_rows_of_one_height_do_not_hang_over_the_page() -> None:
    only = report(section("detail", WITHIN.replace('y="20"', 'y="0"'), height=20))
    found = pages(only, numbered(3), within(report(section("detail", text("$F{a}"), height=70)), numbered(2)))
    assert [places(page) for page in found] == [{"1": (10, 10), "2": (10, 80)}] * 3


def test_a_title_goes_on_on_as_many_pages_as_it_takes() -> None:
    inner = within(report(section("detail", text("$F{a}"), height=70)), numbered(5))
    title = section("title", WITHIN.replace('y="20"', 'y="0"'), height=20)
    found = pages(report(title, section("detail", text('"row"'))), numbered(1), inner)
    assert [words(page) for page in found] == [["1", "2"], ["3", "4"], ["5", "row"]]


def test_a_header_that_is_higher_than_the_page_is_told() -> None:
    header = section("pageHeader", text("$F{a}", isStretchWithOverflow="true"))
    found = filled(report(header, section("detail", text('"row"'))), [{"a": LONG}])
    assert ("band-high", "pageHeader") in [(word, name) for _line, word, name in said(found)]


def test_a_report_within_itself_is_told_and_printed_once() -> None:
    found = filled(OUTER, numbered(3), within(OUTER, numbered(20)))
    assert said(found) == [(1, "recursion", "inner")]
    assert sum(words(page).count("outer") for page in found.pages) == 3 + 3 * 20


def test_rows_within_are_looked_up_and_not_looked_through() -> None:
    class Counted(dict[str, Any]):
        asked = 0

        def get(self, name: str, otherwise: Any = None) -> Any:
            Counted.asked += 1
            return super().get(name, otherwise)

    outer = report(
        section(
            "detail",
            WITHIN.replace(
                "<subreportExpression>",
                '<subreportParameter name="p"><subreportParameterExpression><![CDATA[$F{a}]]>'
                "</subreportParameterExpression></subreportParameter><subreportExpression>",
            ),
            height=40,
        )
    )
    rows = [Counted(a=str(number)) for number in range(1, 201)]
    inner = Inner(report(section("detail", text("$F{a}"))), rows, {"p": "a"})
    found = pages(outer, numbered(200), Supply(inner={"inner": inner}))
    assert [word for page in found for word in words(page)] == [str(number) for number in range(1, 201)]
    assert Counted.asked < 5 * len(rows)
