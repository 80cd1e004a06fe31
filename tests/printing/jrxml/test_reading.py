"""Templates in the three formats that read to the same; what is no template is refused in a sentence."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from specify.printing.jrxml.declaring import NOTHING, Element, Report, Worked
from specify.printing.jrxml.reading.report import read_report
from specify.text.xml import BadXml

pytestmark = pytest.mark.one_shape
SHIPPED = Path(os.environ.get("SPECIFY_DUMPS", "/nowhere")) / "jrxml"

OLD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE jasperReport PUBLIC "//JasperReports//DTD Report Design//EN"
  "http://jasperreports.sourceforge.net/dtds/jasperreport.dtd">
<jasperReport name="Vials" pageWidth="300" pageHeight="200" columnWidth="130" columnCount="2" columnSpacing="20"
  leftMargin="10" rightMargin="10" topMargin="5" bottomMargin="5" whenNoDataType="BlankPage" isTitleNewPage="true">
  <property name="ireport.zoom" value="1.0"/>
  <import value="java.util.*"/>
  <style name="name" isDefault="true" fontName="Arial" fontSize="9" isItalic="true">
    <conditionalStyle>
      <conditionExpression><![CDATA[$F{n} > 3]]></conditionExpression>
      <style forecolor="#FF0000"/>
    </conditionalStyle>
  </style>
  <parameter name="title" class="java.lang.String" isForPrompting="true">
    <parameterDescription><![CDATA[What stands above]]></parameterDescription>
    <defaultValueExpression><![CDATA["Vials"]]></defaultValueExpression>
  </parameter>
  <queryString><![CDATA[select * from collectionobject]]></queryString>
  <field name="1,10,2.locality.localityName" class="java.lang.String"/>
  <field name="n" class="java.lang.Integer"/>
  <variable name="all" class="java.lang.Integer" resetType="Group" resetGroup="place" calculation="Sum">
    <variableExpression><![CDATA[$F{n}]]></variableExpression>
    <initialValueExpression><![CDATA[new Integer(0)]]></initialValueExpression>
  </variable>
  <group name="place" isStartNewPage="true" isReprintHeaderOnEachPage="true" minHeightToStartNewPage="40">
    <groupExpression><![CDATA[$F{1,10,2.locality.localityName}]]></groupExpression>
    <groupHeader><band height="0"/></groupHeader>
    <groupFooter><band height="0"/></groupFooter>
  </group>
  <detail>
    <band height="40" isSplitAllowed="false">
      <printWhenExpression><![CDATA[$F{n} != null]]></printWhenExpression>
      <textField isStretchWithOverflow="true" isBlankWhenNull="true" pattern="#0" evaluationTime="Group"
        evaluationGroup="place">
        <reportElement style="name" mode="Opaque" x="1" y="2" width="100" height="12" positionType="Float"
          isRemoveLineWhenBlank="true" isPrintRepeatedValues="false" backcolor="#FFFF00">
          <printWhenExpression><![CDATA[true]]></printWhenExpression>
        </reportElement>
        <box leftPadding="2"><topPen lineWidth="0.5"/></box>
        <textElement textAlignment="Right" verticalAlignment="Middle" rotation="Left">
          <font fontName="Times New Roman" size="8" isBold="true"/>
        </textElement>
        <textFieldExpression class="java.lang.Integer"><![CDATA[$V{all}]]></textFieldExpression>
      </textField>
      <elementGroup>
        <staticText>
          <reportElement x="1" y="20" width="60" height="12"/>
          <textElement isStyledText="true"/>
          <text><![CDATA[in <b>ethanol</b>]]></text>
        </staticText>
      </elementGroup>
      <line direction="BottomUp">
        <reportElement x="0" y="38" width="100" height="1"/>
        <graphicElement pen="Thin"/>
      </line>
      <subreport>
        <reportElement x="0" y="39" width="100" height="1"/>
        <subreportParameter name="id"><subreportParameterExpression><![CDATA[$F{n}]]></subreportParameterExpression>
        </subreportParameter>
        <returnValue subreportVariable="count" toVariable="all" calculation="Sum"/>
        <subreportExpression class="java.lang.String"><![CDATA["inner.jasper"]]></subreportExpression>
      </subreport>
    </band>
  </detail>
</jasperReport>
"""

