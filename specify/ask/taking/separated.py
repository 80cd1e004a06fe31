"""Rows as lines of text with separators between the cells: CSV and TSV.

In: a taking, a wish. Out: pieces of the file, the first of which comes when the first rows are there. Kept of Specify
7: lines end with CR and LF, cells are quoted where they must be, empty ones are empty, yes is 1 and no is 0, and breaks
of lines within a cell become blanks.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Any

from specify.ask.taking.takings import Taking
from specify.ask.taking.wishes import SEPARATORS, Wish

_MARK = "\ufeff"
_BREAKS = re.compile(r"[\r\n]+")
# What a spreadsheet takes for a formula; a number with its sign is none.
_FORMULA = re.compile(r"[=@\t\r\n]|[+-](?![0-9.,]+\Z)")


def separated(taking: Taking, wish: Wish) -> Iterator[bytes]:
    """The file in pieces."""
    buffer = StringIO(newline="")
    separator = "\t" if wish.format == "tsv" else SEPARATORS[wish.separator][0]
    writer = csv.writer(buffer, delimiter=separator, lineterminator="\r\n")
    if wish.has_mark and wish.format == "csv":
        buffer.write(_MARK)
    truths = [at for at, kind in enumerate(taking.kinds()) if kind == "boolean"]
    headings = _harmless(taking.headings) if wish.is_harmless else taking.headings
    writer.writerow(_clean([headings])[0])
    for batch in taking.batches():
        cells: Sequence[Sequence[Any]] = [one.cells for one in batch]
        if truths:
            cells = [_as_numbers(row, truths) for row in cells]
        if wish.is_harmless:
            cells = [_harmless(row) for row in cells]
        begins = buffer.tell()
        writer.writerows(cells)
        # Breaks within cells are rare: looking for them in the whole text is quicker than in every cell.
        written = buffer.getvalue()
        if written.count("\n", begins) != len(cells) or written.count("\r", begins) != len(cells):
            buffer.seek(begins)
            buffer.truncate()
            writer.writerows(_clean(cells))
            written = buffer.getvalue()
        yield written.encode()
        buffer.seek(0)
        buffer.truncate()
    if buffer.tell():
        yield buffer.getvalue().encode()


def _as_numbers(row: Sequence[Any], truths: Sequence[int]) -> list[Any]:
    told = list(row)
    for at in truths:
        if told[at] is not None:
            told[at] = int(told[at])
    return told


def _clean(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    return [[_BREAKS.sub(" ", cell) if isinstance(cell, str) else cell for cell in row] for row in rows]


def _harmless(row: Sequence[Any]) -> list[Any]:
    return [f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell for cell in row]
