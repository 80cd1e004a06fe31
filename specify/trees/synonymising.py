"""Makes a node a synonym of another.

In: a visit, a tree, a node, and the accepted node. Out: the tree so changed, or a refusal in sentences. Kept of Specify
7: the right `synonymize`; action code 5; synonyms of the node become those of the accepted one; determinations note it;
a node with children is refused unless the collection's preferences allow children of synonyms; a synonym may become one
of another, which Specify 7 does unasked, and is told here before.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from specify.datamodel.selecting import rows_by_id
from specify.datamodel.tables import model
from specify.records.rules.trees import may_have_children
from specify.records.writing.auditing import Act, audit_acts
from specify.trees.acting import Deed, Verb, judged, name_of, write_down
from specify.trees.foreseeing import COUNTED_AT_MOST, Effect, Foreseen
from specify.trees.preferring import hanging, leading_to, prefer
from specify.trees.recounting import Passing

_ACTION = 5


def _why_not(deed: Deed) -> list[str]:
    if deed.node["parent_id"] is None:
        return [_("%(node)s is the root of the tree, and no synonym of anything.") % deed.words]
    if deed.accepted(deed.node) == deed.other["id"]:
        return [_("%(node)s is a synonym of %(target)s already.") % deed.words]
    children = model(deed.tree.key)._default_manager.filter(parent_id=deed.node["id"])
    if not may_have_children(deed.visit, deed.tree) and children.exists():
        sentence = _("%(node)s has nodes below it, and a synonym has none here: move these first.")
        return [sentence % deed.words, *judged(deed)]
    return judged(deed)


def _foresee(deed: Deed) -> Foreseen:
    key = deed.node["id"]
    synonyms = model(deed.tree.key)._default_manager.filter(**{f"{deed.tree.accepted}_id": key}).count()
    determinations = leading_to(deed.tree, key, COUNTED_AT_MOST + 1)
    effects = [Effect(_("Synonyms that change over to the accepted name"), synonyms)]
    if deed.tree.key == "taxon":
        effects.append(Effect(_("Determinations that note the accepted name from then on"), determinations))
    return Foreseen((), tuple(effects), tuple(_told(deed)), determinations + synonyms + 1, (synonyms,))


def _told(deed: Deed) -> Iterator[str]:
    """That the node is a synonym by now, and of what. One statement if it is."""
    accepted = deed.accepted(deed.node)
    for row in rows_by_id(deed.tree.key, [accepted]) if accepted else ():
        sentence = _("%(node)s is a synonym of %(accepted)s now; it becomes one of %(target)s instead.")
        yield sentence % {**deed.words, "accepted": name_of(row)}


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
    lambda deed: Passing(deed.other["id"], records=hanging(deed.tree, deed.node["id"])),
)
