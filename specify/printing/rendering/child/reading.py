"""What the HTML of a report says, as blocks for a page that is read, heard or looked at on a telephone.

In: the elements of a page. Out: blocks; of a label its lines. Tables, headings, lists and languages are kept; style,
drawings and where things stand are not. A picture, or a drawing, is what its `alt`, its `title` or its `aria-label`
says.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from specify.printing.rendering.child import blocks
from specify.printing.rendering.child.blocks import Block, Run

_MARKS = {"i": "i", "em": "i", "cite": "i", "b": "b", "strong": "b", "sub": "sub", "sup": "sup"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SILENT = frozenset(("style", "template"))
_WIDEST = 50
"""Over so many columns, or rows, a cell may stand."""
_INLINE = frozenset(
    "a abbr b bdi bdo br cite code data del dfn em font i img ins kbd mark q s samp small span strong sub sup svg time"
    " u var wbr".split()
)
Piece = Run | Block


def blocks_of(body: Element) -> list[Block]:
    """The blocks of a page's body."""
    return list(_gathered(_pieces(body, "", "")))


def lines_of(body: Element) -> list[Run]:
    """The same as one text, line by line: a label."""
    return blocks.tidy(_flat(_gathered(_pieces(body, "", ""))))


def _gathered(pieces: Iterator[Piece]) -> Iterator[Block]:
    """The blocks, those runs that stand between them as paragraphs."""
    runs: list[Run] = []
    for piece in pieces:
        if isinstance(piece, tuple):
            runs.append(piece)
            continue
        yield from blocks.paragraph(runs)
        runs = []
        if piece["kind"] != "end":
            yield piece
    yield from blocks.paragraph(runs)


def _pieces(element: Element, mark: str, language: str) -> Iterator[Piece]:
    """Runs and blocks of an element, in their order; a block of no kind of its own only ends what came before."""
    if element.text:
        yield element.text, mark, language
    for child in element:
        yield from _piece(child, mark, child.get("lang", language))
        if child.tail:
            yield child.tail, mark, language


def _piece(element: Element, mark: str, language: str) -> Iterator[Piece]:
    tag = _tag(element)
    if tag in _SILENT or not isinstance(element.tag, str):  # a comment
        return
    if tag == "br":
        yield blocks.BREAK
    elif tag in ("img", "svg"):
        yield _name(element), mark, language
    elif tag in _INLINE:
        yield from _pieces(element, _MARKS.get(tag, mark), language)
    else:
        yield {"kind": "end"}
        yield from _block(element, tag, language)
        yield {"kind": "end"}


def _block(element: Element, tag: str, language: str) -> Iterator[Piece]:
    if tag in _HEADINGS:
        yield from blocks.heading(_HEADINGS[tag], _runs(element, language))
    elif tag in ("ul", "ol"):
        items = (_runs(one, language) for one in element if _tag(one) == "li")
        yield from blocks.listed(items, is_ordered=tag == "ol")
    elif tag == "dl":
        yield from blocks.pairs(_pairs(element, language))
    elif tag == "table":
        yield from _table(element, language)
    else:
        yield from _pieces(element, "", language)


def _runs(element: Element, language: str) -> Iterator[Run]:
    """All that an element says, what blocks there are in it a line each."""
    return _flat(_pieces(element, "", element.get("lang", language)))


def _flat(pieces: Iterable[Piece]) -> Iterator[Run]:
    for piece in pieces:
        if isinstance(piece, tuple):
            yield piece
            continue
        yield blocks.BREAK
        for text in _texts(piece):
            yield from text
            yield blocks.BREAK


def _texts(block: Block) -> Iterator[Sequence[Run]]:
    """The texts of a block that stands where only words can."""
    match block["kind"]:
        case "heading" | "paragraph":
            yield block["runs"]
        case "list":
            yield from block["items"]
        case "pairs":
            yield from (text for pair in block["pairs"] for text in pair)
        case "table":
            for row in (*block["head"], *block["rows"]):
                yield [run for one in row for run in (*one["runs"], (" ", "", ""))]


def _pairs(element: Element, language: str) -> Iterator[tuple[list[Run], list[Run]]]:
    """The words of a list of pairs with what follows each."""
    word: list[Run] = []
    for one in element.iter():
        if _tag(one) == "dt":
            word = list(_runs(one, language))
        elif _tag(one) == "dd":
            yield word, list(_runs(one, language))


def _table(element: Element, language: str) -> Iterator[Block]:
    caption: list[Run] = []
    head: list[list[dict[str, Any]]] = []
    rows: list[list[dict[str, Any]]] = []
    for part, one in _parts(element):
        if part == "caption":
            caption = list(_runs(one, language))
            continue
        row = [_cell(cell, language) for cell in one if _tag(cell) in ("td", "th")]
        is_head = part == "thead" or not rows and all(cell["is_header"] for cell in row)
        (head if is_head and row else rows).append(row)
    yield from blocks.table(caption, head, rows)


def _parts(element: Element) -> Iterator[tuple[str, Element]]:
    """The caption and the rows of a table, with the part that they stand in."""
    for one in element:
        tag = _tag(one)
        if tag in ("caption", "tr"):
            yield tag, one
        elif tag in ("thead", "tbody", "tfoot"):
            yield from ((tag, row) for row in one if _tag(row) == "tr")


def _cell(element: Element, language: str) -> dict[str, Any]:
    across, down = (_number(element.get(name, "")) for name in ("colspan", "rowspan"))
    return blocks.cell(_runs(element, language), is_header=_tag(element) == "th", across=across, down=down)


def _name(element: Element) -> str:
    """What a picture or drawing is called."""
    title = next((one.text or "" for one in element if _tag(one) == "title"), "")
    return title or element.get("alt") or element.get("aria-label") or ""


def _number(text: str) -> int:
    return min(int(text), _WIDEST) if text.isascii() and text.isdecimal() and text != "0" and len(text) < 4 else 1


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()
