"""Finds names in a tree: for the page of matches, and while one types.

In: a tree, a text, what is asked besides. Out: `Match`es. A text that names one node exactly, or only one, leads
straight to it. Kept of Specify 7: names that begin with the text, or have it anywhere if that is asked for, synonyms
among them. Changed on purpose: full names are looked through as well as names, ranks can be asked for, a synonym says
of what; and what is typed is completed by beginnings only, which an index has.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import F, Q
from django.db.models.lookups import Exact
from django.utils.translation import gettext as _

from specify.datamodel.tables import model
from specify.nodes.tree_tables import is_mysql
from specify.query.matching import Search, matching
from specify.text.folding import fold
from specify.trees.definitions import TreeHere

FOUND_AT_MOST = 50
SUGGESTED = 10
_FIELDS = ("fullName", "name")
_AFTER_ALL = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: a text, anywhere or at the beginning, of nodes of one rank (its item's id) or of any."""

    text: str
    anywhere: bool = False
    rank: int | None = None


class Match(NamedTuple):
    """A node that was found: its full name, its author and rank, and of what it is a synonym."""

    id: int
    name: str
    is_latin: bool
    told: str
    accepted: str = ""

    @property
    def words(self) -> str:
        """What is said beside its name, where nothing can be set in italics."""
        synonym = _("synonym of %(name)s") % {"name": self.accepted} if self.accepted else ""
        return ", ".join(word for word in (self.told, synonym) if word)


def matches(tree: TreeHere, sought: Sought, limit: int = FOUND_AT_MOST) -> tuple[list[Match], bool]:
    """The nodes found, and whether there are more. Two statements; two more for what is to be found anywhere."""
    if not sought.text:
        return [], False
    # As sums, since the index on names leads to a few, those on definitions and ranks to nearly all.
    within = Q(Exact(F("definition_id") + 0, tree.definition.id))
    if sought.rank:
        within &= Q(Exact(F("definitionItem_id") + 0, sought.rank))
    if not sought.anywhere:
        within &= _near(sought.text)
    search = Search(tree.table.nodes, _FIELDS, within)
    found = matching(search, sought.text, anywhere=sought.anywhere, limit=limit)
    return _told(tree, found.ids), found.more


def _near(text: str) -> Q:
    """What an index of SQLite can tell of names that begin with a text: LIKE is a function of ours there."""
    if is_mysql() or set(text) & {"*", "%"}:
        return Q()
    near = Q()
    for name in _FIELDS:
        near |= Q(**{f"{name}__gte": text, f"{name}__lt": text + _AFTER_ALL})
    return near


def only_one(found: list[Match], text: str, *, more: bool) -> Match | None:
    """The node that was meant without doubt."""
    exact = [match for match in found if fold(match.name) == fold(text)]
    if len(exact) == 1:
        return exact[0]
    return found[0] if len(found) == 1 and not more else None


def _told(tree: TreeHere, ids: tuple[int, ...]) -> list[Match]:
    if not ids:
        return []
    rows: Any = model(tree.key)._default_manager.filter(pk__in=ids)
    authored = ("author",) if "author" in tree.table.nodes.fields else ()
    columns = ("pk", "name", "definitionItem_id", "fullName", f"{tree.table.accepted}__fullName", *authored)
    by_id = {
        key: Match(key, full or name, tree.is_latin(rank), _words(tree, rank, author), accepted or "")
        for key, name, rank, full, accepted, *author in rows.values_list(*columns)
    }
    return [by_id[one] for one in ids if one in by_id]


def _words(tree: TreeHere, rank: int, author: list[str | None]) -> str:
    named = tree.ranks.get(rank)
    return ", ".join(word for word in (*author, named.name if named else "") if word)
