"""The data files of the demonstration, read as rows of words.

In: the name of a file in `data/`. Out: one mapping per row, column name to text; empty cells are empty texts.
"""

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@cache
def rows(name: str) -> Sequence[dict[str, str]]:
    """The rows of `data/<name>.csv`."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
