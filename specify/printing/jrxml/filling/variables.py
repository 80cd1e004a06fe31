"""What a template works out over its rows: sums, counts, averages, the numbers of pages and rows.

In: the variables declared, `Values` for each row, what evaluates and what complains. Out: `Variables`, whose `now` is
what references see. Kept of JasperReports: a sum of nothing is nothing, an initial value is what is seen before the
first row, an average of whole numbers is one; what is worked out is seen from the row's own band on. `PAGE_COUNT` is
the number of rows on the page.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from math import sqrt
from typing import Any

from specify.printing.jrxml.declaring import NOTHING, Report, Variable, Worked
from specify.printing.jrxml.expressions.evaluating import Values

Evaluate = Callable[[Worked, Values], Any]
_WHOLE = ("Integer", "Long", "Short", "Byte", "BigInteger")
_COUNTS = {"REPORT_COUNT": "Report", "PAGE_COUNT": "Page", "COLUMN_COUNT": "Column"}


@dataclass(frozen=True, slots=True)
class Tally:
    """What is known of the values so far."""

    number: int = 0
    total: Any = 0
    squares: Any = 0
    first: Any = None
    least: Any = None
    most: Any = None
    different: dict[Any, int] = field(default_factory=dict)
    # Those in it that count are the first so many: tallies that grow from each other share it.

    def with_one(self, value: Any, calculation: str) -> "Tally":
        """The same with one value more."""
        if value is None:
            return self
        if calculation == "DistinctCount":
            return self._with_different(value)
        if calculation in ("Count", "First"):
            return replace(self, number=self.number + 1, first=value if not self.number else self.first)
        if calculation in ("Lowest", "Highest"):
            least = value if self.least is None or value < self.least else self.least
            most = value if self.most is None or value > self.most else self.most
            return replace(self, least=least, most=most)
        value = Decimal(str(value)) if isinstance(self.total, Decimal) else value
        total = Decimal(str(self.total)) if isinstance(value, Decimal) else self.total
        squares = self.squares if calculation in ("Sum", "Average") else self.squares + float(value) ** 2
        return replace(self, number=self.number + 1, total=total + value, squares=squares)

    def _with_different(self, value: Any) -> "Tally":
        known = self.different
        if known.get(value, self.number) < self.number:
            return self
        if len(known) > self.number:  # others went on from here
            known = {one: at for one, at in known.items() if at < self.number}
        known[value] = self.number
        return replace(self, number=self.number + 1, different=known)


def _average(tally: Tally, is_whole: bool) -> Any:
    if not tally.number:
        return None
    return int(tally.total / tally.number) if is_whole else tally.total / tally.number


def _variance(tally: Tally, _is_whole: bool) -> Any:
    if not tally.number:
        return None
    return max(0.0, tally.squares / tally.number - (float(tally.total) / tally.number) ** 2)


def _deviation(tally: Tally, is_whole: bool) -> Any:
    variance = _variance(tally, is_whole)
    return None if variance is None else sqrt(variance)


_TOLD: Mapping[str, Callable[[Tally, bool], Any]] = {
    "Count": lambda tally, _is_whole: tally.number,
    "DistinctCount": lambda tally, _is_whole: tally.number,
    "Sum": lambda tally, _is_whole: tally.total if tally.number else None,
    "Average": _average,
    "Variance": _variance,
    "StandardDeviation": _deviation,
    "Lowest": lambda tally, _is_whole: tally.least,
    "Highest": lambda tally, _is_whole: tally.most,
    "First": lambda tally, _is_whole: tally.first,
}
CALCULATIONS = frozenset((*_TOLD, "Nothing", "System"))


@dataclass
class Variables:
    """The variables of one filling."""

    report: Report
    evaluate: Evaluate
    complain: Callable[[Worked, str, str], None]
    now: dict[str, Any] = field(default_factory=dict)
    tallies: dict[str, Tally] = field(default_factory=dict)
    candidates: dict[str, Tally] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Count rows from none."""
        self.now |= {"PAGE_NUMBER": 1, "COLUMN_NUMBER": 1, **dict.fromkeys(_COUNTS, 0)}
        self.now |= {f"{group.name}_COUNT": 0 for group in self.report.groups}

    def reset(self, level: str, values: Values, group: str = "") -> None:
        """A report, page, column or group begins."""
        for name, resets in _COUNTS.items():
            if resets == level:
                self.now[name] = 0
        if group:
            self.now[f"{group}_COUNT"] = 0
        for variable in self.report.variables:
            if variable.resets == level and (not group or variable.reset_group == group):
                self.tallies[variable.name] = self.candidates[variable.name] = Tally()
                self.now[variable.name] = None
                if variable.initial is not NOTHING:
                    self.now[variable.name] = self.evaluate(variable.initial, values)

    def of_level(self, level: str, group: str = "") -> Iterator[str]:
        """The variables that are reset then."""
        yield from (name for name, resets in _COUNTS.items() if resets == level)
        if group:
            yield f"{group}_COUNT"
        for variable in self.report.variables:
            if variable.resets == level and (not group or variable.reset_group == group):
                yield variable.name

    def count(self, values: Values) -> None:
        """A row more."""
        for name in (*_COUNTS, *(f"{group.name}_COUNT" for group in self.report.groups)):
            self.now[name] += 1
        for variable in self.report.variables:
            if variable.says is not NOTHING:
                self._count(variable, self.evaluate(variable.says, values))

    def estimated(self, values: Values) -> dict[str, Any]:
        """The variables as they will be with a row more, which is not counted yet."""
        kept = dict(self.now), dict(self.tallies), dict(self.candidates)
        self.count(values)
        found = dict(self.now)
        self.now.clear()  # what references see is this very dictionary
        self.now.update(kept[0])
        self.tallies, self.candidates = kept[1:]
        return found

    def keep(self, level: str, group: str = "") -> None:
        """A page, column, group ends: variables that count it take what they saw last."""
        for variable in self.report.variables:
            if variable.increments == level and (not group or variable.increment_group == group):
                self.tallies[variable.name] = self.candidates.get(variable.name, Tally())

    def take(self, name: str, value: Any, calculation: str) -> None:
        """What a report within the report gives back."""
        variable = next((one for one in self.report.variables if one.name == name), None)
        if variable is None or calculation not in _TOLD:
            self.now[name] = value
            return
        tally = self.tallies.get(name, Tally()).with_one(value, calculation)
        self.tallies[name] = self.candidates[name] = tally
        self.now[name] = _TOLD[calculation](tally, _is_whole(variable))

    def _count(self, variable: Variable, value: Any) -> None:
        name, calculation = variable.name, variable.calculation
        if calculation not in _TOLD:
            self.now[name] = value
            return
        before = Tally() if variable.resets == "None" else self.tallies.get(name, Tally())
        try:
            tally = before.with_one(value, calculation)
        except (TypeError, ValueError, ArithmeticError):
            self.complain(variable.says, "expression-number", str(value)[:40])
            return
        self.candidates[name] = tally
        if variable.increments == "None":
            self.tallies[name] = tally
        if tally.number or value is not None:
            self.now[name] = _TOLD[calculation](tally, _is_whole(variable))


def _is_whole(variable: Variable) -> bool:
    return variable.kind.rpartition(".")[2] in _WHOLE
