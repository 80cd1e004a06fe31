"""Moves a node with all that stands below it under another parent.

In: a visit, a tree, a node, and the node under which it is to stand. Out: the tree so changed, or a refusal in
sentences. Kept of Specify 7: the right `move`; action code 4, told with the parent and the full name; numbers and full
names below follow; a parent is accepted, of a higher rank, and no enforced rank is left out. Changed on purpose:
synonyms below get the full names that follow from their new place, which Specify leaves as they were.
"""

from django.utils.translation import gettext as _

from specify.records.writing.auditing import Act, audit_acts
from specify.trees.acting import Deed, Verb, judged, unsound, write_down
from specify.trees.foreseeing import Effect, Foreseen, nodes_below, records_between
from specify.trees.recounting import Passing

_ACTION = 4


def _why_not(deed: Deed) -> list[str]:
    if deed.node["parent_id"] is None:
        return [_("%(node)s is the root of the tree, and stays where it is.") % deed.words]
    if deed.node["parent_id"] == deed.other["id"]:
        return [_("%(node)s stands under %(target)s already.") % deed.words]
    return [*judged(deed), *unsound(deed)]


def _foresee(deed: Deed) -> Foreseen:
    span = deed.node["nodeNumber"], deed.node["highestChildNodeNumber"]
    below = nodes_below(deed.tree, *span)
    before, after = deed.family.handed_on_before(deed.change), deed.family.handed_on(deed.change)
    named = below if before != after else 0
    effects = [Effect(_("Nodes that move along"), below), Effect(_("Full names below that are written anew"), named)]
    effects += records_between(deed.tree, deed.visit.captions, span)
    names = (deed.node["fullName"] or "", deed.change.now("fullName") or "")
    return Foreseen((names,), tuple(effects), (), below + 1, (below,))


def _carry_out(deed: Deed) -> None:
    write_down(deed)
    change = deed.change
    fields = {
        "parentid": (change.before("parent"), change.now("parent")),
        "fullname": (change.before("fullName"), change.now("fullName")),
    }
    row = {**deed.node, "version": change.now("version")}
    audit_acts(deed.saving, [Act(_ACTION, deed.tree.nodes, row, deed.other["id"], fields)])


def _passing(deed: Deed) -> Passing:
    return Passing(deed.other["id"], branch=deed.node["id"])


MOVE = Verb("move", _why_not, _foresee, _carry_out, lambda asked: {"parent": asked.target}, _passing)
