"""A small collection whose figures can be counted by hand, in a world of its own.

In: a planted `World`. Out: ids by name. The tree: an order with a genus, a species, its subspecies and a synonym of the
species; a second order with a species. Numbers of nodes begin at 1 again, as in each definition.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from specify.datamodel.tables import model
from tests.planting import World

TODAY = date(2026, 3, 31)
SAVED = datetime(2026, 3, 30, 12, 0)


@dataclass
class Fishes:
    """Plants objects, and remembers the taxa and localities."""

    world: World
    taxa: dict[str, int] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)

    @classmethod
    def plant(cls) -> "Fishes":
        """The trees and localities, without objects."""
        made = cls(World.create())
        for name, rank, numbers, parent in (
            ("Vita", 0, (1, 8), None),
            ("Salmoniformes", 100, (2, 6), "Vita"),
            ("Salmo", 180, (3, 6), "Salmoniformes"),
            ("trutta", 220, (4, 5), "Salmo"),
            ("fario", 230, (5, 5), "trutta"),
            ("ausonii", 220, (6, 6), "Salmo"),
            ("Cypriniformes", 100, (7, 8), "Vita"),
            ("rutilus", 220, (8, 8), "Cypriniformes"),
        ):
            made._taxon(name, rank, numbers, parent)
        made._accept("ausonii", "trutta")
        made._countries()
        return made

    def catalog(self, taxon: str | None = None, place: str | None = None, **given: Any) -> int:
        """A collection object with its current determination and its event; `given` are its own fields."""
        type_status = given.pop("type_status", None)
        event = self.world.plant("collectingevent", locality_id=self.places[place]) if place else None
        saved = {"timestampCreated": SAVED, "timestampModified": SAVED}
        made = self.world.plant("collectionobject", collectingEvent_id=event, **{**saved, **given})
        if taxon:
            self.determine(made, taxon, isCurrent=True, typeStatusName=type_status)
        return made

    def determine(self, specimen: int, taxon: str, **given: Any) -> int:
        """A determination of the object."""
        return self.world.plant("determination", collectionObject_id=specimen, taxon_id=self.taxa[taxon], **given)

    def _taxon(self, name: str, rank: int, numbers: tuple[int, int], parent: str | None) -> None:
        item = self.world.plant("taxontreedefitem", name=f"Rank {rank}", rankId=rank)
        self.taxa[name] = self.world.plant(
            "taxon",
            name=name,
            fullName=name,
            rankId=rank,
            nodeNumber=numbers[0],
            highestChildNodeNumber=numbers[1],
            parent_id=self.taxa[parent] if parent else None,
            definitionItem_id=item,
        )

    def _accept(self, synonym: str, accepted: str) -> None:
        model("taxon").objects.filter(pk=self.taxa[synonym]).update(acceptedTaxon_id=self.taxa[accepted])

    def _countries(self) -> None:
        for number, (country, placed) in enumerate((("Norway", True), ("Sweden", False)), 1):
            self.world.plant("geographytreedefitem", name="Country", rankId=200)
            node = {"rankId": 200, "nodeNumber": 2 * number, "highestChildNodeNumber": 2 * number + 1}
            self.world.plant("geography", name=country, **node)
            self.world.plant("geographytreedefitem", name="County", rankId=400)
            node = {"rankId": 400, "nodeNumber": 2 * number + 1, "highestChildNodeNumber": 2 * number + 1}
            county = self.world.plant("geography", name=f"County in {country}", **node)
            where = {"latitude1": 60, "longitude1": 10} if placed else {}
            self.places[country] = self.world.plant(
                "locality", localityName=f"Lake in {country}", geography_id=county, **where
            )
