"""What is printed of values: fields by their names, variables, patterns, looks, pictures, codes, inner reports."""

from decimal import Decimal
from typing import Any

import pytest

from specify.printing.jrxml.filling.filled import filled
from specify.printing.jrxml.filling.items import Picture, Shape, Stroke, Symbol, Text
from specify.printing.jrxml.filling.state import Inner, Supply
from specify.printing.jrxml.filling.texts import text_of
from specify.printing.jrxml.filling.values import value_of
from specify.printing.jrxml.filling.variables import Tally
from specify.printing.jrxml.naming import columns_of
from tests.printing.jrxml.templates import numbered, pages, place, places, report, said, section, text, words

pytestmark = pytest.mark.one_shape


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("1.collectionobject.catalogNumber", "1.collectionobject.catalogNumber"),
        ("1.collectionobject.catalognumber", "1.collectionobject.catalogNumber"),
        ("1,10,30-collectors.collectingevent.collectors", "1,10,30-collectors.collector.collectors"),
        ("1,9-determinations,4.taxon.Species Author", "1,9-determinations,4.taxon.Species author"),
        ("1,5-cataloger.agent.lastName", None),
        ("CATALOG", "Catalog"),
        ("", None),
    ],
)
def test_fields_find_their_columns(name: str, column: str | None) -> None:
    columns = (
        "1.collectionobject.catalogNumber",
        "1,10,30-collectors.collector.collectors",
        "1,9-determinations,4.taxon.Species author",
        "Catalog",
        "1,5.agent.lastName",
    )
    assert columns_of([name], columns).get(name) == column


def test_the_exact_name_goes_first() -> None:
    assert columns_of(["a", "A"], ["A", "a"]) == {"a": "a", "A": "A"}


@pytest.mark.parametrize(
    ("value", "kind", "name", "made"),
    [
        (None, "java.lang.Integer", "", None),
        ("12", "java.lang.Integer", "", 12),
        (12.0, "java.lang.String", "1.collectionobject.catalogNumber", "12"),
        ("12.50", "java.math.BigDecimal", "", Decimal("12.50")),
        (1, "java.lang.Boolean", "", True),
        ("May 1998", "java.util.Date", "", "May 1998"),
        ("many", "java.lang.Integer", "", "many"),
        (12, "java.lang.String", "", "12"),
        ("1e999999999", "java.lang.Integer", "", "1e999999999"),
        ("NaN", "java.lang.Integer", "", "NaN"),
        (float("inf"), "java.lang.String", "1.collectionobject.catalogNumber", "inf"),
    ],
)
def test_values_of_the_classes_that_are_declared(value: Any, kind: str, name: str, made: Any) -> None:
    assert value_of(value, kind, name) == made


@pytest.mark.parametrize(
    ("value", "kind", "pattern", "told"),
    [
        (None, "java.lang.String", "", "null"),
        ("1998-05-07", "java.util.Date", "", "1998-05-07"),
        ("1998-05-07", "java.sql.Date", "d MMM yyyy", "7 May 1998"),
        ("1998-05-07T14:05:00", "java.sql.Timestamp", "", "1998-05-07 14:05"),
        (1234567, "java.lang.Integer", "", "1,234,567"),
        (1234.56789, "java.lang.Double", "", "1,234.568"),
        (1234, "java.lang.Integer", "#0", "1234"),
        (1e30, "java.lang.Double", "#,##0.00", "1,000,000,000,000,000,000,000,000,000,000.00"),
        (1e300, "java.lang.Double", "#0.00", "1e+300"),
        (float("inf"), "java.lang.Double", "", "inf"),
        (True, "java.lang.Boolean", "", "true"),
        ("abc", "java.lang.String", "#0", "abc"),
    ],
)
def test_texts_of_values(value: Any, kind: str, pattern: str, told: str) -> None:
    assert text_of(value_of(value, kind), pattern, is_blank_when_null=False) == told


def test_nothing_is_blank_where_that_is_wanted() -> None:
    assert text_of(None, "", is_blank_when_null=True) == ""


def variable(calculation: str, kind: str = "Integer", **more: str) -> str:
    said = " ".join(f'{name}="{value}"' for name, value in more.items())
    return (
        f'<variable name="v" class="java.lang.{kind}" calculation="{calculation}" {said}>'
        "<variableExpression><![CDATA[$F{n}]]></variableExpression></variable>"
    )


