"""What the page needs to know of blocks beside what they say: levels of headings, names of tables, headers of rows.

In: the blocks of a page. Out: the same with `level` as it follows from the heading before, the page's own being the
first; tables with a `name` where they have no caption, each row with a header, and which columns are numbers.
"""

import re
from collections.abc import Sequence
from typing import Any

from specify.printing.html.parts import Block

_LOWEST = 6
_NUMBER = re.compile(r"[-–−+]?\d[\d.,'\u202f\u00a0 ]*%?")


def told(blocks: Sequence[Block], title: str) -> list[Block]:
    """The blocks as the page shows them; `title` is what a table is called with no caption and no heading above it."""
    found, level, name = [], 1, title
    for block in blocks:
        if block["kind"] == "heading":
            level = min(block["level"] + 1, level + 1, _LOWEST)
            name = words(block["runs"])
            block = {**block, "level": level}
        elif block["kind"] == "table":
            block = _table(block, name)
        found.append(block)
    return found


def words(runs: Sequence[Any]) -> str:
    """The plain text of runs."""
    return " ".join("".join(text for text, _mark, _language in runs).split())


def _table(block: Block, name: str) -> Block:
    rows = [_with_header(row) for row in block["rows"]]
    width = max(len(row) for row in (*block["head"], *rows))
    labels = [words(cell["runs"]) for cell in block["head"][-1]] if block["head"] else []
    numbers = [bool(rows) and all(_is_number(row[at]) for row in rows if at < len(row)) for at in range(width)]
    return {**block, "rows": rows, "name": name, "labels": labels + [""] * (width - len(labels)), "numbers": numbers}


def _with_header(row: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """A row, its first words as its header if it has none."""
    if any(cell["is_header"] for cell in row):
        return list(row)
    first = next((at for at, cell in enumerate(row) if cell["runs"]), 0)
    return [{**cell, "is_header": at == first} for at, cell in enumerate(row)]


def _is_number(cell: dict[str, Any]) -> bool:
    text = words(cell["runs"])
    return not cell["is_header"] and (not text or bool(_NUMBER.fullmatch(text)))
