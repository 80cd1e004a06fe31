"""Texts, numbers and ticks as a person sent them become values of their fields.

In: an `Asked` and the text. Out: the value, or `Unreadable` with a sentence that says what helps. Kept of Specify 7:
blanks around a text go and a blank text is no value, but where blanks mean something (between the parts of full names);
limits of column and layout combine; a text with a format has to fit it, and numeric catalog numbers get nine digits. A
text that asks for a number stays as it is, since numbers are given when everything else is judged. Letters are kept as
they were typed, composed or not: Specify's comparison holds both for equal, and an identifier of somebody else's must
not change its bytes. Changed on purpose: a stored value that does not fit its format is no reason to refuse the field.
"""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from specify.datamodel import present
from specify.datamodel.declaring import Field, Table
from specify.layouts.filling.asked import Asked
from specify.layouts.filling.lines import THREE, is_ticked
from specify.records.reading.fitting import RANGES
from specify.resources.field_formats import FieldFormat, format_for
from specify.resources.formatting import plain_number
from specify.security.entering import Visit
from specify.text.reading_numbers import read_decimal, read_float, read_integer
from specify.text.typed import unreadable

_PLACES, _DIGITS = 10, 22
_SIZE = re.compile(r"\w+\((\d+),(\d+)\)")
_BETWEEN_NAMES = frozenset({"fullNameSeparator", "textBefore", "textAfter"})
_RANKS = "treedefitem"
_YES_OR_NO = {"1": True, "true": True, "0": False, "false": False}


def read_line(visit: Visit, asked: Asked, member: Field, text: str) -> Any:
    """The value of what was typed or ticked for a field without a list, which is no date. Raises `Unreadable`."""
    if is_ticked(asked, member):
        return _tick(asked, member, text)
    plain = text_of(asked, text)
    if plain is None or member.kind in ("string", "text"):
        return plain and _text(visit, asked, member, plain)
    value = as_kind(asked.writer.reader.tables[asked.path.table], member, plain)
    _check_bounds(asked, value, plain)
    return value


def text_of(asked: Asked, text: str) -> str | None:
    """A text with plain line ends; without the blanks around it, but where they mean something; None without any."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return (plain if _heeds_blanks(asked) else plain.strip()) or None


def _heeds_blanks(asked: Asked) -> bool:
    is_between = asked.path.table.endswith(_RANKS) and asked.member.name in _BETWEEN_NAMES
    return is_between or asked.pair.control.options.get("whitespacesensitive", "").strip().lower() == "true"


def as_kind(table: Table, member: Field, text: str) -> Any:
    """A text as a value of the field's kind, as exact as its column. Raises `Unreadable`."""
    if member.kind in RANGES:
        return read_integer(text, *RANGES[member.kind])
    if member.kind == "decimal":
        return read_decimal(text, *_size(table, member))
    if member.kind == "double":
        return read_float(text)
    if member.kind == "boolean":
        if text.lower() not in _YES_OR_NO:
            raise unreadable(_("“%(typed)s” is neither yes nor no: choose one of them."), text)
        return _YES_OR_NO[text.lower()]
    return text


def _size(table: Table, member: Field) -> tuple[int, int]:
    """How many digits the column of a decimal number really has, and how many of them behind the point."""
    column = present.shape().column(table.table, member.column)
    told = _SIZE.match(column.type) if column else None
    return (int(told[1]), int(told[2])) if told else (member.length or _DIGITS, _PLACES)


def _check_bounds(asked: Asked, value: Any, text: str) -> None:
    """Hold a number to the least and the most that the layout allows."""
    least, most = (_bound(asked, name) for name in ("min", "max"))
    if isinstance(value, bool) or (least is None and most is None):
        return
    if least is not None and most is not None and not least <= value <= most:
        told = {"least": plain_number(least), "most": plain_number(most)}
        raise unreadable(_("“%(typed)s” does not fit: write a number from %(least)s to %(most)s."), text, **told)
    if least is not None and value < least:
        raise unreadable(_("“%(typed)s” is too small: write at least %(least)s."), text, least=plain_number(least))
    if most is not None and value > most:
        raise unreadable(_("“%(typed)s” is too large: write at most %(most)s."), text, most=plain_number(most))


def _bound(asked: Asked, name: str) -> Decimal | None:
    try:
        found = Decimal(asked.pair.control.options.get(name, "").strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _tick(asked: Asked, member: Field, text: str) -> bool | int | None:
    """Yes or no; a box that is not ticked leaves open what was open."""
    stored = asked.stored()
    if asked.pair.control.kind == THREE and text == "":
        return None
    is_on = text == "1"
    if not is_on and stored is None and member.null and asked.pair.control.kind != THREE:
        return None
    if member.kind == "boolean":
        return is_on
    return stored if stored is not None and bool(stored) is is_on else int(is_on)


def _text(visit: Visit, asked: Asked, member: Field, plain: str) -> str:
    """A text that keeps to the length the layout allows and to the format of its field."""
    most = asked.pair.control.options.get("maxlength", "")
    if most.isdecimal() and len(plain) > int(most):
        sentence = ngettext(
            "“%(typed)s” is too long: this form takes %(most)s character.",
            "“%(typed)s” is too long: this form takes %(most)s characters.",
            int(most),
        )
        raise unreadable(sentence, plain, most=most)
    found = _format(visit, asked, member)
    value = found.canonical(plain) if found else plain
    if found and not found.matches(value) and value != asked.stored():
        sentence = _("“%(typed)s” is not how %(field)s is written: write %(words)s.")
        caption = asked.writer.reader.captions.field(asked.path.table, member.name)
        raise unreadable(sentence, plain, field=caption, words=found.in_words())
    return value


def _format(visit: Visit, asked: Asked, member: Field) -> FieldFormat | None:
    if member.kind != "string":
        return None
    return format_for(visit.viewer, visit.stamp, asked.path.table, member.name, row=asked.row)
