"""One page of a table's records, as lines of text.

In: a visit, a table, what to narrow and sort by, optionally the record they hang on. Out: a `Listing` and its `Page`.
Only rows that belong to the collection are counted or shown. Statements: one to count, one for the rows, then one for
each further table a column follows.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Q
from django.utils.translation import gettext as _

from specify.datamodel.declaring import Field, Relationship, Table
from specify.datamodel.rows import NO_ROW, Row, Rows
from specify.datamodel.tables import model
from specify.layouts.latin import split_name
from specify.query.matching import can_be_compared
from specify.records.columns import Path, choosing_paths, naming_field, paths_for
from specify.resources.formatting import Formatting
from specify.security.entering import Visit
from specify.security.scoping import in_scope, own_limits
from specify.web.pagination import Page, page_of

NUMERIC = ("integer", "short", "byte", "long", "decimal", "double")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of a list, as it stands in the address: the text, the sort field (`-` before it), the page."""

    query: str = ""
    sort: str = ""
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `sort_by` is the field it can be sorted by, `sorted` the way it is sorted now."""

    title: str
    sort_by: str | None
    sorted: str | None
    numeric: bool
    is_date: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A text of a list: the scientific name it begins with, or nothing, and the rest; the record it leads to."""

    latin: str
    rest: str
    record: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One record: its name and the texts of its columns."""

    id: int
    label: Shown
    cells: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of records; `columns` begins with the name's own. `searched` is the field to narrow by, or nothing."""

    table_key: str
    title: str
    searched: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


def list_page(
    visit: Visit, table: Table, wish: Wish, within: Q | None = None, *, beside: Sequence[Path] = ()
) -> tuple[Listing, Page]:
    """The records of `table` that belong to the visited collection, narrowed, sorted and paged.

    The columns `beside` their names come before the others.
    """
    query = model(table.key).objects.filter(in_scope(table, visit.place)).filter(within or Q())
    naming = naming_field(table)
    if wish.query and naming:
        query = query.filter(narrowed(naming, wish.query))
    page = page_of(query.count(), wish.page, visit.look.rows)
    told = [path.text for path in beside]
    usual = paths_for(table, visit.captions, visit.rights.readable)
    paths = [*beside, *(path for path in usual if path.text not in told)]
    order = order_of(naming, paths, wish.sort)
    # The ids first: an offset deep in a large table must not read whole rows on its way.
    ids = list(query.order_by(*order).values_list("pk", flat=True)[page.start : page.stop])
    return _listing(visit, (table, ""), paths, ids, order=order[0]), page


def choosing(visit: Visit, table: Table, ids: Sequence[int], formatter: str) -> Listing:
    """These records, told by `formatter`, for one of them to be chosen; no column only repeats what names say."""
    paths = choosing_paths(table, visit.captions, visit.rights.readable)
    made = _listing(visit, (table, formatter), paths, ids)
    kept = [at for at in range(len(paths)) if any(_says_more(line, line.cells[at]) for line in made.lines)]
    lines = tuple(replace(line, cells=tuple(line.cells[at] for at in kept)) for line in made.lines)
    return replace(made, columns=(made.columns[0], *(made.columns[at + 1] for at in kept)), lines=lines)


def listing_of(visit: Visit, table: Table, ids: Sequence[int]) -> Listing:
    """These records, in this order, with the columns of their table's list; they cannot be sorted otherwise."""
    made = _listing(visit, (table, ""), paths_for(table, visit.captions, visit.rights.readable), ids)
    return replace(made, searched="", columns=tuple(replace(column, sort_by=None) for column in made.columns))


def _says_more(line: Line, cell: Shown) -> bool:
    """Whether the text of a cell does not stand in the record's name anyway."""
    said, name = cell.latin + cell.rest, line.label.latin + line.label.rest
    return bool(said) and not re.search(rf"(?<!\w){re.escape(said)}(?!\w)", name, re.IGNORECASE)


def _listing(
    visit: Visit, told: tuple[Table, str], paths: list[Path], ids: Sequence[int], *, order: str = ""
) -> Listing:
    """These records as lines, in this order; `order` is what they are sorted by."""
    table = told[0]
    naming = naming_field(table)
    lines, is_named = _lines(visit, told, paths, ids)
    return Listing(
        table_key=table.key,
        title=visit.captions.table(table.key),
        searched=visit.captions.field(table.key, naming.name) if naming else "",
        columns=_columns(visit, (table, naming if is_named else None), paths, order),
        lines=lines,
    )


def narrowed(naming: Field, text: str) -> Q:
    """Records whose naming field begins with `text`; a catalog number may be written without its leading zeros."""
    if not can_be_compared(text):
        return Q(pk__in=())
    condition = Q(**{f"{naming.name}__istartswith": text})
    is_number = naming.name == "catalogNumber" and text.isascii() and text.isdigit()
    return condition | Q(catalogNumber=text.zfill(9)) if is_number else condition


