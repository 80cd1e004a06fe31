"""Collections, disciplines and divisions: who may make and delete them, and what goes with them.

Kept of Specify 7: only an administrator of the institution makes or deletes one; the collection one works in is not
deleted; a discipline is not deleted while somebody has settings of their own in it; a discipline that is made without a
taxon tree gets an empty one, named `Sample` and the next number. That a discipline's collections keep it, and that its
trees outlive it, `cascading` says.
"""

import re

from django.utils.translation import gettext as _

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.records.writing.changes import Change, Saving
from specify.web.refusals import forbidden

_TABLES = ("collection", "discipline", "division", "institution")
_SAMPLE = re.compile(r"Sample(\d+)")
_ROOT_FIRST = 1


def before(saving: Saving) -> None:
    """Ask who does this, and judge deletions; begin a tree where there is none."""
    if any(saving.of(*_TABLES, deeds=("make", "delete"))) and not saving.visit.rights.is_administrator:
        raise forbidden(
            _("Only an administrator of the institution may add or delete collections, disciplines and divisions."),
            _("Ask one to do it."),
        )
    for change in saving.of("collection", deeds=("delete",)):
        if change.id == saving.visit.place.collection_id:
            saving.refuse(change, "", _("You are working in this collection; enter another one to delete it."))
    for change in saving.of("spappresourcedir", deeds=("delete",)):
        if _is_left(change) and change.before("specifyUser") is not None:
            sentence = _("Users have settings of their own in this discipline; have these deleted first.")
            saving.refuse(change, "discipline", sentence)
    treeless = [c for c in saving.of("discipline", deeds=("make",)) if c.now("taxonTreeDef") is None]
    if treeless:
        _begin_trees(saving, treeless)


def after(saving: Saving) -> None:
    """Say of trees that were begun whose they are; a discipline has no id before it has its tree."""
    for change in saving.of("discipline", deeds=("make",)):
        tree = change.now("taxonTreeDef")
        if isinstance(tree, Change) and tree.owner is change and "discipline" in tree.table.relationships:
            model("taxontreedef")._default_manager.filter(pk=tree.id).update(discipline_id=change.id)


def _is_left(change: Change) -> bool:
    return change.owner is not None and change.owner.table.key == "discipline"


def _begin_trees(saving: Saving, treeless: list[Change]) -> None:
    names = model("taxontreedef")._default_manager.filter(name__startswith="Sample").values_list("name", flat=True)
    numbers = [int(found[1]) for name in names if (found := _SAMPLE.fullmatch(name))]
    for number, change in enumerate(treeless, max(numbers, default=0) + 1):
        values = {"name": f"Sample{number}", "fullNameDirection": _ROOT_FIRST}
        way = present.tables()["discipline"].relationships["taxonTreeDef"]
        change.put("taxonTreeDef", saving.add("taxontreedef", values, owner=change, way=way))
