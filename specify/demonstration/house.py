"""The museum itself: the institution, and what all its collections share: the storage and the geography.

In: a `Book`, the file `geography`. Out: rows, and their ids as a `House`. As an institution may in Specify, the museum
has one geography for all its disciplines; names and codes of countries and their divisions are those of ISO 3166.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from specify.demonstration.book import Book, identifier
from specify.demonstration.sheets import rows
from specify.demonstration.subjects import Building
from specify.demonstration.trees import FROM_LEAF, Definition, Kind, Node, Rank, define, plant

GEOGRAPHY = Kind(
    "geography",
    (
        Rank(0, "Earth", enforced=True),
        Rank(100, "Continent", enforced=True),
        Rank(200, "Country", in_name=True, enforced=True),
        Rank(300, "State", in_name=True),
        Rank(400, "County", in_name=True),
    ),
    separator=", ",
    direction=FROM_LEAF,
    accepted="acceptedGeography",
)
FINISHED = "A made-up museum: organisms, rocks and places are real, people and institutions are not."
STORAGE = Kind(
    "storage",
    (
        Rank(0, "Site", enforced=True),
        Rank(100, "Building", in_name=True),
        Rank(200, "Room", in_name=True),
        Rank(300, "Cabinet", in_name=True),
        Rank(350, "Shelf", in_name=True),
    ),
    separator=", ",
    accepted="acceptedStorage",
    has_guid=False,
)


@dataclass(slots=True)
class House:
    """The ids of the institution, its geography by ISO code, and its shelves by room."""

    institution: int
    data_type: int
    geography: Definition
    places: dict[str, int] = field(default_factory=dict)
    shelves: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))


def build(book: Book, buildings: Sequence[Building], remarks: str) -> House:
    """Note the museum, of which `remarks` are said. The first discipline to come owns the geography."""
    institution = book.next_id("institution")
    storage = define(book, STORAGE, "Storage", institution=institution)
    geography = define(book, GEOGRAPHY, "Geography", discipline=book.next_id("discipline"))
    _institution(book, storage.id, remarks)
    house = House(institution, book.add("datatype", name="Biota"), geography)
    _countries(book, house)
    _shelves(book, house, storage, buildings)
    return house


def _institution(book: Book, storage: int, remarks: str) -> None:
    address = book.add(
        "address",
        address="1 Heron Weir Lane",
        city="Aldermoor",
        postalCode="AM1 4DE",
        country="United Kingdom",
        isPrimary=True,
        isCurrent=True,
        remarks="A place that is not on any map.",
    )
    book.add(
        "institution",
        name="Aldermoor Museum of Natural History",
        code="AMNH-A",
        address=address,
        guid=identifier("institution"),
        storageTreeDef=storage,
        isAccessionsGlobal=False,
        isSecurityOn=True,
        isServerBased=False,
        isSharingLocalities=False,
        isSingleGeographyTree=True,
        remarks=remarks,
    )


def _countries(book: Book, house: House) -> None:
    root = GEOGRAPHY.root
    nodes: dict[str, Node] = {}
    for row in rows("geography"):
        above = nodes[row["within"]] if row["within"] else root
        # Two places may bear one name; their codes tell them apart, so each becomes a node of its own.
        node = Node(row["rank"], row["name"], {"geographyCode": row["code"] or None, "isCurrent": True})
        above.children.append(node)
        nodes[row["code"] or row["name"]] = node
    plant(book, house.geography, root)
    house.places.update((code, node.id) for code, node in nodes.items())


def _shelves(book: Book, house: House, storage: Definition, buildings: Sequence[Building]) -> None:
    root = STORAGE.root
    shelves: list[tuple[str, Node]] = []
    for building in buildings:
        stands = root.child("Building", building.name)
        for name in building.rooms:
            room = stands.child("Room", name)
            for number in range(1, building.cabinets + 1):
                cabinet = room.child("Cabinet", f"{building.cabinet} {number}")
                for level in range(1, building.shelves + 1):
                    shelves.append((name, cabinet.child("Shelf", f"{building.shelf} {level}")))
    plant(book, storage, root)
    for name, shelf in shelves:
        house.shelves[name].append(shelf.id)
