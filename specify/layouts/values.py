"""What stands in a field: a field path and a row in, `bound.Value`s out.

Kept from Specify 7: values through the institution's formats, related records through their record formatters. On
purpose otherwise: texts are cut at 2,000 characters, with the place where the
whole stands; nothing that needs a table the reader may not read is looked at. Pure over `Rows`: what is not loaded
yet is empty this time.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext

from specify.datamodel.declaring import Field, Relationship, Table
from specify.datamodel.rows import Row, Rows
from specify.layouts.bound import LongText, Value, Way
from specify.layouts.computed import COMPUTED, ComputedField
from specify.layouts.form import Form, SubForm
from specify.layouts.labels import Captions
from specify.layouts.latin import NAME_FIELDS, split_name
from specify.layouts.paths import FieldPath, Step
from specify.resources.weblinks import WebLink

CUT = 2000
_NUMBERS = frozenset({"integer", "short", "long", "decimal", "double"})
FIRST_ROWS = 10
_AGENT_TYPES = ("Organization", "Person", "Other", "Group")


class Formatter(Protocol):
    """What is asked of `specify.resources.formatting.Formatting`."""

    def record(self, table_key: str, record_id: int, formatter: str | None = None) -> str | None:
        """The record in words; None while rows are missing."""

    def value(self, table_key: str, field_name: str, row: Row) -> str:
        """The field's value in words."""


def _no_web_link(_name: str) -> WebLink | None:
    return None


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: the rows, their formats and captions, what may be read, the form for each sub-form, web links.

    `rows_shown` is how many records behind a relationship are shown before a link leads to all of them.
    """

    rows: Rows
    formatting: Formatter
    captions: Captions
    tables: Mapping[str, Table]
    readable: Callable[[str], bool]
    form_of: Callable[[SubForm], Form]
    web_link: Callable[[str], WebLink | None] = _no_web_link
    rows_shown: int = FIRST_ROWS


def closed_table(reader: Reader, path: FieldPath | None) -> str:
    """The caption of the first table on the path that may not be read; "" if all may."""
    if path is None:
        return ""
    for key in path.tables:
        if not reader.readable(key):
            return reader.captions.table(key)
    return ""


def follow(reader: Reader, path: FieldPath, row: Row) -> Row | None:
    """The row the path's last field stands in; None when there is none, or not yet."""
    found: Row | None = row
    for step in path.steps:
        found = _step(reader, step, found) if found else None
    return found or None


def _step(reader: Reader, step: Step, row: Row) -> Row | None:
    if step.computed:
        computed = COMPUTED[step.table, step.name.lower()]
        found = computed.compute(reader.rows, row["id"]) if computed.compute else None
        return reader.rows.get(step.target, found) if isinstance(found, int) and found else None
    return related_row(reader, (step.table, step.name, step.target), row)


def related_row(reader: Reader, way: tuple[str, str, str], row: Row) -> Row | None:
    """The one record behind a to-one relationship (table, name, target), whichever side holds the key."""
    table, name, target = way
    if f"{name}_id" in row:
        key = row[f"{name}_id"]
        return reader.rows.get(target, key) if key is not None else None
    children = reader.rows.children(table, name, row["id"], limit=1)
    return children[0] if children else None


def member_values(reader: Reader, path: FieldPath, row: Row) -> tuple[Value, ...]:
    """What the last field of the path says in `row`, the row it stands in."""
    if isinstance(path.member, Relationship):
        return relationship_values(reader, (path.table, path.member), row)
    if path.member is None:
        return _computed(reader, path, row)
    value = field_value(reader, reader.tables[path.table], path.member, row)
    return (value,) if value else ()


def field_value(reader: Reader, table: Table, member: Field, row: Row) -> Value:
    """The value of one field of `row`."""
    if member.name == "id":
        return Value(str(row["id"]), number=True)
    if member.secret or row.get(member.name) is None:
        return Value("")
    text = reader.formatting.value(table.key, member.name, row)
    if table.key == "taxon" and member.name in NAME_FIELDS:
        latin, rest = split_name(text, row)
        return Value(rest, latin=latin)
    if len(text) > CUT:
        return Value(text[:CUT].rstrip(), "long", long=LongText(table.key, row["id"], member.name))
    return Value(
        text, number=member.kind in _NUMBERS and _looks_numeric(text), date=member.kind in ("date", "timestamp")
    )


