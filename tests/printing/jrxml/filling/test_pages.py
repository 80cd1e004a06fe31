"""Pages, columns, groups: which bands are printed where, and with which row's values."""

import pytest

from specify.printing.jrxml.filling import flow
from specify.printing.jrxml.filling.filled import filled
from tests.printing.jrxml.templates import band, numbered, pages, places, report, said, section, text, words

pytestmark = pytest.mark.one_shape
ROW = section("detail", text("$F{a}"))


def label(says: str, **attributes: str) -> str:
    return text(f'"{says}"', **attributes)


def test_the_order_of_sections_on_pages() -> None:
    template = report(
        section("background", label("back")),
        section("title", label("title")),
        section("pageHeader", label("head")),
        section("columnHeader", label("column")),
        ROW,
        section("columnFooter", label("under")),
        section("pageFooter", label("foot")),
        section("summary", label("end")),
    )
    first, second = pages(template, numbered(6))
    assert words(first) == ["back", "title", "head", "column", "1", "2", "3", "4", "under", "foot"]
    assert words(second) == ["back", "head", "column", "5", "6", "end", "under", "foot"]
    assert places(first)["back"] == (10, 10)
    assert [places(first)[one][1] for one in ("title", "head", "column", "1", "4")] == [10, 30, 50, 70, 130]
    assert [places(first)[one][1] for one in ("under", "foot")] == [150, 170]


def test_columns_are_filled_from_top_to_bottom() -> None:
    template = report(section("columnHeader", label("top")), ROW, columnCount="2", columnWidth="90", columnSpacing="20")
    first, second = pages(template, numbered(17))
    assert places(first)["8"] == (10, 170)
    assert places(first)["9"] == (120, 30)
    assert words(first).count("top") == 2
    assert places(second)["17"] == (10, 30)


def test_rows_may_go_from_left_to_right() -> None:
    more = {"columnCount": "3", "columnWidth": "60", "columnSpacing": "10", "printOrder": "Horizontal"}
    first, second = pages(report(section("columnHeader", label("top")), ROW, **more), numbered(26))
    assert [places(first)[one] for one in ("1", "2", "3", "4")] == [(10, 30), (80, 30), (150, 30), (10, 50)]
    assert words(first).count("top") == 3
    assert places(second)["25"] == (10, 30)
    assert places(second)["26"] == (80, 30)


def test_the_highest_of_a_row_of_columns_tells_where_the_next_begins() -> None:
    more = {"columnCount": "2", "columnWidth": "90", "columnSpacing": "20", "printOrder": "Horizontal"}
    detail = section("detail", text("$F{a}", "0 0 90 12", isStretchWithOverflow="true"))
    [page] = pages(report(detail, **more), [{"a": "1\n2\n3"}, {"a": "x"}, {"a": "y"}, {"a": "z"}])
    assert places(page)["x"] == (120, 10)
    assert places(page)["y"][1] == places(page)["z"][1] == pytest.approx(10 + 3 * 11.5 + 8)


GROUP = (
    '<group name="g" {how}><groupExpression><![CDATA[$F{{g}}]]></groupExpression>'
    "<groupHeader>{header}</groupHeader><groupFooter>{footer}</groupFooter></group>"
)


def grouped(how: str = "", **more: str) -> str:
    """A group with a header that tells its first row and a footer that tells its last."""
    header = band(text('"from " + $F{a}', **more))
    footer = band(text('"to " + $F{a} + ", " + $V{g_COUNT}'))
    return GROUP.format(how=how, header=header, footer=footer)


def rows(letters: str) -> list[dict[str, str]]:
    return [{"g": letter, "a": str(number)} for number, letter in enumerate(letters, 1)]


def test_groups_tell_their_first_and_last_rows() -> None:
    first, second = pages(report(grouped(), ROW, fields="a g"), rows("xxyzz"))
    assert words(first) == ["from 1", "1", "2", "to 2, 2", "from 3", "3", "to 3, 1", "from 4", "4"]
    assert words(second) == ["5", "to 5, 2"]


def test_a_group_on_a_page_of_its_own() -> None:
    found = pages(report(grouped('isStartNewPage="true"'), ROW, fields="a g"), rows("xxyz"))
    assert [words(page)[0] for page in found] == ["from 1", "from 3", "from 4"]


