"""One control that is asked for: where its field stands, what it is called, what is in it.

In: a `Writer`, a `Pair`, the row of the form's table, the name of the record. Out: `Asked`, from which the modules of
the single kinds make an `Entry`. What was sent comes before what is stored, and that before a default, which only new
records have. A form for searching shows nothing but what was sent. Values come from the row as it is stored, never
from one that was laid over with what was sent: an id that somebody made up must not be told by its record's name.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from specify.datamodel.declaring import Field, Relationship
from specify.datamodel.rows import NO_ROW, UNSAVED, Row
from specify.layouts.filling.filled import Entry, EntryKind
from specify.layouts.filling.sent import joined
from specify.layouts.filling.writer import Writer
from specify.layouts.form import Pair
from specify.layouts.paths import FieldPath
from specify.layouts.values import follow

_PARENT = "parent"
NUMBERED = frozenset({"orderNumber", "ordinal", "precedence"})
"""Given by a rule to rows that come without: their place among others of their owner."""
# Forced in Specify 7's data model (schemaOverrides), as is the parent in trees.
_ALWAYS_REQUIRED = frozenset({("collectionrelationship", "collectionRelType"), ("collectionreltype", "name")})


@dataclass(frozen=True, slots=True)
class Asked:
    """A control for `member`, which stands in `there` (empty while there is no such row), under `name`.

    `row` is the row of the form's own table with what was sent so far; in a record that is new it has the id 0.
    """

    writer: Writer
    pair: Pair
    path: FieldPath
    member: Field | Relationship
    row: Row
    there: Row
    name: str

    @property
    def is_new(self) -> bool:
        """Whether the record of the form is not stored yet."""
        return bool(self.row["id"] == UNSAVED)

    @property
    def begins(self) -> bool:
        """Whether the control is that of a new record, and holds what the layout proposes unless somebody changes it.

        A copy of another record holds what that has.
        """
        return self.is_new and not self.is_search and not self.writer.sent.is_copied(self.name)

    @property
    def is_search(self) -> bool:
        """Whether the form only says what is sought."""
        return self.writer.mode == "search"

    @property
    def sent(self) -> str | None:
        """What was sent for the control."""
        return self.writer.sent.text(self.name)

    def stored(self, name: str = "") -> Any:
        """What the database has in the field, or in another one of the same row; nothing in a search."""
        return None if self.is_search else self.there.get(name or self.member.name)

    def text(self, stored: str, default: Callable[[], str] | None = None) -> str:
        """What stands in the control: what was sent, else what is stored, else in a new record the default."""
        if self.sent is not None:
            return self.sent
        if stored or not self.begins or default is None:
            return stored
        return default()

    def entry(self, kind: EntryKind) -> Entry:
        """The control as far as all kinds have it in common."""
        pair = self.pair
        return Entry(
            name=self.name,
            label=pair.label,
            kind=kind,
            share=pair.share,
            label_share=pair.label_share,
            description=pair.description,
            problems=self.writer.sent.problems.get(self.name, ()),
            required=self._is_required() and not self.is_search,
        )

    def _is_required(self) -> bool:
        """Whether layout, settings or Specify 7 demand it; the one node of a tree that has no parent needs none."""
        key, name = self.path.table, self.member.name
        if name == _PARENT and self.writer.reader.tables[key].is_tree:
            return self.is_new or self.stored(f"{_PARENT}_id") is not None
        if name in NUMBERED and self.is_new:
            return False
        return self.pair.control.required or (key, name) in _ALWAYS_REQUIRED


def asked_for(writer: Writer, pair: Pair, row: Row, record: str) -> Asked | None:
    """The control that `pair` asks for; None when it leads to no field."""
    path = pair.path
    if path is None or path.member is None:
        return None
    name = ".".join((*(step.name for step in path.steps), path.member.name))
    there = follow(writer.reader, path, stored_row(writer, pair, row)) or NO_ROW
    if not there and path.steps:
        there = writer.sent.copies.get(joined(record, name).rpartition(".")[0], NO_ROW)
    return Asked(writer, pair, path, path.member, row, there, joined(record, name))


def stored_row(writer: Writer, pair: Pair, row: Row) -> Row:
    """`row` of the pair's form as it is stored; one that is not stored yet is as it is."""
    return writer.reader.rows.get(pair.table, row["id"]) or row
