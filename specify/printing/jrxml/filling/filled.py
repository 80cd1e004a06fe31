"""Fills a template with rows.

In: a `Report`, rows by the names of their columns, a `Supply`. Out: `Filled`: pages, what could not be honoured, which
reports within it need rows of their own. Kept of JasperReports: group footers and what ends a page see the row before;
group headers see the row that begins, with variables that do not count it yet; the order in which all is counted.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from specify.printing.jrxml.declaring import Element, Group, Problem, Report
from specify.printing.jrxml.expressions.checking import references
from specify.printing.jrxml.expressions.evaluating import Values, told
from specify.printing.jrxml.filling.bands import Block
from specify.printing.jrxml.filling.flow import Flow
from specify.printing.jrxml.filling.items import Filled, Item, Later, Page, moved
from specify.printing.jrxml.filling.picking import picked
from specify.printing.jrxml.filling.places import Piece
from specify.printing.jrxml.filling.state import Gathered, Inner, Row, State, Supply, TooMuch
from specify.printing.jrxml.naming import file_stem

_DEEPEST = 5


def filled(report: Report, rows: Sequence[Row], supply: Supply | None = None, *, tells_parts: bool = False) -> Filled:
    """The template filled with rows; each item says in which band it stands, if it `tells_parts`."""
    gathered = Gathered(parts=0 if tells_parts else None)
    for problem in report.problems:
        gathered.add(problem)
    filling = Filling(State(report, supply or Supply(), gathered))
    try:
        filling.run(rows)
    except TooMuch:
        gathered.add(Problem(0, "large", str(len(filling.flow.pages))))
    for page in filling.flow.pages:
        page.items = _settled(page.items)
    return Filled(filling.flow.pages, tuple(gathered.problems), tuple(gathered.needs_query))


def _settled(items: Sequence[Item | Later]) -> list[Item]:
    """The items, those among them that were not known at first."""
    found: list[Item] = []
    for item in items:
        if not isinstance(item, Later):
            found.append(item)
        else:
            found += [replace(moved(one, *item.shift), part=item.part or one.part) for one in item.items]
    return found


class Filling:
    """Takes row after row."""

    def __init__(self, state: State, around: tuple[str, ...] = ()) -> None:
        """Begin before the first row; `around` are the names of the report it is, and those that this one is within."""
        self.state, self.around = state, around
        self.groups = state.report.groups
        self.flow = Flow(state, self.inner, is_endless=bool(around))
        self.flow.reprint, self.flow.settle = self._reprint, self._settle
        self.keys: list[Any] = []
        self.open: set[str] = set()
        self.has_variable_keys = any(kind == "V" for group in self.groups for kind, _name in references(group.by.tree))
        for group in self.groups if self.flow.is_across else ():
            if group.keeps_together:
                state.gathered.add(Problem(group.line, "keep-together", group.name))
        self.returned: list[tuple[str, Any, str]] = []

    def run(self, rows: Sequence[Row]) -> None:
        """All rows."""
        state = self.state
        state.variables.reset("Report", state.current)
        rows = picked(state, rows)
        if not rows:
            self._without_rows()
        for number, row in enumerate(rows):
            if not number:
                state.columns(row)
            state.next(row)
            self._begin() if not number else self._go_on()
            self._detail(is_first=not number)
        if rows:
            self._end_groups(0, state.current)
            self.flow.summary(state.current)
        state.end("Report", state.current)

    def _without_rows(self) -> None:
        """What is printed when there are no rows: nothing, an empty page, what says so, or all but the rows."""
        how, values, flow = self.state.report.without_rows, self.state.current, self.flow
        if how in ("NoDataSection", "BlankPage"):
            flow.pages.append(Page(flow.paper.width, flow.paper.height))
            flow.at.y = flow.paper.margins[2]
            for band in self.state.report.sections.get("noData", ()) if how == "NoDataSection" else ():
                flow.fill(band, values)
        elif how == "AllSectionsNoDetail":
            self._begin()
            self._end_groups(0, values)
            flow.summary(values)

    def _keys(self) -> list[Any]:
        """What tells the groups of the row apart; variables are taken as they are with it."""
        values = self.state.estimated() if self.has_variable_keys else self.state.current
        return [self.state.value(group.by, values) for group in self.groups]

    def _begin(self) -> None:
        """The first row."""
        state = self.state
        self.keys = self._keys()
        for level in ("Page", "Column"):
            state.variables.reset(level, state.current)
        for group in self.groups:
            state.variables.reset("Group", state.current, group.name)
        self.flow.begin(state.current, is_title=True)
        if state.supply.start > 1:
            self.flow.skip(state.supply.start - 1)
        self._begin_groups(0, state.current)

    def _go_on(self) -> None:
        """Another row: groups that change end and begin."""
        state, keys = self.state, self._keys()
        changed = next((at for at in range(len(keys)) if keys[at] != self.keys[at]), None)
        self.keys = keys
        if changed is None:
            return
        self._end_groups(changed, state.old)
        for group in self.groups[changed:]:
            state.variables.reset("Group", state.current, group.name)
        self._begin_groups(changed, state.old)

    def _begin_groups(self, first: int, before: Values) -> None:
        for group in self.groups[first:]:
            self._begin_group(group, before)

    def _begin_group(self, group: Group, before: Values) -> None:
        flow, values = self.flow, self.state.current
        if (group.on_new_page or group.resets_page) and not flow.is_new_page and not flow.is_single:
            flow.next_page(before, values, is_first=group.resets_page)
        elif group.on_new_column and not flow.is_new_column:
            flow.next_column(before, values)
        height = max(group.least_room, sum(band.height for band in group.header))
        flow.make_room(height, before, values)
        flow.begin_group(group)
        flow.new_groups.add(group.name)
        for band in group.header:
            flow.place(band, values, before)
        self.open.add(group.name)

    def _end_groups(self, first: int, values: Values) -> None:
        ended = self.groups[first:]
        for at, group in reversed(list(enumerate(ended))):
            if group.is_at_bottom:
                heights = (band.height for outer in ended[: at + 1] for band in outer.footer)
                self.flow.begin_sinking(sum(heights), values)
            for band in group.footer:
                self.flow.place(band, values)
            self.open.discard(group.name)
            self.flow.together.end(group.name)
            self.state.end("Group", values, group.name)
        self.flow.sink()
        if ended:
            self.flow.is_new_page = self.flow.is_new_column = False

    def _reprint(self, values: Values, is_page: bool) -> None:
        """Headers of groups that go on, where a page begins, or another column if they are to stand in each."""
        for group in self.groups:
            repeats = group.repeats_in_columns or group.repeats_header and is_page
            if repeats and group.name in self.open and group.name not in self.flow.together.along:
                for band in group.header:
                    self.flow.place(band, values)

    def _detail(self, *, is_first: bool) -> None:
        flow, state = self.flow, self.state
        bands = state.report.sections.get("detail", ())
        before = state.current if is_first or flow.new_groups else state.old
        shown = next((band for band in bands if state.holds(band.when, state.current)), None)
        if shown and not flow.is_across:
            flow.make_room(shown.least, before, state.current)
        state.variables.count(state.current)
        if flow.is_across:
            flow.across(bands, state.current, before)
        else:
            for band in bands:
                flow.place(band, state.current)
        flow.is_new_page = flow.is_new_column = False
        flow.new_groups.clear()

    def _settle(self) -> None:
        """Take what reports within a band gave back."""
        for name, value, calculation in self.returned:
            self.state.variables.take(name, value, calculation)
        self.returned.clear()

    def inner(self, element: Element, values: Values) -> Sequence[Block] | None:
        """A report within the report, as blocks; None where nothing is known to fill it with."""
        declared, state = element.subreport, self.state
        if declared is None:
            return None
        name = file_stem(told(state.value(declared.which, values)))
        given = state.supply.inner.get(name)
        if given is None:
            state.gathered.needs_query[name] = None
            return None
        if len(self.around) >= _DEEPEST or name in self.around and not given.by:
            state.problem(element, "recursion", name)
            return None
        sent = {one: state.value(worked, values) for one, worked in declared.parameters.items()}
        supply = Supply(sent, state.supply.now, state.supply.pictures, state.supply.inner)
        for problem in given.report.problems:
            state.gathered.add(problem)
        filling = Filling(State(given.report, supply, state.gathered), (*self.around, name))
        filling.run(_rows(given, sent))
        for theirs, ours, calculation in declared.returned:
            self.returned.append((ours, filling.state.variables.now.get(theirs), calculation))
        return [_block(piece) for piece in filling.flow.pieces]


def _rows(given: Inner, sent: dict[str, Any]) -> Sequence[Row]:
    """The rows that belong to what is sent."""
    return given.found.get(tuple(told(sent.get(parameter)) for parameter in given.by), ()) if given.by else given.rows


def _block(piece: Piece) -> Block:
    items = [moved(item, 0, -piece.top) for item in _settled(piece.items)]
    return Block(piece.height, items, piece.repeats, piece.kept, piece.least)
