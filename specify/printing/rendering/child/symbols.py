"""Barcodes as drawings without pixels: QR, Data Matrix, Code 128, Code 39.

In: a text, and measures with their unit (`"9mm"`). Out: an SVG element of exactly that size. The white that a reader
needs around a code is part of the drawing, as many modules wide as its standard asks, unless `quiet` says another
number. ISO/IEC 18004, 16022, 15417 and 16388.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import zxingcpp
from markupsafe import Markup

from specify.printing.rendering import limits
from specify.printing.rendering.child.problem import Problem

_MEASURE = re.compile(r"(\d{1,4}(?:\.\d{1,4})?) ?(mm|cm|in|pt)", re.ASCII)
_QUIET_QR, _QUIET_MATRIX, _QUIET_LINEAR = 4, 1, 10


def qr(text: Any, size: str = "12mm", level: str = "M", quiet: int = _QUIET_QR) -> Markup:
    """A QR code so large; `level` is how much may be damaged: L, M, Q or H. Nothing if there is no text."""
    if level not in ("L", "M", "Q", "H"):
        raise Problem("code", name="QR", text=f"level={level}")
    return _square(str(text), matrix("QRCode", str(text), ec_level=level), size, quiet)


def data_matrix(text: Any, size: str = "8mm", quiet: int = _QUIET_MATRIX) -> Markup:
    """A Data Matrix code so large. Nothing if there is no text."""
    return _square(str(text), matrix("DataMatrix", str(text), force_square=True), size, quiet)


def code128(text: Any, height: str = "8mm", module: str = "0.25mm", quiet: int = _QUIET_LINEAR) -> Markup:
    """A Code 128 barcode so high, whose narrowest bar is as wide as `module`. Nothing if there is no text."""
    return _linear("Code128", str(text), (height, module), quiet)


def code39(text: Any, height: str = "8mm", module: str = "0.25mm", quiet: int = _QUIET_LINEAR) -> Markup:
    """A Code 39 barcode so high: capital letters, digits and - . $ / + % and blanks. Nothing if there is no text."""
    return _linear("Code39", str(text).upper(), (height, module), quiet)


def _square(text: str, rows: Sequence[bytes], size: str, quiet: int) -> Markup:
    if not rows:
        return Markup()
    side = len(rows) + 2 * quiet
    told = _measure(size)
    return _drawing(rows, (side, side), (told, told), quiet) + _named(text)


def _linear(kind: str, text: str, measures: tuple[str, str], quiet: int) -> Markup:
    if not text:
        return Markup()
    row = matrix(kind, text)[0]
    height, (number, unit) = _measure(measures[0]), _measured(measures[1])
    modules = len(row) + 2 * quiet
    width = f"{float(number) * modules:.4f}{unit}"
    return _drawing([row], (modules, 1), (width, height), quiet) + _named(text)


def _measured(text: str) -> tuple[str, str]:
    """A measure's number and unit, as they are written."""
    found = _MEASURE.fullmatch(str(text).strip())
    if not found or not float(found[1]):
        raise Problem("measure", text=str(text)[:50])
    return found[1], found[2]


def _measure(text: str) -> str:
    return "".join(_measured(text))


@cache
def matrix(kind: str, text: str, **options: str | bool) -> Sequence[bytes]:
    """The code row by row: a byte a module, 0 where it is black. The rows of a linear code are all the same."""
    if not text:
        return ()
    if len(text) > limits.CODE_LETTERS:
        raise Problem("code", name=kind, text=f"{text[:30]}…")
    if not text.isascii():
        options["eci"] = "UTF-8"  # says how letters are written, of which readers else think what they like
    try:
        code = zxingcpp.create_barcode(text, zxingcpp.barcode_format_from_str(kind), **options)
        drawn: Any = zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=False)
    except (ValueError, RuntimeError) as error:
        raise Problem("code", name=kind, text=text[:30]) from error
    image = memoryview(drawn)
    height, width = image.shape or (0, 0)
    content = image.tobytes()
    return [content[start : start + width] for start in range(0, height * width, width)]


def _drawing(rows: Sequence[bytes], modules: tuple[int, int], size: tuple[str, str], quiet: int) -> Markup:
    """The beginning of an SVG element: each black stretch is a line as thick as its row, which is short."""
    down = (quiet if len(rows) > 1 else 0) + 0.5
    path = "".join(f"M{quiet + start} {down + y}h{end - start}" for y, start, end in bars(rows))
    return Markup(
        '<svg class="code" width="{}" height="{}" viewBox="0 0 {} {}" preserveAspectRatio="none">'
        '<path stroke="#000" stroke-width="1" d="{}"/>'
    ).format(*size, *modules, path)


def _named(text: str) -> Markup:
    """The end of a drawing: what it is called, for those who do not see it, and for PDF/UA."""
    return Markup("<title>{}</title></svg>").format(text)


def bars(rows: Sequence[bytes]) -> Iterator[tuple[int, int, int]]:
    """Row, beginning and end of each black stretch."""
    for y, row in enumerate(rows):
        for found in re.finditer(rb"\x00+", row):
            yield y, found.start(), found.end()
