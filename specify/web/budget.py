"""The budget of a page: its HTML and the stylesheet, compressed, are at most 14,000 bytes.

In: numbers of rows, most first, and a function that draws the page with so many. Out: the first that fits, else the
one with the fewest. Somebody on a bad line pays for every row that nobody reads, and what is left out of a page has one
of its own; so a page begins with as many rows as it has room for. 14,000 bytes are what a server may send before the
first answer of the other side (ten segments, RFC 6928).
"""

import gzip
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpResponse

MOST_BYTES = 14_000
_STYLESHEET = "specify.css"


def render_within(rows: Sequence[int], draw: Callable[[int], HttpResponse]) -> HttpResponse:
    """The page with the most rows that keeps within the budget. `draw` may ask the database the first time only.

    The fewest rows come second: a page that is too large even so, or has no rows at all, is not drawn again.
    """
    room = MOST_BYTES - _stylesheet_bytes()
    most, *fewer = rows
    fullest = draw(most)
    if not fewer or _bytes(fullest.content) <= room:
        return fullest
    barest = draw(fewer.pop())
    if _bytes(barest.content) <= room:
        for number in fewer:
            response = draw(number)
            if _bytes(response.content) <= room:
                return response
    return barest


def _bytes(content: bytes) -> int:
    """What a server sends at its usual level."""
    return len(gzip.compress(content, 6))


@cache
def _stylesheet_bytes() -> int:
    """The stylesheet's weight; it does not change while the program runs, since a changed one has another name."""
    found = finders.find(_STYLESHEET)
    return _bytes(Path(found).read_bytes()) if isinstance(found, str) else 0
