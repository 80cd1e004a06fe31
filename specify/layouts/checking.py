"""Checks view sets as a whole: reads them, resolves every view in every shape and mode, draws it with sample records.

In: a view set's source and those that count after it. Out: `Checked`: how much there was, and every `Problem`. Nothing
is asked of a database, and whatever is wrong becomes a problem with file, line, view, cell and reason. A view that a
page would show in another way, because its own layouts cannot be used, is a problem; one of which nothing can be
rendered makes `failed`. A mode is rendered if `RENDERERS` has something for it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import product

from specify.datamodel.declaring import Table
from specify.datamodel.rows import NO_ROW, Row
from specify.layouts.bound import BoundForm
from specify.layouts.choosing import MODES, SHAPES, Mode, Shape
from specify.layouts.compiling import compile_form, replaced
from specify.layouts.filling.choices import suggestions_of
from specify.layouts.filling.filled import FilledForm, lists_of
from specify.layouts.filling.sent import Sent
from specify.layouts.filling.writer import Writer
from specify.layouts.finding import Library, Source, library_of
from specify.layouts.form import Form, SubForm
from specify.layouts.markup import faults
from specify.layouts.names import NOBODY_KNOWS, Names
from specify.layouts.pairs import commands_of
from specify.layouts.render import Addresses, render_filled, render_form
from specify.layouts.resolve import Surroundings
from specify.layouts.sampling import (
    ID,
    SAMPLE,
    PlainCaptions,
    PlainFormatting,
    SampleRows,
    each_block,
    filled_sample,
    read_sample,
    sample_link,
    sample_list,
)
from specify.layouts.tree import Problem, View
from specify.layouts.values import Reader
from specify.layouts.wiring import There, cells_of, dead_ends, few_enough, left_out

_ADDRESSES = Addresses(
    link=lambda table, record_id: f"/{table}/{record_id}/",
    link_all=lambda table, record_id, name: f"/{table}/{record_id}/{name}/",
    link_text=lambda table, record_id, name: f"/{table}/{record_id}/text/{name}/",
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of one view set. `rendered` counts views by shape and mode."""

    file: str
    views: int = 0
    view_defs: int = 0
    cells: int = 0
    rendered: int = 0
    problems: tuple[Problem, ...] = ()
    failed: bool = False


@dataclass(slots=True)
class _Work:
    """One view set while it is being checked. `forms` are those compiled so far."""

    books: Library
    file: str
    around: Surroundings
    rendered: int = 0
    failed: bool = False
    problems: dict[Problem, None] = field(default_factory=dict)
    forms: dict[tuple[str, Shape, Mode, str], Form] = field(default_factory=dict)

    def form(self, table: str, shape: Shape, mode: Mode, view: str) -> Form:
        """The form that a page would show, compiled once."""
        key = (table, shape, mode, view)
        if key not in self.forms:
            wanted = (shape, mode, view)
            self.forms[key] = compile_form(self.books, self.around.tables[table], wanted, self.around)
        return self.forms[key]

    def fail(self, view: View, reason: str) -> None:
        """Note that a view cannot be rendered, or not as it must be."""
        self.failed = True
        self.problems[Problem(self.file, view.line, view.name, "", reason)] = None


Renderer = Callable[[_Work, Form], Iterator[str]]


def check(source: Source, after: Iterable[Source], tables: Mapping[str, Table], names: Names = NOBODY_KNOWS) -> Checked:
    """Check one view set. `after` are those in which a view is looked for next, `names` those it may use."""
    books = library_of([source, *after])
    problems = dict.fromkeys(problem for problem in books.problems if problem.file == source.where)
    if not books.sets or books.sets[0].where != source.where:
        return Checked(source.where, problems=tuple(problems), failed=True)
    view_set = books.sets[0].view_set
    is_alone = len(books.sets) == 1
    there = There(tables, lambda name: None if is_alone else books.tables_of_views(name), names)
    problems.update(dict.fromkeys(dead_ends(view_set, there)))
    around = Surroundings(tables, PlainCaptions(tables), books.is_grid_view)
    work = _Work(books, source.where, around, problems=problems)
    problems.update(dict.fromkeys(left_out(view_set, source.where)))
    for view in few_enough(view_set):
        if view.table in tables:  # no page asks for the others; that they are there is among the dead ends
            _check_view(work, view)
    told = tuple(sorted(work.problems, key=lambda problem: problem.line))
    counts = (len(view_set.views), len(view_set.view_defs), cells_of(view_set), work.rendered)
    return Checked(source.where, *counts, problems=told, failed=work.failed)


