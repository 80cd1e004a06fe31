"""The controls of the forms in which ranks and definitions of trees are written, and what was typed into them.

In: a table, names of its fields, a stored row. Out: `Control`s; and from the texts sent for them values by field, with
problems in sentences. Kept of Specify: texts before and after names and between them are kept letter by letter, blanks
too. What still reads as it is stored is not written, be it NULL, empty or false. Changed on purpose: no line ends in
names and other texts of one line; of a choice only what it offers.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from specify.datamodel.declaring import Field, Table
from specify.datamodel.rows import Row
from specify.resources.captions import Captions

Texts = Mapping[str, str]
Words = str | Promise
Problem = tuple[str, str]
"""A field ("" for none) and the sentence to be told there."""
_NAMES = ("name", "title")
_ECHOED = 60
"""So many letters of what was typed are told in a sentence."""
_WHOLE = re.compile(r"-?[0-9]{1,9}")
_HINTS: Mapping[str, Words] = {
    "title": gettext_lazy("Shown instead of the name, if there is any."),
    "isEnforced": gettext_lazy("No node below may leave this rank out."),
    "isInFullName": gettext_lazy("Its names are part of the full names of the nodes below."),
    "fullNameSeparator": gettext_lazy("Stands between this name and the next one; blanks count."),
}
DIRECTIONS: Sequence[tuple[str, Words]] = (
    ("1", gettext_lazy("from the highest rank to the lowest")),
    ("-1", gettext_lazy("from the lowest rank to the highest")),
)


@dataclass(frozen=True, slots=True)
class Control:
    """A line, an area, a box to tick, a choice of one or of several `options`, or something `hidden`.

    `value` is what it holds at first: of several, with commas between; of a box, something or nothing.
    """

    name: str
    label: Words
    kind: Literal["line", "area", "box", "choice", "several", "hidden"] = "line"
    value: str = ""
    hint: Words = ""
    options: Sequence[tuple[str, Words]] = ()
    is_required: bool = False


def controls_for(table: Table, names: Iterable[str], row: Row, captions: Captions) -> list[Control]:
    """A control for each of these fields, with what the row has."""
    return [_control(table.fields[name], captions.field(table.key, name), row) for name in names]


def _control(field: Field, label: str, row: Row) -> Control:
    value, hint, required = written(row.get(field.name)), _HINTS.get(field.name, ""), field.name == "name"
    if field.kind == "boolean":
        return Control(field.name, label, "box", value, hint)
    if field.name == "fullNameDirection":
        return Control(field.name, label, "choice", value, hint, DIRECTIONS)
    return Control(field.name, label, "area" if field.name == "remarks" else "line", value, hint, (), required)


def written(value: object) -> str:
    """A stored value as a form sends it."""
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else str(value)


def values_of(
    table: Table, controls: Sequence[Control], texts: Texts, row: Row | None
) -> tuple[dict[str, Any], list[Problem]]:
    """The values that were typed for fields of the table, without those that the row has; and what is wrong."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for control in controls:
        field, text = table.fields.get(control.name), texts.get(control.name, "")
        if field is None or (row is not None and _plain(text) == _plain(control.value)):
            continue
        if sentence := _why_not(control, field, text):
            problems.append((field.name, sentence))
        else:
            values[field.name] = _value(control, field, text)
    return values, problems


def _why_not(control: Control, field: Field, text: str) -> str:
    """Why nothing can be stored that was typed so; "" where it can."""
    if control.kind == "choice" and text not in dict(control.options):
        return _("%(field)s: choose one of those that are offered.") % {"field": control.label}
    if field.kind == "integer" and text.strip() and not _WHOLE.fullmatch(text.strip()):
        told = {"field": control.label, "text": Truncator(text).chars(_ECHOED)}
        return _("%(field)s: “%(text)s” is no whole number; write it in digits.") % told
    return ""


def _value(control: Control, field: Field, text: str) -> bool | int | str | None:
    if field.kind == "boolean":
        return bool(text)
    if field.kind == "integer":
        return int(text) if text.strip() else None
    text = one_line(text) if control.kind == "line" else text
    return (text.strip() if field.name in _NAMES else text) or None


def one_line(text: str) -> str:
    """A text without line ends, which browsers do not send from lines."""
    return " ".join(text.splitlines())


def _plain(text: str) -> str:
    """A text as browsers send it, whatever its line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
