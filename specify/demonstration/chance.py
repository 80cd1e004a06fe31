"""Chance that comes out the same every time: one source per subject, so that a new subject changes no other.

In: the seed and the name of a subject. Out: a `random.Random`, and the few draws that the demonstration needs.
"""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

T = TypeVar("T")

FULL, MONTH, YEAR = 1, 2, 3


def source(seed: int, subject: str) -> random.Random:
    """Chance for one subject."""
    return random.Random(f"{seed}/{subject}")  # noqa: S311 - a demonstration, no secret


def day_between(chance: random.Random, first: date, last: date) -> date:
    """A day from `first` to `last`, both included; `first` when `last` is earlier."""
    return first + timedelta(days=chance.randint(0, max(0, (last - first).days)))


def precise(chance: random.Random, day: date, *, weights: Sequence[int] = (8, 1, 1)) -> tuple[date, int]:
    """`day` known fully, to the month or to the year, cut to its first day as Specify stores it; and the precision."""
    precision = chance.choices((FULL, MONTH, YEAR), weights)[0]
    if precision == YEAR:
        return date(day.year, 1, 1), precision
    return (date(day.year, day.month, 1) if precision == MONTH else day), precision


def some(chance: random.Random, things: Sequence[T], most: int) -> list[T]:
    """One to `most` different ones of `things`, fewer more often."""
    wanted = min(len(things), chance.choices(range(1, most + 1), range(most, 0, -1))[0])
    return chance.sample(things, wanted)
