"""Where labels stand on a sheet of paper. All measures are millimetres from its upper left corner.

In: a `Sheet`, a number of labels, the place to begin at. Out: places, sheet by sheet, in rows from the top. Without
imports of its own: the render process uses it, too. A roll is a sheet with one label as large as it is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

Pair = tuple[float, float]
ROUNDING = 0.05
"""By how much the labels may stand over the edge of the paper: makers round their measures."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its paper, its labels, how many stand beside and below each other, where, and how far from one another.

    With `marks` the corners of the labels are marked, to cut along them. Places are counted row by row, or column by
    column where one fills it downwards (`is_down`).
    """

    paper: Pair
    label: Pair
    grid: tuple[int, int] = (1, 1)
    first: Pair = (0, 0)
    pitch: Pair = (0, 0)
    marks: bool = False
    is_down: bool = False

    @property
    def number(self) -> int:
        """How many labels stand on it."""
        return self.grid[0] * self.grid[1]

    def places(self) -> Iterator[Pair]:
        """The upper left corners of its labels, in the order in which they are counted."""
        columns, rows = self.grid
        for at in range(self.number):
            row, column = (at % rows, at // rows) if self.is_down else (at // columns, at % columns)
            yield self.first[0] + column * self.pitch[0], self.first[1] + row * self.pitch[1]

    @property
    def fits(self) -> bool:
        """Whether all labels stand on the paper, and none on another."""
        beyond = [self.first[axis] + self._span(axis) - self.paper[axis] for axis in (0, 1)]
        apart = all(self.grid[axis] == 1 or self.pitch[axis] >= self.label[axis] for axis in (0, 1))
        return apart and min(self.first) >= 0 and max(beyond) <= ROUNDING

    def _span(self, axis: int) -> float:
        return (self.grid[axis] - 1) * self.pitch[axis] + self.label[axis]

    def shifted(self, by: Pair) -> "Sheet":
        """The same for a printer that is to print so much further to the right and down."""
        return replace(self, first=(self.first[0] + by[0], self.first[1] + by[1]))


def sheet_of(told: Mapping[str, Any]) -> Sheet:
    """The sheet of which `asdict` told, perhaps by way of JSON."""
    values: dict[str, Any] = {name: tuple(one) if isinstance(one, list) else one for name, one in told.items()}
    return Sheet(**values)


def roll(label: Pair) -> Sheet:
    """The sheet of a printer that takes labels from a roll, or single ones."""
    return Sheet(paper=label, label=label)


def filled_paper(paper: Pair, label: Pair, *, margin: float = 10, gap: float = 0) -> Sheet:
    """Plain paper with as many labels as there is room for, in its middle, with marks to cut along."""
    grid = [max(1, int((paper[axis] - 2 * margin + gap) / (label[axis] + gap) + 1e-9)) for axis in (0, 1)]
    spans = [grid[axis] * (label[axis] + gap) - gap for axis in (0, 1)]
    first = ((paper[0] - spans[0]) / 2, (paper[1] - spans[1]) / 2)
    return Sheet(paper, label, (grid[0], grid[1]), first, (label[0] + gap, label[1] + gap), marks=True)


def spread(number: int, sheet: Sheet, start: int = 1) -> Iterator[list[tuple[int, Pair]]]:
    """The labels of each sheet, by their numbers from 0, with their places; the first stands at place `start`."""
    places = list(sheet.places())
    begin = -(start - 1)
    while begin < number:
        yield [(begin + at, place) for at, place in enumerate(places) if 0 <= begin + at < number]
        begin += len(places)
