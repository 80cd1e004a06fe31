"""Paints filled pages into a PDF: each item where it stands, nothing laid out again.

In: pages of items, pictures by name, fonts. Out: pages that a WeasyPrint document takes for its own. A picture that is
none, and a code that cannot be made of its text, are left out and told.
"""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from PIL import Image, UnidentifiedImageError
from weasyprint.images import RasterImage

from specify.printing.jrxml.filling.items import Item, Page, Pen, Picture, Shape, Stroke, Symbol, Text
from specify.printing.rendering.child.jrxml.lettering import Lettering, paint
from specify.printing.rendering.child.problem import Problem
from specify.printing.rendering.child.symbols import bars, matrix

PIXELS = 96 / 72
"""The pixels of CSS in a point."""
_KINDS = {"code128": "Code128", "code39": "Code39", "qr": "QRCode", "datamatrix": "DataMatrix"}
_QUIET = {"code128": 10, "code39": 10, "qr": 4, "datamatrix": 1}
_LINEAR = ("code128", "code39")
_ROUND = 0.5523
"""How far the handles of a curve are out that follows a quarter of a circle."""
_SHARES = {"Center": 0.5, "Middle": 0.5, "Right": 1.0, "Bottom": 1.0}
_LETTERS = 1.3
"""How much of the size of its letters is kept free below a code."""
_TURNS = {"Left": (0, -1, 1, 0), "Right": (0, 1, -1, 0), "UpsideDown": (-1, 0, 0, -1)}
_MOST_PIXELS = 50_000_000


@dataclass
class Painter:
    """Paints the items of one document."""

    lettering: Lettering
    pictures: Mapping[str, bytes]
    tell: Callable[[str, str], None]
    loaded: dict[str, RasterImage | None] = field(default_factory=dict)

    def paint(self, stream: Any, item: Item) -> None:
        """Paint an item."""
        match item:
            case Text():
                self._text(stream, item)
            case Shape():
                _shape(stream, item)
            case Stroke():
                _stroke(stream, item)
            case Picture():
                self._picture(stream, item)
            case Symbol():
                self._symbol(stream, item)

    def _text(self, stream: Any, item: Text) -> None:
        with stream.stacked():
            x, y = item.x, item.y
            if item.rotation in _TURNS:
                a, b, c, d = _TURNS[item.rotation]
                x += item.width if item.rotation != "Left" else 0
                y += item.height if item.rotation != "Right" else 0
                stream.transform(a, b, c, d, x, y)
            else:
                stream.transform(e=x, f=y)
            self.lettering.draw(stream, item.lines)

    def _picture(self, stream: Any, item: Picture) -> None:
        if item.name not in self.loaded:
            self.loaded[item.name] = self._load(item.name)
        image = self.loaded[item.name]
        if image is None:
            return
        width, height = _size(item, image)
        with stream.stacked():
            stream.rectangle(item.x, item.y, item.width, item.height)
            stream.clip()
            stream.end()
            right = (item.width - width) * _SHARES.get(item.align[0], 0.0)
            down = (item.height - height) * _SHARES.get(item.align[1], 0.0)
            stream.transform(e=item.x + right, f=item.y + down)
            image.draw(stream, width, height, {"image_rendering": "auto"})

    def _load(self, name: str) -> RasterImage | None:
        content = self.pictures.get(name.lower())
        if content is None:
            return None
        try:
            image = Image.open(io.BytesIO(content))
            if image.width * image.height > _MOST_PIXELS:
                raise ValueError(name)
            image.load()
            return RasterImage(image, name, content)
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            self.tell("no picture", name)
            return None

    def _symbol(self, stream: Any, item: Symbol) -> None:
        try:
            rows = matrix(_KINDS[item.kind], item.text.upper() if item.kind == "code39" else item.text)
        except Problem:
            self.tell("code", f"{item.kind}: {item.text[:40]}")
            return
        if not rows:
            return
        if item.kind in _LINEAR:
            rows = rows[:1]
        quiet = _QUIET[item.kind]
        across, down = len(rows[0]) + 2 * quiet, len(rows) + 2 * quiet if len(rows) > 1 else 1
        below = max((run.type.size * _LETTERS for line in item.letters for run in line.runs), default=0.0)
        width, height = item.width, max(1.0, item.height - below)
        if len(rows) > 1:
            width = height = min(width, height)
        with stream.stacked():
            paint(stream, "#000000")
            stream.transform(width / across, 0, 0, height / down, item.x, item.y)
            for y, start, end in bars(rows):
                stream.rectangle(quiet + start, y + (quiet if len(rows) > 1 else 0), end - start, 1)
            stream.fill()
        with stream.stacked():
            stream.transform(e=item.x, f=item.y)
            self.lettering.draw(stream, item.letters)


