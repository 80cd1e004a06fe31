"""Checks view sets as a whole: reads them, resolves every view in every shape and mode, draws it with sample records.

In: a view set's source and those that count after it. Out: `Checked`: how much there was, and every `Problem`. Nothing
is asked of a database, and whatever is wrong becomes a problem with file, line, view, cell and reason. A view that a
page would show in another way, because its own layouts cannot be used, is a problem; one of which nothing can be
rendered makes `failed`. A mode is rendered if `RENDERERS` has something for it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from specify.datamodel.declaring import Table
from specify.layouts.bind import Standing, bind
from specify.layouts.bound import BoundForm, Part, Records, Way
from specify.layouts.choosing import Mode, Shape
from specify.layouts.compiling import compile_form
from specify.layouts.finding import Library, Source, library_of
from specify.layouts.form import Form, SubForm
from specify.layouts.markup import faults
from specify.layouts.pairs import commands_of
from specify.layouts.record_tables import table_of
from specify.layouts.render import Addresses, render_form
from specify.layouts.resolve import Surroundings
from specify.layouts.sampling import ID, PlainCaptions, PlainFormatting, SampleRows
from specify.layouts.tree import Problem, View
from specify.layouts.values import Reader
from specify.layouts.wiring import SHOWN_OTHERWISE, There, cells_of, dead_ends

SHAPES: tuple[Shape, ...] = ("form", "grid")
MODES: tuple[Mode, ...] = ("view", "edit", "search")
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


def check(
    source: Source, after: Iterable[Source], tables: Mapping[str, Table], pick_lists: frozenset[str] | None
) -> Checked:
    """Check one view set. `after` are those in which a view is looked for next; `pick_lists` None: not known."""
    books = library_of([source, *after])
    problems = dict.fromkeys(problem for problem in books.problems if problem.file == source.where)
    if not books.sets or books.sets[0].where != source.where:
        return Checked(source.where, problems=tuple(problems), failed=True)
    view_set = books.sets[0].view_set
    is_alone = len(books.sets) == 1
    there = There(tables, pick_lists, lambda name: is_alone or any(books.named(name)))
    problems.update(dict.fromkeys(dead_ends(view_set, there)))
    around = Surroundings(tables, PlainCaptions(tables), books.is_grid_view)
    work = _Work(books, source.where, around, problems=problems)
    for view in view_set.views.values():
        if view.table in tables:  # no page asks for the others; that they are there is among the dead ends
            _check_view(work, view)
    told = tuple(sorted(work.problems, key=lambda problem: problem.line))
    counts = (len(view_set.views), len(view_set.view_defs), cells_of(view_set), work.rendered)
    return Checked(source.where, *counts, problems=told, failed=work.failed)


def _check_view(work: _Work, view: View) -> None:
    instead: dict[str, list[str]] = {}
    for shape, mode in product(SHAPES, MODES):
        try:
            form = work.form(view.table, shape, mode, view.name)
            _render(work, view, form, f"as {shape} in {mode} mode")
        except Exception as error:  # noqa: BLE001 - whatever a layout provokes, the tool goes on and names it
            work.fail(view, f"cannot be shown as {shape} in {mode} mode ({type(error).__name__}: {error})")
            continue
        work.problems.update(dict.fromkeys(one for one in form.problems if one.file == work.file))
        if other := _instead(work, view, form):
            instead.setdefault(other, []).append(f"{shape} {mode}")
    for other, ways in instead.items():
        reason = f"none of its layouts can be used ({', '.join(ways)}); {other} is shown instead"
        work.problems[Problem(work.file, view.line, view.name, "", reason)] = None


def _instead(work: _Work, view: View, form: Form) -> str:
    """What is shown instead of the view itself; "" if it is the view, or another on purpose."""
    origin = form.origin
    is_own = (origin.view_set, origin.view) == (work.file, view.name)
    takes_form_elsewhere = form.shape == "form" and work.books.is_grid_view(view.name)
    if is_own or view.name in SHOWN_OTHERWISE or (takes_form_elsewhere and origin.view):
        return ""
    return f"the view {origin.view} of {origin.view_set}" if origin.view else "the automatic form"


def _render(work: _Work, view: View, form: Form, how: str) -> None:
    renderer = RENDERERS.get(form.mode)
    if renderer is None:
        return
    wrong = dict.fromkeys(sentence for html in renderer(work, form) for sentence in faults(html))
    for sentence in wrong:
        work.fail(view, f"{how}, its page is not as it must be: {sentence}")
    work.rendered += not wrong


def _for_reading(work: _Work, form: Form) -> Iterator[str]:
    """The form of a record without any value and of one with all of them."""
    for filled in (False, True):
        reader = _reader(work, filled=filled)
        yield render_form(_bound(reader, form), _ADDRESSES)


def _bound(reader: Reader, form: Form) -> BoundForm:
    row = reader.rows.get(form.table, ID) or {}
    if form.shape == "form":
        parts = bind(reader, form, row, Standing("f"))
        return BoundForm("f", form.table, ID, parts, commands_of(reader, form, row))
    way = Way(form.table, ID, "sample", 2)
    records = table_of(reader, form, (row,), Records(way, shown=1), back="")
    return BoundForm(
        "f", form.table, ID, (Part("f-1", reader.captions.table(form.table), 2, note="2", records=records),)
    )


def _reader(work: _Work, *, filled: bool) -> Reader:
    """Who may read everything."""
    tables, captions = work.around.tables, work.around.captions

    def form_of(sub: SubForm) -> Form:
        return work.form(sub.target, sub.shape, "view", sub.view)

    rows = SampleRows(tables, filled=filled)
    return Reader(rows, PlainFormatting(captions), captions, tables, lambda _key: True, form_of)


RENDERERS: Mapping[Mode, Renderer] = {"view": _for_reading}
"""How the forms of a mode are drawn: each gives the HTML of some samples."""
