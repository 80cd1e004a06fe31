"""The objects of a collection, each with its event, determinations, preparations and measurements.

In: a `Book`, what was noted before as `Stock`, and the number of objects. Out: rows, one event after another, however
many objects there are. The last objects are entered shortly before the demonstration is looked at, by whoever may.
"""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from specify.demonstration.book import WRITTEN, Book, Values, identifier
from specify.demonstration.chance import day_between, precise, some, source
from specify.demonstration.departments import Department
from specify.demonstration.determining import LAST_DAY, LONG_HISTORIES, determine
from specify.demonstration.diary import Entry
from specify.demonstration.people import People, Person
from specify.demonstration.subjects import Preparation, Spot, Subject
from specify.demonstration.taxa import Species

LENDABLE, RECENT = 60, 14
ENTERED_FROM = datetime(2024, 1, 8, 9, 0)
OF_A_SPOT = 8


@dataclass(frozen=True, slots=True)
class Stock:
    """What objects are made from, and what is remembered of them: preparations to lend, and recent work."""

    department: Department
    people: People
    species: Mapping[str, Sequence[Species]]
    spots: Sequence[Spot]
    preparation_types: Mapping[str, int]
    accessions: Sequence[tuple[int, int]]
    seed: int
    numbered: Counter[int] = field(default_factory=Counter)
    lendable: list[int] = field(default_factory=list)
    diary: list[Entry] = field(default_factory=list)
    at_work: dict[tuple[str, int], list[Person]] = field(default_factory=dict)

    @property
    def subject(self) -> Subject:
        """What the collection is about."""
        return self.department.subject

    def active(self, role: str, year: int) -> list[Person]:
        """Those of that role who could have done something in that year, looked up once."""
        if (role, year) not in self.at_work:
            self.at_work[role, year] = self.people.active(role, year)
        return self.at_work[role, year]


@dataclass(slots=True)
class Event:
    """A collecting event as its objects see it."""

    id: int
    day: date
    spot: Spot
    accession: int | None
    lots: int = 0


@dataclass(slots=True)
class Lot:
    """An object while it is made: its ordinal, id, event, pieces, and when it was entered by whom."""

    chance: random.Random
    event: Event
    species: Species
    made: int
    id: int
    count: int
    entered: datetime
    agent: int
    is_recent: bool


def generate(book: Book, stock: Stock, objects: int) -> None:
    """Note `objects` collection objects, event by event."""
    chance = source(stock.seed, f"{stock.subject.key}/specimens")
    enterers = stock.department.enterers
    made = 0
    while made < objects:
        event = _event(book, stock, chance)
        choice = stock.species[event.spot.within]
        for species in some(chance, choice, min(OF_A_SPOT, objects - made)):
            made += 1
            ago = objects - made
            lot = Lot(
                chance=chance,
                event=event,
                species=max(choice, key=_much_confused) if made in LONG_HISTORIES else species,
                made=made,
                id=book.next_id("collectionobject"),
                count=chance.choices(*stock.subject.counts)[0],
                entered=_entered(made, ago),
                agent=enterers[made % len(enterers)] if ago < RECENT else stock.department.keeper,
                is_recent=ago < RECENT,
            )
            _object(book, stock, lot)
            determine(book, stock, lot)
            _preparations(book, stock, lot)
            _beside(book, stock, lot)


def _much_confused(species: Species) -> tuple[int, int]:
    """How much there is to a long history: names it bore, and species it was mistaken for."""
    return len(species.synonyms), len(species.relatives)


