"""Groups that are kept together: what stands of one already goes along to the next column where its end has no room.

In: where a group began. Out: its items, taken from one place and put down at another. Kept of JasperReports: a group
moves once; one that is higher than a column is split there after all. What it told of the page it began on stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from specify.printing.jrxml.filling.items import Item, Later, Page, moved


@dataclass(frozen=True, slots=True)
class Begun:
    """Where a group began: the page and column, both counted, the place, how many items stood on the page before."""

    page: int
    column: int
    at: tuple[float, float]
    number: int


@dataclass(frozen=True, slots=True)
class Carried:
    """Items of a group, where they stood, and how high they are together."""

    items: Sequence[Item | Later]
    at: tuple[float, float]
    height: float


def taken(page: Page, begun: Begun, y: float) -> Carried:
    """What stands on a page since the group began, which ends at `y`; it stands there no more."""
    items = page.items[begun.number :]
    del page.items[begun.number :]
    return Carried(items, begun.at, y - begun.at[1])


def put_down(page: Page, carried: Carried, at: tuple[float, float]) -> None:
    """Put the items where the group goes on."""
    right, down = at[0] - carried.at[0], at[1] - carried.at[1]
    for item in carried.items:
        if isinstance(item, Later):
            item.shift = item.shift[0] + right, item.shift[1] + down
    page.items += [item if isinstance(item, Later) else moved(item, right, down) for item in carried.items]
