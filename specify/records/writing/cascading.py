"""What goes with rows that are deleted, and what keeps them from being deleted.

In: rows to be deleted, and the place. Out: a `Deletion`: those rows and all that go with them, each a `Change`, and
the `Blocker`s. Kept of Specify 7: what depends on a record goes with it, anything else that points to it blocks; a
to-one record of its own (attributes, an address of record, an attachment, an embedded event) goes after its owner;
keys and join tables otherwise, as the schema declares it; a discipline is kept by its collections and task semaphores,
and leaves its trees behind. Changed on purpose: what goes itself blocks nothing; a to-one record that another record
has as its own, too, stays with that one, where Specify fails; nothing goes because its creator does.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from specify.datamodel import present
from specify.datamodel.declaring import OnDelete, Relationship
from specify.datamodel.selecting import rows_by_id
from specify.datamodel.tables import model
from specify.records.writing.changes import Change, ids_of
from specify.records.writing.pointing import Asked, Pointer, counted, first_ids, pairings, pointers, pointing
from specify.resources.captions import Captions
from specify.resources.place import Place
from specify.web.refusals import Refusal

MOST = 10_000
"""Rows that can be deleted at once."""
_FIRST = 10
_TREES = ("geographytreedef", "geologictimeperiodtreedef", "lithostrattreedef", "taxontreedef", "tectonicunittreedef")
_OTHERWISE: Mapping[tuple[str, str], OnDelete] = {
    ("collection", "discipline"): "block",
    ("sptasksemaphore", "discipline"): "block",
    **{(tree, "discipline"): "set-null" for tree in _TREES},
}
SWEPT: Mapping[str, tuple[str, str]] = {
    "recordsetitem": ("recordset", "recordSet_id"),
    "workbenchdataitem": ("workbench", "workbenchRow__workbench_id"),
    "workbenchrowexportedrelationship": ("workbench", "workbenchRow__workbench_id"),
    "workbenchrowimage": ("workbench", "workbenchRow__workbench_id"),
    "workbenchrow": ("workbench", "workbench_id"),
}
"""Tables of rows without a life of their own, of which there may be very many: with what, and by which key, they go
unseen, by one statement each."""

Ids = dict[str, dict[int, Change]]
Moved = Mapping[tuple[str, str], Collection[int]]
"""By table and relationship, the rows that are changed in the same set so that they point elsewhere."""


@dataclass(frozen=True, slots=True)
class Blocker:
    """Rows of `table` that point to rows of `target` through `field`: how many, and the ids of the first."""

    table: str
    field: str
    target: str
    count: int
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Deletion:
    """What was asked for first, then what goes with it; nothing goes while there are blockers."""

    changes: tuple[Change, ...]
    blockers: tuple[Blocker, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rows go, by table."""
        return Counter(change.table.key for change in self.changes)


def fate(pointer: Pointer) -> OnDelete:
    """What becomes of a row when the row it points to is deleted."""
    if pointer.table in SWEPT:
        return "do-nothing"
    return _OTHERWISE.get((pointer.table, pointer.way.name), pointer.way.on_delete or "block")


@dataclass(frozen=True, slots=True)
class _Trace:
    """What is known while the consequences are followed; `gone` grows."""

    place: Place
    moved: Moved
    locked: bool
    gone: Ids = field(default_factory=dict)

    def without(self, pointer: Pointer) -> list[int]:
        """The rows that go themselves, and those that will not point there any more."""
        return [*self.gone.get(pointer.table, {}), *self.moved.get((pointer.table, pointer.way.name), ())]

    def is_own(self, table: str, way: Relationship) -> bool:
        """Whether the record behind it lives and dies with the row."""
        return way.dependent or (table, way.name) in self.place.embedded


def consequences(place: Place, asked: Sequence[Change], moved: Moved, *, locked: bool) -> Deletion:
    """All that goes when `asked` goes, and what blocks it. Statements follow the depth of what depends, not the rows.

    Refuses more than `MOST` rows.
    """
    trace = _Trace(place, moved, locked)
    fresh = list(asked)
    while fresh:
        for change in fresh:
            trace.gone.setdefault(change.table.key, {})[change.id or 0] = change
        if sum(map(len, trace.gone.values())) > MOST:
            raise _too_many()
        fresh = [*_dependents(trace, fresh), *_own_records(trace, fresh)]
    changes = tuple(change for rows in trace.gone.values() for change in rows.values())
    return Deletion(changes, tuple(_blockers(trace)))


def unseen(deletion: Deletion) -> Mapping[str, int]:
    """How many rows go unseen, by table. A statement for each table of which there may be any."""
    doomed = _by_table(deletion.changes)
    return {
        source: count
        for source, (owner, key) in SWEPT.items()
        if owner in doomed and present.has(source)
        if (count := model(source)._default_manager.filter(**{f"{key}__in": doomed[owner]}).count())
    }


