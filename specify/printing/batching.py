"""Prints many labels in parts: each fills whole sheets, two are made at a time, and they are put together at the end.

In: the work that all of them are (`rendering/child/making.py`), progress. Out: `Made`, as if it had
been asked once; notes count labels from the first of all. A render process needs memory for each label that it lays out
until the PDF is written, and time for what it keeps in memory; so the parts bound both.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import replace
from typing import Any

from specify.printing.rendering import limits
from specify.printing.rendering.pool import Made, Work, render
from specify.printing.sheets.geometry import Sheet
from specify.tasks.progress import Progress

PART = 500
"""So many labels are made at once, and as many more as their last sheet has places."""


def made_in_parts(work: Work, sheet: Sheet, progress: Progress) -> Made:
    """Make the labels. Raises what `render` raises, and what `progress` does when somebody stops it."""
    told = work.told
    sizes = list(_sizes(sum(told["copies"]), sheet, told["start"]))
    if len(sizes) == 1:
        made = render(work)
        progress.advance(sizes[0])
        return made
    parts = [
        replace(work, told=_part(told, range(end - size, end))) for size, end in zip(sizes, _ends(sizes), strict=True)
    ]
    with ThreadPoolExecutor(limits.PROCESSES) as threads:
        coming = [threads.submit(_in_this_language(render), one) for one in parts]
        try:
            found = []
            for size, one in zip(sizes, coming, strict=True):
                found.append(one.result())
                progress.advance(size)
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
    joined = render(Work({"task": "join"}, {f"{at:06}": one.pdf for at, one in enumerate(found)}, work.seconds))
    return Made({}, joined.pdf, tuple(note for one in found for note in one.notes))


def _sizes(number: int, sheet: Sheet, start: int) -> Iterator[int]:
    """How many labels each part has: whole sheets, the first with the places that are left on it."""
    at_once = -(-PART // sheet.number) * sheet.number
    size = at_once - (start - 1)
    while number > size:
        yield size
        number, size = number - size, at_once
    yield number


def _ends(sizes: Sequence[int]) -> Iterator[int]:
    end = 0
    for size in sizes:
        end += size
        yield end


def _part(told: Mapping[str, Any], places: range) -> dict[str, Any]:
    """What is asked for the labels at these places among all of them."""
    records, copies, at = [], [], 0
    for record, number in zip(told["records"], told["copies"], strict=True):
        here = range(max(at, places.start), min(at + number, places.stop))
        if here:
            records.append(record)
            copies.append(len(here))
        at += number
    start = 1 if places.start else told["start"]
    return {**told, "records": records, "copies": copies, "start": start, "before": places.start}


def _in_this_language(verb: Callable[[Work], Made]) -> Callable[[Work], Made]:
    """The same for another thread, where sentences are to be in the language of this one."""
    context = copy_context()
    return lambda work: context.run(verb, work)
