"""Pages of a long list.

In: the number of rows, the page asked for (any text), the rows per page. Out: a `Page`: which rows, which page numbers
to offer. A page beyond the end is the last page; nonsense is the first.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from specify.web.addresses import number_in

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Page:
    """One page of `total` rows; `number` counts from 1."""

    number: int
    total: int
    per_page: int = PER_PAGE

    @property
    def last(self) -> int:
        """The number of the last page, at least 1."""
        return max(1, -(-self.total // self.per_page))

    @property
    def start(self) -> int:
        """The index of the first row, from 0."""
        return (self.number - 1) * self.per_page

    @property
    def stop(self) -> int:
        """The index after the last row."""
        return min(self.total, self.start + self.per_page)

    def numbers(self) -> Iterator[int | None]:
        """The page numbers to offer: the ends and the neighbours; None for a gap."""
        shown = sorted({1, self.last, *range(max(1, self.number - 2), min(self.last, self.number + 2) + 1)})
        before = 0
        for number in shown:
            if number > before + 1:
                yield None
            yield number
            before = number


def page_of(total: int, asked: str | None, per_page: int = PER_PAGE) -> Page:
    """The page that was asked for, brought within what there is."""
    return Page(min(number_in(asked or "") or 1, Page(1, total, per_page).last), total, per_page)
