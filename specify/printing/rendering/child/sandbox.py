"""Evaluates templates without trusting them.

In: the source of a template, and what it is filled with. Out: HTML, or a `Problem` with the line. The sandbox is
Jinja2's, in which nothing can be changed and nothing private be reached, with fewer filters and functions (those of
`words.py`), and with limits to what is repeated or put together. Text is escaped unless it is markup of our own.
"""

import traceback
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, Undefined, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from specify.printing.rendering import limits
from specify.printing.rendering.child.confining import OutOfTime
from specify.printing.rendering.child.fields import Fields
from specify.printing.rendering.child.problem import Problem
from specify.printing.rendering.child.syntax import problem_of
from specify.printing.rendering.child.words import CONDITIONS, FILTERS, FUNCTIONS, KEPT

_NAMED = "<template>"
_FAILED = (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError, NameError, OSError)


class _Unknown(StrictUndefined):
    """A name that nothing has; the error is the name."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        return str(self._undefined_name)


class _Sandbox(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset(("*", "**", "%"))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Do not let a text or a number grow out of all bounds."""
        if operator == "**" and not (abs(left) <= limits.TEXT_LETTERS and abs(right) <= len("ten pieces")):
            raise Problem("large")
        if operator == "%" and isinstance(left, str):
            raise SecurityError("%")
        for one, times in ((left, right), (right, left)):
            if operator == "*" and isinstance(one, str | list | tuple) and len(one) * times > limits.TEXT_LETTERS:
                raise Problem("large")
        return super().call_binop(context, operator, left, right)


def environment() -> ImmutableSandboxedEnvironment:
    """The sandbox with what templates may use, and nothing else."""
    made = _Sandbox(undefined=_Unknown, autoescape=True, trim_blocks=True, lstrip_blocks=True, finalize=_plain)
    made.globals = dict(FUNCTIONS)
    made.filters = {name: made.filters[name] for name in KEPT} | dict(FILTERS)
    made.tests = {name: made.tests[name] for name in CONDITIONS}
    return made


def _plain(value: Any) -> Any:
    if callable(value) and not isinstance(value, Markup | Fields | Undefined):
        raise Problem("call", name=getattr(value, "name", None) or getattr(value, "__name__", ""))
    return "" if value is None else value


def compiled(sandbox: ImmutableSandboxedEnvironment, source: str) -> Template:
    """The template, ready to be filled."""
    try:
        return sandbox.from_string(source)
    except TemplateSyntaxError as error:
        raise problem_of(error, source, sandbox) from error
    except SyntaxError as error:  # Python's own, for what Jinja2 made of it: there it has blocks in blocks
        raise Problem("deep") from error
    except ValueError as error:
        raise Problem("syntax", reason=str(error)) from error
    except (RecursionError, MemoryError) as error:
        raise Problem("large") from error


def filled(template: Template, context: Mapping[str, Any], most: int = limits.LABEL_LETTERS) -> str:
    """The template filled, as HTML of at most so many letters."""
    try:
        # Half a letter, which a text between quotation marks can have, cannot be set.
        return "".join(_within(template.generate(dict(context)), most)).encode(errors="replace").decode()
    except Problem as problem:
        raise Problem(problem.word, problem.line or _line(problem), **problem.told) from problem
    except UndefinedError as error:
        raise _unknown(error, context) from error
    except SecurityError as error:
        raise Problem("unsafe", _line(error)) from error
    except OutOfTime as error:
        raise Problem("endless", _line(error)) from error
    except (MemoryError, RecursionError, OverflowError) as error:
        raise Problem("large", _line(error)) from error
    except _FAILED as error:
        raise Problem("failed", _line(error), reason=str(error)[:200] or type(error).__name__) from error


def _within(pieces: Iterator[str], most: int) -> Iterator[str]:
    letters = 0
    for piece in pieces:
        letters += len(piece)
        if letters > most:
            raise Problem("large")
        yield piece


def _unknown(error: UndefinedError, context: Mapping[str, Any]) -> Problem:
    name = str(error)
    there = {key for value in context.values() if isinstance(value, Fields) for key in value} | set(context)
    near = get_close_matches(name.lower(), sorted(there), n=3, cutoff=0.6)
    return Problem("unknown", _line(error), name=name[:100], near=near)


def _line(error: BaseException) -> int:
    """The line of the template in which it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno or 0 for frame in reversed(frames) if frame.filename == _NAMED), 0)
