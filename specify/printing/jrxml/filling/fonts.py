"""The fonts that templates are set in: which stand for those that they name, and how wide and high their letters are.

In: a name of a font, as JasperReports or PDF knows it; a `Face`. Out: the family that stands for it; widths of letters
as parts of the size, from the very files that are put into the PDF. Changed on purpose: where JasperReports has no font
it takes Helvetica; here each family has one whose letters are as wide. Heights are those of the fonts stood for
(Arial, Times New Roman, Courier New), for boxes were drawn around their lines.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from specify.printing.jrxml.filling.items import Face

SANS, NARROW, SERIF, MONO, BOOK = "Nimbus Sans", "Nimbus Sans Narrow", "Nimbus Roman", "Nimbus Mono PS", "P052"
_FILES = {
    SANS: ("NimbusSans", ("Regular", "Bold", "Italic", "BoldItalic")),
    NARROW: ("NimbusSansNarrow", ("Regular", "Bold", "Oblique", "BoldOblique")),
    SERIF: ("NimbusRoman", ("Regular", "Bold", "Italic", "BoldItalic")),
    MONO: ("NimbusMonoPS", ("Regular", "Bold", "Italic", "BoldItalic")),
    BOOK: ("P052", ("Roman", "Bold", "Italic", "BoldItalic")),
}
_HEIGHTS = {
    SANS: (0.905, 0.212, 0.033),
    NARROW: (0.936, 0.212, 0.0),
    SERIF: (0.891, 0.216, 0.042),
    MONO: (0.833, 0.3, 0.0),
    BOOK: (0.923, 0.283, 0.06),
}
"""Above the line, below it, and between lines."""
_NAMED = {
    **dict.fromkeys(("arial", "helvetica", "sansserif", "dejavu sans", "verdana", "tahoma", "liberation sans"), SANS),
    **dict.fromkeys(("dialog", "calibri", "arial black", "lucida sans", "nimbus sans", "freesans", "segoe ui"), SANS),
    **dict.fromkeys(("arial narrow", "helvetica narrow", "nimbus sans narrow"), NARROW),
    **dict.fromkeys(("times", "times new roman", "times-roman", "serif", "dejavu serif", "liberation serif"), SERIF),
    **dict.fromkeys(("cambria", "georgia", "garamond", "nimbus roman", "freeserif"), SERIF),
    **dict.fromkeys(("courier", "courier new", "monospaced", "dejavu sans mono", "liberation mono", "consolas"), MONO),
    **dict.fromkeys(("palatino", "palatino linotype", "book antiqua", "p052"), BOOK),
}
_BOLD, _ITALIC = ("bold", "black"), ("italic", "oblique")
_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")
_FALLBACK = "DejaVuSans.ttf"
_USUAL, _WIDE = 0.6, 1.0


@dataclass(frozen=True)
class Cut:
    """What is known of a font's file: widths and numbers of its letters by code point, how many bytes it has."""

    widths: dict[int, float]
    numbers: dict[int, int]
    size: int


@cache
def known(name: str) -> tuple[str, bool, bool] | None:
    """The family that stands for a name (`Helvetica-BoldOblique`), whether it is bold, italic; None for none known."""
    folded = name.strip().lower()
    style = folded.partition("-")[2] if folded.partition("-")[2].replace("roman", "") else folded
    is_bold, is_italic = (any(word in style for word in words) for words in (_BOLD, _ITALIC))
    family = _NAMED.get(folded) or _NAMED.get(folded.partition("-")[0])
    return (family, is_bold, is_italic) if family else None


def heights(face: Face) -> tuple[float, float, float]:
    """How much of the size is above the line, below it, and between lines."""
    return _HEIGHTS[face.family]


@cache
def cut(face: Face) -> Cut:
    """The file of a font; without letters where it is not installed."""
    name, cuts = _FILES[face.family]
    return _read(f"{name}-{cuts[face.is_bold + 2 * face.is_italic]}.otf")


def load() -> None:
    """Read all fonts, while files can be read."""
    for family in _FILES:
        for is_bold in (False, True):
            for is_italic in (False, True):
                cut(Face(family, is_bold, is_italic))
    _read(_FALLBACK)


@cache
def _read(file: str) -> Cut:
    path = next((found for folder in _FOLDERS for found in sorted(Path(folder).rglob(file))), None)
    if path is None:
        return Cut({}, {}, 0)
    with TTFont(path, lazy=True) as font:
        names, advances, whole = font.getBestCmap(), font["hmtx"].metrics, font["head"].unitsPerEm
        widths = {code: advances[name][0] / whole for code, name in names.items()}
        numbers = {code: font.getGlyphID(name) for code, name in names.items()}
    return Cut(widths, numbers, path.stat().st_size)


@cache
def width(letter: str, face: Face) -> float:
    """How wide a letter is, as part of the size."""
    code = ord(letter)
    found = cut(face).widths.get(code)
    if found is None:
        found = _read(_FALLBACK).widths.get(code)
    if found is not None:
        return found
    if unicodedata.combining(letter):
        return 0
    return _WIDE if unicodedata.east_asian_width(letter) in "WF" else _USUAL
