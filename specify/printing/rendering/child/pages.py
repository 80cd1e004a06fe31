"""Lays out HTML on pages: what is common to labels and reports.

In: HTML, bytes of pictures by name. Out: a WeasyPrint document; what it complains of, as notes with the line. Nothing
is ever fetched: an address is the name of a picture that was handed over, or of one that is missing (a note), or the
document is refused.
"""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any
from urllib.parse import unquote

from weasyprint import HTML
from weasyprint.text.ffi import fontconfig
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from specify.printing.rendering import limits
from specify.printing.rendering.child.problem import Problem

_INSIDE = "picture:"
_STYLE = re.compile(r"<style[^>]*>(.*?)</style\s*>", re.IGNORECASE | re.DOTALL)
_PLACE = re.compile(r" at (\d+):\d+")
_OUTSIDE = re.compile(r"[:/#?]")
"""What the name of no picture has, and every address."""
_NOTHING = "Nothing is fetched."
_NO_PICTURE = "Failed to load image at "
_NO_DRAWING = "Failed to render SVG image "


@cache
def _fonts() -> tuple[FontConfiguration, int]:
    """The fonts of the machine, and their number; looked for once, and known to what is forked from then on."""
    found = FontConfiguration()
    return found, fontconfig.FcConfigGetFonts(found._config, fontconfig.FcSetSystem).nfont


class _Pictures(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Knows the pictures that were handed over, and notes every other address."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=())
        self.pictures = pictures
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        content = self.pictures.get(_name_of(url).lower())
        if content is None:
            self.refused.append(url)
            raise ValueError(_NOTHING)
        return URLFetcherResponse(url, content)


@dataclass
class Notes(logging.Handler):
    """What is worth telling beside the result: complaints about the style, text that does not fit."""

    told: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listen to WeasyPrint."""
        super().__init__(logging.WARNING)

    def add(self, word: str, line: int = 0, **told: Any) -> None:
        """Note it once."""
        note = {"note": word, "line": line, "told": told}
        if note not in self.told and len(self.told) < limits.NOTES:
            self.told.append(note)

    def emit(self, record: logging.LogRecord) -> None:
        """Note a complaint of WeasyPrint's about the style."""
        text = record.getMessage()
        found = _PLACE.search(text)
        if _NOTHING in text:
            return  # told by `check_addresses`
        if text.startswith(_NO_PICTURE):
            self.add("picture", text=text.removeprefix(_NO_PICTURE)[:100])
        elif text.startswith(_NO_DRAWING):
            self.add("picture", text="<svg>")
        elif found:
            self.add("style", int(found[1]), text=_PLACE.sub("", text)[:200])

    __hash__ = object.__hash__


@dataclass
class Press:
    """Lays out the HTML that came of one template."""

    source: str
    title: str
    language: str
    pictures: Mapping[str, bytes]
    notes: Notes = field(default_factory=Notes)

    def __post_init__(self) -> None:
        """Know the pictures, and listen."""
        self.fetcher = _Pictures({name.lower(): content for name, content in self.pictures.items()})
        logging.getLogger("weasyprint").handlers = [self.notes]

    @property
    def fonts(self) -> FontConfiguration:
        """The fonts of the machine; without any, Pango would end the process."""
        fonts, number = _fonts()
        if not number:
            raise Problem("fonts")
        return fonts

    @cached_property
    def styles(self) -> str:
        """The style sheets of the template; each line of them is a line of the template."""
        return "".join(f"<style>{_above(found)}{found[1]}</style>" for found in _STYLE.finditer(self.source))

    def text(self, html: str, ours: str) -> str:
        """The HTML as a whole page, with our style sheet before the template's."""
        head = f"<title>{_plain(self.title)}</title><style>{ours}</style>{self.styles}"
        language = _plain(self.language)
        return f'<!DOCTYPE html><html lang="{language}"><head>{head}</head><body>{html}</body></html>'

    def document(self, html: str, ours: str) -> HTML:
        """The same, ready to be laid out."""
        return HTML(string=self.text(html, ours), base_url=_INSIDE, url_fetcher=self.fetcher)

    def check_addresses(self) -> None:
        """Refuse a template that named an address outside."""
        for url in self.fetcher.refused:
            name = _name_of(url)
            if _OUTSIDE.search(name):
                raise Problem("address", self.line_of(name), name=url[:200])
            self.notes.add("missing", self.line_of(name), name=name[:200])

    def line_of(self, text: str) -> int:
        """The line of the template in which a text first stands; 0 if it was put together there."""
        place = self.source.find(text)
        return self.source.count("\n", 0, place) + 1 if place >= 0 else 0


def _name_of(url: str) -> str:
    return unquote(url.removeprefix(_INSIDE))


def without_styles(source: str) -> str:
    """The template without its style sheets, its lines where they were."""
    return _STYLE.sub(lambda found: "\n" * found[0].count("\n"), source)


def _above(found: re.Match[str]) -> str:
    """As many line ends as stand above a style sheet in the template."""
    return "\n" * found.string.count("\n", 0, found.start(1))


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
