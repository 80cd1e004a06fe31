"""Whether text fits into the box it stands in, and how much smaller its letters have to be.

In: a page laid out by WeasyPrint, and the elements that are to hold what stands in them. Out: `Fit` for each that does
not. What an element within cuts off, or makes smaller by itself, does not count; what is placed by its position may
stand in the padding.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

_SLACK = 0.6
"""Pixels that may stand over: rounding, and the ends of italic letters."""


@dataclass(frozen=True, slots=True)
class Fit:
    """An element in which something runs over, in pixels: by how much, the size of its letters.

    `share` is the part of it that there is room for, `whole` the height of the lines that fit, `lines` how many these
    are if all stand below each other, else 0.
    """

    element: Any
    over: float
    size: float
    share: float
    whole: float
    lines: int


def misfits(page: Any, elements: Collection[Any]) -> Iterator[Fit]:
    """Those of the elements in which something runs over the edge, of the page's first piece of each."""
    waiting = list(elements)
    for box in page._page_box.descendants(placeholders=True):
        box = getattr(box, "_box", box)
        if any(box.element is one for one in waiting):
            waiting = [one for one in waiting if one is not box.element]
            found = _fit(box, elements)
            if found:
                yield found


def _fit(box: Any, elements: Collection[Any]) -> Fit | None:
    ends = list(_ends(box, elements))
    right = max((end[0] for end in ends), default=0) - box.content_box_x()
    bottom = max((end[1] for end in ends), default=0) - box.content_box_y()
    over = max(right - box.width, bottom - box.height)
    if over <= _SLACK:
        return None
    below = [line.position_y + line.height - box.content_box_y() for line in _lines(box)]
    fitting = [end for end in below if end <= box.height + _SLACK]
    whole = max(fitting, default=box.height)
    lines = len(fitting) if below == sorted(set(below)) else 0
    share = min(box.width / max(right, 1), box.height / max(bottom, 1), 1.0)
    return Fit(box.element, over, float(box.style["font_size"]), share, whole, lines)


def _ends(box: Any, elements: Collection[Any]) -> Iterator[tuple[float, float]]:
    """Where what stands in a box ends to the right and below."""
    for child in getattr(box, "children", ()):
        is_placed = isinstance(child, AbsolutePlaceholder)
        child = getattr(child, "_box", child)
        holds_itself = child.style["overflow"] != "visible" or any(child.element is one for one in elements)
        if is_placed:
            right, bottom = child.position_x + child.margin_width(), child.position_y + child.margin_height()
            yield right - box.padding_right, bottom - box.padding_bottom
        elif holds_itself or not getattr(child, "children", ()):
            yield child.position_x + child.margin_width(), child.position_y + child.margin_height()
        else:
            yield from _ends(child, elements)


def _lines(box: Any) -> Iterator[Any]:
    """The lines of text in a box, without those of what stands beside them."""
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.LineBox):
            yield child
        elif not isinstance(child, AbsolutePlaceholder) and not child.is_floated():
            yield from _lines(child)
