"""Checks a file against the tree: what would become of it, told before anything is done.

In: a visit and an import whose columns are put to something. Out: a `Plan`; or the same counted and kept with the
import, with all that is wrong. Nothing of Specify's is changed. Who imports needs the right to create records of the
table of nodes, which is what Specify 7 asks of whoever adds a node.
"""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from specify.security.administrators import who_can_help
from specify.security.entering import Visit
from specify.trees.definitions import TreeHere, tree_here
from specify.trees.importing.doubles import leave_out_doubles
from specify.trees.importing.ground import ground_of
from specify.trees.importing.growing import Growing
from specify.trees.importing.keeping import CHECKED, PROBLEMS, note, put, rows_of
from specify.trees.importing.linked_rows import plan_linked
from specify.trees.importing.meanings import RANKS, mapped, offer
from specify.trees.importing.plans import Plan
from specify.trees.importing.ranked_rows import names_in, plan_ranked
from specify.trees.models import TreeImport
from specify.web.refusals import forbidden


def ask_right(visit: Visit, here: TreeHere, action: str = "create") -> None:
    """Refuse those who may not import into the tree, or have nobody to sign it."""
    if not visit.rights.may_table(here.key, action):
        told = {"tree": here.title, "collection": visit.place.collection_name}
        sentence = {
            "create": _("You may not add nodes to the tree %(tree)s in %(collection)s."),
            "delete": _("You may not delete nodes of the tree %(tree)s in %(collection)s."),
        }[action]
        raise forbidden(sentence % told, who_can_help())
    visit.signing_agent()


def tree_of(visit: Visit, one: TreeImport) -> TreeHere:
    """The tree into which an import goes; a refusal if it is not the collection's any more."""
    return tree_here(visit, one.tree, one.definition_id)


def plan_of(visit: Visit, one: TreeImport) -> Plan:
    """What would become of the rows of a file. Statements follow the number of different names by five hundreds."""
    here, mapping = tree_of(visit, one), mapped(one.mapping)
    ground = ground_of(visit, here, names_in(mapping, rows_of(one)))
    growing = Growing(ground, visit.captions, one.file["columns"])
    if mapping.form == RANKS:
        plan = plan_ranked(growing, mapping, rows_of(one))
    else:
        plan = plan_linked(growing, mapping, offer(visit, here), rows_of(one))
    leave_out_doubles(visit, here, plan)
    return plan


def check(visit: Visit, one: TreeImport) -> None:
    """Count what would become of a file, and keep it with what is wrong."""
    ask_right(visit, tree_of(visit, one))
    plan = plan_of(visit, one)
    put(one, PROBLEMS, plan.troubles)
    told: dict[str, Any] = {**plan.told(), "when": datetime.now().isoformat(timespec="seconds")}
    note(one, state=CHECKED, foreseen=told, job_id=None)
