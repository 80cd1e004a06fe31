"""Keeps the counts of large branches right when a verb takes something from one place of a tree to another.

In: what goes, told before it does: a branch with all that hangs on it, or records that are counted at single nodes.
Out: the rows of `TreeCount` of all that stands above the old place and the new one, of every collection, changed by
what went; they keep their moment, since all else in them is as old as it was. Where children are merged in turn the
counts of those that stay are dropped: pages count them until the next survey. In trees of time and strata only the
visited collection is followed, since each discipline counts these in its own way.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from django.db import DatabaseError, transaction
from django.db.models import Count, Q, QuerySet

from specify.nodes.chains import Node, upward, with_ancestors
from specify.nodes.tree_tables import TreeTable
from specify.resources.place import Place
from specify.trees.models import TreeCount
from specify.trees.specimens import counted_now, source_of

_WHOLE = 0
_AT_ONCE = 500
_ALIKE_EVERYWHERE = ("taxon", "geography", "storage")
"""Trees in which all collections count in the same way."""
_log = logging.getLogger("specify.trees")


class AtNode(NamedTuple):
    """Records of a collection that are counted at a node."""

    node: int
    collection: int
    number: int


@dataclass(frozen=True, slots=True)
class Passing:
    """What goes to `target`: the `branch` with all that hangs on it, if any, and `records` that are counted elsewhere.

    `is_merged`: the node at the top of the branch goes into the target; else it stands below it from then on.
    """

    target: int
    branch: int | None = None
    records: Sequence[AtNode] = ()
    is_merged: bool = False


@dataclass(slots=True)
class Followed:
    """What is known before it goes: the counts kept and counted, by collection and node, direct and in all."""

    tree: TreeTable
    passing: Passing
    nodes: Mapping[int, Node]
    kept: dict[tuple[int, int], tuple[int, int]]
    small: dict[tuple[int, int], tuple[int, int]]
    gone: dict[int, int] = field(default_factory=dict)
    """The nodes that went, by the verb's own account, with those they went into."""

    def of(self, collection: int, node: int) -> tuple[int, int]:
        """What a collection has at a node and below it."""
        return self.kept.get((collection, node)) or self.small.get((collection, node), (0, 0))

    def above(self, node: int | None) -> list[int]:
        """A node and those above it, as they stood before."""
        return [one.id for one in upward(self.nodes, node)]


def hanging_at(rows: QuerySet[Any, Any], node: str) -> list[AtNode]:
    """How many of these records each collection has, by the node that the field has. One statement."""
    found = rows.filter(**{f"{node}__isnull": False}).order_by().values_list(node, "collectionMemberId")
    return [AtNode(*row) for row in found.annotate(number=Count("pk"))]


def before(tree: TreeTable, place: Place, passing: Passing) -> Followed | None:
    """What has to be known of what goes; None where the tree has no large branches, and nothing is kept of it.

    Three statements; one more for each collection whose kept counts say nothing of what goes.
    """
    ends = {passing.target, passing.branch, *(one.node for one in passing.records)} - {None}
    nodes = with_ancestors(tree, (one for one in ends if one is not None))
    rows = TreeCount.objects.filter(tree=tree.key, node_id__in=nodes).exclude(node_id=_WHOLE)
    if tree.key not in _ALIKE_EVERYWHERE:
        rows = rows.filter(collection_id=place.collection_id)
    try:
        values = list(rows.values_list("collection_id", "node_id", "direct", "total"))
    except DatabaseError:
        _log.exception("the counts of a tree cannot be read")
        return None
    kept = {(collection, node): (direct, total) for collection, node, direct, total in values}
    if not kept:
        return None
    followed = Followed(tree, passing, nodes, kept, {})
    followed.small = _counted(followed, place)
    return followed


