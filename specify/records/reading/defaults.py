"""What a new record gets that its form only shows: defaults of fields that nobody can fill in there.

In: who fills in, a form, the new record's row with what was sent. Out: values by field. Kept of Specify 7: cells that
are read only or invisible have their defaults saved as others have. What the program itself keeps has none.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from specify.datamodel.declaring import Relationship
from specify.datamodel.rows import Row, settled
from specify.layouts.filling.asked import Asked, asked_for
from specify.layouts.filling.choices import list_of
from specify.layouts.filling.controls import begun
from specify.layouts.filling.filled import Entry
from specify.layouts.filling.overlaid import new_row
from specify.layouts.filling.read_only import is_kept_by_program
from specify.layouts.filling.sent import NOTHING
from specify.layouts.filling.writer import Writer
from specify.layouts.form import Form, Pair
from specify.layouts.pairs import shown_items
from specify.records.filling.digests import held
from specify.records.reading.values import read_field
from specify.security.entering import Visit
from specify.text.typed import Unreadable


def defaults_of(visit: Visit, writer: Writer, form: Form, row: Row) -> Mapping[str, Any]:
    """The values that a new record gets without being asked; `row` decides which panels its form shows."""
    writer = replace(writer, sent=NOTHING)
    begins = settled(writer.reader.rows, lambda: list(_begins(writer, form, row)))
    values: dict[str, Any] = {}
    for asked, entry in begins:
        text, chosen = held(entry)
        if isinstance(asked.member, Relationship):
            values |= _chosen(asked, asked.member, chosen)
            continue
        with suppress(Unreadable):  # what cannot be read is no default
            values |= read_field(visit, asked, list_of(writer, asked.pair, asked.row), text)
    return values


def _begins(writer: Writer, form: Form, row: Row) -> Iterator[tuple[Asked, Entry]]:
    """The controls that nobody can fill in, as far as a new record begins with something there."""
    empty = new_row(writer.reader.tables[form.table])
    for pair in shown_items(writer.reader, form, row):
        if not isinstance(pair, Pair) or not _is_only_shown(form, pair):
            continue
        asked = asked_for(writer, pair, empty, "")
        entry = begun(asked) if asked and not asked.path.steps and not is_kept_by_program(asked) else None
        if asked and entry:
            yield asked, entry


def _is_only_shown(form: Form, pair: Pair) -> bool:
    return pair.invisible or pair.control.read_only or form.mode == "view"


def _chosen(asked: Asked, way: Relationship, chosen: str) -> Mapping[str, int]:
    """The record of that id, if there is one; of other collections none."""
    rows = asked.writer.reader.rows
    found = settled(rows, lambda: rows.get(way.target.lower(), int(chosen))) if chosen.isdecimal() else None
    return {way.name: int(chosen)} if found else {}
