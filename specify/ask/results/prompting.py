"""Asking a query again with other values: the lines that are marked to be asked for whenever the query is run.

In: a query, what a form sent. Out: fields for a form; the query with these values. Kept of Specify 6: which lines are
asked for is stored with the query. The values that are stored stand in the fields until others are sent.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.http import QueryDict

from specify.query.asked import WITHOUT_VALUE, Group, Line, Operator, Query
from specify.query.labels import heading
from specify.security.entering import Visit

_NAME = "v"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A field of the form: its name, its label, what stands in it."""

    name: str
    label: str
    value: str


def prompts_of(visit: Visit, query: Query) -> tuple[Prompt, ...]:
    """The fields of the form, in the order of the lines."""
    return tuple(
        Prompt(f"{_NAME}{line.number}", heading(line, visit.captions), line.value) for line in _prompting(query)
    )


def asked_again(query: Query, sent: QueryDict) -> Query | None:
    """The query with the values that were sent; None if none was."""
    values = {
        line.number: sent.get(f"{_NAME}{line.number}", "")
        for line in _prompting(query)
        if f"{_NAME}{line.number}" in sent
    }
    if not values:
        return None
    lines = tuple(_line(line, values) for line in query.lines)
    return replace(query, lines=lines, groups=tuple(_group(group, values) for group in query.groups))


def _prompting(query: Query) -> Iterator[Line]:
    groups = (line for group in query.groups for line in group.lines())
    for line in (*query.lines, *groups):
        if line.is_prompt and line.operator is not Operator.ANY and line.operator not in WITHOUT_VALUE:
            yield line


def _line(line: Line, values: dict[int, str]) -> Line:
    return replace(line, value=values[line.number]) if line.is_prompt and line.number in values else line


def _group(group: Group, values: dict[int, str]) -> Group:
    parts = (_group(part, values) if isinstance(part, Group) else _line(part, values) for part in group.parts)
    return replace(group, parts=tuple(parts))
