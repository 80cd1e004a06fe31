"""What a filled template of JasperReports says, as blocks for a page that is read, heard or looked at on a telephone.

In: pages whose items say in which band they stand. Out: blocks. The rows below a column's header are a table, each text
in the column of the header that it stands below; without a header a line right above the first row is one that has a
text above each of the row's. A group's header is a heading, and so is the tallest line of the title. All else are
paragraphs, line by line. What a page repeats is told once, footers at the end.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from specify.printing.jrxml.filling.directions import on_paper
from specify.printing.jrxml.filling.items import Item, Page, Part, Symbol, Text
from specify.printing.rendering.child import blocks
from specify.printing.rendering.child.blocks import Block, Run

_NEARLY = 3.0
"""Texts whose middles are no further apart than so many points stand in one line."""
_NUMBERS = re.compile(r"\d+")
_REPEATED = frozenset(("background", "pageHeader"))
_LATE = frozenset(("columnFooter", "pageFooter", "lastPageFooter"))
_NOWHERE = Part(0, "")
Said = Sequence[Item]


@dataclass
class _Reading:
    """What was read so far: the header of the columns, the rows of the table that is open, the line told last."""

    found: list[Block] = field(default_factory=list)
    header: Said = ()
    rows: list[list[dict[str, Any]]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    late: list[Block] = field(default_factory=list)
    above: Said = ()

    def take(self, section: str, items: Said) -> None:
        """Take what stands in a band."""
        if section in _REPEATED or section in _LATE:
            self._once(section, items)
        elif section == "columnHeader":
            if _words(items) != _words(self.header):
                self.close()
                self.header = items
        elif section == "detail" and self._has_header(items):
            self.rows.append(_row(items, self.header))
        else:
            self.close()
            self.found += _heading(section, items)
            self.above = () if section == "detail" else list(_lines(items))[-1]

    def close(self) -> None:
        """End the table that is open."""
        if self.rows:
            head = [blocks.cell(_runs(one), is_header=True) for one in self.header]
            self.found += blocks.table((), [head], self.rows)
            self.rows = []

    def _has_header(self, row: Said) -> bool:
        """Whether there is a header; the line above may be one, and is then told no more by itself."""
        first = next(_lines(row))
        is_above = 1 < len(first) == len(self.above)
        if not self.header and is_above and all(_shared(*both) > 0 for both in zip(first, self.above, strict=True)):
            self.header = self.above
            self.found.pop()
        return bool(self.header)

    def _once(self, section: str, items: Said) -> None:
        """What may stand on every page, but for its numbers."""
        words = _NUMBERS.sub("", _words(items))
        if words in self.seen:
            return
        self.seen.add(words)
        if section in _LATE:
            self.late += _paragraphs(items)
        else:
            self.close()
            self.found += _paragraphs(items)
            self.above = list(_lines(items))[-1]


def blocks_of(pages: Iterable[Page]) -> list[Block]:
    """The blocks of a filled template."""
    reading = _Reading()
    for page in pages:
        for part, items in groupby(page.items, lambda item: item.part or _NOWHERE):
            said = [item for item in items if _words([item])]
            if said:
                reading.take(part.section, _in_order(said))
    reading.close()
    return [*reading.found, *reading.late]


def _heading(section: str, items: Said) -> list[Block]:
    """The lines of a band: as a heading, those of the title one of them, or as paragraphs."""
    if section == "groupHeader":
        return blocks.heading(2, _joined(items))
    if section != "title":
        return _paragraphs(items)
    lines = list(_lines(items))
    tallest = max(lines, key=lambda line: max(map(_size, line)))
    return [
        block
        for line in lines
        for block in (blocks.heading(1, _joined(line)) if line is tallest else blocks.paragraph(_joined(line)))
    ]


def _paragraphs(items: Said) -> list[Block]:
    return [block for line in _lines(items) for block in blocks.paragraph(_joined(line))]


def _row(items: Said, header: Said) -> list[dict[str, Any]]:
    """The texts of a row, each in the column that it stands below, or is next to."""
    columns: list[list[Item]] = [[] for _one in header]
    for item in items:
        columns[max(range(len(header)), key=lambda at: _shared(item, header[at]))].append(item)
    return [blocks.cell(run for line in _lines(one) for run in (*_joined(line), blocks.BREAK)) for one in columns]


def _shared(one: Item, other: Item) -> float:
    """How far two items stand one below the other; below 0 how far they are apart."""
    return min(one.x + one.width, other.x + other.width) - max(one.x, other.x)


def _lines(items: Said) -> Iterator[Said]:
    """The items line by line, from the left."""
    line: list[Item] = []
    for item in sorted(items, key=_middle):
        if line and _middle(item) - _middle(line[-1]) > _NEARLY:
            yield sorted(line, key=lambda one: one.x)
            line = []
        line.append(item)
    if line:
        yield sorted(line, key=lambda one: one.x)


def _in_order(items: Said) -> Said:
    return [item for line in _lines(items) for item in line]


def _middle(item: Item) -> float:
    return item.y + item.height / 2


def _size(item: Item) -> float:
    """How large the letters of an item are."""
    lines = item.lines if isinstance(item, Text) else ()
    return max((run.type.size for line in lines for run in line.runs), default=0.0)


def _joined(items: Said) -> Iterator[Run]:
    for item in items:
        yield from _runs(item)
        yield " ", "", ""


def _runs(item: Item) -> Iterator[Run]:
    """What a text or a code says; other items say nothing."""
    if isinstance(item, Symbol):
        yield item.text, "", ""
    for line in item.lines if isinstance(item, Text) else ():
        for run in on_paper(line.runs, line.from_right):  # which puts back what it changed
            yield run.text, "i" if run.type.face.is_italic else "", ""
        yield " ", "", ""


def _words(items: Said) -> str:
    return " ".join("".join(run[0] for item in items for run in _runs(item)).split())
