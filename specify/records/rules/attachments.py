"""Attachments: each says to what kind of record it belongs, and to which part of the institution.

Kept of Specify 7: whenever a row that joins an attachment to a record is saved, the attachment takes the number of the
record's table and the record's level, without raising its version; a new one that nothing joins yet names its own
table; a joining row without an attachment is passed over; an attachment that a data set goes on using, once its record
lets go of it, belongs to the data set.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.records.writing.changes import Change, Saving, id_of
from specify.records.writing.levels import SCOPE_TYPES, owner_of

_DATA_SETS = 1012
_DATA_SET_JOIN = "spdatasetattachment"


@cache
def joins() -> Mapping[str, str]:
    """The tables that join attachments to records, each with the way to the record."""
    found = {}
    for key, table in present.tables().items():
        attachment = table.relationships.get("attachment")
        if attachment is not None and attachment.dependent:
            ways = (way for way in table.relationships.values() if way is not attachment)
            found[key] = next(way.name for way in ways if way.column and way.other)
    return MappingProxyType(found)


def before(saving: Saving) -> None:
    """Pass over what joins nothing, and say of new attachments to what they belong."""
    tables = joins()
    saving.changes = [change for change in saving.changes if not _joins_nothing(change, tables)]
    for change in saving.of("attachment", deeds=("make",)):
        if change.now("tableID") is None:
            change.put("tableID", change.table.number)
    for attachment, belonging in _belongings(saving).items():
        if isinstance(attachment, Change):
            for name, value in belonging.items():
                attachment.put(name, value)


def after(saving: Saving) -> None:
    """Say the same of those that are stored: one statement for each kind of record."""
    alike: dict[tuple[tuple[str, int], ...], list[int]] = defaultdict(list)
    for attachment, belonging in _belongings(saving).items():
        if isinstance(attachment, int):
            alike[tuple(belonging.items())].append(attachment)
    for values, ids in alike.items():
        model("attachment")._default_manager.filter(pk__in=ids).update(**dict(values))
    _hand_over(saving)


def _joins_nothing(change: Change, tables: Mapping[str, str]) -> bool:
    return change.deed == "make" and change.table.key in tables and change.now("attachment") is None


def _belongings(saving: Saving) -> dict[object, dict[str, int]]:
    """By attachment that is joined in this set, what it is to say."""
    tables = joins()
    joined = [change for change in saving.of(*tables) if change.now("attachment") is not None]
    return saving.settled(
        lambda: {change.now("attachment"): _belonging(saving, change, tables[change.table.key]) for change in joined}
    )


def _belonging(saving: Saving, change: Change, way: str) -> dict[str, int]:
    owner = present.tables()[change.table.relationships[way].target.lower()]
    level, owner_id = owner_of(owner, saving.visit.place, lambda *names: saving.at(change, way, *names))
    return {"tableID": owner.number, "scopeType": SCOPE_TYPES[level], "scopeID": owner_id}


def _hand_over(saving: Saving) -> None:
    """Give attachments that stay behind their joining rows to the data sets that use them."""
    gone = {change.id for change in saving.of("attachment", deeds=("delete",))}
    left = {
        attachment
        for change in saving.of(*joins(), deeds=("delete",))
        if change.table.key != _DATA_SET_JOIN and (attachment := id_of(change.before("attachment"))) not in gone
    }
    if left and present.has(_DATA_SET_JOIN):
        used = model(_DATA_SET_JOIN)._default_manager.filter(attachment_id__in=left).values("attachment_id")
        model("attachment")._default_manager.filter(pk__in=used).update(tableID=_DATA_SETS)
