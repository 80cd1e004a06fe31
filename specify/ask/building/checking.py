"""Whether a query can be run, and if not, what stands in the way.

In: a visit, a query. Out: problems, each with the number of the line that it is about, 0 for the query itself. Nothing
is run: the statement is made, which is how the rest of the program finds out, too. A line that cannot be asked is left
out and the others are looked at again, so that all are told at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from specify.ask.building.editing import all_lines, groups_of
from specify.ask.wording import Kind, full_words, kind_of
from specify.query import dates
from specify.query.asked import Group, Line, Operator, Query
from specify.query.asking import Asking
from specify.query.compiling import statement
from specify.query.operands import several
from specify.query.refusing import BadQuery
from specify.query.running import asked_by
from specify.security.entering import Visit
from specify.web.refusals import Refusal

_MOST_TOLD = 20
_OF_DAYS = frozenset((Operator.EQUAL, Operator.GREATER, Operator.LESS, Operator.GREATER_OR_EQUAL))
_OF_DAYS |= {Operator.LESS_OR_EQUAL, Operator.BETWEEN, Operator.IN}


@dataclass(frozen=True, slots=True)
class Problem:
    """What stands in the way, and the number of its line; 0: the query as a whole."""

    line: int
    sentence: str


def problems_of(visit: Visit, query: Query) -> list[Problem]:
    """All that stands in the way of running a query; few statements, for settings."""
    try:
        asking = asked_by(visit, query)
    except Refusal as refused:
        return [Problem(0, _words(refused))]
    problems = [problem for line in all_lines(query) if (problem := _undated(visit, line, asking.now))]
    problems += _astray(visit, query)
    for problem in problems:
        query = _without(query, problem.line)
    return [*problems, *_unasked(visit, query, asking)][:_MOST_TOLD]


def located(visit: Visit, query: Query, bad: BadQuery) -> BadQuery:
    """What is wrong with a query, with the field of the line that it is about."""
    line = next((one for one in all_lines(query) if one.number == bad.line), None)
    return BadQuery(_of_line(visit, line, bad.sentence), bad.remedy, bad.line)


def _unasked(visit: Visit, query: Query, asking: Asking) -> Iterator[Problem]:
    for _time in range(_MOST_TOLD):
        try:
            statement(query, asking)
        except BadQuery as bad:
            line = next((one for one in all_lines(query) if one.number == bad.line), None)
            yield Problem(bad.line if line else 0, _of_line(visit, line, _words(bad)))
            if line is None:
                return
            query = _without(query, bad.line)
        except Refusal as refused:
            yield Problem(0, _words(refused))
            return
        else:
            return


def _undated(visit: Visit, line: Line, now: datetime) -> Problem | None:
    """What is wrong with the dates of a line: a database would take any text for one."""
    if kind_of(line.spec) is not Kind.DATE or line.operator not in _OF_DAYS or not line.value:
        return None
    values = several(line.value) if line.operator in (Operator.BETWEEN, Operator.IN) else [line.value]
    wrong = next((value for value in values if dates.day(value, now) is None), None)
    if wrong is None:
        return None
    sentence = _("“%(text)s” is no full date: write it as 2026-11-21, or as today - 2 weeks.") % {"text": wrong[:100]}
    return Problem(line.number, _of_line(visit, line, f"{sentence} " + _("For a year alone, ask for the year.")))


def _astray(visit: Visit, query: Query) -> Iterator[Problem]:
    """Lines in a group of records that are about others."""
    sentence = _("It is no field of the records of its group. Take it out, and ask for it beside the group.")
    for group, rows in groups_of(query.groups):
        for line in group.parts:
            if isinstance(line, Line) and line.spec.path[: len(rows)] != rows:
                yield Problem(line.number, _of_line(visit, line, sentence))


def _of_line(visit: Visit, line: Line | None, sentence: str) -> str:
    if line is None:
        return sentence
    field = full_words(visit.captions, line.spec)
    return _("%(record)s: %(sentence)s") % {"record": field, "sentence": sentence}


def _without(query: Query, number: int) -> Query:
    return replace(
        query,
        lines=tuple(line for line in query.lines if line.number != number),
        groups=tuple(_group_without(group, number) for group in query.groups),
    )


def _group_without(group: Group, number: int) -> Group:
    parts = (
        _group_without(part, number) if isinstance(part, Group) else part
        for part in group.parts
        if isinstance(part, Group) or part.number != number
    )
    return replace(group, parts=tuple(parts))


def _words(refused: Refusal) -> str:
    return f"{refused.sentence} {refused.remedy}".strip()
