"""A collection of five objects in which the rows of every query can be told by hand.

In: a world. Out: `Small`: the ids that the database gave, by short names, and visits. People and places are made up.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.security.administrators import first_administrator
from specify.security.entering import Visit, visit_of
from tests.planting import World
from tests.security.people import principal_of

FORMATTERS = """
<formatters>
  <format name="Person" class="edu.ku.brc.specify.datamodel.Agent" default="true">
    <switch single="false" field="agentType">
      <fields value="0"><field>lastName</field></fields>
      <fields value="1"><field>lastName</field><field sep=", ">firstName</field></fields>
      <fields value="2"><field>lastName</field></fields>
      <fields value="3"><field>lastName</field></fields>
    </switch>
  </format>
  <format name="Object" class="edu.ku.brc.specify.datamodel.CollectionObject" default="true">
    <switch single="true"><fields><field>catalogNumber</field></fields></switch>
  </format>
  <format name="Who" class="edu.ku.brc.specify.datamodel.Collector" default="true">
    <switch single="true"><fields><field>agent</field></fields></switch>
  </format>
  <format name="Name" class="edu.ku.brc.specify.datamodel.Taxon" default="true">
    <switch single="true"><fields><field>fullName</field><field sep=" ">author</field></fields></switch>
  </format>
  <aggregators>
    <aggregator name="Everybody" class="edu.ku.brc.specify.datamodel.Collector" default="true"
      separator="; " ending="" count="0" format="Who" orderfieldname="orderNumber"/>
  </aggregators>
