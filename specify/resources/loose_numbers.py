"""Numbers as their format stores them, from numbers as people write them.

In: a field format, a text. Out: the number with the zeros and signs that were left out, and the year if one is given
for those that tell none; None where the text is no number of that format. Any usual sign may stand between the parts.
"""

import re
from collections.abc import Sequence

from specify.resources.field_formats import FieldFormat, Part

_SIGNS = "-/|._:*#$%@"
_BY_YEAR = ["year", "separator", "numeric"]


def in_full(how: FieldFormat, text: str, year: int | None = None) -> str | None:
    """The number that a text stands for; with `year` a counter alone is one of that year."""
    if how.digits:
        return how.canonical(text) if text.isascii() and text.isdecimal() and len(text) <= how.digits else None
    if not how.parts:
        return text or None
    if how.matches(text):
        return None if not text or how.asks_for_number(text) else how.canonical(text)
    return _filled_in(text, how.parts, year)


def _filled_in(text: str, parts: Sequence[Part], year: int | None) -> str | None:
    """A number with the zeros, the sign and the year that were left out."""
    if year and text.isascii() and text.isdecimal() and [part.type for part in parts] == _BY_YEAR:
        text = f"{year:04d}{parts[1].value}{text}"
    following = [*(part.type for part in parts[1:]), "separator"]
    # Named groups, since a part that is a regular expression may have groups of its own.
    pieces = (f"(?P<part{at}>{_loosely(*pair)})" for at, pair in enumerate(zip(parts, following, strict=True)))
    found = re.fullmatch("".join(pieces), text, re.ASCII | re.IGNORECASE)
    if found is None:
        return None
    return "".join(_exactly(part, found[f"part{at}"]) for at, part in enumerate(parts))


def _loosely(part: Part, then: str) -> str:
    """What may be typed for a part: of a counter no zeros, where what follows cannot be taken for its digits."""
    if part.type == "numeric" and then in ("separator", "constant"):
        return rf"\d{{1,{part.size}}}"
    if part.type == "separator" and len(part.value) == 1 and part.value in _SIGNS:
        return f"[{re.escape(_SIGNS)}]"
    return part.pattern


def _exactly(part: Part, piece: str) -> str:
    if part.type in ("separator", "constant"):
        return part.value
    return piece.zfill(part.size) if part.type == "numeric" else piece
