"""Tries a template: reads it, looks at its expressions, fills it with rows that are made up.

In: a report. Out: how many elements and expressions it has, what of them cannot be honoured, the fields that a stored
query has to supply because they are not named as Specify names them, its reports within, the sheet that its labels
stand on (`jrxml/sheet.py`), and what `needing.py` tells.
Nothing is painted.
"""

from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from typing import Any

from specify.printing.jrxml import inventing
from specify.printing.jrxml.declaring import Problem, Report
from specify.printing.jrxml.expressions.checking import never
from specify.printing.jrxml.filling.filled import filled
from specify.printing.jrxml.filling.state import Supply
from specify.printing.jrxml.naming import parsed
from specify.printing.jrxml.sheet import moving, sheet_of_report
from specify.printing.rendering.child.jrxml.needing import needed

_NUMBERS = (0, 1, 200)
_BY_VALUE = frozenset(f"expression-{word}" for word in ("failed", "place", "date", "number", "truth", "regular"))
"""What went wrong with values that were made up need not with real ones."""
_LEFT_OUT = ("element", "component")
_ALWAYS_THERE = ("id", "resultsetsize")
"""What every row has, whatever the query."""


def checked(report: Report) -> dict[str, Any]:
    """What is told of a template."""
    problems = {*report.problems, *_never(report)}
    lines = {problem.line for problem in problems}
    subreports: dict[str, None] = {}
    for number in _NUMBERS:
        found = filled(report, inventing.rows(report, number), Supply(inventing.parameters(report)))
        problems |= {one for one in found.problems if one.word not in _BY_VALUE and one.line not in lines}
        subreports |= dict.fromkeys(found.needs_query)
    needs = needed(report)
    sheet = sheet_of_report(report)
    of_sheet = sheet if isinstance(sheet, Problem) else moving(report) if sheet.number > 1 else None
    left_out = sum(problem.word in _LEFT_OUT for problem in report.problems)
    return {
        "elements": sum(1 for _element in report.elements()) + left_out,
        "expressions": sum(1 for worked in report.expressions() if worked.text),
        "problems": [_told(problem) for problem in sorted(problems, key=lambda one: (one.line, one.word, one.name))],
        "fields": [one for one in needs["used"] if parsed(one) is None and one.lower() not in _ALWAYS_THERE],
        "subreports": list(subreports),
        "sheet": None if isinstance(sheet, Problem) else asdict(sheet),
        "of_sheet": _told(of_sheet) if of_sheet else None,
        **needs,
    }


def _told(problem: Problem) -> tuple[int, str, str]:
    return problem.line, problem.word, problem.name


def _never(report: Report) -> Iterator[Problem]:
    for worked in report.expressions():
        for word, name in islice(never(worked.tree), 1) if worked.tree is not None else ():
            yield Problem(worked.line, f"expression-{word}", name)
