"""What was found, as tables of texts.

In: hits, and which of them are shown; or the trails of a related search. Out: `Section`s. Each record is told by the
head of its page and the fields that the configuration shows; a related record leads to its page. All sections are told
from the same rows: one statement for each table that is touched, however many records there are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from specify.ask.searching.finding import Hits
from specify.ask.searching.following import Trails, end_of
from specify.ask.searching.related import Related
from specify.datamodel.declaring import Field, Relationship, Table
from specify.datamodel.rows import Row, Rows, settled
from specify.layouts.latin import split_name
from specify.records.headline import heading
from specify.records.listing import NUMERIC, Shown
from specify.resources.formatting import Formatting
from specify.security.entering import Visit
from specify.security.scoping import own_limits

_RANK = "definitionItem"
"""What nobody goes to from a node: the rank in its tree."""
_HEADED_BY = ("collectionobject", "catalogNumber")


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column; `kind` is the class of its cells: `n` numbers, `d` dates."""

    title: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One record, or one row of a related search: the record that it leads to, and its texts."""

    id: int
    number: str
    name: Shown
    cells: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """What was found in one table. `name` is that of its element, `total` counts all, `more` says there are others."""

    name: str
    title: str
    table_key: str
    total: int
    more: bool
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells records from the rows of one request; its texts are final when all rows are loaded."""

    visit: Visit
    rows: Rows
    formatting: Formatting

    @classmethod
    def of(cls, visit: Visit) -> "Teller":
        """One without any rows yet."""
        rows = Rows(own_limits(visit.place))
        return cls(visit, rows, visit.formatting(rows))

    def line(self, table: Table, record_id: int, cells: tuple[Shown, ...]) -> Line:
        """A record with these cells behind it."""
        row = self.rows.get(table.key, record_id)
        if not row:
            return Line(record_id, "", Shown("", self.formatting.label(table.key, record_id)), cells)
        head = heading(self.formatting, table, row)
        return Line(record_id, head.number if table.key == _HEADED_BY[0] else "", Shown(head.latin, head.rest), cells)

    def member(self, table: Table, row: Row, name: str) -> Shown:
        """What a field or a relationship of a row says."""
        member = table.fields.get(name) or table.relationships.get(name)
        if isinstance(member, Relationship) and member.name == _RANK:
            return Shown("", self.formatting.value(table.key, name, row))
        if isinstance(member, Relationship) and member.column:
            return self.record(member.target.lower(), row.get(f"{member.name}_id"))
        if isinstance(member, Relationship):
            return Shown("", self.formatting.aggregate(table.key, member.name, row["id"]) or "")
        return Shown("", self.formatting.value(table.key, name, row)) if member else Shown("", "")

    def record(self, key: str, record_id: int | None) -> Shown:
        """A related record, leading to its page; no more than words where it has none for this person."""
        if record_id is None:
            return Shown("", "")
        text = self.formatting.label(key, record_id)
        if not self.visit.rights.readable(key) or self.rows.is_elsewhere(key, record_id):
            return Shown("", text)
        row = self.rows.get(key, record_id) if key == "taxon" else None
        return Shown(*split_name(text, row), (key, record_id))


def sections_of(visit: Visit, shown: Sequence[tuple[Hits, Sequence[int]]]) -> list[Section]:
    """The hits of each table with the records of it that are shown."""
    teller = Teller.of(visit)
    return settled(teller.rows, lambda: [_section(teller, hits, ids) for hits, ids in shown])


def _section(teller: Teller, hits: Hits, ids: Iterable[int]) -> Section:
    table, captions = hits.searched.table, teller.visit.captions
    names = [name for name in hits.searched.shown if (table.key, name) != _HEADED_BY]
    found = [(one, teller.rows.get(table.key, one) or {}) for one in ids]
    lines = tuple(teller.line(table, one, tuple(_cells(teller, table, row, names))) for one, row in found)
    return Section(
        name=table.key,
        title=captions.table(table.key),
        table_key=table.key,
        total=len(hits.ids),
        more=hits.more,
        columns=tuple(_column(teller, table, name) for name in names),
        lines=lines,
    )


def _cells(teller: Teller, table: Table, row: Row, names: Iterable[str]) -> Iterable[Shown]:
    return (teller.member(table, row, name) if row else Shown("", "") for name in names)


def _column(teller: Teller, table: Table, name: str) -> Column:
    member = table.fields.get(name)
    kind = ""
    if isinstance(member, Field) and member.kind in ("date", "timestamp"):
        kind = "d"
    elif isinstance(member, Field) and member.kind in NUMERIC and not teller.formatting.pick_list(table.key, name):
        kind = "n"
    return Column(teller.visit.captions.field(table.key, name), kind)


def related_section(visit: Visit, related: Related, trails: Trails, rows: Sequence[Sequence[int | None]]) -> Section:
    """The rows of a related search that are shown."""
    teller = Teller.of(visit)
    ends = [end_of(related, column) for column in related.columns]
    headed = zip(related.columns, ends, strict=True)

    def cell(end: tuple[Table, str], record_id: int | None) -> Shown:
        table, name = end
        if not name:
            return teller.record(table.key, record_id)
        row = teller.rows.get(table.key, record_id) if record_id is not None else None
        return teller.member(table, row, name) if row else Shown("", "")

    def lines() -> tuple[Line, ...]:
        root = end_of(related, "")[0]
        return tuple(
            teller.line(root, row[0] or 0, tuple(cell(end, one) for end, one in zip(ends, row[1:], strict=True)))
            for row in rows
        )

    return Section(
        name=f"related-{related.number}",
        title=str(related.title),
        table_key=related.root,
        total=len(trails.rows),
        more=trails.more,
        columns=tuple(_related_column(teller, related, column, end) for column, end in headed),
        lines=settled(teller.rows, lines),
        is_cut=trails.is_cut,
    )


def _related_column(teller: Teller, related: Related, column: str, end: tuple[Table, str]) -> Column:
    """A column is headed by its field, or by the relationship that it ends with."""
    table, name = end
    if name:
        return _column(teller, table, name)
    before, _dot, last = column.rpartition(".")
    return Column(teller.visit.captions.field(end_of(related, before)[0].key, last))
