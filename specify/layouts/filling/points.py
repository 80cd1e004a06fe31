"""The coordinates of a locality as they are typed: a line for each half of a point, and what the points mean.

In: a `Writer`, the pair of a `LatLonUI`, a locality's row. Out: an `Entry` with lines within. Kept of Specify: any
notation is taken, and kept as it was typed; a second point belongs to lines and rectangles; a layout can fix the type.
On purpose otherwise: decimal degrees stand in a hint where something else was typed; a second point that is stored
is shown whatever the type is, so that nothing recorded is lost.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy

from specify.datamodel.rows import NO_ROW, UNSAVED, Row
from specify.layouts.filling.filled import Entry, Option
from specify.layouts.filling.lines import value_text
from specify.layouts.filling.sent import joined
from specify.layouts.filling.writer import Writer
from specify.layouts.form import Pair
from specify.layouts.geometry import SHARES

POINTS = "LatLonUI"
_NAME, _FIXED = "coordinates", "latlongtype"
TYPE, POINT = "latLongType", "Point"
"""The field for the kind of coordinates, and the kind that they begin with."""
TYPES = {POINT: gettext_lazy("Point"), "Line": gettext_lazy("Line"), "Rectangle": gettext_lazy("Rectangle")}
_TWO_POINTS = frozenset({"line", "rectangle"})
# The halves of the points: the field for what was typed, and the one for the degrees read from it.
_FIRST = (("lat1text", "latitude1"), ("long1text", "longitude1"))
_SECOND = (("lat2text", "latitude2"), ("long2text", "longitude2"))
HALVES = dict((*_FIRST, *_SECOND))
POINT_FIELDS = frozenset({TYPE, *HALVES})
"""The fields that the lines of a cell with coordinates are for."""
_LENGTH = "50"
_BESIDE = SHARES * 2 // 3  # a group that is narrower has its lines one below the other


@dataclass(frozen=True, slots=True)
class _Place:
    """The locality that is filled in: its stored row (nothing in a search) and its name."""

    writer: Writer
    pair: Pair
    row: Row
    record: str

    @property
    def share(self) -> int:
        """The share of each line: half of the group's where two have room beside each other."""
        return self.pair.share // 2 if self.pair.share >= _BESIDE else self.pair.share

    def text(self, name: str, stored: str) -> str:
        """What was sent for the field, else what is stored."""
        sent = self.writer.sent.text(joined(self.record, name))
        return stored if sent is None else sent


def may_enter_points(writer: Writer, pair: Pair, row: Row) -> bool:
    """Whether the coordinates can be entered, which takes the right to all their fields."""
    if pair.control.read_only or writer.mode == "view":
        return False
    if writer.mode == "search":
        return True
    if row["id"] == UNSAVED:
        return writer.may(pair.table, "create")
    fields = [name for half in (*_FIRST, *_SECOND) for name in half]
    return writer.may(pair.table, "update") and all(writer.may_change(pair.table, name) for name in fields)


def points_of(writer: Writer, pair: Pair, row: Row, record: str) -> Entry:
    """The coordinates as a group of lines under one label."""
    stored = NO_ROW if writer.mode == "search" else writer.reader.rows.get(pair.table, row["id"]) or row
    place = _Place(writer, pair, stored, record)
    return Entry(
        name=joined(record, _NAME),
        label=pair.label,
        kind="several",
        share=pair.share,
        label_share=pair.label_share,
        hint=_hint(place),
        description=pair.description,
        inner=tuple(_inner(place)),
    )


def _inner(place: _Place) -> Iterator[Entry]:
    kind = place.text(TYPE, _stored_type(place))
    for half in _FIRST:
        yield _line(place, *half)
    if place.writer.mode == "search":
        return
    if kind.casefold() in _TWO_POINTS or any(_typed(place, *half) for half in _SECOND):
        for half in _SECOND:
            yield _line(place, *half)
    if not fixed_type(place.pair):
        yield _choice(place, kind)


def _stored_type(place: _Place) -> str:
    """The type that is stored, or that the layout fixes; a new locality begins as a point."""
    begins = POINT if place.row.get("id") == UNSAVED else ""
    return str(place.row.get(TYPE) or "") or fixed_type(place.pair) or begins


def fixed_type(pair: Pair) -> str:
    """The kind of coordinates that the layout fixes; "" where one may choose."""
    return pair.control.options.get(_FIXED, "")


def _typed(place: _Place, written: str, degrees: str) -> str:
    """A half of a point as it was typed, or else its degrees."""
    stored = str(place.row.get(written) or "")
    return place.text(written, stored if stored.strip() else value_text(place.row.get(degrees)))


def _line(place: _Place, written: str, degrees: str) -> Entry:
    return Entry(
        name=joined(place.record, written),
        label=place.writer.reader.captions.field(place.pair.table, degrees),
        kind="line",
        share=place.share,
        text=_typed(place, written, degrees),
        hint=_in_degrees(place, written, degrees),
        limits={"maxlength": _LENGTH},
        problems=_problems(place, written) or _problems(place, degrees),
    )


def _in_degrees(place: _Place, written: str, degrees: str) -> str:
    """The decimal degrees of what is stored, where something else was typed."""
    told, typed = value_text(place.row.get(degrees)), str(place.row.get(written) or "").strip()
    return gettext("%(number)s degrees") % {"number": told} if told and typed and typed != told else ""


def _choice(place: _Place, kind: str) -> Entry:
    options = [Option(value, str(told)) for value, told in TYPES.items()]
    known = next((value for value in TYPES if value.casefold() == kind.casefold()), kind)
    if not known or known not in TYPES:
        options.insert(0, Option(known, known or gettext("none")))
    return Entry(
        name=joined(place.record, TYPE),
        label=place.writer.reader.captions.field(place.pair.table, TYPE),
        kind="choice",
        share=place.share,
        text=known,
        options=tuple(options),
        problems=_problems(place, TYPE),
        decides=True,
    )


def _problems(place: _Place, name: str) -> tuple[str, ...]:
    return place.writer.sent.problems.get(joined(place.record, name), ())


def _hint(place: _Place) -> str:
    """The ways of writing a point, as long as there is none."""
    is_empty = not any(_typed(place, *half) for half in (*_FIRST, *_SECOND))
    asks = is_empty and place.writer.mode != "search"
    return gettext("%(decimal)s or %(degrees)s") % {"decimal": "-33.5075", "degrees": "33° 30' 27\" S"} if asks else ""
