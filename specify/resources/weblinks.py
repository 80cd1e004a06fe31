"""Web links: addresses made of a record's values (Specify's resource `WebLinks`).

In: the resource's XML. Out: frozen `WebLink`s by name, and addresses. Kept of Specify 7: names count in any case, the
first of two equal ones; `<x>` stands for a value, `AMP` for an ampersand, an argument called `formatter_…` for the
record in the words of the record formatter its title names. Changed on purpose: values are encoded as their place in
the address asks for; an address without a scheme gets https; there is no address when a value is missing, or when it
would be anything but http, https or mailto.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from lxml import etree

from specify.resources.lookup import parsed
from specify.resources.viewer import Viewer
from specify.text.xml import parse

RESOURCE = "WebLinks"
THIS = "this"
_FORMATTER = "formatter_"
_LONGEST = 2000
_PLACEHOLDER = re.compile("<([^<>]*)>")
_SCHEME = re.compile("[A-Za-z][A-Za-z0-9+.-]*:")
_HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.?")
# A value that begins the address is an address itself; its own signs stay.
_SIGNS_OF_ADDRESSES = ":/?#[]@!$&'()*+,;=%"


@dataclass(frozen=True)
class WebLink:
    """One definition. `pieces` are texts and, at every second place, names of values."""

    name: str
    title: str
    pieces: tuple[str, ...]
    formatters: Mapping[str, str] = field(default_factory=dict)

    @property
    def wanted(self) -> tuple[str, ...]:
        """The names of the values it needs."""
        return tuple(dict.fromkeys(self.pieces[1::2]))

    def address(self, values: Mapping[str, str]) -> str:
        """The address with these values, or '' when one is missing or the result is none that may be followed."""
        made = ""
        for at, piece in enumerate(self.pieces):
            value = values.get(piece, "").strip() if at % 2 else piece
            if at % 2 and not value:
                return ""
            made += quote(value, safe=_safe(made)) if at % 2 else value
        return checked_address(made)


@dataclass(frozen=True)
class WebLinks:
    """The definitions of one resource."""

    by_name: Mapping[str, WebLink] = field(default_factory=dict)

    def named(self, name: str) -> WebLink | None:
        """The definition of that name, in any case."""
        return self.by_name.get(name.strip().casefold())


def web_links(viewer: Viewer, stamp: str) -> WebLinks:
    """The web links that count for `viewer`."""
    return parsed(viewer, stamp, RESOURCE, read) or WebLinks()


def read(data: bytes, name: str) -> WebLinks:
    """The definitions in a `WebLinks` resource."""
    found: dict[str, WebLink] = {}
    for element in parse(data, name).iter("weblinkdef"):
        link = _web_link(element)
        if link.name:
            found.setdefault(link.name.casefold(), link)
    return WebLinks(found)


def checked_address(address: str) -> str:
    """An address that a browser may follow, https put before one without a scheme; '' for anything else."""
    made = address.strip()
    if not made or len(made) > _LONGEST or any(ord(sign) <= 0x20 or ord(sign) == 0x7F for sign in made):
        return ""
    if not _SCHEME.match(made):
        made = f"https:{made}" if made.startswith("//") else f"https://{made}"
    try:
        parts = urlsplit(made)
        _port = parts.port
    except ValueError:
        return ""
    if parts.scheme == "mailto":
        return made if "@" in parts.path else ""
    return made if parts.scheme in ("http", "https") and _HOST.fullmatch(parts.hostname or "") else ""


def _safe(before: str) -> str:
    """The signs that a value may keep behind what stands `before` it in the address."""
    if not before:
        return _SIGNS_OF_ADDRESSES
    if before.startswith("mailto:"):
        return "@" if "?" not in before else ""
    return "" if "?" in before or "#" in before else "/"


def _web_link(element: "etree._Element") -> WebLink:
    name, title = _text(element, "name"), _text(element, "desc")
    pieces = _PLACEHOLDER.split(_text(element, "baseURLStr"))
    arguments = [(_text(one, "name"), _text(one, "title")) for one in element.iterfind("args/weblinkdefarg")]
    return WebLink(
        name=name,
        title=title or name,
        pieces=tuple(piece.strip() if at % 2 else piece.replace("AMP", "&") for at, piece in enumerate(pieces)),
        formatters={one: formatter for one, formatter in arguments if one.startswith(_FORMATTER)},
    )


def _text(element: "etree._Element", name: str) -> str:
    return (element.findtext(name) or "").strip()
