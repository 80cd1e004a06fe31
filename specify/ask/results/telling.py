"""Rows of a query as people read them.

In: a visit, a query, rows as the engine gives them. Out: columns and `Row`s of texts. Kept of Specify 7's pages: titles
of pick lists stand for what is stored, yes and no for truth values. Changed on purpose: scientific names are set apart;
which they are is asked along with them, in columns that nobody sees, so that it takes no further statement; but for
rows that tell several records a further column could make two of one, so there one statement looks up the names shown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from specify.ask.results import logged
from specify.ask.results.columns import Sort, is_of_several, lines_told
from specify.datamodel.declaring import Field
from specify.datamodel.rows import Rows, settled
from specify.datamodel.tables import model
from specify.layouts.latin import GENUS, NAME_FIELDS, split_name
from specify.layouts.showing import library, reader_of
from specify.layouts.values import Reader
from specify.query.asked import Line, Order, Query
from specify.query.labels import heading
from specify.query.running import Found
from specify.query.specs import ID, Age, Counted, Plain, Ranked, Spec, Told
from specify.records.listing import NUMERIC
from specify.resources.formatting import Formatting
from specify.resources.stamp import remember
from specify.security.entering import Visit
from specify.security.scoping import own_limits

LONGEST = 160
"""How many letters of a text a row shows."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, the number of its line, how it is sorted now; `kind` is `n` for numbers, `d` for dates."""

    title: str
    number: int
    sorted: Order
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A text: the scientific name that it begins with, if any, and the rest; `is_cut` if there is more of it."""

    rest: str
    latin: str = ""
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its place among all, the records that it tells, its cells and, in words, the first of them.

    Of very many records `ids` has only the first; `records` is how many there are.
    """

    place: int
    ids: tuple[int, ...]
    cells: tuple[Cell, ...]
    name: str
    records: int = 1


@dataclass(frozen=True)
class Teller:
    """Tells the rows of one query. `asked` is what to run: the query, and what scientific names are known by."""

    visit: Visit
    query: Query
    asked: Query
    lines: tuple[Line, ...]
    formatting: Formatting
    # For a column with names of taxa, where in a row their ranks and full names stand; so of what the log names.
    beside: dict[int, dict[str, int]]
    # Which field of taxa such a column shows where nothing can stand beside it.
    alone: dict[int, str]

    def columns(self, sort: Sort | None) -> tuple[Column, ...]:
        """The columns, one of them sorted."""
        captions = self.visit.captions
        return tuple(
            Column(
                heading(line, captions),
                line.number,
                sort.order if sort and sort.number == line.number else Order.NONE,
                _kind(line, self.formatting),
            )
            for line in self.lines
        )

    def rows(self, found: Sequence[Found], first: int) -> list[Row]:
        """These rows, the first of which has the place `first`."""
        return settled(self.formatting.rows, lambda: list(self._rows(found, first)))

    @cached_property
    def reader(self) -> Reader:
        """Who reads what the audit log names."""
        return reader_of(self.visit, self.formatting.rows, library(self.visit), "view")

    def _rows(self, found: Sequence[Found], first: int) -> Iterator[Row]:
        table = self.visit.captions.table(self.query.base)
        latin = {
            at: _latin_names(self.visit, name, {one.cells[at] for one in found}) for at, name in self.alone.items()
        }
        for place, one in enumerate(found, start=first):
            ids = ids_of(one)
            cells = tuple(self._cell(at, line, one.cells, latin) for at, line in enumerate(self.lines))
            yield Row(place, ids, cells, (cells[0].latin + cells[0].rest) or f"{table} {ids[0]}", one.records)

    def _cell(self, at: int, line: Line, values: Sequence[Any], names: dict[int, frozenset[str]]) -> Cell:
        beside = {name: values[where] for name, where in self.beside.get(at, {}).items()}
        noted = logged.told(self.reader, line, values[at], beside) if line.spec.table.key in logged.TABLES else None
        text, latin = (noted.text, noted.latin) if noted else (self._text(line, values[at]), "")
        text = " ".join(text.split())
        if line.spec.table.key == "taxon" and beside:
            latin, text = split_name(text, beside)
        elif values[at] in names.get(at, ()) or _is_latin_rank(line, self.visit):
            latin, text = text, ""
        if len(latin + text) <= LONGEST:
            return Cell(text, latin)
        return Cell(text[: max(0, LONGEST - len(latin))].rstrip(), latin, is_cut=True)

    def _text(self, line: Line, value: Any) -> str:
        if value is None:
            return ""
        field = _field(line)
        if field is None or field.kind == "date":
            return str(value)
        return self.formatting.value(line.spec.table.key, field.name, {field.name: _typed(field, value)})


