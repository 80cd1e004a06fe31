"""What stands beside the label of a cell: the value of its field, or what its plugin makes of the record.

In: a `Pair`, a row and a `Reader`. Out: `bound.Value`s. Kept from Specify: what each plugin shows of a record that is
only read. On purpose otherwise: buttons that would open a window are links; a plugin on a table it is not made for
says which tables those are; what only helps to type (a strength of passwords, a label's formatting) is nothing to read.
"""

from collections.abc import Callable, Mapping

from specify.datamodel.rows import Row
from specify.layouts.bound import Value
from specify.layouts.coordinates import coordinates, georeference_link, map_link, paleo_map_link
from specify.layouts.form import Pair
from specify.layouts.honoured import PLUGINS, misplaced, misplaced_sentence
from specify.layouts.linking import linked_field
from specify.layouts.related import attachments, containers, related_objects
from specify.layouts.values import Reader, follow, member_values, related_row

Making = Callable[[Reader, Pair, Row], tuple[Value, ...]]


def values_of(reader: Reader, pair: Pair, row: Row) -> tuple[Value, ...]:
    """What stands beside the label of `pair` in the form of `row`; nothing when it is empty."""
    plugin = pair.control.plugin
    made_for = misplaced(plugin, pair.table)
    if made_for:
        tables = ", ".join(reader.captions.table(key) for key in made_for)
        return (Value(misplaced_sentence(tables), "unknown"),)
    if plugin in _MAKINGS:
        return _MAKINGS[plugin](reader, pair, row)
    there = follow(reader, pair.path, row) if pair.path else None
    return member_values(reader, pair.path, there) if pair.path and there else ()


def closed_for(reader: Reader, pair: Pair) -> str:
    """The caption of the first table that the plugin looks at and that may not be read; "" if all may."""
    reads = PLUGINS.get(pair.control.plugin, {}).get(pair.table, ())
    return next((reader.captions.table(key) for key in reads if not reader.readable(key)), "")


def _of_locality(make: Callable[[Row], tuple[Value, ...]]) -> Making:
    return lambda _reader, _pair, row: make(row)


def _nothing(_reader: Reader, _pair: Pair, _row: Row) -> tuple[Value, ...]:
    return ()


def _paleo_map(reader: Reader, pair: Pair, row: Row) -> tuple[Value, ...]:
    """A link to the place in its time; the time is set up at the object, its event or its locality."""
    rows = _way_to_locality(reader, pair.table, row)
    key = next((key for _table, one in rows if (key := one.get("paleoContext_id"))), None)
    context = reader.rows.get("paleocontext", key) if key else None
    if not context or rows[-1][0] != "locality":
        return ()
    period = related_row(reader, ("paleocontext", "chronosStrat", "geologictimeperiod"), context) or {}
    return paleo_map_link(rows[-1][1], (period.get("startPeriod"), period.get("endPeriod")))


def _way_to_locality(reader: Reader, table: str, row: Row) -> list[tuple[str, Row]]:
    """The record and those it stands in, up to the locality, as far as they are loaded."""
    rows = [(table, row)]
    for name, target in (("collectingEvent", "collectingevent"), ("locality", "locality")):
        key = rows[-1][1].get(f"{name}_id")
        found = reader.rows.get(target, key) if key else None
        if found:
            rows.append((target, found))
    return rows


_MAKINGS: Mapping[str, Making] = {
    "AttachmentPlugin": attachments,
    "ColRelTypePlugin": related_objects,
    "CollectionRelOneToManyPlugin": related_objects,
    "ContainerPlugin": lambda reader, _pair, row: containers(reader, row),
    "ContainersColObjPlugin": lambda reader, _pair, row: containers(reader, row),
    "LatLonUI": _of_locality(coordinates),
    "LocalityGeoRef": _of_locality(georeference_link),
    "LocalityGoogleEarth": _of_locality(map_link),
    "LocalityWorldWind": _of_locality(map_link),
    "PaleoMap": _paleo_map,
    "PasswordStrengthUI": _nothing,
    "TaxonLabelFormatting": _nothing,
    "WebLinkButton": linked_field,
}
