"""Nodes planted into the trees of the demonstration, and specimens that hang on them."""

from dataclasses import dataclass, field
from typing import Any

from specify.datamodel import present
from specify.datamodel.tables import model
from tests.planting import World


@dataclass
class Planted:
    """A tree of the place where a world is; nodes are put into the definition that comes first there."""

    world: World
    key: str = "taxon"
    items: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Learn the ranks."""
        self.definition = self.world.ids[f"{self.key}treedef"]
        rows = model(f"{self.key}treedefitem").objects.filter(treeDef_id=self.definition)
        self.items = dict(rows.values_list("rankId", "pk"))

    @property
    def root(self) -> int:
        """The node that is there already."""
        return int(model(self.key).objects.get(parent=None, definition_id=self.definition).pk)

    def node(self, rank: int, parent: int | None, name: str, **more: Any) -> int:
        """A node; it has no numbers."""
        keys = {"definition_id": self.definition, "definitionItem_id": self.items[rank], "parent_id": parent}
        values = {"rankId": rank, "name": name, "fullName": name, "isAccepted": True, **more}
        return self.world.plant(self.key, **keys, **values)

    def specimen(self, taxon: int, preferred: int | None = None, *, is_current: bool = True) -> int:
        """An object of the world's collection, determined so."""
        specimen = self.world.plant("collectionobject", **_version("collectionobject"))
        self.world.plant(
            "determination",
            collectionObject_id=specimen,
            taxon_id=taxon,
            preferredTaxon_id=preferred or taxon,
            isCurrent=is_current,
        )
        return specimen


def _version(key: str) -> dict[str, Any]:
    """What a later schema wants of a row."""
    table = present.tables()[key]
    return {"collectionObjectType_id": None} if "collectionObjectType" in table.relationships else {}
