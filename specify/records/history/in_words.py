"""Entries of the audit log in the words of forms.

In: entries, a `Reader`, and which record the page is about. Out: `Step`s: what one person did at one moment, each deed
with the fields it changed. Fields have the institution's captions, as in lists and queries, since a label of a form
says little elsewhere (“to”); where the form of the table calls one otherwise, that is added. Values have its formats,
as a form would tell them. Kept of Specify: names of fields in any case, keys by the name of their column, too; values
that 6 and 7 write differently (`true` and `True`). Changed on purpose: related records are told by what they are called
now, deleted ones by their number; a precision is part of its date; what the program itself keeps in a row is left out;
nothing is told of a table that may not be read.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from specify.datamodel.declaring import Field, Relationship, Table
from specify.datamodel.rows import NO_ROW, Row
from specify.layouts.bound import Value
from specify.layouts.values import Reader, record_value
from specify.records.history.logged import (
    CHANGE,
    DELETE,
    DESYNONYMIZE,
    MAKE,
    MERGE,
    MOVE,
    MOVE_ITEMS,
    SYNONYMIZE,
    Entry,
    Noted,
)
from specify.text.folding import fold

LONGEST = 2_000
"""How many letters of a value are shown."""
_KEPT_BY_PROGRAMS = frozenset(
    "version timestampcreated timestampmodified createdbyagent modifiedbyagent createdbyagentid modifiedbyagentid "
    "collectionmemberid guid nodenumber highestchildnodenumber".split()
)
_PRECISION = "precision"
_TRUE = ("true", "1")
_KEY = re.compile("[0-9]{1,9}")

Member = Field | Relationship | Table | None


class About(NamedTuple):
    """The record that the page is about, by table and id; `label` is what a form calls a field of a table, or ""."""

    table_key: str
    record_id: int
    label: Callable[[str, str], str] = lambda _table, _name: ""


class Told(NamedTuple):
    """A field that changed, and what it said before and after; None is nothing."""

    title: str
    before: Value | None
    after: Value | None


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done to a record: the words for it, the record unless the page is about it, and the fields.

    Of one that was deleted `fields` tell what it held. `closed` is its table where that may not be read.
    """

    words: str
    table: str
    record: Value | None
    fields: tuple[Told, ...]
    is_deletion: bool
    is_closed: bool


@dataclass(frozen=True, slots=True)
class Step:
    """What one person did at one moment."""

    moment: str
    agent: Value | None
    deeds: tuple[Deed, ...]


def steps_of(reader: Reader, entries: Sequence[Entry], about: About) -> list[Step]:
    """The entries in words; texts are wanting while rows are. `about` is the record the page is about."""
    steps = []
    for (moment, agent_id), group in groupby(entries, lambda entry: (entry.moment, entry.agent_id)):
        row = {"id": 0, "timestampCreated": moment}
        told = reader.formatting.value("spauditlog", "timestampCreated", row)
        agent = record_words(reader, "agent", agent_id) if agent_id is not None else None
        # Within one save the record itself comes before its parts.
        deeds = tuple(_deed(reader, entry, about) for entry in reversed(list(group)))
        steps.append(Step(told, agent, deeds))
    return steps


def _deed(reader: Reader, entry: Entry, about: About) -> Deed:
    key, caption = entry.table.key, reader.captions.table(entry.table.key)
    is_open = reader.readable(key)
    is_itself = (key, entry.record_id) == about[:2]
    row = reader.rows.get(key, entry.record_id) if is_open else None
    is_deletion = entry.action == DELETE
    record = record_words(reader, key, entry.record_id, is_deleting=is_deletion) if is_open and not is_itself else None
    return Deed(
        words=deed_words(entry.action),
        table="" if is_itself or (record and record.text.startswith(caption)) else caption,
        record=record,
        fields=tuple(_fields(reader, entry, row or NO_ROW, about)) if is_open else (),
        is_deletion=is_deletion,
        is_closed=not is_open,
    )


def deed_words(action: int) -> str:
    """What was done, by its code in the log."""
    told: Mapping[int, str] = {
        MAKE: _("Entered"),
        CHANGE: _("Changed"),
        DELETE: _("Deleted"),
        MERGE: _("Merged into another"),
        MOVE: _("Moved in the tree"),
        SYNONYMIZE: _("Made a synonym"),
        DESYNONYMIZE: _("Made a name of its own again"),
        MOVE_ITEMS: _("Emptied into another"),
    }
    return told.get(action) or _("Something was done that this program does not know (%(code)s)") % {"code": action}


def field_words(reader: Reader, table: Table, name: str) -> str:
    """What a field that the log names is called; its name as it stands there where this database has none such."""
    member = _member(table, name.lower())
    return _title(reader, table, member, About("", 0)) if reader.readable(table.key) and member else name


