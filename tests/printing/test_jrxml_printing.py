"""Templates of JasperReports as PDF: where things stand, what can be read, what is refused, how fast it goes."""

import ctypes
import io
import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageOps

from specify.printing.jrxml.inventing import parameters, rows
from specify.printing.jrxml.reading.report import read_report
from specify.printing.jrxml_printing import Given, Inner, check_template, print_template
from specify.printing.rendering.child.jrxml import making
from specify.printing.rendering.telling import BadTemplate
from tests.patience import within
from tests.printing.jrxml.templates import place, section, text
from tests.printing.press import pages, picture
from tests.printing.press import text as text_of

pytestmark = pytest.mark.one_shape
SECONDS = 10
"""For 500 labels, which take two or three on an idle machine; work that grows with their square takes longer."""
SHIPPED = Path(os.environ.get("SPECIFY_DUMPS", "/nowhere")) / "jrxml"


def template(*sections: str, fields: str = "a", width: int = 220, height: int = 200) -> bytes:
    declared = "".join(f'<field name="{field}" class="java.lang.String"/>' for field in fields.split())
    size = f'pageWidth="{width}" pageHeight="{height}" columnWidth="{width - 20}"'
    margins = 'leftMargin="10" rightMargin="10" topMargin="10" bottomMargin="10"'
    return f'<jasperReport name="t" {size} {margins}>{declared}{"".join(sections)}</jasperReport>'.encode()


def bounds(pdf: bytes, kind: int) -> list[tuple[float, ...]]:
    """Left, top, right and bottom of the first page's objects of a kind, in points from the upper left corner."""
    page = pages(pdf)[0]
    height = page.get_height()
    found = []
    for one in page.get_objects(max_depth=3):
        if one.type == kind:
            left, bottom, right, top = one.get_bounds()
            found.append(tuple(round(at, 2) for at in (left, height - top, right, height - bottom)))
    return found


def test_boxes_stand_where_they_are_declared() -> None:
    drawn = (
        f'<rectangle><reportElement {place("5 3 60 20")} backcolor="#FF0000"/><graphicElement pen="None"/></rectangle>'
        f'<line><reportElement {place("0 50 100 0")}/><graphicElement><pen lineWidth="1"/></graphicElement></line>'
    )
    made = print_template(template(section("detail", drawn, height=60)), "t.jrxml", [{"a": "1"}])
    assert (made.pages, made.problems) == (1, ())
    assert pages(made.pdf)[0].get_size() == (220, 200)
    rectangle, line = bounds(made.pdf, pypdfium2.raw.FPDF_PAGEOBJ_PATH)
    assert rectangle == pytest.approx((15, 13, 75, 33), abs=0.05)
    assert (line[0], line[2], (line[1] + line[3]) / 2) == pytest.approx((10, 110, 60), abs=1.1)


def test_text_can_be_read_and_is_as_wide_as_it_was_measured() -> None:
    detail = section("detail", text("$F{a}", "0 0 200 12"), text("$F{b}", "0 14 200 12"), height=40)
    row = {"a": "MMMMMMMMMM", "b": "Κίχλη Окунь ♂ 魚 Ærø fi"}
    made = print_template(template(detail, fields="a b"), "t.jrxml", [row])
    told = text_of(made.pdf)
    assert "MMMMMMMMMM" in told
    assert "Κίχλη Окунь ♂" in told
    assert "Ærø fi" in told
    left, _top, right, _bottom = bounds(made.pdf, pypdfium2.raw.FPDF_PAGEOBJ_TEXT)[0]
    assert right - left == pytest.approx(83.3, abs=2)


def test_title_and_language_are_in_the_file() -> None:
    given = Given(title="Jars of the week", language="de")
    made = print_template(template(section("detail", text("$F{a}"))), "t.jrxml", [{"a": "x"}], given)
    document = pypdfium2.PdfDocument(made.pdf)
    assert document.get_metadata_dict()["Title"] == "Jars of the week"
    told = (ctypes.c_ushort * 20)()
    pypdfium2.raw.FPDFCatalog_GetLanguage(document, told, ctypes.sizeof(told))
    assert bytes(told).decode("utf-16-le").rstrip("\0") == "de"


