"""Previews: any view of any view set, as it would be shown if its view set came first.

In: a visit, a view, a shape and a mode, a record's row. Out: a `Preview`. That is how people who edit layouts see one
that does not count, or not yet; sub-views that the view set lacks come from the others, as always.
"""

from dataclasses import dataclass, replace

from specify.datamodel.declaring import Table
from specify.datamodel.rows import Row, Rows
from specify.layouts.bound import BoundForm
from specify.layouts.choosing import Choice, Mode, Shape, choose
from specify.layouts.filling.choices import suggestions_of
from specify.layouts.filling.filled import FilledForm, lists_of
from specify.layouts.filling.opening import writer_of
from specify.layouts.filling.writer import Writer
from specify.layouts.finding import Placed
from specify.layouts.form import Form
from specify.layouts.sampling import SAMPLE, filled_sample, read_sample
from specify.layouts.showing import form_in, library, reader_of
from specify.layouts.tree import View
from specify.layouts.values import Reader
from specify.layouts.visiting import Visit
from specify.layouts.volumes import beginning_with


@dataclass(frozen=True, slots=True)
class Shown:
    """A view of a view set that is to be shown, and how. `table` is the one that its class names."""

    placed: Placed
    view: View
    table: Table
    shape: Shape
    mode: Mode


@dataclass(frozen=True, slots=True)
class Preview:
    """A view with a record. `choice` is what of the view was used, None when something else had to take its place."""

    form: BoundForm | FilledForm
    resolved: Form
    choice: Choice | None


def preview(visit: Visit, shown: Shown, rows: Rows, *, row: Row, rows_shown: int) -> Preview:
    """The view with `row`, `rows_shown` records behind each relationship. Other rows come from `rows`."""
    books = beginning_with(library(visit), shown.placed)
    form = form_in(books, visit, shown.table, (shown.shape, shown.mode, shown.view.name))
    reader = replace(reader_of(visit, rows, books, shown.mode), rows_shown=rows_shown)
    writer = writer_of(visit, Writer(reader, mode=shown.mode, rows_shown=rows_shown))
    while True:
        made = _to_read(reader, form, row) if shown.mode == "view" else _to_fill_in(writer, form, row)
        if not rows.load():
            return Preview(made, form, _choice(shown, form))


def _to_read(reader: Reader, form: Form, row: Row) -> BoundForm:
    return BoundForm(SAMPLE, form.table, row["id"], read_sample(reader, form, row))


def _to_fill_in(writer: Writer, form: Form, row: Row) -> FilledForm:
    parts = filled_sample(writer, form, row)
    return FilledForm(form.table, row["id"], parts, suggestions=suggestions_of(writer, lists_of(parts)))


def _choice(shown: Shown, form: Form) -> Choice | None:
    origin = form.origin
    if (origin.view_set, origin.view) != (shown.placed.where, shown.view.name):
        return None
    return choose(shown.placed.view_set, shown.view, shown.shape, shown.mode)
