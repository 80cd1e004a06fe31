"""Field formats match, ask for numbers and tell themselves in words; one of them counts for a field."""

from dataclasses import replace

import pytest

from specify.datamodel import present, tables
from specify.resources.field_formats import FieldFormats, format_for, read
from specify.resources.place import Place
from specify.resources.stamp import settings_stamp
from specify.resources.viewer import Viewer
from specify.text.series import Series
from specify.text.xml import BadXml

CLASS = 'class="edu.ku.brc.specify.datamodel.Accession" fieldname="accessionNumber"'
DATA = f"""<formats>
  <format name="Twice" {CLASS}><field type="alpha" size="3" value="aaa"/></format>
  <format system="true" name="Number" title="A number" {CLASS}>
    <field type="year" size="2" value="YEAR" byyear="true"/><field type="separator" value="-"/>
    <field type="alphanumeric" size="2" value="AA"/><field type="constant" size="9" value="."/>
    <field type="numeric" size="3" inc="true"/>
  </format>
  <format name="Any" {CLASS}><field type="anychar" size="2"/><field type="something" /></format>
  <format name="Regex" {CLASS}><field type="regex" value="/^[A-C]{{2}}$/" pattern="two of A, B, C"/></format>
  <format name="Fixed" {CLASS}><field type="year" value="YEAR"/><field type="numeric" size="2"/></format>
  <format name="CatalogNumberNumeric" {CLASS}>
    <external>edu.ku.brc.specify.ui.CatalogNumberUIFieldFormatter</external></format>
  <format name="CatalogNumberString" {CLASS}>
    <external> edu.ku.brc.specify.ui.CatalogNumberStringUIFieldFormatter </external></format>
  <format name="PartialDate" type="date" class="java.util.Date"><external>some.Other</external></format>
  <format name="NumericInteger" class="java.lang.Integer" type="numeric"/>
  <format name="Twice" {CLASS}><field type="alpha" size="4"/></format>
</formats>""".encode()


@pytest.fixture
def formats() -> FieldFormats:
    return read(DATA, "UIFormatters")


def test_what_cannot_be_used_is_left_out_and_the_last_of_a_name_counts(formats: FieldFormats) -> None:
    names = {"Twice", "Number", "Any", "Regex", "Fixed", "CatalogNumberNumeric", "CatalogNumberString"}
    assert formats.keys() == names
    assert formats["Twice"].placeholder == "aaaa"
    number = formats["Number"]
    assert (number.title, number.table_key, number.field_name) == ("A number", "accession", "accessionNumber")
    assert number.is_system


@pytest.mark.parametrize(
    ("name", "fits", "fails"),
    [
        ("Number", ["2024-AB.017", "YEAR-x1.###", "1999-00.###", ""], ["2024-AB-017", "24-AB.017", "2024-AB.0017"]),
        ("Any", ["?!x", "--1"], ["?!", "?!-"]),
        ("Regex", ["AB", "CC"], ["AD", "ABC"]),
        ("Fixed", ["202401"], ["YEAR01", "2024##", "٢٠٢٤٠١"]),
        ("CatalogNumberNumeric", ["1", "000000001", "#########"], ["0000000001", "12a", "##"]),
        ("CatalogNumberString", ["anything at all 1.2"], ["x" * 33]),
    ],
)
def test_a_text_fits_whole_or_not(formats: FieldFormats, name: str, fits: list[str], fails: list[str]) -> None:
    assert [text for text in fits if not formats[name].matches(text)] == []
    assert [text for text in fails if formats[name].matches(text)] == []


def test_a_placeholder_asks_for_a_number(formats: FieldFormats) -> None:
    number = formats["Number"]
    assert number.placeholder == "YEAR-AA.###"
    assert number.is_numbered
    asking = {"YEAR-AA.###": True, "2024-AA.###": True, "YEAR-AA.001": True, "2024-AA.001": False, "###": False}
    assert {text: number.asks_for_number(text) for text in asking} == asking
    catalog = formats["CatalogNumberNumeric"]
    assert catalog.asks_for_number("#########")
    assert not catalog.asks_for_number("12")
    assert not formats["Fixed"].is_numbered


def test_what_is_left_open_is_counted_and_what_is_given_stays(formats: FieldFormats) -> None:
    number = formats["Number"]
    assert number.series("YEAR-AA.###", 2026) == Series(("2026", "-", "AA", ".", 3))
    assert number.series("1999-x1.###", 2026) == Series(("1999", "-", "x1", ".", 3))
    assert number.series("YEAR-AA.017", 2026) == Series(("2026", "-", "AA", ".", "017"))
    assert number.series("2024-AA.017", 2026) is None
    assert number.series("YEAR-AA.0###", 2026) is None
    assert formats["CatalogNumberNumeric"].series("#########", 2026) == Series((9,))
    assert formats["CatalogNumberNumeric"].series("######", 2026) is None
    assert formats["CatalogNumberString"].series("#########", 2026) is None


