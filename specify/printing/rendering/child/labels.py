"""Labels on sheets: each different label is laid out once, and painted wherever it stands.

In: the HTML of the labels, a `Sheet`, how small letters may become. Out: a PDF. A label is laid out on a page of its
own width and then painted into its place, so that places are exact whatever is in it; what is beyond its edge is cut.
Elements with `data-fit="shrink"` and a size of their own get smaller letters until their text fits, as labels do.
"""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import Any

import weasyprint.layout
from weasyprint import CSS
from weasyprint.document import Document
from weasyprint.html import UA
from weasyprint.pdf.metadata import DocumentMetadata

from specify.printing.rendering.child.codes import Code, as_pictures
from specify.printing.rendering.child.fitting import Fit, misfits
from specify.printing.rendering.child.pages import Press
from specify.printing.rendering.child.problem import Problem
from specify.printing.sheets.geometry import Pair, Sheet, spread

PIXELS = 96 / 25.4
"""The pixels of CSS in a millimetre."""
_TALL = 6
"""How many times higher than the label the page is on which it is laid out, to see how far it runs over."""
_STEP, _CAUTION, _NEARLY = 0.03, 0.6, 0.995
"""Letters become smaller at least by so much of their size, and by this part of what the overrun suggests."""
_DOTS = "max-lines:{};continue:discard;block-ellipsis:auto"
_AT_ONCE = 48
_MARK, _MARK_APART, _MARK_WIDTH = 4, 1, 0.1
"""How long marks are, how far from the labels, and how thick, in millimetres."""

_NOT_NEEDED = re.compile(r"(?m)^::(?:foot)?note-.*$|@counter-style[^}]*}")
_OF_BROWSERS = CSS(string=_NOT_NEEDED.sub("", UA).replace("::marker {", "li::marker {"))
"""What browsers show without any style, as WeasyPrint has it, but for the marks of footnotes: it would work out six of
them for every element, and labels have none. It adds ways of counting by itself."""

Sizes = dict[int, float]
Styles = dict[int, str]
"""What was done to those elements of a label that are to fit, by their place among them; the label itself is 0."""


@dataclass(frozen=True, slots=True)
class Printing:
    """What is printed: the HTML of each label in order, on which sheet, from which place on.

    `least` is how small letters may become, as a part of their size, for a text to fit; `before` how many labels are
    made elsewhere that come before these.
    """

    labels: Sequence[str]
    sheet: Sheet
    start: int = 1
    least: float = 1.0
    before: int = 0


def style_of(size: Pair) -> str:
    """Our style sheet for labels of a size."""
    width, height = size
    return (
        f"@page{{size:{width}mm {height * _TALL}mm;margin:0}}"
        "html{font:8pt/1.15 'Nimbus Sans',sans-serif;color:#000}body,p,h1,h2,h3,table{margin:0}"
        f".label{{position:relative;box-sizing:border-box;width:{width}mm;height:{height}mm;overflow:hidden;"
        "break-after:page}.label:last-child{break-after:auto}"
        "svg.code,img.code{display:block}[data-fit] *{block-ellipsis:auto}"
        ".one-line{white-space:nowrap;overflow:hidden;text-overflow:ellipsis}"
    )


def sections(labels: Sequence[str]) -> str:
    """The labels as HTML."""
    return "".join(f'<section class="label" data-fit="shrink">{one}</section>' for one in labels)


def printed(press: Press, printing: Printing) -> bytes:
    """The sheets as PDF."""
    # A label has no margin; WeasyPrint would work out sixteen boxes for that of each. This process makes nothing else.
    weasyprint.layout.make_margin_boxes = lambda _context, _page, _state: ()
    layout = _Layout(press, printing)
    placed = list(spread(len(printing.labels), printing.sheet, printing.start))
    pages = [_SheetPage(layout, labels) for labels in placed]
    metadata = DocumentMetadata(title=press.title, lang=press.language, generator="Specify")
    document = Document(pages, metadata, press.fetcher, press.fonts, {}, None)
    target = io.BytesIO()
    document.write_pdf(target)
    return target.getvalue()


