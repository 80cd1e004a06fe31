"""Whole forms for the tests of filling in: layouts as rows by table, rows of the database, and what was sent.

In: fragments of layouts. Out: the parts of a `FilledForm`, with everything loaded that they need.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from specify.datamodel.schema import TABLES
from specify.layouts.choosing import Mode
from specify.layouts.compiling import compile_form
from specify.layouts.filling.choices import suggestions_of
from specify.layouts.filling.fill import fill
from specify.layouts.filling.filled import Entry, FilledForm, FilledPart, FilledRecords, entries_of, lists_of
from specify.layouts.filling.overlaid import new_row
from specify.layouts.filling.sent import Sent
from specify.layouts.filling.writer import Writer
from specify.layouts.finding import Library
from specify.layouts.form import Form, SubForm
from specify.layouts.render import render_filled
from specify.layouts.resolve import Surroundings
from tests.layouts.making import PlainCaptions, PlainRows, layout, library, reader, view, view_set
from tests.layouts.test_render import ADDRESSES


def books(rows_of: Mapping[str, str], *modes: Mode) -> Library:
    """Layouts given as rows by the table's name, each for all modes or for those that are named."""
    names = {table: TABLES[table.lower()].view or table for table in rows_of}
    views = (
        view(name, table, *((name, mode) for mode in modes or ("view", "edit", "search")))
        for table, name in names.items()
    )
    return library(
        view_set("".join(views), "".join(layout(names[table], table, rows) for table, rows in rows_of.items()))
    )


def filled(shelf: Library, table: str, rows: PlainRows, record_id: int = 1, **more: Any) -> FilledForm:
    """The form of a record; with `record_id` 0 of a new one. `more` is of the writer, or `readable`."""
    mode: Mode = more.get("mode", "edit")
    readable = more.pop("readable", lambda _key: True)

    def form_of(sub: SubForm) -> Form:
        return compiled(shelf, sub.target, mode, sub.shape, sub.view)

    writer = Writer(replace(reader(rows, readable=readable), form_of=form_of), **more)
    form = compiled(shelf, table, mode)
    while True:
        row = rows.get(table, record_id) if record_id else new_row(TABLES[table])
        parts = fill(writer, form, row) if row else ()
        if not rows.load():
            return FilledForm(table, record_id or None, parts, suggestions_of(writer, lists_of(parts)))


def compiled(shelf: Library, table: str, mode: Mode, shape: Any = "form", name: str = "") -> Form:
    around = Surroundings(TABLES, PlainCaptions(), shelf.is_grid_view)
    return compile_form(shelf, TABLES[table], (shape, mode, name), around)


def sent(*added: str, removed: tuple[str, ...] = (), **texts: str) -> Sent:
    """What was sent; dots in names are written as two low lines."""
    return Sent(typed(texts).texts, added, frozenset(removed))


def typed(texts: Mapping[str, str]) -> Sent:
    """The same of texts alone."""
    return Sent({name.replace("__", "."): text for name, text in texts.items()})


def entries(form: FilledForm) -> dict[str, Entry]:
    """The controls by name, those that are only looked at among them under their labels."""
    return {one.label if one.kind == "read" else one.name: one for one in entries_of(form.parts)}


def part(form: FilledForm, heading: str) -> FilledPart:
    """The part of that heading."""
    return next(one for one in form.parts if one.heading == heading)


def records(form: FilledForm, heading: str) -> FilledRecords:
    found = part(form, heading).records
    assert found is not None
    return found


def html(form: FilledForm) -> str:
    return str(render_filled(form, ADDRESSES))
