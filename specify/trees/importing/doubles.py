"""Nodes that would be there twice, by the uniqueness rules of the institution: told before anything is imported.

In: a visit, a tree, and a `Plan`. Out: the same without them, and without what hangs on them; each with a sentence. The
rules are those by which a node is judged when its form is saved. Nothing is done where no rule compares nodes.
"""

from datetime import datetime

from specify.records.writing.changes import Change, Saving
from specify.records.writing.uniqueness import check_unique, is_compared
from specify.security.entering import Visit
from specify.trees.definitions import TreeHere
from specify.trees.importing.making import change_of
from specify.trees.importing.plans import Plan, Sprout, Trouble


def leave_out_doubles(visit: Visit, here: TreeHere, plan: Plan) -> None:
    """Take nodes out of a plan that are not unique. For each rule statements follow the number of nodes by hundreds."""
    if not plan.made or not is_compared(visit, here.key):
        return
    changes: dict[Sprout, Change] = {}
    for one in plan.made:
        parent = changes[one.parent] if isinstance(one.parent, Sprout) else one.parent
        changes[one] = change_of(here, one, parent)
    saving = Saving(visit, [*changes.values()], datetime.now())
    check_unique(saving)
    found = {problem.change: problem.sentence for problem in reversed(saving.problems)}
    out = {one for one, change in changes.items() if change in found}
    plan.troubles += [Trouble(one.row, "", found[changes[one]]) for one in plan.made if one in out]
    plan.troubles.sort(key=lambda trouble: trouble.row)
    while more := [one for one in plan.made if one not in out and (one.parent in out or one.accepted in out)]:
        plan.following += len(more)
        out.update(more)
    plan.made = [one for one in plan.made if one not in out]