NAMESPACE = (
    OLD.replace('<!DOCTYPE jasperReport PUBLIC "//JasperReports//DTD Report Design//EN"\n', "")
    .replace('  "http://jasperreports.sourceforge.net/dtds/jasperreport.dtd">\n', "\n\n")
    .replace("<jasperReport ", '<jasperReport xmlns="http://jasperreports.sourceforge.net/jasperreports" ')
    .replace('isSplitAllowed="false"', 'splitType="Prevent"')
    .replace('textElement isStyledText="true"', 'textElement markup="styled"')
    .replace('<graphicElement pen="Thin"/>', '<graphicElement><pen lineWidth="0.5"/></graphicElement>')
    .replace('isStretchWithOverflow="true"', 'textAdjust="StretchHeight"')
)

VERSION_7 = """<jasperReport name="Vials" pageWidth="300" pageHeight="200" columnWidth="130" columnCount="2"
  columnSpacing="20" leftMargin="10" rightMargin="10" topMargin="5" bottomMargin="5" whenNoDataType="BlankPage"
  titleNewPage="true">
  <property name="com.jaspersoft.studio.unit." value="pixel"/>
  <style name="name" default="true" fontName="Arial" fontSize="9" italic="true">
    <conditionalStyle forecolor="#FF0000">
      <conditionExpression><![CDATA[$F{n} > 3]]></conditionExpression>
    </conditionalStyle>
  </style>
  <parameter name="title" class="java.lang.String" forPrompting="true">
    <description><![CDATA[What stands above]]></description>
    <defaultValueExpression><![CDATA["Vials"]]></defaultValueExpression>
  </parameter>
  <query language="SQL"><![CDATA[select * from collectionobject]]></query>
  <field name="1,10,2.locality.localityName" class="java.lang.String"/>
  <field name="n" class="java.lang.Integer"/>
  <variable name="all" class="java.lang.Integer" resetType="Group" resetGroup="place" calculation="Sum">
    <expression><![CDATA[$F{n}]]></expression>
    <initialValueExpression><![CDATA[new Integer(0)]]></initialValueExpression>
  </variable>
  <group name="place" startNewPage="true" reprintHeaderOnEachPage="true" minHeightToStartNewPage="40">
    <expression><![CDATA[$F{1,10,2.locality.localityName}]]></expression>
    <groupHeader><band height="0"/></groupHeader>
    <groupFooter><band height="0"/></groupFooter>
  </group>
  <detail>
    <band height="40" splitType="Prevent">
      <printWhenExpression><![CDATA[$F{n} != null]]></printWhenExpression>
      <element kind="textField" style="name" mode="Opaque" x="1" y="2" width="100" height="12" positionType="Float"
        removeLineWhenBlank="true" printRepeatedValues="false" backcolor="#FFFF00" textAdjust="StretchHeight"
        blankWhenNull="true" pattern="#0" evaluationTime="Group" evaluationGroup="place" hTextAlign="Right"
        vTextAlign="Middle" rotation="Left" fontName="Times New Roman" fontSize="8" bold="true">
        <printWhenExpression><![CDATA[true]]></printWhenExpression>
        <expression><![CDATA[$V{all}]]></expression>
        <box leftPadding="2"><topPen lineWidth="0.5"/></box>
      </element>
      <element kind="elementGroup">
        <element kind="staticText" x="1" y="20" width="60" height="12" markup="styled">
          <text><![CDATA[in <b>ethanol</b>]]></text>
        </element>
      </element>
      <element kind="line" x="0" y="38" width="100" height="1" direction="BottomUp">
        <pen lineWidth="0.5"/>
      </element>
      <element kind="subreport" x="0" y="39" width="100" height="1">
        <expression><![CDATA["inner.jasper"]]></expression>
        <parameter name="id"><expression><![CDATA[$F{n}]]></expression></parameter>
        <returnValue subreportVariable="count" toVariable="all" calculation="Sum"/>
      </element>
    </band>
  </detail>
</jasperReport>
"""


