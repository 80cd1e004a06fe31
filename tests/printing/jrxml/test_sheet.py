"""Where labels of JasperReports stand on their sheets, and how such a sheet is begun at a later place."""

from typing import Any

import pytest

from specify.printing.jrxml.declaring import Problem
from specify.printing.jrxml.filling.state import Supply
from specify.printing.jrxml.sheet import moving, sheet_of_report
from specify.printing.sheets.geometry import Sheet
from tests.printing.jrxml.templates import band, numbered, pages, place, places, report, section, text, words

pytestmark = pytest.mark.one_shape
POINT = 25.4 / 72
TWO = {"columnCount": 2, "columnWidth": 90, "columnSpacing": 20}
LABEL = section("detail", text("$F{a}", "0 0 90 12"), height=50)


def sheet(*sections: str, **attributes: Any) -> Sheet:
    found = sheet_of_report(report(*sections, **attributes))
    assert isinstance(found, Sheet)
    return found


def test_columns_and_a_band_of_one_height_are_a_sheet() -> None:
    found = sheet(LABEL, **TWO)
    assert (found.grid, found.is_down) == ((2, 3), True)
    assert found.paper == pytest.approx((220 * POINT, 200 * POINT))
    assert found.label == pytest.approx((90 * POINT, 50 * POINT))
    assert [place for at in found.places() for place in at] == pytest.approx(
        [at * POINT for at in (10, 10, 10, 60, 10, 110, 120, 10, 120, 60, 120, 110)]
    )
    assert not sheet(LABEL, printOrder="Horizontal", **TWO).is_down


def test_empty_bands_only_keep_their_distance() -> None:
    found = sheet(section("pageHeader", height=20), section("columnFooter", height=20), LABEL, **TWO)
    assert found.first == pytest.approx((10 * POINT, 30 * POINT))
    assert found.grid == (2, 2)


@pytest.mark.parametrize("order", ["Vertical", "Horizontal"])
@pytest.mark.parametrize("rows", [1, 3, 9])
def test_labels_stand_where_the_sheet_says_from_any_place_on(order: str, rows: int) -> None:
    template = report(section("pageHeader", height=20), LABEL, printOrder=order, **TWO)
    told = sheet_of_report(template)
    assert isinstance(told, Sheet)
    meant = [(round(x / POINT), round(y / POINT)) for x, y in told.places()]
    for start in range(1, told.number + 1):
        found = {}
        for number, page in enumerate(pages(template, numbered(rows), Supply(start=start))):
            found |= {name: (number, *at) for name, at in places(page).items()}
        at = [divmod(start - 1 + row, told.number) for row in range(rows)]
        assert found == {str(row + 1): (page, *meant[place]) for row, (page, place) in enumerate(at)}


def test_what_is_counted_begins_with_the_first_label() -> None:
    count = text('$V{REPORT_COUNT} + " " + $V{COLUMN_NUMBER}', "0 0 90 12")
    [page] = pages(report(section("detail", count, height=50), **TWO), numbered(2), Supply(start=4))
    assert words(page) == ["1 2", "2 2"]


GROUP = '<group name="g"><groupExpression>$F{a}</groupExpression>%s</group>'
WHEN = "<printWhenExpression>$F{a} != null</printWhenExpression>"
BREAK = f"<break><reportElement {place('0 0 1 1')}/></break>"


@pytest.mark.parametrize(
    ("sections", "word"),
    [
        ((f"<detail>{band(height=50)}{band(height=50)}</detail>",), "sheet-bands"),
        ((section("title", text('"x"')), LABEL), "sheet-beside"),
        ((section("title", height=20), LABEL), "sheet-beside"),
        ((section("pageFooter", text('"x"')), LABEL), "sheet-beside"),
        ((section("background", text('"x"')), LABEL), "sheet-beside"),
        ((GROUP % f"<groupHeader>{band(text('1'))}</groupHeader>", LABEL), "sheet-group"),
        ((section("detail", height=300),), "sheet-room"),
        ((section("detail", text("$F{a}", "0 45 90 12"), height=50),), "sheet-over"),
        (
            (section("detail", inside="<printWhenExpression>$F{a} != null</printWhenExpression>", height=50),),
            "sheet-when",
        ),
        (
            (section("detail", '<break><reportElement x="0" y="0" width="1" height="1"/></break>', height=50),),
            "sheet-break",
        ),
    ],
)
def test_what_is_no_sheet_says_why(sections: tuple[str, ...], word: str) -> None:
    found = sheet_of_report(report(*sections, **TWO))
    assert isinstance(found, Problem)
    assert found.word == word


def test_one_endless_page_is_no_sheet() -> None:
    found = sheet_of_report(report(LABEL, isIgnorePagination="true", **TWO))
    assert isinstance(found, Problem)
    assert found.word == "sheet-pages"


def test_a_group_that_prints_nothing_is_no_matter() -> None:
    assert sheet(GROUP % "", LABEL, **TWO).number == 6


def test_what_may_move_labels_is_known() -> None:
    grows = section("detail", text("$F{a}", "0 0 90 12", isStretchWithOverflow="true"), height=50)
    template = report(grows, **TWO)
    assert isinstance(sheet_of_report(template), Sheet)
    found = moving(template)
    assert found is not None
    assert found.word == "sheet-grows"
    assert moving(report(LABEL, **TWO)) is None


def test_an_empty_band_at_the_end_begins_no_page() -> None:
    template = report(section("summary", height=0), LABEL, **TWO)
    assert len(pages(template, numbered(1), Supply(start=5))) == 1
    assert len(pages(report(section("summary", text('"end"')), LABEL, **TWO), numbered(1), Supply(start=5))) == 2
