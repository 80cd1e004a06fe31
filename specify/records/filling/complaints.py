"""What stands in the way of what a form asks for, as its page says it.

In: the problems of a save, with the form as it was opened and as it is drawn. Out: `Complaint`s, each with the control
it is about or the page that has it. Changed on purpose: a problem of a row says of which.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from specify.layouts.filling.filled import FilledForm, entries_of, rows_of
from specify.layouts.filling.sent import joined
from specify.records.choosing.whose import told_row, whose
from specify.records.filling.digests import base_name
from specify.records.filling.opened import Opened
from specify.records.filling.windows import row_in
from specify.records.writing.changes import Problem


class Complaint(NamedTuple):
    """What stands in the way of saving: a sentence, the control it is about, the record that is in the way.

    `elsewhere` is the address of the page that has the control where this one has not.
    """

    sentence: str
    control: str = ""
    record: tuple[str, int] | None = None
    elsewhere: str = ""


def complaints_of(opened: Opened, form: FilledForm, problems: Iterable[Problem]) -> tuple[Complaint, ...]:
    """Each problem once, with the control that it is about; another page where this one does not show it."""
    controls = {base_name(entry.name): entry.name for entry in entries_of(form.parts) if entry.kind != "read"}
    called = {one.name: told_row(records.one, one.number) for records, one in rows_of(form.parts)}
    told: dict[Complaint, None] = {}
    for problem in problems:
        name = joined(problem.change.name, problem.field)
        row = row_in(name)
        is_here = any(one.startswith(f"{row}.") for one in controls) if row else opened.window is None
        elsewhere = "" if is_here else opened.address_of(name)
        if row and row not in called:
            called[row] = whose(opened, name)
        sentence = _of_row(problem.sentence, called[row]) if row else problem.sentence
        told[Complaint(sentence, controls.get(name, ""), problem.record, elsewhere)] = None
    return tuple(told)


def _of_row(sentence: str, record: str) -> str:
    """The sentence with the row that it is about before it, as the summary tells it."""
    return _("%(record)s: %(sentence)s") % {"record": record[:1].upper() + record[1:], "sentence": sentence}
