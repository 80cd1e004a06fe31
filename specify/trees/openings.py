"""What of a tree is open, as the address has it.

In: the variables of an address. Out: `Wish`, and addresses of pages that show another. The branches that are open stand
in `open` as ids with dots between, in order, so that the same page always has the same address; behind a dash, from
which child on a branch is shown that has more than a page does. Kept of Specify 7: its `conformation` (lists of lists
of ids, with `~` for an opening bracket and `-` for a closing one) opens the same nodes; one that cannot be read, too.
Of two trees beside each other both are in one address: the names of the second one's variables have a 2 behind them.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal
from urllib.parse import urlencode

from specify.web.addresses import ids_among, number_in

AT_ONCE = 100
"""So many children of a node are shown at once."""
OPEN_AT_MOST = 200
"""So many branches are open at most; the address has no room for endlessly many, and a page neither."""
Pane = Literal["", "2"]
"""The only tree of a page or the first of two beside each other, and the second."""
Stage = Literal["", "bio", "chrono"]
"""Which geologic times: all, those of biostratigraphy, the others."""
_STAGES: Mapping[str, Stage] = {"bio": "bio", "chrono": "chrono"}

_ROOTS = 0
"""What the roots hang on, as `levels.ROOT`."""
_NUMBER = re.compile(r"[1-9][0-9]{0,9}")
_BRANCH = re.compile(r"(0|[1-9][0-9]{0,9})(?:-([0-9]{1,9}))?")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be seen of a tree.

    `opened` has the nodes whose children are shown, with the number of the children before the first that is (None:
    wherever those of them are that are open themselves). `at` is the chosen node, `only` leaves out names without
    specimens, `stage` times of the other kind. Node 0 stands above the roots.
    """

    definition: int | None = None
    opened: Mapping[int, int | None] = field(default_factory=dict)
    at: int | None = None
    only: bool = False
    stage: Stage = ""
    pane: Pane = ""

    def opening(self, node: int, first: int | None = None) -> "Wish":
        """The same with that node open, its children shown from there."""
        return replace(self, opened={**self.opened, node: first})

    def closing(self, top: int, below: Collection[int]) -> "Wish":
        """The same with a node closed, `below` which there are these; none of them can stay the chosen one."""
        opened = {one: first for one, first in self.opened.items() if one != top and one not in below}
        return replace(self, opened=opened, at=None if self.at in below and self.at != top else self.at)

    @property
    def query(self) -> dict[str, str]:
        """As variables of an address; those that say nothing are left out."""
        told = {
            "open": ".".join(
                str(one) if first is None else f"{one}-{first}" for one, first in sorted(self.opened.items())
            ),
            "at": str(self.at or ""),
            "only": "1" if self.only else "",
            "stage": self.stage,
        }
        named = {"tree": str(self.definition or ""), **{f"{name}{self.pane}": text for name, text in told.items()}}
        return {name: text for name, text in named.items() if text}


def wish_from(asked: Mapping[str, str], pane: Pane = "", most: int = OPEN_AT_MOST) -> Wish:
    """What an address asks for, with so many branches open at most; what cannot be read there asks for nothing."""
    opened: dict[int, int | None] = dict.fromkeys(conformed(asked.get("conformation", "")) if not pane else ())
    for text in asked.get(f"open{pane}", "").split("."):
        if found := _BRANCH.fullmatch(text):
            opened[int(found[1])] = int(found[2]) if found[2] else None
    possible = {_ROOTS, *ids_among(opened)}
    known = {one: first for one, first in opened.items() if one in possible}
    kept = dict(sorted(known.items())[:most])
    at, stage = number_in(asked.get(f"at{pane}", "")), asked.get(f"stage{pane}", "")
    return Wish(
        number_in(asked.get("tree", "")),
        kept,
        at,
        asked.get(f"only{pane}", "") == "1",
        _STAGES.get(stage, ""),
        pane,
    )


def conformed(text: str) -> list[int]:
    """The nodes that a conformation of Specify 7 opens."""
    return [int(number) for number in _NUMBER.findall(text)] if re.fullmatch(r"[~0-9-]*", text) else []


def address(path: str, wish: Wish, more: Mapping[str, str] | None = None) -> str:
    """The address that asks for that, with whatever else it has to keep."""
    query = urlencode({**(more or {}), **wish.query}, safe=".")
    return f"{path}?{query}" if query else path
