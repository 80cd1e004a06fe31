"""What the button Save does: a form that was sent becomes records.

In: an opened form with what was sent. Out: the record, saved with its dependents in one transaction; or `NotSaved` with
all problems, `Collided` when somebody else has changed the same fields meanwhile, `SourceGone` when what the form is a
copy of was deleted, `SavedBefore` when the form was saved before with something else in it, `SavedAlike` when
another one was saved just now with the very same in it. Kept of Specify 7: a record and its dependents are saved
together. On purpose otherwise: only fields that the person changed are written, and what two people changed is for the
second to decide, field by field.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from django.db import router, transaction
from django.utils.translation import gettext as _

from specify.datamodel import present
from specify.datamodel.declaring import Table
from specify.datamodel.rows import Row, Rows
from specify.layouts.filling.names import form_at
from specify.layouts.filling.opening import writer_of
from specify.layouts.filling.overlaid import begun_row, new_row, overlaid
from specify.layouts.filling.sent import joined
from specify.layouts.filling.writer import Writer
from specify.layouts.showing import form_in, library, reader_of
from specify.records.copying.copies import with_copies, without_source
from specify.records.filling.once import AlreadySent, SavedAlike, Sending, earlier, made_alike, note, sending_of
from specify.records.filling.opened import Opened
from specify.records.filling.planning import Collision, Planned, Planning, plan, touch_owners
from specify.records.models import Saved
from specify.records.numbering.asked_for import tables_numbered
from specify.records.reading.defaults import defaults_of
from specify.records.reading.values import Read, read_controls
from specify.records.saving import carry_out, locked, saved
from specify.records.views import find_row
from specify.records.writing.changes import Change, Problem
from specify.records.writing.uniqueness import tables_compared
from specify.security.entering import Visit
from specify.security.scoping import own_limits
from specify.web.refusals import Refusal


class Collided(Exception):
    """Somebody else has changed the same fields since the form was opened, or deleted records that it filled in."""


class SourceGone(Exception):
    """Records that the form is a copy of were deleted since it was opened: `names` has the tables by name."""

    def __init__(self, names: Mapping[str, Table]) -> None:
        """Keep the names."""
        super().__init__(", ".join(names))
        self.names = names


def submit(opened: Opened, *, is_again: bool = False) -> int | None:
    """Save what was sent; the id of the record, None where it is no more. `is_again`: what was saved just now, too."""
    table, visit, sent = opened.table, opened.visit, opened.sent
    alone = tables_numbered(visit, table, sent.texts) | tables_compared(visit, table, sent, is_new=opened.row is None)
    sending = sending_of(visit, table.key, opened.key, sent, makes=opened.row is None or bool(sent.added))
    if opened.row is None and not is_again:
        _ask_if_meant(visit, table, sending)

    def verb() -> int | None:
        with transaction.atomic(router.db_for_write(Saved), savepoint=False):
            noted = note(sending)
            planned, problems = planned_of(opened)
            touch_owners(planned.changes)
            carry_out(visit, planned.changes.values(), problems)
            root = planned.changes.get("")
            noted.record_id = root.id if root else opened.whose.record_id
            noted.save(update_fields=["record_id"])
            return noted.record_id

    try:
        return saved(verb, alone)
    except AlreadySent:
        return earlier(sending)


def _ask_if_meant(visit: Visit, table: Table, sending: Sending) -> None:
    """Stop at a record that would be the same as the one just made, as long as that is there."""
    alike = made_alike(sending)
    if alike is not None and find_row(visit, table, alike):
        raise SavedAlike(alike)


def planned_of(opened: Opened) -> tuple[Planned, list[Problem]]:
    """All changes that the form asks for, what they are about held until they are made; and what is wrong with them."""
    planning = planning_of(opened, _held_row(opened))
    if gone := without_source(opened.visit, opened.table, planning.sent):
        raise SourceGone(gone)
    planned, problems = proposed(opened.visit, planning)
    if planned.lost or planned.collisions or planned.contested or planned.orders:
        raise Collided
    for change in planned.changes.values():
        if change.deed == "make":
            _begin(opened, planning, change)
    _hold(planned)
    return planned, problems


def proposed(visit: Visit, planning: Planning) -> tuple[Planned, list[Problem]]:
    """The changes that the form asks for, with their values, and what is wrong with these."""
    planned, problems = plan(planning), []
    reads = read_controls(visit, planning, planned.changed)
    for control in planned.changed:
        change, read = planned.changes[control.record], reads[control.name]
        if read.problem:
            problems.append(Problem(change, control.member.member.name, read.problem, meant=read.meant))
        for name, value in read.values.items():
            change.put(name, value)
    planned.collisions = [one for one in planned.collisions if _is_open(planned, reads[one.control.name], one)]
    return planned, problems


def _is_open(planned: Planned, read: Read, collision: Collision) -> bool:
    """Whether two people have put in different values, and not the same one in two ways."""
    change = planned.changes[collision.control.record]
    return bool(read.problem) or any(name in change.values for name in read.values)


def _held_row(opened: Opened) -> Row:
    """The record's own row, held until the end of the transaction."""
    if opened.row is None:
        return new_row(opened.table)
    row = locked(opened.table.key, [opened.row["id"]]).get(opened.row["id"])
    if row is None:
        raise _gone()
    return row


def planning_of(opened: Opened, row: Row) -> Planning:
    """The form anew, upon rows that are read now; its own row is given, what it is a copy of is looked up."""
    visit, table, rows = opened.visit, opened.table, Rows(own_limits(opened.visit.place))
    if opened.row is not None:
        rows.put(table.key, row)
    books, sent = library(visit), with_copies(visit, table, opened.sent)
    writer = writer_of(visit, Writer(reader_of(visit, rows, books, "edit"), sent=sent.copied_only()))
    form = form_in(books, visit, table, ("form", "edit", ""))
    return Planning(writer, form, table, row if opened.row else begun_row(sent, table, ""), sent)


def _begin(opened: Opened, planning: Planning, change: Change) -> None:
    """Put what its form only shows into a new record: the defaults of fields that cannot be changed."""
    form = form_at(planning.form, change.name, planning.writer.reader.form_of)
    if form is not None:
        begun = begun_row(planning.sent, change.table, change.name)
        row = overlaid(replace(planning.writer, sent=planning.sent), change.table, begun, change.name)
        for name, value in defaults_of(opened.visit, planning.writer, form, row).items():
            if name not in change.values and not planning.sent.is_copied(joined(change.name, name)):
                change.put(name, value)


def _hold(planned: Planned) -> None:
    """Lock the dependents that change, and see that they are still what was read."""
    by_table: dict[str, list[Change]] = defaultdict(list)
    for change in planned.changes.values():
        if change.stored is not None and change.owner is not None and (change.values or change.deed == "delete"):
            by_table[change.table.key].append(change)
    for table, changes in by_table.items():
        held = locked(table, [change.stored["id"] for change in changes if change.stored])
        for change in changes:
            now = held.get(change.stored["id"]) if change.stored else None
            if now is None or any(_differs(change, now, name) for name in change.values):
                raise _gone()
            change.stored = now


def _differs(change: Change, now: object, name: str) -> bool:
    key = f"{name}_id" if name in present.tables()[change.table.key].relationships else name
    return bool(change.stored and isinstance(now, dict) and change.stored.get(key) != now.get(key))


def _gone() -> Refusal:
    told = _("Nothing was saved: somebody else has just changed or deleted this record.")
    return Refusal(409, _("Not saved"), told, _("Open the record again to see what it is now."))
