"""What people type, before it is read as a value: blanks, digits and dashes in one form; and why it cannot be read.

In: text as it was typed, pasted or imported. Out: the same text with the digits 0 to 9 whatever script they were
written in, full-width signs as plain ones, any dash or minus as `-`, the Arabic decimal sign as a comma, single
blanks, and no invisible characters; or `Unreadable` with a sentence. Changed on purpose: Specify reads digits and
signs only in the one form it expects.
"""

import unicodedata
from functools import lru_cache

from django.utils.translation import gettext as _

MOST = 400
"""How long a value may be typed: the smallest floating-point numbers take some 330 characters in plain digits."""
_TOLD = 60
_SAME = {"−": "-", "٫": ","}
_FULL_WIDTH = range(0xFF01, 0xFF5F)


class Unreadable(ValueError):
    """The text is no value of its kind; the message is a sentence for people, in the language that is active.

    `meant` is the one record that it may stand for, if there is just one: its id, and what it is called.
    """

    meant: tuple[str, str] | None = None


def unreadable(sentence: str, typed: str, **more: object) -> Unreadable:
    """The failure that `sentence` tells, with what was typed in its `%(typed)s`, shortened where it is long."""
    told = " ".join(typed.split())
    return Unreadable(sentence % {"typed": told if len(told) <= _TOLD else f"{told[:_TOLD]}…", **more})


def tidied(typed: str) -> str:
    """The text in the form that can be read. Raises `Unreadable` where it is too long to be a value."""
    if len(typed) > MOST:
        sentence = _("“%(typed)s” is too long to be read: write at most %(most)s characters.")
        raise unreadable(sentence, typed, most=MOST)
    return " ".join("".join(map(_plain, typed)).split())


@lru_cache(maxsize=1024)
def _plain(character: str) -> str:
    kind = unicodedata.category(character)
    if kind == "Nd":
        return str(unicodedata.decimal(character))
    if kind == "Pd":
        return "-"
    if ord(character) in _FULL_WIDTH:
        return chr(ord(character) - 0xFEE0)
    return "" if kind == "Cf" else _SAME.get(character, character)
