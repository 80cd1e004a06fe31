"""One band: its elements with what they say, how high each becomes, what moves, what stays for the next page.

In: a band or frame, the state and the values it is filled with. Out: a `Box`, which is laid into the room there is as
often as it takes, and drawn. Kept of JasperReports: an element that floats keeps its distance from those above it that
it overlaps sideways; one at the bottom moves with the band; an empty line is taken out if its elements say so; what has
no room is printed on the next page, a text that stretches from its next line on. `Stretch` bands are split only beyond
their declared height.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import inf
from typing import Any

from specify.printing.jrxml.declaring import Element
from specify.printing.jrxml.filling.cutting import cut
from specify.printing.jrxml.filling.looks import Look
from specify.printing.jrxml.filling.measuring import Measured, fitting, height_of

_NEARLY = 0.01


@dataclass(frozen=True)
class Block:
    """A piece of a report within the report; one that `repeats` is printed on each page.

    It is split where there is room for its `least` height, or on a page that is lower than it. Those of one number
    other than 0 are `kept` together.
    """

    height: float
    items: Sequence[Any]
    repeats: bool = False
    kept: int = 0
    least: float = inf


@dataclass
class Cell:
    """An element that is being filled. `content` is what it says, as `saying.py` knows it.

    Of lines or blocks `number` are printed already, and this time it `takes` so many. `uncut` are the blocks without
    the cut that is made this time.
    """

    element: Element
    look: Look
    prints: bool
    content: Any = None
    lines: Sequence[Measured] | None = None
    inner: "Box | None" = None
    blocks: Sequence[Block] | None = None
    uncut: Sequence[Block] | None = None
    blank: bool = False
    y: float = 0
    height: float = 0
    shows: bool = False
    takes: int = 0
    number: int = 0
    is_done: bool = False
    below: "list[Cell]" = field(default_factory=list)

    @property
    def stretches(self) -> bool:
        """Whether it becomes as high as its text, which is not turned."""
        return self.element.stretches and self.look.rotation in ("None", "UpsideDown")

    @property
    def around(self) -> float:
        """Its padding above and below."""
        return self.look.padding[0] + self.look.padding[2]


class Box:
    """A band or frame that is being filled."""

    def __init__(self, cells: Sequence[Cell], height: float) -> None:
        """Know which element is above which."""
        self.cells, self.declared, self.height = cells, height, height
        self.top, self.is_over, self.breaks, self.section = 0.0, False, "", ""
        # Whether there is more room in the next column, to which what does not fit may go as a whole.
        self.may_move = False
        self.least = inf
        self.order = sorted(cells, key=lambda cell: cell.element.y)
        self.is_fixed = not any(_changes(cell) for cell in cells)
        if not self.is_fixed:
            self._find_below()

    def _find_below(self) -> None:
        for at, upper in enumerate(self.order):
            for lower in self.order[at + 1 :]:
                one, other = upper.element, lower.element
                width = max(one.x + one.width, other.x + other.width) - min(one.x, other.x)
                if other.position == "Float" and one.y + one.height <= other.y and one.width + other.width > width:
                    upper.below.append(lower)

    def lay(self, room: float, *, may_split: bool = True) -> bool:
        """Find places in a height; whether something is left over for the next page. May be asked again."""
        left = [cell for cell in self.order if not cell.is_done or cell.element.on_overflow and self.top]
        self.top = self._first(left)
        declared = self.declared - self.top
        self.is_over, self.breaks = False, ""
        for cell in self.order:
            cell.y, cell.height, cell.shows = cell.element.y - self.top, cell.element.height, False
        lowest = declared
        for cell in left:
            limit = room if may_split else max(room, declared)
            lowest = max(lowest, self._place(cell, limit if not self.breaks else min(limit, cell.y - 1), declared))
        if lowest > room + _NEARLY and may_split and not self.is_fixed:
            self.is_over = True
        self.height = room if self.is_over and not self.breaks else lowest
        self.is_over &= may_split
        if not self.is_fixed:
            self._finish(declared)
        return self.is_over

    @property
    def is_finished(self) -> bool:
        """Whether nothing is left to be printed."""
        return all(cell.is_done or not cell.prints for cell in self.cells)

    def _first(self, left: Sequence[Cell]) -> float:
        """Where what is left begins: at the top of the band, as long as nothing was printed yet."""
        if not any(cell.is_done or cell.number for cell in self.order):
            return 0.0
        if any(cell.element.on_overflow for cell in left):
            return 0.0
        return min((cell.element.y for cell in left if cell.prints), default=0.0)

    def _place(self, cell: Cell, room: float, declared: float) -> float:
        """Give a cell its height and move what floats below it; where the band ends because of it."""
        if cell.prints:
            self._measure(cell, room)
        for lower in cell.below:
            gap = lower.element.y - cell.element.y - cell.element.height
            lower.y = max(lower.y, cell.y + cell.height + gap)
        if not cell.shows:
            return 0.0
        beneath = max(0.0, declared - (cell.element.y - self.top) - cell.element.height)
        return cell.y + cell.height + beneath

    def _measure(self, cell: Cell, room: float) -> None:
        free = room - cell.y + _NEARLY
        if cell.element.kind == "break":
            cell.shows, self.breaks, self.is_over = True, cell.element.code or "Page", True
        elif cell.lines is not None and cell.stretches:
            self._measure_text(cell, cell.lines, free)
        elif cell.inner is not None:
            self._measure_frame(cell, cell.inner, free)
        elif cell.blocks is not None:
            cell.blocks, cell.uncut = cell.uncut or cell.blocks, None
            self._measure_blocks(cell, cell.blocks[cell.number :], free)
        else:
            cell.shows = cell.height <= free
            self.is_over |= not cell.shows

    def _measure_text(self, cell: Cell, lines: Sequence[Measured], free: float) -> None:
        spacing = cell.look.spacing
        cell.takes = fitting(lines, free - cell.around, spacing, cell.number)
        cell.shows = cell.element.height <= free
        if cell.number + cell.takes == len(lines):
            cell.height = max(cell.height, height_of(lines[cell.number :], spacing) + cell.around)
        else:
            cell.shows &= cell.takes > 0
            cell.height = max(cell.height, free - _NEARLY) if cell.shows else cell.height
        self.is_over |= not cell.shows or cell.number + cell.takes < len(lines)

    def _measure_frame(self, cell: Cell, inner: "Box", free: float) -> None:
        inner.may_move = self.may_move
        is_over = inner.lay(free - cell.around)
        cell.height = max(cell.height, inner.height + cell.around)
        cell.shows = cell.height <= free and (not is_over or any(one.shows for one in inner.cells))
        if is_over or not cell.shows:
            cell.height = cell.element.height if not cell.shows else cell.height
            self.is_over = True

    def _measure_blocks(self, cell: Cell, blocks: Sequence[Block], free: float) -> None:
        again = (cell.blocks or ())[: cell.number]
        height = sum(block.height for block in again if block.repeats)
        number = _fitting(blocks, free - height)
        if number < len(blocks):
            may_move = self.may_move or any(one.shows and not one.is_done for one in self.cells if one is not cell)
            goes_on = bool(again) and again[-1].kept == blocks[number].kept
            room = free - height - sum(block.height for block in blocks[:number])
            number, is_cut = _untorn(blocks, number, room, (may_move, goes_on))
            if is_cut:
                cell.uncut = cell.blocks
                blocks = [*blocks[:number], *_split(blocks[number], room), *blocks[number + 1 :]]
                cell.blocks, number = [*again, *blocks], number + 1
        height += sum(block.height for block in blocks[:number])
        cell.takes, cell.shows = number, number > 0 or not blocks
        cell.height = max(cell.height, height) if cell.shows else cell.element.height
        self.is_over |= number < len(blocks) or not cell.shows

    def _finish(self, declared: float) -> None:
        """What depends on the height of the whole."""
        grown = self.height - declared
        tallest = max((cell.height - cell.element.height for cell in self.cells if cell.shows), default=0.0)
        for cell in self.cells:
            if cell.element.position == "FixRelativeToBottom":
                cell.y += grown
                cell.shows &= not self.is_over
            more = _stretched(cell, grown, tallest, self.height)
            cell.height = max(cell.height, more) if cell.shows else cell.height
        for cell in self.order:
            if cell.element.removes_line:
                self._remove(cell)

    def _remove(self, empty: Cell) -> None:
        """Take out the line of a cell that shows nothing, if no other shows anything there."""
        if empty.shows and not empty.blank or empty.is_done or self.is_over:
            return
        top, height = empty.y, empty.element.height
        others = (cell for cell in self.cells if cell is not empty and cell.shows)
        if any(cell.y < top + height and cell.y + cell.height > top for cell in others if not _is_empty(cell)):
            return
        empty.shows = empty.prints = False
        for cell in self.cells:
            if cell.y >= top + height:
                cell.y -= height
        self.height -= height

    @property
    def progress(self) -> int:
        """How much is printed already; it only grows."""
        return sum(cell.number + cell.is_done + (cell.inner.progress if cell.inner else 0) for cell in self.cells)

    def shown(self) -> Iterator[Cell]:
        """The cells that are printed this time, in the order in which they are painted."""
        return (cell for cell in self.cells if cell.shows)

    def commit(self) -> None:
        """What was drawn is done; of texts and inner reports the rest is yet to come."""
        for cell in self.cells:
            if cell.inner is not None and cell.shows:
                cell.inner.commit()
                cell.is_done = cell.inner.is_finished
            elif cell.shows:
                cell.uncut = None
                rest = cell.lines if cell.stretches else cell.blocks
                cell.number += cell.takes if rest is not None else 0
                cell.is_done = rest is None or cell.number >= len(rest)
            cell.is_done |= not cell.prints


def _fitting(blocks: Sequence[Block], room: float) -> int:
    """How many blocks have room."""
    for number, block in enumerate(blocks):
        room -= block.height
        if room < 0:
            return number
    return len(blocks)


def _untorn(blocks: Sequence[Block], number: int, room: float, moves: tuple[bool, bool]) -> tuple[int, bool]:
    """How many of the blocks that fit are taken so that those kept together stay so, and whether the next is cut.

    `moves` tells whether what does not fit may go to another column as a whole, and whether it comes from one already.
    """
    may_move, goes_on = moves
    start = number
    while start and blocks[number].kept and blocks[start - 1].kept == blocks[number].kept:
        start -= 1
    if blocks[number].kept and (start or may_move and not goes_on):
        return start, False
    return number, blocks[number].least <= room or not (number or may_move)


def _split(block: Block, room: float) -> Iterator[Block]:
    """A block in two; as it is if nothing of it has room."""
    above, below, down = cut(block.items, room)
    if not above or not below or room <= 0:
        yield block
        return
    yield replace(block, height=room, items=above)
    yield replace(block, height=block.height - room + down, items=below, repeats=False)


def _changes(cell: Cell) -> bool:
    """Whether a cell may be anything but where and as high as it was declared."""
    element = cell.element
    return (
        (cell.stretches and cell.lines is not None)
        or cell.inner is not None
        or cell.blocks is not None
        or element.kind == "break"
        or element.removes_line
        or element.stretch != "NoStretch"
        or element.position == "FixRelativeToBottom"
    )


def _is_empty(cell: Cell) -> bool:
    """Whether a cell shows nothing and takes its line with it."""
    return cell.blank and cell.element.removes_line


def _stretched(cell: Cell, grown: float, tallest: float, height: float) -> float:
    kind = cell.element.stretch
    if kind in ("RelativeToBandHeight", "ContainerHeight"):
        return cell.element.height + grown
    if kind == "ContainerBottom":
        return height - cell.y
    return cell.element.height + tallest if kind != "NoStretch" else 0.0
