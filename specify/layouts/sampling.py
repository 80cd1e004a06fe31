"""Made-up records, so that a layout can be drawn without a database, and what is drawn of one record as a sample.

In: the tables. Out: `SampleRows`, in which every table has one row with something in each field or, when they are
empty, with nothing; words, formats and web links as plain as they come. In: a form and a row of any kind. Out: its
parts, also those of one row of a grid, and the form with each block of its panels. On purpose not random: the same
layout gives the same page each time. After `MOST_LOOKS` there is nothing more to be found, so that sub-forms in
sub-forms come to an end; no more than `MOST_BLOCKS` blocks of a panel are looked at.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from specify.datamodel.declaring import Table
from specify.datamodel.rows import NO_ROW, Children, Row, Rows
from specify.layouts.bind import Standing, bind
from specify.layouts.bound import Part, Records, Way
from specify.layouts.filling.fill import fill
from specify.layouts.filling.filled import FilledPart, FilledRecords, FilledRow
from specify.layouts.filling.grids import table_of as filled_table
from specify.layouts.filling.placing import Filling
from specify.layouts.filling.writer import Writer
from specify.layouts.form import Form, Item, Panel
from specify.layouts.labels import Captions
from specify.layouts.record_tables import table_of
from specify.layouts.values import Reader
from specify.resources.captions import NOTHING_SET_UP, by_rule
from specify.resources.captions import Item as SetUp
from specify.resources.picklists import PickList, PickListItem
from specify.resources.weblinks import THIS, WebLink

ID = 1
SAMPLE = "sample"
MOST_LOOKS = 2000
MOST_BLOCKS = 50
_CHILDREN = 2
_GENUS = 180
_VALUES: Mapping[str, Any] = {
    "string": "Sample <of> \"text\" & 'more'",
    "text": "Sample <of> \"text\" & 'more'\nin two lines",
    "json": "{}",
    "boolean": True,
    "date": date(2001, 2, 3),
    "timestamp": datetime(2001, 2, 3, 4, 5, 6),
    "decimal": Decimal("12.50"),
    "double": 12.5,
}


def sample_link(name: str) -> WebLink | None:
    """A web link of any name; there is none for a cell that names none."""
    return WebLink(name, name, ("https://example.org/?of=", THIS, "")) if name else None


def sample_list(name: str) -> PickList:
    """A pick list of any name, which takes other values as well."""
    items = tuple(PickListItem(f"{name} {number}", str(number)) for number in (1, 2))
    return PickList(name, is_read_only=len(name) % 2 == 0, items=items)


def read_sample(reader: Reader, form: Form, row: Row) -> tuple[Part, ...]:
    """The parts of a form to be read; of a grid the one row."""
    if form.shape == "form":
        return bind(reader, form, row, Standing(SAMPLE))
    records = table_of(reader, form, (row,), Records(Way(form.table, row["id"], SAMPLE, 1), shown=1), back="")
    return (Part(f"{SAMPLE}-1", reader.captions.table(form.table), 2, records=records),)


def filled_sample(writer: Writer, form: Form, row: Row) -> tuple[FilledPart, ...]:
    """The parts of a form to be filled in; of a grid the one row, unless it is too wide for one."""
    if form.shape == "form":
        return fill(writer, form, row)
    caption = writer.reader.captions.table(form.table)
    records = FilledRecords(SAMPLE, caption, may_add=True, may_remove=True)
    made = filled_table(Filling(writer), form, ((FilledRow(f"{SAMPLE}.1", caption), row),), records, back="")
    return (FilledPart(SAMPLE, caption, records=made[0], withheld=made[1]),) if made else fill(writer, form, row)


def each_block(form: Form) -> Iterator[Form]:
    """The form as often as it takes for every block of every panel to be there once, each panel with one block only."""
    for at in range(min(_times(form.items), MOST_BLOCKS)):
        yield replace(form, items=_with_block(form.items, at))


def _times(items: tuple[Item, ...]) -> int:
    panels = (item for item in items if isinstance(item, Panel))
    return max((1, *(sum(_times(block.items) for block in panel.blocks) for panel in panels)))


def _with_block(items: tuple[Item, ...], at: int) -> tuple[Item, ...]:
    """The items, of each panel only one block: all of them in turn, and the last again where others have more."""

    def one(panel: Panel) -> Panel:
        inside = [(block, each) for block in panel.blocks for each in range(_times(block.items))]
        block, each = inside[min(at, len(inside) - 1)]
        return replace(panel, blocks=(replace(block, items=_with_block(block.items, each)),))

    return tuple(one(item) if isinstance(item, Panel) else item for item in items)


class SampleRows(Rows):
    """Rows that are there without being asked for anywhere; `filled` ones have a value in each field."""

    def __init__(self, tables: Mapping[str, Table], *, filled: bool) -> None:
        """Make nothing yet: a table's row is made when it is looked at."""
        super().__init__()
        self._tables, self._filled = tables, filled
        self._made: dict[tuple[str, int], Row] = {}
        self._looks = 0

    def get(self, table: str, row_id: int) -> Row:
        """The sample of that table."""
        self._looks += 1
        if self._looks > MOST_LOOKS:
            return NO_ROW
        if (table, row_id) not in self._made:
            self._made[table, row_id] = _row(self._tables[table], row_id, filled=self._filled)
        return self._made[table, row_id]

    def children(
        self, table: str, relationship: str, row_id: int, *, limit: int | None = None, order: str | None = None
    ) -> Children:
        """Two samples, or none."""
        target = self._tables[table].relationships[relationship].target.lower()
        self._looks += 1
        many = min(_CHILDREN, limit or _CHILDREN) if self._filled and self._looks < MOST_LOOKS - _CHILDREN else 0
        found = Children(self.get(target, ID + at) for at in range(many))
        found.total = _CHILDREN + 1 if found else 0
        return found

    def may_list(self, table: str) -> bool:
        """Samples belong to nobody."""
        return True

    def whole(self, table: str, *, most: int) -> Children:
        """Two samples in any case: what can be chosen is there before any record is."""
        return Children(self.get(table, ID + at) for at in range(min(_CHILDREN, most)))

    def load(self) -> bool:
        """Nothing is ever missing."""
        return False