def _entered(made: int, ago: int) -> datetime:
    """When an object was entered: the last ones in working hours before the demonstration was made."""
    if ago < RECENT:
        return WRITTEN - timedelta(days=1 + ago // 3, minutes=37 * (ago % 3) - 260)
    return ENTERED_FROM + timedelta(minutes=97 * made % (60 * 24 * 700))


def _event(book: Book, stock: Stock, chance: random.Random) -> Event:
    department, spot = stock.department, chance.choice(stock.spots)
    day = day_between(chance, date(stock.subject.first_year, 3, 1), LAST_DAY)
    if chance.random() < 0.5:  # most museums grew most in the last decades
        day = day_between(chance, date(1965, 3, 1), LAST_DAY)
    collectors = some(chance, stock.active("collector", day.year), 3)
    started, precision = precise(chance, day, weights=(7, 2, 1))
    number = book.next_id("collectingevent")
    attribute = None
    if chance.random() < 0.6:
        found = stock.subject.circumstances(chance, spot, 1)
        attribute = book.add("collectingeventattribute", discipline=department.discipline, **found)
    ended = day + timedelta(days=chance.randint(1, 6)) if precision == 1 and chance.random() < 0.12 else None
    book.add(
        "collectingevent",
        discipline=department.discipline,
        locality=spot.id,
        paleoContext=spot.context,
        startDate=started,
        startDatePrecision=precision,
        endDate=ended,
        endDatePrecision=1 if ended else None,
        verbatimDate=day.strftime("%b. %y").lower() if precision == 2 and day.year > 1900 else None,
        method=chance.choice(stock.subject.methods(spot)),
        stationFieldNumber=f"{collectors[0].last_name[:2].upper()} {day:%y}-{number:03d}" if collectors else None,
        collectingEventAttribute=attribute,
        guid=identifier("event", stock.seed, number),
        createdByAgent=department.keeper,
    )
    for order, person in enumerate(collectors, 1):
        book.add(
            "collector",
            collectingEvent=number,
            agent=person.id,
            isPrimary=order == 1,
            orderNumber=order,
            division=department.division,
        )
    later = [accession for accession, year in stock.accessions if year >= day.year]
    return Event(number, day, spot, chance.choice(later) if later and chance.random() < 0.8 else None)


def _object(book: Book, stock: Stock, lot: Lot) -> None:
    chance, event, department = lot.chance, lot.event, stock.department
    event.lots += 1
    day = day_between(chance, event.day, min(LAST_DAY, event.day + timedelta(days=1500)))
    cataloged, precision = precise(chance, day, weights=(9, 1, 1))
    stock.numbered[day.year] += 1
    was_changed = lot.is_recent and lot.made % 3 == 0
    book.add(
        "collectionobject",
        catalogNumber=stock.subject.number(lot.made, day, stock.numbered[day.year]),
        collection=department.collection,
        collectionMemberId=department.collection,
        collectionObjectType=department.object_types[0 if lot.made % 10 else -1],
        collectingEvent=event.id,
        accession=event.accession,
        cataloger=_staff(stock, chance, cataloged),
        catalogedDate=cataloged,
        catalogedDatePrecision=precision,
        countAmt=lot.count,
        fieldNumber=f"{event.id}.{event.lots}" if chance.random() < 0.6 else None,
        altCatalogNumber=f"AM {event.day:%Y}/{event.id}" if chance.random() < 0.1 else None,
        collectionObjectAttribute=_measures(book, stock, lot) if chance.random() < 0.45 else None,
        remarks=chance.choice(stock.subject.notes) if chance.random() < 0.22 else None,
        guid=identifier("object", stock.seed, lot.id),
        version=int(was_changed),
        timestampCreated=lot.entered,
        timestampModified=lot.entered + (timedelta(hours=1) if lot.is_recent else timedelta(days=lot.made % 50)),
        createdByAgent=lot.agent,
        modifiedByAgent=lot.agent if lot.made % 3 else department.keeper,
    )
    if lot.is_recent:
        _tell_diary(stock, lot, was_changed=was_changed)


def _tell_diary(stock: Stock, lot: Lot, *, was_changed: bool) -> None:
    department = stock.department
    collection, own = ("collection", department.collection), ("collectionobject", lot.id)
    stock.diary.append(Entry(lot.entered, lot.agent, own, collection))
    if was_changed:
        later = lot.entered + timedelta(hours=1)
        changes = (("countamt", str(lot.count + 1), str(lot.count)),)
        stock.diary.append(Entry(later, department.keeper, own, collection, version=1, changes=changes))


def _staff(stock: Stock, chance: random.Random, day: date) -> int | None:
    """Someone who worked in the museum then."""
    staff = stock.active("staff", day.year)
    return chance.choice(staff).id if staff else None


def _measures(book: Book, stock: Stock, lot: Lot) -> int:
    measured: Values = stock.subject.measures(lot.chance, lot.event.spot, lot.count)
    return book.add("collectionobjectattribute", collectionMemberId=stock.department.collection, **measured)


def _preparations(book: Book, stock: Stock, lot: Lot) -> None:
    prepared = min(LAST_DAY, lot.event.day + timedelta(days=lot.chance.randint(0, 90)))
    for kind in stock.subject.preparations:
        if kind.percent == 100 or lot.chance.random() * 100 < kind.percent:
            _preparation(book, stock, lot, (kind, prepared))


def _preparation(book: Book, stock: Stock, lot: Lot, made: tuple[Preparation, date]) -> None:
    (kind, day), chance = made, lot.chance
    number = book.add(
        "preparation",
        collectionObject=lot.id,
        collectionMemberId=stock.department.collection,
        prepType=stock.preparation_types[kind.name],
        countAmt=lot.count if kind.percent == 100 else min(lot.count, chance.randint(1, 4)),
        storage=chance.choice(stock.department.house.shelves[kind.rooms[lot.id % len(kind.rooms)]]),
        storageLocation=f"{kind.holder} {chance.randint(1, 480)}",
        preparedByAgent=_staff(stock, chance, day) if chance.random() < 0.5 else None,
        preparedDate=day,
        preparedDatePrecision=1,
        guid=identifier("preparation", stock.seed, lot.id, kind.name),
        createdByAgent=lot.agent,
    )
    if kind.is_loanable and len(stock.lendable) < LENDABLE:
        stock.lendable.append(number)
    if lot.is_recent:
        own = ("collectionobject", lot.id)
        stock.diary.append(Entry(lot.entered, lot.agent, ("preparation", number), own))


def _beside(book: Book, stock: Stock, lot: Lot) -> None:
    chance, collection = lot.chance, stock.department.collection
    if chance.random() < 0.12:
        book.add(
            "otheridentifier",
            collectionObject=lot.id,
            collectionMemberId=collection,
            identifier=f"{chance.randint(1, 9999)}.{lot.event.day:%Y}",
            institution="Saint Vitus Natural History Cabinet",
        )
    if chance.random() < 0.06:
        book.add(
            "collectionobjectcitation",
            collectionObject=lot.id,
            collectionMemberId=collection,
            referenceWork=chance.choice(stock.people.works),
            pageNumber=str(chance.randint(4, 460)),
            isFigured=chance.random() < 0.3,
        )
