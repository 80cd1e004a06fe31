"""The controls of one record: each of its form's cells once, as far as it may be read.

In: a form, a row and a `Filling`. Out: an `Entry` for each cell, or a `Withheld` where a table is closed. On purpose
otherwise than Specify 7: a field that a form names twice is entered in the first place and only read in the others,
since two controls of one name would send two values; the way back to the record that owns this one is left out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from specify.datamodel.rows import UNSAVED, Row
from specify.layouts.filling.controls import entry_of
from specify.layouts.filling.filled import Entry
from specify.layouts.filling.sent import Sent
from specify.layouts.filling.writer import Writer
from specify.layouts.form import Form, Item, Pair, Panel
from specify.layouts.pairs import leads_back
from specify.layouts.plugins import closed_for, values_of
from specify.layouts.values import closed_table


@dataclass(frozen=True, slots=True)
class Filling:
    """One filling in of a form: who does it, and the names that have their control already."""

    writer: Writer
    names: set[str] = field(default_factory=set)

    def takes(self, names: Iterable[str]) -> bool:
        """Whether all these names were free until now; they are taken from here on."""
        wanted = set(names)
        if wanted & self.names:
            return False
        self.names.update(wanted)
        return True

    def with_sent(self, sent: Sent) -> "Filling":
        """The same with that sent."""
        return replace(self, writer=replace(self.writer, sent=sent))

    def of(self, form: Form, row: Row) -> "Filling":
        """The same for one record: only looked at where the layout or the person's rights say so."""
        writer = self.writer
        if writer.mode == "search":
            return self
        may = form.mode != "view" and writer.may(form.table, "create" if row["id"] == UNSAVED else "update")
        return self if may else replace(self, writer=replace(writer, mode="view"))


@dataclass(frozen=True, slots=True)
class Withheld:
    """A field that is not shown because a table may not be read, by what people call them."""

    label: str
    table: str


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a control belongs: to a row, which is the record of that name, behind a relationship that leads `back`.

    `row` has what was sent in it; what is only shown comes from the row as it is `stored`.
    """

    row: Row
    stored: Row
    record: str
    back: str = ""
    deciding: frozenset[str] = frozenset()


def entry_at(filling: Filling, pair: Pair, at: Placed) -> Entry | Withheld | None:
    """The control of a cell; None when there is nothing to enter or to see."""
    writer = filling.writer
    if leads_back(pair, at.back):
        return None
    closed = closed_table(writer.reader, pair.path) or closed_for(writer.reader, pair)
    if closed:
        return Withheld(pair.label, closed)
    entry = entry_of(writer, pair, at.row, at.record)
    if entry is None or entry.kind == "read":
        return entry
    if not filling.takes(_names(entry)):
        values = values_of(writer.reader, pair, at.stored)
        if not values and at.stored["id"] == UNSAVED:
            return None
        return Entry(
            name=entry.name,
            label=entry.label,
            kind="read",
            share=entry.share,
            label_share=entry.label_share,
            values=values,
        )
    return replace(entry, decides=True) if _decides(pair, at.deciding) else entry


def _names(entry: Entry) -> Iterator[str]:
    yield entry.name
    for inner in entry.inner:
        if inner.name != entry.name:
            yield from _names(inner)


def _decides(pair: Pair, deciding: frozenset[str]) -> bool:
    path = pair.path
    return bool(path and path.member and not path.steps and path.member.name in deciding)


def deciding(items: Iterable[Item]) -> frozenset[str]:
    """The fields of a form's own table that the conditions of its panels begin with, where it shows in the form."""
    return frozenset(_deciding(items))


def _deciding(items: Iterable[Item]) -> Iterator[str]:
    for panel in items:
        for block in panel.blocks if isinstance(panel, Panel) and _differs(panel) else ():
            path = block.condition.path if block.condition else None
            if path and (path.steps or path.member):
                yield path.steps[0].name if path.steps else path.member.name if path.member else ""
            yield from _deciding(block.items)


def _differs(panel: Panel) -> bool:
    """Whether one sees which of its blocks is shown."""
    first, *others = (list(_seen(block.items)) for block in panel.blocks)
    return any(other != first for other in others)


def _seen(items: Iterable[Item]) -> Iterator[Item]:
    """The items that one sees, without their keys, in which those of every block differ."""
    for item in items:
        if isinstance(item, Panel):
            yield from (seen for block in item.blocks for seen in _seen(block.items))
        elif not (isinstance(item, Pair) and item.invisible):
            yield replace(item, key="")
