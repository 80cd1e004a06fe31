"""Coordinates as a person sent them: the text as it was typed, the degrees it means, and how it was written.

In: a locality's row, the cell, the name of one of its lines, the text. Out: values of the locality, or `Unreadable`.
Kept of Specify: the text is kept beside the degrees; both numbers that say which parts were typed follow the half that
was typed last; a text that is cleared takes the degrees with it. A point is a point until somebody says otherwise.
Changed on purpose: degrees that another program has reckoned from the same text stay as they are.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from specify.datamodel.rows import Row
from specify.layouts.filling.lines import value_text
from specify.layouts.filling.points import HALVES, POINT, TYPE, TYPES, fixed_type
from specify.layouts.form import Pair
from specify.text.reading_coordinates import Axis, read_coordinate
from specify.text.typed import unreadable

_UNITS = ("srcLatLongUnit", "originalLatLongUnit")


def read_point(pair: Pair, stored: Row, now: Row, line: tuple[str, str]) -> Mapping[str, Any]:
    """What one `line` of a cell with coordinates, a name and its text, says of the locality. Raises `Unreadable`.

    `stored` is the locality as it is, `now` as it would be with all that was sent.
    """
    name, text = line[0], line[1].strip()
    if name == TYPE:
        return {TYPE: _type(stored, text)}
    degrees = HALVES[name]
    if not text:
        return {name: None, degrees: None}
    typed, told = str(stored.get(name) or "").strip(), value_text(stored.get(degrees))
    if told and text == (typed or told):
        return {name: stored.get(name), degrees: stored[degrees]}
    found = read_coordinate(text, Axis.LATITUDE if degrees.startswith("lat") else Axis.LONGITUDE)
    values = {name: text, degrees: found.degrees, **dict.fromkeys(_UNITS, int(found.unit))}
    return values if str(now.get(TYPE) or "").strip() else {**values, TYPE: fixed_type(pair) or POINT}


def _type(stored: Row, text: str) -> str | None:
    if text and text not in TYPES and text != stored.get(TYPE):
        raise unreadable(_("“%(typed)s” is no kind of coordinates: choose a point, a line or a rectangle."), text)
    return text or None