def without_lines(value: Any) -> Any:
    """The same as if all stood in one line."""
    if isinstance(value, Worked):
        return value if value is NOTHING else replace(value, line=0)
    if isinstance(value, tuple):
        return tuple(without_lines(one) for one in value)
    if isinstance(value, dict):
        return {name: without_lines(one) for name, one in value.items()}
    if hasattr(value, "__dataclass_fields__") and type(value).__module__.endswith("declaring"):
        said = {name: without_lines(getattr(value, name)) for name in value.__dataclass_fields__}
        return replace(value, **said | ({"line": 0} if "line" in said else {}))
    return value


def read(text: str) -> Report:
    return read_report(text.encode(), "vials.jrxml")


@pytest.mark.parametrize("text", [NAMESPACE, VERSION_7], ids=["namespace", "version 7"])
def test_the_three_formats_say_the_same(text: str) -> None:
    assert without_lines(read(text)) == without_lines(read(OLD))


def test_all_that_is_said_is_read() -> None:
    found = read(OLD)
    assert found.problems == ()
    assert (found.paper.columns, found.paper.column_width, found.paper.margins) == (2, 130, (10, 10, 5, 5))
    assert (found.default_style, found.without_rows, found.switches) == ("name", "BlankPage", {"titleNewPage"})
    assert found.query == "select * from collectionobject"
    [parameter] = found.parameters
    assert (parameter.is_asked, parameter.described, parameter.initial.text) == (True, "What stands above", '"Vials"')
    [variable] = found.variables
    assert (variable.calculation, variable.resets, variable.reset_group) == ("Sum", "Group", "place")
    [group] = found.groups
    assert (group.on_new_page, group.repeats_header, group.least_room) == (True, True, 40)
    [detail] = found.sections["detail"]
    assert (detail.height, detail.split, detail.when.text) == (40, "Prevent", "$F{n} != null")
    text, still, line, inner = detail.elements
    assert (text.kind, text.evaluated, text.group, text.position) == ("text", "Group", "place", "Float")
    assert (text.stretches, text.removes_line, text.repeats) == (True, True, False)
    assert text.looks["topPen.lineWidth"] == "0.5"
    assert still.text == "in <b>ethanol</b>"
    assert line.is_up
    assert inner.subreport is not None
    assert inner.subreport.returned == (("count", "all", "Sum"),)


def test_what_cannot_be_printed_is_noted_with_its_line_and_the_rest_is_read() -> None:
    text = OLD.replace("<elementGroup>", "<pieChart/><crosstab/><elementGroup>").replace("$V{all}", "new File('x'")
    found = read(text)
    line = next(at for at, one in enumerate(text.splitlines(), 1) if "<pieChart/>" in one)
    assert [(one.word, one.name) for one in found.problems if one.line == line] == [
        ("element", "pieChart"),
        ("element", "crosstab"),
    ]
    assert [one.word for one in found.problems if one.line != line] == ["expression-unexpected"]
    assert len(list(found.elements())) == 4


def test_numbers_that_are_none_are_noted() -> None:
    found = read(OLD.replace('y="38"', 'y="1e999"').replace('y="20"', 'y="low"'))
    assert [(one.word, one.name) for one in found.problems] == [("number", "y=low"), ("number", "y=1e999")]


def code(component: str) -> Element | None:
    found = read(OLD.replace("<elementGroup>", f"{component}<elementGroup>"))
    return next((one for one in found.elements() if one.kind == "code"), None)


