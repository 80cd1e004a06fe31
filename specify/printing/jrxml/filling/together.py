"""Groups that are kept together: what stands of one already goes along to the next column where its end has no room.

In: where a group began. Out: its items, taken from one place and put down at another. Kept of JasperReports: a group
moves once; one that is higher than a column is split there after all. What it told of the page it began on stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from specify.printing.jrxml.filling.items import Item, Later, Page, moved


@dataclass(frozen=True, slots=True)
class Begun:
    """Where a group, or what goes to the bottom, began.

    The page and column, both counted, the place, how many items stood on the page before.
    """

    page: int
    column: int
    at: tuple[float, float]
    number: int

    def is_beside(self, other: "Begun") -> bool:
        """Whether both are in the same column."""
        return (self.page, self.column) == (other.page, other.column)


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


@dataclass
class Together:
    """The groups that are kept together and have begun, and what is on its way to the bottom of the column.

    `along` are those that go along to another column just now. Within an endless flow `kept` tells the outermost group
    that is kept together, and the number of its first piece.
    """

    begun: dict[str, Begun] = field(default_factory=dict)
    along: frozenset[str] = frozenset()
    sinking: Begun | None = None
    kept: tuple[str, int] | None = None

    def end(self, name: str) -> None:
        """A group ends."""
        self.begun.pop(name, None)
        if self.kept and self.kept[0] == name:
            self.kept = None

    def take_along(self, page: Page, here: Begun, names: Sequence[str]) -> Carried | None:
        """What goes along to the next column: the group, of all these, that began in the middle of this one."""
        name, begun = next(iter(self.begun.items()), ("", None))
        self.begun.clear()
        if begun is None or not begun.is_beside(here):
            return None
        self.along = frozenset(names[names.index(name) :])
        return taken(page, begun, here.at[1])

    def sink(self, page: Page, here: Begun, bottom: float) -> bool:
        """Move down what was printed since it was to go to the bottom, unless it went on in another column."""
        begun, self.sinking = self.sinking, None
        if begun is None or not begun.is_beside(here) or here.at[1] >= bottom:
            return False
        carried = taken(page, begun, here.at[1])
        put_down(page, carried, (here.at[0], bottom - carried.height))
        return True