@pytest.mark.parametrize(
    ("calculation", "kind", "told"),
    [
        ("Sum", "Integer", ["2", "2", "9", "11"]),
        ("Count", "Integer", ["1", "1", "2", "3"]),
        ("DistinctCount", "Integer", ["1", "1", "2", "2"]),
        ("Average", "Double", ["2", "2", "4.5", "3.667"]),
        ("Average", "Integer", ["2", "2", "4", "3"]),
        ("Lowest", "Integer", ["2", "2", "2", "2"]),
        ("Highest", "Integer", ["2", "2", "7", "7"]),
        ("First", "Integer", ["2", "2", "2", "2"]),
        ("Nothing", "Integer", ["2", "null", "7", "2"]),
        ("Variance", "Double", ["0", "0", "6.25", "5.556"]),
        ("StandardDeviation", "Double", ["0", "0", "2.5", "2.357"]),
    ],
)
def test_what_is_worked_out_over_rows(calculation: str, kind: str, told: list[str]) -> None:
    template = report(variable(calculation, kind), section("detail", text("$V{v}")), fields="n:Integer")
    [page] = pages(template, [{"n": number} for number in (2, None, 7, 2)])
    assert words(page) == told


def test_variables_begin_anew_with_pages_and_groups() -> None:
    group = '<group name="g"><groupExpression><![CDATA[$F{g}]]></groupExpression></group>'
    detail = section("detail", text("$V{v}"))
    rows = [{"n": 1, "g": letter} for letter in "xxyyy"]
    of_group = report(variable("Sum", resetType="Group", resetGroup="g"), group, detail, fields="n:Integer g")
    assert words(pages(of_group, rows)[0]) == ["1", "2", "1", "2", "3"]
    of_page = report(variable("Sum", resetType="Page"), detail, fields="n:Integer g", pageHeight=80)
    assert [words(page) for page in pages(of_page, rows)] == [["1", "2", "3"], ["1", "2"]]
    groups = report(variable("Count", incrementType="Group", incrementGroup="g"), group, detail, fields="n:Integer g")
    assert words(pages(groups, rows)[0]) == ["1", "1", "2", "2", "2"]


def test_what_cannot_be_added_is_told_once() -> None:
    template = report(variable("Sum"), section("detail", text("$F{n}")), fields="n:Integer")
    found = filled(template, [{"n": "many"}, {"n": "some"}, {"n": 1}])
    assert words(found.pages[0]) == ["many", "some", "1"]
    assert {word for _line, word, _name in said(found)} == {"expression-number"}


def test_styles_stand_on_each_other_and_have_conditions() -> None:
    styles = (
        '<style name="base" isDefault="true" fontName="Times New Roman" fontSize="8"/>'
        '<style name="name" style="base" isItalic="true"><conditionalStyle>'
        '<conditionExpression><![CDATA[$F{a}.equals("2")]]></conditionExpression><style forecolor="#FF0000"/>'
        "</conditionalStyle></style>"
    )
    detail = section("detail", text("$F{a}", style="name"), text('"x"', looks=""))
    [page] = pages(report(styles, detail), numbered(2))
    kinds = [item.lines[0].runs[0].type for item in page.items]
    assert [kind.face.family for kind in kinds] == ["Nimbus Roman"] * 4
    assert [kind.face.is_italic for kind in kinds] == [True, False, True, False]
    assert [kind.color for kind in kinds] == ["#000000", "#000000", "#ff0000", "#000000"]
    assert {kind.size for kind in kinds} == {8}


def test_a_style_that_stands_on_itself() -> None:
    styles = '<style name="a" style="b"/><style name="b" style="a" isBold="true"/>'
    [page] = pages(report(styles, section("detail", text("$F{a}", style="a"))), numbered(1))
    assert page.items[0].lines[0].runs[0].type.face.is_bold


