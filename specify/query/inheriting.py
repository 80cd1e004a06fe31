"""Catalog numbers that records without one have from others: an object from its group, a component from its object.

In: the row of an object or of a component in a statement. Out: a test that finds, with the record that has a number,
those that have none and inherit it; and the number to show. It is the collection's wish, in its preferences. Kept of
Specify 7: only lines that ask for an equal number inherit; an object inherits from the primary object of its group,
where only records whose number is NULL are found, and empty ones are shown with it, too; negated, all of them are left
out. Changed on purpose: the number that is asked for may lack its leading zeros; a group has its number in any place of
a query; Specify also takes the object's id for that of a component. It asks once for each row, which is done here
within the statement.
"""

from specify.datamodel import present
from specify.query.asking import Asking
from specify.query.joining import At
from specify.query.sql import Sql, given, sql
from specify.resources.preferences import collection_preference

NUMBER = "catalogNumber"
# By the table of what inherits: the preference, and the tables that it takes to do so.
_WISHES = {
    "collectionobject": ("catalogNumberInheritance", ("collectionobjectgroupjoin",)),
    "component": ("catalogNumberParentInheritance", ("collectionobject",)),
}
# A table of its own, which the database reads once: a union behind IN it would read for each record.
_ALIKE = "{} IN (SELECT alike.id FROM ({} UNION ALL {}) alike)"
_NUMBERED = {
    "collectionobject": "SELECT CollectionObjectID AS id FROM collectionobject WHERE CatalogNumber = {}",
    "component": "SELECT ComponentID AS id FROM component WHERE CatalogNumber = {}",
}
_INHERITING = {
    "collectionobject": (
        "SELECT heir.CollectionObjectID FROM collectionobject numbered "
        "JOIN collectionobjectgroupjoin chief ON chief.ChildCOID = numbered.CollectionObjectID AND chief.IsPrimary = 1 "
        "JOIN collectionobjectgroupjoin sibling ON sibling.ParentCOGID = chief.ParentCOGID "
        "JOIN collectionobject heir ON heir.CollectionObjectID = sibling.ChildCOID AND heir.CatalogNumber IS NULL "
        "WHERE numbered.CatalogNumber = {} AND numbered.CollectionID = {}"
    ),
    "component": (
        "SELECT heir.ComponentID FROM collectionobject numbered "
        "JOIN component heir ON heir.CollectionObjectID = numbered.CollectionObjectID AND heir.CatalogNumber IS NULL "
        "WHERE numbered.CatalogNumber = {} AND numbered.CollectionID = {}"
    ),
}
_INHERITED = {
    "collectionobject": (
        "SELECT giver.CatalogNumber FROM collectionobjectgroupjoin own "
        "JOIN collectionobjectgroupjoin chief ON chief.ParentCOGID = own.ParentCOGID AND chief.IsPrimary = 1 "
        "JOIN collectionobject giver ON giver.CollectionObjectID = chief.ChildCOID WHERE own.ChildCOID = {} "
        "ORDER BY own.CollectionObjectGroupJoinID, chief.CollectionObjectGroupJoinID LIMIT 1"
    ),
    "component": (
        "SELECT giver.CatalogNumber FROM component own "
        "JOIN collectionobject giver ON giver.CollectionObjectID = own.CollectionObjectID WHERE own.ComponentID = {}"
    ),
}


def inherits(table_key: str, asking: Asking) -> bool:
    """Whether records of the table inherit numbers here, and the person may read those they have them from."""
    if table_key not in _WISHES:
        return False
    wish, givers = _WISHES[table_key]
    if not all(present.has(key) and asking.visit.rights.readable(key) for key in givers):
        return False
    return collection_preference(asking.visit.viewer, asking.visit.stamp, wish, "behavior", "inheritance") is True


def has_number(at: At, asking: Asking, typed: Sql, text: str) -> Sql:
    """That a record has the number that was `typed`, or inherits it; `text` is that number as it was written."""
    how = asking.field_format("collectionobject", NUMBER)
    givers = given(how.canonical(text) if how else text)
    inheriting = sql(_INHERITING[at.key], givers, given(asking.place.collection_id))
    return sql(_ALIKE, at.id, sql(_NUMBERED[at.key], typed), inheriting)


def number_shown(at: At) -> Sql:
    """The record's number, or the one that it inherits."""
    own = at.column(NUMBER)
    return sql(f"COALESCE(NULLIF({{}}, ''), ({_INHERITED[at.key]}), {{}})", own, at.id, own)
