"""Which of the records behind one relationship stand on a page of their own.

In: the name of the relationship, the place to begin with, a record that has to be seen. Out: the places shown. A page
shows as many as there is room for, so it is told by where it begins and not by a number.
"""

from typing import NamedTuple


class Window(NamedTuple):
    """The records behind the relationship of that name, from the place `first` on (from 1), `row` among them."""

    name: str
    first: int = 1
    row: str = ""

    def needed(self, most: int) -> int | None:
        """How many stored rows have to be known to show so many; None: all."""
        return None if self.row else self.first - 1 + most

    def places(self, total: int, most: int, seen: int | None = None) -> range:
        """The places shown, from 1; the one to be `seen` is among them."""
        start = self.first if self.first <= total else max(1, total - most + 1)
        if seen is not None:
            start = seen if seen < start else max(start, seen - most + 1)
        return range(start, min(start + most, total + 1))
