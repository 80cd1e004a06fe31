"""What every page of ours must be: rules that a machine can check, each told as a sentence.

In: the HTML of a page, or of a fragment that htmx asked for. Out: the parsed `Document`, and from `faults` a list of
sentences, empty when all is well. The parser is a browser's (html5lib), so a forgotten end tag or a paragraph in a
paragraph is found. Sources: HTML Living Standard (parsing, content models), WCAG 2.2 (1.1.1, 1.3.1, 2.4.1, 2.4.2,
2.4.6, 2.5.3, 3.1.1, 3.3.2, 4.1.2, 4.1.3), and the promise that nothing inline and nothing foreign is on a page.
"""

import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

import html5lib
from html5lib.constants import DataLossWarning
from lxml import etree

from tests.html_vocabulary import (
    ALLOWED_CHILDREN,
    ATTRIBUTES,
    BLOCKS,
    GLOBAL_ATTRIBUTES,
    PHRASING_ONLY,
    REFERRING,
    VOID_OF_MEANING,
)

Element = etree._Element  # the name lxml gives its only element class

OWN_HOSTS = frozenset({"", "testserver", "localhost", "127.0.0.1"})
_SVG = "{http://www.w3.org/2000/svg}"
LABELABLE = ("input", "select", "textarea", "button", "meter", "output", "progress")
NEEDS_NO_LABEL = frozenset({"hidden", "submit", "reset", "button", "image"})
FETCHED = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "embed": "src",
    "object": "data",
    "link": "href",
    "form": "action",
    "button": "formaction",
    "input": "formaction",
}


@dataclass(frozen=True)
class Document:
    """A parsed page or fragment, and what the parser complained about."""

    root: Element
    errors: tuple[str, ...]
    is_fragment: bool = False

    def all(self, path: str) -> list[Element]:
        """The elements that an XPath finds, from the root."""
        found = self.root.xpath(path)
        return [item for item in found if isinstance(item, etree._Element)] if isinstance(found, list) else []

    @cached_property
    def ids(self) -> dict[str, Element]:
        """Elements by id."""
        return {element.get("id", ""): element for element in self.all("//*[@id]")}


def text(element: Element) -> str:
    """The words of an element as a person reads them: one blank between words."""
    return " ".join("".join(str(part) for part in element.itertext()).split())


def _fragment_root(nodes: list[Element | str]) -> Element:
    root = etree.Element("fragment")
    for node in nodes:
        if isinstance(node, str):
            root.text = (root.text or "") + node
        else:
            root.append(node)
    return root


