"""Pages of a PDF as pictures: as large as they are asked for, but never larger than can be sent."""

import io

import pytest
from PIL import Image

from specify.printing.rendering.pool import Work, render
from specify.printing.rendering.telling import BadTemplate
from specify.printing.sheets.geometry import Sheet
from tests.printing.press import made

pytestmark = pytest.mark.one_shape

SHEET = Sheet((100, 50), (40, 20), (2, 2), (5, 5), (45, 22))


def picture(pdf: bytes, page: int = 1, dots: float = 254) -> Image.Image:
    """The page as the render process draws it."""
    return Image.open(io.BytesIO(render(Work({"task": "picture", "page": page, "dots": dots}, {"pdf": pdf})).png))


def test_a_page_is_drawn_where_it_is_printed() -> None:
    pdf = made("<p>{{ n }}</p>", *({"n": "███"} for _one in range(4)), {"n": ""}, sheet=SHEET).pdf
    first = picture(pdf)
    assert abs(first.width - 1000) <= 1
    assert abs(first.height - 500) <= 1
    drawn = first.convert("L")
    assert all(
        drawn.crop((left, top, left + 60, top + 40)).getextrema()[0] < 50 for left in (50, 500) for top in (50, 270)
    )
    assert drawn.crop((960, 0, 1000, 500)).getextrema() == (255, 255)
    for page in (2, 9):
        assert picture(pdf, page).convert("L").getextrema() == (255, 255)


def test_a_picture_is_not_endless() -> None:
    large = picture(made("<p>x</p>", sheet=SHEET).pdf, dots=100_000)
    assert large.width * large.height <= 4_010_000


def test_what_is_no_pdf_is_not_drawn() -> None:
    with pytest.raises(BadTemplate):
        picture(b"no PDF")
