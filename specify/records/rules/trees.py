"""Nodes of the six trees: where they may stand, what they are called, and their numbers.

Kept of Specify 7: a node has the rank and the tree of its definition item, whatever was sent with it, and its node
numbers are not for anyone to send; it is accepted when no accepted node is named. A node stands below its parent and
above its children. Nothing is added to a synonym unless the collection's preferences allow it, and nothing is moved to
one. Node numbers and full names follow: of a node, and of all below it when its name, rank or parent changes. Where a
node is deleted its numbers stay free. Kept of its forms: no enforced rank is left out.

Changed on purpose: a node of another tree, or one below the node itself, is refused as a parent, a second root, too,
and as an accepted node a synonym; a node that is made has the full name that follows from its place, whatever was sent;
a root has numbers and a full name from the beginning; the full name of a synonym follows its own name and those above
it; that a full name below would be too long is told.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Min
from django.utils.translation import gettext as _

from specify.datamodel.tables import model
from specify.nodes.chains import hold, hold_tree
from specify.nodes.full_names import Inherited, longest, rewrite_below, shortened
from specify.nodes.numbers import place
from specify.nodes.ranks import Rank, possible
from specify.nodes.semaphores import SAVING, UPDATING, raised
from specify.nodes.tree_tables import TreeTable, tree_tables
from specify.records.rules.kinship import Family, Member, family
from specify.records.writing.changes import Change, Saving, ids_of
from specify.resources.preferences import collection_preference
from specify.security.entering import Visit

_NUMBERS = ("nodeNumber", "highestChildNodeNumber")
_NAMING = ("name", "definitionItem", "parent")
Refused = tuple[str, str] | None
"""A field and the sentence to be told there."""


def before(saving: Saving) -> None:
    """Judge where nodes are put, and say what follows from it for them."""
    for tree in tree_tables().values():
        changes = list(saving.of(tree.key))
        for change in changes:
            for name in _NUMBERS:
                change.values.pop(name, None)
            change.put("isAccepted", change.now(tree.accepted) is None)
        touched = [change for change in changes if change.deed == "make" or change.alters(*_NAMING, tree.accepted)]
        if touched:
            hold_tree(tree)
            _ask_specify_6(saving, tree, touched[0])
            hold(tree, ids_of(change.now("parent") for change in touched if change.alters("parent")))
            judge(family(saving, tree, touched), touched)


def _ask_specify_6(saving: Saving, tree: TreeTable, change: Change) -> None:
    """Note that Specify 6 is about to change the numbers that this would change."""
    if raised(tree) & {SAVING, UPDATING}:
        sentence = _("Somebody is saving a node of this tree with Specify 6, or numbering it. Save again in a minute.")
        saving.refuse(change, "", sentence)


def after(saving: Saving) -> None:
    """Number new and moved nodes, and write the full names below those that have another."""
    for tree in tree_tables().values():
        changes = list(saving.of(tree.key))
        made = [change.id for change in changes if change.deed == "make" and change.id is not None]
        stored = [change for change in changes if change.stored is not None]
        moved = {change.id: change.before("parent") for change in stored if change.alters("parent") and change.id}
        if made or moved:
            place(tree, made, moved)
        renamed = [change for change in stored if change.alters(*_NAMING)]
        if renamed:
            _rename_below(saving, tree, renamed)


def judge(nodes: Family, touched: Sequence[Change]) -> None:
    """Note what stands in the way of these changes, and what follows from them for ranks and full names."""
    lowest = _lowest_children(nodes, touched)
    for change in touched:
        rank = nodes.rank(change)
        if rank is None:
            if change.now("definitionItem") is not None:
                nodes.saving.refuse(change, "definitionItem", _("This rank is not there any more; choose another one."))
            continue
        change.put("rankId", rank.number)
        change.put("definition", rank.definition)
        refused = [_why_not_there(nodes, change, rank), _why_not_above(change, rank, lowest)]
        refused.append(_why_not_accepted(nodes, change, rank))
        for name, sentence in filter(None, refused):
            nodes.saving.refuse(change, name, sentence)
        if change.deed == "make" or change.alters(*_NAMING):
            _give_full_name(nodes, change)


def _give_full_name(nodes: Family, change: Change) -> None:
    name = nodes.full_name(change)
    if name is not None and len(name) > longest(nodes.tree):
        sentence = _("The full name would become too long: %(name)s. Choose a shorter name or another place.")
        nodes.saving.refuse(change, "name", sentence % {"name": shortened(name)})
    else:
        change.put("fullName", name)


def _why_not_there(nodes: Family, change: Change, rank: Rank) -> Refused:
    """Why a node cannot have that parent and rank."""
    if change.deed != "make" and not change.alters("parent", "definitionItem"):
        return None
    if change.stored is not None and change.before("definition") != rank.definition:
        return "definitionItem", _("A node stays in its tree; choose a rank of the same tree.")
    parent = nodes.parent(change)
    if parent is None and change.now("parent") is not None:
        return "parent", _("This parent is not there any more; choose another one.")
    if parent is None:
        return _why_no_root(nodes, change, rank)
    if change in nodes.above(change):
        sentence = _("%(name)s would stand below itself; choose a parent that does not stand below it.")
        return "parent", sentence % {"name": nodes.called(change)}
    return _why_not_below(nodes, change, parent)


def _why_no_root(nodes: Family, change: Change, rank: Rank) -> Refused:
    top = min(nodes.ranks_beside(rank), key=lambda one: one.number)
    if rank.number != top.number:
        sentence = _("Only a node of the rank %(top)s stands without a parent; choose a parent.")
        return "parent", sentence % {"top": top.name}
    if _has_root(nodes, change, rank):
        return "parent", _("This tree has a root already; choose a parent.")
    return None


def _has_root(nodes: Family, change: Change, rank: Rank) -> bool:
    """Whether the tree of a rank has another node without a parent."""
    others = (one for one in nodes.saving.of(nodes.tree.key) if one is not change and one.now("parent") is None)
    if any(other.definition == rank.definition for one in others if (other := nodes.rank(one))):
        return True
    if not isinstance(rank.definition, int):
        return False
    stored = model(nodes.tree.key)._default_manager.filter(parent__isnull=True, definition_id=rank.definition)
    return stored.exclude(pk__in=nodes.saving.ids(nodes.tree.key)).exists()


def _why_not_below(nodes: Family, change: Change, parent: Member) -> Refused:
    rank, above = nodes.rank(change), nodes.rank(parent)
    if rank is None or above is None:
        return None
    words = {"parent": nodes.called(parent), "rank": rank.name, "above": above.name}
    if above.definition != rank.definition:
        return "parent", _("%(parent)s belongs to another tree; choose a parent in the same tree.") % words
    if nodes.is_synonym(parent) and change.alters("parent") and not _may_add(nodes, change):
        return "parent", _("%(parent)s is a synonym; choose an accepted node as the parent.") % words
    if above.number >= rank.number:
        sentence = _("%(parent)s is of the rank %(above)s, which does not stand above %(rank)s; choose another parent.")
        return "parent", sentence % words
    last = possible(nodes.ranks_beside(rank), above.number)[-1]
    if last.number < rank.number:
        sentence = _("Between %(above)s and %(rank)s the rank %(last)s must not be left out; choose a parent below it.")
        return "parent", sentence % {**words, "last": last.name}
    return None


def _may_add(nodes: Family, change: Change) -> bool:
    """Whether a node may stand below a synonym: one that is made, where that is allowed, but none that is moved."""
    return change.deed == "make" and may_have_children(nodes.saving.visit, nodes.tree)


def may_have_children(visit: Visit, tree: TreeTable) -> bool:
    """Whether synonyms may have children: a preference of the collection."""
    key = f"sp7.allow_adding_child_to_synonymized_parent.{tree.nodes.name}"
    return collection_preference(visit.viewer, visit.stamp, "treeManagement", "synonymized", key) is True


def _why_not_above(change: Change, rank: Rank, lowest: Mapping[object, int]) -> Refused:
    """Why a node with children cannot have that rank."""
    if rank.number < lowest.get(change, rank.number + 1):
        return None
    sentence = _("There are nodes of the rank %(rank)s or a higher one below; move them, or choose a higher rank.")
    return "definitionItem", sentence % {"rank": rank.name}


def _lowest_children(nodes: Family, touched: Sequence[Change]) -> Mapping[object, int]:
    """The lowest rank number among the children of those whose rank changes."""
    saving, key = nodes.saving, nodes.tree.key
    ranked = {change.id: change for change in touched if change.stored is not None and change.alters("definitionItem")}
    found: dict[object, int] = {}
    if ranked:
        stored: Any = model(key)._default_manager.filter(parent_id__in=ranked).order_by()
        numbers = stored.exclude(pk__in=saving.ids(key)).values_list("parent_id").annotate(Min("rankId"))
        found = {ranked[parent]: number for parent, number in numbers}
    for child in saving.of(key) if ranked else ():
        parent, rank = nodes.parent(child), nodes.rank(child)
        if rank is not None and isinstance(parent, Change):
            found[parent] = min(rank.number, found.get(parent, rank.number))
    return found


def _why_not_accepted(nodes: Family, change: Change, rank: Rank) -> Refused:
    """Why a node cannot be a synonym of that one."""
    name = nodes.tree.accepted
    accepted = nodes.member(change.now(name))
    if not change.alters(name) or accepted is None:
        return None
    words = {"accepted": nodes.called(accepted)}
    if accepted is change:
        return name, _("%(accepted)s cannot be a synonym of itself; choose another node, or none.") % words
    other = nodes.rank(accepted)
    if other is not None and other.definition != rank.definition:
        return name, _("%(accepted)s belongs to another tree; choose an accepted node of the same tree.") % words
    if nodes.is_synonym(accepted):
        return name, _("%(accepted)s is a synonym itself; choose its accepted node.") % words
    return None


def _rename_below(saving: Saving, tree: TreeTable, renamed: Sequence[Change]) -> None:
    """Write the full names below nodes that hand down something else than before."""
    nodes = family(saving, tree, renamed)
    handed: dict[int, dict[int, Inherited]] = defaultdict(dict)
    for change in renamed:
        given, rank = nodes.handed_on(change), nodes.rank(change)
        if change.id is not None and rank is not None and given != nodes.handed_on_before(change):
            handed[rank.direction][change.id] = given
    for direction, ones in handed.items():
        too_long = rewrite_below(tree, ones, direction)
        if too_long is not None:
            first = next(change for change in renamed if change.id in ones)
            sentence = _("A full name below would become too long: %(name)s. Choose a shorter name or another place.")
            saving.refuse(first, "name", sentence % {"name": too_long})
