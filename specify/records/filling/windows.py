"""The page of the rows behind one relationship, as it stands in addresses.

In: the text of an address, the name of a control. Out: a `Window`, the parts of an address that tell it, the row that a
control stands in. An address may say anything: a name that leads to no rows of the form is refused where it is looked
up, a place that is no number is the first.
"""

import re
from collections.abc import Mapping

from specify.layouts.filling.windows import Window
from specify.web.addresses import number_in

NAME = "rows"
"""What the relationship is called in the addresses of pages to which one goes from its own."""
_NAME, _FIRST, _ROW = "name", "first", "row"
_A_ROW = re.compile(r"n?[0-9]{1,9}", re.ASCII)


def window_in(asked: Mapping[str, str]) -> Window | None:
    """The window that the address of the page tells; None where it tells none."""
    relationship, first, row = (asked.get(one, "") for one in (_NAME, _FIRST, _ROW))
    return Window(relationship, number_in(first) or 1, f"{relationship}.{row}" if row else "") if relationship else None


def window_around(relationship: str, control: str) -> Window | None:
    """The window in which a control is in sight; None for one that stands in none of these rows."""
    name, inside, rest = control.partition(f"{relationship}.")
    return Window(relationship, row=inside + rest.partition(".")[0]) if relationship and inside and not name else None


def asked_for(window: Window) -> dict[str, str]:
    """What the address of the page says of it."""
    told = {_NAME: window.name, _FIRST: str(window.first) if window.first > 1 else "", _ROW: _last(window.row)}
    return {one: text for one, text in told.items() if text}


def row_in(name: str) -> str:
    """The innermost row that a control of that name stands in; "" for none."""
    words = name.split(".")
    rows = [at for at, word in enumerate(words) if at and _A_ROW.fullmatch(word)]
    return ".".join(words[: rows[-1] + 1]) if rows else ""


def _last(row: str) -> str:
    return row.rpartition(".")[2]