def _looks_numeric(text: str) -> bool:
    """False for numbers that a pick list or a format shows as words."""
    return text.replace(".", "", 1).lstrip("-").isdecimal()


def record_value(reader: Reader, target: str, record_id: int, formatter: str = "") -> Value:
    """A link to a record, called what its formatter says; a join to an attachment leads to the attachment."""
    if target != "attachment" and target.endswith("attachment"):
        join = reader.rows.get(target, record_id)
        attachment = join.get("attachment_id") if join else None
        return record_value(reader, "attachment", attachment) if attachment else Value("")
    text = reader.formatting.record(target, record_id, formatter or None)
    if reader.rows.is_elsewhere(target, record_id):
        return Value(text or gettext("in another collection"))
    latin = ""
    if target == "taxon" and text:
        latin, text = split_name(text, reader.rows.get("taxon", record_id))
    if not text and not latin:
        text = f"{reader.captions.table(target)} {record_id}" if text is not None else ""
    return Value(text or "", "link", latin=latin, link=(target, record_id))


def linked_values(reader: Reader, sub: SubForm, row: Row) -> tuple[Value, ...]:
    """Links to the records of a sub-view of `row`, the first of them and then one to all."""
    return relationship_values(reader, (sub.path.table, sub.relationship), row, sub.order)


def relationship_values(reader: Reader, way: tuple[str, Relationship], row: Row, order: str = "") -> tuple[Value, ...]:
    """Links to the records behind a relationship (table, relationship) of `row`, the first and one to all."""
    table, relationship = way
    target = relationship.target.lower()
    if not relationship.is_to_many:
        key = row.get(f"{relationship.name}_id") if relationship.column else None
        one = None if relationship.column else related_row(reader, (table, relationship.name, target), row)
        key = one["id"] if one else key
        return (record_value(reader, target, key),) if key is not None else ()
    children = reader.rows.children(table, relationship.name, row["id"], limit=reader.rows_shown, order=order or None)
    links = tuple(record_value(reader, target, child["id"]) for child in children or ())
    if children is not None and children.total > len(links):
        links += (Value(str(children.total), "all", way=Way(table, row["id"], relationship.name, children.total)),)
    return links


def _computed(reader: Reader, path: FieldPath, row: Row) -> tuple[Value, ...]:
    computed = COMPUTED.get((path.table, path.computed.lower()))
    if computed is None or computed.compute is None:
        return ()
    found = computed.compute(reader.rows, row["id"])
    if not isinstance(computed, ComputedField):
        return (record_value(reader, computed.target, found),) if isinstance(found, int) and found else ()
    if isinstance(found, bool):
        return (Value(_yes_or_no(found)),)
    return (Value(str(found), number=True),) if found is not None else ()


def display_of(reader: Reader, path: FieldPath, row: Row) -> frozenset[str]:
    """What stands at the end of the path as conditions may name it: as displayed, as stored, and in English."""
    there = follow(reader, path, row)
    if there is None:
        return frozenset()
    found = there.get(path.member.name) if path.member else None
    displays = {"".join((value.latin, value.text)) for value in member_values(reader, path, there)}
    if isinstance(found, bool):
        displays.add("Yes" if found else "No")
    elif found is not None:
        displays.add(str(found))
    if path.member and path.member.name == "agentType" and isinstance(found, int) and 0 <= found < len(_AGENT_TYPES):
        displays.add(_AGENT_TYPES[found])
    return frozenset(displays - {""})


def is_made(path: FieldPath | None) -> bool:
    """Whether the value at the end of the path can be shown at all; False for what Specify 7 computes and we do not."""
    computed = COMPUTED.get((path.table, path.computed.lower())) if path and path.computed else None
    return computed is None or computed.compute is not None


def _yes_or_no(value: bool) -> str:
    return gettext("Yes") if value else gettext("No")
