"""Controls for the tests of filling in: one cell and one row in, the entry out."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from specify.layouts.filling.controls import entry_of
from specify.layouts.filling.filled import Entry
from specify.layouts.filling.sent import Sent
from specify.layouts.filling.writer import Writer
from specify.layouts.form import Pair
from tests.layouts.making import PlainRows, form, reader

NEW = 0
TODAY = date(2024, 3, 31)


def writer_of(rows: PlainRows, *, readable: Callable[[str], bool] = lambda _key: True, **more: Any) -> Writer:
    """Who fills in, on a day that stays the same."""
    return Writer(reader(rows, readable=readable), today=lambda: TODAY, **more)


def entry(
    table: str, cell: str, row: Mapping[str, Any] | None = None, sent: Mapping[str, str] | None = None, **more: Any
) -> Entry | None:
    """The control that a cell becomes, with all its rows loaded. `row` is the record 1, or with `id` 0 a new one."""
    record = {"id": 1, **(row or {})}
    others = more.pop("others", {})
    rows = PlainRows({**others, table: {**others.get(table, {}), record["id"]: record}})
    sent_here = Sent(dict(sent or {}), problems=more.pop("problems", {}))
    writer = writer_of(rows, sent=sent_here, **more)
    (pair,) = form(table, f'<row><cell type="field" {cell}/></row>').pairs()
    assert isinstance(pair, Pair)
    while True:
        found = entry_of(writer, pair, record, "")
        if not rows.load():
            return found


def there(table: str, cell: str, row: Mapping[str, Any] | None = None, *args: Any, **more: Any) -> Entry:
    """The same, when it must be there."""
    found = entry(table, cell, row, *args, **more)
    assert found is not None
    return found


def said(found: Entry) -> str:
    """What a control that is only looked at says."""
    assert found.kind == "read"
    return "; ".join(value.latin + value.text for value in found.values)
