"""The door of the form language: shows one record in its layout.

In: a visit (viewer, settings stamp, rights, captions, formatting), a table, a record's id, the request's `Rows`. Out:
a `BoundForm`. Layouts are read once per settings stamp and resolved once per set of layouts, discipline and language;
a record is bound again until no rows are missing, so the number of statements follows the tables shown. On purpose:
where Specify 7 fails on a layout it cannot use, the next one is taken, and in the end the automatic form.
"""

from typing import Protocol

from specify.datamodel import present
from specify.datamodel.declaring import Table
from specify.datamodel.rows import Rows
from specify.layouts.automatic import automatic_form
from specify.layouts.bind import Standing, bind
from specify.layouts.bound import BoundForm
from specify.layouts.choosing import Mode, Shape
from specify.layouts.finding import Library, find, library_of
from specify.layouts.form import Form, SubForm
from specify.layouts.labels import Captions
from specify.layouts.pairs import commands_of
from specify.layouts.resolve import Surroundings, resolve
from specify.layouts.values import Formatter, Reader
from specify.resources.lookup import view_sets
from specify.resources.stamp import remember
from specify.resources.viewer import Viewer


class Readable(Protocol):
    """What is asked of a visit's rights."""

    def readable(self, table_key: str) -> bool:
        """Whether records of the table may be read."""


class Visit(Protocol):
    """What is asked of a visit to a collection."""

    @property
    def viewer(self) -> Viewer:
        """For whom layouts are looked up."""

    @property
    def stamp(self) -> str:
        """The settings stamp of the request."""

    @property
    def rights(self) -> Readable:
        """What may be read."""

    @property
    def captions(self) -> Captions:
        """The institution's words."""

    def formatting(self, rows: Rows) -> Formatter:
        """Values and records in words."""


class NoSuchRecord(LookupError):
    """The table has no record of that id."""


def library(visit: Visit) -> Library:
    """The view sets that count for this visit, read."""
    viewer, stamp = visit.viewer, visit.stamp
    key = ("layouts", viewer.place.collection_id, viewer.user_id, viewer.user_type)
    return remember(stamp, key, lambda: library_of(view_sets(viewer, stamp)))


def form_for(visit: Visit, table: Table, shape: Shape = "form", mode: Mode = "view", *, view: str = "") -> Form:
    """The form for records of `table`: of the view named `view` or the table's own; the automatic one at worst."""
    books = library(visit)
    words = (visit.viewer.place.discipline_id, visit.viewer.language)
    key = ("form", books.digest, words, table.key, shape, mode, view)
    return remember(visit.stamp, key, lambda: _make(books, visit.captions, table, (shape, mode, view)))


def _make(books: Library, captions: Captions, table: Table, wanted: tuple[Shape, Mode, str]) -> Form:
    shape, mode, view = wanted
    found = find(books, table, shape, mode, view=view)
    if found is None:
        return automatic_form(table, present.tables(), captions, shape=shape, mode=mode)
    around = Surroundings(present.tables(), captions, books.is_grid_view)
    return resolve(found.choice, table, found.origin, around)


def show_form(visit: Visit, table_key: str, record_id: int, rows: Rows, *, prefix: str = "f") -> BoundForm:
    """The record in its layout, for viewing. `prefix` begins every id in it. Raises `NoSuchRecord`.

    That the record may be shown at all (rights on its table, its scope) is for the caller to see to.
    """
    table = present.tables()[table_key]
    form = form_for(visit, table)
    reader = reader_of(visit, rows)
    while True:
        row = rows.get(table_key, record_id)
        if row is not None and not row:
            raise NoSuchRecord(f"{visit.captions.table(table_key)} {record_id} does not exist.")
        parts = bind(reader, form, row, Standing(prefix)) if row else ()
        commands = commands_of(reader, form, row) if row else ()
        if not rows.load():
            return BoundForm(prefix, table_key, record_id, parts, commands, form.origin.view_set)


def reader_of(visit: Visit, rows: Rows) -> Reader:
    """Who reads, with the forms of this visit for sub-views."""

    def form_of(sub: SubForm) -> Form:
        return form_for(visit, present.tables()[sub.target], sub.shape, view=sub.view)

    formatting = visit.formatting(rows)
    return Reader(rows, formatting, visit.captions, present.tables(), visit.rights.readable, form_of)
