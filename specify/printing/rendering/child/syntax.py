"""Says where a template cannot be read, in the words of whoever writes it.

In: what Jinja2 complains of, the source. Out: a `Problem`: of what is begun and never ended, the line where it begins,
and not the end of the template, where the parser notices it.
"""

from jinja2 import Environment, TemplateSyntaxError

from specify.printing.rendering.child.problem import Problem

_ENDED = frozenset("for if macro call filter with block autoescape".split())
_BEGIN, _NAME = "block_begin", "name"


def problem_of(error: TemplateSyntaxError, source: str, environment: Environment) -> Problem:
    """What is wrong with it."""
    try:
        open_marks = _open(environment, source)
    except TemplateSyntaxError:  # it cannot even be taken apart
        open_marks = []
    if open_marks and error.message and "nexpected end of template" in error.message:
        line, name = open_marks[-1]
        return Problem("block open", line, name=name)
    return Problem("syntax", error.lineno, reason=error.message or "")


def _open(environment: Environment, source: str) -> list[tuple[int, str]]:
    """The marks that are begun and not ended, with their lines."""
    found: list[tuple[int, str]] = []
    is_first = False
    for line, kind, value in environment.lex(source):
        if kind == _NAME and is_first:
            if value in _ENDED:
                found.append((line, value))
            elif value.startswith("end") and found and found[-1][1] == value.removeprefix("end"):
                found.pop()
        if kind != "whitespace":
            is_first = kind == _BEGIN
    return found
