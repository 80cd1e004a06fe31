"""Finds the layout for a table or a view name among the view sets that count for a viewer.

In: view set sources in the order in which they count. Out: `Library` (the sets read, with what is wrong in them) and
from it `Found`. Kept from Specify 7: the first set with a view of that exact name; a named view, then the table's
own; a view that is nothing but a grid takes its form from the table's own view. On purpose otherwise: a view that
cannot be drawn, or whose layout is of another table, is passed over, so that a later set may still have one. A set
that cannot be read is named and skipped.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from specify.datamodel.declaring import Table
from specify.layouts.choosing import Choice, Mode, Shape, choose, is_grid_only
from specify.layouts.form import Origin
from specify.layouts.read import Reading, read_view_set
from specify.layouts.tree import Problem, View, ViewSet
from specify.text.xml import BadXml

VIEWS_WITHOUT_LAYOUT = frozenset({"ObjectAttachment"})  # attachments are shown by a viewer of their own


class Source(Protocol):
    """A place where a view set is kept: `specify.resources.lookup.Source` is one."""

    @property
    def level(self) -> object:
        """Which of the six levels, for people."""

    @property
    def source(self) -> str:
        """`db` or `disk`."""

    @property
    def where(self) -> str:
        """The place in words."""

    @property
    def load(self) -> Callable[[], bytes]:
        """Reads the bytes."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A view set and where it was found."""

    view_set: ViewSet
    level: str
    source: str
    where: str


@dataclass(frozen=True, slots=True)
class Library:
    """The view sets of a viewer in the order in which they count; `digest` is the same for the same contents."""

    sets: tuple[Placed, ...]
    problems: tuple[Problem, ...]
    digest: str

    def named(self, name: str) -> Iterator[tuple[Placed, View]]:
        """The views of that exact name, the one that counts first."""
        for placed in self.sets:
            view = placed.view_set.views.get(name)
            if view is not None:
                yield placed, view

    def tables_of_views(self, name: str) -> frozenset[str]:
        """The tables of the views of that name; none when there is no such view."""
        return frozenset(view.table for _placed, view in self.named(name))

    @property
    def skipped(self) -> tuple[Problem, ...]:
        """The problems of the view sets that are not there because they could not be read."""
        there = {placed.where for placed in self.sets}
        return tuple(problem for problem in self.problems if problem.file not in there)

    def is_grid_view(self, name: str) -> bool:
        """Whether the view of that name is nothing but a grid."""
        return any(is_grid_only(placed.view_set, view) for placed, view in list(self.named(name))[:1])


@dataclass(frozen=True, slots=True)
class Found:
    """The layout chosen, and where it comes from."""

    choice: Choice
    origin: Origin


def library_of(sources: Iterable[Source]) -> Library:
    """Read the view sets; those that cannot be read are named among the problems and left out."""
    sets: list[Placed] = []
    problems: list[Problem] = []
    digest = hashlib.blake2b(digest_size=16)
    for source in sources:
        try:
            data = source.load()
            reading = _read_cached(data, source.where)
        except (BadXml, OSError, RecursionError) as error:
            why = f"{source.where} nests too deeply." if isinstance(error, RecursionError) else str(error)
            problems.append(Problem(source.where, 0, "", "", f"The view set was skipped. {why}"))
            continue
        digest.update(hashlib.blake2b(data, digest_size=16).digest() + source.where.encode())
        level = getattr(source.level, "name", source.level)
        sets.append(Placed(reading.view_set, str(level), source.source, source.where))
        problems.extend(reading.problems)
    return Library(tuple(sets), tuple(problems), digest.hexdigest())


@lru_cache(maxsize=64)
def _read_cached(data: bytes, name: str) -> Reading:
    """The same bytes are read once, whoever's they are."""
    return read_view_set(data, name)


def view_name_of(table: Table) -> str:
    """The name of the view that shows a record of `table` on its own page."""
    return table.view or table.name


def find(library: Library, table: Table, shape: Shape, mode: Mode, *, view: str = "") -> Found | None:
    """The layout for records of `table`: of the view named `view`, else of the table's own; None: no set has one."""
    return next(candidates(library, table, shape, mode, view=view), None)


def candidates(library: Library, table: Table, shape: Shape, mode: Mode, *, view: str = "") -> Iterator[Found]:
    """The layouts that can be drawn for records of `table`, the one that counts first."""
    for place in _places(library, table, view):
        found = _in_view(library, table, place, (shape, mode))
        if found:
            yield found


def problems_until(library: Library, table: Table, view: str, last: Origin | None) -> tuple[Problem, ...]:
    """What is wrong with the views looked at for `table` and their layouts, down to that of `last` (None: all)."""
    told: set[tuple[str, str]] = set()
    for placed, candidate in _places(library, table, view):
        told.update((placed.where, name) for name in names_of(placed.view_set, candidate))
        if last == _origin(placed, candidate):
            break
    return tuple(problem for problem in library.problems if (problem.file, problem.view) in told)


def _places(library: Library, table: Table, view: str) -> Iterator[tuple[Placed, View]]:
    for name in dict.fromkeys((view or view_name_of(table), view_name_of(table), table.name)):
        if name not in VIEWS_WITHOUT_LAYOUT:
            yield from library.named(name)


def names_of(view_set: ViewSet, view: View) -> Iterator[str]:
    """The name of a view, of its layouts, and of those that they are drawn by."""
    yield view.name
    for alt_view in view.alt_views:
        view_def = view_set.view_defs.get(alt_view.view_def)
        yield from (alt_view.view_def, view_def.definition if view_def else "")


def _in_view(library: Library, table: Table, place: tuple[Placed, View], wanted: tuple[Shape, Mode]) -> Found | None:
    (placed, view), (shape, mode) = place, wanted
    if shape == "form" and is_grid_only(placed.view_set, view):
        for other_placed, own in library.named(view_name_of(table)):
            choice = choose(other_placed.view_set, own, shape, mode)
            if choice and choice.shape == "form" and _fits(choice, table, mode):
                return Found(choice, _origin(other_placed, own))
    choice = choose(placed.view_set, view, shape, mode)
    return Found(choice, _origin(placed, view)) if choice and _fits(choice, table, mode) else None


def _fits(choice: Choice, table: Table, mode: Mode) -> bool:
    """Search layouts name no table; all others must be of this one."""
    return mode == "search" or choice.body.table in ("", table.key)


def _origin(placed: Placed, view: View) -> Origin:
    return Origin(placed.level, placed.source, placed.where, view.name)
