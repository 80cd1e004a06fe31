"""What buttons beside rows and controls do to a form: a row is put in, taken out, moved up; a record is chosen.

In: an opened form, what was sent with it, and the button. Out: the form as it is then, the id of what the hands go to
next, and what the status line says. A row that was put in is begun at its first control; one that was moved keeps the
focus on its button, as long as it has one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from django.utils.translation import gettext as _

from specify.layouts.filling.asked import NUMBERED
from specify.layouts.filling.filled import ADD, REMOVE, UP, USE, Entry, FilledForm, FilledPart, FilledRow
from specify.layouts.filling.sent import Sent
from specify.records.choosing.sought import not_offered, sought_for, words_offered
from specify.records.filling.digests import ID
from specify.records.filling.opened import Opened
from specify.records.filling.posting import Wish, laid_over, with_row, without_row
from specify.records.filling.reordering import moved_up


class Done(NamedTuple):
    """The form after a button was pressed, the id of what the hands go to next, and what is told."""

    opened: Opened
    anchor: str
    told: str


def pressed(opened: Opened, now: Sent, wish: Wish) -> Done:
    """Do what the button says with what was sent; one that is not for rows leaves them as they are."""
    if wish.button == ADD:
        now, row = with_row(now, wish.name)
        opened = replace(opened, sent=laid_over(opened.sent, now)).seeing(row)
        return Done(opened, _first_control(opened.filled(), row) or row, _("A new row was put into the form."))
    opened = replace(opened, sent=laid_over(opened.sent, now))
    if wish.button == REMOVE:
        anchor = f"{wish.name.rpartition('.')[0]}-add"
        return Done(
            replace(opened, sent=without_row(opened.sent, wish.name)), anchor, _("The row was taken out of the form.")
        )
    if wish.button == UP:
        return _moved(opened, wish.name)
    if wish.button == USE:
        return _used(opened, wish.name)
    return Done(opened, wish.name, _("The form is up to date."))


def _used(opened: Opened, told: str) -> Done:
    """The record that the button names is chosen for its control: it was the only one that could be meant."""
    name, _dot, value = told.rpartition(".")
    sought = sought_for(opened, name)
    words = words_offered(sought, value) if sought.is_record and sought.has_id else None
    if words is None:
        raise not_offered(sought.label)
    texts = {**opened.sent.texts, name: words, name + ID: value}
    opened = replace(opened, sent=replace(opened.sent, texts=texts))
    return Done(opened, name, _("%(record)s is chosen for %(field)s.") % {"record": words, "field": sought.label})


def _moved(opened: Opened, row: str) -> Done:
    sent, place = moved_up(opened, row)
    opened = replace(opened, sent=sent).seeing(row)
    anchor = f"{row}-up" if place > 1 else _first_control(opened.filled(), row) or row
    return Done(opened, anchor, _("The row was moved up; it is number %(number)d now.") % {"number": place})


def _first_control(form: FilledForm, row: str) -> str:
    """The name of the first control of a row that is to be filled in; "" if there is none.

    The number that the row is given by itself is passed over.
    """
    rows = (one for part in _all_parts(form.parts) for one in _rows_of(part, row))
    controls = (entry.name for one in rows for entry in _entries(one))
    return next((name for name in controls if name.rpartition(".")[2] not in NUMBERED), "")


def _all_parts(parts: Iterable[FilledPart]) -> Iterator[FilledPart]:
    for part in parts:
        yield part
        yield from _all_parts(part.inner)
        for row in part.records.rows if part.records else ():
            yield from _all_parts(row.parts)


def _rows_of(part: FilledPart, name: str) -> Iterator[FilledRow]:
    yield from (row for row in (part.records.rows if part.records else ()) if row.name == name)


def _entries(row: FilledRow) -> Iterator[Entry]:
    """What can be filled in in one row, in order; of a group what it consists of."""
    entries = [entry for entry in row.entries if entry] + [e for part in _all_parts(row.parts) for e in part.entries]
    for entry in entries:
        yield from (one for one in (entry.inner or (entry,)) if one.kind != "read")
