"""Reads expressions, as much of Java as templates use: no statements, no loops, no classes of one's own.

In: the text of an expression. Out: its tree, None for an empty one; `BadExpression` with the place. A cast is known by
what follows its bracket. `new T[] {…}` gives a row of values.
"""

from collections.abc import Callable, Container
from dataclasses import replace
from itertools import count

from specify.printing.jrxml.expressions.tokens import Token, tokens
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
    Reference,
    Unary,
)

DEEPEST = 40
MOST_CALLS = 100
"""So many methods may be called one on what the other gives."""
_LITERALS = {"null": None, "true": True, "false": False}
_BINDING = (("||",), ("&&",), ("==", "!="), ("<", ">", "<=", ">=", "instanceof"), ("+", "-"), ("*", "/", "%"))
"""Signs between two expressions, those that bind loosest first."""
ROW = "[]"
"""The name of the class of a row of values."""


def read(text: str, texts: Container[tuple[str, str]] = ()) -> Expression | None:
    """The tree of an expression; `texts` are kind and name of the references that are declared as texts."""
    reader = _Reader(list(tokens(text)), texts)
    if reader.token.kind == "end":
        return None
    found = reader.expression()
    if reader.token.kind != "end":
        raise reader.unexpected()
    return found


class _Reader:
    """Reads tokens from left to right."""

    def __init__(self, found: list[Token], texts: Container[tuple[str, str]]) -> None:
        self.tokens, self.texts, self.place, self.depth = found, texts, 0, 0

    @property
    def token(self) -> Token:
        return self.tokens[self.place]

    def unexpected(self) -> BadExpression:
        return BadExpression("unexpected", str(self.token.value), self.token.at)

    def next(self) -> Token:
        token = self.token
        self.place += 1
        return token

    def has(self, *signs: str) -> bool:
        return self.token.kind in ("sign", "word") and self.token.value in signs

    def takes(self, sign: str) -> bool:
        if self.has(sign):
            self.place += 1
            return True
        return False

    def expect(self, sign: str) -> None:
        if not self.takes(sign):
            raise self.unexpected()

    def expression(self) -> Expression:
        self.depth += 1
        if self.depth > DEEPEST:
            raise BadExpression("deep", at=self.token.at)
        found, choices = self._binary(0), []
        while self.takes("?"):
            choices.append((found, self.expression()))
            self.expect(":")
            found = self._binary(0)
        for test, then in reversed(choices):
            found = Choice(test, then, found)
        self.depth -= 1
        return found

    def _binary(self, level: int) -> Expression:
        if level == len(_BINDING):
            return self._unary()
        left = self._binary(level + 1)
        while self.has(*_BINDING[level]):
            sign = self.next().value
            right = Named(self._class_name()) if sign == "instanceof" else self._binary(level + 1)
            left = Binary(sign, left, right)
        return left

    def _unary(self) -> Expression:
        signs: list[str] = []
        while self.has("!", "-", "+"):
            signs.append(self.next().value)
            if len(signs) > DEEPEST:
                raise BadExpression("deep", at=self.token.at)
        found = self._followed(self._cast() or self._primary())
        for sign in reversed(signs):
            found = Unary(sign, found)
        return found

    def _cast(self) -> Expression | None:
        """`(String) x`: a class in brackets with an expression right behind it."""
        start = self.place
        if not self.takes("(") or self.token.kind != "word" or self.token.value in (*_LITERALS, "new"):
            self.place = start
            return None
        kind = self._class_name()
        begins = self.place + 1 < len(self.tokens) and self._begins(self.tokens[self.place + 1])
        if not self.has(")") or not begins:
            self.place = start
            return None
        self.next()
        self._deeper()
        found = Cast(kind, self._unary())
        self.depth -= 1
        return found

    def _deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise BadExpression("deep", at=self.token.at)

    @staticmethod
    def _begins(token: Token) -> bool:
        """Whether an expression can begin with a token, right behind a bracket."""
        return token.kind in ("value", "reference", "word") or token.value == "("

    def _primary(self) -> Expression:
        token = self.next()
        if token.kind == "value":
            return Literal(token.value)
        if token.kind == "reference":
            found: Reference = token.value
            return replace(found, is_text=(found.kind, found.name) in self.texts)
        if token.kind == "word":
            return self._word(token.value)
        if token.value == "(" and token.kind == "sign":
            inside = self.expression()
            self.expect(")")
            return inside
        raise BadExpression("unexpected", str(token.value), token.at)

    def _word(self, word: str) -> Expression:
        if word in _LITERALS:
            return Literal(_LITERALS[word])
        if word == "new":
            return self._new()
        self.place -= 1
        return self._static()

    def _new(self) -> Expression:
        name = self._class_name()
        if self.takes("{"):
            return New(ROW, self._listed("}"))
        if name.endswith(ROW):
            self.expect("{")
            return New(ROW, self._listed("}"))
        self.expect("(")
        return New(name, self._listed(")"))

    def _static(self) -> Expression:
        """A class, a constant of one: the word behind the last dot is a method if a bracket follows it."""
        words = [self.next().value]
        while self.has(".") and self.tokens[self.place + 1].kind == "word" and not self._is_method(self.place + 1):
            self.next()
            words.append(self.next().value)
        if len(words) > 1 and (words[-1].isupper() or not self.has(".")):
            return Named(words[-1], words[-2])
        return Call(Named(""), words[0], self._arguments()) if self.takes("(") else Named(words[-1])

    def _is_method(self, place: int) -> bool:
        after = self.tokens[place + 1]
        return after.kind == "sign" and after.value == "("

    def _followed(self, found: Expression) -> Expression:
        """What stands behind an expression: calls, places in a row."""
        for number in count():
            if not self.has(".", "["):
                break
            if number > MOST_CALLS:
                raise BadExpression("deep", at=self.token.at)
            if self.takes("["):
                found = Index(found, self.expression())
                self.expect("]")
                continue
            self.next()
            word = self.next()
            if word.kind != "word":
                raise BadExpression("unexpected", str(word.value), word.at)
            found = Call(found, word.value, self._arguments() if self.takes("(") else ())
        return found

    def _arguments(self) -> tuple[Expression, ...]:
        return self._listed(")")

    def _listed(self, end: str) -> tuple[Expression, ...]:
        found: list[Expression] = []
        while not self.takes(end):
            if found:
                self.expect(",")
            found.append(self.expression())
        return tuple(found)

    def _class_name(self) -> str:
        """The last word of a class's name, with `[]` behind it if it is a row."""
        name = self._one_word()
        while self.takes("."):
            name = self._one_word()
        if self.takes("<"):
            self._past_types()
        while self.takes("["):
            self.expect("]")
            name = f"{name.removesuffix(ROW)}{ROW}"
        return name

    def _past_types(self) -> None:
        while not self.takes(">"):
            self._class_name()
            self.takes(",")

    def _one_word(self) -> str:
        token = self.next()
        if token.kind != "word":
            raise BadExpression("unexpected", str(token.value), token.at)
        return str(token.value)


def walk(expression: Expression, visit: Callable[[Expression], None]) -> None:
    """Visit an expression and all within it; a sum of many texts is deep, but no depth is used up here."""
    waiting = [expression]
    while waiting:
        one = waiting.pop()
        visit(one)
        waiting += reversed(_inside(one))


def _inside(expression: Expression) -> tuple[Expression, ...]:
    match expression:
        case Unary(_, of) | Cast(_, of):
            return (of,)
        case Binary(_, left, right):
            return (left, right)
        case Choice(test, then, otherwise):
            return (test, then, otherwise)
        case Call(on, _, arguments):
            return (on, *arguments)
        case New(_, arguments):
            return arguments
        case Index(of, place):
            return (of, place)
        case _:
            return ()