def test_a_group_that_counts_its_own_pages() -> None:
    number = section("pageFooter", text('"page " + $V{PAGE_NUMBER}'))
    found = pages(report(grouped('isResetPageNumber="true"'), ROW, number, fields="a g"), rows("x" * 9 + "y"))
    assert [words(page)[-1] for page in found] == ["page 1", "page 2", "page 1"]


def test_a_header_may_be_printed_again_and_wants_room() -> None:
    again = 'isReprintHeaderOnEachPage="true" minHeightToStartNewPage="60"'
    found = pages(report(grouped(again), ROW, fields="a g"), rows("xxxxxyyyyyyyyy"))
    assert [words(page)[0] for page in found] == ["from 1", "from 6", "from 14"]
    assert words(found[2]) == ["from 14", "14", "to 14, 9"]


def test_headers_that_fill_the_column_do_not_go_on_for_ever() -> None:
    high = GROUP.format(how='isReprintHeaderOnEachPage="true"', header=band(text("$F{a}"), height=170), footer="")
    found = pages(report(high, ROW.replace("<band ", '<band splitType="Prevent" '), fields="a g"), rows("xxx"))
    assert len(found) < 8


def test_what_ends_a_page_sees_the_last_row_on_it() -> None:
    footer = section("pageFooter", text('"to " + $F{a} + ", rows " + $V{PAGE_COUNT}'))
    header = section("pageHeader", text('"from " + $F{a}'))
    first, second = pages(report(header, ROW, footer), numbered(9))
    assert (words(first)[0], words(first)[-1]) == ("from 1", "to 7, rows 7")
    assert (words(second)[0], words(second)[-1]) == ("from 8", "to 9, rows 2")


def test_several_bands_of_a_row() -> None:
    only = '<printWhenExpression><![CDATA[$F{a}.equals("2")]]></printWhenExpression>'
    detail = f"<detail>{band(text('$F{a}'))}{band(label('twice'), inside=only)}</detail>"
    [page] = pages(report(detail), numbered(3))
    assert words(page) == ["1", "2", "twice", "3"]


def test_the_last_page_may_have_another_footer() -> None:
    template = report(ROW, section("pageFooter", label("foot")), section("lastPageFooter", label("last")))
    found = pages(template, numbered(9))
    assert [words(page)[-1] for page in found] == ["foot", "last"]


def test_a_title_and_a_summary_on_pages_of_their_own() -> None:
    more = {"isTitleNewPage": "true", "isSummaryNewPage": "true"}
    template = report(section("title", label("title")), ROW, section("summary", label("end")), **more)
    assert [words(page) for page in pages(template, numbered(1))] == [["title"], ["1"], ["end"]]


@pytest.mark.parametrize(
    ("more", "last"),
    [({}, ["end"]), ({"isSummaryWithPageHeaderAndFooter": "true"}, ["head", "end", "foot"])],
)
def test_a_summary_without_room_is_on_a_page_by_itself(more: dict[str, str], last: list[str]) -> None:
    around = section("pageHeader", label("head")), section("pageFooter", label("foot"))
    found = pages(report(*around, ROW, section("summary", label("end"), height=100), **more), numbered(3))
    assert [words(page) for page in found] == [["head", "1", "2", "3", "foot"], last]


def test_groups_begin_rows_of_their_own_where_rows_go_from_left_to_right() -> None:
    more = {"columnCount": "2", "columnWidth": "90", "columnSpacing": "20", "printOrder": "Horizontal"}
    [page] = pages(report(grouped(), ROW, fields="a g", **more), rows("xxxy"))
    assert [places(page)[one] for one in ("1", "2", "3", "to 3, 3")] == [(10, 30), (120, 30), (10, 50), (10, 70)]
    assert places(page)["4"] == (10, 110)


@pytest.mark.parametrize(
    ("how", "printed"),
    [
        ("NoPages", []),
        ("BlankPage", [[]]),
        ("NoDataSection", [["none"]]),
        ("AllSectionsNoDetail", [["title", "end", "foot"]]),
    ],
)
def test_without_rows(how: str, printed: list[list[str]]) -> None:
    sections = [
        section(name, label(says))
        for name, says in (("title", "title"), ("pageFooter", "foot"), ("summary", "end"), ("noData", "none"))
    ]
    found = pages(report(*sections, ROW, whenNoDataType=how), [])
    assert [words(page) for page in found] == printed


