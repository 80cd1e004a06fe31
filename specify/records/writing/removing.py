"""Takes rows out of their tables, in an order that keeps every key of the database valid.

In: changes that delete, complete with what goes with them, inside a transaction. Out: nothing. The database's own keys
never cascade. Statements follow the number of tables. Kept of Specify 7: record sets lose the items that name a deleted
record; rows of old work benches and items of record sets go unseen; keys that a deletion is to empty are emptied
without raising versions.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

from django.db.models import Q

from specify.datamodel import present
from specify.datamodel.declaring import Relationship
from specify.datamodel.rows import Row
from specify.datamodel.tables import join_model, model
from specify.records.writing.cascading import SWEPT, fate
from specify.records.writing.changes import Change
from specify.records.writing.pointing import pointers

Doomed = dict[str, dict[int, Row]]
Ties = set[tuple[str, str, str]]
"""From which table, through which relationship, to which table rows of the set point."""


def remove(changes: Sequence[Change]) -> None:
    """Delete these rows and whatever hangs on them unseen."""
    doomed: Doomed = defaultdict(dict)
    for change in changes:
        if change.stored is not None:
            doomed[change.table.key][change.stored["id"]] = change.stored
    for table, rows in doomed.items():
        _let_go(table, rows)
        _sweep(table, rows)
        _unpair(table, rows)
    _leave_record_sets(doomed)
    _delete(doomed)


def _let_go(table: str, ids: Iterable[int]) -> None:
    """Empty the keys that a deletion is to empty."""
    for pointer in pointers(table):
        if fate(pointer) == "set-null":
            name = f"{pointer.way.name}_id"
            model(pointer.table)._default_manager.filter(**{f"{name}__in": list(ids)}).update(**{name: None})


def _sweep(table: str, ids: Iterable[int]) -> None:
    for source, (owner, key) in SWEPT.items():
        if owner == table and present.has(source):
            model(source)._default_manager.filter(**{f"{key}__in": list(ids)}).delete()


def _unpair(table: str, ids: Iterable[int]) -> None:
    """Take rows out of the join tables they are paired in."""
    for way in present.tables()[table].relationships.values():
        if way.through:
            join = present.join_tables()[way.through]
            near = join.left if join.left.target.lower() == table else join.right
            join_model(way.through)._default_manager.filter(**{f"{near.name}_id__in": list(ids)}).delete()


def _leave_record_sets(doomed: Doomed) -> None:
    """Take records out of the record sets of their tables."""
    named = [
        Q(recordSet__dbTableId=present.tables()[table].number, recordId__in=list(rows))
        for table, rows in doomed.items()
        if table != "recordsetitem"
    ]
    if named:
        items = model("recordsetitem")._default_manager
        found = items.filter(reduce(or_, named)).values_list("pk", flat=True)
        # Asked first: MariaDB would go through all items for a deletion that joins.
        if ids := list(found):
            items.filter(pk__in=ids).delete()


def _delete(doomed: Doomed) -> None:
    """Delete the rows that point to others before these; where they point in a circle, empty a key first."""
    ties = _ties(doomed)
    for table, way, target in [tie for tie in ties if tie[0] == tie[2]]:
        _untie(doomed, table, way)
        ties.discard((table, way, target))
    left = dict(doomed)
    while left:
        held = {target for source, _way, target in ties if source in left}
        free = [table for table in left if table not in held]
        if not free:
            table, way, target = next(tie for tie in sorted(ties) if tie[0] in left and _may_untie(tie))
            _untie(doomed, table, way)
            ties.discard((table, way, target))
        for table in free:
            model(table)._default_manager.filter(pk__in=list(left.pop(table))).delete()


def _ties(doomed: Doomed) -> Ties:
    return {
        (table, name, target)
        for table, rows in doomed.items()
        for name, way in present.tables()[table].relationships.items()
        if (target := way.target.lower()) in doomed and way.column and not _is_emptied(table, way)
        if any(row[f"{name}_id"] in doomed[target] for row in rows.values())
    }


def _is_emptied(table: str, way: Relationship) -> bool:
    """Whether the key was emptied already, because that is its fate."""
    emptied = (one for one in pointers(way.target.lower()) if fate(one) == "set-null")
    return any(one.table == table and one.way == way for one in emptied)


def _may_untie(tie: tuple[str, str, str]) -> bool:
    return present.tables()[tie[0]].relationships[tie[1]].null


def _untie(doomed: Doomed, table: str, way: str) -> None:
    model(table)._default_manager.filter(pk__in=list(doomed[table])).update(**{f"{way}_id": None})
