"""Which of the records on a form a control belongs to, in the words by which the form itself calls it.

In: an opened form and the name of one of its controls. Out: a text such as "determination 2", nothing for a control of
the form's own record. Rows have the numbers that they have on the form, new ones and those taken out counted.
"""

from collections.abc import Sequence

from django.utils.translation import gettext

from specify.datamodel import present
from specify.datamodel.rows import Row, settled
from specify.layouts.filling.behind import in_a_sentence, rows_behind
from specify.layouts.filling.names import Step, form_at, steps_to
from specify.layouts.filling.opening import writer_of
from specify.layouts.filling.overlaid import new_row
from specify.layouts.filling.writer import Writer
from specify.layouts.form import SubForm
from specify.layouts.showing import form_in, library, reader_of
from specify.records.opened import Opened


def whose(opened: Opened, name: str) -> str:
    """The record that the control of that name belongs to; "" for the form's own."""
    record = name.rpartition(".")[0]
    steps = steps_to(opened.table, record, present.tables())
    if not record or steps is None:
        return ""
    told = in_a_sentence(opened.visit.captions.table(steps[-1].table.key))
    number = _number(opened, record, steps)
    return gettext("%(record)s %(number)d") % {"record": told, "number": number} if number else told


def _number(opened: Opened, record: str, steps: Sequence[Step]) -> int | None:
    """The number of one of several records; None for the only one, and for one that the form has not open."""
    way, owner = steps[-1].way, _owner(opened, steps)
    if way is None or not steps[-1].row or owner is None:
        return None
    visit, books = opened.visit, library(opened.visit)
    writer = writer_of(visit, Writer(reader_of(visit, opened.rows, books, "edit"), sent=opened.sent))
    relationship = record.rpartition(".")[0]
    form = form_in(books, visit, opened.table, ("form", "edit", ""))
    inside = form_at(form, relationship.rpartition(".")[0], writer.reader.form_of)
    items = inside.pairs() if inside else ()
    sub = next((item for item in items if isinstance(item, SubForm) and item.relationship.name == way.name), None)
    if sub is None:
        return None
    behind = settled(opened.rows, lambda: rows_behind(writer, sub, owner, relationship))
    return next((head.number for head, _ in behind.rows if head.name == record), None)


def _owner(opened: Opened, steps: Sequence[Step]) -> Row | None:
    """The record that the last one on the way belongs to; None where it is not loaded."""
    if len(steps) == 2:
        return opened.row or new_row(opened.table)
    table, _, row = steps[-2]
    return opened.rows.get(table.key, int(row)) if row.isdecimal() else None
