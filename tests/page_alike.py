"""Which pages are one page to the checker, so that it is looked at once: those that differ in numbers and tokens alone.

In: the HTML of a page or fragment. Out: its `Document`, and the faults that `tests/page_checks.py` finds. A page's
tokens, UUIDs and numbers of two or more digits are taken out, the same ones for the same sign, and what remains is
parsed and checked; the document gets them back. No rule asks what a number says, only whether two are equal, and that
the signs keep. Where a fault is found, the page itself is checked and tells it. What was found faultless is noted in
the folder of the run, for the other processes and shapes.
"""

import re
from copy import deepcopy
from functools import cache, lru_cache
from hashlib import blake2b
from html import unescape
from pathlib import Path

from tests import html_vocabulary, page_checks
from tests.page_checks import Document, faults, parse
from tests.shapes.preparing import folder

PAGES_KEPT = 128
# Neither a part of a character's reference (&#39;), of an escaped address (%20), nor the beginning of a host.
_VARYING = re.compile(
    r'(?<=name="csrfmiddlewaretoken" value=")[^"]*|(?<=name="_opened" value=")[^"]*'
    r"|\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b"
    r"|(?=[0-9])(?<!&#)(?<!&#x)(?<!%)(?<!//)(?<![0-9])[0-9]{2,}"
)
_FIRST, _LAST = 0xE000, 0xF8FF  # Unicode's private use area, of which our pages use nothing
_SIGN = re.compile(f"[{chr(_FIRST)}-{chr(_LAST)}]")


def document_of(html: str, is_fragment: bool) -> Document:
    """The page, parsed; the caller's own copy."""
    alike, values = _taken_out(html)
    parsed = _parsed(alike, is_fragment)
    document = Document(deepcopy(parsed.root), parsed.errors, is_fragment)
    if _given_back(document, values) == len(_SIGN.findall(alike)):
        return document
    return parse(html, fragment=is_fragment)  # a number stood where no text is


def faults_of(html: str, is_fragment: bool) -> list[str]:
    """Every rule that the page breaks, as sentences."""
    alike, _ = _taken_out(html)
    noted = _faultless() / blake2b(f"{is_fragment}{alike}".encode(), digest_size=16).hexdigest()
    if noted.exists():
        return []
    if not faults(_parsed(alike, is_fragment)):
        noted.touch()
        return []
    return faults(parse(html, fragment=is_fragment))


@lru_cache(2)
def _taken_out(html: str) -> tuple[str, dict[int, str]]:
    """The page with signs in place of what varies, and what each stands for."""
    values = list(dict.fromkeys(_VARYING.findall(html)))
    if _SIGN.search(html) or len(values) > _LAST - _FIRST:
        return html, {}
    signs = {value: chr(_FIRST + at) for at, value in enumerate(values)}
    return _VARYING.sub(lambda found: signs[found.group()], html), {
        ord(sign): unescape(value) for value, sign in signs.items()
    }


@lru_cache(PAGES_KEPT)
def _parsed(alike: str, is_fragment: bool) -> Document:
    return parse(alike, fragment=is_fragment)


def _given_back(document: Document, values: dict[int, str]) -> int:
    """Put what varies into the texts and attributes; how often it was."""
    count = 0
    for element in document.root.iter():
        for name, value in element.items():
            if found := len(_SIGN.findall(value)):
                element.set(name, value.translate(values))
                count += found
        if element.text and (found := len(_SIGN.findall(element.text))):
            element.text = element.text.translate(values)
            count += found
        if element.tail and (found := len(_SIGN.findall(element.tail))):
            element.tail = element.tail.translate(values)
            count += found
    return count


@cache
def _faultless() -> Path:
    """The folder of what was found faultless by the rules as they are."""
    rules = [html_vocabulary.__file__, page_checks.__file__, __file__]
    content = b"".join(Path(file or "").read_bytes() for file in rules)
    noted = folder() / f"faultless-{blake2b(content, digest_size=8).hexdigest()}"
    noted.mkdir(exist_ok=True)
    return noted
