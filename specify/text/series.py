"""Numbers in a series: texts that are alike but for counters of fixed width, such as those of `2024-AB-###`.

In: the pieces of such a text, and the last one given. Out: the next ones. Kept of Specify: counters begin at 1, are
padded with zeros and advance together. Since their width is fixed, the order of the texts is that of the numbers, and
all of a series stand between its first and its last in any collation, which lets a database search its index.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property


class UsedUp(ValueError):
    """A counter of a series has no room for another number."""


@dataclass(frozen=True)
class Series:
    """`pieces` are texts as they stand and, as numbers, how many digits a counter has."""

    pieces: tuple[str | int, ...]

    @property
    def is_counted(self) -> bool:
        """Whether there is a counter at all."""
        return any(isinstance(piece, int) for piece in self.pieces)

    @property
    def pattern(self) -> str:
        """The series for people: `2024-AB-###`."""
        return self._filled("#")

    @property
    def first(self) -> str:
        """No text of the series stands before this one; without a counter it is the only one."""
        return self._filled("0")

    @property
    def last(self) -> str:
        """No text of the series stands behind this one."""
        return self._filled("9")

    @cached_property
    def expression(self) -> str:
        """What exactly the texts of the series match, capitals or not, in the databases and in Python."""
        pieces = (f"([0-9]{{{piece}}})" if isinstance(piece, int) else re.escape(piece) for piece in self.pieces)
        return f"(?-i:^{''.join(pieces)}$)"

    def holds(self, text: str) -> bool:
        """Whether the text is one of the series."""
        return re.match(self.expression, text) is not None

    def after(self, last: str | None, count: int) -> Sequence[str]:
        """The `count` texts that follow `last`, or begin the series. Raises `UsedUp` when there are not so many."""
        found = re.match(self.expression, last) if last else None
        counters = [int(digits) for digits in found.groups()] if found else [0] * len(self.pieces)
        return [self._with([counter + step for counter in counters]) for step in range(1, count + 1)]

    def between(self, first: str, last: str, most: int) -> Sequence[str] | None:
        """The texts from `first` to `last`, both among them; None where `last` does not follow, or they are too many.

        All counters have to be as far apart, since they advance together.
        """
        begin, end = (re.match(self.expression, text) for text in (first, last))
        if not (self.is_counted and begin and end):
            return None
        apart = {int(there) - int(here) for here, there in zip(begin.groups(), end.groups(), strict=True)}
        steps = apart.pop()
        return None if apart or not 0 <= steps < most else (first, *self.after(first, steps))

    def _with(self, counters: Sequence[int]) -> str:
        following, written = iter(counters), []
        for piece in self.pieces:
            text = piece if isinstance(piece, str) else str(next(following)).zfill(piece)
            if isinstance(piece, int) and len(text) > piece:
                raise UsedUp(self.pattern)
            written.append(text)
        return "".join(written)

    def _filled(self, sign: str) -> str:
        return "".join(sign * piece if isinstance(piece, int) else piece for piece in self.pieces)
