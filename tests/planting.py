"""Plants a row in any table, with all that it must hang on, in a collection of its own.

In: the present schema. Out: a `World`: division, discipline and collection that nobody of the demonstration belongs to,
and the row of each table planted there so far.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from specify.datamodel import present
from specify.datamodel.declaring import Field, Relationship, Table
from specify.datamodel.tables import model
from specify.resources.place import Place

TREES = {
    "taxonTreeDef": "taxontreedef",
    "geographyTreeDef": "geographytreedef",
    "geologicTimePeriodTreeDef": "geologictimeperiodtreedef",
    "lithoStratTreeDef": "lithostrattreedef",
    "tectonicUnitTreeDef": "tectonicunittreedef",
}
VALUES: dict[str, Any] = {
    "integer": 0,
    "short": 0,
    "byte": 0,
    "long": 0,
    "boolean": False,
    "date": date(2001, 2, 3),
    "timestamp": datetime(2001, 2, 3, 4, 5, 6),
    "decimal": Decimal(1),
    "double": 1.0,
    "json": {},
    "blob": b"",
}


@dataclass
class World:
    """A collection with its discipline and division, and the rows planted in it by table key."""

    ids: dict[str, int] = field(default_factory=dict)

    @classmethod
    def create(cls) -> "World":
        """A new division, discipline with tree definitions, and collection in the institution that is there."""
        world = cls()
        institution = model("institution").objects.order_by("pk").first()
        assert institution is not None
        world.ids["institution"] = institution.pk
        world.ids["storagetreedef"] = institution.storageTreeDef_id  # type: ignore[attr-defined]
        world.plant("division")
        trees = {
            f"{name}_id": world.plant(key)
            for name, key in TREES.items()
            if name in present.tables()["discipline"].relationships
        }
        world.plant("discipline", type="fish", name="Foreign discipline", **trees)
        for key in TREES.values():
            if present.has(key) and "discipline" in present.tables()[key].relationships:
                model(key).objects.filter(pk=world.ids[key]).update(discipline_id=world.ids["discipline"])
        world.plant("collection", collectionName="Foreign collection", catalogNumFormatName="CatalogNumberNumeric")
        return world

    @classmethod
    def at(cls, place: Place) -> "World":
        """The collection that is there already; rows are planted among its own."""
        ids = {
            "institution": place.institution_id,
            "division": place.division_id,
            "discipline": place.discipline_id,
            "collection": place.collection_id,
        }
        trees = {f"{tree}treedef": found[0] for tree, found in place.tree_definitions.items() if found}
        return cls({**ids, **trees})

    def plant(self, key: str, **given: Any) -> int:
        """The id of a new row of the table; rows it must hang on are planted once and used again."""
        made = model(key).objects.create(**self._whole(key, given))
        self.ids[key] = made.pk
        return int(made.pk)

    def plant_many(self, key: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """New rows of the table, inserted as a set."""
        model(key).objects.bulk_create(model(key)(**self._whole(key, given)) for given in rows)

    def _whole(self, key: str, given: Mapping[str, Any]) -> dict[str, Any]:
        """What is given of a row, and what it cannot be without."""
        table = present.tables()[key]
        values = {**self._values(table), **given}
        return {**self._keys(table, values), **values}

    def _values(self, table: Table) -> dict[str, Any]:
        found = {name: self._value(one) for name, one in table.fields.items() if not one.null}
        if "collectionMemberId" in table.fields:
            found["collectionMemberId"] = self.ids.get("collection", 0)
        if "scopeType" in table.fields and table.scope == "scopeType":
            found |= {"scopeType": 0, "scopeID": self.ids["collection"]}
        return found

    def _value(self, one: Field) -> Any:
        if one.kind in ("string", "text"):
            return uuid.uuid4().hex[: min(one.length or 12, 12)]
        return VALUES[one.kind]

    def _keys(self, table: Table, values: dict[str, Any]) -> dict[str, int]:
        owners = {path.split(".")[0] for path in table.scope.split("|")[:1]}
        found = {}
        for name, way in table.relationships.items():
            if way.column and f"{name}_id" not in values and (not way.null or name in owners):
                found[f"{name}_id"] = self._target(way)
        return found

    def _target(self, way: Relationship) -> int:
        key = way.target.lower()
        return self.ids[key] if key in self.ids else self.plant(key)