def noted_words(reader: Reader, table: Table, name: str, text: str) -> Value | None:
    """What a field said before or after, by the text that the log has of it; None where it said nothing."""
    member = _member(table, name.lower())
    if not reader.readable(table.key) or (isinstance(member, Field) and member.secret):
        return Value(_("no permission"))
    return _value(reader, table, member, _Text(text, None))


def _fields(reader: Reader, entry: Entry, row: Row, about: About) -> Iterable[Told]:
    """What is worth telling of the fields that the log names; `row` is the record as it is now.

    That a deleted part belonged to the record the page is about goes without saying.
    """
    noted = {one.name.lower(): one for one in entry.noted}
    for name, one in noted.items():
        if name in _KEPT_BY_PROGRAMS or _dated(name) in noted:
            continue
        member = _member(entry.table, name)
        is_back = isinstance(member, Relationship) and (member.target.lower(), one.before) == (about[0], str(about[1]))
        if (isinstance(member, Field) and member.secret) or (is_back and entry.action == DELETE):
            continue
        before, after = (_value(reader, entry.table, member, text) for text in _both(one, noted, row))
        if before or after:
            yield Told(_title(reader, entry.table, member, about) or one.name, before, after)


def _title(reader: Reader, table: Table, member: Member, about: About) -> str:
    if isinstance(member, Table):
        return reader.captions.table(table.key)
    caption = reader.captions.field(table.key, member.name) if member else ""
    label = about.label(table.key, member.name) if member else ""
    if not label or fold(label) == fold(caption):
        return caption
    return _("%(field)s (on the form: %(label)s)") % {"field": caption, "label": label}


def _dated(name: str) -> str:
    """The date whose precision has that name."""
    return name.removesuffix(_PRECISION) if name.endswith(_PRECISION) else ""


def _member(table: Table, name: str) -> Member:
    """The field or relationship of that name, or whose column has it, or the table; None where this database has none.

    The table itself is what the name of its key stands for, by which Specify tells into what a node was merged.
    """
    found = table.find(name)
    if found is None and name == table.id_name.lower():
        return table
    if found is None:
        keys = (way for way in table.relationships.values() if way.column and way.column.lower() == name)
        found = next(keys, None)
    return found


class _Text(NamedTuple):
    """A value as a text, and the precision that goes with it if it is a date."""

    text: str | None
    precision: str | None


def _both(one: Noted, noted: Mapping[str, Noted], row: Row) -> tuple[_Text, _Text]:
    """Before and after; a precision that did not change is what it is now."""
    name = one.name.lower() + _PRECISION
    now = next((str(value) for key, value in row.items() if key.lower() == name and value is not None), None)
    precision = noted.get(name) or Noted(name, now, now)
    return _Text(one.before, precision.before), _Text(one.after, precision.after)


def _value(reader: Reader, table: Table, member: Member, told: _Text) -> Value | None:
    if not told.text:
        return None
    if not isinstance(member, Field):
        is_key = member is not None and _KEY.fullmatch(told.text)
        target = member.target.lower() if isinstance(member, Relationship) else table.key
        return record_words(reader, target, int(told.text)) if is_key else Value(_cut(told.text))
    row: dict[str, object] = {"id": 0, member.name: _typed(member, told.text)}
    if told.precision and told.precision.isascii() and told.precision.isdigit():
        row[f"{member.name}Precision"] = int(told.precision)
    return Value(_cut(reader.formatting.value(table.key, member.name, row)))


def record_words(reader: Reader, key: str, record_id: int, *, is_deleting: bool = False) -> Value:
    """A record as it is called now, or its number where it is no more."""
    if not reader.readable(key):
        return Value(_("no permission"))
    if reader.rows.get(key, record_id) == NO_ROW and not reader.rows.is_elsewhere(key, record_id):
        told = "%(table)s %(number)s" if is_deleting else _("%(table)s %(number)s, deleted")
        return Value(told % {"table": reader.captions.table(key), "number": record_id})
    return record_value(reader, key, record_id)


def _typed(field: Field, text: str) -> object:
    """What the text stands for; the text itself where that cannot be told."""
    try:
        if field.kind == "boolean":
            return text.lower() in _TRUE
        if field.kind == "date":
            return date.fromisoformat(text[:10])
        if field.kind == "timestamp":
            return datetime.fromisoformat(text[:19])
        if field.kind in ("decimal", "double"):
            return Decimal(text)
        return int(text) if field.kind in ("integer", "short", "byte", "long") else text
    except (ValueError, ArithmeticError):
        return text


def _cut(text: str) -> str:
    return Truncator(text).chars(LONGEST)
