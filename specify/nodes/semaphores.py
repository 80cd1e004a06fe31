"""The semaphores by which Specify 6 keeps others away from a tree whose numbers are not right, or are just being made.

In: a tree. Out: what Specify 6 says about it, or does with it; its semaphores held, or let go. Its rows, of which it
has one for each discipline: `UpdateNodes<Tree>` is set while it numbers all nodes, `BadNodes<Tree>` while it knows that
numbers are wrong, `<Tree>Save` while a form with a node is saved, for a minute at most; a form is not saved while one
of them is set. It writes and commits such a row before it looks at any number, and again when it is done.

Ours are set by holding these rows until the end of the transaction: Specify 6 waits at its own row and reads the
numbers afterwards. Writing into them and committing that first, as it does itself, would outlive a killed server, and
while `UpdateNodes` is set it lets nobody but managers sign in. Rows that are not there are not made: in that discipline
no form with a node was ever saved with Specify 6. The semaphore that it sets as long as a tree is open to be edited
(`<Tree>TreeDef`) keeps no form from being saved there, and nothing here.
"""

from datetime import datetime, timedelta
from typing import Any

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.nodes.tree_tables import TreeTable, locking

UPDATING, BAD, SAVING = "UpdateNodes{}", "BadNodes{}", "{}Save"
_SAVING_AT_MOST = timedelta(minutes=1)


def raised(tree: TreeTable) -> frozenset[str]:
    """Which of the semaphores are set: `UPDATING`, `BAD`, `SAVING`. One statement."""
    if not present.has("sptasksemaphore"):
        return frozenset()
    names = _names(tree)
    rows = _rows(tree).filter(isLocked=True).values_list("taskName", "lockedTime")
    return frozenset(
        names[name]
        for name, since in rows
        if name in names and (names[name] != SAVING or (since and datetime.now() - since < _SAVING_AT_MOST))
    )


def hold_semaphores(tree: TreeTable) -> None:
    """Let Specify 6 wait before it saves or numbers nodes, until the end of the transaction. One or two statements."""
    if not locking() or not present.has("sptasksemaphore"):
        return
    keys = list(_rows(tree).values_list("pk", flat=True))
    if keys:  # by their keys, since a look for names would wait for the rows of other trees
        rows: Any = model("sptasksemaphore")._default_manager.filter(pk__in=keys).order_by("pk")
        list(rows.select_for_update().values_list("pk"))


def let_go(tree: TreeTable) -> None:
    """Tell Specify 6 that the numbers of the tree are right."""
    if present.has("sptasksemaphore"):
        names = [one.format(tree.nodes.name) for one in (UPDATING, BAD)]
        model("sptasksemaphore")._default_manager.filter(taskName__in=names, isLocked=True).update(isLocked=False)


def _rows(tree: TreeTable) -> Any:
    return model("sptasksemaphore")._default_manager.filter(taskName__in=_names(tree))


def _names(tree: TreeTable) -> dict[str, str]:
    """What the rows of a tree are called, with what they mean."""
    return {one.format(tree.nodes.name): one for one in (UPDATING, BAD, SAVING)}
