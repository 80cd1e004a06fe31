"""What a form that was sent asks to change: the texts of its controls in, changes of records out.

In: a visit, the record a form is about, and what was sent. Out: a `Planned` form: changes for `saving.save`, and what
another person has changed meanwhile in the same fields. A control counts only if it was sent with something else than
it held when the form was opened; so what nobody touched is never written, whatever awkward value is stored. Kept of
Specify 7: dependents are saved with their record, whose version rises with theirs. Reads the records anew, so it is
called within the transaction that saves.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from specify.datamodel.declaring import Table
from specify.datamodel.rows import UNSAVED, Row, Rows
from specify.layouts.filling.controls import entry_of
from specify.layouts.filling.filled import Entry
from specify.layouts.filling.names import Member, PlacedPair, Step, order_cell, pairs_at, steps_to, sub_at, way_to
from specify.layouts.filling.order import order_field
from specify.layouts.filling.overlaid import begun_row, new_row
from specify.layouts.filling.sent import Sent, joined, names_within
from specify.layouts.filling.writer import Writer
from specify.layouts.form import Form, Pair
from specify.layouts.values import related_row
from specify.records.filling.digests import ID, digest, fields_in, held, parts_of, sent_for
from specify.records.writing.changes import Change


@dataclass(frozen=True, slots=True)
class Control:
    """One field that was sent: its name, where it leads, the cell it comes from, and what it holds as it is stored."""

    name: str
    record: str
    member: Member
    row: Row
    pair: Pair | None = None
    entry: Entry | None = None

    @property
    def stored(self) -> tuple[str, str]:
        """The text and the id that the control would hold now."""
        return held(self.entry) if self.entry else ("", "")


@dataclass(frozen=True, slots=True)
class Collision:
    """A field that two people changed: what was sent, and what is stored meanwhile."""

    control: Control
    mine: tuple[str, str]
    theirs: tuple[str, str]


@dataclass(slots=True)
class Planned:
    """What a form asks for, by the names of its records; "" is the form's own.

    `changed` is what this person changed, `theirs` what only others did, `lost` the names of controls that were filled
    in for records that others have deleted; `contested` are the names of rows that are taken out though others have
    changed them, each with what these changed; `orders` are the relationships whose rows two people put in different
    orders, each with the order numbers that were sent.
    """

    changes: dict[str, Change] = field(default_factory=dict)
    changed: list[Control] = field(default_factory=list)
    theirs: list[Control] = field(default_factory=list)
    collisions: list[Collision] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    contested: dict[str, list[Control]] = field(default_factory=dict)
    orders: dict[str, list[Control]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Planning:
    """One form on its way: who fills it in (with nothing sent), its layout, its own table and row, what was sent."""

    writer: Writer
    form: Form
    table: Table
    row: Row
    sent: Sent

    @property
    def rows(self) -> Rows:
        """What is stored."""
        return self.writer.reader.rows


def plan(planning: Planning) -> Planned:
    """The changes that were asked for, without their values, which `changed` says who is to read."""
    found, rows = _loaded(planning)
    controls = [control for control in found.values() if control]
    planned = Planned(lost=[name for name, control in found.items() if control is None and _is_lost(planning, name)])
    if planning.row["id"] == UNSAVED:
        _change_of(planning, planned, "")
    for name in planning.sent.copies:
        _change_of(planning, planned, name)
    for control in controls:
        _consider(planning, planned, control)
    _gather_orders(planning, planned, controls)
    for name in rows:
        change = _change_of(planning, planned, name)
        if change is not None and name in planning.sent.removed:
            change.deed = "delete"
    for control in controls:
        if _is_missing(planning, planned, control):
            planned.changes[control.record].needed.add(control.member.member.name)
    return planned


def _loaded(planning: Planning) -> tuple[Mapping[str, Control | None], Sequence[str]]:
    """The controls that were sent, by name, and the rows put in and taken out, with all that is stored of them."""
    sent, form_of = planning.sent, planning.writer.reader.form_of
    names = fields_in((*sent.texts, *names_within(sent.removed, sent.digests)))
    placed = {name: (*pairs_at(planning.form, name, form_of), *_order_cells(planning, name)) for name in names}
    while True:
        controls = {name: _control(planning, name, pairs) for name, pairs in placed.items()}
        rows = [name for name in (*sent.added, *sent.removed) if _is_of_many(planning, name)]
        if not planning.rows.load():
            return controls, rows


def _order_cells(planning: Planning, name: str) -> Iterator[PlacedPair]:
    """The cell of a number that puts records in order, which their layout may not have."""
    reader = planning.writer.reader
    member = way_to(planning.table, name, reader.tables)
    cell = order_cell(member, reader.captions.field(member.table.key, member.member.name)) if member else None
    if cell:
        yield PlacedPair(cell, name.rpartition(".")[0])


def _control(planning: Planning, name: str, placed: Sequence[PlacedPair]) -> Control | None:
    """What a name leads to; None for names that lead nowhere, or into records that are not those of the form."""
    member = way_to(planning.table, name, planning.writer.reader.tables)
    record = name.rpartition(".")[0]
    row = row_of(planning, record) if member else None
    if member is None or not row:
        return None
    found: list[tuple[Pair, Entry]] = []
    for pair, there in placed:
        at = row_of(planning, there)
        entry = entry_of(planning.writer, pair, at, there) if at else None
        found.extend((pair, one) for one in _flat(entry) if one.kind != "read" and one.name.removesuffix(".id") == name)
    unchanged = (one for one in found if _is_as_opened(planning, one[1]))
    return Control(name, record, member, row, *next(unchanged, found[0] if found else (None, None)))


def _is_as_opened(planning: Planning, entry: Entry) -> bool:
    return all(digest(text) == planning.sent.digests.get(name) for name, text in parts_of(entry))


def _flat(entry: Entry | None) -> Iterator[Entry]:
    if entry is not None:
        yield from entry.inner or (entry,)


def _is_of_many(planning: Planning, name: str) -> bool:
    """Whether that is one of several records of the form."""
    steps = steps_to(planning.table, name, planning.writer.reader.tables)
    return bool(steps and steps[-1].row and row_of(planning, name))


def row_of(planning: Planning, record: str) -> Row | None:
    """The row of the record of that name, an empty one where it is to be made; None where it is none of the form's."""
    steps = steps_to(planning.table, record, planning.writer.reader.tables)
    row: Row | None = planning.row if steps else None
    here, name = planning.table, ""
    for step in (steps or ())[1:]:
        way = step.way
        name = joined(joined(name, way.name), step.row) if way and step.row else joined(name, way.name if way else "")
        if row is None or way is None or not planning.writer.owns(here.key, way):
            return None
        row = _many(planning, row, step, name) if step.row else _one(planning, row, (here, step), name)
        here = step.table
    return row