def _counted(followed: Followed, place: Place) -> dict[tuple[int, int], tuple[int, int]]:
    """The counts of the branch that goes, where none are kept; where they are, of small ones that it makes large."""
    source, branch = source_of(followed.tree, place), followed.passing.branch
    found: dict[tuple[int, int], tuple[int, int]] = {}
    if source is None or branch is None:
        return found
    for collection in sorted({collection for collection, _node in followed.kept}):
        is_large = (collection, branch) in followed.kept
        wanted = followed.above(followed.passing.target) if is_large else [branch]
        ids = [node for node in wanted if (collection, node) not in followed.kept]
        own = replace(source, parameters=(collection,))
        found.update({(collection, node): counts for node, counts in counted_now(own, ids).items()})
    return found


def follow(followed: Followed) -> None:
    """Change what is kept, after the verb. That the records are changed is not to be spoilt: failures are noted."""
    try:
        with transaction.atomic(using="web"):
            _take_along(followed)
    except DatabaseError:
        _log.exception("the counts of a tree could not follow a change")


def _take_along(followed: Followed) -> None:
    tree, passing = followed.tree.key, followed.passing
    changes = _changes(followed)
    rows = {
        (row.collection_id, row.node_id): row
        for row in TreeCount.objects.select_for_update().filter(tree=tree, node_id__in={node for _c, node in changes})
    }
    for key, (direct, total) in changes.items():
        if key in rows:
            rows[key].direct = max(0, rows[key].direct + direct)
            rows[key].total = max(0, rows[key].total + total)
    TreeCount.objects.bulk_update(rows.values(), ["direct", "total"], batch_size=_AT_ONCE)
    TreeCount.objects.bulk_create(_grown(followed, changes, rows), ignore_conflicts=True)
    if passing.branch is not None and not passing.is_merged:
        TreeCount.objects.filter(tree=tree, node_id=passing.branch).update(parent_id=passing.target)
    if passing.is_merged:
        _let_go(followed)


def _changes(followed: Followed) -> dict[tuple[int, int], list[int]]:
    """By collection and node, what is more or less there, directly and in all."""
    passing, found = followed.passing, defaultdict[tuple[int, int], list[int]](lambda: [0, 0])
    new = followed.above(passing.target)

    def add(collection: int, chain: Iterable[int], number: int) -> None:
        for node in chain:
            found[collection, node][1] += number

    collections = {collection for collection, _node in followed.kept}
    for collection in collections if passing.branch is not None else ():
        direct, total = followed.of(collection, passing.branch or 0)
        add(collection, followed.above(passing.branch)[1:], -total)
        add(collection, new, total)
        if passing.is_merged:
            found[collection, passing.target][0] += direct
    for node, collection, number in passing.records:
        if collection in collections and passing.branch not in followed.above(node):
            found[collection, node][0] -= number
            found[collection, passing.target][0] += number
            add(collection, followed.above(node), -number)
            add(collection, new, number)
    return {key: change for key, change in found.items() if any(change)}


def _grown(
    followed: Followed, changes: Mapping[tuple[int, int], list[int]], rows: Mapping[tuple[int, int], TreeCount]
) -> list[TreeCount]:
    """Rows of those nodes above the new place that have become large, as what came there is."""
    found = []
    for collection, node in changes:
        is_large = (collection, followed.passing.branch) in followed.kept
        like = next((row for (owner, _node), row in rows.items() if owner == collection), None)
        if (collection, node) in rows or not is_large or like is None:
            continue
        direct, total = (a + b for a, b in zip(followed.of(collection, node), changes[collection, node], strict=True))
        parent = followed.nodes[node].parent or 0
        key = {"collection_id": collection, "tree": followed.tree.key, "node_id": node}
        found.append(TreeCount(**key, parent_id=parent, direct=direct, total=total, counted=like.counted))
    return found


def _let_go(followed: Followed) -> None:
    """Drop what is kept of nodes that went, and of those that others than the top of the branch went into."""
    gone, target = followed.gone, followed.passing.target
    ids = sorted({*gone, *gone.values()} - {target})
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        whose = Q(tree=followed.tree.key)
        TreeCount.objects.filter(whose, node_id__in=some).delete()
        children = list(TreeCount.objects.filter(whose, parent_id__in=[one for one in some if one in gone]))
        for child in children:
            child.parent_id = gone[child.parent_id]
        TreeCount.objects.bulk_update(children, ["parent_id"], batch_size=_AT_ONCE)
