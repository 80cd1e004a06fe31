"""What a person has put into a form so far.

In: the fields of a posted form, or of one that was kept. Out: `Sent`: texts by control name, the rows added and taken
out, and the problems found with them. A form opened anew has `NOTHING` sent, and shows what is stored.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from specify.datamodel.rows import Row


@dataclass(frozen=True, slots=True)
class Sent:
    """Texts by control name; a check box that was not ticked has the text "". `added` and `removed` name rows.

    `digests` say by control what it held when the form was first opened (see `specify.records.filling.digests`). Of a
    form that is a copy, `like` tells by the names of its records which stored ones they are like, `is_carried` that
    only what this person carries forward is copied, `omitted` by table how many rows there was no room for (0: they may
    not be copied), and `copies` what is copied of each: it is looked up whenever it is needed, and stands where nothing
    was sent. `meant` are records that texts may mean which name none, each by its id and name.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    added: tuple[str, ...] = ()
    removed: frozenset[str] = frozenset()
    problems: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)
    like: Mapping[str, int] = field(default_factory=dict)
    is_carried: bool = False
    omitted: Mapping[str, int] = field(default_factory=dict)
    copies: Mapping[str, Row] = field(default_factory=dict)
    meant: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def text(self, name: str) -> str | None:
        """What was sent for the control; None if it was not on the form."""
        return self.texts.get(name)

    def added_to(self, name: str) -> tuple[str, ...]:
        """The new rows of the relationship that `name` leads to, in order."""
        return tuple(row for row in self.added if row.rpartition(".")[0] == name)

    def is_copied(self, name: str) -> bool:
        """Whether the control of that name holds what another record has, be it nothing, as long as nobody changes it.

        Of a record that is chosen the control is that of its name.
        """
        record, _, member = name.rpartition(".")
        copied = self.copies.get(record, {})
        return member in copied or f"{member}_id" in copied

    def copied(self, name: str) -> object:
        """What the record that this one is like has in the field, or as the id of what the relationship leads to."""
        record, _, member = name.rpartition(".")
        copied = self.copies.get(record, {})
        return copied.get(f"{member}_id", copied.get(member))

    def begun_like(self, begun: "Sent") -> "Sent":
        """The same as a copy of what a form was that began so."""
        return replace(self, like=begun.like, is_carried=begun.is_carried, omitted=begun.omitted)

    def copied_only(self) -> "Sent":
        """The same as if nothing had been put in."""
        return Sent(copies=self.copies) if self.copies else NOTHING


NOTHING = Sent()


def names_within(rows: Iterable[str], names: Iterable[str]) -> tuple[str, ...]:
    """Those of the names that controls in one of these rows have."""
    inside = tuple(f"{row}." for row in rows)
    return tuple(name for name in names if name.startswith(inside))


def joined(record: str, name: str) -> str:
    """The name of a field or relationship of the record that `record` leads to ("" is the form's own)."""
    return f"{record}.{name}" if record else name
