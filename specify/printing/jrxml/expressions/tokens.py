"""The pieces of an expression: literals, references, words and signs.

In: the text of an expression. Out: `Token`s with their places; `BadExpression` for a sign that none begins with. Kept
of JasperReports: whatever stands between `$F{` and the next `}` is a name, with all its blanks, commas and dots.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from specify.printing.jrxml.expressions.tree import BadExpression, Reference

LONGEST = 20_000
_PIECES = re.compile(
    r"""
    (?P<blank>\s+|//[^\n]*|/\*.*?\*/)
  | \$(?P<kind>[FPVR])!?\{(?P<reference>[^}]*)\}
  | (?P<number>(?:\d+\.\d*|\.\d+|\d+)(?:[eE][+-]?\d+)?)(?P<type>[fFdDlL]?)
  | "(?P<text>(?:[^"\\\n]|\\.)*)"
  | '(?P<letter>(?:[^'\\\n]|\\.)*)'
  | (?P<word>[A-Za-z_]\w*)
  | (?P<sign>&&|\|\||==|!=|<=|>=|[-+*/%<>!?:.,()\[\]{}])
    """,
    re.VERBOSE | re.DOTALL | re.ASCII,
)
_ESCAPE = re.compile(r"\\(u+[0-9a-fA-F]{4}|[0-7]{1,3}|.)", re.DOTALL)
_HALF = re.compile("[\ud800-\udfff]")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece: its kind (`value`, `reference`, `word`, `sign`, `end`), what it is, and its place, counted from 1."""

    kind: str
    value: Any
    at: int


def tokens(text: str) -> Iterator[Token]:
    """The pieces of an expression, the last of the kind `end`."""
    if len(text) > LONGEST:
        raise BadExpression("long")
    at = 0
    while at < len(text):
        found = _PIECES.match(text, at)
        if found is None:
            raise BadExpression("sign", text[at : at + 10], at + 1)
        at = found.end()
        if found["blank"] is None:
            yield _token(found)
    yield Token("end", "", len(text) + 1)


def _token(found: re.Match[str]) -> Token:
    at = found.start() + 1
    if found["reference"] is not None:
        return Token("reference", Reference(found["kind"], found["reference"].strip()), at)
    if found["number"] is not None:
        return Token("value", _number(found["number"], found["type"]), at)
    if found["text"] is not None or found["letter"] is not None:
        return Token("value", _unescaped(found["text"] if found["text"] is not None else found["letter"]), at)
    return Token("word", found["word"], at) if found["word"] else Token("sign", found["sign"], at)


def _number(text: str, kind: str) -> int | float:
    return float(text) if kind in "fFdD" and kind or not text.isdecimal() else int(text)


def _unescaped(text: str) -> str:
    """A text without its escapes; letters that Java tells in halves become whole, a lone half a question mark."""
    said = _ESCAPE.sub(_letter, text)
    return said.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if _HALF.search(said) else said


def _letter(found: re.Match[str]) -> str:
    said = found[1]
    if said[0] == "u" and len(said) > 1:
        return chr(int(said.lstrip("u"), 16))
    return chr(int(said, 8)) if said.isdecimal() else _ESCAPED.get(said, said)
