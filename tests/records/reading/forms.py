"""Forms for the tests of reading: what was sent for a record, and what becomes of it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from specify.datamodel import present
from specify.datamodel.rows import Rows
from specify.layouts.filling.filled import FilledForm, entries_of
from specify.layouts.filling.opening import writer_of
from specify.layouts.filling.overlaid import new_row
from specify.layouts.filling.sent import Sent
from specify.layouts.filling.writer import Writer
from specify.layouts.showing import fill_form, form_in, library, reader_of
from specify.records.filling.planning import Control, Planning, plan
from specify.records.reading.values import Read, read_controls
from specify.security.entering import Visit
from specify.security.scoping import own_limits

_OTHERWISE = "????"


def post_of(form: FilledForm) -> dict[str, str]:
    """What a browser would send."""
    entries = [one for entry in entries_of(form.parts) for one in (entry.inner or (entry,))]
    entered = {entry.name: entry for entry in entries if entry.kind != "read"}
    chosen = {f"{name}.id": entry.chosen for name, entry in entered.items() if entry.kind == "record"}
    return {**{name: entry.text for name, entry in entered.items()}, **chosen}


def untouched(visit: Visit, table: str, record: int) -> dict[str, str]:
    """The form of a record as a browser would send it back."""
    return post_of(fill_form(visit, table, record, Rows(own_limits(visit.place)), rows_shown=2))


def planned(visit: Visit, table: str, record: int | None, texts: Mapping[str, str], *added: str) -> Planning:
    """A form that was sent."""
    rows = Rows(own_limits(visit.place))
    row: Any = new_row(present.tables()[table])
    if record is not None:
        rows.get(table, record)
        rows.load()
        row = rows.get(table, record)
    books = library(visit)
    writer = writer_of(visit, Writer(reader_of(visit, rows, books, "edit")))
    form = form_in(books, visit, present.tables()[table], ("form", "edit", ""))
    digests = dict.fromkeys(texts, _OTHERWISE)
    return Planning(writer, form, present.tables()[table], row, Sent(texts, added, digests=digests))


def controls_of(planning: Planning) -> list[Control]:
    """All its controls, as if each had held something else when the form was opened, and did so now."""
    changed = plan(planning).changed
    return [replace(one, entry=replace(one.entry, text=_OTHERWISE) if one.entry else None) for one in changed]


def read(visit: Visit, table: str, record: int | None, texts: Mapping[str, str], *added: str) -> Mapping[str, Read]:
    """What becomes of all that was sent."""
    planning = planned(visit, table, record, texts, *added)
    return read_controls(visit, planning, controls_of(planning))
