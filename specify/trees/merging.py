"""Merges a node into another: what stands below goes along, what points to it points to the other.

In: a visit, a tree, a node, and the accepted node it goes into. Out: the tree so changed, or a refusal in sentences.
Kept of Specify 7: the right `merge`; action code 3 for every node that goes; children of the same name and rank are
merged in turn, others get the other parent; every key that points to a merged node points to the other one. Changed on
purpose: a node is not merged into one that stands below it; no enforced rank is left out; determinations of a merged
taxon note the accepted name of the other, also those that noted another one; record sets keep a node in its new form.
"""

from collections.abc import Collection, Sequence

from django.db import connections
from django.utils.translation import gettext as _

from specify.datamodel.rows import Row
from specify.datamodel.tables import model
from specify.nodes.full_names import rewrite_below
from specify.nodes.ranks import possible
from specify.nodes.repairing import are_sound
from specify.nodes.tree_tables import TreeTable, executed
from specify.nodes.uniting import (
    Gone,
    Pair,
    Span,
    alike,
    close_up,
    hand_on,
    pair_off,
    redirected,
    take_out,
    those_going,
)
from specify.records.writing.auditing import Act, audit_acts
from specify.records.writing.pointing import pointers
from specify.trees.acting import Deed, Verb, broken_numbers, refuse_for, unsound
from specify.trees.foreseeing import COUNTED_AT_MOST, Effect, Foreseen, nodes_below, records_of
from specify.trees.preferring import hanging, prefer
from specify.trees.record_sets import follow
from specify.trees.recounting import Passing

_ACTION = 3
_PAIRS_AT_MOST = 2000
"""So many nodes that go are looked at for a page."""


def _why_not(deed: Deed) -> list[str]:
    node, target = deed.node, deed.other
    if node["id"] == target["id"]:
        return [_("%(node)s cannot be merged into itself; choose another node.") % deed.words]
    if node["parent_id"] is None:
        return [_("%(node)s is the root of the tree, and stays.") % deed.words]
    if node["definition_id"] != target["definition_id"]:
        return [_("%(target)s belongs to another tree; choose a node of the same tree.") % deed.words]
    if deed.accepted(target) is not None:
        return [_("%(target)s is a synonym; choose its accepted node.") % deed.words]
    if deed.change in deed.family.above(target["id"]):
        return [_("%(target)s stands below %(node)s; choose a node that does not.") % deed.words]
    return _why_not_by_rank(deed) or unsound(deed) or _broken_below(deed)


def _why_not_by_rank(deed: Deed) -> list[str]:
    own, other = deed.rank(deed.node), deed.rank(deed.other)
    if own is None or other is None:
        return [_("One of the nodes has no rank: give it one in its form first.")]
    words = {**deed.words, "rank": own.name, "above": other.name}
    if other.number > own.number:
        sentence = _("%(target)s is of the rank %(above)s, which stands below %(rank)s; choose another node.")
        return [sentence % words]
    if other.number == own.number:
        return []
    last = possible(deed.family.ranks_beside(other), other.number)[-1]
    if _has_children_below(deed, last.number):
        sentence = _(
            "Between %(above)s and what stands below %(node)s the rank %(last)s must not be left out; choose another "
            "node."
        )
        return [sentence % {**words, "last": last.name}]
    return []


def _has_children_below(deed: Deed, rank: int) -> bool:
    """Whether children have a lower rank than that, which would stand directly under the target."""
    children = model(deed.tree.key)._default_manager.filter(parent_id=deed.node["id"], rankId__gt=rank)
    return children.exists()


def _broken_below(deed: Deed) -> list[str]:
    return [] if are_sound(deed.tree, [deed.node["id"]]) else [broken_numbers()]


