"""What a person has put into a form so far.

In: the fields of a posted form, or of one that was kept. Out: `Sent`: texts by control name, the rows added and taken
out, and the problems found with them. A form opened anew has `NOTHING` sent, and shows what is stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Sent:
    """Texts by control name; a check box that was not ticked has the text "". `added` and `removed` name rows.

    `digests` say by control what it held when the form was first opened (see `specify.records.digests`).
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    added: tuple[str, ...] = ()
    removed: frozenset[str] = frozenset()
    problems: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str | None:
        """What was sent for the control; None if it was not on the form."""
        return self.texts.get(name)

    def added_to(self, name: str) -> tuple[str, ...]:
        """The new rows of the relationship that `name` leads to, in order."""
        return tuple(row for row in self.added if row.rpartition(".")[0] == name)


NOTHING = Sent()


def joined(record: str, name: str) -> str:
    """The name of a field or relationship of the record that `record` leads to ("" is the form's own)."""
    return f"{record}.{name}" if record else name
