"""Which way text is read, and its runs in the order in which they stand on paper.

In: text; the runs of a line. Out: whether it is read from the right, as the first letter tells that has a direction;
runs from the left to the right. Kept of Unicode's rules: runs beside each other that are read the other way than the
line change places, and what has no direction between two that are read alike is read with them. Within a run, letters
are put in order when they are set.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from specify.printing.jrxml.filling.items import Run

_STRONG = ("L", "R", "AL")
"""The kinds of letters that have a direction."""


def from_right(text: str) -> bool:
    """Whether a text is read from the right."""
    return bool(_direction(text))


def on_paper(runs: Sequence[Run], is_from_right: bool) -> tuple[Run, ...]:
    """The runs of a line from the left."""
    kinds = _resolved([_direction(run.text) for run in runs], is_from_right)
    if not is_from_right and not any(kinds):
        return tuple(runs)
    beside = groupby(zip(kinds, runs, strict=True), lambda one: one[0])
    groups = [(kind, [run for _kind, run in group]) for kind, group in beside]
    found, x = [], 0.0
    for kind, group in reversed(groups) if is_from_right else groups:
        for run in reversed(group) if kind else group:
            found.append(replace(run, x=x))
            x += run.width
    return tuple(found)


def _direction(text: str) -> bool | None:
    """Whether it is read from the right; None if no letter of it tells."""
    if text.isascii():
        return False if any(letter.isalpha() for letter in text) else None
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind != "L" for kind in kinds if kind in _STRONG), None)


def _resolved(kinds: Sequence[bool | None], is_from_right: bool) -> list[bool]:
    """The directions, those that are not told taken from both sides if these agree."""
    found: list[bool] = []
    for at, kind in enumerate(kinds):
        after = next((one for one in kinds[at:] if one is not None), is_from_right)
        before = found[-1] if found else is_from_right
        found.append(kind if kind is not None else before if before == after else is_from_right)
    return found
