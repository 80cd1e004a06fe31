"""How an element looks: its style, the styles that this stands on, their conditions, and its own words together.

In: an element, its report, what tells whether a condition holds. Out: a `Look`. Kept of JasperReports: own words go
before those of the style, a condition that holds before the style it belongs to; lines, rectangles and ellipses have a
pen and are filled with white unless told otherwise, texts, pictures and frames have neither.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from specify.printing.jrxml.declaring import Element, Report, Worked
from specify.printing.jrxml.filling.colors import color
from specify.printing.jrxml.filling.fonts import SANS, known
from specify.printing.jrxml.filling.items import Face, Pen, Type
from specify.printing.jrxml.filling.measuring import Spacing

SIDES = ("top", "left", "bottom", "right")
_DEEPEST = 20
_DRAWN = ("line", "rectangle", "ellipse")
_SIZE, _LARGEST = 10.0, 1000.0
_THICKEST = 100.0
Holds = Callable[[Worked], bool]
One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Look:
    """All of an element's looks. `padding` and `pens` are those of its sides: top, left, bottom, right.

    Text that says nothing of its place `across` begins where its letters are read from.
    """

    type: Type
    pen: Pen
    background: str
    padding: tuple[float, float, float, float]
    pens: tuple[Pen, Pen, Pen, Pen]
    across: str
    down: str
    rotation: str
    spacing: Spacing
    markup: str
    pattern: str
    is_blank_when_null: bool
    radius: float
    scale: str


def look_of(element: Element, report: Report, holds: Holds) -> Look:
    """The look of an element."""
    said: dict[str, str] = {}
    for looks in reversed([element.looks, *_styles(element.style or report.default_style, report, holds)]):
        said.update(looks)
    return _look(element.kind, tuple(sorted(said.items())))


def _styles(name: str, report: Report, holds: Holds) -> Iterator[Mapping[str, str]]:
    """The looks of a style and of those it stands on, the nearest first."""
    for _depth in range(_DEEPEST):
        style = report.styles.get(name)
        if style is None:
            return
        yield from (looks for when, looks in reversed(style.conditions) if holds(when))
        yield style.looks
        name = style.base


@lru_cache(maxsize=2048)
def _look(kind: str, told: tuple[tuple[str, str], ...]) -> Look:
    said = dict(told)
    is_drawn = kind in _DRAWN
    fore = color(said.get("forecolor", ""), "#000000")
    is_filled = said.get("mode", "Opaque" if is_drawn else "Transparent") == "Opaque"
    images = ("hImageAlign", "vImageAlign") if kind in ("image", "code") else ("hTextAlign", "vTextAlign")
    return Look(
        type=_type(said, fore),
        pen=_pen(said, "pen", fore, 1.0 if is_drawn else 0.0),
        background=color(said.get("backcolor", ""), "#ffffff") if is_filled else "",
        padding=_sides(_number(said, f"{side}Padding", 0, _LARGEST) for side in SIDES),
        pens=_sides(_pen(said, f"{side}Pen", fore, 0.0) for side in SIDES),
        across=said.get(images[0], "" if kind == "text" else "Left").capitalize(),
        down=said.get(images[1], "Top").capitalize(),
        rotation=said.get("rotation", "None"),
        spacing=(said.get("lineSpacing", "Single"), _number(said, "lineSpacingSize", 1.0, _LARGEST)),
        markup=said.get("markup", "none").lower(),
        pattern=said.get("pattern", ""),
        is_blank_when_null=said.get("blankWhenNull") == "true",
        radius=_number(said, "radius", 0, _LARGEST),
        scale=said.get("scaleImage", "RetainShape"),
    )


def _sides(values: Iterator[One]) -> tuple[One, One, One, One]:
    top, left, bottom, right = values
    return top, left, bottom, right


def _type(said: Mapping[str, str], fore: str) -> Type:
    """The font: the one named, or that which was named for PDF, or a plain one."""
    named, for_pdf = known(said.get("fontName", "")), known(said.get("pdfFontName", ""))
    family = (named or for_pdf or (SANS,))[0]
    if named and named[0] == SANS and for_pdf and said.get("fontName", "").lower() in ("sansserif", "dialog"):
        family = for_pdf[0]
    is_bold = said.get("bold") == "true" or any(found[1] for found in (named, for_pdf) if found)
    is_italic = said.get("italic") == "true" or any(found[2] for found in (named, for_pdf) if found)
    return Type(
        Face(family, is_bold, is_italic),
        _number(said, "fontSize", _SIZE, _LARGEST) or _SIZE,
        fore,
        is_underlined=said.get("underline") == "true",
        is_struck=said.get("strikeThrough") == "true",
    )


def _pen(said: Mapping[str, str], name: str, fore: str, usual: float) -> Pen:
    return Pen(
        _number(said, f"{name}.lineWidth", usual, _THICKEST),
        color(said.get(f"{name}.lineColor", ""), fore),
        said.get(f"{name}.lineStyle", "Solid"),
    )


def _number(said: Mapping[str, str], name: str, otherwise: float, most: float) -> float:
    try:
        value = float(said.get(name, otherwise))
    except ValueError:
        return otherwise
    return value if 0 <= value <= most else otherwise