def test_a_number_tells_its_series_and_how_to_ask_for_one_more(formats: FieldFormats) -> None:
    number, catalog = formats["Number"], formats["CatalogNumberNumeric"]
    assert number.counted("1999-x1.017") == Series(("1999", "-", "x1", ".", 3))
    assert catalog.counted("000000017") == Series((9,))
    none = ["1999-x1.###", "YEAR-x1.017", "17", "", "1999-x1.0٧1"]
    assert [text for text in none if number.counted(text)] == []
    assert [text for text in ("17", "#########", "٠٠٠٠٠٠٠١٧") if catalog.counted(text)] == []
    assert formats["Fixed"].counted("199901") is None
    assert number.asking_like("1999-x1.017") == "YEAR-x1.###"
    assert (number.asking_like("17"), catalog.asking_like("17")) == ("", "#########")


def test_a_placeholder_that_could_be_a_value_is_one() -> None:
    data = b"""<formats><format name="Letters" class="x.Agent"><field type="alphanumeric" size="3" inc="true"/>
        <field type="year" value="2000" byyear="true"/></format></formats>"""
    assert read(data, "it")["Letters"].series("AAA2000", 2026) is None


def test_the_format_set_up_for_a_field_counts(viewer: Viewer, place: Place) -> None:
    item = tables.SpLocaleContainerItem.objects.filter(
        container__discipline_id=place.discipline_id, container__name="collectionobject", name__iexact="fieldNumber"
    )
    assert format_for(viewer, settings_stamp(), "collectionobject", "fieldNumber") is None
    item.update(format="LoanNumber", version=7)
    found = format_for(viewer, settings_stamp(), "collectionobject", "fieldNumber")
    assert found is not None
    assert found.name == "LoanNumber"
    item.update(format="There is none of that name", version=8)
    assert format_for(viewer, settings_stamp(), "collectionobject", "fieldNumber") is None


def test_a_catalog_number_keeps_to_its_types_format_then_to_its_collections(viewer: Viewer, place: Place) -> None:
    def named(row: dict[str, object] | None = None, collections: str = place.catalog_number_format) -> str | None:
        here = replace(viewer, place=replace(place, catalog_number_format=collections))
        found = format_for(here, settings_stamp(), "collectionobject", "catalogNumber", row=row)
        return found.name if found else None

    assert named() == place.catalog_number_format == "CatalogNumberNumeric"
    assert named({"collectionObjectType_id": None}) == "CatalogNumberNumeric"
    item = tables.SpLocaleContainerItem.objects.filter(
        container__discipline_id=place.discipline_id, container__name="collectionobject", name__iexact="catalogNumber"
    )
    item.update(format="CatalogNumberString", version=7)
    assert named() == "CatalogNumberNumeric"
    assert named(collections="There is none of that name") == named(collections="") == "CatalogNumberString"
    if present.has("collectionobjecttype"):
        types = tables.CollectionObjectType.objects.filter(collection_id=place.collection_id)
        types.update(catalogNumberFormatName="CatalogNumberByYear", version=7)
        row = {"collectionObjectType_id": types.values_list("id", flat=True)[0]}
        assert named(row) == "CatalogNumberByYear"
        types.update(catalogNumberFormatName="There is none of that name", version=8)
        assert named(row) == "CatalogNumberNumeric"


def test_only_the_numeric_catalog_number_is_stored_otherwise_than_typed(formats: FieldFormats) -> None:
    catalog = formats["CatalogNumberNumeric"]
    stored = {"12": "000000012", "": "", "#########": "#########", "12a": "12a", "1234567890": "1234567890"}
    assert {text: catalog.canonical(text) for text in stored if text} | {"": ""} == stored
    assert formats["Number"].canonical("2024-AB.017") == "2024-AB.017"


def test_a_format_tells_what_to_type(formats: FieldFormats) -> None:
    assert formats["Number"].in_words() == "the year, then “-”, then 2 letters or digits, then “.”, then 3 digits"
    assert formats["Regex"].in_words() == "two of A, B, C"
    assert formats["CatalogNumberNumeric"].in_words() == "up to 9 digits"
    assert formats["Twice"].in_words() == "4 letters"


@pytest.mark.parametrize("value", ["(", "(" * 3000 + ")" * 3000, "x{99999999999}"], ids=["open", "deep", "endless"])
def test_a_part_that_is_no_regular_expression_is_named(value: str) -> None:
    text = f'<formats><format name="Odd" class="x.Agent"><field type="regex" value="{value}"/></format></formats>'
    with pytest.raises(BadXml, match="Odd"):
        read(text.encode(), "it")
