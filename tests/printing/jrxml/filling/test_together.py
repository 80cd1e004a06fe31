"""Groups that are kept together, and reports that are one page."""

import pytest

from specify.printing.jrxml.filling import flow
from specify.printing.jrxml.filling.filled import filled
from tests.printing.jrxml.templates import band, numbered, pages, places, report, said, section, text, words

pytestmark = pytest.mark.one_shape


def grouped(*rows: tuple[str, str]) -> list[dict[str, str]]:
    return [{"g": group, "a": value} for group, value in rows]


def group(*, header: str = "", footer: str = "", more: str = 'keepTogether="true"') -> str:
    return (
        f'<group name="g" {more}><groupExpression><![CDATA[$F{{g}}]]></groupExpression>'
        f"<groupHeader>{header}</groupHeader><groupFooter>{footer}</groupFooter></group>"
    )


HEADER = band(text('"head " + $F{g}'))
FOOTER = band(text('"foot " + $V{g_COUNT}'))
ROW = section("detail", text("$F{a}"))
FIVE = grouped(("x", "1"), ("x", "2"), ("x", "3"), ("x", "4"), ("y", "5"), ("y", "6"), ("y", "7"), ("y", "8"))


def test_a_group_goes_along_to_the_page_on_which_it_has_room() -> None:
    first, second = pages(report(group(header=HEADER, footer=FOOTER), ROW, fields="a g"), FIVE)
    assert words(first) == ["head x", "1", "2", "3", "4", "foot 4"]
    assert words(second) == ["head y", "5", "6", "7", "8", "foot 4"]
    assert [places(second)[one] for one in ("head y", "5", "8")] == [(10, 10), (10, 30), (10, 90)]


def test_other_groups_are_split() -> None:
    first, second = pages(report(group(header=HEADER, footer=FOOTER, more=""), ROW, fields="a g"), FIVE)
    assert words(first)[-3:] == ["head y", "5", "6"]
    assert words(second) == ["7", "8", "foot 4"]


def test_its_header_is_not_told_twice_and_others_are_told_again() -> None:
    outer = (
        '<group name="o" reprintHeaderOnEachPage="true"><groupExpression><![CDATA["all"]]></groupExpression>'
        f"<groupHeader>{band(text(chr(34) + 'all' + chr(34)))}</groupHeader></group>"
    )
    inner = group(header=HEADER, more='keepTogether="true" isReprintHeaderOnEachPage="true"')
    first, second = pages(report(outer, inner, ROW, fields="a g"), FIVE)
    assert words(first) == ["all", "head x", "1", "2", "3", "4"]
    assert words(second) == ["all", "head y", "5", "6", "7", "8"]


def test_a_group_goes_along_to_the_next_column() -> None:
    columns = {"columnCount": "2", "columnWidth": "90", "columnSpacing": "20"}
    [page] = pages(report(group(header=HEADER, footer=FOOTER), ROW, fields="a g", **columns), FIVE)
    assert [places(page)[one] for one in ("head x", "head y", "8")] == [(10, 10), (120, 10), (120, 90)]


def test_what_is_higher_than_a_page_moves_once_and_is_split_then() -> None:
    rows = grouped(("x", "0"), *(("y", str(number)) for number in range(1, 21)))
    made = pages(report(group(header=HEADER), ROW, fields="a g"), rows)
    assert [len(words(page)) for page in made] == [2, 9, 9, 3]
    assert words(made[0]) == ["head x", "0"]
    assert words(made[1])[0] == "head y"
    assert words(made[3]) == ["18", "19", "20"]


def test_what_is_known_later_moves_with_its_group() -> None:
    late = band(text('"of " + $V{g_COUNT}', evaluationTime="Group", evaluationGroup="g"))
    _first, second = pages(report(group(header=late), ROW, fields="a g"), FIVE + grouped(("y", "9")))
    assert places(second)["of 5"] == (10, 10)


def test_a_stretched_band_is_not_torn_apart_before_its_group_moves() -> None:
    long = section("detail", text("$F{a}", isStretchWithOverflow="true"))
    rows = grouped(*(("x", str(number)) for number in range(6)), ("y", "one two three " * 12))
    first, second = pages(report(group(header=HEADER), long, fields="a g"), rows)
    assert words(first)[-1] == "5"
    assert words(second)[0] == "head y"
    assert "".join(words(second)[1:]).count("three") == 12


def test_where_groups_cannot_be_kept_together_it_is_told() -> None:
    across = {"columnCount": "2", "columnWidth": "90", "columnSpacing": "20", "printOrder": "Horizontal"}
    found = filled(report(group(), ROW, fields="a g", **across), FIVE)
    assert said(found) == [(1, "keep-together", "g")]


def test_one_page_becomes_as_high_as_it_has_to() -> None:
    template = report(
        section("pageHeader", text('"head"')),
        ROW,
        section("pageFooter", text('"foot"')),
        section("summary", text('"end"')),
        isIgnorePagination="true",
        isSummaryNewPage="true",
    )
    [page] = pages(template, numbered(100))
    assert words(page)[:2] == ["head", "1"]
    assert words(page)[-3:] == ["100", "end", "foot"]
    assert (page.width, page.height) == (220, 10 + 103 * 20 + 10)


def test_one_page_is_as_high_as_a_pdf_may_be_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "HIGHEST", 1000.0)
    made = pages(report(ROW, isIgnorePagination="true"), numbered(100))
    assert [len(words(page)) for page in made] == [49, 49, 2]
    assert [page.height for page in made] == [1000, 1000, 60]
