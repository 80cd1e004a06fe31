"""What can be done with a node of a tree, and with a tree: the links below the chosen node, and above the tree.

In: a visit, a tree, a node as it is shown. Out: the acts that the person has the rights for, in the order in which they
are offered. An act is a page of its own; what changes something there is asked by a button.
"""

from collections.abc import Iterator

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from specify.records.acts import Act, may_enter
from specify.security.entering import Visit
from specify.trees.deeds import DEEDS
from specify.trees.definitions import TreeHere
from specify.trees.levels import ROOT, Shown


def acts_of_node(visit: Visit, tree: TreeHere, node: Shown) -> tuple[Act, ...]:
    """The acts on a node. Asks the database nothing."""
    way = {**visit.place.way, "table": tree.key}
    here = {**way, "record_id": node.id}
    acts = [Act(_("Open record"), reverse("records-show", kwargs=here))]
    if may_enter(visit, tree.table.nodes, "update"):
        acts.append(Act(_("Edit"), reverse("records-edit", kwargs=here)))
    return (*acts, *_deeds_for(visit, tree, node))


def _deeds_for(visit: Visit, tree: TreeHere, node: Shown) -> Iterator[Act]:
    """The changes that may be made to a node; none of the root, which stays what it is."""
    way = {**visit.place.way, "tree": tree.key, "node_id": node.id}
    is_here = {"is_root": node.parent == ROOT, "is_synonym": node.accepted is not None}
    for name, page in DEEDS.items() if visit.agent_id is not None else ():
        may = visit.rights.may(f"/tree/edit/{tree.key}", page.verb.action)
        if may and page.tree in ("", tree.key) and page.fits(**is_here):
            yield Act(page.link, reverse("trees-change", kwargs={**way, "deed": name}))


def acts_of_tree(visit: Visit, tree: TreeHere) -> tuple[Act, ...]:
    """The acts on a tree as a whole. Asks the database nothing."""
    address = repair_of(visit, tree)
    return (Act(_("Repair"), address),) if address and visit.agent_id is not None else ()


def may_have_children(visit: Visit, tree: TreeHere, node: Shown) -> bool:
    """Whether the person may put a node below this one: an accepted one, with a rank below it."""
    is_last = all(rank.number <= node.rank_number for rank in tree.ranks.values())
    return may_enter(visit, tree.table.nodes, "create") and node.accepted is None and not is_last


def repair_of(visit: Visit, tree: TreeHere) -> str:
    """Where the numbers of a tree are repaired; empty for those who may not."""
    if not visit.rights.may(f"/tree/edit/{tree.key}", "repair"):
        return ""
    here = {**visit.place.way, "tree": tree.key}
    try:
        return reverse("trees-repair", kwargs=here)
    except NoReverseMatch:
        return ""
