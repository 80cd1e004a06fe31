"""Texts, numbers and yes-or-no as they are typed or ticked.

In: an `Asked` and its field. Out: an `Entry`. Kept of Specify 7: the length of the column limits what is typed, and
limits of layout and column combine; text areas have the layout's number of lines; texts stand exactly as stored. On
purpose otherwise: numbers are text fields with the fitting keyboard, since a browser's own number field swallows what
it cannot read; a hint tells what cannot be guessed (a format, limits other than none below 0, that a number is given
when it is left to us); a text with line ends is always a text area, as a line would lose them; yes-or-no is a choice
of three in a search, where a box not ticked would say nothing.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext

from specify.datamodel.declaring import Field
from specify.layouts.filling.asked import Asked
from specify.layouts.filling.defaults import default_tick, default_value
from specify.layouts.filling.filled import Entry, Option
from specify.resources.field_formats import FieldFormat
from specify.resources.formatting import plain_number

_AREAS = frozenset({"textarea", "textareabrief"})
WHOLE_NUMBERS = frozenset({"byte", "short", "integer", "long"})
_KEYBOARDS = {
    **dict.fromkeys(WHOLE_NUMBERS, "numeric"),
    **dict.fromkeys(("decimal", "double"), "decimal"),
}
# How many letters most numbers have.
_WIDTHS = {"numeric": 5, "decimal": 8}
THREE = "tristate"
"""The control for yes, no and not known."""
# Numbers in layouts, which come from anybody: of no more digits than a column has.
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(\d{1,20}(\.\d{0,20})?|\.\d{1,20})", re.ASCII)
# A hint for texts that are written in a way of their own.
_SECRET, _COLOR = "password", "colorchooser"


def line_of(asked: Asked, field: Field) -> Entry:
    """A line, or an area of several, for a text or a number."""
    made = asked.entry("line")
    found = asked.writer.formatted(asked.path.table, field.name) if field.kind == "string" else None
    text = asked.text(value_text(asked.stored()), lambda: default_value(asked, field, found))
    if asked.pair.control.kind == _SECRET:
        return replace(made, text=asked.sent or "", limits={**_limits(asked, field, found), "type": "password"})
    if not asked.is_search and (asked.pair.control.kind in _AREAS or "\n" in text or "\r" in text):
        made = replace(made, kind="text", lines=asked.pair.control.lines)
    hint = "" if asked.is_search else _hint(asked, field, found, text)
    width = _WIDTHS.get(_KEYBOARDS.get(field.kind, ""), 0) if made.kind == "line" else 0
    return replace(made, text=text, hint=hint, limits=_limits(asked, field, found), width=width)


def value_text(value: object) -> str:
    """A stored value as it stands in a control: always the same text for the same value, and none for none."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, Decimal | float):
        return plain_number(value)
    return "" if value is None else str(value)


def _limits(asked: Asked, field: Field, found: FieldFormat | None) -> Mapping[str, str]:
    """The attributes that say which keyboard fits, and how much is taken."""
    if field.kind in _KEYBOARDS:
        return {"inputmode": _KEYBOARDS[field.kind]}
    lengths = [length for length in (_told_length(asked), field.length, _length_of(found)) if length]
    return {"maxlength": str(min(lengths))} if lengths and not asked.is_search else {}


def _told_length(asked: Asked) -> int | None:
    """The length that the layout allows."""
    told = asked.pair.control.options.get("maxlength", "")
    return int(told) if _WHOLE.fullmatch(told) else None


def _length_of(found: FieldFormat | None) -> int | None:
    """How long a text of that format is; None where parts are of any length."""
    if found is None or any(part.type == "regex" for part in found.parts):
        return None
    return found.digits or found.max_length or len(found.placeholder)


def _hint(asked: Asked, field: Field, found: FieldFormat | None, text: str) -> str:
    """How it is written; of a length nothing is said, since no more can be typed."""
    if asked.pair.control.kind == _COLOR:
        return gettext("a color such as %(color)s") % {"color": "#a0522d"}
    if found is None or found.max_length:
        return _bounds(asked, field)
    if asked.is_new and found.asks_for_number(text):
        told = gettext("%(format)s. Leave it as it is and the next number is given.")
        return told % {"format": found.in_words()}
    return found.in_words()


def _bounds(asked: Asked, field: Field) -> str:
    """The least and the most that the layout allows, in words; that there is nothing below 0 goes without saying."""
    if field.kind not in _KEYBOARDS:
        return ""
    least, most = (_number(asked.pair.control.options.get(name, "")) for name in ("min", "max"))
    if least and most:
        return gettext("%(least)s to %(most)s") % {"least": least, "most": most}
    if least and least != "0":
        return gettext("at least %(least)s") % {"least": least}
    return gettext("at most %(most)s") % {"most": most} if most else ""


def _number(text: str) -> str:
    """A bound that a layout gives; "" for what is no number that anybody would write."""
    return plain_number(Decimal(text.strip())) if _DECIMAL.fullmatch(text.strip()) else ""


def is_ticked(asked: Asked, field: Field) -> bool:
    """Whether the field is answered with yes or no."""
    return field.kind == "boolean" or (asked.pair.control.kind == "checkbox" and field.kind in WHOLE_NUMBERS)


def tick_of(asked: Asked) -> Entry:
    """A box to tick; where the layout or a search asks for it, a choice of yes, no and neither."""
    if asked.is_search or asked.pair.control.kind == THREE:
        text = asked.text(value_text(asked.stored()), lambda: default_tick(asked))
        return replace(asked.entry("choice"), required=False, text=text, options=_three(asked))
    text = asked.text("1" if asked.stored() else "", lambda: default_tick(asked))
    return replace(asked.entry("check"), required=False, text="1" if text == "1" else "")


def _three(asked: Asked) -> tuple[Option, ...]:
    nothing = gettext("any") if asked.is_search else gettext("not known")
    return (Option("", nothing), Option("1", gettext("Yes")), Option("0", gettext("No")))
