"""What would become of the rows of a file.

In: nothing. Out: `Sprout`, a node to be made; `Trouble`, what is wrong with a row; and `Plan`, all of them, as
`ranked_rows.py` and `linked_rows.py` make it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, NamedTuple, Union

from specify.nodes.full_names import Inherited

Above = Union["Sprout", int]
"""A node that is to be made, or the id of one that is stored."""


@dataclass(slots=True, eq=False)
class Sprout:
    """A node to be made: its rank (an item's id), its name, and what is said of it in which row.

    `parent` is None of a root. `handed` is what its children inherit for their full names. It has its id, and its
    numbers if there was room for them, once it is written.
    """

    rank: int
    name: str
    parent: Above | None
    row: int
    full_name: str
    handed: Inherited
    values: dict[str, Any] = field(default_factory=dict)
    accepted: Above | None = None
    is_synonym: bool = False
    id: int | None = None
    number: int | None = None
    highest: int | None = None


class Trouble(NamedTuple):
    """What is wrong with a row, and what helps; `column` is the heading ("": the row itself)."""

    row: int
    column: str
    sentence: str


@dataclass(slots=True)
class Plan:
    """All that a file would come to. Parents stand before their children among those to be made."""

    made: list[Sprout] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    standing_in_the_way: list[str] = field(default_factory=list)
    """What no row can be left out for."""
    rows: int = 0
    blank: int = 0
    there: int = 0
    """Rows whose node is stored already."""
    repeated: list[tuple[int, int]] = field(default_factory=list)
    """Rows that say what another says, which comes before."""
    differing: list[tuple[int, str]] = field(default_factory=list)
    """Rows, with headings, that say otherwise of a node than an earlier one, which counts."""
    following: int = 0
    """Rows that hang on one that is left out."""

    def state(self) -> str:
        """A digest of the nodes that would be made, and where: it is the same only if the tree has not changed."""
        digest = blake2b(digest_size=16)
        for one in self.made:
            above = one.parent if one.parent is None or isinstance(one.parent, int) else f"row {one.parent.row}"
            digest.update(repr((one.row, one.rank, one.full_name, above)).encode("utf-8", "replace"))
        return digest.hexdigest()

    def told(self) -> Mapping[str, Any]:
        """What is kept of it for the preview."""
        return {
            "state": self.state(),
            "nodes": len(self.made),
            "ranks": dict(Counter(str(one.rank) for one in self.made)),
            "synonyms": sum(one.is_synonym for one in self.made),
            "rows": self.rows,
            "blank": self.blank,
            "there": self.there,
            "repeated": len(self.repeated),
            "repeats": self.repeated[:10],
            "differing": len(self.differing),
            "differences": self.differing[:10],
            "following": self.following,
            "troubled": len({one.row for one in self.troubles}),
            "troubles": len(self.troubles),
            "standing_in_the_way": self.standing_in_the_way,
        }