@dataclass
class _Layout:
    """Lays labels out, as many at once as pays, and keeps them until no sheet to come needs them."""

    press: Press
    printing: Printing
    laid: dict[str, Any] = field(default_factory=dict)
    drawn: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Know where each label stands last."""
        self.last = {html: at for at, html in enumerate(self.printing.labels)}

    def of(self, at: int) -> Any:
        """The page of the label with that number."""
        html = self.printing.labels[at]
        if html not in self.laid:
            ahead = self.printing.labels[at : at + _AT_ONCE]
            self._lay_fitting([one for one in dict.fromkeys(ahead) if one not in self.laid], at)
        return self.laid[html]

    def drawing(self, at: int, stream: Any, size: Pair, scale: float) -> str:
        """The name in the PDF of the label with that number, painted when it is first asked for."""
        html = self.printing.labels[at]
        if html not in self.drawn:
            group = stream.add_group(0, 0, *size)
            self.of(at).paint(group, scale)
            group.stream = [b"\n".join(map(_as_bytes, group.stream))]  # thousands of labels are kept until the end
            self.drawn[html] = group.id
        return self.drawn[html]

    def forget(self, before: int) -> None:
        """Let go of labels that stand nowhere from that number on."""
        self.laid = {html: page for html, page in self.laid.items() if self.last[html] >= before}

    def _lay_fitting(self, labels: Sequence[str], first: int) -> None:
        """Lay labels out; those that run over again, with smaller letters, as long as that helps and may be."""
        styles: dict[str, Styles] = {html: {} for html in labels}
        most: dict[str, Sizes] = {html: {} for html in labels}
        over: dict[str, dict[int, Fit]] = {}
        waiting = labels
        while waiting:
            found = self._lay(waiting, styles)
            over = {html: fits for html, fits in over.items() if html not in waiting} | found
            waiting = [html for html, fits in found.items() if self._make_smaller(fits, styles[html], most[html])]
        self._lay(list(over), {html: _cut(styles[html], fits) for html, fits in over.items()})
        for html in labels:
            number = self.printing.before + self.printing.labels.index(html, first) + 1
            if html in over:
                most_over = max(fit.over for fit in over[html].values())
                self.press.notes.add("over", label=number, mm=round(most_over / PIXELS, 1))
            elif styles[html]:
                self.press.notes.add("smaller", label=number)

    def _make_smaller(self, fits: Mapping[int, Fit], styles: Styles, most: Sizes) -> bool:
        """Whether letters may become smaller yet: then `styles` say so; `most` is what they were."""
        can_be = False
        for at, fit in fits.items():
            whole = most.setdefault(at, fit.size)
            step = max(_STEP * whole, (1 - sqrt(fit.share)) * fit.size * _CAUTION)
            size = max(self.printing.least * whole, fit.size - step)
            if size < fit.size * _NEARLY:
                styles[at], can_be = f"font-size:{size:.3f}px", True
        return can_be

    def _lay(self, labels: Sequence[str], styles: Mapping[str, Styles]) -> dict[str, dict[int, Fit]]:
        """Lay labels out with these styles; what runs over in them."""
        if not labels:
            return {}
        codes: dict[str, Code] = {}
        pictured = as_pictures(sections(labels), codes)
        html = self.press.document(pictured, style_of(self.printing.sheet.label))
        html._ua_stylesheets = lambda forms=False: [_OF_BROWSERS]
        found = html.etree_element.findall("body/section")
        if len(found) != len(labels):
            raise Problem("apart")
        elements = [[one for one in section.iter() if one.get("data-fit") == "shrink"] for section in found]
        for label, fitting in zip(labels, elements, strict=True):
            for at, style in styles[label].items():
                fitting[at].set("style", f"{fitting[at].get('style', '')};{style}")
        over = {}
        for label, fitting, page in zip(labels, elements, self._own_pages(html, found, codes), strict=True):
            self.laid[label] = page
            if fits := {fitting.index(fit.element): fit for fit in misfits(page, fitting)}:
                over[label] = fits
        return over

    def _own_pages(self, html: Any, sections: Sequence[Any], codes: dict[str, Code]) -> list[Any]:
        """The page of each label; a style could take it from one, or put two on the same.

        Labels are told apart by their elements: names for them would keep WeasyPrint from sharing their styles.
        """
        laid = html.render(font_config=self.press.fonts, cache=codes)
        pages = {_section_of(page): page for page in laid.pages}
        own = [pages.get(section) for section in sections]
        if None in own:
            raise Problem("apart")
        return own


def _section_of(page: Any) -> Any:
    """The label that begins on a page."""
    boxes = (getattr(box, "_box", box) for box in page._page_box.descendants(placeholders=True))
    return next((box.element for box in boxes if box.element is not None and box.element.tag == "section"), None)


def _as_bytes(word: Any) -> bytes:
    """One word of a PDF's drawing: bytes, a text, or an object that knows its bytes."""
    if isinstance(word, bytes):
        return word
    return bytes(word.data) if hasattr(word, "data") else str(word).encode("ascii")


