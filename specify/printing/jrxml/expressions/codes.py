"""Codes to be drawn, as templates ask for them.

In: what iReport's helper or ZXing's writers are called with. Out: `Code`; `BadExpression` for a kind that cannot be
drawn. Kept: the helper numbers its kinds, many of which are Code 128 or Code 39 with other checks.
"""

from dataclasses import dataclass
from typing import Any

from specify.printing.jrxml.expressions.tree import BadExpression, Nothing

_NUMBERED = {
    **dict.fromkeys((5, 6, 7, 8, 9, 13, 14, 15), "code128"),
    **dict.fromkeys((3, 4, 16, 17), "code39"),
}
_NAMED = {"QR_CODE": "qr", "DATA_MATRIX": "datamatrix", "CODE_128": "code128", "CODE_39": "code39"}


@dataclass(frozen=True, slots=True)
class Code:
    """A code to be drawn: its kind (`code128`, `code39`, `qr`, `datamatrix`), what it says, if letters stand below."""

    kind: str
    text: str
    is_read: bool = False


class Writer:
    """What encodes texts in ZXing."""

    def encode(self, text: Any, kind: Any, *_more: Any) -> Code:
        """A code of a kind that is named."""
        return _code(_NAMED.get(str(kind)), text, kind)


def barcode(kind: Any, text: Any, is_read: Any = False, *_more: Any) -> Code:
    """A code as iReport's helper draws it."""
    return _code(_NUMBERED.get(kind), text, kind, is_read=bool(is_read))


def _code(kind: str | None, text: Any, said: Any, *, is_read: bool = False) -> Code:
    if text is None:
        raise Nothing
    if kind is None:
        raise BadExpression("barcode", str(said))
    return Code(kind, str(text), is_read)
