"""A QR code that a phone's camera reads, as the outline of an SVG picture.

In: a text, such as an `otpauth` link. Out: the side in modules and one path, to be drawn black on white. One stroke per
run of black modules keeps it small: about 1.5 KB compressed for a link.
"""

from itertools import groupby
from typing import NamedTuple

from qrcode.constants import ERROR_CORRECT_L
from qrcode.main import QRCode

QUIET = 4
"""The white modules around it that the standard (ISO/IEC 18004) asks for."""


class SquareCode(NamedTuple):
    """The side of the square with its quiet zone, in modules, and the path of the black ones."""

    side: int
    path: str


def square_code(text: str) -> SquareCode:
    """The QR code of a text, with the least error correction: a screen has no stains."""
    made = QRCode(error_correction=ERROR_CORRECT_L, border=QUIET)
    made.add_data(text)
    rows = made.get_matrix()
    return SquareCode(len(rows), "".join(_strokes(row, y) for y, row in enumerate(rows)))


def _strokes(row: list[bool], y: int) -> str:
    found, x = [], 0
    for black, run in groupby(row):
        length = len(list(run))
        if black:
            found.append(f"M{x} {y}h{length}v1h-{length}z")
        x += length
    return "".join(found)
