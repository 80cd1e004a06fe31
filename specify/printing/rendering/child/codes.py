"""Barcodes as pictures that WeasyPrint need not read: on sheets of labels there is one on each.

In: HTML with the drawings that `symbols.py` makes. Out: the same with an `<img>` for each, and these pictures by their
addresses, as WeasyPrint keeps those that it has read before. Reading drawings takes it more time than all else of a
label; these are painted as rectangles, which comes to the same. They are as large as the drawings were.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

_DRAWING = re.compile(
    r'<svg class="code" width="(\d+(?:\.\d+)?)(mm|cm|in|pt)" height="(\d+(?:\.\d+)?)(mm|cm|in|pt)"'
    r' viewBox="0 0 (\d+) (\d+)"'
    r' preserveAspectRatio="none"><path stroke="#000" stroke-width="1" d="([Mh\d. ]*)"/><title>([^<"]*)</title></svg>'
)
_BAR = re.compile(r"M(\d+) (\d+)\.5h(\d+)")
_PIXELS = {"mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "pt": 96 / 72}
_ADDRESS = "code:"


@dataclass(frozen=True)
class Code:
    """A barcode so wide and high, in pixels, of so many modules, whose black ones the path of its drawing tells."""

    size: tuple[float, float]
    modules: tuple[int, int]
    path: str

    def get_intrinsic_size(self, _resolution: Any, _font_size: Any) -> tuple[float, float, float]:
        """How large it is, and the ratio of that."""
        return *self.size, self.size[0] / self.size[1]

    @cached_property
    def _painting(self) -> bytes:
        """Black rectangles, in the words of a PDF."""
        bars = "".join(f"{left} {down} {width} 1 re\n" for left, down, width in _BAR.findall(self.path))
        return f"0 g\n{bars}f".encode()

    def draw(self, stream: Any, width: float, height: float, _style: Any) -> None:
        """Paint it into a PDF."""
        with stream.stacked():
            stream.transform(a=width / self.modules[0], d=height / self.modules[1])
            stream.stream.append(self._painting)


def as_pictures(html: str, pictures: dict[str, Code]) -> str:
    """The HTML with an `<img>` for each barcode; the barcodes are added to the pictures."""

    def put(found: re.Match[str]) -> str:
        address = f"{_ADDRESS}{len(pictures)}"
        size = float(found[1]) * _PIXELS[found[2]], float(found[3]) * _PIXELS[found[4]]
        modules = int(found[5]), int(found[6])
        if not all((*size, *modules)):  # somebody's own drawing
            return found[0]
        pictures[address] = Code(size, modules, found[7])
        return f'<img class="code" alt="{found[8]}" src="{address}">'

    return _DRAWING.sub(put, html)
