"""Prints sources of templates by the render process, and measures what stands on the pages that come back.

In: a source, what it is filled with. Out: a PDF, measures in millimetres from the upper left corner, rasterised pages.
"""

import ctypes
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import pypdfium2
from PIL.Image import Image
from pypdfium2 import raw

from specify.printing.rendering.pool import Made, Work, render
from specify.printing.sheets.geometry import Sheet, roll

MM = 25.4 / 72
DEFAULT = roll((60, 40))
Box = tuple[float, float, float, float]


def made(source: str, *records: Mapping[str, Any], sheet: Sheet = DEFAULT, **more: Any) -> Made:
    """What the render process makes of a label's source; of one record without fields unless some are given."""
    filled = records or ({},)
    seconds, pictures = more.pop("seconds", 20), more.pop("pictures", {})
    told = {
        "task": "pdf",
        "kind": "label",
        "source": source,
        "records": filled,
        "copies": [1] * len(filled),
        "sheet": asdict(sheet),
        "paper": (210, 297),
        "start": 1,
        "least": 1.0,
        "title": "A title",
        "language": "en",
    }
    return render(Work({**told, **more}, pictures, seconds))


def pages(pdf: bytes) -> Sequence[pypdfium2.PdfPage]:
    """The pages of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    return [document[number] for number in range(len(document))]


def size(page: pypdfium2.PdfPage) -> tuple[float, float]:
    """Width and height of a page."""
    width, height = page.get_size()
    return width * MM, height * MM


def labels(page: pypdfium2.PdfPage) -> Iterator[Box]:
    """Where what was painted of each label begins and ends: left, top, right, bottom."""
    height = page.get_height()
    for one in page.get_objects(max_depth=1):
        if one.type == pypdfium2.raw.FPDF_PAGEOBJ_FORM:
            left, bottom, right, top = one.get_bounds()
            yield left * MM, (height - top) * MM, right * MM, (height - bottom) * MM


def origins(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float]]:
    """The upper left corners of the labels, whatever was painted of them."""
    height = page.get_height()
    for one in page.get_objects(max_depth=1):
        if one.type == pypdfium2.raw.FPDF_PAGEOBJ_FORM:
            matrix = one.get_matrix()
            yield matrix.e * MM, (height - matrix.f) * MM


def picture(page: pypdfium2.PdfPage, dots_per_inch: int = 300) -> Image:
    """The page as a picture."""
    drawn: Image = page.render(scale=dots_per_inch / 72).to_pil().convert("L")
    return drawn


def text(pdf: bytes) -> str:
    """All that is written in a PDF."""
    return "\n".join(page.get_textpage().get_text_range() for page in pages(pdf))


def kinds(pdf: bytes) -> Iterator[str]:
    """The kinds of the elements that a tagged PDF tells screen readers of, page after page."""
    for page in pages(pdf):
        tree = raw.FPDF_StructTree_GetForPage(page)
        number = raw.FPDF_StructTree_CountChildren(tree)
        waiting = [raw.FPDF_StructTree_GetChildAtIndex(tree, at) for at in reversed(range(number))]
        while waiting:
            one = waiting.pop()
            if one:
                told = (ctypes.c_ushort * 40)()
                raw.FPDF_StructElement_GetType(one, told, ctypes.sizeof(told))
                yield bytes(told).decode("utf-16-le").rstrip("\0")
                number = raw.FPDF_StructElement_CountChildren(one)
                waiting += [raw.FPDF_StructElement_GetChildAtIndex(one, at) for at in reversed(range(number))]


def lines(pdf: bytes) -> list[str]:
    """What stands in a PDF, line by line."""
    return text(pdf).replace("\r", "").split("\n")
