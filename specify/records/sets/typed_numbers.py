"""Numbers of records as people type or paste them: one by one, and in ranges.

In: a text with numbers between blanks, commas, semicolons, quotes or line ends, and the format they are stored in, if
there is one. Out: the numbers as they are stored, each once, in the order in which they were typed. Zeros that lead a
counter may be left out, and so may the year where numbers are counted by it; between year and number any usual sign may
stand. A range is `1000-1050`, `1000-50` or `1000 .. 1050`, also with the whole number at both ends. What fits no format
is taken as it was typed, as Specify does. Where no format tells how numbers are made up, `98-1234` may well be one:
there a range has as many digits on both sides, or its sign stands between blanks.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from unicodedata import category

from specify.query.operands import counted
from specify.resources.field_formats import FieldFormat
from specify.resources.loose_numbers import in_full

MOST = 10_000
"""How many numbers are taken at once."""
_SEPARATORS = ',; \t"“”„«»'
"""What stands between numbers, or around them where a file has quotes."""
_DASHES = str.maketrans("‐‑‒–—−", "------")
_BLANKS = re.compile(r"\s+")
_MARKED = re.compile(r"[ \t]-[ \t]|[ \t]?(?:\.\.+|…)[ \t]?")
_MARK = "…"
"""What no number has, in place of the sign of a range that can be nothing else."""
_COUNTED = re.compile(r"(?P<before>(?:.*\D)?)(?P<count>\d{1,18})(?P<after>\D*)", re.ASCII | re.DOTALL)
_DIGITS = re.compile(r"[\d \t…-]+", re.ASCII)
_LONGEST_RANGE = 100
"""How many signs a range may have: what is longer is none, and need not be tried at each of its hyphens."""


class TooMany(ValueError):
    """More numbers than are taken at once."""


@dataclass(frozen=True, slots=True)
class TypedNumbers:
    """The numbers, and those among them that were typed several times."""

    numbers: tuple[str, ...]
    repeated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Numbers:
    """How numbers are made up, and the year of those that tell none."""

    format: FieldFormat | None
    year: int

    @property
    def is_free(self) -> bool:
        """Whether any text is a number."""
        return self.format is None or not (self.format.digits or self.format.parts)


def read_numbers(text: str, how: FieldFormat | None, today: date) -> TypedNumbers:
    """The numbers of a text; raises `TooMany` beyond `MOST`, counted before it is asked which are the same."""
    kind = _Numbers(how, today.year)
    found = list(islice(chain.from_iterable(_numbers(piece, kind) for piece in _pieces(text, kind)), MOST + 1))
    if len(found) > MOST:
        raise TooMany
    times = Counter(found)
    return TypedNumbers(tuple(times), tuple(number for number, many in times.items() if many > 1))


def in_runs(numbers: Iterable[str], how: FieldFormat | None) -> list[tuple[str, str]]:
    """The numbers in the same order, those that follow each other as first and last; a single one is both."""
    runs: list[tuple[str, str]] = []
    last: tuple[str, int, str] | None = None
    for number in numbers:
        taken = _taken_apart(number, how)
        here = (taken[0], int(taken[1]), taken[2]) if taken else None
        if here and last and here == (last[0], last[1] + 1, last[2]):
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
        last = here
    return runs


def _pieces(text: str, kind: _Numbers) -> Iterator[str]:
    """What stands between separators; a sign that belongs to the numbers separates nothing."""
    own = {sign for part in kind.format.parts for sign in part.placeholder} if kind.format else set()
    signs = "".join(sign for sign in _SEPARATORS if sign not in own and not (sign == " " and kind.is_free))
    marked = _MARKED.sub(_MARK, _visible(text).translate(_DASHES))
    for piece in re.split(rf"[\n{re.escape(signs)}]+", marked):
        whole = piece.strip()
        yield from whole.split() if kind.is_free and _DIGITS.fullmatch(whole) else filter(None, [whole])


def _visible(text: str) -> str:
    """The text with single blanks, plain line ends, and without the signs that nobody sees in copied texts."""
    seen = "".join(sign for sign in text if category(sign) != "Cf")
    return "\n".join(_BLANKS.sub(_blank, line) for line in seen.splitlines())


def _blank(run: re.Match[str]) -> str:
    """One sign for a run of blanks: a tab, which separates any numbers, where there is one."""
    return "\t" if "\t" in run[0] else " "


def _numbers(piece: str, kind: _Numbers) -> Iterable[str]:
    """The number, or the numbers from one to another."""
    whole = None if kind.is_free else _stored(piece, kind)
    return (whole,) if whole else _range(piece, kind) or (piece.replace(_MARK, " - "),)


def _range(piece: str, kind: _Numbers) -> Iterable[str] | None:
    if len(piece) > _LONGEST_RANGE:
        return None
    for sign in re.finditer(f"[-{_MARK}]", piece):
        first, last = _stored(piece[: sign.start()].strip(), kind), piece[sign.end() :].strip()
        start = _taken_apart(first, kind.format) if first else None
        if start and (found := _between(start, last, kind, is_marked=sign[0] == _MARK)):
            return found
    return None


def _between(start: tuple[str, str, str], last: str, kind: _Numbers, *, is_marked: bool) -> Iterable[str] | None:
    """The numbers from one that is taken apart to another, which may be shortened to its last digits."""
    before, low, after = start
    high = last if last.isascii() and last.isdecimal() else _counter_like(start, last, kind)
    if high is None or (kind.is_free and not is_marked and len(high) != len(low)):
        return None
    span = counted("", low, high, max(len(low), len(high)) if kind.is_free else len(low))
    width = min(len(low), len(high)) if kind.is_free else len(low)
    return (f"{before}{one:0{width}}{after}" for one in range(int(span[0]), int(span[1]) + 1)) if span else None


def _counter_like(start: tuple[str, str, str], text: str, kind: _Numbers) -> str | None:
    """The counter of a whole number that is like the one at the start of a range; None where it is another."""
    whole = _stored(text, kind)
    taken = _taken_apart(whole, kind.format) if whole else None
    return taken[1] if taken and (taken[0].lower(), taken[2]) == (start[0].lower(), start[2]) else None


def _stored(text: str, kind: _Numbers) -> str | None:
    """The number as it is stored; None where the text does not fit the format."""
    return (in_full(kind.format, text, kind.year) if kind.format else text) or None


def _taken_apart(number: str, how: FieldFormat | None) -> tuple[str, str, str] | None:
    """What stands before a number's last counter, the counter's digits, and what stands behind; None without one."""
    if how is None or not how.parts:
        found = _COUNTED.fullmatch(number)
        return (found["before"], found["count"], found["after"]) if found else None
    last = max((at for at, part in enumerate(how.parts) if part.type == "numeric"), default=None)
    sizes = [part.size for part in how.parts]
    if last is None or any(part.type == "regex" for part in how.parts) or len(number) != sum(sizes):
        return None
    start = sum(sizes[:last])
    end = start + sizes[last]
    digits = number[start:end]
    return (number[:start], digits, number[end:]) if digits.isascii() and digits.isdecimal() else None
