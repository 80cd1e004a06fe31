"""The collection objects of the demonstration, each with its event, determinations, preparations and measurements.

In: a `Book`, what was noted before as `Stock`, the number of objects and the seed. Out: rows; `generate` yields after
every event, so that the book can be written from time to time however many objects there are. Some histories of
determination are long on purpose, so that they fill more than a page.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from specify.demonstration.book import Book, identifier
from specify.demonstration.chance import day_between, precise, some, source
from specify.demonstration.determining import LONG_HISTORIES, determine
from specify.demonstration.house import House
from specify.demonstration.nature import Nature, Species, Spot
from specify.demonstration.people import People, Person

FIRST_YEAR, LAST_DAY = 1886, date(2025, 10, 31)
FRESH = ("Gill net", "Electrofishing", "Seine", "Angling", "Dip net", "Trap")
SALT = ("Trawl", "Gill net", "Hand spear", "Angling", "Fish market", "Seine")
HABITATS = {True: ("Shallow sea", "Reef", "Brackish water"), False: ("Lake", "River")}
BOTTOMS = ("Sand", "Mud", "Gravel", "Rock", "Sea grass", "Boulders with weed", "Reeds")
# What people of many places wrote on their labels; all of it real writing, none of it translated here.
NOTES = (
    "Caudal fin torn.",
    "Gonads removed and kept as slides.",
    "Label partly unreadable: the year may be a guess.",
    "Из старой коллекции, этикетка переписана в 1952 году.",
    "Συλλέχθηκε με δίχτυα το ξημέρωμα.",
    "標本ラベルは鉛筆書き。",
    "التُقطت العينة قرب الشاطئ.",
    "נאסף סמוך לחוף.",
    "ตัวอย่างจากตลาดปลา",
    "Mage geöffnet: Reste von Kleinkrebsen.",
    "Colour in life: back green, flanks silver with 9–11 dark bars.",
)


@dataclass(frozen=True, slots=True)
class Stock:
    """What objects are made from: ids and choices noted before."""

    house: House
    people: People
    nature: Nature
    preparation_types: dict[str, int]
    accessions: list[tuple[int, int]]
    seed: int


@dataclass(slots=True)
class Event:
    """A collecting event as its objects see it."""

    id: int
    day: date
    spot: Spot
    collectors: list[Person]
    lots: int = 0
    accession: int | None = None
    entered: datetime = field(default_factory=lambda: datetime(2026, 1, 5, 9, 0))


def generate(book: Book, stock: Stock, objects: int) -> Iterator[None]:
    """Note `objects` collection objects, event by event."""
    chance = source(stock.seed, "specimens")
    made = 0
    while made < objects:
        event = _event(book, stock, chance)
        choice = stock.nature.species[event.spot.region]
        for drawn in some(chance, choice, min(8, objects - made)):
            made += 1
            species = max(choice, key=_much_confused) if made in LONG_HISTORIES else drawn
            entered = datetime(2024, 1, 8, 9, 0) + timedelta(minutes=97 * made % (60 * 24 * 700))
            number = _object(book, stock, (chance, event, made, entered))
            determine(book, stock, (chance, number, species, event.day))
        yield


def _much_confused(species: Species) -> tuple[int, int]:
    """How much there is to a long history: names it bore, and species it was mistaken for."""
    return len(species.synonyms), len(species.relatives)


def _event(book: Book, stock: Stock, chance: random.Random) -> Event:
    spot = chance.choice(stock.nature.spots)
    day = day_between(chance, date(FIRST_YEAR, 3, 1), LAST_DAY)
    if chance.random() < 0.5:  # most museums grew most in the last decades
        day = day_between(chance, date(1965, 3, 1), LAST_DAY)
    collectors = some(chance, stock.people.active("collector", day.year), 3)
    started, precision = precise(chance, day, weights=(7, 2, 1))
    number = book.next_id("collectingevent")
    attribute = _circumstances(book, stock, (chance, spot)) if chance.random() < 0.6 else None
    ended = day + timedelta(days=chance.randint(1, 6)) if precision == 1 and chance.random() < 0.12 else None
    event = book.add(
        "collectingevent",
        discipline=stock.house.discipline,
        locality=spot.id,
        startDate=started,
        startDatePrecision=precision,
        endDate=ended,
        endDatePrecision=1 if ended else None,
        verbatimDate=day.strftime("%b. %y").lower() if precision == 2 and day.year > 1900 else None,
        method=chance.choice(SALT if spot.is_sea else FRESH),
        stationFieldNumber=f"{collectors[0].last_name[:2].upper()} {day:%y}-{number:03d}" if collectors else None,
        collectingEventAttribute=attribute,
        guid=identifier("event", stock.seed, number),
        createdByAgent=1,
    )
    for order, person in enumerate(collectors, 1):
        book.add("collector", collectingEvent=event, agent=person.id, isPrimary=order == 1, orderNumber=order)
    later = [accession for accession, year in stock.accessions if year >= day.year]
    accession = chance.choice(later) if later and chance.random() < 0.8 else None
    return Event(event, day, spot, collectors, accession=accession)


def _circumstances(book: Book, stock: Stock, found: tuple[random.Random, Spot]) -> int:
    chance, spot = found
    depth = chance.randint(1, max(2, spot.depth))
    return book.add(
        "collectingeventattribute",
        discipline=stock.house.discipline,
        text4=chance.choice(HABITATS[spot.is_sea]),
        text5=chance.choice(BOTTOMS),
        number1=Decimal(chance.randint(20, 260)) / 10,
        number2=Decimal(depth),
        number3=Decimal(depth + chance.randint(0, 20)),
        number4=Decimal(chance.randint(60, 385)) / 10 if spot.is_sea else None,
    )


def _object(book: Book, stock: Stock, found: tuple[random.Random, Event, int, datetime]) -> int:
    chance, event, made, entered = found
    count = chance.choices((1, 2, 3, 6, 12, 40, 130), (40, 18, 12, 12, 9, 6, 3))[0]
    event.lots += 1
    cataloged, precision = precise(
        chance, day_between(chance, event.day, min(LAST_DAY, event.day + timedelta(days=1500))), weights=(9, 1, 1)
    )
    number = book.add(
        "collectionobject",
        catalogNumber=f"{made:09d}",
        collection=stock.house.collection,
        collectionMemberId=stock.house.collection,
        collectionObjectType=stock.house.collection_type,
        collectingEvent=event.id,
        accession=event.accession,
        cataloger=_staff(chance, stock, cataloged),
        catalogedDate=cataloged,
        catalogedDatePrecision=precision,
        countAmt=count,
        fieldNumber=f"{event.id}.{event.lots}" if chance.random() < 0.6 else None,
        altCatalogNumber=f"AM {event.day:%Y}/{event.id}" if chance.random() < 0.1 else None,
        collectionObjectAttribute=_measures(book, stock, (chance, count)) if chance.random() < 0.45 else None,
        remarks=chance.choice(NOTES) if chance.random() < 0.22 else None,
        guid=identifier("object", stock.seed, made),
        timestampCreated=entered,
        timestampModified=entered + timedelta(days=made % 50),
        createdByAgent=1,
        modifiedByAgent=1 if made % 3 else 2,
    )
    _preparations(book, stock, (chance, number, count, event.day))
    _beside(book, stock, (chance, number, event.day))
    return number


def _staff(chance: random.Random, stock: Stock, day: date) -> int | None:
    """Someone who worked in the museum then."""
    staff = stock.people.active("staff", day.year)
    return chance.choice(staff).id if staff else None


def _measures(book: Book, stock: Stock, found: tuple[random.Random, int]) -> int:
    chance, count = found
    least = chance.randint(22, 460)
    return book.add(
        "collectionobjectattribute",
        collectionMemberId=stock.house.collection,
        text4="Mixed" if count > 3 else chance.choice(("Female", "Male", "Unknown")),
        text5=chance.choice(("Juvenile", "Adult", "Adult", "Mixed", "Larva")),
        number1=Decimal(least),
        number2=Decimal(least + chance.randint(0, 140)) if count > 1 else None,
        number3=Decimal(least * least) / 250 if count == 1 else None,
    )


def _preparations(book: Book, stock: Stock, found: tuple[random.Random, int, int, date]) -> None:
    chance, number, count, day = found
    prepared = min(LAST_DAY, day + timedelta(days=chance.randint(0, 90)))
    kinds = ["Ethanol"] + [name for name in ("Skeleton", "Tissue", "Cleared and stained") if chance.random() < 0.16]
    for kind in kinds:
        room = {"Skeleton": "Dry room", "Tissue": "Cold room"}.get(kind, f"Spirit room {1 + number % 2}")
        pieces = count if kind == "Ethanol" else min(count, chance.randint(1, 4))
        book.add(
            "preparation",
            collectionObject=number,
            collectionMemberId=stock.house.collection,
            prepType=stock.preparation_types[kind],
            countAmt=pieces,
            storage=chance.choice(stock.nature.shelves[room]),
            storageLocation=f"{'Vial' if kind == 'Tissue' else 'Jar'} {chance.randint(1, 480)}",
            preparedByAgent=_staff(chance, stock, prepared) if chance.random() < 0.5 else None,
            preparedDate=prepared,
            preparedDatePrecision=1,
            guid=identifier("preparation", stock.seed, number, kind),
            createdByAgent=1,
        )


def _beside(book: Book, stock: Stock, found: tuple[random.Random, int, date]) -> None:
    chance, number, day = found
    if chance.random() < 0.12:
        book.add(
            "otheridentifier",
            collectionObject=number,
            collectionMemberId=stock.house.collection,
            identifier=f"{chance.randint(1, 9999)}.{day:%Y}",
            institution="Saint Vitus Natural History Cabinet",
        )
    if chance.random() < 0.06:
        book.add(
            "collectionobjectcitation",
            collectionObject=number,
            collectionMemberId=stock.house.collection,
            referenceWork=chance.choice(stock.people.works),
            pageNumber=str(chance.randint(4, 460)),
            isFigured=chance.random() < 0.3,
        )
