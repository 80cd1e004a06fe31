"""Draws a page of a PDF as a picture, for those who want to see it before it is printed.

In: the bytes of a PDF of our own, the number of a page, dots per inch. Out: a PNG of few grey tones, which are small.
"""

import io

import pypdfium2

_TONES = 16
_MOST_DOTS = 4_000_000
"""Of how many dots a picture may be: of what is larger, each stands for more."""


def load() -> None:
    """Load what is loaded when it is first needed."""
    document = pypdfium2.PdfDocument.new()
    picture(_bytes(document, (72, 72)), 1, 72)


def picture(pdf: bytes, page: int, dots: float) -> bytes:
    """The page, the last one if there are fewer."""
    document = pypdfium2.PdfDocument(pdf)
    found = document[min(page, len(document)) - 1]
    width, height = found.get_size()
    scale = min(dots / 72, (_MOST_DOTS / (width * height)) ** 0.5)
    drawn = found.render(scale=scale, grayscale=True).to_pil().convert("L").quantize(_TONES)
    target = io.BytesIO()
    drawn.save(target, "PNG", optimize=True)
    return target.getvalue()


def _bytes(document: pypdfium2.PdfDocument, size: tuple[float, float]) -> bytes:
    document.new_page(*size)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
