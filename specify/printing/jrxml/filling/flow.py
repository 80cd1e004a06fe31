"""Pages and columns: where the next band goes, and what is printed where a page or column begins and ends.

In: a state; bands with the values they are filled with. Out: pages with items. Kept of JasperReports: background,
title, page header, column headers, then columns from top to bottom and from left to right (or rows from left to right),
column footers, a page footer at the bottom of the page. What a band has no room for goes to the next column; a band
that is higher than a column is split there. Within another report a flow is endless: one column of bands, which that
report spreads over its pages.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import inf

from specify.printing.jrxml.declaring import LARGEST_PAGE, Band, Group, Problem
from specify.printing.jrxml.expressions.evaluating import Values
from specify.printing.jrxml.filling.bands import Box
from specify.printing.jrxml.filling.items import Item, Later, Page
from specify.printing.jrxml.filling.parts import in_parts, sections_of
from specify.printing.jrxml.filling.places import Piece, Place
from specify.printing.jrxml.filling.saying import Inner, Moment, box_of, items_of
from specify.printing.jrxml.filling.state import State, TooMuch
from specify.printing.jrxml.filling.together import Begun, Carried, Together, put_down

MOST_PAGES = 20_000
HIGHEST = LARGEST_PAGE
_NEARLY = 0.01


class Flow:
    """Puts bands one after the other."""

    def __init__(self, state: State, inner: Inner, *, is_endless: bool = False) -> None:
        """Begin before the first page."""
        self.state, self.inner, self.is_endless = state, inner, is_endless
        self.paper, self.sections = state.report.paper, state.report.sections
        self.pages: list[Page] = []
        self.pieces: list[Piece] = []
        self.at = Place()
        self.is_last = self.is_repeating = False
        self.is_new_page = self.is_new_column = True
        self.new_groups: set[str] = set()
        self.reprint: Callable[[Values, bool], None] = lambda _values, _is_page: None
        self.settle: Callable[[], None] = lambda: None
        self.together = Together()
        self.names = sections_of(state.report) if state.gathered.parts is not None else {}

    @property
    def page(self) -> Page:
        """The page that is being filled."""
        return self.pages[-1]

    @property
    def is_across(self) -> bool:
        """Whether rows go from left to right."""
        return self.paper.order == "Horizontal" and self.paper.columns > 1 and not self.is_endless

    @property
    def is_single(self) -> bool:
        """Whether all is on one page, which becomes as high as it has to, within what a PDF may be."""
        return "ignorePagination" in self.state.report.switches and not self.is_endless

    @property
    def bottom(self) -> float:
        """Where columns end."""
        if self.is_endless:
            return inf
        footers = self._height("columnFooter") + self._footer_height()
        return (HIGHEST if self.is_single else self.paper.height) - self.paper.margins[3] - footers

    @property
    def room(self) -> float:
        """The height that is left in the column."""
        return self.bottom - self.at.y

    @property
    def is_fresh(self) -> bool:
        """Whether nothing but headers stands in the column."""
        return self.at.y <= self.at.fresh + _NEARLY

    def _height(self, section: str) -> float:
        return sum(band.height for band in self.sections.get(section, ()))

    def _footer_height(self) -> float:
        return self._height("lastPageFooter" if self.is_last else "pageFooter")

    def x(self) -> float:
        """Where the column is."""
        left = 0.0 if self.is_endless else self.paper.margins[0]
        column = self.paper.columns - 1 - self.at.column if self.paper.from_right else self.at.column
        return left + (0 if self.is_endless else column) * (self.paper.column_width + self.paper.spacing)

    def begin(self, values: Values, *, is_title: bool = False) -> None:
        """A new page, with all that stands above its columns."""
        self._bare_page(values)
        if is_title:
            self._title(values)
        self._heading("pageHeader", values)
        self.at.top = self.at.y
        self._begin_column(values)
        self.is_new_page = True

    def _title(self, values: Values) -> None:
        for band in self.sections.get("title", ()):
            box, before = self._box(band, values), -1
            while box and not box.is_finished and box.progress > before:
                if before >= 0:
                    self._next_bare_page(values)
                before = box.progress
                box.lay(self.room)
                self._draw(box, values)
        if "titleNewPage" in self.state.report.switches and not (self.is_endless or self.is_single):
            self._next_bare_page(values)

    def _next_bare_page(self, values: Values) -> None:
        self.state.end("Page", values)
        self._next_page_number()
        self._bare_page(values)

    def _heading(self, section: str, values: Values) -> None:
        """Bands above the columns, or at the end: as high as they become, cut where the page ends."""
        for band in self.sections.get(section, ()):
            if box := self._box(band, values):
                box.lay(self.room, may_split=self.is_endless)
                self._draw(box, values, repeats=section == "columnHeader")
                if not box.is_finished:
                    self.state.gathered.add(Problem(band.line, "band-high", section))

    def _begin_column(self, values: Values) -> None:
        if self.is_across:
            for column in range(self.paper.columns):
                self.at.column, self.at.y = column, self.at.top
                self._heading("columnHeader", values)
                self.at.lowest = max(self.at.lowest, self.at.y)
            self.at.column, self.at.y = 0, self.at.lowest
        else:
            self._heading("columnHeader", values)
        self.at.fresh = self.at.row = self.at.lowest = self.at.y
        self.is_new_column = True

    def skip(self, places: int) -> None:
        """Leave the first places of the page free: rows have one height, and nothing stands beside them."""
        height, at = self._height("detail"), self.at
        if self.is_across:
            row, column = divmod(places, self.paper.columns)
            at.column, at.y = max(0, column - 1), at.fresh + row * height
        else:
            at.column, row = divmod(places, int((self.room + _NEARLY) // height))
            column, at.y = 0, at.y + row * height
        at.row, at.lowest = at.y, at.y + (height if column else 0)
        self.state.set("COLUMN_NUMBER", 1 if self.is_across else at.column + 1)

    def place(self, band: Band, values: Values, before: Values | None = None) -> None:
        """A band in the columns; `before` are the values of what a page that ends for it shows."""
        if not self.state.holds(band.when, values):
            return
        self.make_room(band.least, before or values, values)
        if self.is_across:
            self._new_row()
        self.fill(band, values)
        self.at.row = self.at.lowest = self.at.y

    def fill(self, band: Band, values: Values) -> None:
        """A band there is room for; what it becomes beyond that goes to the next columns."""
        box = self._box(band, values)
        if box is None:
            return
        while not self._goes_on(box, band, values):
            pass
        self.settle()
        self.state.end("Band", values)

    def _goes_on(self, box: Box, band: Band, values: Values) -> bool:
        """Print what there is room for and go to the next column for the rest; whether that was all."""
        box.may_move = not self.is_fresh
        is_over = box.lay(self.room)
        fits = not is_over or bool(box.breaks) or any(box.shown())
        moves = band.split == "Prevent" or not fits or bool(self.together.begun)
        if is_over and not box.breaks and not self.is_fresh and moves:
            self.next_column(values, values)
            return False
        if not fits:
            box.lay(inf)
        before = box.progress
        self._draw(box, values)
        if box.breaks == "Page":
            self.next_page(values, values)
        elif box.breaks or not box.is_finished:
            self.next_column(values, values)
        return box.is_finished or box.progress == before

    def make_room(self, height: float, before: Values, values: Values) -> None:
        """Go on to the next column if there is less than a height left in this one."""
        if height > self.room + _NEARLY and not self.is_fresh:
            self.next_column(before, values)

    def across(self, bands: tuple[Band, ...], values: Values, before: Values) -> None:
        """The bands of a row beside those of the row before, or below them where the row of columns is full."""
        if self.at.lowest > self.at.row or self.at.column:
            self.at.column += 1
        if self.at.column >= self.paper.columns:
            self._new_row()
        self.at.y = self.at.row
        height = sum(band.height for band in bands if self.state.holds(band.when, values))
        if height > self.room + _NEARLY and self.at.row > self.at.fresh + _NEARLY:
            self.next_page(before, values)
        for band in bands:
            if self.state.holds(band.when, values):
                self.fill(band, values)
        self.at.lowest = max(self.at.lowest, self.at.y)

    def _new_row(self) -> None:
        self.at.column, self.at.row = 0, self.at.lowest
        self.at.y = self.at.row

    def next_column(self, before: Values, values: Values) -> None:
        """Go on to the next column, or page."""
        if self.is_endless:
            return
        if self.is_across or self.at.column + 1 >= self.paper.columns:
            self.next_page(before, values)
            return
        carried = self._take_along()
        self._end_column(before)
        self.at.column, self.at.y = self.at.column + 1, self.at.top
        self.state.set("COLUMN_NUMBER", self.at.column + 1)
        self.state.variables.reset("Column", values)
        self._begin_column(values)
        self._repeat_headers(values, is_page=False)
        self._put_down(carried)

    def next_page(self, before: Values, values: Values, *, is_first: bool = False) -> None:
        """Go on to the next page, which is the first of a new count if `is_first`."""
        if self.is_endless or self.is_single and self.room > self.paper.height:
            return
        carried = self._take_along()
        self.end_page(before)
        self._next_page_number()
        if is_first:
            self.state.set("PAGE_NUMBER", 1)
        self.state.variables.reset("Page", values)
        self.state.variables.reset("Column", values)
        self.begin(values)
        self._repeat_headers(values, is_page=True)
        self._put_down(carried)

    def begin_group(self, group: Group) -> None:
        """A group begins here; one that is kept together may go along to another column later."""
        if not group.keeps_together or self.is_across:
            return
        if self.is_endless:
            self.together.kept = self.together.kept or (group.name, len(self.pieces) + 1)
        elif not self.is_fresh:
            self.together.begun[group.name] = self._here()

    def begin_sinking(self, height: float, values: Values) -> None:
        """What is printed from here on goes to the bottom of the column."""
        if self.together.sinking is None and not (self.is_endless or self.is_across or self.is_single):
            self.make_room(height, values, values)
            self.together.sinking = self._here()

    def sink(self) -> None:
        """It is printed; the column is full then."""
        if self.together.sink(self.page, self._here(), self.bottom):
            self.at.y = self.bottom

    def _here(self) -> Begun:
        return Begun(len(self.pages), self.at.column, (self.x(), self.at.y), len(self.page.items))

    def _take_along(self) -> Carried | None:
        names = [group.name for group in self.state.report.groups]
        carried = self.together.take_along(self.page, self._here(), names)
        self.at.y = carried.at[1] if carried else self.at.y
        return carried

    def _put_down(self, carried: Carried | None) -> None:
        self.together.along = frozenset()
        if carried is not None:
            put_down(self.page, carried, (self.x(), self.at.y))
            self.at.y += carried.height
            self.at.row = self.at.lowest = self.at.y

    def _repeat_headers(self, values: Values, *, is_page: bool) -> None:
        """Headers of groups that go on; they do not begin columns of their own."""
        if not self.is_repeating:
            self.is_repeating = True
            self.reprint(values, is_page)
            self.is_repeating = False
            self.at.fresh = self.at.y

    def _next_page_number(self) -> None:
        self.state.set("PAGE_NUMBER", self.state.variables.now["PAGE_NUMBER"] + 1)
        self.state.set("COLUMN_NUMBER", 1)

    def end_page(self, values: Values) -> None:
        """What stands below the columns."""
        self._end_column(values)
        section = "lastPageFooter" if self.is_last else "pageFooter"
        left = 0.0 if self.is_endless else self.paper.margins[0]
        height = self._height(section)
        y = self.at.y if self.is_endless or self.is_single else self.paper.height - self.paper.margins[3] - height
        self._fixed(section, values, (left, y), height)
        if self.is_single:
            self.page.height = y + height + self.paper.margins[3]
        self.state.end("Page", values)

    def _end_column(self, values: Values) -> None:
        is_floating = self.is_endless or self.is_single or "floatColumnFooter" in self.state.report.switches
        columns = range(self.paper.columns) if self.is_across else (self.at.column,)
        for column in columns:
            self.at.column = column
            at = (self.x(), max(self.at.y, self.at.lowest) if is_floating else self.bottom)
            self._fixed("columnFooter", values, at, self._height("columnFooter"))
        self.state.end("Column", values)

    def summary(self, values: Values) -> None:
        """The last bands, below the rows or on a page of their own if they are not empty, and the end of that page."""
        bands = [band for band in self.sections.get("summary", ()) if band.height or band.elements]
        self._choose_last_footer(values)
        self.at.y = max(self.at.y, self.at.lowest)
        switches = self.state.report.switches
        is_apart = "summaryNewPage" in switches or self.at.column > 0 or self._height("summary") > self.room + _NEARLY
        if bands and is_apart and not (self.is_endless or self.is_single):
            if "summaryWithPageHeaderAndFooter" not in switches:
                self._summary_by_itself(values)
                return
            self.next_page(values, values)
        for band in bands:
            self.place(band, values)
        self.end_page(values)

    def _summary_by_itself(self, values: Values) -> None:
        """The last bands on a page without headers and footers."""
        self.end_page(values)
        self._next_page_number()
        self._bare_page(values)
        for band in self.sections.get("summary", ()):
            self.fill(band, values)
        self.state.end("Page", values)

    def _bare_page(self, values: Values) -> None:
        """A new page with nothing but its background."""
        if len(self.pages) >= MOST_PAGES:
            raise TooMuch
        self.pages.append(Page(self.paper.width, self.paper.height))
        left, _right, top, _bottom = self.paper.margins
        self.at = Place(y=0.0 if self.is_endless else top)
        self.at.fresh = self.at.y
        self._fixed("background", values, (left, self.at.y), self.paper.height)

    def _choose_last_footer(self, values: Values) -> None:
        """The last page may have another footer; where that has no room, it is on a page that follows."""
        if not self.sections.get("lastPageFooter"):
            return
        self.is_last = True
        if self.room < 0:
            self.is_last = False
            self.next_page(values, values)
            self.is_last = True

    def _box(self, band: Band, values: Values) -> Box | None:
        if not self.state.holds(band.when, values):
            return None
        moment = self._moment(values)
        box = box_of(band, moment)
        box.section = self.names.get(id(band), "")
        box.least = inf if band.split == "Prevent" else band.least
        return box

    def _moment(self, values: Values) -> Moment:
        return Moment(self.state, values, self.inner, self.is_new_column, frozenset(self.new_groups))

    def _draw(self, box: Box, values: Values, *, repeats: bool = False) -> None:
        """Put a box where the flow is, and go on below it."""
        items = in_parts(
            list(items_of(box, self._moment(values), (self.x(), self.at.y))), box.section, self.state.gathered
        )
        self._add(items, Piece(self.at.y, box.height, items, repeats, least=box.least))
        box.commit()
        self.at.y += box.height

    def _fixed(self, section: str, values: Values, at: tuple[float, float], height: float) -> None:
        """Bands at a fixed place, cut where that ends."""
        x, y = at
        for band in self.sections.get(section, ()):
            box = self._box(band, values)
            if box is not None:
                box.lay(height if section == "background" else band.height, may_split=False)
                items = in_parts(list(items_of(box, self._moment(values), (x, y))), box.section, self.state.gathered)
                self._add(items, Piece(y, box.height, items))
                y += box.height
        if self.is_endless and section != "background":
            self.at.y = y

    def _add(self, items: Sequence[Item | Later], piece: "Piece") -> None:
        self.state.gathered.take(len(items))
        self.page.items += items
        if self.is_endless and piece.height:
            kept = self.together.kept
            self.pieces.append(replace(piece, kept=kept[1]) if kept else piece)
