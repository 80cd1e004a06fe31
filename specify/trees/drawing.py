"""A tree as its template draws it: twigs with their words and addresses, and which of them are left out.

In: a `View`, and how many nodes of a level there is room for. Out: a `Limb` for the roots, with those below it. Where a
level is too long for the page the twigs that are open or chosen stay, with their neighbours; the others are a link.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from specify.trees.levels import ROOT, Level, Shown
from specify.trees.openings import AT_ONCE, Wish, address
from specify.trees.viewing import View

ROOM: Sequence[tuple[int, int]] = ((AT_ONCE, AT_ONCE), (20, AT_ONCE), (5, AT_ONCE), (3, 50), (1, 25), (1, 5))
"""How many twigs are drawn of a level that has open ones, and of one that has none: the first there is room for."""
ROOM_OF_TWO: Sequence[tuple[int, int]] = ((10, 25), (5, 25), (3, 20), (1, 20), ROOM[-1])
"""The same where two trees stand on a page: on a small screen the one below the other, where nobody finds the second
behind hundreds of names.
"""

SYNONYMS, SYNONYMS_OF_CHOSEN = 3, 50
"""How many synonyms are named beside a node."""


@dataclass(frozen=True, slots=True)
class Twig:
    """A node: its words, its two counts if there are any, where it is opened or closed and chosen, what is below.

    `is_aside`: it does not fit what is asked for, and is only there for what stands below it.
    """

    node: Shown
    words: str
    is_latin: bool
    more: str
    counts: tuple[int, int] | None
    toggle: str
    choose: str
    accepted: str
    is_open: bool
    is_chosen: bool
    is_aside: bool
    limb: "Limb | None"
    synonyms: tuple[tuple[int, str, str], ...]
    """Their ids, names and addresses: the first, of the chosen node many; `others` is how many more there are."""
    others: int


@dataclass(frozen=True, slots=True)
class Limb:
    """The children of a node that are drawn; `earlier` and `later` lead to others, as addresses, or are empty.

    `before` are the first and the last of those that `earlier` leads to, counted from 1; `next` is how many there are
    behind `later`.
    """

    above: int
    twigs: tuple[Twig, ...]
    total: int
    earlier: str
    before: tuple[int, int]
    later: str
    next: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a tree is drawn from: its view, variables that addresses have to keep, how many twigs there is room for.

    Addresses are told from the page on: they begin with a question mark.
    """

    view: View
    kept: Mapping[str, str] = field(default_factory=dict)
    room: tuple[int, int] = ROOM[0]

    def limb(self, above: int = ROOT) -> Limb | None:
        """The children of a node that are to be seen."""
        level = self.view.levels.get(above)
        if level is None or not level.nodes:
            return None
        nodes = self._drawn(level)
        first, last = nodes[0].place, nodes[-1].place
        start = max(0, first - 1 - self.room[1])
        return Limb(
            above=above,
            twigs=tuple(self.twig(node) for node in nodes),
            total=level.total,
            earlier=self._from(above, start) if first > 1 else "",
            before=(start + 1, first - 1),
            later=self._from(above, last) if last < level.total else "",
            next=min(self.room[1], level.total - last),
        )

    def twig(self, node: Shown) -> Twig:
        """One node with all that is to be seen below it."""
        view, wish, tree = self.view, self.view.wish, self.view.tree
        is_open = node.id in view.levels
        toggled = wish.closing(node.id, self._below(node.id)) if is_open else wish.opening(node.id)
        rank = tree.ranks.get(node.rank)
        is_latin = tree.is_latin(node.rank)
        words = node.full_name if is_latin and rank and rank.is_in_full_name else node.name
        is_aside = bool(wish.stage) and node.is_bio != (wish.stage == "bio")
        synonyms = node.synonyms[: SYNONYMS_OF_CHOSEN if node.id == wish.at else SYNONYMS]
        return Twig(
            node=node,
            words=words,
            is_latin=is_latin,
            more=", ".join(part for part in _more(node, rank.name if rank else "", is_aside=is_aside) if part),
            counts=view.counts.get(node.id, (0, 0)) if view.counts is not None else None,
            toggle=self._address(toggled) if node.children else "",
            choose=self._address(replace(wish, at=node.id)),
            accepted=self._elsewhere(node.accepted) if node.accepted else "",
            is_open=is_open,
            is_chosen=node.id == wish.at,
            is_aside=is_aside,
            limb=self.limb(node.id) if is_open else None,
            synonyms=tuple((one.id, one.name, self._elsewhere(one.id)) for one in synonyms),
            others=len(node.synonyms) - len(synonyms),
        )

    def _drawn(self, level: Level) -> Sequence[Shown]:
        """The nodes of a level that there is room for: as many as may be around the first that is open or chosen.

        The others that are open or chosen are drawn, too, with what lies between, unless there is the least room.
        """
        marks = [at for at, node in enumerate(level.nodes) if self._is_marked(node)]
        has_open = any(node.id in self.view.levels for node in level.nodes)
        most = self.room[0] if has_open else self.room[1]
        if len(level.nodes) <= most:
            return level.nodes
        middle = marks[0] if marks else 0
        start = max(0, min(middle - most // 2, len(level.nodes) - most))
        last = marks[-1] + 1 if marks and self.room != ROOM[-1] else 0
        return level.nodes[start : max(start + most, last)]

    def _is_marked(self, node: Shown) -> bool:
        return node.id in self.view.levels or node.id == self.view.wish.at

    def _from(self, above: int, first: int) -> str:
        """The address of the same tree with the children of a node shown from there, and nothing open below them."""
        closed = self.view.wish.closing(above, self._below(above))
        return self._address(closed.opening(above, first))

    def _elsewhere(self, node: int) -> str:
        """The address of another node, wherever it stands."""
        return self._address(Wish(self.view.wish.definition, at=node, pane=self.view.wish.pane))

    def _address(self, wish: Wish) -> str:
        return address("", wish, self.kept) or "?"

    def _below(self, top: int) -> set[int]:
        """All that is to be seen below a node."""
        found, waiting = set(), [top]
        while waiting:
            level = self.view.levels.get(waiting.pop())
            nodes = [node.id for node in level.nodes] if level else []
            found.update(nodes)
            waiting += nodes
        return found


def _more(node: Shown, rank: str, *, is_aside: bool) -> tuple[str, ...]:
    """What stands behind a node's name."""
    kind = _("biostratigraphy") if node.is_bio else ""
    return node.author, times(node), kind, rank, _("shown for what stands below it") if is_aside else ""


def times(node: Shown) -> str:
    """The span of a geologic time in millions of years, with how certain its ends are."""
    begin, sure_of_begin, end, sure_of_end = node.times
    ends = [_told(one, sure) for one, sure in ((begin, sure_of_begin), (end, sure_of_end)) if one is not None]
    return f"{' – '.join(ends)} Ma" if ends else ""


def _told(end: Decimal, sure: Decimal | None) -> str:
    told = number_format(_plain(end))
    return f"{told} ± {number_format(_plain(sure))}" if sure else told


def _plain(number: Decimal) -> Decimal:
    """The number without zeros at its end, nor as a power of ten."""
    return Decimal(format(number.normalize(), "f"))
