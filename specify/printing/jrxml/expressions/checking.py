"""What in an expression can never be worked out, whatever the values: classes and methods that are not listed.

In: the tree of an expression. Out: a word and a name for each.
"""

from collections.abc import Iterator

from specify.printing.jrxml.expressions.classes import CONSTANTS, WORDS_OF, is_called, is_made
from specify.printing.jrxml.expressions.methods import is_method
from specify.printing.jrxml.expressions.reading import walk
from specify.printing.jrxml.expressions.scriptlet import ASKING_THE_DATABASE
from specify.printing.jrxml.expressions.tree import Call, Cast, Expression, Named, New, Reference


def never(expression: Expression) -> Iterator[tuple[str, str]]:
    """What can never be worked out."""
    found: list[Expression] = []
    walk(expression, found.append)
    for one in found:
        match one:
            case New(name) if not is_made(name):
                yield "class", name
            case Named(name, owner) if owner and (owner, name) not in CONSTANTS and owner not in WORDS_OF:
                yield "class", f"{owner}.{name}"
            case Call(on, name):
                yield from _of_call(on, name)


def fields(expression: Expression) -> Iterator[str]:
    """The fields that an expression asks for."""
    return (name for kind, name in references(expression) if kind == "F")


def references(expression: Expression | None) -> Iterator[tuple[str, str]]:
    """Kind and name of what an expression asks for."""
    found: list[Expression] = []
    if expression is not None:
        walk(expression, found.append)
    return ((one.kind, one.name) for one in found if isinstance(one, Reference))


def _of_call(on: Expression, name: str) -> Iterator[tuple[str, str]]:
    owner = "Scriptlet" if is_scriptlet(on) else on.name if isinstance(on, Named) and not on.owner else None
    if owner == "Scriptlet" and name in ASKING_THE_DATABASE:
        yield "scriptlet", name
    elif owner is not None and not is_called(owner, name):
        yield "method", f"{owner}.{name}" if owner else name
    elif owner is None and not is_method(name):
        yield "method", name


def is_scriptlet(on: Expression) -> bool:
    """Whether a method is asked of the scriptlet."""
    is_ours = isinstance(on, Reference) and (on.kind, on.name) == ("P", "REPORT_SCRIPTLET")
    return is_ours or isinstance(on, Cast) and "criptlet" in on.kind