@pytest.mark.parametrize("rotation", ["Left", "Right", "UpsideDown"])
def test_turned_text_stays_in_its_box(rotation: str) -> None:
    field = text("$F{a}", "50 20 20 100", looks=f'rotation="{rotation}"')
    made = print_template(template(section("detail", field, height=140)), "t.jrxml", [{"a": "Etheostoma"}])
    [(left, top, right, bottom)] = bounds(made.pdf, pypdfium2.raw.FPDF_PAGEOBJ_TEXT)[:1]
    assert left >= 59
    assert right <= 81 or rotation == "UpsideDown"
    assert top >= 29
    assert bottom <= 131
    assert (bottom - top > right - left) == (rotation != "UpsideDown")


def code(kind: str, at: str) -> str:
    return (
        f'<componentElement><reportElement {place(at)}/><c:{kind} xmlns:c="components">'
        f"<c:codeExpression><![CDATA[$F{{a}}]]></c:codeExpression></c:{kind}></componentElement>"
    )


@pytest.mark.parametrize(
    ("kind", "at"),
    [("QRCode", "0 0 60 60"), ("DataMatrix", "0 0 40 40"), ("Code128", "0 0 160 30"), ("Code39", "0 0 190 30")],
)
def test_codes_read_back(kind: str, at: str) -> None:
    made = print_template(template(section("detail", code(kind, at), height=70)), "t.jrxml", [{"a": "KUI 24117"}])
    assert made.problems == ()
    assert [one.text for one in zxingcpp.read_barcodes(picture(pages(made.pdf)[0]))] == ["KUI 24117"]


def png(color: str, size: tuple[int, int]) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, color).save(target, "PNG")
    return target.getvalue()


IMAGE = (
    f"<image><reportElement {place('0 0 100 50')}/>"
    '<imageExpression><![CDATA["dir/Logo.png"]]></imageExpression></image>'
)


def test_pictures_keep_their_shape() -> None:
    given = Given(pictures={"Logo.png": png("red", (40, 40))})
    made = print_template(template(section("detail", IMAGE, height=60)), "t.jrxml", [{"a": "1"}], given)
    assert made.problems == ()
    assert bounds(made.pdf, pypdfium2.raw.FPDF_PAGEOBJ_IMAGE) == [pytest.approx((10, 10, 60, 60), abs=0.05)]


def test_a_picture_that_is_none_or_missing_is_told_and_the_rest_printed() -> None:
    detail = section("detail", IMAGE, text("$F{a}"), height=60)
    for pictures, sentence in (
        ({"Logo.png": b"<html>"}, "The attachment “Logo.png” is no picture"),
        ({}, "There is no attachment with the title “Logo.png”"),
    ):
        made = print_template(template(detail), "t.jrxml", [{"a": "printed"}], Given(pictures=pictures))
        assert [problem.what.startswith(sentence) for problem in made.problems] == [True]
        assert "printed" in text_of(made.pdf)


def test_values_of_the_database_arrive_as_they_are() -> None:
    fields = '<field name="d" class="java.util.Date"/><field name="n" class="java.math.BigDecimal"/>'
    day, number = text("$F{d}", pattern="d MMM yyyy"), text("$F{n}", "0 14 99 12", pattern="0.00")
    detail = section("detail", day, number, height=30)
    made = print_template(template(fields, detail), "t.jrxml", [{"d": date(1998, 5, 7), "n": Decimal("3.5")}])
    assert text_of(made.pdf).split("\r\n") == ["7 May 1998", "3.50"]


def test_without_rows_there_is_no_pdf() -> None:
    made = print_template(template(section("detail", text("$F{a}"))), "t.jrxml", [])
    assert (made.pdf, made.pages) == (b"", 0)


def test_a_report_within_is_filled_with_its_own_rows() -> None:
    inner = (
        f"<subreport><reportElement {place('0 14 200 12')}/>"
        '<subreportExpression><![CDATA["inner.jasper"]]></subreportExpression></subreport>'
    )
    outer = template(section("detail", text("$F{a}"), inner, height=30))
    within = Inner(template(section("detail", text('"part " + $F{a}')), width=200), [{"a": "1"}, {"a": "2"}])
    made = print_template(outer, "t.jrxml", [{"a": "loan"}], Given(inner={"inner": within}))
    assert text_of(made.pdf).split("\r\n") == ["loan", "part 1", "part 2"]
    assert print_template(outer, "t.jrxml", [{"a": "loan"}]).needs_query == ("inner",)


