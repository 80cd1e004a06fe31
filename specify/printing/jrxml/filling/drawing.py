"""Elements as items: lines of text in their box, lines, shapes, pictures, codes, borders.

In: an element, its look, what it says, its box. Out: items in the order in which they are painted: what is behind, what
stands in the box, its borders. Kept of JasperReports: text is cut behind the last line that has room as a whole.
"""

from collections.abc import Iterator, Sequence

from specify.printing.jrxml.declaring import Element
from specify.printing.jrxml.filling.items import Item, Line, Pen, Picture, Run, Shape, Stroke, Symbol, Text
from specify.printing.jrxml.filling.looks import Look
from specify.printing.jrxml.filling.measuring import Measured, Piece, Spacing, fitting, height_of, lines_of

Box = tuple[float, float, float, float]
_TURNED = ("Left", "Right")
_NO_PEN = Pen(0)
_SHARES = {"Center": 0.5, "Middle": 0.5, "Right": 1.0, "Bottom": 1.0}


def framed(look: Look, box: Box, inside: Sequence[Item]) -> Iterator[Item]:
    """What stands in a box with what is behind it and around it."""
    x, y, width, height = box
    if look.background:
        yield Shape(x, y, width, height, look.background, _NO_PEN)
    yield from inside
    top, left, bottom, right = look.pens
    sides = (
        (top, (x, y, width, 0.0)),
        (left, (x, y, 0.0, height)),
        (bottom, (x, y + height, width, 0.0)),
        (right, (x + width, y, 0.0, height)),
    )
    for pen, place in sides:
        if pen.width:
            yield Stroke(*place, pen)


def drawn(element: Element, look: Look, box: Box) -> Iterator[Item]:
    """A line, rectangle or ellipse."""
    if element.kind == "line":
        if look.pen.width:
            yield Stroke(*box, look.pen, element.is_up)
        return
    yield Shape(*box, look.background, look.pen, look.radius, element.kind == "ellipse")


def picture(look: Look, box: Box, name: str) -> Picture:
    """A picture in its box."""
    return Picture(*within(look, box), name, look.scale, (look.across, look.down))


def symbol(look: Look, box: Box, code: tuple[str, str, bool]) -> Symbol:
    """A code in its box, with its letters below it if they are wanted."""
    kind, text, is_read = code
    inner = within(look, box)
    letters: tuple[Line, ...] = ()
    if is_read and kind in ("code128", "code39"):
        lines = lines_of((Piece(text, look.type),), inner[2])[:1]
        letters = tuple(_lines(lines, inner[2:], look, ("Center", "Bottom")))
    return Symbol(*inner, kind, text, letters)


def within(look: Look, box: Box) -> Box:
    """A box without its padding."""
    x, y, width, height = box
    top, left, bottom, right = look.padding
    return x + left, y + top, max(0.0, width - left - right), max(0.0, height - top - bottom)


def room_for_text(look: Look, box: Box) -> tuple[float, float]:
    """Width and height that text has in a box, as it is turned."""
    _x, _y, width, height = within(look, box)
    return (height, width) if look.rotation in _TURNED else (width, height)


def text(look: Look, box: Box, lines: Sequence[Measured]) -> Text | None:
    """Lines in their box: as many as fit, the first in any case."""
    inner = within(look, box)
    room = room_for_text(look, box)
    shown = lines[: max(1, fitting(lines, room[1], look.spacing))]
    if not any(line.runs for line in shown):
        return None
    return Text(*inner, tuple(_lines(shown, room, look, (look.across, look.down))), look.rotation)


def _lines(lines: Sequence[Measured], room: tuple[float, float], look: Look, align: tuple[str, str]) -> Iterator[Line]:
    across, down = align
    spacing: Spacing = look.spacing
    baseline = (room[1] - height_of(lines, spacing)) * _SHARES.get(down, 0.0)
    for line in lines:
        baseline += line.rise(spacing)
        free = room[0] - line.width
        blanks = sum(run.text.count(" ") for run in line.runs)
        is_spread = across == "Justified" and not line.is_last and blanks and free > 0
        yield Line(
            0.0 if is_spread else free * _SHARES.get(across, float(line.from_right and across != "Left")),
            baseline,
            line.runs if not is_spread else _spread(line.runs, free / blanks),
            free / blanks if is_spread else 0.0,
            line.from_right,
        )
        baseline += line.below


def _spread(runs: Sequence[Run], more: float) -> tuple[Run, ...]:
    """Runs moved by what the blanks before them grow."""
    found, moved = [], 0.0
    for run in runs:
        own = run.text.count(" ") * more
        found.append(Run(run.text, run.type, run.x + moved, run.width + own))
        moved += own
    return tuple(found)