def _cut(styles: Styles, fits: Mapping[int, Fit]) -> Styles:
    """The same, and what runs over cut behind the last line that fits as a whole; the label itself ends at its edge.

    Lines below each other end with dots where they are cut: what is beyond them is not laid out at all.
    """
    cut = {}
    for at, fit in fits.items():
        dots = _DOTS.format(fit.lines) if fit.lines else ""
        cut[at] = f"{styles.get(at, '')};overflow:hidden;height:{fit.whole:.3f}px;{dots}"
    return styles | {at: style for at, style in cut.items() if at}


class _SheetPage:
    """A sheet as a page of a WeasyPrint document: what it has to have of one, and how it is painted."""

    def __init__(self, layout: _Layout, placed: Sequence[tuple[int, Pair]]) -> None:
        sheet = layout.printing.sheet
        self.layout, self.placed = layout, placed
        self.width, self.height = sheet.paper[0] * PIXELS, sheet.paper[1] * PIXELS
        self.bleed = dict.fromkeys(("top", "right", "bottom", "left"), 0)
        self.bookmarks: list[Any] = []
        self.links: list[Any] = []
        self.anchors: dict[str, Any] = {}
        self.forms: dict[Any, list[Any]] = {None: []}

    def paint(self, stream: Any, scale: float = 1) -> None:
        """Paint the labels into the PDF."""
        sheet = self.layout.printing.sheet
        size = sheet.label[0] * PIXELS * scale, sheet.label[1] * PIXELS * scale
        for at, (x, y) in self.placed:
            drawing = self.layout.drawing(at, stream, size, scale)
            with stream.stacked():
                stream.transform(e=x * PIXELS * scale, f=y * PIXELS * scale)
                stream.draw_x_object(drawing)
        if sheet.marks:
            with stream.stacked():
                stream.transform(a=scale * PIXELS, d=scale * PIXELS)
                _mark(stream, sheet)
        self.layout.forget(self.placed[-1][0] + 1)


def _mark(stream: Any, sheet: Sheet) -> None:
    """Short lines in the margin, where the edges of columns and rows would meet it."""
    edges = [
        sorted(
            {
                sheet.first[axis] + at * sheet.pitch[axis] + side
                for at in range(sheet.grid[axis])
                for side in (0, sheet.label[axis])
            }
        )
        for axis in (0, 1)
    ]
    stream.set_line_width(_MARK_WIDTH)
    for axis in (0, 1):
        across = edges[1 - axis]
        for at in edges[axis]:
            for start, end in (
                (across[0] - _MARK_APART - _MARK, across[0] - _MARK_APART),
                (across[-1] + _MARK_APART, across[-1] + _MARK_APART + _MARK),
            ):
                stream.move_to(*((at, start) if axis == 0 else (start, at)))
                stream.line_to(*((at, end) if axis == 0 else (end, at)))
                stream.stroke()
