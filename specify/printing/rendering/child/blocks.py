"""What a report says one after the other, without how it looks: headings, paragraphs, lists, pairs, tables.

In: texts. Out: blocks as JSON says them, which the server writes as a page of its own. A text is a list of runs: words,
what sets them apart (`i`, `b`, `sub`, `sup`, or nothing), their language if it is told. Of a block that says nothing
there is none.
"""

from collections.abc import Iterable, Sequence
from typing import Any

Run = tuple[str, str, str]
Block = dict[str, Any]
BREAK: Run = ("\n", "", "")


def tidy(runs: Iterable[Run]) -> list[Run]:
    """The runs with single blanks, none at the ends of lines, no empty lines, and those that are alike put together."""
    found: list[Run] = []
    for text, mark, language in runs:
        if text == "\n":
            found = _without_end(found)
            found += [BREAK] if found else []
            continue
        plain = " ".join(f"|{text}|".split())[1:-1]
        if not found or found[-1][0].endswith((" ", "\n")):
            plain = plain.lstrip(" ")
        if plain and found and found[-1] != BREAK and found[-1][1:] == (mark, language):
            found[-1] = (found[-1][0] + plain, mark, language)
        elif plain:
            found.append((plain, mark, language))
    return _without_end(found)


def _without_end(runs: list[Run]) -> list[Run]:
    """The runs without blanks and breaks at their end."""
    while runs:
        text, mark, language = runs[-1]
        if kept := text.rstrip():
            return [*runs[:-1], (kept, mark, language)]
        runs = runs[:-1]
    return runs


def heading(level: int, runs: Iterable[Run]) -> list[Block]:
    """A heading; 1 is the highest level."""
    told = tidy(runs)
    return [{"kind": "heading", "level": level, "runs": told}] if told else []


def paragraph(runs: Iterable[Run]) -> list[Block]:
    """A paragraph."""
    told = tidy(runs)
    return [{"kind": "paragraph", "runs": told}] if told else []


def listed(items: Iterable[Iterable[Run]], *, is_ordered: bool = False) -> list[Block]:
    """A list."""
    told = [runs for one in items if (runs := tidy(one))]
    return [{"kind": "list", "is_ordered": is_ordered, "items": told}] if told else []


def pairs(found: Iterable[tuple[Iterable[Run], Iterable[Run]]]) -> list[Block]:
    """Words with what they stand for."""
    told = [both for one, other in found if any(both := (tidy(one), tidy(other)))]
    return [{"kind": "pairs", "pairs": told}] if told else []


def cell(runs: Iterable[Run], *, is_header: bool = False, across: int = 1, down: int = 1) -> dict[str, Any]:
    """A cell, over so many columns and rows."""
    return {"runs": tidy(runs), "is_header": is_header, "across": across, "down": down}


def table(
    caption: Iterable[Run], head: Sequence[Sequence[dict[str, Any]]], rows: Sequence[Sequence[dict[str, Any]]]
) -> list[Block]:
    """A table: rows of headers, then rows of cells."""
    told = [row for row in rows if any(one["runs"] for one in row)]
    return [{"kind": "table", "caption": tidy(caption), "head": list(head), "rows": told}] if told or head else []
