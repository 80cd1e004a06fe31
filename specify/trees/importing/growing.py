"""Judges a node that a row asks for: whether it may stand there, and what is said of it.

In: what is stored, what is to be made already, and a row. Out: a `Sprout`, or `Troubles`. Kept of Specify 7: no
enforced rank is left out (as in its forms), nothing stands below a synonym unless the collection allows it. Changed on
purpose: a value that does not fit its column is told with its row, and nothing is cut.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from specify.datamodel.declaring import Table
from specify.nodes.full_names import Inherited, full_name, handed_on, longest, shortened
from specify.records.reading.fields import as_kind
from specify.records.reading.fitting import unfit
from specify.resources.captions import Captions
from specify.text.folding import fold
from specify.text.typed import Unreadable
from specify.trees.importing.ground import Ground
from specify.trees.importing.plans import Above, Sprout, Trouble

_YES_OR_NO = {"yes": "1", "no": "0", "y": "1", "n": "0", "x": "1", "ja": "1", "nein": "0"}
_BOUNDS: Mapping[str, int] = {"centroidLat": 90, "centroidLon": 180}


@dataclass(slots=True)
class Wanted:
    """A node as a row asks for it: its rank and name, which column the name is in, and fields with their columns."""

    row: int
    rank: int
    name: str
    column: int
    fields: Sequence[tuple[str, int, str]] = ()


class Troubles(Exception):
    """What is wrong with a row."""

    def __init__(self, *troubles: Trouble) -> None:
        """Keep it."""
        super().__init__()
        self.troubles = troubles


@dataclass(slots=True)
class Growing:
    """What is stored and what is to be made; `headings` of the file."""

    ground: Ground
    captions: Captions
    headings: Sequence[str]

    @property
    def table(self) -> Table:
        """The table of nodes."""
        return self.ground.tree.nodes

    def trouble(self, row: int, column: int | None, sentence: str) -> Troubles:
        """Something that is wrong, with the heading of its column."""
        return Troubles(Trouble(row, "" if column is None else self.headings[column], sentence))

    def sprout(self, wanted: Wanted, above: Above | None) -> Sprout:
        """The node that is to be made below another. Raises `Troubles`."""
        if above is not None:
            self._ask_place(wanted, above)
        self._ask_name(wanted)
        rank, inherited = self.ground.ranks[wanted.rank], self.handed_by(above)
        whole = full_name(inherited, rank, wanted.name)
        if len(whole) > longest(self.ground.tree):
            sentence = _("The full name would become too long: %(name)s. Shorten one of the names it is made of.")
            raise self.trouble(wanted.row, wanted.column, sentence % {"name": shortened(whole)})
        handed = handed_on(inherited, rank, wanted.name)
        return Sprout(
            wanted.rank, wanted.name, above, wanted.row, whole, handed, self.values(wanted.row, wanted.fields)
        )

    def handed_by(self, above: Above | None) -> Inherited:
        """What the children of a node inherit."""
        if above is None:
            return Inherited()
        return above.handed if isinstance(above, Sprout) else self.ground.handed_by(above)

    def rank_of(self, one: Above) -> int:
        """The rank of a node."""
        return one.rank if isinstance(one, Sprout) else self.ground.nodes[one].rank or 0

    def name_of(self, one: Above) -> str:
        """The name of a node."""
        return one.name if isinstance(one, Sprout) else self.ground.nodes[one].name

    def values(self, row: int, fields: Iterable[tuple[str, int, str]]) -> dict[str, Any]:
        """What is said of a node. Raises `Troubles`, all of them."""
        found: dict[str, Any] = {}
        troubles: list[Trouble] = []
        for name, column, text in fields:
            try:
                found[name] = self._value(name, text)
            except Unreadable as error:
                troubles.append(Trouble(row, self.headings[column], str(error)))
        if troubles:
            raise Troubles(*troubles)
        return found

    def _value(self, name: str, text: str) -> Any:
        field = self.table.fields[name]
        value = as_kind(self.table, field, _YES_OR_NO.get(text.lower(), text) if field.kind == "boolean" else text)
        sentence = unfit(self.table, field, value)
        bound = _BOUNDS.get(name)
        if bound is not None and isinstance(value, Decimal) and abs(value) > bound:
            sentence = _("the number must be between %(least)s and %(most)s.") % {"least": -bound, "most": bound}
        if sentence:
            raise Unreadable(f"{self.captions.field(self.table.key, name)}: {sentence}")
        return value

    def _ask_name(self, wanted: Wanted) -> None:
        sentence = unfit(self.table, self.table.fields["name"], wanted.name)
        if sentence:
            raise self.trouble(wanted.row, wanted.column, f"{self.captions.field(self.table.key, 'name')}: {sentence}")

    def _ask_place(self, wanted: Wanted, above: Above) -> None:
        """Make sure that the node may stand below that one."""
        ranks, upper = self.ground.ranks, self.rank_of(above)
        rank = ranks[wanted.rank]
        if upper not in ranks:
            raise self.trouble(wanted.row, wanted.column, _("Its parent has a rank of another tree; repair the tree."))
        words = {"parent": self.name_of(above), "rank": rank.name, "above": ranks[upper].name}
        if ranks[upper].number >= rank.number:
            sentence = _(
                "%(parent)s is of the rank %(above)s, which does not stand above %(rank)s: correct the rank or the "
                "parent."
            )
            raise self.trouble(wanted.row, wanted.column, sentence % words)
        last = self.ground.lowest_below(upper)
        if last < rank.number:
            needed = next(one.name for one in ranks.values() if one.number == last)
            sentence = _(
                "Between %(above)s and %(rank)s the rank %(needed)s must not be left out: fill it in for this row."
            )
            raise self.trouble(wanted.row, wanted.column, sentence % {**words, "needed": needed})
        if self._is_synonym(above) and not self.ground.may_below_synonyms:
            sentence = _("%(parent)s is a synonym, below which nothing may stand: name the accepted one instead.")
            raise self.trouble(wanted.row, wanted.column, sentence % words)

    def _is_synonym(self, one: Above) -> bool:
        return one.is_synonym if isinstance(one, Sprout) else self.ground.nodes[one].accepted is not None


def is_same(first: str, second: str) -> bool:
    """Whether Specify holds two names to be equal."""
    return fold(first) == fold(second)