def test_borders_backgrounds_and_shapes() -> None:
    box = '<box><topPen lineWidth="2" lineColor="blue"/></box>'
    field = text('"x"', "0 0 50 12", mode="Opaque", backcolor="#FFFF00").replace("<textElement", f"{box}<textElement")
    drawn = (
        f'<rectangle radius="3"><reportElement {place("60 0 20 10")} mode="Transparent"/></rectangle>'
        f'<ellipse><reportElement {place("90 0 20 10")} backcolor="#00FF00"/></ellipse>'
        f'<line direction="BottomUp"><reportElement {place("120 0 20 10")}/>'
        '<graphicElement><pen lineWidth="0.25" lineStyle="Dashed"/></graphicElement></line>'
    )
    [page] = pages(report(section("detail", field, drawn)), numbered(1))
    behind, words_, border, rectangle, ellipse, line = page.items
    assert isinstance(behind, Shape)
    assert behind.fill == "#ffff00"
    assert isinstance(words_, Text)
    assert isinstance(border, Stroke)
    assert (border.pen.width, border.pen.color, border.width, border.height) == (2, "#0000ff", 50, 0)
    assert isinstance(rectangle, Shape)
    assert (rectangle.fill, rectangle.radius, rectangle.pen.width) == ("", 3, 1)
    assert isinstance(ellipse, Shape)
    assert (ellipse.fill, ellipse.is_round) == ("#00ff00", True)
    assert isinstance(line, Stroke)
    assert (line.pen.width, line.pen.kind, line.is_up) == (0.25, "Dashed", True)


def image(says: str) -> str:
    return (
        f'<image hAlign="Center"><reportElement {place("0 0 40 20")}/>'
        f"<imageExpression><![CDATA[{says}]]></imageExpression></image>"
    )


def test_pictures_are_attachments_by_their_title() -> None:
    folder = '<parameter name="RPT_IMAGE_DIR" class="java.lang.String"/>'
    template = report(folder, section("detail", image('$P{RPT_IMAGE_DIR} + "/logo.png"')))
    supply = Supply({"RPT_IMAGE_DIR": "C:\\pictures"}, pictures=frozenset(("logo.png",)))
    [page] = pages(template, numbered(1), supply)
    [item] = page.items
    assert isinstance(item, Picture)
    assert (item.name, item.align) == ("logo.png", ("Center", "Top"))
    without = filled(template, numbered(3), Supply(pictures=frozenset()))
    assert said(without) == [(1, "picture", "logo.png")]


@pytest.mark.parametrize("address", ["http://127.0.0.1/x.png", "file:///etc/passwd", "data:image/png;base64,AA"])
def test_addresses_are_not_followed(address: str) -> None:
    found = filled(report(section("detail", image(f'"{address}"'))), numbered(2))
    assert said(found) == [(1, "address", address)]


def test_codes_from_elements_and_from_expressions() -> None:
    component = (
        f'<componentElement><reportElement {place("50 0 40 20")}/><c:Code128 xmlns:c="components">'
        "<c:codeExpression><![CDATA[$F{a}]]></c:codeExpression></c:Code128></componentElement>"
    )
    made = image(
        "new com.google.zxing.qrcode.QRCodeWriter().encode($F{a}, com.google.zxing.BarcodeFormat.QR_CODE, 9, 9)"
    )
    [page] = pages(report(section("detail", made, component)), [{"a": "KU 12"}, {"a": None}])
    assert [(type(item), item.kind, item.text) for item in page.items] == [
        (Symbol, "qr", "KU 12"),
        (Symbol, "code128", "KU 12"),
    ]


INNER = report(
    section("columnHeader", text('"head"')),
    '<variable name="count" class="java.lang.Integer" calculation="Count"><variableExpression>1</variableExpression>'
    "</variable>",
    section("detail", text("$F{part}")),
    fields="part loan",
    leftMargin="0",
    rightMargin="0",
    topMargin="0",
    bottomMargin="0",
)


def outer(*more: str, **attributes: Any) -> Any:
    inner = (
        f"<subreport><reportElement {place('20 12 150 5')}/>"
        '<subreportParameter name="loan"><subreportParameterExpression><![CDATA[$F{a}]]>'
        "</subreportParameterExpression></subreportParameter>"
        '<returnValue subreportVariable="count" toVariable="parts" calculation="Sum"/>'
        '<subreportExpression><![CDATA["reports/inner.jasper"]]></subreportExpression></subreport>'
    )
    parts = '<variable name="parts" class="java.lang.Integer" calculation="Sum"/>'
    field = text("$F{a}")
    last = section("summary", text('"parts " + $V{parts}'))
    return report(parts, section("detail", field, inner, *more), last, **attributes)


PARTS = [{"part": f"{loan}{number}", "loan": loan} for loan, count in (("1", 2), ("2", 3)) for number in range(count)]


