"""Objects in series: those with consecutive catalog numbers that are alike in all other columns, in one row.

In: rows of an id, a catalog number and cells, sorted by the cells. Out: rows with all ids of a series and its first and
last number. Kept of Specify 7: which numbers are consecutive (whole numbers, numbers behind the same letters); the
order of the rows follows the cells, turned round where the numbers are asked for in descending order; objects without a
number have no place in a series. Changed on purpose: equal numbers are told as one, and a series is never cut short.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

_DECIMAL = re.compile(r"(\D*)(\d+)\.\d+(.*)", re.ASCII | re.DOTALL)
_TWO = re.compile(r"(\d+)-(\d+)", re.ASCII)
_NUMBER = re.compile(r"(\D*)(\d+)", re.ASCII)

Numbered = tuple[int, str]
Row = tuple[str, str, tuple[Any, ...]]


def in_series(rows: Iterable[tuple[int, str | None, tuple[Any, ...]]], *, is_descending: bool = False) -> list[Row]:
    """The series among rows: ids with commas between, the numbers from the first to the last, the other cells."""
    found: list[Row] = []
    for cells, alike in groupby(rows, key=lambda row: row[2]):
        numbered = [(record, number) for record, number, _cells in alike if number]
        for run in _runs(sorted(numbered, key=lambda one: (_sortable(one[1]), one[0]))):
            first, last = run[0][1], run[-1][1]
            told = first if len(run) == 1 else f"{first} - {last}"
            found.append((",".join(str(record) for record, _number in run), told, cells))
    return found[::-1] if is_descending else found


def _runs(numbered: Iterable[Numbered]) -> Iterator[list[Numbered]]:
    run: list[Numbered] = []
    for one in numbered:
        if run and not _follows(run[-1][1], one[1]):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _follows(before: str, number: str) -> bool:
    first, second = _parts(before), _parts(number)
    alike = first[0] == second[0] and first[2] == second[2]
    return alike and first[1] is not None and second[1] is not None and second[1] - first[1] in (0, 1)


def _sortable(text: str) -> tuple[str, int, str]:
    before, number, after = _parts(text)
    return before, -1 if number is None else number, text if number is None else after


def _parts(text: str) -> tuple[str, int | None, str]:
    """What stands before the number of a text, the number, what stands behind it."""
    if text.strip().isascii() and text.strip().isdecimal():
        return "", int(text), ""
    if found := _DECIMAL.search(text):
        return found[1], int(found[2]), found[3]
    if found := _TWO.fullmatch(text):
        return "", int(found[1] + found[2]), ""
    if found := _NUMBER.search(text):
        return found[1], int(found[2]), ""
    return text, None, ""
