"""What a template needs from outside: fields, what a person is asked, pictures, reports within it.

In: a report. Out: what can be told of it without rows. Kept of Specify 7: asked is what says so itself. A picture or a
report within is found by the last piece of text in its expression, which is a file name behind a folder, or by the
field whose value it is.
"""

from collections.abc import Iterator
from typing import Any

from specify.printing.jrxml.declaring import Report, Subreport, Worked
from specify.printing.jrxml.expressions.checking import fields
from specify.printing.jrxml.expressions.evaluating import Values, evaluate
from specify.printing.jrxml.expressions.reading import walk
from specify.printing.jrxml.expressions.tree import BadExpression, Cast, Expression, Literal, Reference
from specify.printing.jrxml.filling.texts import text_of
from specify.printing.jrxml.naming import file_name, file_stem


def needed(report: Report) -> dict[str, Any]:
    """What the template needs."""
    pictures = [element.says for element in report.elements() if element.kind == "image"]
    within = [element.subreport for element in report.elements() if element.subreport is not None]
    return {
        "used": sorted({name for worked in report.expressions() for name in _fields(worked)}),
        "asked": [_asked(one.name, one.kind, one.described, one.initial) for one in report.parameters if one.is_asked],
        "pictures": sorted({file_name(text) for worked in pictures for text in _texts(worked)} - {""}),
        "picture_fields": sorted({name for worked in pictures for name in _fields(worked)}),
        "within": {name: _given(one) for one in within if (name := _stem(one))},
    }


def _fields(worked: Worked) -> Iterator[str]:
    return fields(worked.tree) if worked.tree is not None else iter(())


def _texts(worked: Worked) -> list[str]:
    """The texts in an expression, in their order."""
    found: list[Expression] = []
    if worked.tree is not None:
        walk(worked.tree, found.append)
    return [one.value for one in found if isinstance(one, Literal) and isinstance(one.value, str)]


def _stem(one: Subreport) -> str:
    return file_stem((_texts(one.which) or [""])[-1])


def _given(one: Subreport) -> dict[str, str]:
    """The parameters that a report within is given, each with the field whose value it is, if it is one."""
    return {name: _field(worked.tree) for name, worked in one.parameters.items()}


def _field(tree: Expression | None) -> str:
    while isinstance(tree, Cast):
        tree = tree.of
    return tree.name if isinstance(tree, Reference) and tree.kind == "F" else ""


def _asked(name: str, kind: str, described: str, initial: Worked) -> dict[str, str]:
    """A parameter that a person is asked for, with what is taken otherwise."""
    try:
        value = evaluate(initial.tree, Values())
        text = text_of(value, "", is_blank_when_null=True)
    except BadExpression:
        text = ""
    return {"name": name, "kind": kind.rpartition(".")[2], "described": described, "initial": text}
