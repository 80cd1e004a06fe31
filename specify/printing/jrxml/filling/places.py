"""Where a flow of bands is on its page, and what an endless flow has put down.

In: nothing. Out: the dataclasses of `flow.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from specify.printing.jrxml.filling.items import Item, Later


@dataclass
class Place:
    """Where the flow is on the page: the column, counted from 0, how far down, where columns begin.

    `row` is the top of the row of columns that is being filled, if rows go from left to right.
    """

    column: int = 0
    y: float = 0.0
    top: float = 0.0
    fresh: float = 0.0
    row: float = 0.0
    lowest: float = 0.0


@dataclass(frozen=True)
class Piece:
    """A band of an endless flow: where it begins, what stands in it; one that `repeats` is a column's header.

    Those of one number other than 0 are `kept` together; one may be split that has its `least` height of room.
    """

    top: float
    height: float
    items: Sequence[Item | Later]
    repeats: bool = False
    kept: int = 0
    least: float = inf
