"""Numbers in a layout, never larger than can be laid out.

In: the text of an attribute. Out: whole numbers from 1 to `MOST`. On purpose otherwise than Specify 7, which takes any:
a slip of the keyboard must not fill the memory.
"""

MOST = 1000
"""The largest span, number of columns, of lines and of pixels that is used; shipped layouts stay far below it."""


def is_excessive(text: str) -> bool:
    """Whether `text` is a whole number beyond `MOST`; of long ones only the length is looked at."""
    digits = text.lstrip("0")
    return digits.isdecimal() and (len(digits) > len(str(MOST)) or int(digits) > MOST)


def number_of(text: str) -> int | None:
    """The whole number in `text`, `MOST` if it is larger; None when it is no positive number."""
    if is_excessive(text):
        return MOST
    digits = text.lstrip("0")
    return (int(digits) or None) if digits.isdecimal() else None
