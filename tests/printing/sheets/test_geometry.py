"""Sheets: those that are known can be, those that are made fit, and places are counted as people count them."""

import pytest

from specify.printing.sheets.geometry import Sheet, filled_paper, roll, sheet_of, spread
from specify.printing.sheets.known import known, sheet_named
from specify.web.refusals import Refusal

pytestmark = pytest.mark.one_shape
MEASURES = (5, 18, 21.2, 63.5, 95, 95.1, 190)


@pytest.mark.parametrize("name", known())
def test_a_known_sheet_fits_on_its_paper(name: str) -> None:
    assert known()[name].sheet.fits
    assert sheet_named(name.upper(), (1, 1)) == known()[name].sheet


@pytest.mark.parametrize("name", [name for name in known() if name.startswith("avery-")])
def test_makers_cut_their_labels_in_the_middle_of_the_paper(name: str) -> None:
    sheet = known()[name].sheet
    for axis in (0, 1):
        span = (sheet.grid[axis] - 1) * sheet.pitch[axis] + sheet.label[axis]
        assert sheet.first[axis] == pytest.approx((sheet.paper[axis] - span) / 2, abs=0.05)


@pytest.mark.parametrize("gap", [0, 0.3, 5])
@pytest.mark.parametrize("height", MEASURES)
@pytest.mark.parametrize("width", MEASURES)
def test_plain_paper_is_filled_without_running_over(width: float, height: float, gap: float) -> None:
    sheet = filled_paper((210, 297), (width, height), gap=gap)
    assert sheet.fits
    assert filled_paper((210, 297), (width, height), gap=gap, margin=0).number >= sheet.number


@pytest.mark.parametrize("start", range(1, 7))
@pytest.mark.parametrize("number", [0, 1, 2, 5, 6, 7, 60])
def test_every_label_has_one_place(number: int, start: int) -> None:
    sheet = Sheet((100, 100), (30, 20), (3, 2), (0, 0), (33, 25))
    sheets = list(spread(number, sheet, start))
    assert [at for one in sheets for at, _place in one] == list(range(number))
    assert all(len({place for _at, place in one}) == len(one) for one in sheets)
    if number:
        assert sheets[0][0] == (0, list(sheet.places())[start - 1])


def test_a_sheet_that_cannot_be_is_known() -> None:
    assert not Sheet((100, 100), (60, 20), (2, 1), (0, 0), (50, 20)).fits
    assert not Sheet((100, 100), (60, 20), (2, 1), (0, 0), (60, 20)).fits
    assert roll((50, 20)).fits


def test_a_sheet_comes_back_as_it_was_sent() -> None:
    sheet = known()["avery-5160"].sheet
    assert (
        sheet_of(
            {
                "paper": list(sheet.paper),
                "label": list(sheet.label),
                "grid": list(sheet.grid),
                "first": list(sheet.first),
                "pitch": list(sheet.pitch),
                "marks": False,
            }
        )
        == sheet
    )


@pytest.mark.parametrize(
    ("name", "words"), [("avery-1", "There is no sheet “avery-1”"), ("a4", "larger than the paper")]
)
def test_a_sheet_that_is_not_there_is_refused(name: str, words: str) -> None:
    with pytest.raises(Refusal) as refused:
        sheet_named(name, (300, 50))
    assert words in refused.value.sentence
    assert refused.value.remedy
