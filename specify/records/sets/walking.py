"""Walking through a record set: where in it a record stands, and which records come before and after it.

In: a visit, a set of the person's, the id of one of its records. Out: a `Walk`. It costs as much at the end of a large
set as at its beginning: a few items around the record are looked at, and more only where none of these can
be shown. Kept of Specify 7: one walks in the order in which the records came into the set. Changed on purpose: records
that were deleted, or belong to another collection, are passed over, though the numbers count them; so is a record where
the set names it again.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.models import Count, Min, Q

from specify.datamodel.declaring import Table
from specify.records.sets.reading import RecordSet, find_record_set, items_of
from specify.security.entering import Visit
from specify.security.scoping import visible_ids
from specify.web.addresses import LARGEST_ID, number_in

NAME = "set"
"""What an address calls the set that one walks through."""
_LOOKED_AT, _FURTHER = 20, 25
"""How many items are looked at in each direction at first, and how many times as many when that was not enough."""
# Where one looks from, in which direction, and in which order.
_WAYS = {"first": (">", "ASC"), "previous": ("<", "DESC"), "next": (">", "ASC"), "last": ("<", "DESC")}
_ITEMS = """
SELECT '{way}' AS way, item, record FROM (
    SELECT RecordSetItemID AS item, RecordId AS record FROM recordsetitem
    WHERE RecordSetID = %s AND RecordSetItemID {sign} %s ORDER BY RecordSetItemID {order} LIMIT %s
) {way}_items
"""


@dataclass(frozen=True, slots=True)
class Walk:
    """A step of a walk: a record's place in the set, counted from 1, and the ids of others, None beyond the ends."""

    record_set: RecordSet
    record_id: int
    place: int
    total: int
    first: int | None
    previous: int | None
    next: int | None
    last: int | None


def walk_at(visit: Visit, table: Table, record_id: int, asked: str) -> Walk | None:
    """Where one is on a walk through the set whose id is `asked` for; None where the record is in no such set."""
    set_id = number_in(asked)
    if set_id is None or not visit.rights.readable("recordset"):
        return None
    record_set = find_record_set(visit, set_id)
    if record_set is None or record_set.table is not table:
        return None
    return walk_through(visit, record_set, record_id)


def walk_through(visit: Visit, record_set: RecordSet, record_id: int) -> Walk | None:
    """The step at that record; None where it is not in the set. Five statements, however large the set."""
    items = items_of(record_set.id).order_by()
    here = items.aggregate(item=Min("pk", filter=Q(recordId=record_id)), total=Count("pk"))
    if here["item"] is None:
        return None
    place: int = items.filter(pk__lte=here["item"]).count()
    starts = {"first": 0, "previous": here["item"], "next": here["item"], "last": LARGEST_ID}
    found = _nearest(visit, record_set, starts)
    return Walk(record_set, record_id, place, here["total"], **found)


def first_of(visit: Visit, record_set: RecordSet) -> int | None:
    """The record with which a walk begins."""
    return _nearest(visit, record_set, {"first": 0})["first"]


def _nearest(visit: Visit, record_set: RecordSet, starts: dict[str, int]) -> dict[str, int | None]:
    """The next record that can be shown, from these items on in each direction."""
    found: dict[str, int | None] = dict.fromkeys(starts)
    many = _LOOKED_AT
    while starts:
        items = _items(record_set, starts, many)
        records = {record for pairs in items.values() for _item, record in pairs}
        here = visible_ids(record_set.table, visit.place, records) if records else frozenset()
        met = {way: next((pair for pair in pairs if pair[1] in here), None) for way, pairs in items.items()}
        named = _named_first(record_set, [pair[1] for pair in met.values() if pair])
        for way, pair in met.items():
            if pair and named[pair[1]] == pair[0]:
                found[way] = pair[1]
            elif pair or len(items[way]) == many:
                starts[way] = pair[0] if pair else items[way][-1][0]
                continue
            del starts[way]
        many *= _FURTHER
    return found


def _items(record_set: RecordSet, starts: dict[str, int], many: int) -> dict[str, list[tuple[int, int]]]:
    """The items that follow in each direction, with the records that they name. One statement."""
    parts = [_ITEMS.format(way=way, sign=_WAYS[way][0], order=_WAYS[way][1]) for way in starts]
    values = [value for start in starts.values() for value in (record_set.id, start, many)]
    found: dict[str, list[tuple[int, int]]] = {way: [] for way in starts}
    with connections["default"].cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        rows: Any = cursor.fetchall()
    for way, item, record in rows:
        found[way].append((item, record))
    return {way: sorted(pairs, reverse=_WAYS[way][1] == "DESC") for way, pairs in found.items()}


def _named_first(record_set: RecordSet, records: list[int]) -> dict[int, int]:
    """Which item names each of these records first."""
    items = items_of(record_set.id).order_by().filter(recordId__in=records).values("recordId")
    return dict(items.annotate(item=Min("pk")).values_list("recordId", "item")) if records else {}
