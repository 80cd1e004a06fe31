"""Whether every element that HTML opens is closed in its order, which browsers and WeasyPrint mend each in its way.

In: HTML, and the source it came of. Out: nothing, or a `Problem` with the line of the source where such an element
first stands.
"""

import re
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

from specify.printing.rendering.child.problem import Problem

_EMPTY = frozenset("area base br col embed hr img input link meta path source track wbr".split())
_OPTIONAL = frozenset("colgroup dd dt li option p tbody td tfoot th thead tr".split())
"""Elements that HTML lets end without saying so."""
_FORBIDDEN = frozenset("audio base body embed form head html iframe input link meta object script title video".split())
_NAME_OF_DRAWING = "{http://www.w3.org/2000/svg}title"


class _Elements(HTMLParser):
    """Goes through HTML and keeps what is open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.wrong = ("", "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_startendtag(tag, attrs)
        if tag not in _EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that ends where it begins leaves nothing open, as in drawings."""
        if tag in _FORBIDDEN and not (tag == "title" and "svg" in self.open):
            self.wrong = self.wrong if self.wrong[0] else (tag, "forbidden")

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open[-1] != tag and self.open[-1] in _OPTIONAL and tag in self.open:
            self.open.pop()
        if self.open and self.open[-1] == tag:
            self.open.pop()
        elif not self.wrong[0] and tag not in _EMPTY:
            self.wrong = (self.open[-1], "open") if tag in self.open else (tag, "stray")


def check(html: str, source: str) -> None:
    """Raise the first problem of the elements of `html`."""
    elements = _Elements()
    elements.feed(html)
    elements.close()
    tag, kind = elements.wrong
    left = [one for one in elements.open if one not in _OPTIONAL]
    if not tag and left:
        tag, kind = left[0], "open"
    if tag:
        raise Problem(f"tag {kind}", _line(tag, kind, source), name=tag)


def check_parsed(page: Element) -> None:
    """Raise a problem if a page, as browsers read it, has elements where `check` saw comments or text."""
    for element in page.iterfind("body//*"):
        tag = str(element.tag).rpartition("}")[2].lower()
        if tag in _FORBIDDEN and element.tag != _NAME_OF_DRAWING:
            raise Problem("tag forbidden", name=tag)


def _line(tag: str, kind: str, source: str) -> int:
    slash = "/" if kind == "stray" else ""
    found = re.search(rf"<{slash}{re.escape(tag)}\b", source, re.IGNORECASE)
    return source.count("\n", 0, found.start()) + 1 if found else 0
