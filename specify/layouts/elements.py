"""One XML element of a view set, read in the language's own way: attributes, options, spans, and what is unknown in it.

In: lxml elements. Out: plain values, and `Problem`s collected in a `Notebook`. Kept from Specify 7: attribute names
in any case, values trimmed and blank ones absent, `true` and `yes` are true, `initialize` split at `;` with `%3B` for
a semicolon in a value, column spans halved upwards because every second column of the file is a gap. On purpose
otherwise: numbers beyond what can be laid out are reported, and the largest that can is used; what stands inside an
element that we do not know is read as if it stood outside, so that no field is lost with it.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from math import ceil

from lxml import etree

from specify.layouts.numbers import MOST, is_excessive, number_of
from specify.layouts.tree import Problem, Stranger

MOST_PROBLEMS = 2000
_TABLE_FOR_CLASS = {"objectattachmentiface": "attachment"}
_NUMBER = re.compile(r"\d+")
_KEEP_SPACES = frozenset({"default", "initialize"})
_KNOWN_CHILDREN = {
    "viewset": {"views", "viewdefs"},
    "views": {"view"},
    "view": {"desc", "altviews"},
    "altviews": {"altview"},
    "viewdefs": {"viewdef"},
    "viewdef": {"desc", "definition", "enableRules", "columnDef", "rowDef", "rows"},
    "rows": {"row", "columnDef", "rowDef"},
    "row": {"cell"},
    "cell": {"rows", "validation", "columnDef", "rowDef"},
    "enableRules": {"rule"},
}
_UNREAD = {"gettable", "settable", "useresourcelabels", "resourcelabels"}
_MISSPELT = {"resourcelables", "resourelabels", "resourecelabels"}
_KNOWN_ATTRIBUTES = {
    "viewset": {"name", "i18nresname"},
    "views": set(),
    "view": {
        "name",
        "class",
        "objtitle",
        "busrules",
        "usedefbusrule",
        "isinternal",
        "isexternal",
        *_UNREAD,
        *_MISSPELT,
    },
    "altviews": {"mode", "defaultmode", "selector"},
    "altview": {"name", "viewdef", "mode", "default", "validated", "title", "label", "selector_value"},
    "viewdefs": set(),
    "viewdef": {"name", "class", "type", "editabledlg", "coldef", *_UNREAD, *_MISSPELT},
    "columnDef": {"os"},
    "rowDef": {"auto", "cell", "sep"},
    "enableRules": set(),
    "rule": {"id"},
    "rows": {"condition", "coldef"},
    "row": set(),
}


@dataclass(slots=True)
class Notebook:
    """Collects problems and unknown elements while one file is read; `view` names the view or layout being read."""

    file: str
    view: str = ""
    problems: list[Problem] = field(default_factory=list)
    strangers: list[Stranger] = field(default_factory=list)

    def add(self, line: int, reason: str, cell: str = "") -> None:
        """Note a problem at `line` of the file; after very many only that there are more."""
        if len(self.problems) == MOST_PROBLEMS:
            reason = f"there are more than {MOST_PROBLEMS:,} problems in the file; the others are not told"
        if len(self.problems) <= MOST_PROBLEMS:
            self.problems.append(Problem(self.file, line, self.view, cell, reason))


def attributes_of(element: "etree._Element") -> dict[str, str]:
    """The element's attributes by lower-case name, blank ones left out, trimmed unless spaces may matter in them."""
    found = {}
    for raw_name, raw in element.attrib.items():
        name, value = str(raw_name).lower(), str(raw)
        if name not in _KEEP_SPACES:
            value = value.strip()
        if value:
            found[name] = value
    return found


def is_true(text: str | None) -> bool:
    """Whether a boolean attribute says yes."""
    return (text or "").strip().lower() in ("true", "yes")


def options_of(text: str) -> dict[str, str]:
    """The pairs of an `initialize` attribute; later duplicates win, a key without `=` has the value ""."""
    options = {}
    for piece in text.split(";"):
        key, _, value = piece.partition("=")
        if key.strip():
            options[key.strip().lower()] = value.strip().replace("%3B", ";")
    return options


def span_of(text: str | None) -> int | None:
    """A `colspan` in content columns; 1 when absent, None when it is no positive number."""
    number = 1 if text is None else number_of(text)
    return ceil(number / 2) if number else None


def children(element: "etree._Element", *names: str) -> "Iterator[etree._Element]":
    """The element's children of those names, those within unknown elements too; stray text is passed over."""
    return _outside(element, _KNOWN_CHILDREN.get(str(element.tag), frozenset(names)), names)


def _outside(element: "etree._Element", known: Collection[str], names: Collection[str]) -> "Iterator[etree._Element]":
    for child in element:
        if child.tag in names:
            yield child
        elif isinstance(child.tag, str) and child.tag not in known:
            yield from _outside(child, known, names)


def line_of(element: "etree._Element") -> int:
    """The line the element starts on; 0 when the parser does not say."""
    return int(element.sourceline or 0)


def table_key(java_class: str) -> str:
    """The lower-case last word of a class name such as `edu.ku.brc.specify.datamodel.Agent`; it may be no table."""
    last = java_class.rpartition(".")[2].lower()
    return _TABLE_FOR_CLASS.get(last, last)


def report_unknown(element: "etree._Element", notes: Notebook, cell: str = "") -> None:
    """Report attributes and child elements that are no part of the language as we know it."""
    known = _KNOWN_ATTRIBUTES.get(str(element.tag))
    if known is not None:
        for name in sorted(attributes_of(element).keys() - known):
            notes.add(line_of(element), f"the attribute {name} of <{element.tag!s}> is not known and not used", cell)
    _report_children(element, notes, cell)


def column_texts(element: "etree._Element", notes: Notebook) -> dict[str, str]:
    """The column sizes of an element by operating system ("": any); its `colDef` attribute comes last, as "colDef"."""
    texts: dict[str, str] = {}
    for row_def in children(element, "rowDef"):
        report_unknown(row_def, notes)
    for column_def in children(element, "columnDef"):
        report_unknown(column_def, notes)
        texts.setdefault(attributes_of(column_def).get("os", "").lower(), (column_def.text or "").strip())
    attribute = attributes_of(element).get("coldef")
    if attribute:
        texts["colDef"] = attribute
    if any(_is_too_much(text) for text in texts.values()):
        notes.add(line_of(element), f"a column size or the number of columns is more than {MOST}, which is used")
    return texts


def _is_too_much(sizes: str) -> bool:
    return sizes.count(",") >= 2 * MOST or any(is_excessive(number) for number in _NUMBER.findall(sizes))


def _report_children(element: "etree._Element", notes: Notebook, cell: str = "") -> None:
    """Report child elements that are no part of the language as we know it."""
    known = _KNOWN_CHILDREN.get(str(element.tag))
    for child in element:
        if known is not None and isinstance(child.tag, str) and child.tag not in known:
            end = "; what is in it is read as if it stood outside" if len(child) else " and not used"
            notes.add(line_of(child), f"<{child.tag}> is not known here{end}", cell)
            if len(notes.strangers) < MOST_PROBLEMS:
                text = (child.text or "").strip()
                notes.strangers.append(Stranger(child.tag, line_of(child), text, attributes_of(child)))
