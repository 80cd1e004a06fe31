"""Made-up records, so that a layout can be drawn without a database.

In: the tables. Out: `SampleRows`, in which every table has one row with something in each field or, when they are
empty, with nothing; words and formats as plain as they come. On purpose not random: the same layout gives the same
page each time. After `MOST_LOOKS` there is nothing more to be found, so that sub-forms in sub-forms come to an end.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from specify.datamodel.declaring import Table
from specify.datamodel.rows import NO_ROW, Children, Row, Rows
from specify.layouts.labels import Captions
from specify.resources.captions import NOTHING_SET_UP, Item, by_rule

ID = 1
MOST_LOOKS = 2000
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

    def item(self, table_key: str, field_name: str) -> Item:
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
