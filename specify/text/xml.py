"""Reads XML that strangers wrote: no DTD, no entities, no network, limits on size and depth.

In: bytes and the name to call them by in messages. Out: the root element of an lxml tree, without comments and
processing instructions, or `BadXml` with a sentence. The bytes are decoded as their XML declaration says. Blanks
before that declaration, which a strict parser refuses, are forgiven: stored resources have passed through many
editors.
"""

from lxml import etree

MAX_BYTES = 16 * 1024 * 1024


class BadXml(ValueError):
    """The text is no XML, or more than we are willing to read; the message is a sentence for people."""


def parse(data: bytes, name: str) -> "etree._Element":
    """The root element of `data`, called `name` in messages. Raises `BadXml`."""
    if len(data) > MAX_BYTES:
        raise BadXml(f"{name} is larger than {MAX_BYTES // 2**20} MiB and was not read.")
    # libxml2 itself stops at 256 levels of elements and at entities that grow out of proportion.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = error.msg if isinstance(error, etree.XMLSyntaxError) else error
        raise BadXml(f"{name} is no XML that can be read: {reason}.") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise BadXml(f"{name} brings a document type of its own (DOCTYPE), which is not read here.")
    return root


def flag(element: "etree._Element", attribute: str, default: bool = False) -> bool:
    """A `true` or `false` attribute as Specify's files write it, in any case; `default` when absent or blank."""
    value = (element.get(attribute) or "").strip().lower()
    return value in ("true", "yes", "1") if value else default


def number(element: "etree._Element", attribute: str, default: int = 0) -> int:
    """A whole number attribute; `default` when absent or no number."""
    try:
        return int((element.get(attribute) or "").strip())
    except ValueError:
        return default
