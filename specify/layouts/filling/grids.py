"""Records behind a relationship as a table to be filled in: one row per record, one column per cell of their form.

In: the form of the related table and the rows. Out: `FilledRecords` with columns, or None when there are too many to
stand beside each other. Kept from Specify 7: columns are the cells of the layout in order, headed by their labels, and
sub-views in a row are only looked at. On purpose otherwise: a layout of a few cells and nothing else is a table, too,
as on the page that is read; fields in panels are columns; a column that has nothing to enter or to see in any row is
left out; a hint that is the same in all rows stands once, beneath the table.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext

from specify.datamodel.rows import Row
from specify.layouts.filling.filled import Entry, EntryColumn, FilledRecords, FilledRow
from specify.layouts.filling.overlaid import judged
from specify.layouts.filling.placing import Filling, Placed, Withheld, deciding, entry_at
from specify.layouts.filling.points import POINTS
from specify.layouts.filling.sent import joined
from specify.layouts.form import Command, Form, Pair, SubForm
from specify.layouts.pairs import leads_back, shown_items
from specify.layouts.values import Reader, closed_table, linked_values

TABLE_FITS = 10
_CELLS_FIT = 8

Cells = Mapping[str, Entry | Withheld | None]
Closed = tuple[tuple[str, str], ...]
"""What may not be read: the labels of fields, each with its table."""


def table_of(
    filling: Filling, form: Form, rows: Sequence[tuple[FilledRow, Row]], records: FilledRecords, *, back: str
) -> tuple[FilledRecords, Closed] | None:
    """`records` with a table of `rows`, and what is withheld in it; None when it is too wide."""
    found = [_cells(filling.of(form, row), form, Placed(row, row, head.name, back)) for head, row in rows]
    columns: dict[str, EntryColumn] = {}
    for key in dict.fromkeys(item.key for item in form.pairs()):
        entries = [entry for cells in found if isinstance(entry := cells.get(key), Entry)]
        if any(entry.kind != "read" or entry.values for entry in entries):
            columns[key] = _column(f"{records.name}-{len(columns) + 1}", entries)
    if len(columns) > TABLE_FITS:
        return None
    filled = [
        replace(head, entries=tuple(_in_cell(cells.get(key), columns[key], _spoken(records, head)) for key in columns))
        for (head, _), cells in zip(rows, found, strict=True)
    ]
    return replace(records, columns=tuple(columns.values()), rows=tuple(filled)), _closed(found)


def is_table(form: Form, back: str) -> bool:
    """Whether records in that form stand beside each other: by its layout alone, so that no new row changes that."""
    cells = [item for item in form.items if not isinstance(item, Command)]
    seen = [one for one in cells if isinstance(one, Pair) and not (one.invisible or leads_back(one, back))]
    return len(seen) <= _CELLS_FIT and all(isinstance(one, Pair) and one.control.plugin != POINTS for one in cells)


def _cells(filling: Filling, form: Form, at: Placed) -> Cells:
    """What the cells of the form become for one row, by key."""
    reader = filling.writer.reader
    row = judged(filling.writer, reader.tables[form.table], at.stored, at.record)
    at = replace(at, row=row, deciding=deciding(form.items))
    cells: dict[str, Entry | Withheld | None] = {}
    for item in shown_items(reader, form, row):
        if isinstance(item, Pair):
            cells[item.key] = entry_at(filling, item, at)
        elif isinstance(item, SubForm) and not item.path.steps:
            cells[item.key] = _looked_at(reader, item, at)
    return cells


def _looked_at(reader: Reader, sub: SubForm, at: Placed) -> Entry | Withheld:
    """A sub-view within a row: links to its records."""
    closed = closed_table(reader, sub.path)
    if closed:
        return Withheld(sub.label, closed)
    name = joined(at.record, sub.relationship.name)
    return Entry(name=name, label=sub.label, kind="read", values=linked_values(reader, sub, at.stored))


def _column(key: str, entries: Sequence[Entry]) -> EntryColumn:
    hints = {entry.hint for entry in entries if entry.hint}
    hint = hints.pop() if len(hints) == 1 else ""
    filled = [entry for entry in entries if entry.kind != "read"]
    return EntryColumn(key, entries[0].label, bool(filled) and all(entry.required for entry in filled), hint)


def _spoken(records: FilledRecords, head: FilledRow) -> str:
    return gettext("%(record)s %(number)d") % {"record": records.one, "number": head.number}


def _in_cell(entry: Entry | Withheld | None, column: EntryColumn, row: str) -> Entry | None:
    """A control as it stands in a table: named by its column and row, the hint beneath the table."""
    if not isinstance(entry, Entry):
        return None
    inner = tuple(_in_cell(one, replace(column, hint=""), row) or one for one in entry.inner)
    told_by = f"{column.key}-h" if column.hint and entry.kind != "read" else ""
    hint = "" if column.hint else entry.hint
    limits = {**entry.limits, "size": str(max(entry.width, len(entry.text)))} if entry.width else entry.limits
    spoken = f"{entry.label}, {row}"
    # The row has no room for the button that leads to what is chosen; the page that finds another one leads there, too.
    return replace(entry, spoken=spoken, inner=inner, hint=hint, told_by=told_by, limits=limits, leads="")


def _closed(found: Iterable[Cells]) -> Closed:
    every = (one for cells in found for one in cells.values())
    return tuple(dict.fromkeys((one.label, one.table) for one in every if isinstance(one, Withheld)))
