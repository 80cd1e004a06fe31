"""Repairs a tree: all its nodes get their ranks' numbers, node numbers and full names anew.

In: a visit, and a tree. Out: `Repaired`: what was wrong before, and what nobody but a person can mend. Kept of Specify
7: the right `repair`; all definitions of the table are numbered together; the locks of Specify 6 are let go; nothing in
the audit log. Added: full names are written anew, too, those of synonyms among them.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from specify.datamodel.tables import model
from specify.nodes.chains import hold_tree
from specify.nodes.full_names import rewrite_tree
from specify.nodes.models import TreeState
from specify.nodes.repairing import Faults, faults, renumber
from specify.nodes.tree_tables import TreeTable
from specify.records.saving import saved
from specify.security.entering import Visit
from specify.tasks.progress import SILENT, Progress
from specify.trees.acting import ask_right, refuse_for

ACTION = "repair"


@dataclass(frozen=True, slots=True)
class Repaired:
    """What was wrong before; what is left: nodes that no root leads to, or with a rank not below their parent's."""

    before: Faults
    unreached: int
    misranked: int


def repair(visit: Visit, tree: TreeTable, progress: Progress = SILENT) -> Repaired:
    """Repair a tree, with the full names of the collection's definitions of it. Refuses those who may not."""
    ask_right(visit, tree, ACTION)

    def carry_out() -> Repaired:
        progress.expect(3, _("Repair the tree"))
        hold_tree(tree)
        before = faults(tree)
        progress.advance()
        unreached = renumber(tree)
        progress.advance()
        for definition in visit.place.tree_definitions.get(tree.key, ()):
            _rename(tree, definition)
        progress.advance()
        return Repaired(before, unreached, before.misranked)

    done = saved(carry_out)
    TreeState.objects.filter(tree=tree.key).update(is_valid=done.unreached == 0, checked=datetime.now())
    return done


def _rename(tree: TreeTable, definition: int) -> None:
    if not model(tree.definitions.key)._default_manager.filter(pk=definition).exists():
        return
    too_long = rewrite_tree(tree, definition)
    if too_long is not None:
        sentence = _("A full name would be too long: %(name)s. Shorten one of the names it is made of.")
        refuse_for([sentence % {"name": too_long}])
