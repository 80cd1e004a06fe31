"""How large the pages of collection objects are: all of a collection's, or the first so many.

In: what `deploy/bench` asked for. Out: lines: how many pages are within the budget (HTML and stylesheet, gzip level 6,
headers not counted), the statements they need, the largest of them and the parts that make them large. A page that
does not answer with 200 is counted as failed and named.
"""

import gzip
import re
import statistics
from argparse import Namespace
from collections.abc import Iterator, Sequence
from itertools import count, islice
from typing import NamedTuple

from served import HOST, server, sign_in
from visitor import SiteError, Visitor, links

BUDGET = 14_000
LARGEST = 5
HEAVIEST = 3
_STYLESHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
_PART = re.compile(r'(?=<section class="part"|<fieldset class="part"|</main>)')
_HEADING = re.compile(r"<(h[2-6]|legend)\b[^>]*>(.*?)</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>|\s+")
_ROW = re.compile(r"<tr\b|<fieldset class=\"sub\"|<section class=\"sub\"")


class Size(NamedTuple):
    """What one page weighs: its HTML alone and with the stylesheet; the statements it took."""

    page: int
    html: int
    statements: int
    ms: float
    address: str


def report(asked: Namespace) -> Iterator[str]:
    """Measure, line by line."""
    with server({"SPECIFY_WEB_PROCESSES": "1", "SPECIFY_TIMING": "1"}) as (port, _master):
        home = sign_in(visitor := Visitor(HOST, port), asked.user, asked.password, asked.collection)
        ending = "" if asked.sizes == "view" else f"{asked.sizes}/"
        addresses = [f"{address}{ending}" for address in islice(_objects(visitor, home), asked.records)]
        if not addresses:
            raise SiteError("This collection has no collection objects.")
        visitor.get(addresses[0])  # what a new process learns once
        sizes, failed = _sizes(visitor, addresses)
        yield f"{len(addresses)} pages of collection objects ({asked.sizes}), {len(failed)} failed."
        yield from failed
        if sizes:
            yield from told(sizes)
            for size in sorted(sizes, reverse=True)[:LARGEST]:
                html = visitor.get(size.address).html
                yield f"  {size.page} bytes, {size.statements} statements: {size.address}: {', '.join(heaviest(html))}"


def _objects(visitor: Visitor, home: str) -> Iterator[str]:
    """The addresses of the collection objects, from the pages of their list."""
    seen: set[str] = set()
    for number in count(1):
        found = links(visitor.get(f"{home}collectionobject/?page={number}").html, rf"{home}collectionobject/\d+/")
        new = [address for address in found if address not in seen]
        if not new:
            return
        seen.update(new)
        yield from new


def _sizes(visitor: Visitor, addresses: Sequence[str]) -> tuple[list[Size], list[str]]:
    """The size of each page, and sentences on those that failed."""
    styles: dict[str, int] = {}
    sizes, failed = [], []
    for address in addresses:
        answer = visitor.get(address)
        if answer.status != 200:
            failed.append(f"  {address} answers with status {answer.status}.")
            continue
        html = _weight(answer.html)
        page = html
        for sheet in _STYLESHEET.findall(answer.html):
            if sheet not in styles:
                styles[sheet] = _weight(visitor.get(sheet).html)
            page += styles[sheet]
        sizes.append(Size(page, html, answer.statements, answer.ms, answer.path))
    return sizes, failed


def told(sizes: Sequence[Size]) -> Iterator[str]:
    """The figures of all pages in lines."""
    within = sum(size.page <= BUDGET for size in sizes)
    yield f"{within / len(sizes):.2%} within {BUDGET} bytes with the stylesheet ({len(sizes) - within} are larger)."
    for name, values in (
        ("bytes with the stylesheet", [size.page for size in sizes]),
        ("bytes of the HTML", [size.html for size in sizes]),
        ("statements", [size.statements for size in sizes]),
        ("milliseconds", [size.ms for size in sizes]),
    ):
        yield f"{name}: least {min(values)}, median {statistics.median(values):g}, most {max(values)}"


def heaviest(html: str) -> Iterator[str]:
    """The parts of a page that weigh most by themselves: heading, bytes, rows or blocks."""
    parts = [(_weight(part), part) for part in _PART.split(html)[1:-1]]
    for weight, part in sorted(parts, reverse=True)[:HEAVIEST]:
        heading = _HEADING.search(part)
        name = _TAG.sub(" ", heading.group(2)).strip() if heading else "no heading"
        yield f"{name} {weight} ({len(_ROW.findall(part))} rows)"


def _weight(text: str) -> int:
    return len(gzip.compress(text.encode(), 6, mtime=0))
