"""Recorded figures of pages: how many statements each needs and how many bytes it is, per shape of database.

In: figures that tests measure. Out: a failed test when a page needs more or fewer statements than recorded, or grew;
with `--rewrite-records` the files `tests/recorded/<shape>.json` instead, which are then looked at and committed.
Statements must match exactly; bytes may differ by a twentieth, since dates and numbers on a page compress differently.
Pages of SQLite and of a database born in Specify 7 have one file: they have one schema.
"""

import json
from pathlib import Path
from typing import TypedDict

from tests.shapes.preparing import shape

FOLDER = Path(__file__).parent / "recorded"
TOLERANCE = 0.05


class Record(TypedDict):
    """The figures of one page."""

    statements: int
    bytes: int


measured: dict[str, Record] = {}
is_rewriting = False


def recorded() -> dict[str, Record]:
    """What stands in the file."""
    found: dict[str, Record] = json.loads(_file().read_text())
    return found


def _file() -> Path:
    return FOLDER / f"{'sqlite' if shape() == 'born7' else shape()}.json"


def compare(page: str, *, statements: int, size: int, told: list[str]) -> None:
    """Note the figures, and compare them with those recorded; `told` are the statements, for the message."""
    measured[page] = {"statements": statements, "bytes": size}
    if is_rewriting:
        return
    before = recorded().get(page)
    remedy = "If that is meant, run the tests with --rewrite-records and commit the file."
    if before is None:
        raise AssertionError(f"Nothing is recorded of the page {page!r} on {shape()}. {remedy}")
    if statements != before["statements"]:
        listed = "\n".join(told)
        raise AssertionError(
            f"The page {page!r} needs {statements} statements, {before['statements']} are recorded. {remedy}\n{listed}"
        )
    if size > before["bytes"] * (1 + TOLERANCE):
        raise AssertionError(f"The page {page!r} is {size} bytes, {before['bytes']} are recorded. {remedy}")


def write(found: dict[str, Record]) -> None:
    """Put the figures of this run into the file; pages that the run did not fetch stay as they are."""
    merged = dict(sorted({**recorded(), **found}.items()))
    _file().write_text(json.dumps(merged, indent=1) + "\n")
