"""The trees of the demonstration and the places where its fishes were caught: names, ranks and coordinates are real.

In: a `Book`, the `House` and the files `fishes`, `synonyms`, `geography` and `places`. Out: nodes of the three trees,
localities with coordinates, and what specimens choose from: the species of each region and its places.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from specify.demonstration.book import Book, identifier
from specify.demonstration.house import House
from specify.demonstration.sheets import rows
from specify.demonstration.trees import Node, plant

BUILDING, ROOMS = "Spirit building", ("Spirit room 1", "Spirit room 2", "Dry room", "Cold room")
CABINETS, SHELVES = 6, 5
SALT = frozenset({"an", "ar", "ba", "ca", "co", "ip", "me", "ne", "nw", "ps", "wa"})


@dataclass(frozen=True, slots=True)
class Species:
    """A species as determinations use it: ids of its node, genus, family, synonyms, and what it is mistaken for."""

    id: int
    name: str
    genus: int
    family: int
    synonyms: tuple[int, ...]
    relatives: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A locality: its id, how deep the water is (metres) and whether it is the sea."""

    id: int
    region: str
    depth: int
    is_sea: bool


@dataclass(slots=True)
class Nature:
    """What specimens choose from."""

    species: dict[str, list[Species]] = field(default_factory=lambda: defaultdict(list))
    spots: list[Spot] = field(default_factory=list)
    shelves: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))


def survey(book: Book, house: House) -> Nature:
    """Note trees and localities."""
    nature = Nature()
    _taxa(book, house, nature)
    countries = _geography(book, house)
    for row in rows("places"):
        nature.spots.append(_locality(book, house, row, countries[row["geography"]]))
    _storage(book, house, nature)
    return nature


def _taxa(book: Book, house: House, nature: Nature) -> None:
    root = Node("Life", house.roots["taxon"])
    phylum = root.child("Kingdom", "Animalia").child("Phylum", "Chordata")
    genera: dict[str, Node] = {}
    families: dict[str, str] = {}
    for row in rows("fishes"):
        family = phylum.child("Class", row["class"]).child("Order", row["order"]).child("Family", row["family"])
        genus, epithet = row["name"].split()
        genera[genus] = family.child("Genus", genus)
        families[row["name"]] = row["family"]
        genera[genus].child(
            "Species", epithet, author=row["author"], commonName=row["english"], source="Eschmeyer's Catalog of Fishes"
        )
    for row in rows("synonyms"):
        genus, epithet = row["name"].split()
        family = _family_of(phylum, families[row["accepted"]])
        home = genera.get(genus) or family.child("Genus", genus)
        genera[genus] = home
        home.children.append(Node("Species", epithet, {"author": row["author"]}, accepted=row["accepted"]))
    ids = plant(book, house.taxa, root)
    for row in rows("fishes"):
        _common_names(book, ids[row["name"]], row)
    _choose_species(nature, ids)


def _family_of(phylum: Node, name: str) -> Node:
    return next(
        family for a in phylum.children for order in a.children for family in order.children if family.name == name
    )


def _common_names(book: Book, taxon: int, row: dict[str, str]) -> None:
    for language, column in (("en", "english"), ("de", "german")):
        book.add("commonnametx", taxon=taxon, name=row[column], language=language)


def _choose_species(nature: Nature, ids: dict[str, int]) -> None:
    synonyms: dict[str, list[int]] = defaultdict(list)
    for row in rows("synonyms"):
        synonyms[row["accepted"]].append(ids[row["name"]])
    families: dict[str, list[int]] = defaultdict(list)
    for row in rows("fishes"):
        families[row["family"]].append(ids[row["name"]])
    for row in rows("fishes"):
        name = row["name"]
        species = Species(
            id=ids[name],
            name=name,
            genus=ids[name.split()[0]],
            family=ids[row["family"]],
            synonyms=tuple(synonyms[name]),
            relatives=tuple(other for other in families[row["family"]] if other != ids[name]),
        )
        for region in row["regions"].split():
            nature.species[region].append(species)


def _geography(book: Book, house: House) -> dict[str, int]:
    """Note the geography; ids by ISO code."""
    root = Node("Earth", house.roots["geography"])
    nodes: dict[str, Node] = {}
    for row in rows("geography"):
        above = nodes[row["within"]] if row["within"] else root
        # Two places may bear one name; their codes tell them apart, so each becomes a node of its own.
        node = Node(row["rank"], row["name"], {"geographyCode": row["code"] or None, "isCurrent": True})
        above.children.append(node)
        nodes[row["code"] or row["name"]] = node
    plant(book, house.geography, root)
    return {code: node.id for code, node in nodes.items()}


def _locality(book: Book, house: House, row: dict[str, str], geography: int) -> Spot:
    is_sea = row["region"] in SALT
    locality = book.add(
        "locality",
        localityName=row["name"],
        geography=geography,
        discipline=house.discipline,
        latitude1=Decimal(row["latitude"]),
        longitude1=Decimal(row["longitude"]),
        lat1text=_in_minutes(Decimal(row["latitude"]), "NS"),
        long1text=_in_minutes(Decimal(row["longitude"]), "EW"),
        latLongType="Point",
        latLongMethod="Map",
        latLongAccuracy=Decimal(50),
        datum="WGS84",
        srcLatLongUnit=2,
        originalLatLongUnit=2,
        minElevation=None if is_sea else Decimal(row["elevation"]),
        originalElevationUnit=None if is_sea else "m",
        namedPlace=row["water"],
        guid=identifier("locality", row["name"]),
        createdByAgent=1,
    )
    if row["native"]:
        book.add(
            "localitynamealias", locality=locality, discipline=house.discipline, name=row["native"], source="Local name"
        )
    book.add("localitydetail", locality=locality, waterBody=row["water"])
    book.add(
        "geocoorddetail",
        locality=locality,
        maxUncertaintyEst=Decimal(500),
        maxUncertaintyEstUnit="m",
        geoRefDetBy=1,
        protocol="Read from a map",
    )
    return Spot(locality, row["region"], int(row["depth"]), is_sea)


def _in_minutes(degrees: Decimal, letters: str) -> str:
    """Degrees and decimal minutes with a letter for the direction: 60° 44.10' N."""
    whole, minutes = divmod(abs(degrees) * 60, 60)
    return f"{whole}° {minutes:05.2f}' {letters[degrees < 0]}"


def _storage(book: Book, house: House, nature: Nature) -> None:
    root = Node("Site", house.roots["storage"])
    building = root.child("Building", BUILDING)
    for room in ROOMS:
        for cabinet in range(1, CABINETS + 1):
            for shelf in range(1, SHELVES + 1):
                building.child("Room", room).child("Cabinet", f"Bay {cabinet}").child("Shelf", f"Shelf {shelf}")
    for name, number in plant(book, house.storage, root).items():
        if name.count(", ") == 3:
            nature.shelves[name.split(", ")[1]].append(number)
