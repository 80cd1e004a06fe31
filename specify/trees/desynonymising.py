"""Makes a synonym an accepted node again.

In: a visit, a tree, and a synonym. Out: the tree so changed, or a refusal in sentences. Kept of Specify 7: the right
`desynonymize`; action code 6; determinations of a taxon note the taxon itself again.
"""

from django.utils.translation import gettext as _

from specify.records.writing.auditing import Act, audit_acts
from specify.trees.acting import Deed, Verb, judged, write_down
from specify.trees.foreseeing import COUNTED_AT_MOST, Effect, Foreseen
from specify.trees.preferring import hanging_named, named, prefer_itself
from specify.trees.recounting import Passing

_ACTION = 6


def _why_not(deed: Deed) -> list[str]:
    if deed.accepted(deed.node) is None:
        return [_("%(node)s is no synonym.") % deed.words]
    return judged(deed)


def _foresee(deed: Deed) -> Foreseen:
    determinations = named(deed.tree, deed.node["id"], COUNTED_AT_MOST + 1)
    effects = (Effect(_("Determinations that note this name as the accepted one again"), determinations),)
    return Foreseen((), effects if deed.tree.key == "taxon" else (), (), determinations + 1)


def _carry_out(deed: Deed) -> None:
    write_down(deed)
    prefer_itself(deed.tree, deed.node["id"])
    fields = {"acceptedid": (deed.accepted(deed.node), None), "isaccepted": (deed.node["isAccepted"], True)}
    row = {**deed.node, "version": deed.change.now("version")}
    audit_acts(deed.saving, [Act(_ACTION, deed.tree.nodes, row, deed.node["parent_id"], fields)])


DESYNONYMISE = Verb(
    "desynonymize",
    _why_not,
    _foresee,
    _carry_out,
    lambda asked: {asked.tree.accepted: None, "isAccepted": True},
    lambda deed: Passing(deed.node["id"], records=hanging_named(deed.tree, deed.node["id"])),
)