def parse(html: str, *, fragment: bool = False) -> Document:
    """Parse as a browser does. A fragment hangs under a made-up root element."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("lxml"), namespaceHTMLElements=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataLossWarning)  # an attribute's colon, which `_inline` then finds
        root = _fragment_root(parser.parseFragment(html.strip())) if fragment else parser.parse(html).getroot()
    errors = tuple(f"{code} in line {line}, column {column}" for (line, column), code, _ in parser.errors)
    return Document(root, errors, fragment)


def _tag(element: Element) -> str:
    return element.tag if isinstance(element.tag, str) else ""


def _where(element: Element) -> str:
    named = element.get("id") or element.get("name") or element.get("href") or text(element)[:40]
    return f"<{_tag(element)}> {named!r}"


def _parse_errors(document: Document) -> Iterator[str]:
    yield from (f"The HTML is not well formed: {error}." for error in document.errors)


def _frame(document: Document) -> Iterator[str]:
    """Title, language, one h1, one main, the status line, the way past the furniture."""
    root = document.root
    if not (root.get("lang") or "").strip():
        yield "The html element names no language."
    for path, what in (("//h1", "h1"), ("//main[@id]", "main with an id"), ("//*[@role='status']", "role=status")):
        if (count := len(document.all(path))) != 1:
            yield f"There must be exactly one {what}; here are {count}."
    yield from _title(document)
    viewport = "".join(element.get("content", "") for element in document.all("//meta[@name='viewport']"))
    if "width=device-width" not in viewport or "user-scalable" in viewport or "maximum-scale" in viewport:
        yield "The viewport must be the device's width and may not forbid zooming."
    links, mains = document.all("//body//a[@href]"), document.all("//main[@id]")
    if mains and (not links or links[0].get("href") != f"#{mains[0].get('id')}"):
        yield "The first link must lead past the furniture to the main part."


def _title(document: Document) -> Iterator[str]:
    titles, headings = document.all("//head/title"), document.all("//h1")
    if len(titles) != 1 or not text(titles[0]):
        yield "There must be exactly one title, with words in it."
        return
    first = text(titles[0]).removeprefix("Error: ").removeprefix("Fehler: ").split(" – ")[0]
    if headings and not set(first.casefold().split()) & set(text(headings[0]).casefold().split()):
        yield f"The title begins with {first!r}, of which the h1 {text(headings[0])!r} says no word."


def _fragment(document: Document) -> Iterator[str]:
    if (document.root.text or "").strip():
        yield "A fragment has text outside its elements."
    if not len(document.root) or not document.root[0].get("id"):
        yield "A fragment must begin with one root element that has an id."
    if any(one.get("hx-swap-oob") != "innerHTML" for one in document.all("//*[@role='status']")):
        yield "A fragment puts words into the status line (innerHTML): a new one would be announced by few readers."


def _ids(document: Document) -> Iterator[str]:
    for name, times in Counter(element.get("id", "") for element in document.all("//*[@id]")).items():
        if times > 1 or not name or re.search(r"\s", name):
            yield f"The id {name!r} is empty, has a blank in it, or stands {times} times."
    for attribute in REFERRING:
        for element in document.all(f"//*[@{attribute}]"):
            missing = [name for name in element.get(attribute, "").split() if name not in document.ids]
            if missing and not document.is_fragment:
                yield f"{_where(element)}: its {attribute} names {', '.join(missing)}, which is not on the page."
    for link in document.all("//a[starts-with(@href, '#')]"):
        if link.get("href", "#")[1:] not in document.ids and not document.is_fragment:
            yield f"The link {link.get('href')!r} leads to no element of the page."


def _is_labelled(control: Element, document: Document) -> bool:
    if any(_tag(parent) == "label" for parent in control.iterancestors()):
        return True
    if any(text(label) for label in document.all("//label[@for]") if label.get("for") == control.get("id")):
        return True
    in_table = any(
        _tag(parent) == "td" for parent in control.iterancestors()
    )  # its row and column are the visible label
    if in_table and (control.get("aria-label") or "").strip():
        return True
    named_by = (control.get("aria-labelledby") or "").split()
    return any(name in document.ids and text(document.ids[name]) for name in named_by)


def _labels(document: Document) -> Iterator[str]:
    for control in document.all("//input | //select | //textarea"):
        if control.get("type") not in NEEDS_NO_LABEL and not _is_labelled(control, document):
            yield f"{_where(control)} has no visible label."
    for label in document.all("//label[@for]"):
        target = document.ids.get(label.get("for", ""))
        if target is None or _tag(target) not in LABELABLE:
            yield f"The label {text(label)!r} is for {label.get('for')!r}, which is no control on the page."
    for fieldset in document.all("//fieldset"):
        if not len(fieldset) or _tag(fieldset[0]) != "legend" or not text(fieldset[0]):
            yield f"{_where(fieldset)} must begin with a legend."


def _names(document: Document) -> Iterator[str]:
    for image in document.all("//img[not(@alt)]"):
        yield f"The picture {image.get('src')!r} has no alt text (an empty one says: decoration)."
    for element in document.all("//a[@href] | //button | //summary | //*[@role='region'] | //dialog"):
        shown, said = text(element), element.get("aria-label") or ""
        pictures = "".join(image.get("alt", "") for image in element.iter("img"))
        if _tag(element) in ("a", "button", "summary") and not (shown or said or pictures):
            yield f"{_where(element)} has no name."
        if _tag(element) in ("a", "button") and said and shown and shown.casefold() not in said.casefold():
            yield f"{_where(element)} shows {shown!r} but is called {said!r}."
    for nav in document.all("//nav[not(@aria-label) and not(@aria-labelledby)]"):
        if len(document.all("//nav")) > 1:
            yield f"{_where(nav)}: with several nav elements each needs a name."


def _headings(document: Document) -> Iterator[str]:
    level = 0
    for heading in document.all("//h1 | //h2 | //h3 | //h4 | //h5 | //h6"):
        this = int(_tag(heading)[1])
        if not text(heading):
            yield f"{_where(heading)} is empty."
        if level and this > level + 1:
            yield f"The heading {text(heading)!r} (h{this}) follows an h{level}: a level is skipped."
        level = this


def _tables(document: Document) -> Iterator[str]:
    for table in document.all("//table"):
        caption = table.find("caption")
        name = text(caption) if caption is not None else ""
        if not name:
            yield f"{_where(table)} has no caption."
        if not table.findall(".//th"):
            yield f"The table {name!r} has no header cell."
        for cell in table.findall(".//th"):
            if cell.get("scope") not in ("col", "row", "colgroup", "rowgroup"):
                yield f"The table {name!r}: the header {text(cell)!r} has no scope."
        rows = table.findall("./tbody/tr")
        if any(row.find("th[@scope='row']") is None and row.find("td[@colspan]") is None for row in rows):
            yield f"The table {name!r} has a row without a row header."


def _forms(document: Document) -> Iterator[str]:
    for form in document.all("//form"):
        method = (form.get("method") or "").lower()
        if method not in ("get", "post"):
            yield f"{_where(form)} names no method (get or post)."
        if form.get("action") == "":
            yield f"{_where(form)} has an empty action; leave it out or name the address."
        tokens = form.findall(".//input[@name='csrfmiddlewaretoken']")
        if (method == "post") != bool(tokens):
            yield f"{_where(form)}: a form that posts carries a CSRF token, any other carries none."
        if not form.findall(".//button") and not form.findall(".//input[@type='submit']"):
            yield f"{_where(form)} has no button."


def _inline(document: Document) -> Iterator[str]:
    for element in document.all("//script[not(@src) or normalize-space(.)]"):
        yield f"A script stands in the page: {text(element)[:60]!r}."
    if document.all("//style"):
        yield "A style sheet stands in the page."
    for element in document.all("//*[@*]"):
        for name in map(str, element.attrib):
            if name == "style" or name.startswith(("on", "hx-on")):
                yield f"{_where(element)} carries an inline {name}."


def _addresses(document: Document) -> Iterator[str]:
    for element in document.all("//*"):
        address = element.get(FETCHED.get(_tag(element), ""), "") if _tag(element) in FETCHED else ""
        if urlsplit(address).hostname not in OWN_HOSTS | {None} or urlsplit(address).scheme in ("data", "javascript"):
            yield f"{_where(element)} fetches from elsewhere: {address}."
    for link in document.all("//a[@href]"):
        if urlsplit(link.get("href", "")).scheme not in ("", "http", "https", "mailto", "otpauth"):
            yield f"{_where(link)} is no link to a page."


def _keys(document: Document) -> Iterator[str]:
    for key, times in Counter(element.get("accesskey", "") for element in document.all("//*[@accesskey]")).items():
        if times > 1:
            yield f"The access key {key!r} is given {times} times."
    if len(document.all("//*[@autofocus]")) > 1:
        yield "More than one element wants the focus."
    for element in document.all("//*[@tabindex]"):
        if element.get("tabindex") not in ("0", "-1"):
            yield f"{_where(element)} changes the order of tabbing."


def _contents(document: Document) -> Iterator[str]:
    """Content models that a parser does not enforce."""
    for element in document.all("//*"):
        tag = _tag(element)
        if tag in VOID_OF_MEANING:
            yield f"{_where(element)} is obsolete."
        if tag in ALLOWED_CHILDREN:
            strays = [_tag(child) for child in element if _tag(child) and _tag(child) not in ALLOWED_CHILDREN[tag]]
            if strays:
                yield f"{_where(element)} may not hold {', '.join(sorted(set(strays)))}."
        if tag in PHRASING_ONLY:
            inside = sorted({_tag(child) for child in element.iterdescendants() if _tag(child) in BLOCKS})
            if inside:
                yield f"{_where(element)} holds words only, not {', '.join(inside)}."
        if tag in ("a", "button", "label") and any(_tag(above) in ("a", "button") for above in element.iterancestors()):
            yield f"{_where(element)} stands in a link or button."


def _attributes(document: Document) -> Iterator[str]:
    for element in document.all("//*[@*]"):
        allowed = ATTRIBUTES.get(_tag(element), frozenset()) | GLOBAL_ATTRIBUTES
        for name in map(str, element.attrib) if _tag(element) and not _tag(element).startswith(_SVG) else ():
            if name not in allowed and not name.startswith(("aria-", "data-", "hx-", "on", "{")):
                yield f"{_where(element)} has the attribute {name}, which it does not take."


_Rule = Callable[[Document], Iterator[str]]
_BOTH: tuple[_Rule, ...] = (
    _parse_errors,
    _ids,
    _labels,
    _names,
    _headings,
    _tables,
    _forms,
    _inline,
    _addresses,
    _keys,
    _contents,
    _attributes,
)


def faults(document: Document) -> list[str]:
    """Every rule that the page or fragment breaks, as sentences."""
    rules = (_fragment if document.is_fragment else _frame, *_BOTH)
    return [sentence for rule in rules for sentence in rule(document)]
