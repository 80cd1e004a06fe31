"""Cuts a piece of a report within the report that is higher than a page.

In: items as high as they are together, where the page ends. Out: the items above, and those for the next page. Texts
are cut between lines, lines and boxes where the page ends; a picture or a code goes to the next page as a whole.
"""

from collections.abc import Sequence
from dataclasses import replace

from specify.printing.jrxml.filling.items import Item, Line, Shape, Stroke, Text, moved

_BELOW = 0.3
"""How much of the size of its letters is below a line."""
_NEARLY = 0.01
Cut = tuple[list[Item], list[Item], float]


def cut(items: Sequence[Item], room: float) -> Cut:
    """Items above and below, the latter from where they begin; how far what is below had to move down for it."""
    above: list[Item] = []
    below: list[Item] = []
    for item in items:
        if item.y + item.height <= room + _NEARLY:
            above.append(item)
        elif item.y >= room - _NEARLY or not isinstance(item, Text | Shape | Stroke):
            below.append(item)
        else:
            first, rest = _lines(item, room) if isinstance(item, Text) else _box(item, room)
            above += first
            below += rest
    down = max([0.0, *(room - item.y for item in below)])
    return above, [moved(item, 0, down - room) for item in below], down


def _lines(item: Text, room: float) -> tuple[list[Item], list[Item]]:
    if item.rotation != "None":
        return [], [item]
    number = sum(item.y + _end(line) <= room for line in item.lines)
    if not number:
        return [], [item]
    if number == len(item.lines):
        return [item], []
    gone = _end(item.lines[number - 1])
    rest = tuple(replace(line, baseline=line.baseline - gone) for line in item.lines[number:])
    return (
        [replace(item, height=gone, lines=item.lines[:number])],
        [replace(item, y=item.y + gone, height=item.height - gone, lines=rest)],
    )


def _end(line: Line) -> float:
    return line.baseline + _BELOW * max((run.type.size for run in line.runs), default=0.0)


def _box(item: Item, room: float) -> tuple[list[Item], list[Item]]:
    gone = room - item.y
    return [replace(item, height=gone)], [replace(item, y=room, height=item.height - gone)]