def order_of(naming: Field | None, paths: list[Path], sort: str) -> list[str]:
    """What to order by: the field asked for when the list offers it, else the naming field; the id always last."""
    offered = {path.last.name for path in paths if path.is_own_field} | ({naming.name} if naming else set())
    wanted = sort.removeprefix("-")
    if wanted in offered:
        return [sort, "id"]
    return [naming.name, "id"] if naming else ["id"]


def _columns(visit: Visit, named: tuple[Table, Field | None], paths: list[Path], order: str) -> tuple[Column, ...]:
    """The columns; the first is headed by the naming field where that is what the records are called by."""
    table, naming = named
    title = visit.captions.field(table.key, naming.name) if naming else visit.captions.table(table.key)
    columns = [_column(title, naming.name if naming else None, order)]
    for path in paths:
        title = _("Rank") if path.is_rank else visit.captions.field(_table_of_last(table, path), path.last.name)
        column = _column(title, path.last.name if path.is_own_field else None, order)
        kind = path.last.kind if isinstance(path.last, Field) else ""
        numeric = kind in NUMERIC and path.text not in ("rankId", "agentType")
        columns.append(replace(column, numeric=numeric, is_date=kind in ("date", "timestamp")))
    return tuple(columns)


def _column(title: str, sort_by: str | None, order: str) -> Column:
    now = None
    if sort_by and order.removeprefix("-") == sort_by:
        now = "descending" if order.startswith("-") else "ascending"
    return Column(title, sort_by, now, numeric=False)


def _table_of_last(table: Table, path: Path) -> str:
    before = [step for step in path.steps[:-1] if isinstance(step, Relationship)]
    return before[-1].target.lower() if before else table.key


def _lines(
    visit: Visit, told: tuple[Table, str], paths: list[Path], ids: Sequence[int]
) -> tuple[tuple[Line, ...], bool]:
    """The lines of a table's records, told by a formatter; and whether all are called by their naming field."""
    rows = Rows(own_limits(visit.place))
    table, formatter = told
    reader = _Reader(table, rows, visit.formatting(rows), formatter)
    while True:
        found = [row for row_id in ids if (row := rows.get(table.key, row_id))]
        lines = tuple(
            Line(row["id"], reader.label(row), tuple(reader.cell(row, path) for path in paths)) for row in found
        )
        if not rows.load():
            return lines, all(reader.is_named(row) for row in found)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the texts of columns from rows; texts are empty while rows are still missing."""

    table: Table
    rows: Rows
    formatting: Formatting
    formatter: str = ""
    cells: dict[tuple[int, str], Shown] = field(default_factory=dict)

    def label(self, row: Row) -> Shown:
        text = self.formatting.label(self.table.key, row["id"], self.formatter)
        return Shown(*split_name(text, row)) if self.table.key == "taxon" else Shown("", text)

    def is_named(self, row: Row) -> bool:
        """Whether the record's name begins with its naming field."""
        naming = naming_field(self.table)
        shown = self.label(row)
        return naming is not None and (shown.latin + shown.rest).startswith(
            self.formatting.value(self.table.key, naming.name, row)
        )

    def cell(self, row: Row, path: Path) -> Shown:
        """The text of a column; it is made anew as long as rows are missing for it."""
        place, missed = (row["id"], path.text), self.rows.missed
        shown = self.cells.get(place) or self._text(row, path)
        if self.rows.missed == missed:
            self.cells[place] = shown
        return shown

    def _text(self, row: Row, path: Path) -> Shown:
        key, here = self.table.key, row
        for step in path.steps[:-1]:
            if isinstance(step, Relationship):
                here = self._follow(key, here, step)
                key = step.target.lower()
        if not here:
            return Shown("", "")
        if path.is_latin:
            return self._taxon(here.get(f"{path.last.name}_id"))
        target = here.get(f"{path.last.name}_id")
        if path.is_linked and target and isinstance(path.last, Relationship):
            record = (path.last.target.lower(), target)
            return Shown("", self.formatting.label(*record), record)
        return Shown("", self._plain(key, here, path.last))

    def _taxon(self, taxon_id: int | None) -> Shown:
        if taxon_id is None:
            return Shown("", "")
        return Shown(*split_name(self.formatting.record("taxon", taxon_id) or "", self.rows.get("taxon", taxon_id)))

    def _plain(self, key: str, row: Row, last: Field | Relationship) -> str:
        if isinstance(last, Field):
            return self.formatting.value(key, last.name, row)
        if last.is_to_many:
            return self.formatting.aggregate(key, last.name, row["id"]) or ""
        target = row.get(f"{last.name}_id")
        return (self.formatting.record(last.target.lower(), target) or "") if target else ""

    def _follow(self, key: str, row: Row, step: Relationship) -> Row:
        if not row:
            return NO_ROW
        if step.is_to_many:
            children = self.rows.children(key, step.name, row["id"], limit=1)
            return children[0] if children else NO_ROW
        target = row.get(f"{step.name}_id")
        return (self.rows.get(step.target.lower(), target) or NO_ROW) if target else NO_ROW
