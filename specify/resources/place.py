"""Where one works: a collection with all that it belongs to.

In: a collection's id. Out: a `Place`, read in one statement. Kept of Specify: a tree belongs to a discipline through
the discipline's own column, storage to the institution; from 7.12 on a discipline may have several taxon trees, and
the one its column names comes first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, Func, OuterRef, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable, Expression
from django.utils.text import slugify

from specify.datamodel import present, tables

# The tree tables and the column of the discipline (or institution) that names the definition of each.
_TREES = {
    "taxon": "discipline__taxonTreeDef",
    "geography": "discipline__geographyTreeDef",
    "geologictimeperiod": "discipline__geologicTimePeriodTreeDef",
    "lithostrat": "discipline__lithoStratTreeDef",
    "tectonicunit": "discipline__tectonicUnitTreeDef",
    "storage": "discipline__division__institution__storageTreeDef",
}
_COLUMNS = {
    "collection_id": "id",
    "collection_name": "collectionName",
    "collection_code": "code",
    "catalog_number_format": "catalogNumFormatName",
    "is_embedded_collecting_event": "isEmbeddedCollectingEvent",
    "discipline_id": "discipline_id",
    "discipline_name": "discipline__name",
    "discipline_type": "discipline__type",
    "is_paleo_context_embedded": "discipline__isPaleoContextEmbedded",
    "paleo_context_child_table": "discipline__paleoContextChildTable",
    "division_id": "discipline__division_id",
    "division_name": "discipline__division__name",
    "institution_id": "discipline__division__institution_id",
    "institution_name": "discipline__division__institution__name",
    "is_accessions_global": "discipline__division__institution__isAccessionsGlobal",
}
_FLAGS = ("is_embedded_collecting_event", "is_paleo_context_embedded", "is_accessions_global")
_KEYS = ("collection_id", "discipline_id", "division_id", "institution_id")


@dataclass(frozen=True)
class Place:
    """A collection, its discipline, division and institution, and what these decide about its records.

    Names that the database leaves empty are empty texts. `tree_definitions` has the ids of the definitions valid here
    by the tree's table key, the one to begin with first.
    """

    collection_id: int
    collection_name: str
    collection_code: str
    discipline_id: int
    discipline_name: str
    discipline_type: str
    division_id: int
    division_name: str
    institution_id: int
    institution_name: str
    catalog_number_format: str
    is_embedded_collecting_event: bool
    is_paleo_context_embedded: bool
    paleo_context_child_table: str
    is_accessions_global: bool
    tree_definitions: Mapping[str, tuple[int, ...]]

    @property
    def slug(self) -> str:
        """The collection's name as it stands in addresses behind its id."""
        return slugify(self.collection_name) or "collection"

    @property
    def way(self) -> dict[str, int | str]:
        """The parts that every address inside the collection begins with."""
        return {"collection_id": self.collection_id, "slug": self.slug}

    @property
    def embedded(self) -> frozenset[tuple[str, str]]:
        """The to-one relationships, by table, behind which this place keeps a record of each one's own."""
        found = set()
        if self.is_embedded_collecting_event:
            found.add(("collectionobject", "collectingEvent"))
        if self.is_paleo_context_embedded:
            found.add((self.paleo_context_child_table.lower(), "paleoContext"))
        return frozenset(found)


def place_of(collection_id: int) -> Place | None:
    """The place of that collection, or None when there is no such collection. One statement."""
    row = place_rows(collection_id).first()
    return None if row is None else place_from(row)


def place_rows(collection_id: int, *more: str, **annotations: Any) -> QuerySet[tables.Collection, dict[str, Any]]:
    """What `place_from` reads, as a query without an order, for those who ask for `more` in the same statement."""
    query = tables.Collection.objects.filter(pk=collection_id).annotate(taxon_trees=_taxon_trees(), **annotations)
    return query.values(*_COLUMNS.values(), *_tree_columns().values(), "taxon_trees", *more)


def place_from(row: Mapping[str, Any]) -> Place:
    """The place that a row of `place_rows` tells of."""
    collection_id, trees = row["id"], _tree_columns()
    values: dict[str, Any] = {name: row[column] for name, column in _COLUMNS.items()}
    for name, value in values.items():
        if name in _FLAGS:
            values[name] = bool(value)
        elif name not in _KEYS:
            values[name] = value or ""
    values["collection_name"] = values["collection_name"] or values["collection_code"] or f"Collection {collection_id}"
    definitions = {tree: _distinct([row[column]]) for tree, column in trees.items()}
    further = sorted(int(number) for number in (row["taxon_trees"] or "").split(",") if number)
    definitions["taxon"] = _distinct([row[trees["taxon"]], *further])
    return Place(**values, tree_definitions=definitions)


def _tree_columns() -> dict[str, str]:
    return {tree: f"{path}_id" for tree, path in _TREES.items() if _is_present(path)}


def _is_present(path: str) -> bool:
    owner, column = path.split("__")[-2:]
    return column in present.tables()[owner].relationships


def _taxon_trees() -> Expression | Combinable:
    """The ids of all taxon trees of the discipline with commas between; empty where the schema has no such key."""
    if "discipline" not in present.tables()["taxontreedef"].relationships:
        return Value("")
    ids: Func = Func(F("id"), function="GROUP_CONCAT", output_field=CharField())
    trees = tables.TaxonTreeDef.objects.filter(discipline_id=OuterRef("discipline_id"))
    return Subquery(trees.annotate(ids=ids).values("ids"), output_field=CharField())


def _distinct(ids: Sequence[int | None]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(number for number in ids if number))
