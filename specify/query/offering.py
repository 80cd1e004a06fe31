"""Which records a form offers for one of its relationships, beside what belongs to the collection anyway.

In: the record that is filled in, as it would be if what was sent were saved, a relationship, a place. Out: a `Q` for a
query on the table of the relationship; and the collection in which is looked where that is another one. Pure over
`Rows` (evaluate, load, evaluate again), so that many relationships of a form cost no more than one. Kept of Specify 7:
a node of a tree is offered neither itself nor what hangs on it, and for its parent only nodes of ranks above its own;
taxa of determinations and components come from the tree of their type of object; a search called `BioStrat` finds
biostratigraphic units only; relation types are those of the collection; either side of a relation, and a host, is
looked for in the collection that its type names. Changed on purpose: the parent is above the node's rank as it is now,
where Specify also offers ranks to which the node could be moved down.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from specify.datamodel import present
from specify.datamodel.declaring import Relationship, Table
from specify.datamodel.rows import UNSAVED, Row, Rows
from specify.datamodel.tables import model
from specify.resources.place import Place
from specify.security.scoping import in_scope

_BIOSTRATIGRAPHY = "BioStrat"
_SIDES = ("leftSide", "rightSide")
_HOST_PLUGIN = "HostTaxonPlugin"


@dataclass(frozen=True, slots=True)
class Around:
    """A record that is filled in: its table, its row with what was sent put in, the record whose form it stands in.

    `rows` are those that are loaded so far: until nothing is asked of them, what follows from the record may be wider.
    """

    table: Table
    row: Row
    rows: Rows
    outer: "Around | None" = None

    def beyond(self, table: str, key: object, name: str) -> Any:
        """What a field says of a row that this one points to; None when it points to none, or it is not loaded."""
        return (self.rows.get(table, key) or {}).get(name) if isinstance(key, int) else None


def offered(around: Around, way: Relationship, place: Place, *, search: str = "") -> Q:
    """The records of `place` that may be chosen for a relationship of the record; `search` names the type search."""
    target = present.tables()[way.target.lower()]
    within = in_scope(target, place)
    if target.is_tree and target.key == around.table.key:
        within &= _in_the_tree_of(around, way)
    if target.key == "taxon":
        within &= _of_the_type(around)
    if search == _BIOSTRATIGRAPHY and "isBioStrat" in target.fields:
        within &= Q(isBioStrat=True)
    if target.key == "collectionreltype":
        here = place.collection_id
        within &= Q(leftSideCollection_id=here) | Q(rightSideCollection_id=here)
    return within


def collection_across(around: Around, way: Relationship, plugin: str, options: Mapping[str, str]) -> int | None:
    """The collection in which is looked where a relation type names one; None for the one that is visited."""
    if around.table.key == "collectionrelationship" and way.name in _SIDES:
        kind = around.row.get("collectionRelType_id")
        return _number(around.beyond("collectionreltype", kind, f"{way.name}Collection_id"))
    name = options.get("relname", "")
    if plugin == _HOST_PLUGIN and name:
        kinds = model("collectionreltype")._default_manager.filter(name=name).order_by("pk")
        return _number(kinds.values_list("rightSideCollection_id", flat=True).first())
    return None


def _number(found: object) -> int | None:
    return found if isinstance(found, int) else None


def _in_the_tree_of(around: Around, way: Relationship) -> Q:
    """Nodes of the same tree that do not hang on this one, for a parent those of ranks above."""
    table, row = around.table, around.row
    rank, definition = row.get("rankId"), row.get("definition_id")
    item, items = row.get("definitionItem_id"), f"{table.key}treedefitem"
    if around.beyond(items, item, "id") is not None:
        rank, definition = around.beyond(items, item, "rankId"), around.beyond(items, item, "treeDef_id")
    limit = Q(definition_id=definition) if definition is not None else Q()
    if way.name == "parent" and rank is not None:
        limit &= Q(rankId__lt=rank)
    return limit & _not_below(row)


def _not_below(row: Row) -> Q:
    """Neither the node itself nor its descendants, whose numbers lie between its own and its highest child's."""
    if row["id"] == UNSAVED:
        return Q()
    first, last = row.get("nodeNumber"), row.get("highestChildNodeNumber")
    limit = ~Q(pk=row["id"])
    if first is not None and last is not None:
        limit &= ~Q(definition_id=row.get("definition_id"), nodeNumber__range=(first, last))
    return limit


def _of_the_type(around: Around) -> Q:
    """Taxa of the tree that the type of the object or component names; all where it names none."""
    if not present.has("collectionobjecttype"):
        return Q()
    definition = around.beyond("collectionobjecttype", _type_of(around), "taxonTreeDef_id")
    return Q(definition_id=definition) if definition is not None else Q()


def _type_of(around: Around) -> object:
    """The id of the type of a component, or of the object that a determination is of."""
    if around.table.key == "component":
        return around.row.get("type_id")
    if around.table.key != "determination":
        return None
    if around.outer and around.outer.table.key == "collectionobject":
        return around.outer.row.get("collectionObjectType_id")
    return around.beyond("collectionobject", around.row.get("collectionObject_id"), "collectionObjectType_id")
