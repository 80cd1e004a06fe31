"""What a change of ranks is about, as it is stored: a definition of a tree, its ranks in order, one of them.

In: a visit, a tree, and which definition or rank. Out: a `Scene`; a refusal where they are not in the collection.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.utils.translation import gettext as _

from specify.datamodel.rows import Row
from specify.datamodel.selecting import rows_by_id
from specify.datamodel.tables import model
from specify.nodes.chains import hold_tree
from specify.nodes.ranks import Rank, rank_from
from specify.nodes.tree_tables import TreeTable
from specify.records.writing.changes import Change
from specify.security.entering import Visit
from specify.web.refusals import missing

DIRECTION = "fullNameDirection"


@dataclass(frozen=True, slots=True)
class Scene:
    """A definition with its ranks from the highest, and the one that is about; none of these where a tree is begun.

    `locked`: nobody else changes it until the end of the transaction.
    """

    visit: Visit
    tree: TreeTable
    definition: Row
    ranks: tuple[Row, ...] = ()
    rank: Row | None = None
    locked: bool = False

    @property
    def title(self) -> str:
        """What the tree is called; with the name of its definition where there are several."""
        title = self.visit.captions.table(self.tree.key)
        several = len(self.visit.place.tree_definitions.get(self.tree.key, ())) > 1
        return f"{title}: {self.definition['name']}" if several and self.definition else title

    @property
    def one(self) -> Row:
        """The rank that is about, for changes that have one."""
        if self.rank is None:
            raise AssertionError("This change is about no rank.")
        return self.rank

    @property
    def state(self) -> str:
        """A digest of all that is stored of it; where a tree is begun of which trees there are."""
        known = self.visit.place.tree_definitions.get(self.tree.key, ())
        stored = [sorted(row.items()) for row in (self.definition, *self.ranks)]
        return blake2b(repr((known, stored)).encode(), digest_size=16).hexdigest()

    def neighbours(self, row: Row) -> tuple[Row | None, Row | None]:
        """The ranks directly above and below one."""
        place = [rank["id"] for rank in self.ranks].index(row["id"])
        return (self.ranks[place - 1] if place else None), next(iter(self.ranks[place + 1 :]), None)

    def as_they_are(self) -> dict[int, Rank]:
        """The ranks by the ids of their rows, as full names are made of them."""
        return self.as_they_will_be(())

    def as_they_will_be(self, changes: Iterable[Change]) -> dict[int, Rank]:
        """The same after some changes of them and of their definition."""
        values: dict[tuple[str, int], Mapping[str, Any]] = {
            (change.table.key, change.id or 0): change.values for change in changes
        }
        definition = {**self.definition, **values.get((self.tree.definitions.key, self.definition["id"]), {})}
        told = {f"treeDef__{DIRECTION}": definition[DIRECTION]}
        return {
            row["id"]: rank_from({**row, **values.get((self.tree.ranks.key, row["id"]), {}), **told})
            for row in self.ranks
        }


def scene_of(
    visit: Visit, tree: TreeTable, definition: int | None, rank: int | None = None, *, locked: bool = False
) -> Scene:
    """The definition with its ranks; that of the rank, if one is asked for. Three statements at most."""
    if locked:
        hold_tree(tree)
    ranks: Any = model(tree.ranks.key)._default_manager
    if rank is not None:
        definition = ranks.filter(pk=rank).values_list("treeDef_id", flat=True).first()
    known = visit.place.tree_definitions.get(tree.key, ())
    rows = list(rows_by_id(tree.definitions.key, [definition or 0], locked=locked)) if definition in known else []
    if not rows:
        told = {"tree": visit.captions.table(tree.key), "collection": visit.place.collection_name}
        sentence = _("%(collection)s has no such rank or tree of %(tree)s.") % told
        raise missing(sentence, _("It may have been deleted meanwhile. Choose one from the list of trees."))
    ids = list(ranks.filter(treeDef_id=definition).values_list("pk", flat=True))
    stored = rows_by_id(tree.ranks.key, ids, locked=locked) if ids else ()
    found = sorted(stored, key=lambda row: (row["rankId"] or 0, row["id"]))
    return Scene(visit, tree, rows[0], tuple(found), next((row for row in found if row["id"] == rank), None), locked)


def shown_name(row: Row) -> str:
    """What people call a rank."""
    return str(row["title"] or row["name"] or "")
