"""Breaks text into lines: after blanks and hyphens, and within a word that is wider than the box.

In: pieces of text with their types, a width. Out: `Measured` lines; how many of them a height has room for. Letters are
not moved closer to each other, nor joined, as Java does neither. Kept of JasperReports: a line takes the space between
lines above it, what is above the line times the line spacing, and what is below it. Changed on purpose: a box that is
lower than its first line holds it all the same; JasperReports would leave it empty.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

from specify.printing.jrxml.filling.directions import from_right, on_paper
from specify.printing.jrxml.filling.fonts import heights, width
from specify.printing.jrxml.filling.items import Run, Type

_NEARLY = 0.01
_STEPS = 7
"""How often the size of letters that do not fit is halved, or taken half way back."""
_KEPT = 100
"""Texts of so many letters come again: headings, names. Their lines are remembered."""
_RAISED = 2 / 3
"""The size of letters above or below the line."""
_TAB = "    "
_UNPRINTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad]")
_HYPHENS = "-\u2010\u2013\u2014/"
_FIRST_IDEOGRAPH, _LAST_IDEOGRAPH = "\u2e80", "\ud7ff"
_SPACINGS = {"1_1_2": 1.5, "OneAndHalf": 1.5, "Double": 2.0}

Spacing = tuple[str, float]


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one type."""

    text: str
    type: Type


@dataclass(frozen=True, slots=True)
class Measured:
    """A line: its letters, how wide it is, how far above and below; `is_last` of its paragraph, read `from_right`."""

    runs: tuple[Run, ...]
    width: float
    above: float
    below: float
    between: float
    is_last: bool
    from_right: bool = False

    def rise(self, spacing: Spacing) -> float:
        """How far the line on which the letters stand is below the line before."""
        how, size = spacing
        if how in ("AtLeast", "Minimum"):
            return max(self.between + self.above, size)
        if how == "Fixed":
            return size
        return self.between + self.above * (size if how == "Proportional" else _SPACINGS.get(how, 1.0))


def height_of(lines: Sequence[Measured], spacing: Spacing) -> float:
    """How high lines are together."""
    return sum(line.rise(spacing) + line.below for line in lines)


def fitting(lines: Sequence[Measured], height: float, spacing: Spacing, first: int = 0) -> int:
    """How many of the lines, from the `first` on, have room in a height as a whole."""
    room = height + _NEARLY
    for number in range(first, len(lines)):
        room -= lines[number].rise(spacing) + lines[number].below
        if room < 0:
            return number - first
    return len(lines) - first


def lines_of(pieces: tuple[Piece, ...], room: float) -> tuple[Measured, ...]:
    """Text as lines no wider than `room`."""
    is_short = sum(len(piece.text) for piece in pieces) <= _KEPT
    return _kept(pieces, room) if is_short else _lines(pieces, room)


def shrunk(pieces: tuple[Piece, ...], room: tuple[float, float], spacing: Spacing) -> tuple[Measured, ...]:
    """Text as lines whose letters are as much smaller as it takes for all of them to have room."""
    found = lines_of(pieces, room[0])
    if fitting(found, room[1], spacing) == len(found):
        return found
    share, step = 1.0, 1.0
    for _number in range(_STEPS):
        step /= 2
        lines = lines_of(tuple(_sized(piece, share - step) for piece in pieces), room[0])
        if fitting(lines, room[1], spacing) < len(lines):
            share -= step
        else:
            found = lines
    return found


def _sized(piece: Piece, share: float) -> Piece:
    return Piece(piece.text, replace(piece.type, size=piece.type.size * share))


@lru_cache(maxsize=8192)
def _kept(pieces: tuple[Piece, ...], room: float) -> tuple[Measured, ...]:
    return _lines(pieces, room)


def _lines(pieces: tuple[Piece, ...], room: float) -> tuple[Measured, ...]:
    return tuple(line for paragraph in _paragraphs(pieces) for line in _broken(paragraph, room))


def _paragraphs(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The text between line ends; an empty one keeps its type, an empty last one is none."""
    paragraph: list[Piece] = []
    for piece in pieces:
        text = _UNPRINTED.sub("", piece.text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", _TAB))
        *whole, last = text.split("\n")
        for part in whole:
            yield [*paragraph, Piece(part, piece.type)]
            paragraph = []
        if last:
            paragraph.append(Piece(last, piece.type))
    if paragraph:
        yield paragraph


def _broken(paragraph: Sequence[Piece], room: float) -> Iterator[Measured]:
    text = "".join(piece.text for piece in paragraph)
    is_from_right = from_right(text)
    ends = [0.0, *accumulate(one for piece in paragraph for one in _widths(piece))]
    start, length = 0, len(text)
    while True:
        end = bisect_right(ends, ends[start] + room + _NEARLY, start) - 1
        cut = length if end >= length else _cut(text, start, end)
        shown = start + len(text[start:cut].rstrip(" ")) if cut < length else cut
        after = cut
        while after < length and text[after] == " ":
            after += 1
        line = _measured(paragraph, (start, shown), ends, after >= length)
        if not text.isascii():
            line = replace(line, runs=on_paper(line.runs, is_from_right), from_right=is_from_right)
        yield line
        if after >= length:
            return
        start = after


def _cut(text: str, start: int, end: int) -> int:
    """Where a line ends that has room for the letters up to `end`."""
    if text[end] == " ":
        return end
    for place in range(end, start, -1):
        before = text[place - 1]
        if before == " " or _is_break(text, place):
            return place
    return max(end, start + 1)


def _is_break(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if before in _HYPHENS:
        return place > 1 and text[place - 2].isalpha() and after.isalpha()
    return (
        _FIRST_IDEOGRAPH <= before <= _LAST_IDEOGRAPH or _FIRST_IDEOGRAPH <= after <= _LAST_IDEOGRAPH
    ) and after.isalnum()


def _widths(piece: Piece) -> Iterator[float]:
    face, size = piece.type.face, size_of(piece.type)
    return (width(letter, face) * size for letter in piece.text)


def size_of(kind: Type) -> float:
    """How large letters are set, smaller where they are raised or lowered."""
    return kind.size * _RAISED if kind.rise else kind.size


def _measured(paragraph: Sequence[Piece], part: tuple[int, int], ends: Sequence[float], is_last: bool) -> Measured:
    """The letters from one place to another as a line."""
    start, end = part
    runs, at = [], 0
    for piece in paragraph:
        first, last = max(start, at), min(end, at + len(piece.text))
        if first < last:
            run = Run(
                piece.text[first - at : last - at], piece.type, ends[first] - ends[start], ends[last] - ends[first]
            )
            runs.append(run)
        at += len(piece.text)
    types = [run.type for run in runs] or [paragraph[0].type]
    above, below, between = (max(heights(one.face)[at] * one.size for one in types) for at in range(3))
    return Measured(tuple(runs), ends[end] - ends[start], above, below, between, is_last)
