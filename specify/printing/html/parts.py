"""What reports say, in parts that a page can hold.

In: blocks, as the render process tells them (`rendering/child/blocks.py`). Out: parts of about so many letters, in
their order, nothing left out: a long table goes on in the next part with its headers, a long text between two words.
"""

from collections.abc import Iterator, Sequence
from typing import Any

Block = dict[str, Any]
MOST_LETTERS = 12_000
"""So much a part holds, what its elements take counted; compressed it is then well below what a page may have."""
_CELL, _BLOCK = 30, 20
"""So many letters the elements of a cell, and of another block, are worth."""


def parts_of(blocks: Sequence[Block], most: int = MOST_LETTERS) -> list[list[Block]]:
    """The blocks in parts; one, perhaps empty, at least."""
    parts: list[list[Block]] = [[]]
    room = most
    for block in blocks:
        for piece in _pieces(block, most):
            weight = _weight(piece)
            if weight > room and parts[-1]:
                parts.append([])
                room = most
            _add(parts[-1], piece)
            room -= weight
    return parts


def _pieces(block: Block, most: int) -> Iterator[Block]:
    """A block in the smallest pieces that it may be parted in."""
    match block["kind"]:
        case "table" if block["rows"]:
            for at, row in enumerate(block["rows"]):
                yield {**block, "rows": [row], "from": at}
        case "list":
            for at, item in enumerate(block["items"]):
                yield {**block, "items": [item], "from": at}
        case "pairs":
            for at, pair in enumerate(block["pairs"]):
                yield {**block, "pairs": [pair], "from": at}
        case "paragraph":
            yield from ({**block, "runs": runs} for runs in _cut(block["runs"], most))
        case _:
            yield block


def _cut(runs: Sequence[Any], most: int) -> Iterator[list[Any]]:
    """The runs in pieces of so many letters."""
    piece: list[Any] = []
    room = most
    for text, mark, language in runs:
        left = text
        while len(left) > room:
            end = left.rfind(" ", 0, room) + 1 or (room if not piece else 0)
            yield [*piece, (left[:end], mark, language)]
            left, piece, room = left[end:], [], most
        piece.append((left, mark, language))
        room -= len(left)
    yield piece


def _add(part: list[Block], piece: Block) -> None:
    """Put a piece into a part: with that before it, if it goes on with it."""
    before = part[-1] if part else {}
    if piece.get("from") and before.get("kind") == piece["kind"] and "from" in before:
        name = {"table": "rows", "list": "items", "pairs": "pairs"}[piece["kind"]]
        before[name] = [*before[name], *piece[name]]
    else:
        part.append(dict(piece))


def _weight(piece: Block) -> int:
    match piece["kind"]:
        case "table":
            return sum(_CELL + letters(cell["runs"]) for row in piece["rows"] for cell in row)
        case "list":
            return sum(_BLOCK + letters(item) for item in piece["items"])
        case "pairs":
            return sum(_BLOCK + letters(text) for pair in piece["pairs"] for text in pair)
        case _:
            return _BLOCK + letters(piece["runs"])


def letters(runs: Sequence[Any]) -> int:
    """How many letters there are in runs."""
    return sum(len(text) for text, _mark, _language in runs)
