"""The control for one label of a form: a `Pair`, the row of the form's table and a `Writer` in, an `Entry` out.

Kept from Specify 7: which control a cell asks for, in any layout: a text box on a date takes a date, on yes-or-no it is
a box to tick, on a relationship it only tells the record; a pick list that does not exist leaves a text box; a control
that nobody knows is one, too. On purpose otherwise: a cell of which nothing can be entered is shown as it is read; a
relationship can be chosen also where its pick list does not exist; files, pictures, colors and web addresses are typed,
the last with the link beside it; buttons, progress bars and what only helps to type are left out.
"""

from dataclasses import replace

from django.utils.translation import gettext

from specify.datamodel.declaring import Field, Relationship
from specify.datamodel.rows import UNSAVED, Row
from specify.layouts.bound import Value
from specify.layouts.filling.asked import Asked, asked_for, stored_row
from specify.layouts.filling.choices import list_of, value_choice
from specify.layouts.filling.choosing_records import choice_of_ranks, choice_of_rows, is_rank, record_of
from specify.layouts.filling.dates import date_of
from specify.layouts.filling.filled import Entry
from specify.layouts.filling.lines import is_ticked, line_of, tick_of
from specify.layouts.filling.points import POINTS, may_enter_points, points_of
from specify.layouts.filling.read_only import is_only_looked_at
from specify.layouts.filling.sent import joined
from specify.layouts.filling.writer import Made, Writer
from specify.layouts.form import Pair
from specify.layouts.honoured import LEFT_OUT, PLUGINS, misplaced
from specify.layouts.linking import linked_field
from specify.layouts.plugins import closed_for, values_of
from specify.layouts.values import closed_table, is_made
from specify.resources.picklists import Kind, PickList

_DATES = frozenset({"date", "timestamp"})
_CHOOSING = frozenset({"combobox", "list", "querycbx"})
_HOST, _LINK = "HostTaxonPlugin", "WebLinkButton"
# Plugins on a field that is entered; all others that we know are only looked at.
_ENTERED = frozenset({_HOST, _LINK, "PartialDateUI"})


def entry_of(writer: Writer, pair: Pair, row: Row, record: str) -> Entry | None:
    """The control for `pair` in the form of `row`, which is the record of the name `record`.

    None where there is nothing to enter or to see, and where a table may not be read (`closed_table` and `closed_for`
    name it). What can only be looked at is left out of a search.
    """
    made = writer.made.get((record, id(pair)))
    if made and made[:3] == (writer.mode, writer.sent, row):
        return made.entry
    rows = writer.reader.rows
    missed = rows.missed
    entry = _entry(writer, pair, row, record)
    if rows.missed == missed:
        writer.made[record, id(pair)] = Made(writer.mode, writer.sent, row, pair, entry)
    return entry


def _entry(writer: Writer, pair: Pair, row: Row, record: str) -> Entry | None:
    reader = writer.reader
    if pair.invisible or pair.control.kind in LEFT_OUT or not is_made(pair.path):
        return None
    if closed_table(reader, pair.path) or closed_for(reader, pair):
        return None
    if pair.control.plugin == POINTS and not misplaced(POINTS, pair.table) and may_enter_points(writer, pair, row):
        return points_of(writer, pair, row, record)
    asked = None if _is_plugin_to_look_at(pair) else asked_for(writer, pair, row, record)
    entered = _entered(asked) if asked and not is_only_looked_at(asked) else None
    if entered or writer.mode == "search" or pair.added:
        return entered
    if asked and asked.is_new and not asked.path.steps:
        return _proposed(asked) or _read(writer, pair, row, asked.name)
    return _read(writer, pair, row, asked.name if asked else joined(record, pair.key))


def _is_plugin_to_look_at(pair: Pair) -> bool:
    plugin = pair.control.plugin
    is_known = plugin in PLUGINS and plugin not in _ENTERED
    return is_known or bool(misplaced(plugin, pair.table)) or pair.control.kind.startswith("unknown")


def _entered(asked: Asked) -> Entry | None:
    """The control for the field; None where a cell's control cannot enter what its field is."""
    if isinstance(asked.member, Relationship):
        return _for_relationship(asked, asked.member)
    if asked.pair.control.kind == "querycbx":
        return None
    entry = _for_field(asked, asked.member)
    if entry and asked.pair.control.plugin == _LINK and not asked.is_new and not asked.is_search:
        links = linked_field(asked.writer.reader, asked.pair, stored_row(asked.writer, asked.pair, asked.row))
        entry = replace(entry, values=tuple(value for value in links if value.address))
    return entry


def _for_relationship(asked: Asked, way: Relationship) -> Entry | None:
    control = asked.pair.control
    if control.kind not in _CHOOSING and control.plugin != _HOST:
        return None
    if is_rank(asked):
        return choice_of_ranks(asked, way)
    found = list_of(asked.writer, asked.pair, asked.row)
    if found is None or found.kind is not Kind.TABLE or found.table_key != way.target.lower():
        return record_of(asked, way)
    return choice_of_rows(asked, found) or record_of(asked, way, found.formatter)


def _for_field(asked: Asked, field: Field) -> Entry | None:
    if field.kind in _DATES:
        return date_of(asked)
    found = list_of(asked.writer, asked.pair, asked.row)
    if found is not None:
        return _from_list(asked, field, found)
    if is_ticked(asked, field):
        return tick_of(asked)
    return line_of(asked, field)


def _from_list(asked: Asked, field: Field, found: PickList) -> Entry | None:
    """The values of a list; None for somebody who may not read pick lists, as in Specify."""
    if found.id is not None and not asked.writer.reader.readable("picklist"):
        return None
    rows = choice_of_rows(asked, found) if found.kind is Kind.TABLE else None
    return rows or value_choice(asked, field, found)


def begun(asked: Asked) -> Entry | None:
    """The control as a new record begins with it; None where it begins with nothing."""
    entry = _entered(replace(asked, writer=replace(asked.writer, sent=asked.writer.sent.copied_only())))
    return entry if entry and entry.text else None


def _proposed(asked: Asked) -> Entry | None:
    """What a new record begins with where it cannot be changed: the default in words."""
    entry = begun(asked)
    if entry is None:
        return None
    text = next((option.text for option in entry.options if option.value == entry.text), entry.text)
    if entry.kind == "check":
        text = gettext("Yes")
    return replace(entry, kind="read", name=asked.name, required=False, values=(Value(text),))


def _read(writer: Writer, pair: Pair, row: Row, name: str) -> Entry | None:
    """What can only be looked at; None where neither a field nor a plugin has anything to show, or a new record."""
    values = (Value(gettext("not known here"), "unknown"),) if pair.unknown else _values(writer, pair, row)
    if not values and (pair.path is None or row["id"] == UNSAVED):
        return None
    return Entry(
        name=name,
        label=pair.label,
        kind="read",
        share=pair.share,
        label_share=pair.label_share,
        values=values,
    )


def _values(writer: Writer, pair: Pair, row: Row) -> tuple[Value, ...]:
    """The stored values. A new record has none but its own: what was sent may name any record of anybody."""
    if row["id"] != UNSAVED:
        return values_of(writer.reader, pair, stored_row(writer, pair, row))
    path = pair.path
    is_own = path is not None and not path.steps and isinstance(path.member, Field)
    return values_of(writer.reader, pair, row) if is_own or misplaced(pair.control.plugin, pair.table) else ()
