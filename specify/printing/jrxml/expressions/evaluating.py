"""Works out expressions, as Java would, and nothing else that Java could.

In: the tree of an expression, `Values`. Out: a text, a number, a truth value, a date, a row of values, a `Code` to be
drawn, or None; `BadExpression`. Kept of JasperReports: what is asked of nothing is nothing, no error. Kept of Java:
whole numbers are divided without a rest, nothing joined to a text reads “null”. Changed on purpose: `==` compares
values, texts too, as whoever wrote it meant.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from specify.printing.jrxml.expressions.checking import is_scriptlet
from specify.printing.jrxml.expressions.classes import CONSTANTS, IS_A, WORDS_OF, called, cast, made
from specify.printing.jrxml.expressions.methods import method
from specify.printing.jrxml.expressions.tree import (
    BadExpression,
    Binary,
    Call,
    Cast,
    Choice,
    Expression,
    Index,
    Literal,
    Named,
    New,
    Nothing,
    Reference,
    Unary,
)

LONGEST_TEXT = 1_000_000
_MOST_BITS = 400
"""Java's whole numbers have 64, or become wrong; more digits than columns have are never told."""
Number = int | float | Decimal


@dataclass(frozen=True)
class Values:
    """What references mean, and when it is now."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    parameters: Mapping[str, Any] = field(default_factory=dict)
    variables: Mapping[str, Any] = field(default_factory=dict)
    now: datetime = field(default_factory=datetime.now)

    def of(self, reference: Reference) -> Any:
        """The value of a field, parameter, variable, or text of a language, which is its name here."""
        kinds = {"F": self.fields, "P": self.parameters, "V": self.variables}
        return kinds[reference.kind].get(reference.name) if reference.kind in kinds else reference.name


def evaluate(expression: Expression | None, values: Values) -> Any:
    """The value of an expression; None where something is asked of nothing."""
    if expression is None:
        return None
    try:
        return _Working(values).out(expression)
    except Nothing:
        return None
    except (ArithmeticError, ValueError, TypeError, IndexError, RecursionError) as error:
        raise BadExpression("failed", str(error)[:100]) from error


def told(value: Any) -> str:
    """A value as Java joins it to a text."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e7:
        return f"{value:.1f}"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value)


class _Working:
    """Works out one expression."""

    def __init__(self, values: Values) -> None:
        self.values = values

    def out(self, expression: Expression) -> Any:
        while isinstance(expression, Choice):
            expression = expression.then if _truth(self.out(expression.test)) else expression.otherwise
        match expression:
            case Literal(value):
                return value
            case Reference():
                return self.values.of(expression)
            case Unary(sign, of):
                return _unary(sign, self.out(of))
            case Binary():
                return self._joined(expression)
            case Cast(kind, of):
                return cast(kind, self.out(of))
            case _:
                return self._of_classes(expression)

    def _of_classes(self, expression: Expression) -> Any:
        match expression:
            case Named(name, owner):
                return _constant(name, owner)
            case New(name, arguments):
                return made(name, [self.out(one) for one in arguments], self.values.now)
            case Index(of, place):
                row = self.out(of)
                if row is None:
                    raise Nothing
                return row[self.out(place)]
            case Call(on, name, arguments):
                return self._call(on, name, arguments)
        raise BadExpression("unexpected")

    def _call(self, on: Expression, name: str, arguments: tuple[Expression, ...]) -> Any:
        sent = [self.out(one) for one in arguments]
        if isinstance(on, Named) and not on.owner:
            if on.name == "Math" and None in sent:
                raise Nothing
            return _checked(called(on.name, name, sent))
        if is_scriptlet(on):
            return called("Scriptlet", name, sent)
        return _checked(method(self.out(on), name, sent))

    def _joined(self, expression: Binary) -> Any:
        """What stands between signs, from the left: a sum of many texts is as deep as it is long."""
        first: Expression = expression
        signs: list[Binary] = []
        while isinstance(first, Binary):
            signs.append(first)
            first = first.left
        found = self.out(first)
        for one in reversed(signs):
            found = self._binary(one, found)
        return found

    def _binary(self, expression: Binary, first: Any) -> Any:
        sign, left, right = expression.sign, expression.left, expression.right
        if sign in ("&&", "||"):
            return _truth(self.out(right)) if _truth(first) is (sign == "&&") else first
        if sign == "instanceof":
            kinds = IS_A.get(right.name if isinstance(right, Named) else "", ())
            return isinstance(first, kinds) and not (isinstance(first, bool) and bool not in kinds)
        second = self.out(right)
        if sign in ("==", "!="):
            return (first == second) is (sign == "==")
        if sign == "+" and (isinstance(first, str) or isinstance(second, str) or _are_text(left, first, right, second)):
            return _checked(told(first) + told(second))
        return _checked(_ARITHMETIC[sign](*_numbers(first, second)))


def _are_text(left: Expression, first: Any, right: Expression, second: Any) -> bool:
    """Whether one of two values that are no texts is nothing, but declared as a text."""
    return first is None and _is_text(left) or second is None and _is_text(right)


def _is_text(expression: Expression) -> bool:
    match expression:
        case Reference():
            return expression.is_text
        case Cast(kind, _of):
            return kind == "String"
        case Choice(_test, then, otherwise):
            return any(
                isinstance(one, Literal) and isinstance(one.value, str) or _is_text(one) for one in (then, otherwise)
            )
    return False


def _checked(value: Any) -> Any:
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        raise BadExpression("large")
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        raise OverflowError("the number becomes too large")
    return value


def _truth(value: Any) -> bool:
    if value is None:
        raise Nothing
    if not isinstance(value, bool):
        raise BadExpression("truth", told(value)[:40])
    return value


def _unary(sign: str, value: Any) -> Any:
    if sign == "!":
        return not _truth(value)
    (number,) = _numbers(value)
    return -number if sign == "-" else number


def _numbers(*values: Any) -> list[Any]:
    """Numbers that can be reckoned with each other; letters of a date or a text are none."""
    if any(value is None for value in values):
        raise Nothing
    if all(isinstance(value, date) for value in values):
        return list(values)
    wrong = next((value for value in values if isinstance(value, bool) or not isinstance(value, Number)), None)
    if wrong is not None:
        raise BadExpression("number", told(wrong)[:40])
    if any(isinstance(value, Decimal) for value in values):
        return [Decimal(str(value)) for value in values]
    return list(values)


def _divided(left: Any, right: Any) -> Any:
    if not isinstance(left, int) or not isinstance(right, int):
        return left / right
    found = abs(left) // abs(right)
    return found if (left < 0) is (right < 0) else -found


def _rest(left: Any, right: Any) -> Any:
    return left - _divided(left, right) * right if isinstance(left, int) and isinstance(right, int) else left % right


_ARITHMETIC: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": _divided,
    "%": _rest,
    "<": lambda left, right: left < right,
    ">": lambda left, right: left > right,
    "<=": lambda left, right: left <= right,
    ">=": lambda left, right: left >= right,
}


def _constant(name: str, owner: str) -> Any:
    if (owner, name) in CONSTANTS:
        return CONSTANTS[owner, name]
    if owner in WORDS_OF:
        return name
    raise BadExpression("class", f"{owner}.{name}" if owner else name)
