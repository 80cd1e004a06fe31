"""Colours as templates write them: `#RRGGBB`, a number, or one of Java's names.

In: a text. Out: `#rrggbb`, or what is taken otherwise.
"""

import re
from functools import cache

_NAMED = {
    "black": "#000000",
    "blue": "#0000ff",
    "cyan": "#00ffff",
    "darkgray": "#404040",
    "gray": "#808080",
    "green": "#00ff00",
    "lightgray": "#c0c0c0",
    "magenta": "#ff00ff",
    "orange": "#ffc800",
    "pink": "#ffafaf",
    "red": "#ff0000",
    "white": "#ffffff",
    "yellow": "#ffff00",
}
_DIGITS, _MOST = 6, 0xFFFFFF
_NUMBERS = re.compile(r"rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(?:,[^)]*)?\)")


@cache
def color(text: str, otherwise: str = "") -> str:
    """The colour."""
    folded = text.strip().lower()
    if re.fullmatch(r"#[0-9a-f]{1,8}", folded):
        return f"#{folded[1:].rjust(_DIGITS, '0')[:_DIGITS]}"
    if re.fullmatch(r"-?\d{1,10}", folded):
        return f"#{int(folded) & _MOST:06x}"
    if found := _NUMBERS.fullmatch(folded):
        return "#" + "".join(f"{min(int(part), 255):02x}" for part in found.groups())
    return _NAMED.get(folded, otherwise)