def sentence_of(blocker: Blocker, captions: Captions, readable: Callable[[str], bool]) -> str:
    """What keeps a record from being deleted, and what to do about it; numbers only of tables that may be read."""
    names = {"target": captions.table(blocker.target), "table": captions.table(blocker.table)}
    names["field"] = captions.field(blocker.table, blocker.field)
    if not readable(blocker.table):
        told = _("%(target)s is needed by records of %(table)s, in %(field)s. You may not read these: ask who may.")
        return told % names
    told = ngettext(
        "%(target)s is needed by %(count)s record of %(table)s, in %(field)s. Change or delete that one first.",
        "%(target)s is needed by %(count)s records of %(table)s, in %(field)s. Change or delete these first.",
        blocker.count,
    )
    return told % {**names, "count": blocker.count}


def _dependents(trace: _Trace, fresh: Sequence[Change]) -> list[Change]:
    """The rows that point to these and go with them."""
    asked = [
        Asked(pointer, ids, trace.without(pointer))
        for table, ids in _by_table(fresh).items()
        for pointer in pointers(table)
        if fate(pointer) == "cascade"
    ]
    owners = {(found.pointer.table, found.id): found for found in reversed(pointing(asked))}
    changes = []
    for table, ids in _grouped(owners).items():
        for row in rows_by_id(table, ids, locked=trace.locked):
            found = owners[table, row["id"]]
            target = present.tables()[found.pointer.way.target.lower()]
            owner, way = trace.gone[target.key][found.target], target.relationships.get(found.pointer.way.other or "")
            changes.append(Change(present.tables()[table], {}, row, owner, way, deed="delete"))
    return changes


def _own_records(trace: _Trace, fresh: Sequence[Change]) -> list[Change]:
    """The records behind to-one relationships that are these rows' own, unless others have them too."""
    owners: dict[tuple[str, int], tuple[Change, str]] = {}
    for change in fresh:
        for name, way in change.table.relationships.items():
            key = change.before(name) if way.column else None
            if key is not None and trace.is_own(change.table.key, way):
                owners.setdefault((way.target.lower(), key), (change, name))
    wanted = {table: ids - trace.gone.get(table, {}).keys() for table, ids in _grouped(owners).items()}
    changes = []
    for table, ids in _not_shared(trace, wanted).items():
        for row in rows_by_id(table, ids, locked=trace.locked):
            owner, name = owners[table, row["id"]]
            way = owner.table.relationships[name]
            changes.append(Change(present.tables()[table], {}, row, owner, way, deed="delete"))
    return changes


def _not_shared(trace: _Trace, wanted: Mapping[str, set[int]]) -> dict[str, set[int]]:
    """Those of the rows that no other record has as its own."""
    asked = [
        Asked(pointer, ids, trace.without(pointer))
        for table, ids in wanted.items()
        if ids
        for pointer in pointers(table)
        if trace.is_own(pointer.table, pointer.way)
    ]
    shared: dict[str, set[int]] = defaultdict(set)
    for found in pointing(asked):
        shared[found.pointer.way.target.lower()].add(found.target)
    return {table: left for table, ids in wanted.items() if (left := ids - shared[table])}


def _blockers(trace: _Trace) -> Iterable[Blocker]:
    """What points to any of these rows, does not go with them, and has no other fate."""
    asked = [
        Asked(pointer, rows.keys(), trace.without(pointer))
        for table, rows in trace.gone.items()
        for pointer in pointers(table)
        if fate(pointer) == "block"
    ]
    asked += [
        Asked(pair, rows.keys(), trace.gone.get(pair.table, {}).keys())
        for table, rows in trace.gone.items()
        for pair in pairings(table)
        if fate(pair) == "block"
    ]
    blocking = counted(asked)
    firsts = first_ids([one for one, _count in blocking], _FIRST)
    for number, (one, count) in enumerate(blocking):
        table, _source, _id, way = one.pointer
        yield Blocker(table, way.name, way.target.lower(), count, tuple(firsts.get(number, ())))


def _by_table(changes: Iterable[Change]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for change in changes:
        found[change.table.key] |= ids_of([change.id])
    return found


def _grouped(keys: Iterable[tuple[str, int]]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for table, row_id in keys:
        found[table].add(row_id)
    return found


def _too_many() -> Refusal:
    told = _("Nothing was deleted: more than %(most)s records would go at once.") % {"most": MOST}
    return Refusal(422, _("Too much at once"), told, _("Delete what belongs to it first, in several steps."))
