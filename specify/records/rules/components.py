"""Components: parts of a collection object that have a type, a name and perhaps a number of their own.

Kept of Specify 7: where the collection wishes so, a catalog number is given once among its objects and their
components. Kept of its forms: a component without a type has the collection's; its name comes from the tree of its
type. Databases before 7.12 have no components.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.records.writing.changes import Change, Saving
from specify.resources.preferences import collection_preference
from specify.text.folding import fold

_WISH = ("uniqueCatalogNumberAccrossComponentAndCO", "behavior", "uniqueness")
_TABLES = ("collectionobject", "component")
_COLLECTIONS = {"collectionobject": "collection_id", "component": "collectionObject__collection_id"}


def before(saving: Saving) -> None:
    """Give the type to those that have none, and hold names to its tree."""
    components = list(saving.of("component"))
    untyped = [change for change in components if change.now("type") is None]
    if untyped:
        collection = saving.settled(lambda: saving.rows.get("collection", saving.visit.place.collection_id)) or {}
        for change in untyped:
            change.put("type", collection.get("collectionObjectType_id"))
    named = [change for change in components if change.alters("name", "type")]
    trees = saving.settled(
        lambda: {
            change: (saving.at(change, "name", "definition"), saving.at(change, "type", "taxonTreeDef"))
            for change in named
        }
    )
    for change, (given, wanted) in trees.items():
        if given is not None and wanted is not None and given != wanted:
            sentence = _("This name stands in another tree than the one for this type; choose one from that.")
            saving.refuse(change, "name", sentence)


def after(saving: Saving) -> None:
    """Refuse a number that an object and a component share: numbers are given once all is judged."""
    numbered = [change for change in saving.of(*_TABLES) if change.alters("catalogNumber") and _number(change)]
    if not numbered or not present.has("component"):
        return
    if collection_preference(saving.visit.viewer, saving.visit.stamp, *_WISH) is not True:
        return
    there = {table: _there(saving, table, [_number(change) for change in numbered]) for table in _TABLES}
    for change in numbered:
        for table in _TABLES:
            others = [row for row in there[table].get(fold(_number(change)), ()) if (table, row) != _row(change)]
            if others and (table, change.table.key) != ("collectionobject", "collectionobject"):
                sentence = _(
                    "Another record of %(table)s has this number, and it can be given only once; enter another."
                )
                told = sentence % {"table": saving.visit.captions.table(table)}
                saving.refuse(change, "catalogNumber", told, (table, others[0]))


def _number(change: Change) -> str:
    return change.now("catalogNumber") or ""


def _row(change: Change) -> tuple[str, int | None]:
    return change.table.key, change.id


def _there(saving: Saving, table: str, numbers: Sequence[str]) -> Mapping[str, list[int]]:
    """By number the rows of a table of this collection that have it."""
    here = {_COLLECTIONS[table]: saving.visit.place.collection_id, "catalogNumber__in": numbers}
    found: dict[str, list[int]] = defaultdict(list)
    query = model(table)._default_manager.filter(**here).order_by("pk")
    for number, row in query.values_list("catalogNumber", "pk"):
        found[fold(number)].append(row)
    return found
