"""Sets lines of text into a PDF, letter for letter where they were measured.

In: a WeasyPrint stream whose unit is the point, with y downwards; lines. Out: nothing; the stream has them. Letters are
named by their numbers in the font's file, without kerning or ligatures, so that a line is as wide as it was measured
and nothing is laid out again. What the font does not have (other scripts, signs) is set by Pango, in the fonts of the
machine and in the script's own direction.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.draw.text import draw_first_line
from weasyprint.matrix import Matrix
from weasyprint.text.fonts import FontConfiguration
from weasyprint.text.line_break import Layout, line_size

from specify.printing.jrxml.filling.fonts import Cut, cut, heights
from specify.printing.jrxml.filling.items import Face, Line, Run, Type
from specify.printing.jrxml.filling.measuring import size_of

_THOUSAND = 1000
_UNDER, _THROUGH, _THICK = 0.12, -0.27, 0.06
"""Where a line below or through letters is, and how thick, as parts of their size."""
_RISES = {1: -0.33, -1: 0.14}
"""How far letters are above or below the line, as parts of the size of those on it."""


class _Style(dict[str, Any]):
    """What WeasyPrint asks of an element's style."""

    font_config: FontConfiguration


@dataclass
class Lettering:
    """Letters of one document."""

    fonts: FontConfiguration
    known: dict[tuple[int, Face], tuple[Any, Cut] | None] = field(default_factory=dict)
    styles: dict[tuple[Face, float, str], _Style] = field(default_factory=dict)

    def draw(self, stream: Any, lines: Sequence[Line]) -> None:
        """Set lines whose places are counted from where the stream is."""
        for line in lines:
            for run in line.runs:
                self._draw_run(stream, run, line)

    def _draw_run(self, stream: Any, run: Run, line: Line) -> None:
        kind, x = run.type, line.x + run.x
        y = line.baseline + _RISES.get(kind.rise, 0.0) * kind.size
        if kind.background:
            above, below, _between = heights(kind.face)
            paint(stream, kind.background)
            stream.rectangle(x, line.baseline - above * kind.size, run.width, (above + below) * kind.size)
            stream.fill()
        paint(stream, kind.color)
        numbers = self._numbers(stream, run)
        if numbers is None:
            self._draw_by_pango(stream, run, (x, y), from_right=line.from_right)
        else:
            font, letters = numbers
            stream.begin_text()
            stream.set_font_size(font.hash, size_of(kind))
            stream.set_text_matrix(1, 0, 0, -1, x, y)
            stream.show_text(_spread(letters, run, line.spacing))
            stream.end_text()
        for is_wanted, down in ((kind.is_underlined, _UNDER), (kind.is_struck, _THROUGH)):
            if is_wanted:
                stream.rectangle(x, y + down * kind.size, run.width, _THICK * kind.size)
                stream.fill()

    def _numbers(self, stream: Any, run: Run) -> tuple[Any, list[str]] | None:
        """The font in the document and the numbers of the letters in it; None if it does not have them all."""
        found = self._font(stream, run.type.face)
        if found is None:
            return None
        font, file = found
        letters = []
        for letter in run.text:
            number = file.numbers.get(ord(letter))
            if number is None:
                return None
            font.to_unicode.setdefault(number, letter)
            font.widths.setdefault(number, round(file.widths[ord(letter)] * _THOUSAND))
            letters.append(f"{number:04x}")
        return font, letters

    def _font(self, stream: Any, face: Face) -> tuple[Any, Cut] | None:
        """A font of the document; None if the machine's is not the one that was measured."""
        key = (id(stream._fonts), face)
        if key not in self.known:
            layout = self._layout(Type(face, 10.0), "x")
            line, _index = layout.get_first_line()
            font, _size = stream.add_font(line.runs[0].data.item.analysis.font)
            file = cut(face)
            self.known[key] = (font, file) if len(font.file_content) == file.size else None
        return self.known[key]

    def _layout(self, kind: Type, text: str, direction: str = "ltr") -> Layout:
        layout = Layout(self._style(kind, direction))
        layout.set_text(text)
        return layout

    def _style(self, kind: Type, direction: str) -> _Style:
        key = kind.face, size_of(kind), direction
        if key not in self.styles:
            style = _Style(INITIAL_VALUES)
            style |= {
                "font_family": (kind.face.family, "sans-serif"),
                "font_size": size_of(kind),
                "font_weight": 700 if kind.face.is_bold else 400,
                "font_style": "italic" if kind.face.is_italic else "normal",
                "letter_spacing": "normal",
                "word_spacing": 0,
                "lang": None,
                "direction": direction,
            }
            style.font_config = self.fonts
            self.styles[key] = style
        return self.styles[key]

    def _draw_by_pango(self, stream: Any, run: Run, at: tuple[float, float], *, from_right: bool) -> None:
        """Set letters in their order on paper; joined ones are less wide than measured, and end where they were to."""
        if not run.text.strip():
            return
        layout = self._layout(run.type, run.text, "rtl" if from_right else "ltr")
        wide, _high = line_size(layout.get_first_line()[0], layout.style)
        x = at[0] + run.width - wide if from_right else at[0]
        box = SimpleNamespace(text=run.text, style=layout.style, pango_layout=layout, baseline=0)
        stream.begin_text()
        draw_first_line(stream, box, "clip", "none", Matrix(d=-1, e=x, f=at[1]))
        stream.end_text()


def _spread(letters: Sequence[str], run: Run, spacing: float) -> str:
    """The letters as PDF shows them, with so much more after each blank."""
    if not spacing:
        return f"<{''.join(letters)}>"
    more = f">{-spacing * _THOUSAND / size_of(run.type):.0f}<"
    return f"<{''.join(one + more if letter == ' ' else one for one, letter in zip(letters, run.text, strict=True))}>"


def paint(stream: Any, color: str, *, is_stroke: bool = False) -> None:
    """Take a colour."""
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    stream.set_color_rgb(red, green, blue, is_stroke)
