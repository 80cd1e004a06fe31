"""A copy of a stored record, as what a new form begins with.

In: a visit, a table, a stored row; later the form as it was sent. Out: what the form begins with: names of its records
with the stored ones that they are like; and again and again what is copied of each, read anew through the collection's
scope. What nobody changes is saved as it is stored in the other record, whatever awkward value that is and whether or
not the form shows it. Kept of Specify 7: dependents are copied along, records that are merely referred to are not;
marks stay as they are. On purpose otherwise: each dependent is a row of the form that can be taken out before anything
is saved, and no form has more than `MOST_NEW`, of which the smallest relationships get all that they have; what is
somebody's own is the own of who copies it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from django.db.models import Exists, OuterRef
from django.urls import reverse

from specify.datamodel import present
from specify.datamodel.declaring import Relationship, Table
from specify.datamodel.rows import Children, Row, Rows, settled
from specify.datamodel.tables import model
from specify.layouts.filling.names import Step, steps_to
from specify.layouts.filling.sent import Sent, joined
from specify.records.copying.carried import carried
from specify.records.copying.copyable import copied_along, copyable
from specify.records.filling.posting import MOST_NEW, new_rows_in
from specify.records.headline import Headline, headline_of
from specify.records.views import find_row
from specify.security.entering import Visit
from specify.security.scoping import own_limits

_OWNER = "specifyuser_id"


@dataclass(frozen=True, slots=True)
class Source:
    """The record that a form is a copy of: what it is called, and where it is."""

    headline: Headline
    address: str


class _Place(NamedTuple):
    """A stored record on the walk through what is to be copied, and the name it has in the form."""

    name: str
    table: Table
    row: Row


class _Group(NamedTuple):
    """The dependents behind one relationship of such a record."""

    place: _Place
    way: Relationship
    children: Children


@dataclass(slots=True)
class _Walk:
    """What is found on that walk: as `Sent` has it. Rows that are one of several wait for their share of the room."""

    like: dict[str, int]
    added: list[str] = field(default_factory=list)
    omitted: dict[str, int] = field(default_factory=dict)
    waiting: list[_Group] = field(default_factory=list)


def copy_of(visit: Visit, table: Table, row: Row, *, is_carried: bool = False) -> Sent:
    """What a form that is like the stored row begins with; if it `is_carried`, only what this person carries forward.

    Two statements for each table that has dependents to be copied.
    """
    rows, walk = Rows(own_limits(visit.place)), _Walk({"": row["id"]})
    rows.put(table.key, row)
    level = [_Place("", table, row)]
    while level:
        groups = [one for one in _behind(visit, rows, level, is_carried=is_carried) if one.children]
        walk.waiting += [one for one in groups if one.way.is_to_many]
        level = [inside for one in groups if not one.way.is_to_many for inside in _entered(visit, walk, one, 1)]
        level = level or _seated(visit, walk)
    sent = Sent(added=tuple(walk.added), like=walk.like, is_carried=is_carried, omitted=walk.omitted)
    return with_copies(visit, table, sent, rows)


def _behind(visit: Visit, rows: Rows, level: Sequence[_Place], *, is_carried: bool) -> Iterator[_Group]:
    """The dependents of these records, by relationship."""
    ways = {place.table.key: tuple(_ways(visit, place.table, is_carried)) for place in level}
    there = set().union(*(_filled(level, key, ways[key]) for key in ways))
    asked = [
        (place, way)
        for place in level
        for way in ways[place.table.key]
        if (place.table.key, place.row["id"], way.name) in there
    ]
    found = settled(rows, lambda: [_children(rows, place, way) for place, way in asked])
    return (_Group(place, way, children) for (place, way), children in zip(asked, found, strict=True))


def _ways(visit: Visit, table: Table, is_carried: bool) -> Iterator[Relationship]:
    """The relationships to dependents that are copied along."""
    names = carried(visit, table) if is_carried else None
    return (way for way in copied_along(visit, table) if names is None or way.name in names)


def _filled(level: Sequence[_Place], table_key: str, ways: Sequence[Relationship]) -> set[tuple[str, int, str]]:
    """Behind which relationships of the records of one table there is anything. One statement."""
    owners = {place.row["id"]: place.row for place in level if place.table.key == table_key}
    with_key = [way for way in ways if way.column]
    found = {(table_key, key, way.name) for key, row in owners.items() for way in with_key if row[f"{way.name}_id"]}
    others = {f"has_{at}": way for at, way in enumerate(ways) if not way.column}
    exists = {
        name: Exists(model(way.target.lower())._default_manager.filter(**{f"{way.other}_id": OuterRef("pk")}))
        for name, way in others.items()
    }
    if exists:
        query = model(table_key)._default_manager.filter(pk__in=owners).annotate(**exists)
        for row in query.values("pk", *exists):
            found |= {(table_key, row["pk"], others[name].name) for name in exists if row[name]}
    return found


def _children(rows: Rows, place: _Place, way: Relationship) -> Children:
    """The records behind a relationship, as far as they are loaded."""
    if not way.column:
        limit = MOST_NEW if way.is_to_many else 1
        return rows.children(place.table.key, way.name, place.row["id"], limit=limit) or Children()
    found = rows.get(way.target.lower(), place.row[f"{way.name}_id"])
    children = Children([found] if found else [])
    children.total = len(children)
    return children


def _seated(visit: Visit, walk: _Walk) -> list[_Place]:
    """Those that waited for room: a relationship with few rows has all of them before one with many has any."""
    groups, walk.waiting = walk.waiting, []
    left, rooms = MOST_NEW - len(walk.added), [0] * len(groups)
    for at in sorted(range(len(groups)), key=lambda at: groups[at].children.total):
        if _may_copy(visit, _target(groups[at])):
            rooms[at] = min(left, groups[at].children.total)
            left -= rooms[at]
    return [inside for one, room in zip(groups, rooms, strict=True) for inside in _entered(visit, walk, one, room)]


def _target(group: _Group) -> Table:
    return present.tables()[group.way.target.lower()]


def _entered(visit: Visit, walk: _Walk, group: _Group, room: int) -> Iterator[_Place]:
    """The dependents that there is room for, with the names that they get."""
    (place, way, children), target = group, _target(group)
    if not _may_copy(visit, target):
        walk.omitted[target.key] = 0
        return
    if children.total > room:
        walk.omitted[target.key] = walk.omitted.get(target.key, 0) + children.total - room
    for number, child in enumerate(children[:room], 1):
        name = joined(place.name, f"{way.name}.n{number}" if way.is_to_many else way.name)
        walk.added += [name] if way.is_to_many else []
        walk.like[name] = child["id"]
        yield _Place(name, target, child)


def _may_copy(visit: Visit, table: Table) -> bool:
    return visit.rights.readable(table.key) and visit.rights.may_table(table.key, "create")


def with_copies(visit: Visit, table: Table, sent: Sent, rows: Rows | None = None) -> Sent:
    """The same with what is copied of the records it is like; of those that are there no more, nothing.

    They are read now, by one statement for each table, but for those that `rows` have.
    """
    if not sent.like:
        return sent
    columns: dict[str, Sequence[str]] = {}
    copies = {}
    for name, (there, row) in _sources(visit, table, sent, rows).items():
        if there.key not in columns:
            columns[there.key] = tuple(_columns(visit, there, sent.is_carried))
        copies[name] = {column: _own(visit, column, row[column]) for column in columns[there.key] if column in row}
    return replace(sent, copies=copies)


def _own(visit: Visit, column: str, value: object) -> object:
    """What a copy has of a column: what is somebody's becomes that of who copies it."""
    return visit.user.pk if value is not None and column.lower() == _OWNER else value


