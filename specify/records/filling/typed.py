"""What was typed into a form that cannot be taken, in words, so that it can be read and copied.

In: the table of the form, what was sent, and how fields are called. Out: labels and texts, for templates/records/typed.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from specify.datamodel import present
from specify.datamodel.declaring import Field, Table
from specify.layouts.filling.names import way_to
from specify.layouts.filling.sent import Sent
from specify.records.filling.digests import ID, base_name, digest
from specify.resources.captions import by_rule


class Typed(NamedTuple):
    """One control: what it is called, and what was in it."""

    label: str
    text: str


def typed(table: Table, sent: Sent, caption: Callable[[str, str], str] | None = None) -> tuple[Typed, ...]:
    """What was put into each control, where that is known; else all that was in them.

    `caption` gives the institution's word for the field of a table; by default fields are called by their names.
    """
    return tuple(_typed(table, sent, caption or (lambda _table, field: by_rule(field))))


def _typed(table: Table, sent: Sent, caption: Callable[[str, str], str]) -> Iterator[Typed]:
    for name, text in sent.texts.items():
        member = way_to(table, base_name(name), present.tables())
        is_told = name.endswith(ID) or digest(text) == sent.digests.get(name)
        if member is None or is_told or not text.strip():
            continue
        label = caption(member.table.key, member.member.name)
        rows = [f"{by_rule(step.way.name)} {step.row}".strip() for step in member.steps if step.way]
        is_tick = isinstance(member.member, Field) and member.member.kind == "boolean"
        yield Typed(", ".join([*rows, label]), "✓" if is_tick and text == "1" else text)
