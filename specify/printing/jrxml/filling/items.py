"""What stands on filled pages: plain data with places, in points from the upper left corner, y downwards.

In: nothing. Out: dataclasses that a painter draws one after the other, in their order. Colours are `#rrggbb`, an empty
text is none.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from specify.printing.jrxml.declaring import Problem


@dataclass(frozen=True, slots=True)
class Face:
    """A font: its family, and which of its four cuts."""

    family: str
    is_bold: bool = False
    is_italic: bool = False


@dataclass(frozen=True, slots=True)
class Type:
    """How letters are set. `rise` is 1 above the line, -1 below it."""

    face: Face
    size: float
    color: str = "#000000"
    background: str = ""
    is_underlined: bool = False
    is_struck: bool = False
    rise: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one type; `x` from where the line begins."""

    text: str
    type: Type
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: where its left end is, in the box it stands in, its runs from the left.

    `spacing` is added to each of its blanks. One that is read `from_right` begins at its right end.
    """

    x: float
    baseline: float
    runs: tuple[Run, ...]
    spacing: float = 0
    from_right: bool = False


@dataclass(frozen=True, slots=True)
class Pen:
    """A line's width, colour and kind: `Solid`, `Dashed`, `Dotted`, `Double`."""

    width: float
    color: str = "#000000"
    kind: str = "Solid"


class Part(NamedTuple):
    """The band that an item stands in: how many were printed before it, and which of the sections it is of."""

    number: int
    section: str


@dataclass(frozen=True, slots=True)
class Item:
    """A box on the page; `part` only where somebody wants to know."""

    x: float
    y: float
    width: float
    height: float
    part: Part | None = field(default=None, kw_only=True)


@dataclass(frozen=True, slots=True)
class Text(Item):
    """Lines in a box, which is turned by `rotation`: `None`, `Left`, `Right`, `UpsideDown`."""

    lines: tuple[Line, ...]
    rotation: str = "None"


@dataclass(frozen=True, slots=True)
class Stroke(Item):
    """A line from corner to corner of its box, from the lower left one if it goes up."""

    pen: Pen
    is_up: bool = False


@dataclass(frozen=True, slots=True)
class Shape(Item):
    """A rectangle, or an ellipse."""

    fill: str
    pen: Pen
    radius: float = 0
    is_round: bool = False


@dataclass(frozen=True, slots=True)
class Picture(Item):
    """A picture by its name; `scale` is `RetainShape`, `FillFrame` or `Clip`, `align` where it is put in its box."""

    name: str
    scale: str = "RetainShape"
    align: tuple[str, str] = ("Left", "Top")


@dataclass(frozen=True, slots=True)
class Symbol(Item):
    """A code: `code128`, `code39`, `qr`, `datamatrix`. `letters` stand below it if there are any."""

    kind: str
    text: str
    letters: tuple[Line, ...] = ()


@dataclass(slots=True)
class Later:
    """Place for items that are known when more is: at the end of the page, of the group, of the report."""

    items: Sequence[Item] = ()
    part: Part | None = None
    # How far it was moved since, to the right and down.
    shift: tuple[float, float] = (0.0, 0.0)


@dataclass
class Page:
    """A page with what stands on it: items, among them such as are known later while it is filled."""

    width: float
    height: float
    items: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class Filled:
    """A filled template; what could not be honoured; names of the reports within it that have no rows."""

    pages: Sequence[Page]
    problems: Sequence[Problem]
    needs_query: Sequence[str] = ()


def moved(item: Item, right: float, down: float) -> Item:
    """The item somewhere else."""
    return replace(item, x=item.x + right, y=item.y + down)