def test_codes_in_old_and_new_files() -> None:
    place = '<reportElement x="0" y="0" width="60" height="60"/>'
    says = "<codeExpression><![CDATA[$F{n}]]></codeExpression>"
    old = code(
        f'<componentElement>{place}<c:QRCode xmlns:c="http://jasperreports.sourceforge.net/jasperreports/components">'
        f"{says}</c:QRCode></componentElement>"
    )
    new = code(
        f'<element kind="component" x="0" y="0" width="60" height="60"><component kind="barcode4j:Code128">{says}'
        "</component></element>"
    )
    assert old is not None
    assert new is not None
    assert (old.code, new.code, old.says.text, new.says.text) == ("qr", "code128", "$F{n}", "$F{n}")
    assert code('<element kind="component" x="0" y="0"><component kind="map"/></element>') is None


BOMB = '<!DOCTYPE jasperReport [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><jasperReport name="&b;"/>'
OUTSIDE = '<!DOCTYPE jasperReport [<!ENTITY f SYSTEM "file:///etc/passwd">]><jasperReport name="a">&f;</jasperReport>'


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Dear curator,", "is no XML that can be read"),
        ("", "is no XML that can be read"),
        ("<jasperReport", "is no XML that can be read"),
        ("<viewset/>", "is no template of JasperReports: it begins with <viewset>"),
        (BOMB, "brings a document type of its own"),
        (OUTSIDE, "brings a document type of its own"),
        ("<jasperReport>" + "<frame>" * 100_000, "is no XML that can be read"),
        ("<jasperReport>" + "<a>" * 300 + "</a>" * 300 + "</jasperReport>", "is no XML that can be read"),
    ],
    ids=["letter", "nothing", "half", "view set", "bomb", "outside", "megabyte", "deep"],
)
def test_what_is_no_template_is_refused_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(BadXml, match=sentence):
        read(text)


def test_a_document_type_elsewhere_is_never_looked_up() -> None:
    found = read('<!DOCTYPE jasperReport SYSTEM "http://127.0.0.1:1/x.dtd"><jasperReport name="a"/>')
    assert found.name == "a"


@pytest.mark.skipif(not SHIPPED.is_dir(), reason="SPECIFY_DUMPS names no folder with Specify's templates")
def test_the_templates_that_come_with_specify_are_read_as_a_whole() -> None:
    files = sorted(SHIPPED.glob("*.jrxml"))
    assert files
    for file in files:
        found = read_report(file.read_bytes(), file.name)
        assert found.problems == ()
        assert list(found.elements())


def test_measures_that_no_page_has_are_noted_and_the_usual_ones_taken() -> None:
    found = read_report(
        b"<jasperReport name='t' pageWidth='0' pageHeight='100000' columnCount='5000' leftMargin='-3'><detail>"
        b"<band height='-5'><line><reportElement x='-2' y='0' width='-9' height='1'/></line></band></detail>"
        b"</jasperReport>",
        "t.jrxml",
    )
    assert (found.paper.width, found.paper.height, found.paper.columns) == (595, 842, 1)
    [line] = found.elements()
    assert (line.x, line.width) == (-2, 0)
    assert sorted(one.name for one in found.problems) == [
        "columnCount=5000",
        "height=-5",
        "leftMargin=-3",
        "pageHeight=100000",
        "pageWidth=0",
        "width=-9",
    ]


def test_a_style_of_another_file_is_noted_once() -> None:
    field = "<staticText><reportElement x='0' y='0' width='9' height='9' style='Far'/><text>x</text></staticText>"
    found = read_report(
        f"<jasperReport name='t'>\n<detail><band height='9'>\n{field}\n{field}</band></detail></jasperReport>".encode(),
        "t.jrxml",
    )
    assert [(one.line, one.word, one.name) for one in found.problems] == [(3, "style", "Far")]


def test_a_font_of_the_report_is_a_style() -> None:
    found = read_report(
        b"<jasperReport name='t'><reportFont name='Big' fontName='Arial' size='20'/><detail><band height='9'>"
        b"<staticText><reportElement x='0' y='0' width='9' height='9'/>"
        b"<textElement><font reportFont='Big'/></textElement><text>x</text></staticText></band></detail>"
        b"</jasperReport>",
        "t.jrxml",
    )
    assert [element.style for element in found.elements()] == ["Big"]
    assert found.styles["Big"].looks["fontSize"] == "20"
    assert found.problems == ()
