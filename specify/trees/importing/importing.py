"""Imports a file: its plan becomes nodes of the tree, all of them or none.

In: a visit, and an import that was checked. Out: the tree with the new nodes, their ids kept with the import; or a
refusal in sentences. Kept of Specify 6: a tree that it has locked is left alone. The plan is made anew when the tree is
held: if it is not what the person was shown, nothing is done. A form that comes twice does it once; that is noted in
the transaction of the nodes, and the ids are kept before it ends, so that whatever dies in between, one of both is
true.
"""

from collections import Counter
from contextlib import suppress

from django.utils.translation import gettext as _

from specify.nodes.chains import hold_tree
from specify.records.filling.once import AlreadySent, Sending
from specify.records.filling.once import note as claim
from specify.records.models import Saved
from specify.records.saving import saved
from specify.security.entering import Visit
from specify.tasks.progress import SILENT, Progress
from specify.trees.acting import locked_elsewhere, refuse_for
from specify.trees.importing.checking import ask_right, plan_of, tree_of
from specify.trees.importing.keeping import CHECKED, IMPORTED, MADE, UNDONE, note, put
from specify.trees.importing.making import make
from specify.trees.models import TreeImport
from specify.web.refusals import Refusal

_UNDO = "undo"


def import_nodes(visit: Visit, one: TreeImport, *, leave_out: bool, progress: Progress = SILENT) -> None:
    """Make the nodes of a file that was checked; `leave_out` its rows with problems."""
    here = tree_of(visit, one)
    ask_right(visit, here)

    def carry_out() -> dict[str, int]:
        hold_tree(here.table)
        refuse_for(locked_elsewhere(here.table))
        claim(sending(visit, one))
        plan = plan_of(visit, one)
        if plan.state() != one.foreseen["state"]:
            raise outdated()
        if plan.standing_in_the_way or not plan.made or (plan.troubles and not leave_out):
            raise _mended_first()
        make(visit, here, plan.made, progress)
        put(one, MADE, sorted(sprout.id or 0 for sprout in plan.made))
        return dict(Counter(str(sprout.rank) for sprout in plan.made))

    with suppress(AlreadySent):
        note(one, state=IMPORTED, made=saved(carry_out))
    settle(one)


def sending(visit: Visit, one: TreeImport, deed: str = "") -> Sending:
    """What is noted in the transaction of the nodes."""
    return Sending(visit, one.tree, one.once + deed, one.foreseen["state"])


def sending_of_undoing(visit: Visit, one: TreeImport) -> Sending:
    """The same when an import is undone."""
    return sending(visit, one, _UNDO)


def settle(one: TreeImport) -> None:
    """Bring the state of an import in step with what was done, where its process ended before it could say so."""
    waits_for = {CHECKED: ("", IMPORTED), IMPORTED: (_UNDO, UNDONE)}.get(one.state)
    if waits_for is None:
        return
    deed, state = waits_for
    if Saved.objects.filter(once=one.once + deed, user_id=one.user_id).exists():
        note(one, state=state, **({"made": one.foreseen["ranks"]} if state == IMPORTED else {}))


def outdated() -> Refusal:
    """What is told when the tree is not as it was when the file was checked."""
    return Refusal(
        409,
        _("Not imported"),
        _("Nothing was imported: the tree has changed since the file was checked."),
        _("Have the file checked again, and look at what would happen now."),
    )


def _mended_first() -> Refusal:
    return Refusal(
        422,
        _("Not imported"),
        _("Nothing was imported: there is nothing to import, or rows have problems."),
        _("Correct the file, or leave out the rows with problems."),
    )
