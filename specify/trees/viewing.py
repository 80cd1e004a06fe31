"""What is to be seen of a tree: the levels that are open, the chosen node and the way to it, the counts.

In: a visit, a tree, a `Wish`. Out: a `View`. Four statements for whatever is open; more only where a node is chosen
that is not to be seen, whose way from the root is looked up then, and where a survey is due. Nodes are shown from the
roots down, so that parents which go round in a circle are never followed; what hangs on such a circle is told.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from specify.datamodel.tables import model
from specify.nodes.chains import upward, with_ancestors
from specify.nodes.tree_tables import Value, places
from specify.security.entering import Visit
from specify.trees.customs import customs
from specify.trees.definitions import TreeHere
from specify.trees.levels import ROOT, Level, Seek, Shown, in_stage, levels_of
from specify.trees.models import TreeCount
from specify.trees.openings import OPEN_AT_MOST, Wish
from specify.trees.specimens import Source, counted_now, source_of, tables_counted, with_any
from specify.trees.surveying import Surveyed, known


class Step(NamedTuple):
    """A node on the way from the root to the chosen one."""

    id: int
    name: str
    is_latin: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """A tree as it is seen. In `wish` is what really is open; `chosen` may be None where nothing is chosen.

    `counts` are at the node itself and in all; None where nothing is counted, be it that the person may not
    (`is_counted`). `total` is the number of nodes of the definition, None where nobody knows it yet. `notes` are
    sentences about what is not as it should be.
    """

    tree: TreeHere
    wish: Wish
    levels: Mapping[int, Level]
    alone: Mapping[int, Shown]
    chosen: Shown | None
    path: tuple[Step, ...]
    counts: Mapping[int, tuple[int, int]] | None
    surveyed: Surveyed
    total: int | None
    notes: tuple[str, ...] = ()

    is_counted: bool = True


@dataclass(slots=True)
class _Looking:
    """What is known while a tree is looked at. `kept` are counts of large branches by node."""

    visit: Visit
    tree: TreeHere
    wish: Wish
    surveyed: Surveyed
    source: Source | None
    kept: dict[int, tuple[int, int]]
    notes: list[str]


def view_tree(visit: Visit, tree: TreeHere, wish: Wish, surveyed: Surveyed | None = None) -> View:
    """The tree from its roots down, as far as it is open; with what is known of it, if that was asked for already."""
    looking = _looking(visit, tree, wish, surveyed)
    path = _opened_path(looking) if wish.at and not wish.opened else ()
    levels, chosen = _seen(looking)
    if looking.wish.at and chosen is None and not path and not looking.notes:
        path = _opened_path(looking)
        levels, chosen = _seen(looking)
    if chosen and not path:
        path = _path_among(tree, levels, chosen)
    counts = _counts(looking, [node for level in levels.values() for node in level.nodes])
    total = _total(looking)
    wish = replace(looking.wish, opened=_really_open(looking.wish, levels), at=chosen.id if chosen else None)
    return View(
        tree,
        wish,
        levels,
        {},
        chosen,
        path,
        counts,
        looking.surveyed,
        total,
        tuple(looking.notes),
        looking.source is not None,
    )


def view_branch(visit: Visit, tree: TreeHere, wish: Wish, node: int) -> View:
    """One node with its children, if it is open: what changes when it is opened or closed."""
    looking = _looking(visit, tree, wish)
    levels = {node: wish.opened[node]} if node in wish.opened else {}
    found, alone = _read(looking, levels, alone=(node,))
    shown = [*alone.values(), *(child for level in found.values() for child in level.nodes)]
    chosen = next((one for one in shown if one.id == wish.at), None)
    counts = _counts(looking, shown)
    return View(tree, looking.wish, found, alone, chosen, (), counts, looking.surveyed, None, tuple(looking.notes))


def below(tree: TreeHere, nodes: Iterable[int], top: int) -> set[int]:
    """Those of the nodes that hang on `top`, itself among them. One statement."""
    known_nodes = with_ancestors(tree.table, nodes)
    return {one for one in nodes if any(node.id == top for node in upward(known_nodes, one))}


def opened_to(tree: TreeHere, wish: Wish) -> Wish:
    """The same with all open that is above the chosen node, in the definition that it belongs to. One statement.

    Nothing is different where the node is not in any of the collection's trees, or its way leads to no root.
    """
    nodes = with_ancestors(tree.table, [wish.at] if wish.at else [])
    chain = list(upward(nodes, wish.at))
    known_here = {definition.id for definition in tree.definitions}
    if not chain or chain[0].definition not in known_here or chain[-1].parent is not None:
        return wish
    definition = wish.definition if chain[0].definition == tree.definition.id else chain[0].definition
    return replace(wish, definition=definition, opened=dict.fromkeys(node.id for node in chain[1:]))


def _looking(visit: Visit, tree: TreeHere, wish: Wish, surveyed: Surveyed | None = None) -> _Looking:
    surveyed = surveyed or known(visit, tree.table)
    wish = wish if tree.has_stages else replace(wish, stage="")
    may_count = visit.rights.all_readable(tables_counted(tree.table, visit.place))
    source = source_of(tree.table, visit.place) if may_count else None
    return _Looking(visit, tree, wish, surveyed, source, {}, [])


def _seen(looking: _Looking) -> tuple[dict[int, Level], Shown | None]:
    """The levels that hang together from the roots down, and the chosen node where it is among them."""
    wish = looking.wish
    found, _alone = _read(looking, {ROOT: wish.opened.get(ROOT), **wish.opened})
    levels: dict[int, Level] = {}
    chosen, waiting = None, [ROOT]
    while waiting:
        one = waiting.pop()
        if one not in found:
            continue
        levels[one] = found[one]
        chosen = next((node for node in found[one].nodes if node.id == wish.at), chosen)
        waiting += [node.id for node in found[one].nodes if node.id in wish.opened]
    return levels, chosen


def _read(
    looking: _Looking, levels: Mapping[int, int | None], alone: Collection[int] = ()
) -> tuple[dict[int, Level], dict[int, Shown]]:
    wish = looking.wish
    if looking.source and not looking.surveyed.is_small and looking.surveyed.counted:
        looking.kept = _kept(looking, [*levels], alone)
    condition, parameters = _condition(looking, [*levels])
    marked = {*wish.opened, *([wish.at] if wish.at else [])} - {ROOT}
    own = customs(looking.visit, looking.tree.table)
    seek = Seek(looking.tree.definition.id, levels, marked, alone, condition, parameters, own)
    return levels_of(looking.tree.table, seek)


def _kept(looking: _Looking, parents: Collection[int], nodes: Collection[int]) -> dict[int, tuple[int, int]]:
    """The counts of the large branches among the children of these nodes, and among nodes. One statement."""
    here = {"collection_id": looking.visit.place.collection_id, "tree": looking.tree.key}
    rows = TreeCount.objects.filter(**here, parent_id__in=parents) | TreeCount.objects.filter(**here, node_id__in=nodes)
    return {node: (direct, total) for node, direct, total in rows.values_list("node_id", "direct", "total")}


def _condition(looking: _Looking, parents: Collection[int]) -> tuple[str, list[Value]]:
    """What leaves out nodes that are not asked for."""
    whose, parameters = _whose(looking, parents)
    stage = in_stage(looking.tree.table, looking.wish.stage, whose)
    condition, values = _with_specimens(looking, whose, parameters)
    if not stage:
        return condition, values
    return (f"({condition}) AND {stage}" if condition else stage), [*values, *parameters]


def _whose(looking: _Looking, parents: Collection[int]) -> tuple[str, list[Value]]:
    """The condition that a node hangs on one of these, or is a root."""
    tree, nodes = looking.tree.table, [one for one in parents if one != ROOT]
    hanging: list[str] = []
    parameters: list[Value] = []
    if nodes:
        hanging.append(tree.sql("{parent} IN ({ids})", ids=places(nodes)))
        parameters += nodes
    if ROOT in parents:
        hanging.append(tree.sql("{parent} IS NULL AND {definition} = %s"))
        parameters.append(looking.tree.definition.id)
    return f"({' OR '.join(hanging) or '1 = 0'})", parameters


def _with_specimens(looking: _Looking, whose: str, parameters: list[Value]) -> tuple[str, list[Value]]:
    """What leaves out nodes without specimens: of large branches the last survey knows, the others are looked into."""
    tree, source = looking.tree.table, looking.source
    if not looking.wish.only or source is None or not (looking.surveyed.counted):
        return "", []
    kept = sorted(looking.kept)
    whose += tree.sql(" AND {id} NOT IN ({ids})", ids=places(kept)) if kept else ""
    condition = with_any(source, whose)
    some = [node for node in kept if looking.kept[node][1]]
    everything: list[Value] = [*parameters, *kept, *source.parameters]
    if some:
        condition = tree.sql("{id} IN ({ids}) OR ", ids=places(some)) + condition
        everything = [*some, *everything]
    return condition, everything


def _counts(looking: _Looking, nodes: Iterable[Shown]) -> dict[int, tuple[int, int]] | None:
    """The counts of these nodes; None where nobody may count or nothing is counted yet."""
    if looking.source is None or looking.surveyed.counted is None:
        return None
    now = counted_now(looking.source, (node.id for node in nodes if node.id not in looking.kept))
    return {**now, **looking.kept}


def _total(looking: _Looking) -> int | None:
    definition = looking.tree.definition.id
    if looking.surveyed.is_small:
        nodes: Any = model(looking.tree.key)._default_manager.filter(definition_id=definition)
        return int(nodes.count())
    return (looking.surveyed.nodes or {}).get(definition)


def _opened_path(looking: _Looking) -> tuple[Step, ...]:
    """The way from the root to the chosen node, which is opened. One statement."""
    wish = looking.wish
    nodes = with_ancestors(looking.tree.table, [wish.at] if wish.at else [])
    chain = list(upward(nodes, wish.at))
    if not chain or chain[0].definition != looking.tree.definition.id:
        looking.notes.append(_("This tree has no node %(number)s. It may have been deleted.") % {"number": wish.at})
        return ()
    if chain[-1].parent is not None:
        told = {"name": chain[0].name, "path": " → ".join(node.name for node in chain[:10])}
        sentence = _("%(name)s does not show: the nodes above it hang on one another in a circle: %(path)s.")
        looking.notes.append(sentence % told)
        return ()
    above = {node.id: wish.opened.get(node.id) for node in chain[1:]}
    others = [one for one in wish.opened.items() if one[0] not in above][: OPEN_AT_MOST - len(above)]
    looking.wish = replace(wish, opened={**above, **dict(others)})
    return tuple(Step(node.id, node.name, looking.tree.is_latin(node.rank)) for node in reversed(chain))


def _really_open(wish: Wish, levels: Mapping[int, Level]) -> dict[int, int | None]:
    """What an address has to say so that the same is open, from the same child on."""
    unsaid = {one: wish.opened.get(one) is None for one in levels}
    opened = {one: (level.before or None) if unsaid[one] else level.before for one, level in levels.items()}
    return {one: first for one, first in opened.items() if one != ROOT or first is not None}


def _path_among(tree: TreeHere, levels: Mapping[int, Level], chosen: Shown) -> tuple[Step, ...]:
    """The way to the chosen node, all of which is to be seen."""
    nodes = {node.id: node for level in levels.values() for node in level.nodes}
    way, one = [chosen], chosen
    while one.parent in nodes:
        one = nodes[one.parent]
        way.append(one)
    return tuple(Step(node.id, node.name, tree.is_latin(node.rank)) for node in reversed(way))
