"""Two trees beside each other, as addresses have them, and the way back to them from other pages.

In: the variables of an address. Out: `Panes`: what is to be seen of the first tree and of the second; addresses of
them. The way back is one variable that has the others in it; what cannot be read there asks for nothing.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.urls import reverse

from specify.security.entering import Visit
from specify.trees.openings import OPEN_AT_MOST, Pane, Wish, wish_from

NAME = "beside"
"""What the way back is called in an address."""
PANES: tuple[Pane, Pane] = ("", "2")
_TAKING_IN = ("move", "merge")
"""After these something new stands below the target."""


class Panes(NamedTuple):
    """What is to be seen of two trees of the same definition: what is chosen in the first goes to the second."""

    first: Wish
    second: Wish

    @property
    def query(self) -> dict[str, str]:
        """As variables of the address of the page that has both."""
        return {**self.first.query, **self.second.query}

    @property
    def kept(self) -> dict[str, str]:
        """As the variable by which another page knows the way back."""
        return {NAME: urlencode(self.query, safe=".") or "tree="}

    def address(self, visit: Visit, tree: str) -> str:
        """Where the two are."""
        query = urlencode(self.query, safe=".")
        return reverse("trees-beside", kwargs={**visit.place.way, "tree": tree}) + (f"?{query}" if query else "")

    def choosing(self, pane: Pane, node: int) -> "Panes":
        """The same with that node chosen in one of them."""
        if pane:
            return self._replace(second=replace(self.second, at=node))
        return self._replace(first=replace(self.first, at=node))

    def after(self, deed: str, node: int, target: int | None) -> "Panes":
        """The same when that was done: the node is looked at in its new place, if it is still there."""
        first = replace(self.first, at=None if deed == "merge" else node)
        if target is None:
            return Panes(first, self.second)
        second = self.second.opening(target) if deed in _TAKING_IN else self.second
        return Panes(first, replace(second, at=target))


def panes_in(asked: Mapping[str, str]) -> Panes:
    """What the variables of an address ask for; each has half of the branches that may be open, as addresses end."""
    return Panes(*(wish_from(asked, pane, OPEN_AT_MOST // 2) for pane in PANES))


def panes_told(asked: Mapping[str, str]) -> Panes | None:
    """The way back that an address tells; None if there is none."""
    text = asked.get(NAME, "")
    return panes_in(dict(parse_qsl(text))) if text else None