def without_source(visit: Visit, table: Table, sent: Sent) -> Mapping[str, Table]:
    """Of the records that the form still has, those that nothing can be copied into any more, by name."""
    rows = set(sent.added)
    names = [one for one in sent.like if one not in sent.copies and rows.issuperset(new_rows_in(one))]
    steps = {name: steps_to(table, name, present.tables()) for name in names}
    return {name: found[-1].table for name, found in steps.items() if found}


def begun_alone(sent: Sent, names: Collection[str]) -> Sent:
    """The same with these records like no other one, and without rows in which nothing is then."""
    like = {name: one for name, one in sent.like.items() if name not in names}
    empty = [row for row in names if not any(one.startswith(f"{row}.") for one in (*sent.texts, *like))]
    return replace(sent, like=like, added=tuple(row for row in sent.added if row not in empty))


def _sources(visit: Visit, table: Table, sent: Sent, rows: Rows | None) -> Mapping[str, tuple[Table, Row]]:
    """The stored records that those of the form are like, each still behind its owner; owners first."""
    root = rows.get(table.key, sent.like[""]) if rows else find_row(visit, table, sent.like.get("", 0))
    rows = rows or Rows(own_limits(visit.place))
    places = {name: step for name in sent.like if name and (step := _last_step(visit, table, name, sent))}
    found = settled(rows, lambda: {name: rows.get(step.table.key, sent.like[name]) for name, step in places.items()})
    sources: dict[str, tuple[Table, Row]] = {"": (table, root)} if root else {}
    for name, step in sorted(places.items(), key=lambda place: place[0].count(".")):
        above, row = name.rpartition(".")[0], found[name]
        _, owner = sources.get(above.rpartition(".")[0] if step.row else above, (None, None))
        if row and owner and step.way and _is_behind(owner, step.way, row):
            sources[name] = step.table, row
    return sources


def _last_step(visit: Visit, table: Table, name: str, sent: Sent) -> Step | None:
    """How the record of that name is reached from its owner; None for one that the form does not have or may not."""
    steps = steps_to(table, name, present.tables()) or ()
    if len(steps) < 2 or (steps[-1].row and name not in sent.added):
        return None
    is_copied = steps[-1].way in copied_along(visit, steps[-2].table) and _may_copy(visit, steps[-1].table)
    return steps[-1] if is_copied else None


def _is_behind(owner: Row, way: Relationship, row: Row) -> bool:
    """Whether the row is still one of those behind the relationship."""
    if way.column:
        return bool(owner.get(f"{way.name}_id") == row["id"])
    return bool(row.get(f"{way.other}_id") == owner["id"])


def _columns(visit: Visit, table: Table, is_carried: bool) -> Iterator[str]:
    """What is copied, by the names that it has in a row."""
    names = carried(visit, table) if is_carried else None
    for member in copyable(visit, table):
        if names is None or member.name in names:
            yield f"{member.name}_id" if isinstance(member, Relationship) else member.name


def source_of(visit: Visit, table: Table, sent: Sent, rows: Rows) -> Source | None:
    """The record that the form is a copy of; None where it is there no more."""
    row = find_row(visit, table, sent.like[""]) if "" in sent.like else None
    if row is None:
        return None
    rows.put(table.key, row)
    way = {**visit.place.way, "table": table.key, "record_id": row["id"]}
    return Source(headline_of(visit, table, row, rows), reverse("records-show", kwargs=way))