def _size(item: Picture, image: RasterImage) -> tuple[float, float]:
    """How large a picture is painted."""
    if item.scale == "FillFrame":
        return item.width, item.height
    if item.scale == "Clip":
        return image.width, image.height
    share = min(item.width / max(image.width, 1), item.height / max(image.height, 1))
    return image.width * share, image.height * share


def _take(stream: Any, pen: Pen) -> None:
    paint(stream, pen.color, is_stroke=True)
    stream.set_line_width(pen.width)
    if pen.kind in ("Dashed", "Dotted"):
        dash = pen.width if pen.kind == "Dotted" else 5 * max(pen.width, 0.5)
        stream.set_dash([dash, dash], 0)


def _stroke(stream: Any, item: Stroke) -> None:
    first, last = (item.y + item.height, item.y) if item.is_up else (item.y, item.y + item.height)
    with stream.stacked():
        _take(stream, item.pen)
        if not item.width or not item.height or min(item.width, item.height) <= 1:
            _straight(stream, item)
            return
        stream.move_to(item.x, first)
        stream.line_to(item.x + item.width, last)
        stream.stroke()


def _straight(stream: Any, item: Stroke) -> None:
    """A line along its box's longer side, in its middle; two of them if it is double."""
    is_across = item.width >= item.height
    apart = item.pen.width if item.pen.kind == "Double" else 0.0
    for side in (-apart, apart) if apart else (0.0,):
        x, y = (item.x, item.y + item.height / 2 + side) if is_across else (item.x + item.width / 2 + side, item.y)
        stream.move_to(x, y)
        stream.line_to(*((item.x + item.width, y) if is_across else (x, item.y + item.height)))
    stream.stroke()


def _shape(stream: Any, item: Shape) -> None:
    with stream.stacked():
        if item.fill:
            paint(stream, item.fill)
        if item.pen.width:
            _take(stream, item.pen)
        radius = min(item.radius, item.width / 2, item.height / 2)
        if item.is_round or radius:
            _curved(stream, item, (item.width / 2, item.height / 2) if item.is_round else (radius, radius))
        else:
            stream.rectangle(item.x, item.y, item.width, item.height)
        if item.fill and item.pen.width:
            stream.fill_and_stroke()
        elif item.fill:
            stream.fill()
        elif item.pen.width:
            stream.stroke()
        else:
            stream.end()


def _curved(stream: Any, item: Shape, radii: tuple[float, float]) -> None:
    """A rectangle with round corners, or an ellipse."""
    (x, y), (right, down), (rx, ry) = (item.x, item.y), (item.x + item.width, item.y + item.height), radii
    kx, ky = rx * (1 - _ROUND), ry * (1 - _ROUND)
    stream.move_to(x + rx, y)
    stream.line_to(right - rx, y)
    stream.curve_to(right - kx, y, right, y + ky, right, y + ry)
    stream.line_to(right, down - ry)
    stream.curve_to(right, down - ky, right - kx, down, right - rx, down)
    stream.line_to(x + rx, down)
    stream.curve_to(x + kx, down, x, down - ky, x, down - ry)
    stream.line_to(x, y + ry)
    stream.curve_to(x, y + ky, x + kx, y, x + rx, y)
    stream.close()


class PaintedPage:
    """A filled page as a page of a WeasyPrint document: what it has to have of one, and how it is painted."""

    def __init__(self, page: Page, painter: Painter, shift: tuple[float, float] = (0, 0)) -> None:
        """Take the page, and by how many points all on it is moved to the right and down."""
        self.page, self.painter, self.shift = page, painter, shift
        self.width, self.height = page.width * PIXELS, page.height * PIXELS
        self.bleed = dict.fromkeys(("top", "right", "bottom", "left"), 0)
        self.bookmarks: list[Any] = []
        self.links: list[Any] = []
        self.anchors: dict[str, Any] = {}
        self.forms: dict[Any, list[Any]] = {None: []}

    def paint(self, stream: Any, scale: float = 1) -> None:
        """Paint the items into the PDF, and let go of them."""
        with stream.stacked():
            unit = scale * PIXELS
            stream.transform(a=unit, d=unit, e=self.shift[0] * unit, f=self.shift[1] * unit)
            for item in self.page.items:
                self.painter.paint(stream, item)
        self.page.items = []
