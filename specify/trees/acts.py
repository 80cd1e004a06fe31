"""What can be done with a node of a tree, and with a tree: the links below the chosen node, and above the tree.

In: a visit, a tree, a node as it is shown. Out: the acts that the person has the rights for, in the order in which they
are offered. An act is a page of its own; what changes something there is asked by a button.
"""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from specify.records.acts import Act, may_enter
from specify.security.entering import Visit
from specify.trees.asking import may_ask, query_from, ways_of_branch
from specify.trees.deeds import DEEDS, DeedPage
from specify.trees.definitions import TreeHere
from specify.trees.levels import ROOT, Shown
from specify.trees.ranks.offering import ranks_of_tree
from specify.trees.specimens import heading_of, tables_counted
from specify.web.menus import ways_on


def acts_of_node(visit: Visit, tree: TreeHere, node: Shown) -> tuple[Act, ...]:
    """The acts on a node. Asks the database nothing."""
    way = {**visit.place.way, "table": tree.key}
    here = {**way, "record_id": node.id}
    acts = [Act(_("Open record"), reverse("records-show", kwargs=here))]
    if may_enter(visit, tree.table.nodes, "update"):
        acts.append(Act(_("Edit"), reverse("records-edit", kwargs=here)))
    if visit.rights.all_readable(tables_counted(tree.table, visit.place)):
        here = {**visit.place.way, "tree": tree.key, "node_id": node.id}
        acts.append(Act(heading_of(tree.key), reverse("trees-specimens", kwargs=here)))
        if may_ask(visit, tree):
            acts.append(Act(_("Query from here"), query_from(visit, tree, node)))
    return (*acts, *_deeds_for(visit, tree, node), *_ways_on_from(visit, tree, node))


def _ways_on_from(visit: Visit, tree: TreeHere, node: Shown) -> Iterator[Act]:
    """What else can be done with all that hangs on a node, and with the node itself; last, since it is done least."""
    if visit.rights.all_readable(tables_counted(tree.table, visit.place)):
        told = ways_of_branch(visit, tree, node.rank, node.full_name or node.name)
        yield from (Act(f"{words}: {heading_of(tree.key)}", way) for words, way in told)
    yield from (Act(one.title, one.address(visit, on=tree.key, id=node.id)) for one in ways_on(visit, tree.key))


def _deeds_for(visit: Visit, tree: TreeHere, node: Shown) -> Iterator[Act]:
    """The changes that may be made to a node; none of the root, which stays what it is."""
    way = {**visit.place.way, "tree": tree.key, "node_id": node.id}
    is_here = {"is_root": node.parent == ROOT, "is_synonym": node.accepted is not None}
    for name, page in DEEDS.items() if visit.agent_id is not None else ():
        may = visit.rights.may(f"/tree/edit/{tree.key}", page.verb.action)
        if may and page.tree in ("", tree.key) and page.fits(**is_here):
            yield Act(page.link, reverse("trees-change", kwargs={**way, "deed": name}))


def may_change(visit: Visit, tree: TreeHere) -> bool:
    """Whether there is anything that the person may do with two nodes of the tree."""
    return any(True for _deed in deeds_with_target(visit, tree))


def deeds_with_target(visit: Visit, tree: TreeHere) -> Iterator[tuple[str, DeedPage]]:
    """What the person may do with two nodes of the tree, by name. Asks the database nothing."""
    for name, page in DEEDS.items() if visit.agent_id is not None else ():
        may = visit.rights.may(f"/tree/edit/{tree.key}", page.verb.action)
        if page.has_target and may and page.tree in ("", tree.key):
            yield name, page


def acts_of_tree(visit: Visit, tree: TreeHere) -> tuple[Act, ...]:
    """The acts on a tree as a whole. Asks the database nothing."""
    address = repair_of(visit, tree)
    acts = (Act(_("Repair"), address),) if address and visit.agent_id is not None else ()
    return (*acts, *ranks_of_tree(visit, tree), *_importing(visit, tree))


def _importing(visit: Visit, tree: TreeHere) -> Iterator[Act]:
    """The import of nodes from a file, for those who may add some."""
    if may_enter(visit, tree.table.nodes, "create"):
        way = {**visit.place.way, "tree": tree.key}
        yield Act(_("Import from a file"), f"{reverse('trees-import', kwargs=way)}?tree={tree.definition.id}")


def may_have_children(visit: Visit, tree: TreeHere, node: Shown) -> bool:
    """Whether the person may put a node below this one: an accepted one, with a rank below it."""
    is_last = all(rank.number <= node.rank_number for rank in tree.ranks.values())
    return may_enter(visit, tree.table.nodes, "create") and node.accepted is None and not is_last


def repair_of(visit: Visit, tree: TreeHere) -> str:
    """Where the numbers of a tree are repaired; empty for those who may not."""
    if not visit.rights.may(f"/tree/edit/{tree.key}", "repair"):
        return ""
    return reverse("trees-repair", kwargs={**visit.place.way, "tree": tree.key})
