"""Text with marks in it: JasperReports' styled text, and as much of HTML as its text fields know.

In: a text, how it is marked (`styled`, `html`), the type it is set in. Out: pieces of text with their types. Styled
text that is not well-formed is printed as it stands, as JasperReports does, but a lone `&` is one; of HTML what is not
understood is passed over. Nothing is fetched, no address is followed.
"""

import html
import re
from dataclasses import dataclass, replace

from specify.printing.jrxml.filling.colors import color
from specify.printing.jrxml.filling.fonts import known
from specify.printing.jrxml.filling.items import Face, Type
from specify.printing.jrxml.filling.measuring import Piece

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)((?:\s+[A-Za-z]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)\s*(/?)>")
_ATTRIBUTE = re.compile(r"([A-Za-z]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_EMPTY = ("br", "hr", "img")
_BLOCKS = ("p", "div", "li", "ul", "ol", "h1", "h2", "h3", "tr", "table")
_DEEPEST = 100
_HTML_SIZES = {"1": 8.0, "2": 10.0, "3": 12.0, "4": 14.0, "5": 18.0, "6": 24.0, "7": 36.0}


class _Broken(Exception):
    """Marks that do not match."""


@dataclass
class _Reading:
    """Pieces so far, and the types of what is open."""

    pieces: list[Piece]
    open: list[tuple[str, Type]]
    is_html: bool

    def add(self, text: str) -> None:
        if not text:
            return
        if "<" in text and not self.is_html:
            raise _Broken
        if self.is_html:
            text = re.sub(r"\s+", " ", text)
        self.pieces.append(Piece(html.unescape(text), self.open[-1][1]))

    def end_line(self, *, again: bool = True) -> None:
        """A line's end; none where a line has just begun, unless another is wanted."""
        before = self.pieces[-1].text if self.pieces else "\n"
        if again or not before.endswith("\n"):
            self.pieces.append(Piece("\n", self.open[-1][1]))

    def close(self, name: str) -> None:
        names = [one for one, _type in self.open[1:]]
        if names and names[-1] == name:
            self.open.pop()
        elif not self.is_html:
            raise _Broken
        elif name in names:
            del self.open[len(names) - names[::-1].index(name) :]


def pieces_of(text: str, markup: str, kind: Type) -> tuple[Piece, ...]:
    """The text in pieces."""
    if markup not in ("styled", "html") or not ("<" in text or "&" in text):
        return (Piece(text, kind),) if text else ()
    try:
        return tuple(_read(text, _Reading([], [("", kind)], markup == "html")))
    except _Broken:
        return (Piece(text, kind),)


def _read(text: str, reading: _Reading) -> list[Piece]:
    at = 0
    for found in _TAG.finditer(text):
        reading.add(text[at : found.start()])
        at = found.end()
        _mark(found, reading)
    reading.add(text[at:])
    if len(reading.open) > 1 and not reading.is_html:
        raise _Broken
    return reading.pieces


def _mark(found: re.Match[str], reading: _Reading) -> None:
    name, is_end, is_empty = found[2].lower(), bool(found[1]), bool(found[4])
    if name == "br" and not is_end:
        reading.end_line()
    if reading.is_html and name in _BLOCKS:
        reading.end_line(again=False)
    if name == "li" and not is_end:
        reading.pieces.append(Piece("\u2022 ", reading.open[-1][1]))
    if is_end:
        reading.close(name)
    elif not is_empty and not (reading.is_html and name in _EMPTY):
        if len(reading.open) > _DEEPEST:
            raise _Broken
        reading.open.append((name, _type(name, _attributes(found[3]), reading.open[-1][1])))


def _attributes(text: str) -> dict[str, str]:
    return {
        found[1].lower(): html.unescape(found[2] if found[2] is not None else found[3])
        for found in _ATTRIBUTE.finditer(text)
    }


def _type(name: str, said: dict[str, str], kind: Type) -> Type:
    """The type within a mark."""
    if name in ("b", "strong", "h1", "h2", "h3"):
        return replace(kind, face=replace(kind.face, is_bold=True))
    if name in ("i", "em", "cite"):
        return replace(kind, face=replace(kind.face, is_italic=True))
    if name == "u":
        return replace(kind, is_underlined=True)
    if name in ("s", "strike", "del"):
        return replace(kind, is_struck=True)
    if name in ("sup", "sub"):
        return replace(kind, rise=1 if name == "sup" else -1)
    if name == "font":
        size = _HTML_SIZES.get(said.get("size", ""), kind.size)
        return replace(_named(kind, said.get("face", "")), size=size, color=color(said.get("color", ""), kind.color))
    return _styled(said, kind) if name == "style" else kind


def _styled(said: dict[str, str], kind: Type) -> Type:
    kind = _named(kind, said.get("fontname") or said.get("pdffontname", ""))
    face = Face(
        kind.face.family,
        _flag(said, "isbold", kind.face.is_bold),
        _flag(said, "isitalic", kind.face.is_italic),
    )
    return replace(
        kind,
        face=face,
        size=_size(said.get("size") or said.get("fontsize", ""), kind.size),
        color=color(said.get("forecolor", ""), kind.color),
        background=color(said.get("backcolor", ""), kind.background),
        is_underlined=_flag(said, "isunderline", kind.is_underlined),
        is_struck=_flag(said, "isstrikethrough", kind.is_struck),
    )


def _named(kind: Type, name: str) -> Type:
    found = known(name.partition(",")[0]) if name else None
    if found is None:
        return kind
    family, is_bold, is_italic = found
    return replace(kind, face=Face(family, is_bold or kind.face.is_bold, is_italic or kind.face.is_italic))


def _flag(said: dict[str, str], name: str, otherwise: bool) -> bool:
    text = said.get(name) or said.get(name.removeprefix("is"))
    return otherwise if text is None else text.lower() == "true"


def _size(text: str, otherwise: float) -> float:
    try:
        size = float(text)
    except ValueError:
        return otherwise
    return size if 0 < size <= 1000 else otherwise
