"""The drawn square is the QR code of the text: its strokes are read back, module by module."""

import re

import pytest
from qrcode.constants import ERROR_CORRECT_L
from qrcode.main import QRCode

from specify.security.square_code import QUIET, square_code
from tests.page_client import weight

pytestmark = pytest.mark.one_shape

LINK = "otpauth://totp/m.okonedo-vance?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Specify%20specify.example.org"
STROKE = re.compile(r"M(\d+) (\d+)h(\d+)v1h-\3z")


def test_every_module_is_where_it_belongs() -> None:
    drawn = square_code(LINK)
    assert STROKE.sub("", drawn.path) == ""
    rows = [[False] * drawn.side for _ in range(drawn.side)]
    for x, y, length in (map(int, stroke.groups()) for stroke in STROKE.finditer(drawn.path)):
        rows[y][x : x + length] = [True] * length
    expected = QRCode(error_correction=ERROR_CORRECT_L, border=QUIET)
    expected.add_data(LINK)
    assert rows == expected.get_matrix()


def test_it_is_small() -> None:
    assert weight(square_code(LINK).path) < 2500
