"""Makes a node a synonym of another.

In: a visit, a tree, a node, and the accepted node. Out: the tree so changed, or a refusal in sentences. Kept of Specify
7: the right `synonymize`; action code 5; synonyms of the node become those of the accepted one; determinations note it;
a node with children is refused unless the collection's preferences allow children of synonyms.
"""

from django.utils.translation import gettext as _

from specify.datamodel.tables import model
from specify.nodes.tree_tables import TreeTable
from specify.records.auditing import Act, audit_acts
from specify.records.rules.trees import may_have_children
from specify.security.entering import Visit
from specify.trees.acting import Asked, Deed, Verb, act, judged, write_down
from specify.trees.foreseeing import MOST, Effect, Foreseen
from specify.trees.preferring import leading_to, prefer

_ACTION = 5


def synonymise(visit: Visit, tree: TreeTable, node: int, target: int) -> None:
    """Let a node be a synonym of another."""
    act(visit, SYNONYMISE, Asked(tree, node, target))


def _why_not(deed: Deed) -> list[str]:
    words = {"node": deed.node["name"], "target": deed.other["name"]}
    if deed.node["parent_id"] is None:
        return [_("%(node)s is the root of the tree, and no synonym of anything.") % words]
    if deed.accepted(deed.node) == deed.other["id"]:
        return [_("%(node)s is a synonym of %(target)s already.") % words]
    children = model(deed.tree.key)._default_manager.filter(parent_id=deed.node["id"])
    if not may_have_children(deed.visit, deed.tree) and children.exists():
        sentence = _("%(node)s has nodes below it, and a synonym has none here: move these first.")
        return [sentence % words, *judged(deed)]
    return judged(deed)


def _foresee(deed: Deed) -> Foreseen:
    key = deed.node["id"]
    synonyms = model(deed.tree.key)._default_manager.filter(**{f"{deed.tree.accepted}_id": key}).count()
    determinations = leading_to(deed.tree, key, MOST + 1)
    effects = [Effect(_("Synonyms that change over to the accepted name"), synonyms)]
    if deed.tree.key == "taxon":
        effects.append(Effect(_("Determinations that note the accepted name from then on"), determinations))
    return Foreseen((), tuple(effects), (), determinations + synonyms + 1, (synonyms,))


def _carry_out(deed: Deed) -> None:
    accepted, key, target = deed.tree.accepted, deed.node["id"], deed.other["id"]
    write_down(deed)
    prefer(deed.tree, key, target)
    model(deed.tree.key)._default_manager.filter(**{f"{accepted}_id": key}).update(**{f"{accepted}_id": target})
    fields = {
        "acceptedid": (deed.accepted(deed.node), target),
        "isaccepted": (deed.node["isAccepted"], False),
    }
    row = {**deed.node, "version": deed.change.now("version")}
    audit_acts(deed.saving, [Act(_ACTION, deed.tree.nodes, row, deed.node["parent_id"], fields)])


SYNONYMISE = Verb(
    "synonymize",
    _why_not,
    _foresee,
    _carry_out,
    lambda asked: {asked.tree.accepted: asked.target, "isAccepted": False},
)
