"""What the audit log has about a record and its parts.

In: a place, a table and a record's row, or its id where there is no row any more. Out: `Entry`s, newest first. Kept of
Specify 6 and 7: the codes of what was done; rows of the log name their table by number, and their owner as parent. A
part is what the schema declares dependent, and what is embedded: those that are there are found by their keys, those
that were deleted by the owner that the log names, so that what a deleted determination held is told with its object.
Specify keeps no index on records in its log, and an adopted database gets none, so each round reads the whole log; more
than one are needed only where parts were deleted, and there are never more than `ROUNDS`. Of more than `MOST` parts
those are left out that lie deepest, as far as the log does not name their owner.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, reduce
from operator import or_
from types import MappingProxyType
from typing import Any, NamedTuple

from django.db.models import Q

from specify.datamodel import present
from specify.datamodel.declaring import Relationship, Table
from specify.datamodel.rows import Row
from specify.datamodel.selecting import Wanted, rows_by_id, rows_by_parent
from specify.datamodel.tables import model
from specify.records.writing.pointing import Asked, pointers, pointing
from specify.resources.place import Place

MAKE, CHANGE, DELETE, MERGE, MOVE, SYNONYMIZE, DESYNONYMIZE, MOVE_ITEMS = range(8)
ROUNDS = 3
MOST = 5_000
"""How many entries about one record are looked at, the newest; and about how many of its parts."""

Records = dict[str, set[int]]
"""Ids of records by table."""


class Noted(NamedTuple):
    """A field as the log has it: its name in whatever case, and its values as texts."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """What was done to one record, when, and by which agent; `parent` is its owner, or the place it belonged to."""

    moment: datetime
    agent_id: int | None
    action: int
    table: Table
    record_id: int
    parent: tuple[Table, int] | None
    noted: tuple[Noted, ...]


class _Line(NamedTuple):
    """A row of the log, as far as it is needed to find others."""

    id: int
    table: Table
    record_id: int


def entries_about(place: Place, table: Table, row: Row) -> list[int]:
    """The ids of what the log has about the record and its parts, newest first, `MOST` at most.

    Of a record that is no more its `row` has nothing but the id.
    """
    family = _family(place, table, row)
    fresh = family
    found: set[int] = set()
    for _round in range(ROUNDS):
        lines = list(_lines(place, fresh))
        found |= {line.id for line in lines}
        fresh = _new(family, ((line.table.key, line.record_id) for line in lines))
        if not fresh:
            break
    return sorted(found, reverse=True)[:MOST]


def deletion_of(table: Table, record_id: int) -> Entry | None:
    """What the log has about the deletion of a record. Reads the whole log."""
    logs: Any = model("spauditlog")._default_manager
    found = logs.filter(tableNum=table.number, recordId=record_id, action=DELETE).order_by("-pk")
    ids = list(found.values_list("pk", flat=True)[:1])
    return next(iter(read_entries(ids)), None)


def read_entries(ids: Sequence[int]) -> list[Entry]:
    """These entries with their fields, in this order. Two statements."""
    if not ids:
        return []
    noted = defaultdict(list)
    for one in rows_by_parent(Wanted("spauditlogfield", "spAuditLog_id", ("id",), None), ids):
        noted[one["spAuditLog_id"]].append(Noted(one["fieldName"], one["oldValue"], one["newValue"]))
    rows = {row["id"]: row for row in rows_by_id("spauditlog", ids)}
    return [_entry(rows[one], tuple(noted[one])) for one in ids if one in rows]


def _entry(row: Row, noted: tuple[Noted, ...]) -> Entry:
    owner, owner_id = _by_number().get(row["parentTableNum"]), row["parentRecordId"]
    return Entry(
        row["timestampCreated"],
        row["modifiedByAgent_id"] or row["createdByAgent_id"],
        row["action"],
        _by_number()[row["tableNum"]],
        row["recordId"],
        (owner, owner_id) if owner and owner_id is not None else None,
        noted,
    )


def _lines(place: Place, records: Mapping[str, set[int]]) -> Iterator[_Line]:
    """The rows about these records and what had them as owner. One statement."""
    numbers = _by_number()
    about = []
    for key, ids in records.items():
        table = present.tables()[key]
        about.append(Q(tableNum=table.number, recordId__in=ids))
        if parts := [present.tables()[way.target.lower()].number for way in _parts(place, table)]:
            about.append(Q(parentTableNum=table.number, parentRecordId__in=ids, tableNum__in=parts))
    logs: Any = model("spauditlog")._default_manager
    found = logs.filter(reduce(or_, about)).order_by("-pk").values_list("pk", "tableNum", "recordId")[:MOST]
    return (_Line(one, numbers[number], record) for one, number, record in found if number in numbers and record)


def _family(place: Place, table: Table, row: Row) -> Records:
    """The record and its parts that are there, with theirs. A statement a level, and there are few levels."""
    family: Records = defaultdict(set)
    own = {(way.target.lower(), row.get(f"{way.name}_id")) for way in _parts(place, table) if way.column}
    fresh = _new(family, [(table.key, row["id"]), *((key, number) for key, number in own if number is not None)])
    for _round in range(ROUNDS):
        asked = [
            Asked(pointer, ids)
            for key, ids in fresh.items()
            for pointer in pointers(key)
            if _is_part(present.tables()[key].relationships.get(pointer.way.other or ""))
        ]
        found = pointing(asked)
        if not found or len(found) + sum(map(len, family.values())) > MOST:
            break
        fresh = _new(family, ((one.pointer.table, one.id) for one in found))
    return family


def _is_part(way: Relationship | None) -> bool:
    return way is not None and way.dependent


def _new(family: Records, found: Iterable[tuple[str, int]]) -> Records:
    """Those that were not known, taken into the family."""
    fresh: Records = defaultdict(set)
    for key, number in found:
        if number not in family[key]:
            fresh[key].add(number)
            family[key].add(number)
    return fresh


def _parts(place: Place, table: Table) -> list[Relationship]:
    """The relationships behind which a record has parts."""
    ways = table.relationships.values()
    return [way for way in ways if way.dependent or (way.column and (table.key, way.name) in place.embedded)]


@cache
def _by_number() -> Mapping[int, Table]:
    return MappingProxyType({table.number: table for table in present.tables().values()})
