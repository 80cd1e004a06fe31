"""Fonts: embedded as far as they are used, as wide as those they stand for, told where they are missing."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

import pypdfium2
import pytest

from specify.printing.rendering import pool, wire
from specify.printing.rendering.telling import refusal
from specify.printing.sheets.known import PAPERS, sheet_named
from specify.printing.templates.reading import shipped
from tests.printing.press import made, pages, text
from tests.printing.rendering.shipped import LOAN, USUAL, record

pytestmark = pytest.mark.one_shape
ALPHABETS = "Ångström Ærø ž / Ελλάδα ψωμί / Россия щука Їжак"
METRIC = {"Arial": "Nimbus-Sans", "Times New Roman": "Nimbus-Roman", "Courier New": "Nimbus-Mono-PS"}
WIDTHS = {"Arial": 0.8330, "Times New Roman": 0.8892, "Courier New": 0.6001}
"""How wide a capital M is in these fonts, as a part of the size, by their makers' metric files."""


def fonts(pdf: bytes) -> Iterator[tuple[str, bool]]:
    """The name of each font of the letters in a PDF, and whether it is embedded."""
    for page in pages(pdf):
        for one in page.get_objects(max_depth=4):
            if isinstance(one, pypdfium2.PdfTextObj):
                font = one.get_font()
                yield font.get_base_name(), font.is_embedded


@pytest.mark.parametrize("name", shipped())
def test_every_font_of_our_templates_is_embedded_in_part(name: str) -> None:
    template = shipped()[name]
    if template.kind == "report":
        pdf = made(template.source, record(template.source, LOAN), kind="report", paper=PAPERS["letter"]).pdf
    else:
        sheet = sheet_named(template.sheet, template.size)
        pdf = made(template.source, record(template.source, USUAL), sheet=sheet, least=template.least).pdf
        assert "Κύπρος" in text(pdf) or "ΚΎΠΡΟΣ" in text(pdf)
        assert "Якутия" in text(pdf)
    found = set(fonts(pdf))
    assert found
    for font, is_embedded in found:
        assert is_embedded
        assert len(font.partition("+")[0]) == 6  # the mark of a subset
        assert font.partition("+")[2].startswith(("P052", "Nimbus-Sans"))


@pytest.mark.parametrize("family", METRIC)
def test_what_stands_for_a_usual_font_is_as_wide_and_has_greek_and_cyrillic(family: str) -> None:
    pdf = made(
        f"<p style='font:10pt {family}'>MMMMMMMMMMMMMMMMMMMM</p><p style='font:6pt {family}'>{ALPHABETS}</p>"
    ).pdf
    assert ALPHABETS in text(pdf)
    assert {(name.partition("+")[2].rstrip(","), is_there) for name, is_there in fonts(pdf)} == {(METRIC[family], True)}
    (page,) = pages(pdf)
    written = page.get_textpage()
    first, last = (written.get_charbox(at, loose=True) for at in (0, 19))
    assert last[2] - first[0] == pytest.approx(20 * 10 * WIDTHS[family], abs=0.5)


def with_fonts(folder: str, tmp_path: Path) -> tuple[dict[str, Any], bytes, bytes]:
    """What a render process that has only the fonts of a folder answers, its PDF, and what it complains of."""
    mapped = (Path(pool.__file__).parent / "fonts.conf").read_text()
    (tmp_path / "fonts.conf").write_text(
        mapped.replace("<dir>/usr/share/fonts<", f"<dir>{folder}<")
        .replace("<dir>/usr/local/share/fonts<", f"<dir>{folder}<")
        .replace("/var/cache", f"{tmp_path}")
    )
    told = {"task": "pdf", "kind": "report", "source": f"<p style='font-family:Arial'>{ALPHABETS}</p>", "records": [{}]}
    with subprocess.Popen(
        [sys.executable, "-I", str(Path(pool.__file__).parent / "child" / "__main__.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"FONTCONFIG_FILE": str(tmp_path / "fonts.conf")},
    ) as process:
        assert process.stdin
        assert process.stderr
        process.stdin.write(wire.packed({**told, "paper": (210, 297), "title": "", "language": "en", "seconds": 20}))
        process.stdin.flush()
        answer, content = wire.receive(cast(BinaryIO, process.stdout))
        process.stdin.close()
        return answer, content.get("pdf", b""), process.stderr.read()


def test_where_our_fonts_are_missing_others_are_taken_and_it_is_told(tmp_path: Path) -> None:
    _answer, pdf, log = with_fonts("/usr/share/fonts/truetype/dejavu", tmp_path)
    assert b"The font P052 is not there; labels are set in another." in log
    assert ALPHABETS in text(pdf)
    assert all(is_embedded for _name, is_embedded in fonts(pdf))


def test_where_there_is_no_font_at_all_it_is_told_and_the_process_goes_on(tmp_path: Path) -> None:
    answer, pdf, log = with_fonts(str(tmp_path), tmp_path)
    refused = refusal(answer)
    assert refused.sentence == "There is no font on this server to print with."
    assert "fonts-urw-base35" in refused.remedy
    assert not pdf
    assert b"There is no font: nothing can be printed." in log
