"""Rows as places on a map: KML and GeoJSON.

In: a taking with coordinates, the beginning of the addresses of records. Out: pieces of the file. Kept of Specify 7's
KML: a placemark has the other columns as data, its coordinates as text and the address of its record; two corners are
a line, or the box around them. Rows without coordinates are left out. Specify has no GeoJSON (RFC 7946); here a box is
a polygon.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from specify.ask.taking.takings import COORDINATES, Taking
from specify.query.running import Found

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE = "line"
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """A point as longitude and latitude; with a second corner a line or the box between both. `kind` is Specify's."""

    first: Point
    second: Point | None = None
    kind: str = ""

    @property
    def is_line(self) -> bool:
        """Whether two corners are the ends of a line: unless it is said otherwise they are."""
        return self.kind.lower() in ("", _LINE)

    @property
    def box(self) -> list[Point]:
        """The corners of the box, the first again at the end."""
        (west, south), (east, north) = self.first, self.second or self.first
        return [(west, south), (east, south), (east, north), (west, north), (west, south)]


def kml(taking: Taking, name: str, records_at: str) -> Iterator[bytes]:
    """The file in pieces."""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://earth.google.com/kml/2.2"><Document>'
    begins = f"{head}<name>{_xml(name)}</name>\n"
    for batch in taking.batches():
        told = (_placemark(taking, one, place, records_at) for one in batch if (place := _place(taking, one)))
        yield (begins + "".join(told)).encode()
        begins = ""
    yield f"{begins}</Document></kml>\n".encode()


def geojson(taking: Taking, records_at: str) -> Iterator[bytes]:
    """The file in pieces."""
    names, others = _different(taking.headings), _others(taking)
    decimals = frozenset(at for at, kind in enumerate(taking.kinds()) if kind == "decimal")
    begins, between = '{"type":"FeatureCollection","features":[\n', ""
    for batch in taking.batches():
        told = [
            _feature(one, place, {names[at]: _number_or(one.cells[at], at in decimals) for at in others}, records_at)
            for one in batch
            if (place := _place(taking, one))
        ]
        text = ",\n".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in told)
        yield f"{begins}{between if text else ''}{text}".encode()
        begins, between = "", ",\n" if text or between else ""
    yield f"{begins}\n]}}\n".encode()


def _place(taking: Taking, found: Found) -> Place | None:
    """Where a row lies; None where it has no coordinates."""
    values = [found.cells[at] for at in taking.coordinates]
    values.extend([None] * (len(COORDINATES) - len(values)))
    latitude, longitude, latitude2, longitude2, kind = values
    if (first := _point(latitude, longitude)) is None:
        return None
    return Place(first, _point(latitude2, longitude2), str(kind or ""))


def _point(latitude: Any, longitude: Any) -> Point | None:
    if latitude in (None, "") or longitude in (None, ""):
        return None
    return float(longitude), float(latitude)


def _others(taking: Taking) -> list[int]:
    """The columns that are no coordinates of ours."""
    return [at for at in range(len(taking.headings)) if at not in taking.coordinates]


def _different(headings: Sequence[str]) -> list[str]:
    """The headings, with a number behind one that was there before: names of values must differ."""
    told: list[str] = []
    for heading in headings:
        many = sum(heading in (one, one.rpartition(" ")[0]) for one in told)
        told.append(f"{heading} {many + 1}" if heading in told else heading)
    return told


def _placemark(taking: Taking, found: Found, place: Place, records_at: str) -> str:
    others = _others(taking)
    data = [(taking.headings[at], found.cells[at]) for at in others]
    data += [("coordinates", _told(place)), ("go to", _record_at(records_at, found))]
    told = "".join(f"<Data name={quoteattr(_plain(name))}><value>{_xml(value)}</value></Data>" for name, value in data)
    name = _xml(found.cells[others[0]])
    return f"<Placemark><name>{name}</name><ExtendedData>{told}</ExtendedData>{_shape(place)}</Placemark>\n"


def _shape(place: Place) -> str:
    point = f"<Point><coordinates>{_pairs([place.first])}</coordinates></Point>"
    if place.second is None:
        return point
    if place.is_line:
        other = f"<LineString><coordinates>{_pairs([place.first, place.second])}</coordinates></LineString>"
    else:
        other = f"<LinearRing><coordinates>{_pairs(place.box)}</coordinates></LinearRing>"
    return f"<MultiGeometry>{point}{other}</MultiGeometry>"


def _feature(found: Found, place: Place, values: dict[str, Any], records_at: str) -> dict[str, Any]:
    record = {"id": found.id} if isinstance(found.id, int) else {}
    told = {**values, "record": _record_at(records_at, found)}
    return {"type": "Feature", **record, "geometry": _geometry(place), "properties": told}


def _number_or(value: Any, is_decimal: bool) -> Any:
    """A value as JSON has it: decimals are numbers."""
    return float(value) if is_decimal and value is not None else value


def _geometry(place: Place) -> dict[str, Any]:
    if place.second is None:
        return {"type": "Point", "coordinates": place.first}
    if place.is_line:
        return {"type": "LineString", "coordinates": [place.first, place.second]}
    return {"type": "Polygon", "coordinates": [place.box]}


def _record_at(records_at: str, found: Found) -> str:
    """The address of a row's record, or of the first of them."""
    return f"{records_at}{str(found.id).partition(',')[0]}/"


def _told(place: Place) -> str:
    corners = [place.first] if place.second is None else [place.first, place.second]
    told = " : ".join(f"{latitude:.10g}, {longitude:.10g}" for longitude, latitude in corners)
    return f"{told} ({place.kind})" if place.second and place.kind else told


def _pairs(points: Sequence[Point]) -> str:
    return " ".join(f"{longitude:.10g},{latitude:.10g}" for longitude, latitude in points)


def _plain(value: Any) -> str:
    text = "" if value is None else str(int(value) if isinstance(value, bool) else value)
    return _NOT_IN_XML.sub("", text)


def _xml(value: Any) -> str:
    return escape(_plain(value))
