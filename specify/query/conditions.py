"""What a line of a query asks of a field, as a test.

In: the expression for a field, what it is, a line. Out: a test, or None where the line tests nothing; a refusal in a
sentence. Kept of Specify 7: the operators and their numbers; negation keeps rows without a value for “equal”, “in” and
“contains”, and loses them for all others; a negated “any” finds nothing; days of moments are compared as whole days;
a catalog number begins with digits whatever zeros stand before them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from specify.query.asked import Line, Operator
from specify.query.operands import Typed, pair, ranges, several
from specify.query.refusing import BadQuery
from specify.query.sql import NOTHING, Sql, any_of, as_text, given, like, listed, sql, without_zeros

KEEPING_EMPTY = (Operator.EQUAL, Operator.IN, Operator.CONTAINS)
_SIGNS = {
    Operator.EQUAL: "=",
    Operator.GREATER: ">",
    Operator.LESS: "<",
    Operator.GREATER_OR_EQUAL: ">=",
    Operator.LESS_OR_EQUAL: "<=",
}


@dataclass(frozen=True, slots=True)
class Tested:
    """What is tested: an expression, and what texts mean for it. `is_text` says that it can be empty and not NULL.

    What is asked in a way of its own has that as `own`.
    """

    value: Sql
    typed: Typed
    is_text: bool
    own: Callable[[Line], Sql] | None = None


def condition(tested: Tested, line: Line) -> Sql | None:
    """What the line asks."""
    if not line.tests:
        return None
    if line.operator is Operator.ANY:
        return NOTHING
    test = tested.own(line) if tested.own else _usual(tested, line)
    if not line.is_not:
        return test
    if line.operator in KEEPING_EMPTY:
        return sql("{} IS NULL OR NOT ({})", tested.value, test)
    return sql("NOT ({})", test)


def _usual(tested: Tested, line: Line) -> Sql:
    make = _TESTS.get(line.operator)
    if make is None:
        raise BadQuery(_("This operator is for the age of objects only."), _("Choose another one."))
    return make(tested, tested.typed.meant(line.value))


def _compare(operator: Operator) -> Callable[[Tested, str], Sql]:
    def compare(tested: Tested, text: str) -> Sql:
        day = tested.typed.day(text)
        if day is not None and operator in (Operator.EQUAL, Operator.GREATER, Operator.LESS_OR_EQUAL):
            return _by_day(tested.value, operator, day)
        return sql(f"{{}} {_SIGNS[operator]} {{}}", tested.value, tested.typed.value(text))

    return compare


def _by_day(value: Sql, operator: Operator, day: date) -> Sql:
    if operator is Operator.EQUAL:
        return _days(value, day, day)
    return sql("{} >= {}" if operator is Operator.GREATER else "{} < {}", value, _after(day))


def _days(value: Sql, first: date, last: date) -> Sql:
    return sql("{} >= {} AND {} < {}", value, given(first.isoformat()), value, _after(last))


def _after(day: date) -> Sql:
    """The day after: nothing is later than the last day there is."""
    return given((day + timedelta(days=1)).isoformat() if day < date.max else "9999-12-31 23:59:59.999999")


def _between(tested: Tested, text: str) -> Sql:
    first, last = pair(text)
    days = tested.typed.day(first), tested.typed.day(last)
    if days[0] is not None and days[1] is not None:
        return _days(tested.value, days[0], days[1])
    return sql("{} BETWEEN {} AND {}", tested.value, tested.typed.value(first), tested.typed.value(last))


def _in(tested: Tested, text: str) -> Sql:
    single, spans = ranges(tested.typed, several(text))
    tests = [sql("{} IN ({})", tested.value, listed(single))] if single else []
    tests += [sql("{} BETWEEN {} AND {}", tested.value, low, high) for low, high in spans]
    return any_of(tests)


def _starts(tested: Tested, text: str) -> Sql:
    if tested.typed.format is not None and tested.typed.format.digits and text.isdecimal():
        return sql("{} REGEXP {}", tested.value, given(f"^0*{text.lstrip('0')}"))
    return like(tested.value, f"{text}%")


def _ends(tested: Tested, text: str) -> Sql:
    field = tested.typed.field
    if field is not None and field.kind in ("decimal", "double"):
        return like(without_zeros(as_text(tested.value)), f"%{text}")
    return like(tested.value, f"%{text}")


def _empty(tested: Tested, _text: str) -> Sql:
    if tested.is_text:
        return sql("{} = '' OR {} IS NULL", tested.value, tested.value)
    return sql("{} IS NULL", tested.value)


def _flag(value: int, *, or_empty: bool = False) -> Callable[[Tested, str], Sql]:
    def test(tested: Tested, _text: str) -> Sql:
        found = sql(f"{{}} = {value}", tested.value)
        return sql("{} OR {} IS NULL", found, tested.value) if or_empty else found

    return test


_TESTS: dict[Operator, Callable[[Tested, str], Sql]] = {
    **{operator: _compare(operator) for operator in _SIGNS},
    Operator.LIKE: lambda tested, text: like(tested.value, text),
    Operator.CONTAINS: lambda tested, text: like(tested.value, f"%{text}%"),
    Operator.STARTS_WITH: _starts,
    Operator.ENDS_WITH: _ends,
    Operator.BETWEEN: _between,
    Operator.IN: _in,
    Operator.EMPTY: _empty,
    Operator.TRUE: _flag(1),
    Operator.FALSE: _flag(0),
    Operator.TRUE_OR_EMPTY: _flag(1, or_empty=True),
    Operator.FALSE_OR_EMPTY: _flag(0, or_empty=True),
}
