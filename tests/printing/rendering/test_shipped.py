"""Our own templates on every sheet: where labels stand, what is at their edges, codes that read back, the letter."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import zxingcpp
from PIL.Image import Image
from pyzbar import pyzbar

from specify.printing.sheets.geometry import Sheet
from specify.printing.sheets.known import PAPERS, known, sheet_named
from specify.printing.templates.reading import Template, shipped, template_named
from tests.printing.press import MM, Box, made, origins, pages, picture, size, text
from tests.printing.rendering.shipped import LOAN, MUCH, USUAL, record

pytestmark = pytest.mark.one_shape
LABELS = [name for name, one in shipped().items() if (one.kind, one.table) == ("label", "collectionobject")]
TENTH = 0.1
WHITE = 255
DOTS = 300
EDGE = 0.4
"""How much white there is at least at the edge of each label, in millimetres: scissors are not exact."""


def printed(template: Template, sheet: Sheet, *values: Mapping[str, Any], copies: int = 1) -> bytes:
    records = [record(template.source, one) for one in values]
    copied = [copies] * len(records)
    return made(template.source, *records, sheet=sheet, copies=copied, least=template.least).pdf


def cropped(drawn: Image, box: Box, dots: int = DOTS) -> Image:
    left, top, right, bottom = (at * dots / 25.4 for at in box)
    return drawn.crop((round(left), round(top), round(right), round(bottom)))


ON_SHEETS = [(name, paper) for name in LABELS for paper in PAPERS] + [("sticker-sheet", name) for name in known()]


@pytest.mark.parametrize(("name", "on"), ON_SHEETS)
def test_every_label_stands_in_its_place_and_keeps_to_it(name: str, on: str) -> None:
    template = template_named(name)
    sheet = sheet_named(on, template.size)
    (page,) = pages(printed(template, sheet, MUCH, copies=sheet.number))
    assert size(page) == pytest.approx(sheet.paper, abs=TENTH)
    places = list(sheet.places())
    found = list(origins(page))
    assert len(found) == sheet.number
    for at, place in zip(found, places, strict=True):
        assert at == pytest.approx(place, abs=TENTH)
    drawn = picture(page, DOTS // 2)
    for x, y in places:
        for edge in edges(sheet, x, y):
            assert min(cropped(drawn, edge, DOTS // 2).tobytes()) == WHITE


def edges(sheet: Sheet, x: float, y: float) -> Iterator[Box]:
    """The four edges of a label at a place."""
    right, below = x + sheet.label[0], y + sheet.label[1]
    yield x, y, x + EDGE, below
    yield right - EDGE, y, right, below
    yield x, y, right, y + EDGE
    yield x, below - EDGE, right, below


@pytest.mark.parametrize("name", LABELS)
def test_an_empty_record_has_its_label(name: str) -> None:
    template = template_named(name)
    told = text(printed(template, sheet_named(template.sheet, template.size), {}))
    assert "None" not in told
    assert "Leg." not in told


@pytest.mark.parametrize(
    ("name", "on", "told"),
    [
        ("fish-jar", "a4", USUAL["object.guid"]),
        ("herbarium-sheet", "a4", "024117"),
        ("insect-pin", "a4", "024117"),
        ("sticker-sheet", "avery-l7160", "024117"),
        ("sticker-sheet", "avery-l7163", "024117"),
        ("sticker-sheet", "avery-5160", "024117"),
        ("sticker-sheet", "avery-5167", "024117"),
    ],
)
def test_every_code_of_a_sheet_reads_back(name: str, on: str, told: str) -> None:
    template = template_named(name)
    sheet = sheet_named(on, template.size)
    (page,) = pages(printed(template, sheet, USUAL, copies=sheet.number))
    drawn = picture(page, DOTS)
    is_matrix = name == "insect-pin" or sheet.label[1] < 30
    for x, y in list(sheet.places())[:: 1 if sheet.number < 40 else 7]:
        label = cropped(drawn, (x, y, x + sheet.label[0], y + sheet.label[1]))
        read = (
            [one.text for one in zxingcpp.read_barcodes(label)]
            if is_matrix
            else [one.data.decode() for one in pyzbar.decode(label)]
        )
        assert read == [told]


def test_of_what_does_not_fit_there_are_whole_lines_and_no_more() -> None:
    template = template_named("herbarium-sheet")
    told = text(printed(template, sheet_named("a4", template.size), MUCH))
    assert 3 < told.count("refugium") < 8
    assert "نأسف" not in told
    assert "Franzén, R.; Ибрагимова, Г.; Γεωργίου, Κ. no. 87-114" in told


@pytest.mark.parametrize("paper", PAPERS)
def test_the_invoice_is_a_letter_for_an_envelope_with_a_window(paper: str) -> None:
    template = template_named("loan-invoice")
    filled = record(template.source, LOAN, rows=70)
    pdf = made(template.source, filled, kind="report", paper=PAPERS[paper]).pdf
    found = pages(pdf)
    assert size(found[0]) == pytest.approx(PAPERS[paper], abs=TENTH)
    assert len(found) > 2
    told = [page.get_textpage().get_text_range() for page in found]
    for number, one in enumerate(told, start=1):
        assert f"Page {number} of {len(found)}" in one
        assert "Loan 2025-009" in one
        assert ("Quantity" in one) == ("024117" in one)
    assert "70 lots" in told[-1]
    assert "140" in told[-1]
    assert "Received" in told[-1]
    for words in ("Dvořáková-Lee", "Sokolovská 83", "Praha"):
        left, top, bottom = where(found[0], words)
        assert left == pytest.approx(25, abs=1)
        assert 50 < top < bottom < 88


def where(page: Any, words: str) -> tuple[float, float, float]:
    """Where words begin, their upper and their lower end."""
    written = page.get_textpage()
    start = written.get_text_range().index(words)
    boxes = [written.get_charbox(start + at) for at in range(len(words))]
    height = page.get_height()
    return boxes[0][0] * MM, (height - max(box[3] for box in boxes)) * MM, (height - min(box[1] for box in boxes)) * MM
