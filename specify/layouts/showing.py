"""The door of the form language: shows one record in its layout.

In: a visit (viewer, settings stamp, rights, captions, formatting), a table, a record's id, the request's `Rows`. Out:
a `BoundForm`. Layouts are read once per settings stamp and resolved once per set of layouts, discipline and language;
a record is bound again until no rows are missing, so the number of statements follows the tables shown. What is wrong
with layouts is noted once under the stamp, and told on the page to those who may mend it.
"""

from collections.abc import Sequence
from typing import Protocol

from specify.datamodel import present
from specify.datamodel.declaring import Table
from specify.datamodel.rows import Rows
from specify.layouts.bind import Standing, bind
from specify.layouts.bound import BoundForm
from specify.layouts.choosing import Mode, Shape
from specify.layouts.compiling import Wanted, compile_form
from specify.layouts.finding import Library, library_of
from specify.layouts.form import Form, SubForm
from specify.layouts.labels import Captions
from specify.layouts.pairs import commands_of
from specify.layouts.resolve import Surroundings
from specify.layouts.tree import Problem
from specify.layouts.values import Formatter, Reader
from specify.resources import problems
from specify.resources.lookup import ViewSetSource, view_sets
from specify.resources.stamp import remember
from specify.resources.viewer import Viewer
from specify.resources.weblinks import WebLink, web_links

_MOST_TOLD = 20


class Rights(Protocol):
    """What is asked of a visit's rights."""

    def readable(self, table_key: str) -> bool:
        """Whether records of the table may be read."""

    def may_table(self, table_key: str, action: str) -> bool:
        """Whether that may be done with records of the table."""


class Visit(Protocol):
    """What is asked of a visit to a collection."""

    @property
    def viewer(self) -> Viewer:
        """For whom layouts are looked up."""

    @property
    def stamp(self) -> str:
        """The settings stamp of the request."""

    @property
    def rights(self) -> Rights:
        """What may be read, and who may mend layouts."""

    @property
    def captions(self) -> Captions:
        """The institution's words."""

    def formatting(self, rows: Rows) -> Formatter:
        """Values and records in words."""


class NoSuchRecord(LookupError):
    """The table has no record of that id."""


def library(visit: Visit) -> Library:
    """The view sets that count for this visit, read. Asks the disk whether a file has changed: call it once."""
    viewer, stamp = visit.viewer, visit.stamp
    sources = view_sets(viewer, stamp)
    idents = tuple(source.ident for source in sources)
    key = ("layouts", viewer.place.collection_id, viewer.user_id, viewer.user_type, idents)
    return remember(stamp, key, lambda: _read(stamp, sources))


def _read(stamp: str, sources: Sequence[ViewSetSource]) -> Library:
    books = library_of(sources)
    _note(stamp, books.problems)
    return books


def _note(stamp: str, found: Sequence[Problem]) -> None:
    for problem in found:
        problems.note(stamp, problems.Problem("view set", problem.file, problem.sentence))


def form_for(visit: Visit, table: Table, shape: Shape = "form", mode: Mode = "view", *, view: str = "") -> Form:
    """The form for records of `table`: of the view named `view` or the table's own; the automatic one at worst."""
    return _form_in(library(visit), visit, table, (shape, mode, view))


def _form_in(books: Library, visit: Visit, table: Table, wanted: Wanted) -> Form:
    words = (visit.viewer.place.discipline_id, visit.viewer.language)
    key = ("form", books.digest, words, table.key, wanted)
    return remember(visit.stamp, key, lambda: _make(books, visit, table, wanted))


def _make(books: Library, visit: Visit, table: Table, wanted: Wanted) -> Form:
    made = compile_form(books, table, wanted, Surroundings(present.tables(), visit.captions, books.is_grid_view))
    _note(visit.stamp, made.problems)
    return made


def show_form(visit: Visit, table_key: str, record_id: int, rows: Rows, *, prefix: str = "f") -> BoundForm:
    """The record in its layout, for viewing. `prefix` begins every id in it. Raises `NoSuchRecord`.

    That the record may be shown at all (rights on its table, its scope) is for the caller to see to.
    """
    table = present.tables()[table_key]
    books = library(visit)
    form = _form_in(books, visit, table, ("form", "view", ""))
    reader = _reader_of(visit, rows, books)
    while True:
        row = rows.get(table_key, record_id)
        if row is not None and not row:
            raise NoSuchRecord(f"{visit.captions.table(table_key)} {record_id} does not exist.")
        parts = bind(reader, form, row, Standing(prefix)) if row else ()
        commands = commands_of(reader, form, row) if row else ()
        if not rows.load():
            told = _problems_told(visit, books, form)
            return BoundForm(prefix, table_key, record_id, parts, commands, form.origin.view_set, told)


def _problems_told(visit: Visit, books: Library, form: Form) -> tuple[str, ...]:
    """What is wrong with the layout shown, and the view sets that were skipped; nothing to who may not mend them."""
    if not visit.rights.may_table("spviewsetobj", "update"):
        return ()
    told = tuple(dict.fromkeys(problem.sentence for problem in (*books.skipped, *form.problems)))
    more = len(told) - _MOST_TOLD
    return (*told[:_MOST_TOLD], f"There are {more} more, which the log names.") if more > 0 else told


def _reader_of(visit: Visit, rows: Rows, books: Library) -> Reader:
    """Who reads, with the forms of this visit for sub-views."""

    def form_of(sub: SubForm) -> Form:
        return _form_in(books, visit, present.tables()[sub.target], (sub.shape, "view", sub.view))

    formatting = visit.formatting(rows)

    def web_link(name: str) -> WebLink | None:
        return web_links(visit.viewer, visit.stamp).named(name) if name else None

    return Reader(rows, formatting, visit.captions, present.tables(), visit.rights.readable, form_of, web_link)
