"""The way back to the form that one has left for another one: for a record that is to be chosen there.

In: the text of an address. Out: `WayBack`s, the nearest first, since from that other form one may go on to a third;
the text again, and the address of the form. An address may say anything: what is no way back is none, and what a way
leads to asks for its own rights. Specify opens windows upon windows instead.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from specify.records.filling.windows import asked_for, window_around
from specify.resources.place import Place

NAME = "back"
"""What it is called in an address."""
MOST = 5
"""How many forms one can have left on the way; of those before them the way is forgotten, what was typed is not."""
_BETWEEN = "~"
_NAMED = r"([A-Za-z][A-Za-z0-9_.]{0,199})"
_WAY = re.compile(rf"([a-z]+)\.(\d{{1,9}})\.([a-z0-9]{{32}})\.{_NAMED}(?:-{_NAMED})?", re.ASCII)


class WayBack(NamedTuple):
    """A form that was left: its table, its record (None: a new one), the key of its draft, the control one was at.

    `rows` is the relationship whose rows have the page of their own that one was on.
    """

    table_key: str
    record_id: int | None
    key: str
    name: str
    rows: str = ""


def ways_in(text: str) -> tuple[WayBack, ...]:
    """The ways that a text tells; none where it tells anything else."""
    found = [_WAY.fullmatch(part) for part in text.split(_BETWEEN)[:MOST]] if text else []
    return tuple(
        WayBack(table_key, int(record) or None, key, name, rows or "")
        for table_key, record, key, name, rows in (match.groups() for match in found if match)
        if None not in found
    )


def told(ways: Sequence[WayBack]) -> str:
    """The text that tells these ways."""
    return _BETWEEN.join(_written(way) for way in ways[:MOST])


def _written(way: WayBack) -> str:
    text = f"{way.table_key}.{way.record_id or 0}.{way.key}.{way.name}"
    return f"{text}-{way.rows}" if way.rows else text


def address_back(ways: Sequence[WayBack], place: Place) -> str:
    """Where the nearest form is, with what was put in there and the ways on from it; "" without any way."""
    if not ways:
        return ""
    nearest, *others = ways
    window, names = window_around(nearest.rows, nearest.name), ("records-edit", "records-rows")
    way = {**place.way, "table": nearest.table_key}
    if nearest.record_id is None:
        names = ("records-new", "records-rows-new")
    else:
        way["record_id"] = nearest.record_id
    query = {"draft": nearest.key, **(asked_for(window) if window else {}), **({NAME: told(others)} if others else {})}
    return f"{reverse(names[window is not None], kwargs=way)}?{urlencode(query)}#{nearest.name}"
