"""The museum itself: institution, division, discipline, collection, and the definitions of its trees.

In: a `Book`. Out: rows, and their ids as a `House`. What Specify 7.10 added (types of collection objects, tectonic
units) is noted like everything else and passed over by the book where the database lacks it.
"""

from dataclasses import dataclass

from specify.demonstration.book import Book, identifier
from specify.demonstration.trees import FROM_LEAF, Definition, Kind, Node, Rank, define, plant

TAXON = Kind(
    "taxon",
    (
        Rank(0, "Life", enforced=True),
        Rank(10, "Kingdom", enforced=True),
        Rank(30, "Phylum", enforced=True),
        Rank(60, "Class", enforced=True),
        Rank(100, "Order", enforced=True),
        Rank(140, "Family", enforced=True),
        Rank(180, "Genus", in_name=True, enforced=True),
        Rank(220, "Species", in_name=True),
        Rank(230, "Subspecies", in_name=True),
    ),
    accepted="acceptedTaxon",
)
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
PERIODS = Kind(
    "geologictimeperiod",
    (
        Rank(0, "Time", enforced=True),
        Rank(100, "Erathem", in_name=True),
        Rank(200, "System", in_name=True),
        Rank(300, "Series", in_name=True),
        Rank(400, "Stage", in_name=True),
    ),
    separator=", ",
    direction=FROM_LEAF,
    accepted="acceptedGeologicTimePeriod",
)
ROCKS = Kind(
    "lithostrat",
    (
        Rank(0, "Surface", enforced=True),
        Rank(100, "Super group"),
        Rank(200, "Litho group", in_name=True),
        Rank(300, "Formation", in_name=True),
        Rank(400, "Member", in_name=True),
    ),
    separator=", ",
    direction=FROM_LEAF,
    accepted="acceptedLithoStrat",
)
PLATES = Kind(
    "tectonicunit",
    (
        Rank(0, "Root", enforced=True),
        Rank(10, "Superstructure"),
        Rank(20, "Tectonic domain", in_name=True),
        Rank(30, "Tectonic subdomain", in_name=True),
        Rank(40, "Tectonic unit", in_name=True),
    ),
    separator=", ",
    accepted="acceptedTectonicUnit",
)


@dataclass(frozen=True, slots=True)
class House:
    """The ids of the museum's rows and its tree definitions."""

    institution: int
    division: int
    discipline: int
    collection: int
    collection_type: int
    taxa: Definition
    geography: Definition
    storage: Definition
    roots: dict[str, str]


def build(book: Book, *, first_agent: int) -> House:
    """Note the museum. `first_agent` is the agent who will be the collection's contact."""
    institution, division, discipline, collection = (
        book.next_id(table) for table in ("institution", "division", "discipline", "collection")
    )
    collection_type = book.next_id("collectionobjecttype")
    storage = define(book, STORAGE, "Storage", institution=institution)
    taxa = define(book, TAXON, "Fishes", discipline=discipline)
    geography = define(book, GEOGRAPHY, "Geography", discipline=discipline)
    rest = {kind.table: define(book, kind, kind.table, discipline=discipline) for kind in (PERIODS, ROCKS, PLATES)}
    for kind in (PERIODS, ROCKS, PLATES):
        plant(book, rest[kind.table], Node(kind.ranks[0].name, kind.ranks[0].name))
    _institution(book, storage.id)
    book.add("division", name="Zoology", abbrev="ZOO", institution=institution)
    book.add(
        "discipline",
        name="Ichthyology",
        type="fish",
        division=division,
        dataType=book.add("datatype", name="Biota"),
        taxonTreeDef=taxa.id,
        geographyTreeDef=geography.id,
        geologicTimePeriodTreeDef=rest["geologictimeperiod"].id,
        lithoStratTreeDef=rest["lithostrat"].id,
        tectonicUnitTreeDef=rest["tectonicunit"].id,
        isPaleoContextEmbedded=False,
    )
    _collection(book, discipline, collection_type, first_agent)
    book.add("collectionobjecttype", name="Fish", collection=collection, taxonTreeDef=taxa.id)
    roots = {kind.table: kind.ranks[0].name for kind in (TAXON, GEOGRAPHY, STORAGE)}
    return House(institution, division, discipline, collection, collection_type, taxa, geography, storage, roots)


def _institution(book: Book, storage: int) -> None:
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
        isSingleGeographyTree=False,
        remarks="A made-up museum: fishes and places are real, people and institutions are not.",
    )


def _collection(book: Book, discipline: int, collection_type: int, contact: int) -> None:
    collection = book.add(
        "collection",
        collectionName="Fishes",
        code="FISH",
        catalogNumFormatName="CatalogNumberNumeric",
        collectionObjectType=collection_type,
        discipline=discipline,
        guid=identifier("collection"),
        isEmbeddedCollectingEvent=False,
        adminContact=contact,
        description="Fishes of all waters, kept in alcohol, as skeletons and as tissue samples.",
    )
    scheme = book.add(
        "autonumberingscheme",
        schemeName="Catalog numbers",
        schemeClassName="",
        formatName="CatalogNumberNumeric",
        isNumericOnly=True,
        tableNumber=1,
    )
    book.pair("autonumsch_coll", scheme, collection)
