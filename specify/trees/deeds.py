"""What can be done with a node on a page of its own: the verbs by the names that stand in addresses, and their words.

In: the name in an address. Out: `DeedPage`, or a refusal in a sentence. Sentences have `%(node)s` and `%(target)s`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup, escape

from specify.datamodel.rows import Row
from specify.trees.acting import Verb, name_of
from specify.trees.definitions import TreeHere
from specify.trees.desynonymising import DESYNONYMISE
from specify.trees.merging import MERGE
from specify.trees.moving import MOVE
from specify.trees.moving_items import MOVE_ITEMS, STORAGE
from specify.trees.synonymising import SYNONYMISE
from specify.web.refusals import missing


@dataclass(frozen=True, slots=True)
class DeedPage:
    """A verb and its words: what links call it, what the page is called with and without a target, the target's label.

    `explained` says what happens besides what is counted.
    """

    verb: Verb
    link: str | Promise
    title: str | Promise
    wanted: str | Promise
    label: str | Promise
    explained: str | Promise
    has_target: bool = True
    tree: str = ""
    """The only tree that has it, if any."""
    of_root: bool = False
    of_synonym: bool | None = None
    """Whether it is for synonyms only, or for others only."""

    def fits(self, *, is_root: bool, is_synonym: bool) -> bool:
        """Whether there is any sense in doing it to such a node."""
        return (self.of_root or not is_root) and self.of_synonym in (None, is_synonym)


class Said(NamedTuple):
    """A sentence with the names of nodes in it: as a page's title has it, and with scientific names marked."""

    plain: str
    marked: str


def said(sentence: str | Promise, here: TreeHere, node: Row, target: Row | None) -> Said:
    """The sentence about these stored nodes."""
    nodes = {"node": node, "target": target}
    plain = {word: name_of(row) if row else "" for word, row in nodes.items()}
    marked = {word: _marked(here, row) if row else "" for word, row in nodes.items()}
    return Said(str(sentence) % plain, escape(sentence) % marked)


def _marked(here: TreeHere, row: Row) -> str:
    is_latin = here.is_latin(row["definitionItem_id"] or 0)
    return Markup('<i lang="la">{}</i>').format(name_of(row)) if is_latin else name_of(row)


DEEDS: Mapping[str, DeedPage] = {
    "move": DeedPage(
        MOVE,
        _("Move"),
        _("Move %(node)s under %(target)s"),
        _("Move %(node)s"),
        _("New parent"),
        _("All that stands below moves along. Full names follow, also those of synonyms."),
    ),
    "merge": DeedPage(
        MERGE,
        _("Merge"),
        _("Merge %(node)s into %(target)s"),
        _("Merge %(node)s into another node"),
        _("The node that stays"),
        _(
            "%(node)s is deleted. What stands below it goes below %(target)s; children of the same name and rank are "
            "merged in turn. Whatever names a node that goes names the other one from then on. Full names follow, also "
            "those of synonyms. This cannot be undone."
        ),
    ),
    "synonymise": DeedPage(
        SYNONYMISE,
        _("Make it a synonym"),
        _("Make %(node)s a synonym of %(target)s"),
        _("Make %(node)s a synonym"),
        _("Accepted name"),
        _("%(node)s stays where it is and is no longer accepted."),
        of_synonym=False,
    ),
    "desynonymise": DeedPage(
        DESYNONYMISE,
        _("Accept it again"),
        _("Accept %(node)s again"),
        _("Accept %(node)s again"),
        "",
        _("%(node)s is no synonym any more."),
        has_target=False,
        of_synonym=True,
    ),
    "move-items": DeedPage(
        MOVE_ITEMS,
        _("Move what is stored here"),
        _("Move what is stored in %(node)s to %(target)s"),
        _("Move what is stored in %(node)s"),
        _("New place"),
        _("What is stored in places below %(node)s stays there."),
        tree=STORAGE,
        of_root=True,
    ),
}


def deed_page(name: str, tree: str) -> DeedPage:
    """The page of that name for that tree; else a refusal."""
    page = DEEDS.get(name)
    if page is None or page.tree not in ("", tree):
        raise missing(gettext("There is no page at this address."), gettext("Go back to the tree."))
    return page
