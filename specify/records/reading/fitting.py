"""Values against their columns: what is required, how long a text may be, which numbers and letters a column takes.

In: a `Saving`. Out: the same with a problem for each value that the database would refuse or cut. Kept of Specify: the
lengths and ranges of its schema, whole numbers only as long as its browsers count exactly; texts that are only blank
count as empty where something is required; what it calls required although the column may be empty is asked for where
it is told, and not of a row that says nothing of it.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from math import isfinite

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from specify.datamodel import present
from specify.datamodel.declaring import Field, Relationship, Table
from specify.records.writing.changes import Change, Saving

RANGES: Mapping[str, tuple[int, int]] = {
    "byte": (0, 255),
    "short": (-(2**15), 2**15 - 1),
    "integer": (-(2**31), 2**31 - 1),
    "long": (1 - 2**53, 2**53 - 1),
}
_PLACES = 10
_SIZED = re.compile(r"(?:varchar|char|decimal)\((\d+)(?:,\s*(\d+))?\)")
_BYTES_OF_TEXT = 2**16 - 1
_ENDLESS = 2**31
_WIDEST_OF_UTF8MB3 = 0xFFFF
_FROM_RANKS = ("rankId", "definition")
"""What a node of a tree has from its definition item."""


def fit(saving: Saving) -> None:
    """Note every value that does not fit its column, and every one that is missing."""
    for change in saving.changes:
        if change.deed == "delete":
            continue
        _demand(saving, change)
        for name, value in change.values.items():
            field = change.table.fields.get(name)
            if field is not None and value is not None and (sentence := unfit(change.table, field, value)):
                saving.refuse(change, name, f"{saving.caption(change, name)}: {sentence}")


def _demand(saving: Saving, change: Change) -> None:
    """What a row cannot be without: columns that must not be empty, and what Specify requires."""
    members: dict[str, Field | Relationship] = {**change.table.fields, **change.table.relationships}
    for name, member in members.items():
        if member.column is None or not _is_blank(change.now(name)) or _is_as_found(change, name):
            continue
        if change.table.is_tree and name in _FROM_RANKS and _is_blank(change.now("definitionItem")):
            continue  # it is the rank that is missing, and that is told
        if change.deed == "make" and isinstance(member, Field) and member.default is not None:
            change.values.pop(name, None)  # the column fills itself
        elif _is_needed(change, member):
            sentence = _("%(field)s is required.") % {"field": saving.caption(change, name)}
            saving.refuse(change, name, sentence)


def _is_needed(change: Change, member: Field | Relationship) -> bool:
    if member.name in change.needed:
        return True
    if member.name in change.values:
        return member.required or not _may_be_null(change.table, member)
    return change.deed == "make" and not _may_be_null(change.table, member)


def _may_be_null(table: Table, member: Field | Relationship) -> bool:
    """Whether the column takes NULL here: databases of Specify 6 and 7 differ in some."""
    column = present.shape().column(table.table, member.column or "")
    return column.null if column is not None else member.null


def _is_as_found(change: Change, name: str) -> bool:
    """Whether a blank text was copied, and nobody touched it."""
    return name in change.copied and change.copied[name] == change.now(name)


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def unfit(table: Table, field: Field, value: object) -> str:
    """Why the column would not take the value, in a sentence; "" when it would."""
    if isinstance(value, str):
        return _unfit_text(table, field, value)
    if isinstance(value, int) and field.kind in RANGES:
        least, most = RANGES[field.kind]
        if not least <= value <= most:
            return _("the number must be between %(least)s and %(most)s.") % {"least": least, "most": most}
    if isinstance(value, float | Decimal) and not isfinite(value):
        return _("this is not a number that can be kept; write it in digits.")
    return _unfit_decimal(table, field, value) if isinstance(value, Decimal) and field.kind == "decimal" else ""


def _unfit_decimal(table: Table, field: Field, value: Decimal) -> str:
    digits, places = _size(table, field) or (field.length or 22, _PLACES)
    if abs(value) >= Decimal(10) ** (digits - places):
        whole = digits - places
        return _("the number has too many digits; %(whole)s before the point fit.") % {"whole": whole}
    exponent = value.normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > places:
        return _("the number has too many digits; %(places)s behind the point fit.") % {"places": places}
    return ""


def _unfit_text(table: Table, field: Field, value: str) -> str:
    if "\x00" in value:
        return _("the text has a character without meaning (NUL) in it; delete it.")
    over, most = _too_long(table, field, value)
    if over > 0:
        told = ngettext(
            "the text is %(over)s character too long; %(most)s fit.",
            "the text is %(over)s characters too long; %(most)s fit.",
            over,
        )
        return told % {"over": over, "most": most}
    if present.dialect() == "born6":
        wide = next((letter for letter in value if ord(letter) > _WIDEST_OF_UTF8MB3), "")
        if wide:
            return _("this database cannot keep the character %(letter)s; write it in another way.") % {"letter": wide}
    return ""


def _too_long(table: Table, field: Field, value: str) -> tuple[int, int]:
    """By how many characters a text is too long, and how many fit; TEXT of Specify 6 counts bytes."""
    column = present.shape().column(table.table, field.column)
    if field.kind == "text":
        if present.dialect() == "sqlite" or column is None or column.type != "text":
            return 0, 0
        return len(value.encode("utf-8", "replace")) - _BYTES_OF_TEXT, _BYTES_OF_TEXT
    most = min(size[0] if (size := _size(table, field)) else _ENDLESS, field.length or _ENDLESS)
    return len(value) - most, most


def _size(table: Table, field: Field) -> tuple[int, int] | None:
    """What stands in brackets behind the column's type here: characters, or digits and places. SQLite holds to none."""
    column = present.shape().column(table.table, field.column)
    found = _SIZED.fullmatch(column.type) if column else None
    return (int(found[1]), int(found[2] or 0)) if found else None
