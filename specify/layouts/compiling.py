"""Compiles the form of a table: from the view sets to a `Form`, whatever is wrong with them.

In: a `Library`, a table, the wanted shape, mode and view. Out: a `Form` with all `Problem`s met on the way to it. On
purpose otherwise than Specify 7, which fails on a layout it cannot use: the next one is taken, also after one of
which nothing could be shown, and in the end the automatic form, so that a person always sees one.
"""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import replace

from specify.datamodel.declaring import Table
from specify.layouts.automatic import automatic_form
from specify.layouts.choosing import Mode, Shape
from specify.layouts.completing import completed
from specify.layouts.finding import VIEWS_WITHOUT_LAYOUT, Found, Library, candidates, problems_until
from specify.layouts.form import Form, SubForm
from specify.layouts.resolve import Surroundings, resolve
from specify.layouts.tree import Problem, View

log = logging.getLogger(__name__)

# What a layout may provoke: panels in panels without end, and what reading has let through of numbers and names.
_UNUSABLE = (RecursionError, OverflowError, ValueError, LookupError)

Wanted = tuple[Shape, Mode, str]
"""Shape, mode, and the name of a view ("": the table's own)."""


def compile_form(library: Library, table: Table, wanted: Wanted, around: Surroundings) -> Form:
    """The form for records of `table`: of the first layout that can be used, else the automatic one."""
    shape, mode, view = wanted
    problems: list[Problem] = []
    for found in candidates(library, table, shape, mode, view=view):
        made = _resolved(found, table, around, problems)
        if made is not None and shows_anything(made):
            whole = completed(made, around.tables, around.captions)
            return replace(whole, problems=(*problems_until(library, table, view, made.origin), *problems))
        if made is not None:
            problems.append(_problem(found, "nothing of the layout can be shown; the next one is used"))
    made = automatic_form(table, around.tables, around.captions, shape=shape, mode=mode)
    return replace(made, problems=(*problems_until(library, table, view, None), *problems))


def shows_anything(form: Form) -> bool:
    """Whether there is a value or a sub-form in it that we know."""
    return any(isinstance(item, SubForm) or not (item.unknown or item.invisible) for item in form.pairs())


def replaced(library: Library, where: str, view: View, forms: Mapping[tuple[Shape, Mode], Form]) -> Iterator[Problem]:
    """That a view of the view set kept at `where` is not shown itself in some shapes and modes; what is, instead."""
    ways: dict[str, list[str]] = {}
    for (shape, mode), form in forms.items():
        if other := _instead(library, where, view, form):
            ways.setdefault(other, []).append(f"{shape} {mode}")
    for other, told in ways.items():
        reason = f"none of its layouts can be used ({', '.join(told)}); {other} is shown instead"
        yield Problem(where, view.line, view.name, "", reason)


def _instead(library: Library, where: str, view: View, form: Form) -> str:
    """What is shown instead of the view itself; "" if it is the view, or another on purpose."""
    origin = form.origin
    takes_form_elsewhere = form.shape == "form" and library.is_grid_view(view.name)
    is_own = (origin.view_set, origin.view) == (where, view.name)
    if is_own or view.name in VIEWS_WITHOUT_LAYOUT or (takes_form_elsewhere and origin.view):
        return ""
    return f"the view {origin.view} of {origin.view_set}" if origin.view else "the automatic form"


def _resolved(found: Found, table: Table, around: Surroundings, problems: list[Problem]) -> Form | None:
    """The form that a layout gives, None if it cannot be used; its problems join `problems`."""
    try:
        made = resolve(found.choice, table, found.origin, around)
    except _UNUSABLE as error:
        problem = _problem(found, f"the layout cannot be used ({type(error).__name__}); the next one is used")
        log.warning("layout failed", exc_info=True, extra={"data": {"layout": problem.sentence}})
        problems.append(problem)
        return None
    problems.extend(made.problems)
    return made


def _problem(found: Found, reason: str) -> Problem:
    return Problem(found.origin.view_set, found.choice.body.line, found.origin.view, "", reason)
