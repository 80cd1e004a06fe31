"""Records behind a relationship as a table: one row per record, one column per field that has a value in any of them.

In: the form of the related table and the rows. Out: `Records`. Kept from Specify 7: columns are the fields and
sub-views of the layout in order, headed by their labels. On purpose otherwise: fields in panels are columns too;
columns without any value, or whose value we do not know how to find, are named under the table instead of taking room;
a sub-view in a row is a list of links.
"""

from collections.abc import Sequence
from dataclasses import replace

from specify.datamodel.rows import Row
from specify.layouts.bound import BoundPair, Column, RecordLink, Records, TableRow, Value
from specify.layouts.form import Form, Pair, SubForm
from specify.layouts.pairs import bound_pair, is_left_out, linked_pair, shown_items
from specify.layouts.values import Reader, record_value

TABLE_FITS = 8


def table_of(reader: Reader, form: Form, rows: Sequence[Row], records: Records, *, back: str) -> Records:
    """`records` with a table of `rows`. `back` is the relationship that leads back to the owner, which is no column."""
    bound = [_bound_row(reader, form, row, back) for row in rows]
    columns: list[Column] = []
    empty: dict[str, str] = {}
    withheld: dict[tuple[str, str], None] = {}
    unknown: list[str] = []
    for key, label in _labels(form, bound).items():
        cells = [pairs[key] for pairs in bound if key in pairs]
        if any(cell.withheld for cell in cells):
            withheld[label, next(cell.withheld for cell in cells if cell.withheld)] = None
        elif any(value.kind == "unknown" for cell in cells for value in cell.values):
            unknown.append(label)
        elif any(cell.values for cell in cells):
            shown = [value for cell in cells for value in cell.values]
            number, date = all(value.number for value in shown), all(value.date for value in shown)
            columns.append(Column(key, label, number, date))
        else:
            empty[key] = label
    return replace(
        records,
        columns=tuple(columns),
        rows=tuple(
            _row(reader, (form.table, row["id"]), [pairs[c.key].values if c.key in pairs else () for c in columns], row)
            for row, pairs in zip(rows, bound, strict=True)
        ),
        empty=tuple(empty.values()),
        withheld=tuple(withheld),
        unknown=tuple(unknown),
    )


def _bound_row(reader: Reader, form: Form, row: Row, back: str) -> dict[str, BoundPair]:
    found: dict[str, BoundPair] = {}
    for item in shown_items(reader, form, row):
        if isinstance(item, SubForm):
            found[item.key] = linked_pair(reader, item, row)
        elif isinstance(item, Pair) and not is_left_out(reader, item, row, back=back):
            found[item.key] = bound_pair(reader, item, row)
    return found


def _labels(form: Form, bound: Sequence[dict[str, BoundPair]]) -> dict[str, str]:
    """The labels of the columns that any row has, in the order of the form."""
    present = set().union(*bound) if bound else set()
    return {item.key: item.label for item in form.pairs() if item.key in present}


def _row(reader: Reader, link: RecordLink, cells: Sequence[tuple[Value, ...]], row: Row) -> TableRow:
    head = cells[0][0] if cells and cells[0] else record_value(reader, *link)
    return TableRow(link, head, tuple(cells[1:]), current=row.get("isCurrent") is True)
