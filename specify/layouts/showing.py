"""The door of the form language: shows one record in its layout, to be read or to be filled in.

In: a visit (viewer, settings stamp, rights, captions, formatting), a table, a record's id, the request's `Rows`; what
was sent so far when it is filled in. Out: a `BoundForm` or a `FilledForm`. Layouts are read once per settings stamp and
resolved once per set of layouts, discipline and language; a record is bound again until no rows are missing, so the
number of statements follows the tables shown. What is wrong with layouts is noted once under the stamp, and told on the
page to those who may mend it.
"""

from collections.abc import Sequence
from dataclasses import replace

from specify.datamodel import present
from specify.datamodel.declaring import Table
from specify.datamodel.rows import Row, Rows
from specify.layouts.bind import Standing, bind
from specify.layouts.bound import BoundForm
from specify.layouts.choosing import Mode
from specify.layouts.compiling import Wanted, compile_form
from specify.layouts.filling.beginning import begun_with
from specify.layouts.filling.choices import suggestions_of
from specify.layouts.filling.fill import fill
from specify.layouts.filling.filled import FilledForm, lists_of
from specify.layouts.filling.opening import writer_of
from specify.layouts.filling.overlaid import begun_row
from specify.layouts.filling.sent import NOTHING, Sent
from specify.layouts.filling.windows import Window
from specify.layouts.filling.writer import Writer
from specify.layouts.finding import Library, library_of
from specify.layouts.form import Form, SubForm
from specify.layouts.pairs import commands_of
from specify.layouts.resolve import Surroundings
from specify.layouts.tree import Problem
from specify.layouts.values import FIRST_ROWS, Reader
from specify.layouts.visiting import Visit
from specify.resources import problems
from specify.resources.lookup import ViewSetSource, view_sets
from specify.resources.stamp import remember
from specify.resources.weblinks import WebLink, web_links

_MOST_TOLD = 20


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


def form_in(books: Library, visit: Visit, table: Table, wanted: Wanted) -> Form:
    """The form for records of `table` that these view sets give, the automatic one at worst; kept under the stamp."""
    words = (visit.viewer.place.discipline_id, visit.viewer.language)
    key = ("form", books.digest, words, table.key, wanted)
    return remember(visit.stamp, key, lambda: _make(books, visit, table, wanted))


def _make(books: Library, visit: Visit, table: Table, wanted: Wanted) -> Form:
    made = compile_form(books, table, wanted, Surroundings(present.tables(), visit.captions, books.is_grid_view))
    _note(visit.stamp, made.problems)
    return made


def show_form(
    visit: Visit, table_key: str, record_id: int, rows: Rows, *, prefix: str = "f", rows_shown: int = FIRST_ROWS
) -> BoundForm:
    """The record in its layout, for viewing. `prefix` begins every id in it. Raises `NoSuchRecord`.

    That the record may be shown at all (rights on its table, its scope) is for the caller to see to.
    """
    table = present.tables()[table_key]
    books = library(visit)
    form = form_in(books, visit, table, ("form", "view", ""))
    reader = replace(reader_of(visit, rows, books, "view"), rows_shown=rows_shown)
    while True:
        row = _row_of(visit, rows, table_key, record_id)
        parts = bind(reader, form, row, Standing(prefix)) if row else ()
        commands = commands_of(reader, form, row) if row else ()
        if not rows.load():
            told = _problems_told(visit, books, form)
            return BoundForm(prefix, table_key, record_id, parts, commands, form.origin.view_set, told)


def fill_form(
    visit: Visit,
    table_key: str,
    record_id: int | None,
    rows: Rows,
    *,
    sent: Sent = NOTHING,
    mode: Mode = "edit",
    view: str = "",
    rows_shown: int = 5,
    window: Window | None = None,
) -> FilledForm:
    """The record in its layout, to be filled in; without `record_id` a new one. Raises `NoSuchRecord`.

    What was `sent` stands in place of what is stored; with nothing sent a new record has the rows that it is to begin
    with. A form to search by (`mode`) is that of a new record without sub-views; it shows what was sent only.
    `rows_shown` is how many rows of each relationship are open; with a `window` there are those of one only. Whether
    the record may be shown and changed is for the caller to see to; fields that may not be changed are read only.
    """
    table = present.tables()[table_key]
    books = library(visit)
    form = form_in(books, visit, table, ("form", mode, view))
    if sent is NOTHING and record_id is None and mode == "edit":
        sent = begun_with(visit, form)
    reader = replace(reader_of(visit, rows, books, mode), rows_shown=rows_shown)
    writer = writer_of(visit, Writer(reader, mode=mode, sent=sent, rows_shown=rows_shown, window=window))
    while True:
        row = _row_of(visit, rows, table_key, record_id) if record_id else begun_row(sent, table, "")
        parts = fill(writer, form, row) if row else ()
        if not rows.load():
            return FilledForm(
                table_key,
                record_id,
                parts,
                suggestions=suggestions_of(writer, lists_of(parts)),
                added=sent.added,
                removed=tuple(sorted(sent.removed)),
                source=form.origin.view_set,
                problems=_problems_told(visit, books, form),
            )


def _row_of(visit: Visit, rows: Rows, table_key: str, record_id: int) -> Row | None:
    """The record's row; None while it must be loaded first."""
    row = rows.get(table_key, record_id)
    if row is not None and not row:
        raise NoSuchRecord(f"{visit.captions.table(table_key)} {record_id} does not exist.")
    return row


def _problems_told(visit: Visit, books: Library, form: Form) -> tuple[str, ...]:
    """What is wrong with the layout shown, and the view sets that were skipped; nothing to who may not mend them."""
    if not visit.rights.may_table("spviewsetobj", "update"):
        return ()
    told = tuple(dict.fromkeys(problem.sentence for problem in (*books.skipped, *form.problems)))
    more = len(told) - _MOST_TOLD
    return (*told[:_MOST_TOLD], f"There are {more} more, which the log names.") if more > 0 else told


def reader_of(visit: Visit, rows: Rows, books: Library, mode: Mode) -> Reader:
    """Who reads, with the forms of this visit for sub-views."""

    def form_of(sub: SubForm) -> Form:
        return form_in(books, visit, present.tables()[sub.target], (sub.shape, mode, sub.view))

    formatting = visit.formatting(rows)

    def web_link(name: str) -> WebLink | None:
        return web_links(visit.viewer, visit.stamp).named(name) if name else None

    return Reader(rows, formatting, visit.captions, present.tables(), visit.rights.readable, form_of, web_link)