def _one(planning: Planning, owner: Row, way: tuple[Table, Step], name: str) -> Row | None:
    """The one record behind a relationship; a row that begins while there is none."""
    here, step = way
    if step.way is None or owner["id"] == UNSAVED:
        return begun_row(planning.sent, step.table, name)
    return related_row(planning.writer.reader, (here.key, step.way.name, step.table.key), owner) or new_row(step.table)


def _many(planning: Planning, owner: Row, step: Step, name: str) -> Row | None:
    """One of the records behind a relationship; a new one if the form has it."""
    if not step.row.isdecimal():
        return begun_row(planning.sent, step.table, name) if name in planning.sent.added else None
    row = planning.rows.get(step.table.key, int(step.row))
    other = step.way.other if step.way else None
    return row if row and row.get(f"{other}_id") == owner["id"] else None


def _consider(planning: Planning, planned: Planned, control: Control) -> None:
    """Judge a control; one in a row that is taken out only says whether somebody else has changed the row."""
    gone = _taken_out(planning, control)
    if not gone:
        _judge(planning, planned, control)
    elif _is_theirs(planning, control):
        planned.contested.setdefault(gone, []).append(control)


def _taken_out(planning: Planning, control: Control) -> str:
    """The row that is taken out with the control; "" where none is."""
    return next((row for row in planning.sent.removed if f"{control.record}.".startswith(f"{row}.")), "")


def _gather_orders(planning: Planning, planned: Planned, controls: Iterable[Control]) -> None:
    """Make one question of an order that two people changed: its numbers mean nothing one by one."""
    numbers: dict[str, list[Control]] = defaultdict(list)
    for control in controls:
        if control.member.is_place and control.row["id"] != UNSAVED and not _taken_out(planning, control):
            numbers[control.record.rpartition(".")[0]].append(control)
    changed = {one.name for one in planned.changed}
    for relationship, some in numbers.items():
        mine = [one for one in some if one.name in changed]
        is_mine = any(_digests(sent_for(planning.sent.texts, one.name)) != _digests(one.stored) for one in mine)
        if is_mine and any(_is_theirs(planning, one) for one in some) and _is_in_order(planning, relationship):
            planned.orders[relationship] = some
    asked = {one.name for some in planned.orders.values() for one in some}
    planned.collisions = [one for one in planned.collisions if one.control.name not in asked]
    planned.theirs = [one for one in planned.theirs if one.name not in asked]


def _is_in_order(planning: Planning, relationship: str) -> bool:
    """Whether the form has these rows in the order of their numbers."""
    sub = sub_at(planning.form, relationship, planning.writer.reader.form_of)
    return sub is not None and bool(order_field(planning.writer.reader.tables[sub.target], sub))


