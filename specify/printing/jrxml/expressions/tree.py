"""What an expression says, as a tree.

In: nothing. Out: the kinds of nodes. Names of classes are without their packages.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Literal:
    """A text, a number, a truth value or nothing."""

    value: Any


@dataclass(frozen=True, slots=True)
class Reference:
    """A field (`F`), parameter (`P`), variable (`V`) or text of a language (`R`) by its name.

    What is declared as one `is_text`, also where it is nothing.
    """

    kind: str
    name: str
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Unary:
    """`!`, `-` or `+` before an expression."""

    sign: str
    of: "Expression"


@dataclass(frozen=True, slots=True)
class Binary:
    """Two expressions with a sign between them."""

    sign: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of two expressions, by a test."""

    test: "Expression"
    then: "Expression"
    otherwise: "Expression"


@dataclass(frozen=True, slots=True)
class Cast:
    """An expression that is said to be of a class."""

    kind: str
    of: "Expression"


@dataclass(frozen=True, slots=True)
class Named:
    """A class, or a constant of one: `Boolean.TRUE` has the owner `Boolean`."""

    name: str
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """A method of what an expression gives, or of a class."""

    on: "Expression"
    name: str
    arguments: tuple["Expression", ...] = ()


@dataclass(frozen=True, slots=True)
class New:
    """A new object of a class."""

    name: str
    arguments: tuple["Expression", ...] = ()


@dataclass(frozen=True, slots=True)
class Index:
    """One of a row of values."""

    of: "Expression"
    place: "Expression"


Expression = Literal | Reference | Unary | Binary | Choice | Cast | Named | Call | New | Index


class BadExpression(Exception):
    """An expression that cannot be read or worked out: a word for why, and what it names; `at` is its place, from 1."""

    def __init__(self, word: str, name: str = "", at: int = 0) -> None:
        """Keep what is told."""
        super().__init__(f"{word} {name}".strip())
        self.word, self.name, self.at = word, name, at


class Nothing(Exception):
    """Something was asked of nothing: JasperReports prints nothing then."""
