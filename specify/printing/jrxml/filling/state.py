"""What is known at a moment of filling: the row, the row before, variables, parameters, what waits for its time.

In: a report, what it is filled with. Out: values of expressions, texts; what cannot be honoured is gathered with the
line, once, and the rest goes on.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from specify.printing.jrxml.declaring import NOTHING, Element, Problem, Report, Worked
from specify.printing.jrxml.expressions.evaluating import Values, evaluate, told
from specify.printing.jrxml.expressions.tree import BadExpression
from specify.printing.jrxml.filling.items import Later
from specify.printing.jrxml.filling.values import fields_of, value_of
from specify.printing.jrxml.filling.variables import Variables
from specify.printing.jrxml.naming import columns_of

Row = Mapping[str, Any]
_MOST_PROBLEMS = 200
_MOST_ITEMS = 3_000_000
_FOLDER = "_DIR"
"""How parameters end that say where files are kept: here these have no folder, and their names alone count."""
_ROW = ("DATASOURCE", "REPORT_DATA_SOURCE")
"""Parameters that stand for the row itself, for the scriptlet."""


@dataclass(frozen=True)
class Inner:
    """What a report within the report is filled with: its template, its rows.

    Of the rows those are taken whose columns are what the parameters say that `by` names: parameter to column.
    """

    report: Report
    rows: Sequence[Row]
    by: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def found(self) -> Mapping[tuple[str, ...], Sequence[Row]]:
        """The rows by what their columns say."""
        found: dict[tuple[str, ...], list[Row]] = {}
        for row in self.rows:
            found.setdefault(tuple(told(row.get(column)) for column in self.by.values()), []).append(row)
        return found


@dataclass(frozen=True)
class Supply:
    """What templates are filled with besides rows. `pictures` are names of those there are; None: any there may be.

    The first row stands at the place `start` of the first page, where the template has such places (`jrxml/sheet.py`).
    """

    parameters: Mapping[str, Any] = field(default_factory=dict)
    now: datetime = field(default_factory=datetime.now)
    pictures: frozenset[str] | None = None
    inner: Mapping[str, Inner] = field(default_factory=dict)
    start: int = 1


class TooMuch(Exception):
    """More pages, or more on them, than are printed at once."""


@dataclass
class Gathered:
    """What is to be told of a filling, that of reports within it, too."""

    problems: dict[Problem, None] = field(default_factory=dict)
    needs_query: dict[str, None] = field(default_factory=dict)
    items: int = 0
    # How many bands there are so far, where items are to say which they stand in.
    parts: int | None = None

    def take(self, number: int) -> None:
        """Count so many items; raises `TooMuch`."""
        self.items += number
        if self.items > _MOST_ITEMS:
            raise TooMuch

    def add(self, problem: Problem) -> None:
        """Note a problem, once."""
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems[problem] = None


@dataclass
class Waiting:
    """An element whose time is yet to come: where it will be, and how it is drawn from values.

    `seen` are variables that were reset since, for one that takes each at its own time.
    """

    place: Later
    draw: Callable[[Values], Sequence[Any]]
    values: Values
    seen: dict[str, Any] = field(default_factory=dict)


Level = tuple[str, str]
"""`Report`, `Page`, `Column`, `Band`, or `Group` with its name."""


class State:
    """The state of filling one report."""

    def __init__(self, report: Report, supply: Supply, gathered: Gathered) -> None:
        """Begin before the first row."""
        self.report, self.supply, self.gathered = report, supply, gathered
        self.row: dict[str, Any] = {}
        self.names: Mapping[str, str] = {}
        self.parameters: dict[str, Any] = {}
        self.variables = Variables(report, self.value, self.complain)
        self.current = self.old = Values({}, self.parameters, self.variables.now, supply.now)
        self.waiting: dict[Level, list[Waiting]] = {}
        self.watching: dict[Level, list[Waiting]] = {}
        self.printed: dict[int, Any] = {}
        self._take_parameters()

    def _take_parameters(self) -> None:
        for parameter in self.report.parameters:
            if parameter.name in self.supply.parameters:
                given = value_of(self.supply.parameters[parameter.name], parameter.kind)
            elif parameter.name in _ROW:
                given = self.row
            else:
                given = self.value(parameter.initial, self.current)
                given = "" if given is None and parameter.name.endswith(_FOLDER) else given
            self.parameters[parameter.name] = given

    def columns(self, row: Row) -> None:
        """Know which columns there are, from a row."""
        self.names = columns_of(self.report.fields, row)

    def next(self, row: Row) -> None:
        """Go on to a row; what was becomes old."""
        self.old = Values(self.current.fields, self.parameters, dict(self.variables.now), self.supply.now)
        fields = fields_of(row, self.names, self.report.fields)
        self.row.clear()
        self.row.update(fields)
        self.current = Values(fields, self.parameters, self.variables.now, self.supply.now)

    def estimated(self) -> Values:
        """The row with the variables as they will be when it is counted."""
        return replace(self.current, variables=self.variables.estimated(self.current))

    def set(self, name: str, value: Any) -> None:
        """A number of a page or column, which the row before sees, too."""
        self.variables.now[name] = value
        if isinstance(self.old.variables, dict):
            self.old.variables[name] = value

    def value(self, worked: Worked, values: Values) -> Any:
        """The value of an expression; None where it has none."""
        try:
            return evaluate(worked.tree, values)
        except BadExpression as bad:
            self.complain(worked, f"expression-{bad.word}", bad.name or worked.text)
            return None

    def holds(self, worked: Worked, values: Values) -> bool:
        """Whether a condition holds; one that cannot be worked out does not keep anything from being printed."""
        if worked is NOTHING or worked.tree is None:
            return True
        try:
            return evaluate(worked.tree, values) is True
        except BadExpression as bad:
            self.complain(worked, f"expression-{bad.word}", bad.name or worked.text)
            return True

    def complain(self, worked: Worked, word: str, name: str) -> None:
        """Note that an expression cannot be honoured."""
        self.gathered.add(Problem(worked.line, word, name[:200]))

    def problem(self, element: Element, word: str, name: str = "") -> None:
        """Note that an element cannot be honoured."""
        self.gathered.add(Problem(element.line, word, name[:200]))

    def wait(self, element: Element, one: Waiting) -> None:
        """Have an element drawn when its time comes."""
        if element.evaluated != "Auto":
            group = element.group if element.evaluated == "Group" else ""
            self.waiting.setdefault((element.evaluated, group), []).append(one)
            return
        self.waiting.setdefault(("Report", ""), []).append(one)
        for level in (("Page", ""), ("Column", ""), *(("Group", group.name) for group in self.report.groups)):
            self.watching.setdefault(level, []).append(one)

    def end(self, level: str, values: Values, group: str = "") -> None:
        """The time has come for what waited for the end of a page, column, group, band, or the report."""
        self.variables.keep(level, group)
        for one in self.watching.pop((level, group), ()):
            for name in self.variables.of_level(level, group):
                one.seen.setdefault(name, values.variables.get(name))
        for one in self.waiting.pop((level, group), ()):
            known = values
            if one.seen:
                known = Values(one.values.fields, self.parameters, {**values.variables, **one.seen}, values.now)
            one.place.items = one.draw(known)
