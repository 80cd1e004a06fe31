"""The view sets that count for a visit, one by one, and all that is wrong in each.

In: a visit. Out: `Volume`s in the order in which they count, those that cannot be read among them. For people who edit
layouts: where Specify 7 tells the browser's console what it meets on its way to one form, here every view is resolved
in every shape and mode, once for each state of the settings.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, product

from specify.datamodel import present
from specify.layouts.choosing import MODES, SHAPES
from specify.layouts.compiling import compile_form, replaced
from specify.layouts.finding import Library, Placed, names_of
from specify.layouts.names import Names, values_in
from specify.layouts.resolve import Surroundings
from specify.layouts.showing import library
from specify.layouts.tree import Problem, View
from specify.layouts.visiting import Visit
from specify.layouts.wiring import There, dead_ends, few_enough, left_out
from specify.resources.field_formats import field_formats
from specify.resources.formatters import formatters
from specify.resources.lookup import ViewSetSource, view_sets
from specify.resources.picklists import BUILT_IN, pick_lists
from specify.resources.stamp import remember
from specify.resources.type_searches import type_searches
from specify.resources.weblinks import web_links


@dataclass(frozen=True, slots=True)
class Volume:
    """A view set: where it is kept, its contents if they can be read, and what is wrong with it by line."""

    source: ViewSetSource
    placed: Placed | None
    problems: tuple[Problem, ...] = ()

    @property
    def views(self) -> tuple[View, ...]:
        """Its views in the order of the file."""
        return tuple(self.placed.view_set.views.values()) if self.placed else ()

    def problems_of(self, view: View) -> tuple[Problem, ...]:
        """What is wrong with a view of it, and with the layouts that the view names."""
        told = self._told_with(view)
        return tuple(problem for problem in self.problems if problem.view in told)

    @property
    def problems_of_no_view(self) -> tuple[Problem, ...]:
        """What is wrong with it as a whole, and with layouts that no view names."""
        told = {name for view in self.views for name in self._told_with(view)}
        return tuple(problem for problem in self.problems if problem.view not in told)

    def _told_with(self, view: View) -> set[str]:
        found = names_of(self.placed.view_set, view) if self.placed else ()
        return {view.name, *(name for name in found if name)}


def volumes(visit: Visit) -> tuple[Volume, ...]:
    """The view sets that count for this visit. A file that is registered twice counts in the first place only."""
    books = library(visit)
    placed = {one.where: one for one in books.sets}
    sources: dict[str, ViewSetSource] = {}
    for source in view_sets(visit.viewer, visit.stamp):
        sources.setdefault(source.where, source)
    key = ("layout problems", books.digest, visit.viewer.place.collection_id, visit.viewer.language)
    told = remember(visit.stamp, key, lambda: _problems(visit, books))
    return tuple(Volume(source, placed.get(where), told.get(where, ())) for where, source in sources.items())


def shadowing(found: Iterable[Volume], volume: Volume, view: View) -> Volume | None:
    """The view set whose view of that name counts instead; None when it is this one."""
    first = next((one for one in found if one.placed and view.name in one.placed.view_set.views), volume)
    return first if first.source.where != volume.source.where else None


def beginning_with(books: Library, placed: Placed) -> Library:
    """The same view sets, this one before all others."""
    others = (one for one in books.sets if one is not placed)
    return replace(books, sets=(placed, *others), digest=f"{books.digest} {placed.where}")


def _problems(visit: Visit, books: Library) -> Mapping[str, tuple[Problem, ...]]:
    """What is wrong in each view set, by where it is kept."""
    found: dict[str, dict[Problem, None]] = {problem.file: {} for problem in books.problems}
    for problem in chain(books.problems, *(_found_in(visit, books, placed) for placed in books.sets)):
        found.setdefault(problem.file, {})[problem] = None
    return {file: tuple(sorted(problems, key=lambda one: one.line)) for file, problems in found.items()}


def _found_in(visit: Visit, books: Library, placed: Placed) -> Iterator[Problem]:
    """Names in a view set that lead nowhere, and what its views meet on the way to a form."""
    around = Surroundings(present.tables(), visit.captions, books.is_grid_view)
    there = There(around.tables, books.tables_of_views, _names(visit))
    yield from dead_ends(placed.view_set, there)
    alone = beginning_with(books, placed)
    yield from left_out(placed.view_set, placed.where)
    for view in few_enough(placed.view_set):
        table = around.tables.get(view.table)
        if table is None:
            continue
        forms = {way: compile_form(alone, table, (*way, view.name), around) for way in product(SHAPES, MODES)}
        yield from (problem for form in forms.values() for problem in form.problems if problem.file == placed.where)
        yield from replaced(alone, placed.where, view, forms)


def _names(visit: Visit) -> Names:
    """The names of other things that layouts may use here."""
    viewer, stamp = visit.viewer, visit.stamp
    searches = type_searches(viewer, stamp)
    return Names(
        pick_lists=values_in((*pick_lists(viewer, stamp).values(), *BUILT_IN.values())),
        set_up=visit.captions.item,
        formatters={one.name for one in formatters(viewer, stamp).formats},
        field_formats=field_formats(viewer, stamp).keys(),
        web_links=web_links(viewer, stamp).by_name.keys(),
        searches={one.name for one in (*searches.own, *searches.fallback)},
    )
