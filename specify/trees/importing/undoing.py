"""Undoes an import: all nodes that it has made go, or none.

In: a visit, and an import that was carried out. Out: `Undoing`: what would go, and what keeps it; or the tree without
those nodes. They go only as long as nobody has used or changed any of them; record sets lose them, as with every record
that is deleted. Who undoes needs the right to delete records of the table of nodes. Specify has nothing of the kind.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from specify.datamodel.selecting import rows_by_id
from specify.datamodel.tables import model
from specify.nodes.chains import hold_tree
from specify.nodes.tree_tables import TreeTable
from specify.records.filling.once import AlreadySent
from specify.records.filling.once import note as claim
from specify.records.saving import saved
from specify.records.writing.auditing import audit
from specify.records.writing.changes import Change, Saving
from specify.records.writing.pointing import Asked, Found, counted, pairings, pointers, pointing
from specify.records.writing.removing import remove
from specify.security.entering import Visit
from specify.tasks.progress import SILENT, Progress
from specify.trees.acting import locked_elsewhere, refuse_for
from specify.trees.importing.checking import ask_right, tree_of
from specify.trees.importing.importing import sending_of_undoing, settle
from specify.trees.importing.keeping import MADE, UNDONE, kept, note
from specify.trees.models import TreeImport

_AT_ONCE = 500
_LOOKED_AT = 2000


@dataclass(slots=True)
class Undoing:
    """What would go, by the ids of ranks; `gone` is gone already. `problems` are sentences."""

    ranks: Counter[int] = field(default_factory=Counter)
    gone: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def nodes(self) -> int:
        """How many nodes would go."""
        return self.ranks.total()


def undoing_of(visit: Visit, one: TreeImport) -> Undoing:
    """What would go, and what keeps it; of that the first."""
    tree, ids = tree_of(visit, one).table, list(kept(one, MADE))
    found, mine = Undoing(), set(ids)
    for start in range(0, len(ids), _LOOKED_AT):
        some = ids[start : start + _LOOKED_AT]
        names, changed = _stored(tree, some, found)
        if not found.problems:
            found.problems += [*_changed(names, changed), *_used(visit, tree, names, mine)][:1]
    return found


def undo(visit: Visit, one: TreeImport, progress: Progress = SILENT) -> None:
    """Delete what an import has made."""
    here = tree_of(visit, one)
    ask_right(visit, here, "delete")

    def carry_out() -> None:
        hold_tree(here.table)
        refuse_for(locked_elsewhere(here.table))
        claim(sending_of_undoing(visit, one))
        found = undoing_of(visit, one)
        refuse_for(found.problems)
        progress.expect(found.nodes, _("Delete nodes"))
        _delete(visit, here.table, list(kept(one, MADE)), progress)

    with suppress(AlreadySent):
        saved(carry_out)
        note(one, state=UNDONE)
    settle(one)


def _stored(tree: TreeTable, ids: Sequence[int], found: Undoing) -> tuple[Mapping[int, str], Collection[int]]:
    """The names of those that are still there, and those that were changed since they were made; counted."""
    rows: Any = model(tree.key)._default_manager.filter(pk__in=ids).order_by("pk")
    columns = ("pk", "fullName", "definitionItem_id", "version", "timestampCreated", "timestampModified")
    names, changed = {}, []
    for key, name, item, version, made, modified in rows.values_list(*columns):
        names[key] = name or ""
        found.ranks[item] += 1
        if version or made != modified:
            changed.append(key)
    found.gone += len(ids) - len(names)
    return names, changed


def _changed(names: Mapping[int, str], changed: Collection[int]) -> Iterator[str]:
    for one in changed:
        sentence = _("%(name)s was changed since: the import cannot be undone. Delete single nodes in their forms.")
        yield sentence % {"name": names[one]}


def _used(visit: Visit, tree: TreeTable, names: Mapping[int, str], mine: Collection[int]) -> Iterator[str]:
    """What points to one of these nodes from elsewhere."""
    own = [one for one in pointers(tree.key) if one.table == tree.key]
    others = [*(one for one in pointers(tree.key) if one.table != tree.key), *pairings(tree.key)]
    inside = pointing([Asked(pointer, names) for pointer in own]) if names else []
    for found in inside:
        if found.id not in mine:
            yield _told(visit, found, names)
    used = [asked for asked, _number in counted([Asked(pointer, names) for pointer in others], 1)] if names else []
    for found in pointing(used[:1]):
        yield _told(visit, found, names)


def _told(visit: Visit, found: Found, names: Mapping[int, str]) -> str:
    sentence = _(
        "%(name)s is used by a record of %(table)s by now, in %(field)s: the import cannot be undone while it is."
    )
    table = found.pointer.table
    told = {"table": visit.captions.table(table), "field": visit.captions.field(table, found.pointer.way.name)}
    return sentence % {**told, "name": names[found.target]}


def _delete(visit: Visit, tree: TreeTable, ids: Sequence[int], progress: Progress) -> None:
    """Delete nodes, the last that were made first: children stand behind their parents."""
    for start in range(0, len(ids), _LOOKED_AT):
        synonyms: Any = model(tree.key)._default_manager.filter(pk__in=ids[start : start + _LOOKED_AT])
        synonyms.filter(**{f"{tree.accepted}__isnull": False}).update(**{tree.accepted: None})
    now = datetime.now().replace(microsecond=0)
    for end in range(len(ids), 0, -_AT_ONCE):
        rows = rows_by_id(tree.key, ids[max(0, end - _AT_ONCE) : end], locked=True)
        changes = [Change(tree.nodes, {}, row, deed="delete") for row in rows]
        saving = Saving(visit, changes, now)
        remove(changes)
        audit(saving)
        progress.advance(len(changes))
