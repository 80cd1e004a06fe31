"""Which of the records on a form a control belongs to, in the words by which the form itself calls it.

In: an opened form and the name of one of its controls. Out: a text such as "determination 2", nothing for a control of
the form's own record. Rows have the numbers that they have on the form, new ones and those taken out counted.
"""

from django.utils.translation import gettext

from specify.datamodel import present
from specify.layouts.filling.behind import in_a_sentence
from specify.layouts.filling.names import steps_to
from specify.records.filling.opened import Opened
from specify.records.filling.reordering import order_behind


def whose(opened: Opened, name: str) -> str:
    """The record that the control of that name belongs to; "" for the form's own."""
    record = name.rpartition(".")[0]
    steps = steps_to(opened.table, record, present.tables())
    if not record or steps is None:
        return ""
    told = in_a_sentence(opened.visit.captions.table(steps[-1].table.key))
    number = _number(opened, record) if steps[-1].row else None
    return told_row(told, number) if number else told


def told_row(record: str, number: int) -> str:
    """One of several records, by its place on the form."""
    return gettext("%(record)s %(number)d") % {"record": record, "number": number}


def _number(opened: Opened, record: str) -> int | None:
    """The place of one of several records; None for one that the form does not have."""
    order = order_behind(opened, record.rpartition(".")[0])
    return next((one.place for one in order.records if one.name == record), None) if order else None
