"""What each element of a band says, from the values of the moment, and how it is then drawn.

In: elements, a `Moment`. Out: a `Box` of cells; items at their places. Kept of JasperReports: an element whose
condition is nothing is not printed; a value that repeats may be left out; what is to be known later keeps its declared
box. A picture is an attachment by its title: the last part of whatever path the template puts together.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from specify.printing.jrxml.declaring import Band, Element
from specify.printing.jrxml.expressions.codes import Code
from specify.printing.jrxml.expressions.evaluating import Values, told
from specify.printing.jrxml.expressions.tree import BadExpression
from specify.printing.jrxml.filling import drawing
from specify.printing.jrxml.filling.bands import Block, Box, Cell
from specify.printing.jrxml.filling.items import Item, Later, moved
from specify.printing.jrxml.filling.looks import Look, look_of
from specify.printing.jrxml.filling.markup import pieces_of
from specify.printing.jrxml.filling.measuring import Measured, lines_of, shrunk
from specify.printing.jrxml.filling.state import State, Waiting
from specify.printing.jrxml.filling.texts import LONGEST, text_of
from specify.printing.jrxml.naming import file_name

Inner = Callable[[Element, Values], Sequence[Block] | None]
_ADDRESSES = ("http://", "https://", "ftp://", "file:", "data:", "jar:")


@dataclass
class Moment:
    """When a band is filled: with which values, whether a column or which groups have just begun."""

    state: State
    values: Values
    inner: Inner
    is_new: bool = False
    new_groups: frozenset[str] = frozenset()


def box_of(band: Band, moment: Moment) -> Box:
    """A band with what its elements say."""
    return Box([_cell(element, moment) for element in band.elements], band.height)


def _cell(element: Element, moment: Moment) -> Cell:
    state, values = moment.state, moment.values
    look = look_of(element, state.report, lambda when: when.tree is not None and state.holds(when, values))
    cell = Cell(element, look, state.holds(element.when, values))
    if not cell.prints:
        return cell
    if element.kind == "frame":
        inner = [_cell(one, moment) for one in element.elements]
        cell.inner = Box(inner, max(0.0, element.height - cell.around))
    elif element.kind == "subreport":
        cell.blocks = moment.inner(element, values)
    elif element.evaluated == "Now":
        cell.content = _said(element, look, state, values)
        cell.prints = not _repeats(cell, moment)
        if element.kind == "text" and cell.prints:
            cell.lines = _lines(element, look, cell.content)
            cell.blank = not cell.content
    return cell


def _said(element: Element, look: Look, state: State, values: Values) -> Any:
    """The text of a text element, the name of a picture, a code; None for nothing."""
    if element.kind == "text":
        return _text(element, look, state, values)
    if element.kind == "image":
        return _picture(element, state, values)
    if element.kind != "code":
        return None
    value = state.value(element.says, values)
    return None if value is None else Code(element.code, told(value), element.is_read)


def _text(element: Element, look: Look, state: State, values: Values) -> str:
    if element.says.tree is None:
        return element.text
    pattern = state.value(element.pattern, values)
    pattern = pattern if isinstance(pattern, str) else look.pattern
    value = state.value(element.says, values)
    if isinstance(value, list):
        value = ", ".join(map(told, value))
    if isinstance(value, str) and len(value) > LONGEST:
        state.problem(element, "text-long", f"{LONGEST:,}")
    try:
        return text_of(value, pattern, is_blank_when_null=look.is_blank_when_null)
    except BadExpression as bad:
        state.problem(element, f"expression-{bad.word}", bad.name)
        return told(value)


def _picture(element: Element, state: State, values: Values) -> Code | str | None:
    value = state.value(element.says, values)
    if value is None or isinstance(value, Code):
        return value
    if not isinstance(value, str) or value.strip().lower().startswith(_ADDRESSES):
        state.problem(element, "address", told(value))
        return None
    name = file_name(value)
    if state.supply.pictures is not None and name not in state.supply.pictures:
        state.problem(element, "picture", name)
        return None
    return name


def _repeats(cell: Cell, moment: Moment) -> bool:
    """Whether a value is left out because it stood there before."""
    element = cell.element
    if element.repeats or element.says.tree is None:
        return False
    printed = moment.state.printed
    is_same = id(element) in printed and printed[id(element)] == cell.content
    printed[id(element)] = cell.content
    is_told_again = element.group_changes in moment.new_groups or element.repeats_at_top and moment.is_new
    return is_same and not is_told_again


def _lines(element: Element, look: Look, text: str) -> Sequence[Measured]:
    box = (0.0, 0.0, element.width, element.height)
    pieces, room = pieces_of(text, look.markup, look.type), drawing.room_for_text(look, box)
    return shrunk(pieces, room, look.spacing) if element.shrinks else lines_of(pieces, room[0])


def items_of(box: Box, moment: Moment, at: tuple[float, float]) -> Iterator[Item | Later]:
    """What is printed of a box this time, at its place on the page."""
    for cell in box.shown():
        yield from _items(cell, moment, (at[0] + cell.element.x, at[1] + cell.y))


def _items(cell: Cell, moment: Moment, at: tuple[float, float]) -> Iterator[Item | Later]:
    element = cell.element
    place = (at[0], at[1], element.width, cell.height)
    if element.evaluated != "Now":
        yield _later(cell, moment, place)
    elif cell.inner is not None:
        yield from _frame(cell, moment, place)
    elif cell.blocks is not None:
        yield from _blocks(cell, at)
    else:
        lines = (cell.lines or ())[cell.number : cell.number + cell.takes if cell.stretches else None]
        yield from _drawn(cell, cell.content, lines, place)


def _frame(cell: Cell, moment: Moment, place: drawing.Box) -> Iterator[Item | Later]:
    """A frame: what is behind it, what stands in it, its borders."""
    around = list(drawing.framed(cell.look, place, ()))
    behind = bool(cell.look.background)
    yield from around[:behind]
    if cell.inner is not None:
        yield from items_of(cell.inner, moment, drawing.within(cell.look, place)[:2])
    yield from around[behind:]


def _blocks(cell: Cell, at: tuple[float, float]) -> Iterator[Item | Later]:
    down = at[1]
    blocks = cell.blocks or ()
    again = [block for block in blocks[: cell.number] if block.repeats] if cell.number else []
    for block in (*again, *blocks[cell.number : cell.number + cell.takes]):
        yield from (moved(item, at[0], down) for item in block.items)
        down += block.height


def _drawn(cell: Cell, content: Any, lines: Sequence[Measured], place: drawing.Box) -> Iterator[Item]:
    element, look = cell.element, cell.look
    if element.kind in ("line", "rectangle", "ellipse"):
        yield from drawing.drawn(element, look, place)
        return
    inside: list[Item] = []
    if isinstance(content, Code):
        inside = [drawing.symbol(look, place, (content.kind, content.text, content.is_read))]
    elif element.kind == "image" and content:
        inside = [drawing.picture(look, place, content)]
    elif element.kind == "text" and (text := drawing.text(look, place, lines)):
        inside = [text]
    yield from drawing.framed(look, place, inside)


def _later(cell: Cell, moment: Moment, place: drawing.Box) -> Later:
    """Room for an element until its time comes; then its box is as it was."""
    element, state, look = cell.element, moment.state, cell.look

    def draw(values: Values) -> Sequence[Item]:
        content = _said(element, look, state, values)
        lines = _lines(element, look, content) if element.kind == "text" else ()
        return list(_drawn(replace(cell, content=content), content, lines, place))

    later = Later()
    state.wait(element, Waiting(later, draw, moment.values))
    return later