</formatters>
"""


@dataclass
class Small:
    """The ids of what was planted, by short names such as `co1` and `genus`, and the visit of one who may all."""

    world: World
    ids: dict[str, int]
    visit: Visit

    def name_of(self, key: str, record: int) -> str:
        """The short name of a record."""
        return next(name for name, found in self.ids.items() if found == record and name.startswith(key))


def plant(world: World) -> Small:
    """Plant the collection."""
    ids: dict[str, int] = {}
    _trees(world, ids)
    user = first_administrator()
    assert user is not None
    people = (("jones", "Jones", "Ann", "M", 1, user), ("smith", "Smith", "Bob", None, 1, None))
    for key, last, first, middle, kind, login in (*people, ("museum", "KU Museum", None, None, 0, None)):
        ids[f"agent {key}"] = world.plant(
            "agent", lastName=last, firstName=first, middleInitial=middle, agentType=kind, specifyUser_id=login
        )
    _events(world, ids)
    _objects(world, ids)
    if not present.has("userpolicy"):
        principal_of(world, model("specifyuser").objects.get(pk=user), "UserPrincipal", world.ids["collection"])
    return Small(world, ids, visit_of(user, world.ids["collection"], "en"))


def _trees(world: World, ids: dict[str, int]) -> None:
    taxa: tuple[tuple[str, str, int, str | None, str | None, str | None], ...] = (
        ("Life", "Life", 0, None, None, None),
        ("Percidae", "Percidae", 140, "Life", None, None),
        ("Etheostoma", "Etheostoma", 180, "Percidae", "Rafinesque, 1819", None),
        ("caeruleum", "Etheostoma caeruleum", 220, "Etheostoma", "Storer, 1845", None),
        ("spectabile", "Etheostoma spectabile", 220, "Etheostoma", "(Agassiz, 1854)", None),
        ("pulchellum", "Etheostoma pulchellum", 220, "Etheostoma", "(Girard, 1859)", "spectabile"),
        ("Perca", "Perca", 180, "Percidae", None, None),
        ("flavescens", "Perca flavescens", 220, "Perca", "(Mitchill, 1814)", None),
    )
    ranks = {0: "Life", 140: "Family", 180: "Genus", 220: "Species"}
    items = _ranks(world, "taxon", ranks)
    for number, (name, full, rank, parent, author, accepted) in enumerate(taxa, start=1):
        ids[f"taxon {name}"] = world.plant(
            "taxon", name=name, fullName=full, rankId=rank, definitionItem_id=items[rank], author=author,
            parent_id=ids.get(f"taxon {parent}"), acceptedTaxon_id=ids.get(f"taxon {accepted}"),
            isAccepted=accepted is None, nodeNumber=number, definition_id=world.ids["taxontreedef"],
        )  # fmt: skip
    places = (
        ("Earth", "Earth", 0, None),
        ("North America", "North America", 100, "Earth"),
        ("United States", "United States", 200, "North America"),
        ("Kansas", "United States Kansas", 300, "United States"),
        ("Missouri", "United States Missouri", 300, "United States"),
    )
    items = _ranks(world, "geography", {0: "Planet", 100: "Continent", 200: "Country", 300: "State"})
    for name, full, rank, parent in places:
        ids[f"geography {name}"] = world.plant(
            "geography", name=name, fullName=full, rankId=rank, definitionItem_id=items[rank],
            parent_id=ids.get(f"geography {parent}"), definition_id=world.ids["geographytreedef"],
        )  # fmt: skip


def _ranks(world: World, tree: str, ranks: dict[int, str]) -> dict[int, int]:
    items: dict[int, int] = {}
    for number, name in ranks.items():
        above = max((one for one in items if one < number), default=None)
        items[number] = world.plant(
            f"{tree}treedefitem", name=name, rankId=number, treeDef_id=world.ids[f"{tree}treedef"],
            parent_id=None if above is None else items[above],
        )  # fmt: skip
    return items


def _events(world: World, ids: dict[str, int]) -> None:
    creek = ("creek", "Mill Creek", "Kansas", 39, -95.5)
    for key, name, place, latitude, longitude in (creek, ("pond", "Deep Pond", "Missouri", None, None)):
        ids[f"locality {key}"] = world.plant(
            "locality", localityName=name, geography_id=ids[f"geography {place}"],
            latitude1=latitude, longitude1=longitude,
        )  # fmt: skip
    events = (
        (1, date(1998, 5, 17), 1, "creek", ("jones", "smith")),
        (2, date(1998, 6, 1), 2, "pond", ()),
        (3, date(2001, 1, 1), 3, "creek", ("smith",)),
    )
    for number, day, precision, where, who in events:
        ids[f"event {number}"] = event = world.plant(
            "collectingevent", startDate=day, startDatePrecision=precision, locality_id=ids[f"locality {where}"]
        )
        for order, name in enumerate(who):
            world.plant(
                "collector", collectingEvent_id=event, agent_id=ids[f"agent {name}"], orderNumber=order, isPrimary=False
            )


def _objects(world: World, ids: dict[str, int]) -> None:
    noon = datetime(2024, 4, 1, 12)
    rows: tuple[tuple[Any, ...], ...] = (
        (1, "000000001", 1, "jones", date(2020, 1, 15), "red tag", True, 5, datetime(2024, 3, 1, 23, 30)),
        (2, "000000002", 1, "smith", date(2020, 2, 1), None, False, 10, datetime(2024, 3, 2, 0, 30)),
        (3, "000000010", 2, "jones", None, "", None, 100, noon),
        (4, "000000011", 3, None, date(2021, 3, 5), "blue tag", True, None, noon),
        (5, "000000012", None, None, None, "50% ethanol", None, 7, noon),
    )
    for number, catalog, event, who, day, remarks, flag, count, made in rows:
        ids[f"co {number}"] = world.plant(
            "collectionobject", catalogNumber=catalog, collectingEvent_id=ids.get(f"event {event}"),
            cataloger_id=ids.get(f"agent {who}"), catalogedDate=day, catalogedDatePrecision=1, remarks=remarks,
            yesNo1=flag, integer1=count, timestampCreated=made, version=0,
        )  # fmt: skip
    named = (
        (1, "spectabile", "spectabile", False),
        (1, "caeruleum", "caeruleum", True),
        (2, "pulchellum", "spectabile", True),
        (3, "Etheostoma", "Etheostoma", True),
        (4, "flavescens", "flavescens", True),
    )
    for number, taxon, preferred, is_current in named:
        world.plant(
            "determination", collectionObject_id=ids[f"co {number}"], taxon_id=ids[f"taxon {taxon}"],
            preferredTaxon_id=ids[f"taxon {preferred}"], isCurrent=is_current,
        )  # fmt: skip
    for number, kind, count in ((1, "EtOH", 10), (2, "EtOH", 5), (2, "Skeleton", 1)):
        if kind not in ids:
            ids[kind] = world.plant("preptype", name=kind, isLoanable=True)
        world.plant("preparation", collectionObject_id=ids[f"co {number}"], prepType_id=ids[kind], countAmt=count)
    _foreign(world, ids)
    table = present.tables()["collectionobject"].number
    ids["set"] = world.plant("recordset", dbTableId=table, name="Two", type=0)
    for number in (1, 3):
        world.plant("recordsetitem", recordSet_id=ids["set"], recordId=ids[f"co {number}"])


def _foreign(world: World, ids: dict[str, int]) -> None:
    """An object of another collection of the discipline."""
    here = world.ids["collection"]
    other = world.plant("collection", collectionName="Other", catalogNumFormatName="CatalogNumberNumeric")
    world.ids["collection"] = here
    ids["co 6"] = world.plant(
        "collectionobject", catalogNumber="000000001", collection_id=other, collectionMemberId=other,
        collectingEvent_id=ids["event 1"], cataloger_id=ids["agent jones"], remarks="red tag", yesNo1=True, integer1=5,
    )  # fmt: skip