def _check_view(work: _Work, view: View) -> None:
    forms: dict[tuple[Shape, Mode], Form] = {}
    for shape, mode in product(SHAPES, MODES):
        try:
            form = forms[shape, mode] = work.form(view.table, shape, mode, view.name)
            _render(work, view, form, (shape, mode))
        except Exception as error:  # noqa: BLE001 - whatever a layout provokes, the tool goes on and names it
            work.fail(view, f"cannot be shown as {shape} in {mode} mode ({type(error).__name__}: {error})")
            continue
        work.problems.update(dict.fromkeys(one for one in form.problems if one.file == work.file))
    work.problems.update(dict.fromkeys(replaced(work.books, work.file, view, forms)))


def _render(work: _Work, view: View, form: Form, wanted: tuple[Shape, Mode]) -> None:
    shape, mode = wanted
    renderer = RENDERERS.get(mode)
    if renderer is None:
        return
    wrong = dict.fromkeys(sentence for html in renderer(work, form) for sentence in faults(html))
    for sentence in wrong:
        work.fail(view, f"as {shape} in {mode} mode, its page is not as it must be: {sentence}")
    work.rendered += not wrong


def _for_reading(work: _Work, form: Form) -> Iterator[str]:
    """The form of a record without any value and of one with all of them, with each block of its panels."""
    for filled, shown in product((False, True), each_block(form)):
        yield render_form(_read(_reader(work, mode="view", filled=filled), shown), _ADDRESSES)


def _for_filling(work: _Work, form: Form, mode: Mode) -> Iterator[str]:
    """The same as forms to be filled in; the empty record has a new row behind each relationship."""
    for filled, shown in product((False, True), each_block(form)):
        reader = _reader(work, mode=mode, filled=filled)
        writer = Writer(reader, mode=mode, named_list=sample_list)
        parts = filled_sample(writer, shown, _row(reader, shown))
        if not filled:
            added = tuple(f"{part.records.name}.n1" for part in parts if part.records)
            parts = filled_sample(replace(writer, sent=Sent(added=added)), shown, _row(reader, shown))
        lists = suggestions_of(writer, lists_of(parts))
        yield render_filled(FilledForm(form.table, ID, parts, suggestions=lists), _ADDRESSES)


def _read(reader: Reader, form: Form) -> BoundForm:
    row = _row(reader, form)
    commands = commands_of(reader, form, row) if form.shape == "form" else ()
    return BoundForm(SAMPLE, form.table, ID, read_sample(reader, form, row), commands)


def _row(reader: Reader, form: Form) -> Row:
    return reader.rows.get(form.table, ID) or NO_ROW


def _reader(work: _Work, *, mode: Mode, filled: bool) -> Reader:
    """Who may read everything."""
    tables, captions = work.around.tables, work.around.captions

    def form_of(sub: SubForm) -> Form:
        return work.form(sub.target, sub.shape, mode, sub.view)

    rows = SampleRows(tables, filled=filled)
    return Reader(rows, PlainFormatting(captions), captions, tables, lambda _key: True, form_of, sample_link)


RENDERERS: Mapping[Mode, Renderer] = {
    "view": _for_reading,
    "edit": partial(_for_filling, mode="edit"),
    "search": partial(_for_filling, mode="search"),
}
"""How the forms of a mode are drawn: each gives the HTML of some samples."""