def test_what_is_no_template_is_refused_in_a_sentence() -> None:
    with pytest.raises(BadTemplate, match=r"it is no template of JasperReports: t\.jrxml is no XML"):
        print_template(b"Dear curator,", "t.jrxml", [])


def test_an_expression_without_end_is_stopped_in_time() -> None:
    endless = template(section("detail", text('"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa".replaceAll("(a+)+b", "")')))
    with pytest.raises(BadTemplate, match="took longer than 1 seconds"):
        print_template(endless, "t.jrxml", [{"a": "1"}], Given(seconds=1))


def test_what_is_known_of_a_template_without_rows() -> None:
    bad = text('Runtime.getRuntime().exec("ls")')
    tried = template(section("detail", bad, text("$F{a}"), text("$F{1.collectionobject.catalogNumber}")), "<pieChart/>")
    found = check_template(tried, "t.jrxml")
    assert (found.elements, found.expressions, found.honoured) == (4, 3, 5)
    assert [problem.what for problem in found.problems] == [
        "The element <pieChart> cannot be printed; its place stays free.",
        "The method exec is not known here.",
    ]
    assert found.fields == ("a",)


@pytest.mark.skipif(not SHIPPED.is_dir(), reason="SPECIFY_DUMPS names no folder with Specify's templates")
def test_the_templates_that_come_with_specify_are_printed_as_a_whole() -> None:
    logo = {"topbrc195x68.png": png("blue", (195, 68))}
    for file in sorted(SHIPPED.glob("*.jrxml")):
        content = file.read_bytes()
        checked = check_template(content, file.name)
        assert checked.problems == ()
        assert checked.honoured == checked.elements + checked.expressions
        report = read_report(content, file.name)
        within = {one.stem: one.read_bytes() for one in SHIPPED.glob(f"{file.stem}_subreport*.jrxml")}
        for number in (0, 1, 200):
            inner = {
                name: Inner(one, rows(read_report(one, name), 30 if number == 1 else 2)) for name, one in within.items()
            }
            given = Given(parameters(report), logo, inner)
            made = print_template(content, file.name, rows(report, number), given)
            assert made.problems == ()
            assert made.needs_query == ()
            assert bool(made.pdf) == (number > 0 or report.without_rows == "BlankPage")


def test_labels_are_printed_in_time() -> None:
    field = [text(f'"{name}: " + $F{{a}}', f"0 {at * 9} 200 12") for at, name in enumerate("abcdefghijklmnopqr")]
    labels = template(section("detail", *field, height=180))
    print_template(labels, "t.jrxml", [{"a": "1"}])
    with within(SECONDS):
        made = print_template(labels, "t.jrxml", [{"a": str(number)} for number in range(500)])
    assert made.pages == 500


def test_many_pages_are_painted_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "PART", 2)
    names = [f"Etheostoma {number} \u9b5a" for number in range(5)]
    told = {
        "template": template(section("detail", text("$F{a}"), height=150)).decode("latin-1"),
        "name": "t.jrxml",
        "rows": [{"a": name} for name in names],
        "parameters": {},
        "now": "2026-01-02T03:04:05",
        "inner": {},
        "title": "Jars",
        "language": "en",
    }
    answer, content = making.made(told, {})
    assert answer["pages"] == 5
    assert [page.get_textpage().get_text_range() for page in pages(content["pdf"])] == names
    assert pypdfium2.PdfDocument(content["pdf"]).get_metadata_dict()["Title"] == "Jars"


def test_text_read_from_the_right_ends_at_the_right_edge() -> None:
    fish = "\u0633\u0645\u0643 \u0635\u063a\u064a\u0631"
    detail = section("detail", text("$F{a}", "0 0 200 14"), text("$F{b}", "0 20 200 14"), height=40)
    made = print_template(template(detail, fields="a b"), "t.jrxml", [{"a": f"{fish} 12!", "b": f"{fish} (Perca)"}])
    found = bounds(made.pdf, pypdfium2.raw.FPDF_PAGEOBJ_TEXT)
    assert max(right for _left, _top, right, _bottom in found) == pytest.approx(210, abs=1.5)
    assert min(left for left, *_rest in found) > 100
    inked = ImageOps.invert(picture(pages(made.pdf)[0], 144)).getbbox()
    assert inked is not None
    assert inked[2] == pytest.approx(2 * 210, abs=4)
