"""What a PDF says of itself and its structure to screen readers, read from the file: that of a report is PDF/UA-1.

The file is read by PDFium and by taking its streams apart; WeasyPrint, which wrote it, has no part in that.
"""

import ctypes
import re
import zlib
from typing import Any

import pytest
from lxml import etree
from pypdfium2 import raw

from tests.printing.press import kinds, made, pages

pytestmark = pytest.mark.one_shape

SOURCE = """<h1>Loan {{ loan.number }}</h1><p>To <i lang="la">Perca</i></p>
<table><caption>Lent</caption><thead><tr><th scope="col">No.</th><th scope="col">What</th></tr></thead>
<tbody>{% for one in items %}<tr><td>{{ one.n }}</td><td>a jar</td></tr>{% endfor %}</tbody></table>
<svg viewBox="0 0 9 9" width="9" height="9" ><title>a fish</title><rect width="9" height="9"/></svg>
{{ qr(loan.number) }}"""


def loan(number: int, rows: int) -> dict[str, Any]:
    """What a loan's report is filled with."""
    return {"loan": {"number": number}, "items": {"rows": [{"n": at} for at in range(rows)]}}


def report(*loans: dict[str, Any], language: str = "de") -> bytes:
    """The reports of loans."""
    return made(SOURCE, *loans, kind="report", title="Leihschein", language=language).pdf


def plain(pdf: bytes) -> str:
    """The file with its compressed streams written out."""
    found = [pdf]
    for one in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        if one[1][:1] == b"\x78":
            found.append(zlib.decompressobj().decompress(one[1]))
    return b"\n".join(found).decode("latin-1")


def test_it_says_that_it_is_tagged_in_which_language_and_what_it_is_called() -> None:
    said = plain(report(loan(5, 2)))
    (catalog,) = re.findall(r"<<[^\n]*/Type /Catalog[^\n]*", said)
    assert "/MarkInfo <</Marked true>>" in catalog
    assert "/Lang (de)" in catalog
    assert "/DisplayDocTitle true" in catalog
    assert "/StructTreeRoot" in catalog
    assert "/Tabs /S" in said


def test_it_says_which_standard_it_keeps() -> None:
    said = plain(report(loan(5, 2)))
    (packet,) = re.findall(r"<\?xpacket begin.*?\?>(.*?)<\?xpacket end", said, re.DOTALL)
    metadata = etree.fromstring(packet.encode("latin-1"))
    part = metadata.xpath("//@*[namespace-uri()='http://www.aiim.org/pdfua/ns/id/' and local-name()='part']")
    assert part == ["1"]
    title = metadata.xpath("//*[local-name()='title']//*[local-name()='li']/text()")
    assert title == ["Leihschein"]


def test_a_table_has_rows_and_headers_on_each_of_its_pages() -> None:
    pdf = report(loan(5, 120))
    every = list(kinds(pdf))
    assert len(pages(pdf)) > 2
    assert every.count("TR") >= 121
    assert every.count("TD") == 240
    assert {"Document", "H1", "P", "Table", "Caption", "THead", "TBody", "TH", "Figure"} <= set(every)
    assert len(re.findall(r"/Headers ?\[\(", plain(pdf))) == 240


def test_several_reports_are_tagged_alike() -> None:
    every = list(kinds(report(loan(1, 2), loan(2, 3))))
    assert every.count("H1") == 2
    assert every.count("Table") == 2
    assert every.count("TD") == 10


def test_a_picture_is_told_by_its_name() -> None:
    assert {"a fish", "5"} <= set(alternatives(report(loan(5, 1))))


def alternatives(pdf: bytes) -> list[str]:
    """What is told instead of pictures."""
    page = pages(pdf)[0]
    tree = raw.FPDF_StructTree_GetForPage(page)
    waiting = [raw.FPDF_StructTree_GetChildAtIndex(tree, at) for at in range(raw.FPDF_StructTree_CountChildren(tree))]
    found = []
    while waiting:
        one = waiting.pop()
        if one:
            told = (ctypes.c_ushort * 200)()
            raw.FPDF_StructElement_GetAltText(one, told, ctypes.sizeof(told))
            found.append(bytes(told).decode("utf-16-le").rstrip("\0"))
            number = raw.FPDF_StructElement_CountChildren(one)
            waiting += [raw.FPDF_StructElement_GetChildAtIndex(one, at) for at in range(number)]
    return found
