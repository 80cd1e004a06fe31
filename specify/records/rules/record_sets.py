"""Record sets: one without an owner belongs to whoever makes it.

Kept of Specify 7. That deleted records leave their sets, and items go with their set, `removing` sees to.
"""

from specify.records.writing.changes import Saving


def before(saving: Saving) -> None:
    """Fill in the owner."""
    for change in saving.of("recordset"):
        if change.now("specifyUser") is None:
            change.put("specifyUser", saving.visit.user.pk)


def after(saving: Saving) -> None:
    """Nothing."""