def _row(table: Table, row_id: int, *, filled: bool) -> Row:
    row: dict[str, Any] = {
        field.name: _VALUES.get(field.kind, 1) if filled else None for field in table.fields.values()
    }
    for relationship in table.relationships.values():
        if relationship.column:
            row[f"{relationship.name}_id"] = ID if filled else None
    if filled and "rankId" in row:
        row["rankId"] = _GENUS
    return {**row, "id": row_id}


class PlainCaptions:
    """Names by rule, nothing set up for any field."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        """Name what is in `tables`."""
        self._tables = tables

    def table(self, table_key: str) -> str:
        """The table's name."""
        known = self._tables.get(table_key.lower())
        return by_rule(known.name if known else table_key)

    def field(self, table_key: str, field_name: str) -> str:
        """The field's name."""
        known = self._tables.get(table_key.lower())
        member = known.find(field_name) if known else None
        return by_rule(member.name if member else field_name)

    def description(self, table_key: str, field_name: str) -> str:
        """Nobody said what it is for."""
        return ""

    def item(self, table_key: str, field_name: str) -> SetUp:
        """Nothing is set up."""
        return NOTHING_SET_UP


class PlainFormatting:
    """A record is its table and number, a value itself."""

    def __init__(self, captions: Captions) -> None:
        """Call tables as `captions` do."""
        self._captions = captions

    def record(self, table_key: str, record_id: int, formatter: str | None = None) -> str:
        """The record in words."""
        return f"{self._captions.table(table_key)} {record_id}"

    def value(self, table_key: str, field_name: str, row: Row) -> str:
        """The value in words."""
        value = row.get(field_name)
        return "" if value is None else str(value)
