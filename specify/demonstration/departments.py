"""One collection with all that stands above it: division, discipline, tree definitions, and how it is numbered.

In: a `Book`, the `House`, a `Subject` and the users' ids. Out: rows, and their ids as a `Department`. What Specify 7.10
added (types of collection objects, tectonic units) is noted like everything else and passed over by the book where the
database lacks it. Only a discipline of fossils has more than the roots of the trees of ages and rocks.
"""

from dataclasses import dataclass

from specify.demonstration import accounts, strata
from specify.demonstration.book import Book, identifier
from specify.demonstration.house import House
from specify.demonstration.subjects import Subject
from specify.demonstration.trees import Definition, define, plant


@dataclass(frozen=True, slots=True)
class Department:
    """A collection: what it is about, the ids of what it belongs to, its definitions, and its people who sign in.

    `agents` are the agents of the users by the names of their accounts, the administrator's first.
    """

    subject: Subject
    house: House
    division: int
    discipline: int
    collection: int
    object_types: tuple[int, ...]
    taxa: Definition
    ages: Definition
    rocks: Definition
    agents: dict[str, int]

    @property
    def keeper(self) -> int:
        """The agent who entered what nobody else did."""
        return self.agents[accounts.ADMINISTRATOR]

    @property
    def enterers(self) -> list[int]:
        """The agents of those who may enter records."""
        return [agent for name, agent in self.agents.items() if accounts.may_enter(name)]


def open_department(book: Book, house: House, subject: Subject, users: dict[str, int]) -> Department:
    """Note the collection and all above it. Its users' agents come first among the agents of the division."""
    names, discipline = subject.names, book.next_id("discipline")
    division = book.add("division", name=names.division, abbrev=names.abbreviation, institution=house.institution)
    agents = accounts.employ(book, subject.key, division, users)
    taxa = define(book, subject.taxa.kind, subject.taxa.tree, discipline=discipline)
    ages, rocks, plates = (
        define(book, kind, name, discipline=discipline)
        for kind, name in (
            (strata.PERIODS, "Chronostratigraphy"),
            (strata.ROCKS, "Lithostratigraphy"),
            (strata.PLATES, "Tectonic units"),
        )
    )
    book.add(
        "discipline",
        name=names.discipline,
        type=subject.key,
        division=division,
        dataType=house.data_type,
        taxonTreeDef=taxa.id,
        geographyTreeDef=house.geography.id,
        geologicTimePeriodTreeDef=ages.id,
        lithoStratTreeDef=rocks.id,
        tectonicUnitTreeDef=plates.id,
        isPaleoContextEmbedded=False,
        paleoContextChildTable=subject.paleo_context_of,
    )
    plant(book, plates, strata.PLATES.root)
    collection, types = _collection(
        book, subject, discipline=discipline, taxa=taxa, contact=agents[accounts.ADMINISTRATOR]
    )
    return Department(subject, house, division, discipline, collection, types, taxa, ages, rocks, agents)


def _collection(
    book: Book, subject: Subject, *, discipline: int, taxa: Definition, contact: int
) -> tuple[int, tuple[int, ...]]:
    names, collection = subject.names, book.next_id("collection")
    types = tuple(
        book.add(
            "collectionobjecttype",
            name=name,
            collection=collection,
            taxonTreeDef=taxa.id,
            catalogNumberFormatName=subject.catalog_format,
        )
        for name in names.object_types
    )
    book.add(
        "collection",
        collectionName=names.collection,
        code=names.code,
        catalogNumFormatName=subject.catalog_format,
        collectionObjectType=types[0],
        discipline=discipline,
        guid=identifier("collection", subject.key),
        isEmbeddedCollectingEvent=False,
        adminContact=contact,
        description=names.description,
    )
    scheme = book.add(
        "autonumberingscheme",
        schemeName=f"Catalog numbers, {names.collection}",
        schemeClassName="",
        formatName=subject.catalog_format,
        isNumericOnly=subject.catalog_format == "CatalogNumberNumeric",
        tableNumber=1,
    )
    book.pair("autonumsch_coll", scheme, collection)
    return collection, types
