"""How long layouts take: all of a folder compiled and drawn, and one form of a collection object that is resolved.

In: a folder with view sets. Out: lines with seconds and milliseconds of one processor. No database is asked and no web
server started: the records are samples with a value in every field and two records behind every relationship.
"""

import statistics
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from functools import cache, partial

from specify.datamodel.schema import TABLES
from specify.layouts.bound import BoundForm
from specify.layouts.checking import RENDERERS, check
from specify.layouts.choosing import Mode, Shape
from specify.layouts.compiling import compile_form
from specify.layouts.filling.choices import suggestions_of
from specify.layouts.filling.filled import FilledForm, lists_of
from specify.layouts.filling.writer import Writer
from specify.layouts.finding import Library, library_of
from specify.layouts.form import Form, SubForm
from specify.layouts.render import Addresses, render_filled, render_form
from specify.layouts.resolve import Surroundings
from specify.layouts.sampling import (
    ID,
    SAMPLE,
    PlainCaptions,
    PlainFormatting,
    SampleRows,
    filled_sample,
    read_sample,
    sample_link,
    sample_list,
)
from specify.layouts.shelves import Shelves, shelves
from specify.layouts.values import Reader

RUNS = 200
TABLE = "collectionobject"
_CAPTIONS = PlainCaptions(TABLES)
_ADDRESSES = Addresses(
    link=lambda table, record_id: f"/1-fishes/{table}/{record_id}/",
    link_all=lambda table, record_id, name: f"/1-fishes/{table}/{record_id}/{name}/",
    link_text=lambda table, record_id, name: f"/1-fishes/{table}/{record_id}/text/{name}/",
)


def report(asked: Namespace) -> Iterator[str]:
    """Measure, line by line."""
    found = shelves([asked.layouts])
    yield _all_of(found)
    yield f"{'collection object, resolved':<40}{'mode':<8}{'median ms':>10}{'p95 ms':>10}{'bytes':>10}"
    for name, books in _with_objects(found):
        for mode in RENDERERS:
            yield f"{name:<40}{mode:<8}{_timed(partial(_draw, _forms(books), mode), asked.repeat or RUNS)}"


def _all_of(found: Shelves) -> str:
    """Every view in every shape and mode, from bytes to checked HTML."""
    begun = time.process_time()
    checked = [check(one.source, one.after(), TABLES, found.names_for(one)) for one in found.files]
    seconds = time.process_time() - begun
    views, rendered = sum(one.views for one in checked), sum(one.rendered for one in checked)
    return (
        f"{len(checked)} view sets with {views} views compiled, {rendered} forms drawn ({', '.join(RENDERERS)}) and "
        f"checked in {seconds:.2f} s"
    )


def _with_objects(found: Shelves) -> Iterator[tuple[str, Library]]:
    """The view sets that have a form of collection objects of their own, each with those that count after it."""
    for one in found.files:
        books = library_of([one.source, *one.after()])
        first = next(books.named(TABLES[TABLE].name), None)
        if first and first[0].where == one.source.where:
            yield "/".join(one.source.path.parts[-2:]), books


Forms = Callable[[str, Shape, Mode, str], Form]


def _forms(books: Library) -> Forms:
    """The forms of a library, each compiled once."""
    around = Surroundings(TABLES, _CAPTIONS, books.is_grid_view)
    return cache(lambda table, *wanted: compile_form(books, TABLES[table], wanted, around))


def _draw(forms: Forms, mode: Mode) -> str:
    """The form of a new sample as HTML."""

    def form_of(sub: SubForm) -> Form:
        return forms(sub.target, sub.shape, mode, sub.view)

    rows = SampleRows(TABLES, filled=True)
    reader = Reader(rows, PlainFormatting(_CAPTIONS), _CAPTIONS, TABLES, lambda _key: True, form_of, sample_link)
    form, row = forms(TABLE, "form", mode, ""), rows.get(TABLE, ID)
    if mode == "view":
        return render_form(BoundForm(SAMPLE, TABLE, ID, read_sample(reader, form, row)), _ADDRESSES)
    writer = Writer(reader, mode=mode, named_list=sample_list)
    parts = filled_sample(writer, form, row)
    lists = suggestions_of(writer, lists_of(parts))
    return render_filled(FilledForm(TABLE, ID, parts, suggestions=lists), _ADDRESSES)


def _timed(draw: Callable[[], str], runs: int) -> str:
    """Median and 95th percentile of so many runs after an unmeasured one; bytes of the HTML."""
    size = len(draw().encode())
    times = []
    for _ in range(runs):
        begun = time.process_time()
        draw()
        times.append((time.process_time() - begun) * 1000)
    times.sort()
    return f"{statistics.median(times):>10.1f}{times[round(len(times) * 0.95) - 1]:>10.1f}{size:>10}"
