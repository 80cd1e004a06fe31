"""What is offered elsewhere of ranks: links to them, to a tree's root where it has none, to trees that can be made.

In: a visit, a tree. Out: the acts for which the person has the rights. Asks the database nothing.
"""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from specify.nodes.tree_tables import tree_tables
from specify.records.acts import Act
from specify.security.entering import Visit
from specify.trees.definitions import TreeHere
from specify.trees.ranks.carrying_out import may
from specify.trees.ranks.rank_changes import RANK_CHANGES


def ranks_of_tree(visit: Visit, here: TreeHere) -> Iterator[Act]:
    """The link to the ranks."""
    if visit.rights.readable(here.table.ranks.key):
        yield Act(_("Ranks"), _address(visit, here, "trees-ranks"))


def root_of_tree(visit: Visit, here: TreeHere) -> str:
    """Where a tree without nodes gets its root; empty for those who may not."""
    return _address(visit, here, "trees-root") if may(visit, RANK_CHANGES["root"], here.table) else ""


def trees_to_make(visit: Visit) -> list[Act]:
    """The trees of which the place has none."""
    return [
        Act(
            _("Make a tree: %(tree)s") % {"tree": visit.captions.table(key)},
            reverse("trees-new", kwargs={**visit.place.way, "tree": key}),
        )
        for key, tree in tree_tables().items()
        if not visit.place.tree_definitions.get(key) and may(visit, RANK_CHANGES["new"], tree)
    ]


def _address(visit: Visit, here: TreeHere, name: str) -> str:
    address = reverse(name, kwargs={**visit.place.way, "tree": here.key})
    return f"{address}?definition={here.definition.id}"