def test_a_report_within_the_report_and_what_it_gives_back() -> None:
    supply = Supply(inner={"inner": Inner(INNER, PARTS, {"loan": "loan"})})
    [page] = pages(outer(pageHeight=300), numbered(2), supply)
    assert words(page) == ["1", "head", "10", "11", "2", "head", "20", "21", "22", "parts 5"]
    assert places(page)["10"] == (30, 42)
    assert places(page)["2"][1] == 10 + 12 + 60 + 3


def test_it_goes_on_on_the_next_page_under_its_header() -> None:
    supply = Supply(inner={"inner": Inner(INNER, PARTS)})
    found = pages(outer(pageHeight=100), numbered(1), supply)
    assert [words(page) for page in found] == [["1", "head", "10", "11"], ["head", "20", "21", "22"], ["parts 5"]]


def test_without_rows_of_its_own_it_is_told_and_its_place_stays_free() -> None:
    found = filled(outer(), numbered(2))
    assert words(found.pages[0]) == ["1", "2", "parts null"]
    assert found.needs_query == ("inner",)


def test_a_report_within_itself_ends() -> None:
    template = outer()
    found = filled(template, numbered(2), Supply(inner={"inner": Inner(template, numbered(2))}))
    assert found.pages


def test_parameters_are_given_or_have_a_value_of_their_own() -> None:
    declared = (
        '<parameter name="title" class="java.lang.String"><defaultValueExpression><![CDATA["Loans"]]>'
        "</defaultValueExpression></parameter>"
    )
    template = report(declared, section("title", text("$P{title}")), section("detail", text("$F{a}")))
    assert words(pages(template, numbered(1))[0]) == ["Loans", "1"]
    assert words(pages(template, numbered(1), Supply({"title": "Gifts"}))[0]) == ["Gifts", "1"]


def test_the_determination_of_a_row_of_the_workbench() -> None:
    says = "((edu.ku.brc.specify.config.Scriptlet)$P{REPORT_SCRIPTLET}).formatDetermination($P{DATASOURCE})"
    declared = '<parameter name="DATASOURCE" class="java.lang.Object"/>'
    detail = section("detail", text(says, looks='isStyledText="true"'))
    template = report(declared, detail, fields="genus1 species1 speciesAuthorLastName1 isCurrent1 isCurrent2")
    row = {"genus1": "Notropis", "species1": "topeka", "speciesAuthorLastName1": "(Gilbert)", "isCurrent1": "true"}
    [page] = pages(template, [row])
    assert words(page) == ["Notropis topeka (Gilbert) "]
    italic = [run.text for run in page.items[0].lines[0].runs if run.type.face.is_italic]
    assert italic == ["Notropis ", "topeka "]


def test_ten_thousand_letters_and_other_scripts_are_only_text() -> None:
    detail = section("detail", text("$F{a}", isStretchWithOverflow="true"))
    found = pages(report(detail), [{"a": "x" * 10_000}, {"a": "שלום עולם"}, {"a": "\N{GRINNING FACE}"}])
    assert sum(len(line.runs[0].text) for page in found for item in page.items for line in item.lines) > 10_000


def test_what_differs_is_counted_page_by_page_and_as_a_whole() -> None:
    declared = "".join(
        f'<variable name="{name}" class="java.lang.Integer" calculation="DistinctCount" resetType="{resets}">'
        "<variableExpression><![CDATA[$F{a}]]></variableExpression></variable>"
        for name, resets in (("here", "Page"), ("all", "Report"))
    )
    foot = section("pageFooter", text('$V{here} + " of " + $V{all}'))
    rows = [{"a": one} for one in "aabbccddeaabfgh"]
    template = report(declared, section("detail", text("$F{a}")), foot)
    assert [words(page)[-1] for page in pages(template, rows)] == ["4 of 4", "6 of 8"]


def test_what_differs_is_not_copied_for_each_row() -> None:
    first = Tally().with_one("a", "DistinctCount")
    second = first.with_one("b", "DistinctCount")
    assert second.different is first.different
    other = first.with_one("c", "DistinctCount").with_one("b", "DistinctCount")
    assert (first.number, second.number, other.number) == (1, 2, 3)
    assert second.with_one("b", "DistinctCount") is second
    assert second.with_one("c", "DistinctCount").number == 3
