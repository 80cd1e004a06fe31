"""The order of the records behind a to-many relationship while a form is being filled in.

In: a sub-view, the row that owns them, and what was sent. Out: `Order`: those kept and those added, none taken out,
each with its place among all there are. Kept of Specify: collectors, authors and their like stand in the order of their
numbers, and a new one comes last. On purpose otherwise: numbers that were sent count at once, so that the form shows
the order that would be saved; group members, addresses and all others that have such numbers stand in order, too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from specify.datamodel.declaring import Table
from specify.datamodel.rows import UNSAVED, Children, Row
from specify.layouts.filling.overlaid import begun_row
from specify.layouts.filling.sent import Sent, joined
from specify.layouts.filling.writer import Writer
from specify.layouts.form import SubForm

_NUMBER = re.compile(r"-?[0-9]{1,9}", re.ASCII)


class Ordered(NamedTuple):
    """One of the records: its name, its row, its place from 1, and its order number if it has one."""

    name: str
    row: Row
    place: int
    number: int | None = None

    @property
    def is_new(self) -> bool:
        """Whether it is not stored yet."""
        return bool(self.row["id"] == UNSAVED)


@dataclass(frozen=True, slots=True)
class Order:
    """The first records of a table, and all new ones. `total` counts all, `stored` those that are stored and stay.

    `field` is the one that puts them in order; "" where they stand in another.
    """

    table_key: str
    records: tuple[Ordered, ...]
    stored: int
    total: int
    field: str = ""


def order_of(writer: Writer, sub: SubForm, row: Row, name: str, *, most: int | None = None) -> Order:
    """The records behind the relationship of `row` that `name` leads to: the first `most` that are stored, else all."""
    reader, sent, table = writer.reader, writer.sent, writer.reader.tables[sub.target]
    field = order_field(table, sub)
    is_numbered = any(_numbers_in(sent, name, field))
    every = sent.added_to(name)
    gone = {one for one in sent.removed.difference(every) if one.rpartition(".")[0] == name}
    stored = reader.rows.children(
        sub.path.table,
        sub.relationship.name,
        row["id"],
        limit=None if most is None or is_numbered else most + len(gone),
        order=sub.order or None,
    )
    stored = stored if stored is not None else Children()
    left = max(0, stored.total - len(gone))
    kept = [(f"{name}.{child['id']}", child) for child in stored]
    kept = [(one, child) for one, child in kept if one not in sent.removed]
    added = [(one, begun_row(sent, table, one)) for one in every if one not in sent.removed]
    placed = [
        *(Ordered(one, child, at, number_of(sent, one, child, field)) for at, (one, child) in enumerate(kept, 1)),
        *(Ordered(one, new, left + at, number_of(sent, one, new, field)) for at, (one, new) in enumerate(added, 1)),
    ]
    if is_numbered:
        placed = [one._replace(place=at) for at, one in enumerate(sorted(placed, key=_by_number), 1)]
    return Order(sub.target, tuple(placed), left, left + len(added), field)


def order_field(table: Table, sub: SubForm) -> str:
    """The field whose numbers put the records of a sub-view in order; "" where they stand in another."""
    return table.order_number if sub.order in ("", table.order_number) else ""


def number_of(sent: Sent, name: str, row: Row, field: str) -> int | None:
    """The order number of a record as it would be saved; the stored one where something else than a number was sent."""
    text = sent.text(joined(name, field)) if field else None
    stored = row.get(field) if field else None
    return int(text) if text is not None and _NUMBER.fullmatch(text.strip()) else stored


def _numbers_in(sent: Sent, name: str, field: str) -> Iterator[str]:
    """The controls by which order numbers of these records were sent."""
    inside = f"{name}."
    for one in sent.texts if field else ():
        if one.startswith(inside) and one.removeprefix(inside).partition(".")[2] == field:
            yield one


def _by_number(one: Ordered) -> tuple[bool, int, int]:
    """Those without a number first as in a database, but for new ones, which have none yet."""
    number = one.number if one.number is not None else -(2**31)
    return one.is_new and one.number is None, number, one.place
