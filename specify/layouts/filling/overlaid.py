"""A row as it would be if what was sent were saved, as far as it decides which fields a form shows.

In: a row, what was sent, and the name of the record the row is. Out: a row with the check boxes, whole numbers, plain
texts and chosen records put in; dates and other numbers stay as they are stored. Nothing is checked in it, so that no
value may be shown that is found by way of such a row; a record's own parts are never changed for others. What a form
shows by such a row follows from `judged`, since a condition that holds tells of a record as much as its name does.
"""

import re
from collections.abc import Iterator
from typing import Any

from specify.datamodel.declaring import Field, Table
from specify.datamodel.rows import UNSAVED, Row
from specify.layouts.filling.sent import Sent, joined
from specify.layouts.filling.writer import Writer

_WHOLE = frozenset({"integer", "short", "byte", "long"})
_PLAIN = frozenset({"string", "text"})
_NUMBER = re.compile(r"-?[0-9]{1,18}")


def new_row(table: Table) -> Row:
    """A row of `table` that is not in the database yet: without a value anywhere."""
    keys = (f"{way.name}_id" for way in table.relationships.values() if way.column)
    return {**dict.fromkeys(table.fields), **dict.fromkeys(keys), "id": UNSAVED}


def begun_row(sent: Sent, table: Table, record: str) -> Row:
    """The row that a new record of `table` begins with: without a value, or like the one it is to be a copy of."""
    return {**new_row(table), **sent.copies.get(record, {})}


def overlaid(writer: Writer, table: Table, row: Row, record: str) -> Row:
    """`row` of `table`, which is the record of that name, with what was sent for it put in."""
    sent = writer.sent
    if not sent.texts:
        return row
    put: dict[str, Any] = {}
    for field in table.fields.values():
        text = sent.text(joined(record, field.name))
        if text is not None:
            put[field.name] = _value(field, text, row.get(field.name))
    for way in table.relationships.values():
        name = joined(record, way.name)
        chosen = sent.text(f"{name}.id")
        chosen = sent.text(name) if chosen is None else chosen  # a record chosen from a list is sent as its id
        if way.column and chosen is not None and not writer.owns(table.key, way):
            put[f"{way.name}_id"] = int(chosen) if _NUMBER.fullmatch(chosen) else None
    return {**row, **put}


def judged(writer: Writer, table: Table, row: Row, record: str) -> Row:
    """The same for judging what follows from it: a record that was chosen, but is not one of this place, is none."""
    shown = overlaid(writer, table, row, record)
    if shown is row:
        return row
    return {**shown, **dict.fromkeys(_elsewhere(writer, table, row, shown))}


def _elsewhere(writer: Writer, table: Table, row: Row, shown: Row) -> Iterator[str]:
    """The keys that were sent and lead to records of another place; what is stored stays."""
    for way in table.relationships.values():
        name = f"{way.name}_id"
        key = shown.get(name) if way.column else None
        if key is not None and key != row.get(name) and not writer.is_here(way.target.lower(), key):
            yield name


def _value(field: Field, text: str, stored: object) -> object:
    if field.kind == "boolean":
        return None if not text and stored is None else text == "1"
    if field.kind in _WHOLE:
        return int(text) if _NUMBER.fullmatch(text.strip()) else None if not text.strip() else stored
    return text if field.kind in _PLAIN else stored
