"""What is common to reading all parts of a template: attributes, children, expressions, what cannot be honoured.

In: elements of XML in any of the three formats. Out: texts, numbers, truth values, `Worked`s; problems are gathered.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from specify.printing.jrxml.declaring import NOTHING, Problem, Worked
from specify.printing.jrxml.expressions.reading import read
from specify.printing.jrxml.expressions.tree import BadExpression

Xml = Any
_FURTHEST = 100_000


@dataclass
class Source:
    """Gathers what cannot be honoured while a file is read."""

    problems: list[Problem] = field(default_factory=list)
    # Kind and name of the fields, parameters and variables that are texts.
    texts: frozenset[tuple[str, str]] = frozenset()

    def worked(self, parent: Xml, *names: str) -> Worked:
        """The expression in a child of one of the names; nothing without one or if it cannot be read."""
        found = child(parent, *names)
        text = "" if found is None else "".join(found.itertext()).strip()
        if found is None or not text:
            return NOTHING
        try:
            return Worked(text, read(text, self.texts), found.sourceline)
        except BadExpression as bad:
            self.problem(found, f"expression-{bad.word}", text)
            return Worked(text, None, found.sourceline)

    def problem(self, element: Xml, word: str, name: str = "") -> None:
        """Note what cannot be honoured."""
        self.problems.append(Problem(element.sourceline or 0, word, name[:200]))

    def number(self, element: Xml, name: str, otherwise: float = 0) -> float:
        """A measure or number in an attribute."""
        text = (element.get(name) or "").strip()
        if not text:
            return otherwise
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not -_FURTHEST <= value <= _FURTHEST:
            self.problem(element, "number", f"{name}={text}")
            return otherwise
        return value

    def size(
        self, element: Xml, name: str, otherwise: float = 0, *, least: float = 0, most: float = _FURTHEST
    ) -> float:
        """A measure that nothing can be below or above of."""
        value = self.number(element, name, otherwise)
        if least <= value <= most:
            return value
        self.problem(element, "number", f"{name}={element.get(name)}")
        return otherwise


def tag(element: Xml) -> str:
    """The name of an element without its namespace."""
    return str(etree.QName(element).localname)


def children(element: Xml, *names: str) -> Iterator[Xml]:
    """The children of those names, all if none is given."""
    return (one for one in element if not names or tag(one) in names)


def child(element: Xml, *names: str) -> Xml | None:
    """The first child of one of the names."""
    return next(children(element, *names), None)


def said(element: Xml, *names: str, otherwise: str = "") -> str:
    """An attribute by one of its names, which differ between the formats."""
    return next((value.strip() for name in names if (value := element.get(name)) is not None), otherwise)


def flag(element: Xml, name: str, *, otherwise: bool = False) -> bool:
    """A truth value: `blankWhenNull`, which older files call `isBlankWhenNull`."""
    text = said(element, name, f"is{name[0].upper()}{name[1:]}").lower()
    return text == "true" if text in ("true", "false") else otherwise
