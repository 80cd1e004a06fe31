"""Barcodes, read back from the rasterised page by decoders that did not draw them.

Zbar reads all kinds but Data Matrix. That is read by ZXing, whose package draws with another program's code (Zint's).
"""

import pytest
import zxingcpp
from pyzbar import pyzbar

from tests.printing.press import made, pages, picture

pytestmark = pytest.mark.one_shape
ADDRESS = "https://n2t.net/ark:/65665/39b5e1f6c-1e5f-4d4e-8a7e"
IN_MIDDLE = "<div style='padding:8mm'>{}</div>"


@pytest.mark.parametrize(
    ("call", "kind", "told"),
    [
        ("qr(t, size='9mm')", "QRCODE", "024117"),
        ("qr(t, size='20mm', level='H')", "QRCODE", ADDRESS),
        ("qr(t, size='14mm', quiet=0)", "QRCODE", "Straße Ä"),
        ("code128(t, height='6mm')", "CODE128", "AMF 024117 a-z"),
        ("code39(t, module='0.2mm')", "CODE39", "FISH-24/117"),
    ],
)
def test_it_reads_back(call: str, kind: str, told: str) -> None:
    (page,) = pages(made(IN_MIDDLE.format("{% set t = object.t %}{{ " + call + " }}"), {"object": {"t": told}}).pdf)
    (found,) = pyzbar.decode(picture(page))
    assert (found.type, found.data.decode()) == (kind, told)


@pytest.mark.parametrize(("measure", "told"), [("5mm", "024117"), ("12mm", ADDRESS)])
def test_a_data_matrix_reads_back(measure: str, told: str) -> None:
    source = IN_MIDDLE.format("{{ datamatrix(object.t, size='" + measure + "') }}")
    (page,) = pages(made(source, {"object": {"t": told}}).pdf)
    (found,) = zxingcpp.read_barcodes(picture(page), formats=zxingcpp.BarcodeFormat.DataMatrix)
    assert found.text == told


def test_a_code_is_exactly_as_large_as_was_said() -> None:
    source = "<div style='position:absolute;left:5mm;top:5mm'>{{ qr('024117', size='21mm', quiet=0) }}</div>"
    drawn = picture(pages(made(source).pdf)[0], 254)
    assert drawn.point(lambda shade: 255 - shade).getbbox() == pytest.approx((50, 50, 260, 260), abs=1)


def test_nothing_has_no_code() -> None:
    (page,) = pages(made("{{ qr('') }}{{ code128(object.t) }}{{ datamatrix('') }}", {"object": {"t": None}}).pdf)
    assert picture(page, 72).getextrema() == (255, 255)
