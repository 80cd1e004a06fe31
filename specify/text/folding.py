"""Specify's text equality: case and accents do not count, nor do blanks at the end.

In: two texts, or a pattern and a text. Out: what MariaDB answers for columns in its `general_ci` collations, in which
Specify's databases are made, so that the embedded SQLite (which is given these functions) and plain Python agree with
it. Kept of that collation: one letter weighs one letter (`ß` weighs `S`, `Æ` is no `AE`), marks that stand alone
count, `Й` is no `И`, and only alphabets with capitals are folded at all. Changed on purpose: a letter and its mark
typed as two characters equal the composed letter, letters that got capitals after the collation was made have them
here, and characters beyond the basic plane differ from each other.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

# Where the alphabets with capitals stand: Latin, Greek, Cyrillic, Armenian; their extensions; letter-like, full-width.
_CASED = (range(0x0590), range(0x1E00, 0x2000), range(0x2100, 0x2190), range(0x24B6, 0x24EA), range(0xFF21, 0xFF5B))
# Letters that the collation treats otherwise than their decomposition and capital would.
_SPECIAL = {"ß": "S", "ẞ": "S", "Й": "Й", "й": "Й", "ẛ": "S"}


class _Weights(dict[int, str]):
    """The weight of each character, worked out when first met; in the form that `str.translate` reads."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        weight = character
        if any(code in cased for cased in _CASED):
            weight = _SPECIAL.get(character) or unicodedata.normalize("NFD", character)[0].upper()
        self[code] = weight if len(weight) == 1 else character
        return self[code]


_WEIGHTS = _Weights()


def _weigh(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(_WEIGHTS)


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The form in which two texts that Specify holds to be equal are the same."""
    return _weigh(text).rstrip(" ")


def compare(left: str, right: str) -> int:
    """-1, 0 or 1, as a collation wants it."""
    first, second = fold(left), fold(right)
    return (first > second) - (first < second)


def like(pattern: object, value: object, escape: str | None = None) -> bool | None:
    """SQL's `value LIKE pattern`; None when either is NULL. Blanks at the end count here, as in MariaDB."""
    if pattern is None or value is None:
        return None
    return _is_like(_like(_text(pattern), escape), _weigh(_text(value)))


def regexp(pattern: object, value: object) -> bool | None:
    """SQL's `value REGEXP pattern`: case does not count, accents do. Raises `re.error` for a pattern that is none."""
    if pattern is None or value is None:
        return None
    return _regexp(_text(pattern)).search(_text(value)) is not None


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


@lru_cache(maxsize=256)
def _regexp(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _is_like(parts: Sequence[re.Pattern[str]], text: str) -> bool:
    """Whether the parts stand in the text one after the other, the first at its beginning and the last at its end.

    Each is taken where it stands first: that leaves the others the most room, so nothing is ever tried again, and the
    time does not explode with the number of parts.
    """
    found = parts[0].match(text)
    for part in parts[1:]:
        found = part.search(text, found.end()) if found else None
    return found is not None


@lru_cache(maxsize=256)
def _like(pattern: str, escape: str | None) -> Sequence[re.Pattern[str]]:
    """What stands between the signs for any letters."""
    parts = [""]
    characters = iter(unicodedata.normalize("NFC", pattern))
    for character in characters:
        if character == escape:
            parts[-1] += re.escape(_weigh(next(characters, character)))
        elif character == "%":
            parts.append("")
        else:
            parts[-1] += "." if character == "_" else re.escape(_weigh(character))
    parts[-1] += r"\Z"
    return [re.compile(part, re.DOTALL) for place, part in enumerate(parts) if part or not place]