def _judge(planning: Planning, planned: Planned, control: Control) -> None:
    """Note a control that the person changed, and whether somebody else did so, too."""
    mine = sent_for(planning.sent.texts, control.name)
    is_new = control.row["id"] == UNSAVED
    is_theirs = not is_new and _is_theirs(planning, control)
    if planning.sent.is_copied(control.name):
        is_mine = _digests(mine) != _digests(control.stored)
    else:
        is_mine = _is_mine(planning, control) or (is_new and any(mine) and _is_made(planning, control))
    if not is_mine:
        planned.theirs.extend([control] if is_theirs else ())
        return
    if is_theirs and _digests(mine) != _digests(control.stored):
        planned.collisions.append(Collision(control, mine, control.stored))
    _change_of(planning, planned, control.record)
    planned.changed.append(control)


def _is_mine(planning: Planning, control: Control) -> bool:
    """Whether it was sent with something else than it held; than is stored, where nobody knows what it held."""
    sent = planning.sent
    parts = zip((control.name, control.name + ID), control.stored, strict=True)
    return any(
        digest(sent.texts[name]) != sent.digests.get(name, digest(now)) for name, now in parts if name in sent.texts
    )


def _is_theirs(planning: Planning, control: Control) -> bool:
    """Whether the record holds something else by now; a record that it names is the same whatever it is called."""
    held_then = planning.sent.digests
    text, chosen = control.stored
    name, now = (control.name + ID, chosen) if control.name + ID in held_then else (control.name, text)
    return control.entry is not None and name in held_then and digest(now) != held_then[name]


def _is_lost(planning: Planning, name: str) -> bool:
    """Whether something was put in where there is no record any more; what is gone needs no place among the others."""
    sent, parts = planning.sent, (name, name + ID)
    member = way_to(planning.table, name, planning.writer.reader.tables)
    is_ours = member is not None and not member.is_place
    return is_ours and any(sent.texts.get(one) and digest(sent.texts[one]) != sent.digests.get(one) for one in parts)


def _is_missing(planning: Planning, planned: Planned, control: Control) -> bool:
    """Whether it was left empty though the form asks for it; a stored record that never had it may stay as it is."""
    if control.entry is None or not control.entry.required or any(sent_for(planning.sent.texts, control.name)):
        return False
    change = planned.changes.get(control.record)
    return change is not None and (change.deed == "make" or control in planned.changed)


def _digests(parts: tuple[str, str]) -> tuple[str, str]:
    return digest(parts[0]), digest(parts[1])


def _is_made(planning: Planning, control: Control) -> bool:
    """Whether a row is to be made in any case, so that what the form proposed for it counts as put in."""
    return planning.row["id"] == UNSAVED or any(step.row.startswith("n") for step in control.member.steps)


def _change_of(planning: Planning, planned: Planned, record: str) -> Change | None:
    """The change of the record of that name, begun where it is asked for first; None where it is none of the form's."""
    if record in planned.changes:
        return planned.changes[record]
    steps, row = steps_to(planning.table, record, planning.writer.reader.tables), row_of(planning, record)
    if not steps or row is None:
        return None
    is_new = row["id"] == UNSAVED
    copied = values_copied(planning.sent.copies.get(record, {}), steps[-1].table)
    change = Change(
        steps[-1].table,
        dict(copied),
        stored=None if is_new else row,
        way=steps[-1].way,
        name=record,
        id=None if is_new else row["id"],
        deed="make" if is_new else "change",
        copied=copied,
    )
    if record:
        above = record.rpartition(".")[0]
        change.owner = _change_of(planning, planned, above.rpartition(".")[0] if steps[-1].row else above)
        _tie(change)
    planned.changes[record] = change
    return change


def values_copied(copy: Row, table: Table) -> dict[str, Any]:
    """What is copied of a row as values of a change; what is empty there says nothing."""
    keys = {f"{way.name}_id": way.name for way in table.relationships.values() if way.column}
    return {keys.get(name, name): value for name, value in copy.items() if value is not None}


def _tie(change: Change) -> None:
    """Point a new record and its owner to each other, on whichever side the key is."""
    owner, way = change.owner, change.way
    if change.deed != "make" or owner is None or way is None:
        return
    if way.column:
        owner.values[way.name] = change
    elif way.other:
        change.values[way.other] = owner if owner.id is None else owner.id


def touch_owners(changes: Mapping[str, Change]) -> None:
    """Raise the versions of all records whose dependents change, as clients rely on that hold both together."""
    for change in changes.values():
        owner = None if change.is_empty else change.owner
        while owner is not None:
            owner.touched = owner.deed == "change"
            owner = owner.owner
