"""Which of the values to be saved ask for a number, and the numbers they get.

In: a `Saving`, or what a form was sent with. Out: the same with numbers in place of placeholders; the tables of which
numbers are asked for, which the caller locks before. Kept of Specify 7: only a text with a placeholder is numbered; a
field that was left empty stays empty.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from specify.datamodel import present
from specify.datamodel.declaring import Field, Table
from specify.layouts.filling.names import way_to
from specify.records.numbering.giving import NoNumberLeft, numbers
from specify.records.numbering.last import Numbered
from specify.records.writing.changes import Change, Saving
from specify.resources.field_formats import FieldFormat, format_for
from specify.security.entering import Visit


def give_numbers(saving: Saving) -> None:
    """Number all records of the set that ask for it; one search for each field and format."""
    wanted: dict[tuple[str, str, FieldFormat], list[Change]] = defaultdict(list)
    for change in saving.changes:
        if change.deed != "delete":
            for name, how in _asking(saving.visit, change):
                wanted[change.table.key, name, how].append(change)
    for (table, name, how), changes in wanted.items():
        numbered = Numbered(saving.visit.place, present.tables()[table], change_field(changes[0], name), how)
        try:
            given = numbers(numbered, [change.values[name] for change in changes])
        except NoNumberLeft as error:
            saving.refuse(changes[0], name, str(error))
            continue
        for change, number in zip(changes, given, strict=True):
            change.put(name, number)


def change_field(change: Change, name: str) -> Field:
    """The field of that name."""
    return change.table.fields[name]


def _asking(visit: Visit, change: Change) -> Iterator[tuple[str, FieldFormat]]:
    """The fields of a row whose new text asks for a number, each with its format."""
    row = {"collectionObjectType_id": change.now("collectionObjectType")}
    for name, value in change.values.items():
        how = _format(visit, change.table, name, row) if isinstance(value, str) else None
        if how is not None and how.asks_for_number(str(value)):
            yield name, how


def tables_numbered(visit: Visit, table: Table, texts: Mapping[str, str]) -> set[str]:
    """The tables of which a form asks for numbers, judged by what was sent for each control."""
    found = set()
    for name, text in texts.items():
        member = way_to(table, name, present.tables()) if text else None
        how = _format(visit, member.table, member.member.name, {}) if member else None
        if member and how is not None and how.asks_for_number(text):
            found.add(member.table.key)
    return found


def _format(visit: Visit, table: Table, name: str, row: Mapping[str, object]) -> FieldFormat | None:
    field = table.fields.get(name)
    if field is None or field.kind != "string":
        return None
    return format_for(visit.viewer, visit.stamp, table.key, name, row=row)