@pytest.mark.parametrize(
    ("when", "printed"),
    [
        ("Report", ["3 of 9", "3 of 9", "3 of 9"]),
        ("Page", ["1 of 3", "2 of 6", "3 of 9"]),
        ("Now", ["1 of 0", "2 of 3", "3 of 6"]),
    ],
)
def test_what_is_known_later_is_filled_in_then(when: str, printed: list[str]) -> None:
    total = '<variable name="rows" class="java.lang.Integer" calculation="Count"><variableExpression>1'
    total += "</variableExpression><initialValueExpression>0</initialValueExpression></variable>"
    page_of = text('$V{PAGE_NUMBER} + " of " + $V{rows}', evaluationTime=when)
    found = pages(report(total, section("pageHeader", page_of), ROW, pageHeight=100), numbered(9))
    assert [words(page)[0] for page in found] == printed


def test_what_a_group_knows_at_its_end_may_stand_in_its_header() -> None:
    header = band(text('"rows " + $V{g_COUNT}', evaluationTime="Group", evaluationGroup="g"))
    found = pages(report(GROUP.format(how="", header=header, footer=""), ROW, fields="a g"), rows("xxyyy"))
    assert words(found[0]) == ["rows 2", "1", "2", "rows 3", "3", "4", "5"]


def test_each_variable_in_its_own_time() -> None:
    detail = section("detail", text('$F{a} + ": " + $V{PAGE_COUNT} + "/" + $V{REPORT_COUNT}', evaluationTime="Auto"))
    first, second = pages(report(detail, pageHeight=80), numbered(4))
    assert words(first) == ["1: 3/4", "2: 3/4", "3: 3/4"]
    assert words(second) == ["4: 1/4"]


def test_too_many_pages_are_told_and_the_rest_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "MOST_PAGES", 3)
    found = filled(report(ROW), numbered(100))
    assert len(found.pages) == 3
    assert said(found) == [(0, "large", "3")]


GROUPED = (
    '<group name="g" %s><groupExpression><![CDATA[%s]]></groupExpression><groupHeader>%s</groupHeader>'
    "<groupFooter>%s</groupFooter></group>"
)
TWO: dict[str, str] = {"columnCount": "2", "columnWidth": "90", "columnSpacing": "20"}


@pytest.mark.parametrize(
    ("flag", "times"), [("isReprintHeaderOnEachPage", [1, 1, 1]), ("isReprintHeaderOnEachColumn", [2, 2, 1])]
)
def test_a_header_is_told_again_on_each_page_or_in_each_column(flag: str, times: list[int]) -> None:
    group = GROUPED % (f'{flag}="true"', "1", band(text('"head"', "0 0 90 12")), "")
    found = pages(report(group, section("detail", text("$F{a}", "0 0 90 12")), **TWO), numbered(40))
    assert [words(page).count("head") for page in found] == times


def test_columns_may_begin_at_the_right() -> None:
    template = report(section("detail", text("$F{a}", "0 0 90 12")), columnDirection="RTL", **TWO)
    [page] = pages(template, numbered(10))
    assert (places(page)["1"], places(page)["10"]) == ((120, 10), (10, 10))


def test_a_group_may_be_told_by_a_variable_of_the_row_that_begins() -> None:
    letter = (
        '<variable name="v" class="java.lang.String"><variableExpression><![CDATA[$F{a}.substring(0, 1)]]>'
        "</variableExpression></variable>"
    )
    group = GROUPED % ("", "$V{v}", "", band(text('"end " + $V{v} + $V{g_COUNT}')))
    [page] = pages(report(letter, group, section("detail", text("$F{a}"))), [{"a": one} for one in ("a1", "a2", "b1")])
    assert words(page) == ["a1", "a2", "end a2", "b1", "end b1"]


def test_a_group_s_end_may_stand_at_the_bottom_of_the_page() -> None:
    group = GROUPED % ('footerPosition="StackAtBottom"', "$F{g}", "", band(text('"end " + $F{g}')))
    rows = [{"g": one, "a": str(number)} for number, one in enumerate("xxyz")]
    found = pages(report(group, section("detail", text("$F{a}")), fields="a g"), rows)
    assert [words(page) for page in found] == [["0", "1", "end x"], ["2", "end y"], ["3", "end z"]]
    assert [list(places(page).values())[-1] for page in found] == [(10, 170)] * 3


def test_a_band_may_be_split_anywhere_if_it_says_so() -> None:
    row = section("detail", text("$F{a}"), text('"low"', "0 80 200 12"), height=100, splitType="Immediate")
    assert [words(page) for page in pages(report(row), numbered(2))] == [["1", "low", "2"], ["low"]]
