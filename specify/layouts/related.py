"""Records that plugins and commands of a form lead to: objects of other collections, containers, loans.

In: a row and a `Reader`. Out: links as `bound.Value`s. Kept from Specify 7: which relation a cell shows, by the
relation type's name; the transactions that a preparation is part of. Kept from Specify 6: an object lies in the
container that owns it and may be a container itself, with objects in it. On purpose otherwise: an object of another
collection is told by that collection's name, since it has no page in this one.
"""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext

from specify.datamodel.declaring import Relationship
from specify.datamodel.rows import Row
from specify.layouts.bound import Value, Way
from specify.layouts.form import Pair
from specify.layouts.values import Reader, record_value, relationship_values

_OBJECT = "collectionobject"
# The side that an object stands at, the one across, and the key of the collection across.
_SIDES = (
    ("leftSideRels", "rightSide", "rightSideCollection"),
    ("rightSideRels", "leftSide", "leftSideCollection"),
)
_MOST_RELATIONS = 100
# What a preparation takes part in, and through which of its rows.
_INTERACTIONS = (
    ("loanPreparations", "loan"),
    ("giftPreparations", "gift"),
    ("exchangeOutPreps", "exchangeOut"),
    ("exchangeInPreps", "exchangeIn"),
    ("disposalPreparations", "disposal"),
)


def related_objects(reader: Reader, pair: Pair, row: Row) -> tuple[Value, ...]:
    """The objects behind the relation type that the cell names, of either side."""
    name = pair.control.options.get("relname", "").casefold()
    found: dict[tuple[int, int], Value] = {}
    for way, across, collection in _SIDES if name else ():
        for relation in reader.rows.children(_OBJECT, way, row["id"], limit=_MOST_RELATIONS) or ():
            type_id, other = relation.get("collectionRelType_id"), relation.get(f"{across}_id")
            kind = reader.rows.get("collectionreltype", type_id) if type_id else None
            if type_id and other and kind and str(kind.get("name") or "").casefold() == name:
                value = _across(reader, other, kind.get(f"{collection}_id"), pair.control.options.get("formatting", ""))
                found[other, type_id] = value
    return tuple(found.values())


def _across(reader: Reader, object_id: int, collection_id: int | None, formatter: str) -> Value:
    """An object as a link, or the collection it is in when that is another one."""
    value = record_value(reader, _OBJECT, object_id, formatter)
    if value.link or not collection_id:
        return value
    collection = reader.rows.get("collection", collection_id) or {}
    name = collection.get("collectionName")
    return Value(gettext("an object in the collection %(name)s") % {"name": name}) if name else value


def containers(reader: Reader, row: Row) -> tuple[Value, ...]:
    """The container an object lies in, the one it is, and the objects in that."""
    owner, own = row.get("containerOwner_id"), row.get("container_id")
    links = tuple(record_value(reader, "container", key) for key in dict.fromkeys((owner, own)) if key)
    if not own:
        return links
    kids = reader.tables["container"].relationships["collectionObjectKids"]
    return (*links, *relationship_values(reader, ("container", kids), {"id": own}))


def attachments(reader: Reader, pair: Pair, row: Row) -> tuple[Value, ...]:
    """The attachments of a record of any table that can have some."""
    table = reader.tables.get(pair.table)
    for relationship in table.relationships.values() if table else ():
        target = relationship.target.lower()
        if relationship.is_to_many and target.endswith("attachment") and target in reader.tables:
            readable = reader.readable(target) and reader.readable("attachment")
            return relationship_values(reader, (pair.table, relationship), row, "ordinal") if readable else ()
    return ()


def interactions(reader: Reader, row: Row) -> tuple[Value, ...]:
    """The loans, gifts, exchanges and disposals of a preparation; what may not be read is said."""
    preparation = reader.tables["preparation"]
    values: list[Value] = []
    for way, owner in _INTERACTIONS:
        items = preparation.relationships.get(way)
        if items is None or owner.lower() not in reader.tables:
            continue
        if not (reader.readable(items.target.lower()) and reader.readable(owner.lower())):
            closed = gettext("%(table)s: you may not read these") % {"table": reader.captions.table(owner.lower())}
            values.append(Value(closed, "unknown"))
            continue
        values.extend(_owners(reader, items, owner, row))
    return tuple(values)


def _owners(reader: Reader, items: Relationship, owner: str, row: Row) -> Iterable[Value]:
    """Each transaction once, called by what it is, and the way to all when there are more."""
    table = owner.lower()
    found = reader.rows.children("preparation", items.name, row["id"], limit=reader.rows_shown)
    for key in dict.fromkeys(item.get(f"{owner}_id") for item in found or ()):
        value = record_value(reader, table, key) if key else None
        if value:
            yield replace(value, text=f"{reader.captions.table(table)} {value.text}")
    if found and found.total > len(found):
        yield Value(str(found.total), "all", way=Way("preparation", row["id"], items.name, found.total))