def _foresee(deed: Deed) -> Foreseen:
    pairs = going(deed.tree, Pair(deed.node["id"], deed.other["id"]))
    ids = [pair.source for pair in pairs]
    staying = _children_of(deed.tree, ids)
    below, beneath = (nodes_below(deed.tree, *_numbers(row)) for row in (deed.node, deed.other))
    written = below if below > COUNTED_AT_MOST else below - len(ids) + 1
    effects = [
        Effect(_("Nodes that go, this one among them"), len(ids)),
        Effect(_("Nodes that get another parent"), staying),
        Effect(_("Full names below that are written anew"), written if _renames(deed) else 0),
        *records_of(deed.tree, deed.visit.captions, ids),
    ]
    numbered = below + beneath if staying else 0
    rows = sum(effect.number for effect in effects) + numbered
    names = ((deed.node["fullName"] or "", deed.other["fullName"] or ""),)
    is_more = len(ids) > _PAIRS_AT_MOST
    told = (_("There are more: no more than %(most)s were looked at.") % {"most": _PAIRS_AT_MOST},) if is_more else ()
    return Foreseen(names, tuple(effects), told, rows, (len(ids), staying, below))


def going(tree: TreeTable, first: Pair) -> list[Pair]:
    """The nodes that would go, each with the one it would go into; a little more than are looked at, at most."""
    found, level = [first], [first]
    while level and len(found) <= _PAIRS_AT_MOST:
        level = alike(tree, level)
        found += level
    return found[: _PAIRS_AT_MOST + 1]


def _children_of(tree: TreeTable, ids: Collection[int]) -> int:
    """How many children these nodes have besides those of them that go themselves, all but the first of which do."""
    going_along = len(ids) - 1
    children = model(tree.key)._default_manager.filter(parent_id__in=ids)[: COUNTED_AT_MOST + 1 + going_along]
    return int(children.count()) - going_along


def _numbers(row: Row) -> tuple[int, int]:
    return row["nodeNumber"] or 0, row["highestChildNodeNumber"] or 0


def _carry_out(deed: Deed) -> None:
    tree, source, target = deed.tree, deed.node["id"], deed.other["id"]
    prefer(tree, source, target)
    span = pair_off(tree, source, target)
    for some in those_going(tree, span):
        _audit(deed, some)
        deed.gone.update({one.source: one.target for one in some})
        follow(tree.nodes, {one.source: one.target for one in some})
    _redirect(tree, span)
    if hand_on(tree, span):
        close_up(tree, source, target, deed.node["parent_id"])
        _rename(deed)
    else:
        take_out(tree, source)


def _redirect(tree: TreeTable, span: Span) -> None:
    """Let all that points to those that go point to those they go into. A statement for each key that can."""
    quote = connections["default"].ops.quote_name
    for way in pointers(tree.key):
        if (way.table, way.way.name) != (tree.key, "parent"):
            executed(redirected(tree, quote(way.source), quote(way.way.column or "")), span)


def _rename(deed: Deed) -> None:
    """Write the full names below the target anew, if the other handed something else down."""
    rank, target = deed.rank(deed.other), deed.other["id"]
    handed = {target: deed.family.handed_on(target)} if _renames(deed) else {}
    too_long = rewrite_below(deed.tree, handed, rank.direction) if rank else None
    if too_long is not None:
        sentence = _("A full name below would become too long: %(name)s. Choose another node.")
        refuse_for([sentence % {"name": too_long}])


def _renames(deed: Deed) -> bool:
    """Whether what stands below the node has other full names below the target."""
    return deed.family.handed_on(deed.node["id"]) != deed.family.handed_on(deed.other["id"])


def _audit(deed: Deed, going: Sequence[Gone]) -> None:
    """Note every node that goes, with the one it goes into, under the name that Specify has for the key there."""
    name = (deed.tree.nodes.id_name or f"{deed.tree.key}Id").lower()
    acts = []
    for one in going:
        parent = deed.node["parent_id"] if one.source == deed.node["id"] else one.parent
        row = {"id": one.source, "version": one.version}
        acts.append(Act(_ACTION, deed.tree.nodes, row, parent, {name: (one.source, one.target)}))
    audit_acts(deed.saving, acts)


def _passing(deed: Deed) -> Passing:
    """The branch, and what was determined as it and noted another name."""
    node = deed.node["id"]
    elsewhere = [one for one in hanging(deed.tree, node) if one.node != node]
    return Passing(deed.other["id"], node, elsewhere, is_merged=True)


MERGE = Verb("merge", _why_not, _foresee, _carry_out, passing=_passing)
