"""Labels on sheets: exact to a tenth of a millimetre, whatever is in them."""

import ctypes
from dataclasses import replace

import pypdfium2
import pytest

from specify.printing.sheets.geometry import Sheet, filled_paper, roll
from specify.printing.sheets.known import known
from tests.printing.press import DEFAULT, labels, made, pages, picture, size, text

pytestmark = pytest.mark.one_shape
FULL = "<style>.all { position: absolute; inset: 0; background: #000 }</style><p class='all'></p>"
"""A label that is black to its edges."""
TENTH = 0.1


def language(document: pypdfium2.PdfDocument) -> str:
    """The language that a PDF says it is in."""
    told = (ctypes.c_ushort * 20)()
    pypdfium2.raw.FPDFCatalog_GetLanguage(document, told, ctypes.sizeof(told))
    return bytes(told).decode("utf-16-le").rstrip("\0")


def numbered(number: int) -> list[dict[str, dict[str, int]]]:
    return [{"object": {"number": one}} for one in range(1, number + 1)]


@pytest.mark.parametrize("name", known())
def test_every_label_of_a_known_sheet_stands_in_its_place(name: str) -> None:
    sheet = known()[name].sheet
    (page,) = pages(made(FULL, sheet=sheet, copies=[sheet.number]).pdf)
    assert size(page) == pytest.approx(sheet.paper, abs=TENTH)
    found = list(labels(page))
    assert len(found) == sheet.number
    for (left, top, right, bottom), (x, y) in zip(found, sheet.places(), strict=True):
        assert (left, top) == pytest.approx((x, y), abs=TENTH)
        assert (right - left, bottom - top) == pytest.approx(sheet.label, abs=TENTH)


def test_what_is_too_large_stays_inside_of_its_label() -> None:
    source = "<div style='width:300mm;height:200mm;background:#000'></div>"
    sheet = Sheet((100, 50), (30, 20), (2, 1), (10, 10), (40, 20))
    done = made(source, {}, {}, sheet=sheet)
    drawn = picture(pages(done.pdf)[0], 254)
    assert [drawn.getpixel(at) for at in ((399, 150), (405, 150), (500, 150), (250, 298), (250, 305))] == [
        0,
        255,
        0,
        0,
        255,
    ]
    assert "does not fit" in done.notes[0].sentence


def test_printing_begins_at_a_place_and_goes_on_on_the_next_sheet() -> None:
    sheet = known()["avery-l7160"].sheet
    first, second = pages(made("<p>{{ object.number }}</p>", *numbered(17), sheet=sheet, start=7).pdf)
    assert next(labels(first))[1] > sheet.first[1] + 2 * sheet.pitch[1]
    assert len(list(labels(first))) == 15
    assert len(list(labels(second))) == 2


def test_copies_are_painted_and_not_laid_out_again() -> None:
    sheet = filled_paper((210, 297), (20, 8))
    one, many = (made("<p>{{ object.number }}</p>", *numbered(1), sheet=sheet, copies=[n]) for n in (1, 2000))
    assert len(many.pdf) < len(one.pdf) + 60_000
    assert len(list(labels(pages(many.pdf)[0]))) == sheet.number


def test_a_roll_has_a_page_of_the_labels_size_for_each() -> None:
    found = pages(made(FULL, {}, {}, {}, sheet=roll((102, 51))).pdf)
    assert [size(page) for page in found] == [pytest.approx((102, 51), abs=TENTH)] * 3


def test_plain_paper_is_marked_where_to_cut_and_labels_are_not() -> None:
    sheet = filled_paper((210, 297), (90, 52))
    (page,) = pages(made("<p>x</p>", sheet=sheet).pdf)
    marks = [one.get_bounds() for one in page.get_objects(max_depth=1) if one.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH]
    assert len(marks) == 2 * (3 + 6)
    (bare,) = pages(made("<p>x</p>", sheet=replace(sheet, marks=False)).pdf)
    assert not [one for one in bare.get_objects(max_depth=1) if one.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH]


def test_a_printer_is_humoured() -> None:
    sheet = known()["avery-l7163"].sheet
    moved = next(labels(pages(made(FULL, sheet=sheet.shifted((0.5, -0.8))).pdf)[0]))
    assert moved[:2] == pytest.approx((5.17, 14.35), abs=TENTH)


def test_letters_become_smaller_until_they_fit_and_no_smaller_than_they_may() -> None:
    source = "<div data-fit='shrink' style='height:8mm;width:50mm;font-size:12pt'>{{ object.words }}</div>"
    words = {"object": {"words": "Etheostoma spectabile " * 5}}
    small = made(source, words, least=0.4)
    assert [note.sentence for note in small.notes] == ["Label 1: the letters were made smaller so that the text fits."]
    assert text(small.pdf).count("spectabile") == 5
    cut = made(source, words, least=0.9)
    assert "does not fit" in cut.notes[0].sentence
    assert made(source, {"object": {"words": "short"}}).notes == ()


def test_what_is_cut_is_cut_between_lines() -> None:
    source = "<div data-fit='shrink' style='height:8.2mm;font:10pt/12pt P052'>{{ numbers(9)|join('<br>'|e) }}%s</div>"
    done = made(source % "".join(f"<p>W{one}</p>" for one in range(9)))
    drawn = picture(pages(done.pdf)[0], 254)
    rows = [min(drawn.crop((0, y, 600, y + 1)).tobytes()) for y in range(400)]
    assert rows[70] == 255
    assert min(rows[85:]) == 255


def test_the_pdf_says_what_it_is_and_brings_its_fonts() -> None:
    pdf = made(
        "<p style='font-family:Arial'>Ελλάδα Россия</p><p style='font-family:Times New Roman'>x</p>", language="de"
    ).pdf
    document = pypdfium2.PdfDocument(pdf)
    assert document.get_metadata_value("Title") == "A title"
    assert language(document) == "de"
    fonts = {
        one.get_font().get_base_name(): one.get_font()
        for one in document[0].get_objects()
        if isinstance(one, pypdfium2.PdfTextObj)
    }
    assert {name.partition("+")[2].rstrip(",") for name in fonts} == {"Nimbus-Sans", "Nimbus-Roman"}
    assert all(font.is_embedded for font in fonts.values())


def test_style_that_is_passed_over_is_told_with_its_line() -> None:
    done = made("<p>x</p>\n<style>\n.a { color: red }\n.b { colour: red }\n</style>", sheet=DEFAULT)
    assert [(note.line, "colour" in note.sentence) for note in done.notes] == [(4, True)]


def test_lists_have_their_numbers() -> None:
    told = text(made("<ol><li>alpha</li><li>beta</li></ol>").pdf)
    assert "1." in told
    assert "2." in told
