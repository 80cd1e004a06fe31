"""The coordinates of a locality in words, and the links to maps that are made of them.

In: a locality's row. Out: `bound.Value`s, or addresses. Kept from Specify: which points count for a point, a line and
a rectangle; where the paleo map is. On purpose otherwise: coordinates stand as they were written, with the decimal
degrees read from them behind; a second point is shown whatever the type says, and half a point as well, so that
nothing that was recorded is lost; a map is a plain link, made only of coordinates that are on the globe.
"""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext

from specify.datamodel.rows import Row
from specify.layouts.bound import Value

_AXES = (("latitude", "lat"), ("longitude", "long"))
_LIMITS = (90, 180)


def coordinates(row: Row) -> tuple[Value, ...]:
    """The points of a locality, told as the line or rectangle that they are."""
    points = [point for point in (_point(row, 1), _point(row, 2)) if point]
    kind = str(row.get("latLongType") or "").casefold()
    if len(points) == 2 and kind in ("line", "rectangle"):
        told = gettext("line from %(a)s to %(b)s") if kind == "line" else gettext("rectangle from %(a)s to %(b)s")
        return (Value(told % {"a": points[0], "b": points[1]}),)
    return tuple(Value(point) for point in points)


def _point(row: Row, number: int) -> str:
    """One point: as written, and the decimal degrees where these say it otherwise; half a point with its name."""
    decimal = [_decimal(row.get(f"{name}{number}")) for name, _short in _AXES]
    written = [str(row.get(f"{short}{number}text") or "").strip() for _name, short in _AXES]
    plain = ["" if degrees is None else plain_degrees(degrees) for degrees in decimal]
    told = [text or degrees for text, degrees in zip(written, plain, strict=True)]
    if not all(told):
        names = (gettext("latitude"), gettext("longitude"))
        return next((_both(f"{name} {text}", degrees) for name, text, degrees in _halves(names, told, plain)), "")
    same = all(not p or _decimal(t) == _decimal(p) for t, p in zip(told, plain, strict=True))
    return ", ".join(told) if same else _both(", ".join(told), ", ".join(degrees for degrees in plain if degrees))


def _halves(names: tuple[str, str], told: list[str], plain: list[str]) -> list[tuple[str, str, str]]:
    """The half of a point that is there, with its decimal degrees where it is written otherwise."""
    found = zip(names, told, plain, strict=True)
    return [
        (name, text, "" if _decimal(text) == _decimal(degrees) else degrees) for name, text, degrees in found if text
    ]


def _both(text: str, degrees: str) -> str:
    return f"{text} ({degrees})" if degrees else text


def _decimal(value: object) -> Decimal | None:
    """The number, None for what is none."""
    try:
        found = Decimal(str(value)) if value not in (None, "") else None
    except InvalidOperation:
        return None
    return found if found is not None and found.is_finite() else None


def plain_degrees(value: Decimal) -> str:
    """A number in plain digits without zeros at its end."""
    return "0" if value == 0 else f"{value.normalize():f}"


def place_on_globe(row: Row | None) -> tuple[str, str] | None:
    """Latitude and longitude of a locality's first point for an address; None without both, or out of bounds."""
    found = [_decimal((row or {}).get(f"{name}1")) for name, _short in _AXES]
    if any(value is None or abs(value) > limit for value, limit in zip(found, _LIMITS, strict=True)):
        return None
    latitude, longitude = (plain_degrees(value) for value in found if value is not None)
    return latitude, longitude


def _link(text: str, address: Callable[[str, str], str], row: Row) -> tuple[Value, ...]:
    place = place_on_globe(row)
    return (Value(text, "web", address=address(*place)),) if place else ()


def map_link(row: Row) -> tuple[Value, ...]:
    """A link to a map of today."""

    def address(latitude: str, longitude: str) -> str:
        at = f"?mlat={latitude}&mlon={longitude}#map=8/{latitude}/{longitude}"
        return f"https://www.openstreetmap.org/{at}"

    return _link("OpenStreetMap", address, row)


def georeference_link(row: Row) -> tuple[Value, ...]:
    """A link to the point in GEOLocate."""

    def address(latitude: str, longitude: str) -> str:
        return f"https://www.geo-locate.org/web/WebGeoref.aspx?v=1&points={latitude}%7C{longitude}"

    return _link("GEOLocate", address, row)


def paleo_map_link(row: Row | None, ages: tuple[object, object]) -> tuple[Value, ...]:
    """A link to the place as it lay in the mean of `ages`, begin and end in million years; nothing without an age."""
    known = [age for age in map(_decimal, ages) if age is not None]
    if not known or row is None:
        return ()
    age = plain_degrees(sum(known, Decimal(0)) / len(known))

    def address(latitude: str, longitude: str) -> str:
        return f"https://paleolocation.org/map?lat={latitude}&lng={longitude}&ma={age}"

    return _link("Paleolocation", address, row)
