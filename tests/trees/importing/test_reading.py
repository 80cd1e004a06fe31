"""Files of all kinds, and hostile ones."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from specify.trees.importing import limits, reading
from specify.trees.importing.reading import read
from specify.web.refusals import Refusal

ROWS = [["Genus", "Species"], ["Perca", "flüviatilis"], [], ["Ésox", "lucius"]]
CSV = "Genus;Species;\nPerca;flüviatilis\n;;\n Ésox ; lucius\n"
SAMPLES = Path(os.environ.get("SPECIFY_DUMPS", "/nowhere")) / "taxonomy"
_SHEET = "xl/worksheets/sheet1.xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def xlsx(cells: str, *, filler: bytes = b"") -> bytes:
    """A spreadsheet with one sheet that has these cells, as XML."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="Fishes" sheetId="1" '
        'r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        _SHEET: f'<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData></worksheet>',
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
        if filler:
            archive.writestr("xl/filler.bin", filler)
    return file.getvalue()


def text(place: str, words: str) -> str:
    """A cell with a text."""
    return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_texts_are_read_in_usual_encodings_and_with_usual_delimiters(encoding: str, delimiter: str) -> None:
    assert list(read(CSV.replace(";", delimiter).encode(encoding)).rows) == ROWS


def test_a_single_column_and_quotes_are_read() -> None:
    assert list(read(b'Genus\n"Per\nca"\n"E, s"\n').rows) == [["Genus"], ["Per\nca"], ["E, s"]]
    assert list(read(b"Genus\rPerca\r").rows) == [["Genus"], ["Perca"]]


def test_a_sheet_is_read_with_formulas_as_values() -> None:
    first = f"<row r='1'>{text('A1', 'Genus')}{text('B1', 'Rank')}</row>"
    second = "<row r='2'><c r='A2'><f>1+1</f><v>2</v></c><c r='B2'><v>0.25</v></c><c r='C2' t='b'><v>1</v></c></row>"
    source = read(xlsx(first + second))
    assert list(source.rows) == [["Genus", "Rank"], ["2", "0.25", "1"]]
    assert "Fishes" in source.how


def test_rows_keep_their_numbers_where_a_sheet_begins_below() -> None:
    cells = f"<row r='3'>{text('B3', 'Genus')}</row><row r='5'>{text('B5', 'Perca')}</row>"
    assert [row and row[-1] for row in read(xlsx(cells)).rows] == [[], [], "Genus", [], "Perca"]


def test_hostile_spreadsheets_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    far = f"<row r='1'>{text('A1', 'x')}</row><row r='1048576'>{text('XFD1048576', 'x')}</row>"
    wide = f"<row r='1'>{text('XFD1', 'x')}</row>"
    bomb = xlsx(f"<row r='1'>{text('A1', 'x')}</row>", filler=b"\0" * (limits.UNPACKED_BYTES + 1))
    assert len(bomb) < limits.UPLOAD_MEGABYTES * limits.MEGABYTE
    for content, told in [
        (far, "columns"),
        (wide, "more than 60 columns"),
        (bomb, "too large to be read"),
        ("", "No sheet has anything in it"),
        ("<row r='1'><c", "cannot be read as one"),
    ]:
        with pytest.raises(Refusal, match=told):
            list(read(content if isinstance(content, bytes) else xlsx(content)).rows)
    monkeypatch.setattr(limits, "SECONDS", 0.01)
    with pytest.raises(Refusal, match="too large"):
        list(read(xlsx(f"<row r='1'>{text('A1', 'x')}</row>")).rows)


@pytest.mark.parametrize("content", [b"\xd0\xcf\x11\xe0 not an old one", b"PK\x03\x04\0\0\0"])
def test_what_only_begins_like_a_spreadsheet_is_told(content: bytes) -> None:
    with pytest.raises(Refusal, match="damaged|nothing in it"):
        list(reading.read(content).rows)


def test_too_many_rows_and_letters_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ROWS", 3)
    with pytest.raises(Refusal, match="at most 3 rows"):
        list(read(b"a\n" * 4).rows)
    with pytest.raises(Refusal, match="has a cell of 70000 characters"):
        list(read(b"x" * 70_000 + b"\n").rows)
    monkeypatch.setattr(limits, "LETTERS", 3)
    with pytest.raises(Refusal, match="too large"):
        list(read(b"ab\ncd\n").rows)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="SPECIFY_DUMPS names no folder with Specify's sample files")
def test_the_samples_of_specify_6_are_read() -> None:
    rows = list(read((SAMPLES / "col2008_amphib.xls").read_bytes()).rows)
    assert (len(rows), rows[0][:3], rows[1][6]) == (5834, ["kingdom", "phylum", "class"], "sonjae")
    rows = list(read((SAMPLES / "chronostrat_tree.xls").read_bytes()).rows)
    assert rows[3] == ["Cenozoic", "Quaternary", "Holocene", "", "0.0117", "0.126"]
