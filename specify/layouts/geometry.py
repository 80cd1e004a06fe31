"""Where cells stand: the column sizes of a layout, and the shares of our 24-column grid that they become.

In: `columnDef` texts and rows of cells. Out: `Grid` (the columns and row spans that Specify 7 computes) and `shares`.
Kept from Specify 7: every second entry of a `columnDef` is a gap, the Linux sizes are preferred, columns are added
for rows that need more. On purpose otherwise: widths become whole shares of 24 instead of pixels, so that the
stylesheet can lay them out; a column that nothing stands in gets none; there are no more than `MOST` columns; labels
and values have a least width, and a row that is too wide with it is squeezed, or broken where that is not enough.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from specify.layouts.numbers import MOST, number_of
from specify.layouts.tree import BlankCell, Cell, LabelCell, Row

SHARES = 24
LEAST_LABEL = 3
LEAST_VALUE = 3
IN_A_ROW = SHARES // (LEAST_LABEL + LEAST_VALUE)
"""How many pairs can stand beside each other."""
_LEAST = (LEAST_LABEL, LEAST_VALUE)
_PIXELS = re.compile(r"(\d+)px")
_LONGEST_SIZE = 64  # longer ones are no sizes, and the search for one in them would take its time
_TRAILING_GROWTH = ",p:g"
_AUTOMATIC_LABEL, _AUTOMATIC_VALUE = 110.0, 180.0  # pixels: what the shipped layouts use most for labels and controls


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns in pixels (None: automatic), those that rows need beyond the definition among them; columns per row."""

    columns: tuple[int | None, ...]
    row_spans: tuple[int, ...]


def column_text(own: Mapping[str, str], outer: Mapping[str, str], *, table: bool = False) -> str:
    """The column sizes to use: those of a block of rows (`own`) before its layout's; `table` asks for a grid's."""
    for texts in (own, outer):
        if table:
            if "table" in texts:
                return texts["table"]
        elif texts:
            return texts.get("lnx") or texts.get("") or next(iter(texts.values()))
    return ""


def columns_of(text: str) -> tuple[int | None, ...]:
    """The content columns of a `columnDef`, in pixels; None for one that takes the size of its content."""
    text = text.removesuffix(_TRAILING_GROWTH)
    if not text:
        return ()
    found = (_PIXELS.search(size[:_LONGEST_SIZE]) for size in text.split(",")[: 2 * MOST : 2])
    return tuple(number_of(pixels[1]) or 0 if pixels else None for pixels in found)


def grid_of(text: str, rows: Sequence[Row]) -> Grid:
    """The grid that `rows` are laid out in when `text` gives the column sizes."""
    spans = tuple(sum(cell.span for cell in row.cells) for row in rows)
    columns = columns_of(text)
    missing = min(max(spans, default=0), MOST) - len(columns)
    return Grid(columns + (None,) * missing, spans)


def shares(text: str, rows: Sequence[Row], total: int = SHARES) -> tuple[int, ...]:
    """How many of `total` shares each content column gets: one at least where something stands, else none."""
    columns = grid_of(text, rows).columns
    labels, used = _columns_in_use(rows)
    weights = [
        0.0 if at not in used else float(width or (_AUTOMATIC_LABEL if at in labels else _AUTOMATIC_VALUE))
        for at, width in enumerate(columns)
    ]
    return _whole(weights, total)


def starts_of(row: Row) -> list[tuple[Cell, int]]:
    """The cells of a row, each with the column it starts in."""
    placed, at = [], 0
    for cell in row.cells:
        placed.append((cell, at))
        at += cell.span
    return placed


def width_of(cell: Cell, start: int, column_shares: Sequence[int]) -> int:
    """The shares a cell has that starts in column `start`; at least one."""
    return max(1, sum(column_shares[start : start + cell.span]))


def pair_shares(label: int, value: int) -> tuple[int, int]:
    """The shares of a label and its value, wide enough to be read: the value gives before the pair grows."""
    if label < LEAST_LABEL:
        given = min(LEAST_LABEL - label, max(0, value - LEAST_VALUE))
        label, value = LEAST_LABEL, value - given
    value = max(value, LEAST_VALUE)
    return min(label, SHARES - LEAST_VALUE), min(value, SHARES - min(label, SHARES - LEAST_VALUE))


def fitted(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The shares of the labels and values of a row, squeezed into it: the widest value gives first, labels last."""
    shares_of = [list(pair) for pair in pairs]
    while sum(map(sum, shares_of)) > SHARES:
        wide = [
            (side, pair[side], at) for at, pair in enumerate(shares_of) for side in (0, 1) if pair[side] > _LEAST[side]
        ]
        if not wide:
            break
        side, _, at = max(wide)
        shares_of[at][side] -= 1
    return [(label, value) for label, value in shares_of]


def broken(pairs: int) -> list[int]:
    """How many of `pairs` go into each row where a layout has them in one: evenly, and `IN_A_ROW` at most."""
    rows = -(-pairs // IN_A_ROW)
    return [(pairs + at) // rows for at in reversed(range(rows))]


def thirds(share: int) -> int:
    """The share of a pair on a page that is read: a third, two thirds or all, so that pairs stay aligned."""
    third = SHARES // 3
    return third if share <= third + 2 else 2 * third if share <= 2 * third + 2 else SHARES


def _columns_in_use(rows: Sequence[Row]) -> tuple[set[int], set[int]]:
    """The columns that labels start in, and those that anything but a blank stands in."""
    labels: set[int] = set()
    used: set[int] = set()
    for row in rows:
        for cell, start in starts_of(row):
            if isinstance(cell, LabelCell):
                labels.add(start)
            if not isinstance(cell, BlankCell):
                used.update(range(start, min(start + cell.span, MOST)))
    return labels, used


def _whole(weights: Sequence[float], total: int) -> tuple[int, ...]:
    """`weights` as whole numbers that add up to `total` (more, when there are more columns than shares)."""
    in_use = sum(1 for weight in weights if weight)
    if not in_use:
        return tuple(0 for _ in weights)
    spare = max(0, total - in_use)  # one share is everybody's; what is left goes by weight
    whole, reached, edges = sum(weights), 0.0, [0]
    ideal = [max(0.0, weight / whole * total - 1) if weight else 0.0 for weight in weights]
    scale = spare / sum(ideal) if sum(ideal) else 0.0
    for extra in ideal:
        reached += extra * scale
        edges.append(round(reached))
    return tuple(
        (1 if weight else 0) + after - before for weight, (before, after) in zip(weights, pairwise(edges), strict=True)
    )
