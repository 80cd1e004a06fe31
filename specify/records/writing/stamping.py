"""What the program itself puts into every row it writes: identifiers, owners, people, moments, versions.

In: a `Saving`. Out: the same with more values in its changes: `place` before the rules, which ask whose a row is,
`stamp` after them. Kept of Specify 7: a blank guid becomes a random one but for taxa and geography; a new row belongs
to the collection one works in, or to the first of its discipline, division and institution that it has a relationship
to; who made it is noted once, who changed it each time; a date without a precision is a full one, a precision without a
date goes; a guid of ours, a password and the user behind an agent are not set by saving a record, and are passed over
as Specify does. Changed on purpose: whatever else of these a row cannot be without is filled in, too (notebooks have
both a collection and a discipline). Moments are cut to the second, which every column can keep.
"""

import uuid
from collections.abc import Iterable

from specify.datamodel.declaring import Relationship
from specify.records.writing.changes import Change, Saving

_GIVEN_GUIDS = frozenset({"taxon", "geography"})
_WITHHELD = frozenset({("agent", "specifyUser"), ("specifyuser", "password")})
# To what a row belongs, in Specify's order. What belongs to an object is told so by its form.
_OWNERS = ("collectionObject", "collection", "discipline", "division", "institution")
_PRECISION = "Precision"


def withhold(changes: Iterable[Change]) -> None:
    """Take out what has verbs of its own, or is ours to give."""
    for change in changes:
        for name in [name for name in change.values if _is_withheld(change.table.key, name)]:
            del change.values[name]


def place(saving: Saving) -> None:
    """Say of each new row to whom it belongs."""
    for change in saving.changes:
        if change.deed != "make":
            continue
        if "collectionMemberId" in change.table.fields:
            change.put("collectionMemberId", saving.visit.place.collection_id)
        owners = [way for name in _OWNERS if (way := change.table.relationships.get(name)) and way.column]
        for way in owners:
            if way.target != "CollectionObject" and _is_ours_to_fill(change, way, is_first=way is owners[0]):
                change.put(way.name, getattr(saving.visit.place, f"{way.name}_id"))
        if "collectionMember" in change.table.relationships:  # ages came with a key where others have a number
            change.put("collectionMember", saving.visit.place.collection_id)


def stamp(saving: Saving) -> None:
    """Complete all rows to be written."""
    place(saving)
    for change in saving.changes:
        if change.deed == "delete" or change.is_empty:
            continue
        _identify(change)
        _precise(change)
        if change.deed == "make":
            change.put("timestampCreated", saving.now)
            change.put("createdByAgent", saving.visit.signing_agent())
            change.put("version", 0)
        else:
            change.put("modifiedByAgent", saving.visit.signing_agent())
            change.put("version", (change.before("version") or 0) + 1)
        change.put("timestampModified", saving.now)


def _is_withheld(table: str, name: str) -> bool:
    return (table, name) in _WITHHELD or (name == "guid" and table not in _GIVEN_GUIDS)


def _is_ours_to_fill(change: Change, way: Relationship, *, is_first: bool) -> bool:
    """Of a program's own tables a row without an owner is for everyone, which only who makes it can mean."""
    return change.now(way.name) is None and (not way.null or (is_first and not change.table.system))


def _identify(change: Change) -> None:
    is_ours = "guid" in change.table.fields and change.table.key not in _GIVEN_GUIDS
    if is_ours and not str(change.now("guid") or "").strip():
        change.put("guid", str(uuid.uuid4()))


def _precise(change: Change) -> None:
    for name in change.table.fields:
        day = name.removesuffix(_PRECISION)
        if day == name or day not in change.table.fields or not change.alters(day, name):
            continue
        if change.now(day) is None:
            change.put(name, None)
        elif change.now(name) is None:
            change.put(name, 1)
