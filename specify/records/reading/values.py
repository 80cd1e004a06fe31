"""What a person sent for the controls of a form becomes values of fields.

In: a visit, a form that is being planned, the controls that are to be read. Out: by name of the control a `Read`: the
values of fields of its record (a date brings its precision, a coordinate its degrees and units), of a relationship the
id or None; or a sentence that says why it cannot be read and what helps. How single kinds are read, the modules
`reading_…` say; what is sent for a control that still holds what is stored changes nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from specify.datamodel.declaring import Field, Relationship
from specify.datamodel.rows import NO_ROW, UNSAVED
from specify.layouts.filling.asked import Asked
from specify.layouts.filling.choices import list_of
from specify.layouts.filling.points import POINTS
from specify.query.matching import typed
from specify.query.offering import Around
from specify.records.choosing.sought import Asking
from specify.records.filling.digests import sent_for
from specify.records.filling.planning import Control, Planning
from specify.records.filling.surroundings import surroundings
from specify.records.reading.days import DATES, read_day
from specify.records.reading.fields import as_kind, read_line
from specify.records.reading.lists import read_listed
from specify.records.reading.points import read_point
from specify.records.reading.records import Answer
from specify.records.reading.wishes import Told, look_up
from specify.resources.picklists import Kind, PickList
from specify.security.entering import Visit
from specify.text.typed import Unreadable


@dataclass(frozen=True, slots=True)
class Read:
    """What one control says, by field. With a `problem`, a sentence, there are no values.

    `meant`: the id and the name of the record that may be meant instead.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    problem: str = ""
    meant: tuple[str, str] | None = None


def read_controls(visit: Visit, planning: Planning, controls: Iterable[Control]) -> Mapping[str, Read]:
    """What was sent for the controls, by their names.

    Pass all controls of a form at once: what they name is looked up together, by a few statements for each table.
    """
    controls = tuple(controls)
    around = surroundings(planning, [control.record for control in controls])
    told = [_told(visit, planning, control, around[control.record]) for control in controls]
    changed = [one for one in told if not one.is_untouched]
    answers = look_up(visit, planning.rows, changed)
    reads = {control.name: Read() for control in controls}
    for one in changed:
        try:
            reads[one.control.name] = Read(_values(visit, one, answers.get(one.control.name)))
        except Unreadable as error:
            reads[one.control.name] = Read(problem=str(error), meant=error.meant)
    return reads


def _told(visit: Visit, planning: Planning, control: Control, around: Around) -> Told:
    text, chosen = sent_for(planning.sent.texts, control.name)
    if planning.sent.text(control.name) is not None and not typed(text):
        chosen = ""  # whoever clears a line wants no record; one that is chosen from a few has no line
    asking, pair = Asking(visit, control.member, control.pair, around), control.pair
    if pair is None or pair.path is None or control.entry is None:
        return Told(control, asking, text, chosen)
    there = control.row if control.row["id"] != UNSAVED else NO_ROW
    asked = Asked(planning.writer, pair, pair.path, control.member.member, around.row, there, control.name)
    return Told(control, asking, text, chosen, asked, list_of(planning.writer, pair, around.row))


def _values(visit: Visit, told: Told, answer: Answer | None) -> Mapping[str, Any]:
    """The values that a control was sent with. Raises `Unreadable`."""
    if isinstance(answer, Unreadable):
        raise answer
    control, member = told.control, told.control.member.member
    if control.entry is not None and control.pair is not None and control.pair.control.plugin == POINTS:
        return read_point(control.pair, control.row, told.asking.around.row, (member.name, told.text))
    if told.asked is None:
        raise Unreadable(_("This can only be looked at: your rights, or the form, have changed since you opened it."))
    if isinstance(member, Relationship):
        return {member.name: answer}
    if told.is_listed_by(Kind.TABLE):
        return {member.name: None if answer is None else as_kind(control.member.table, member, str(answer))}
    return read_field(visit, told.asked, told.found, told.text)


def read_field(visit: Visit, asked: Asked, found: PickList | None, text: str) -> Mapping[str, Any]:
    """The values that a field was sent with, for which nothing has to be looked up. Raises `Unreadable`."""
    member = asked.member
    if not isinstance(member, Field):
        raise TypeError(f"{member.name} is no field.")
    if member.kind in DATES:
        return read_day(asked, member, text)
    if found is not None:
        return {member.name: read_listed(asked, member, found, text)}
    return {member.name: read_line(visit, asked, member, text)}
