"""The data files of the demonstration, read as rows of words.

In: the name of a file in `data/`. Out: one mapping per row, column name to text; empty cells are empty texts. A row
with more or fewer cells than the file has columns is an error that names file and line.
"""

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


class Malformed(ValueError):
    """A row that cannot be used; the message is a sentence that names it."""


@cache
def rows(name: str) -> Sequence[dict[str, str]]:
    """The rows of `data/<name>.csv`."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        columns = next(reader)
        read = []
        for cells in reader:
            if len(cells) != len(columns):
                raise Malformed(f"{name}.csv, line {reader.line_num}: {len(cells)} cells, not {len(columns)}: {cells}.")
            read.append(dict(zip(columns, cells, strict=True)))
    return tuple(read)


def rows_for(name: str, subject: str) -> Sequence[dict[str, str]]:
    """Those rows of a file whose column `for` names the subject, or nobody in particular."""
    return [row for row in rows(name) if not row["for"] or subject in row["for"].split()]