def teller_for(visit: Visit, query: Query) -> Teller:
    """Who tells the rows of a query."""
    lines = lines_told(query)
    beside: dict[int, dict[str, int]] = {}
    added: dict[Spec, int] = {}
    is_alone = is_of_several(query)  # there a further column could make two rows of one
    for at, line in enumerate(() if is_alone else lines):
        if (names := _known_by(line)) is not None:
            beside[at] = {
                name: at if where is None else added.setdefault(where, len(lines) + len(added))
                for name, where in names.items()
            }
    asked = replace(query, lines=(*query.lines, *map(Line, added)))
    formatting = visit.formatting(Rows(own_limits(visit.place)))
    return Teller(visit, query, asked, lines, formatting, beside, _names_in(lines) if is_alone else {})


def ids_of(found: Found) -> tuple[int, ...]:
    """The records that a row tells."""
    return (found.id,) if isinstance(found.id, int) else tuple(int(one) for one in found.id.split(","))


def _names_in(lines: Sequence[Line]) -> dict[int, str]:
    """The columns that show names of taxa as they are, and which field that is."""
    ends = {at: line.spec.end for at, line in enumerate(lines) if line.spec.table.key == "taxon"}
    return {at: end.name for at, end in ends.items() if isinstance(end, Plain) and end.name in NAME_FIELDS}


def _known_by(line: Line) -> dict[str, Spec | None] | None:
    """What tells whether a column has scientific names: rank, and full name if the column is not that itself.

    Of a column of the audit log what tells its names and numbers.
    """
    spec, end = line.spec, line.spec.end
    if spec.table.key != "taxon":
        return logged.known_by(line)
    rank = Spec(spec.base, spec.path, Plain("rankId"))
    if isinstance(end, Plain) and end.name in NAME_FIELDS:
        return {"rankId": rank, end.name: None}
    return {"rankId": rank, "fullName": replace(rank, end=Plain("fullName"))} if isinstance(end, Told) else None


def _is_latin_rank(line: Line, visit: Visit) -> bool:
    end = line.spec.end
    if not isinstance(end, Ranked) or line.spec.table.key != "taxon" or end.name not in NAME_FIELDS:
        return False
    return end.rank.lower() in _latin_ranks(visit)


def _latin_ranks(visit: Visit) -> frozenset[str]:
    """The names of the ranks whose names are set apart."""
    trees = visit.place.tree_definitions.get("taxon", ())

    def read() -> frozenset[str]:
        ranks = model("taxontreedefitem")._default_manager.filter(treeDef__in=trees, rankId__gte=GENUS)
        return frozenset((name or "").lower() for name in ranks.values_list("name", flat=True))

    return remember(visit.stamp, ("ranks with scientific names", trees), read)


def _latin_names(visit: Visit, field: str, texts: set[Any]) -> frozenset[str]:
    """Those of the names of taxa that are set apart, whichever taxon has them."""
    trees = visit.place.tree_definitions.get("taxon", ())
    taxa = model("taxon")._default_manager.filter(definition__in=trees, **{f"{field}__in": texts - {None}})
    by_name: dict[str, bool] = {}
    for name, rank in taxa.values_list(field, "rankId"):
        by_name[name] = by_name.get(name, True) and rank >= GENUS
    return frozenset(name for name, is_latin in by_name.items() if is_latin)


def _field(line: Line) -> Field | None:
    """The field whose values a column has as they are."""
    return None if isinstance(line.spec.end, Plain) and line.spec.end.part else line.spec.field


def _kind(line: Line, formatting: Formatting) -> str:
    end, field = line.spec.end, _field(line)
    if isinstance(end, Counted | Age) or (isinstance(end, Plain) and (end.part or end.name == ID)):
        return "n"
    if field is None:
        return ""
    if field.kind in ("date", "timestamp"):
        return "d"
    is_number = field.kind in NUMERIC and formatting.pick_list(line.spec.table.key, field.name) is None
    return "n" if is_number else ""


def _typed(field: Field, value: Any) -> Any:
    """A value as records have it, so that it is told as in their forms."""
    try:
        if field.kind == "timestamp":
            return datetime.fromisoformat(str(value))
        return Decimal(str(value)) if field.kind == "decimal" else value
    except (ValueError, InvalidOperation):
        return value
