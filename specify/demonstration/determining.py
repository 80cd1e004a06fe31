"""The determinations of the demonstration: who held a specimen to be what, and when.

In: a `Book`, the `Stock`, and an object with its true species and the day it was caught. Out: rows, the newest current.
Early determinations stop at the genus or family, or use a name that is a synonym today, as they do in real collections;
the accepted name is noted beside each, as Specify keeps it.
"""

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

from specify.demonstration.book import Book, identifier
from specify.demonstration.chance import precise
from specify.demonstration.nature import Species

if TYPE_CHECKING:
    from specify.demonstration.specimens import Stock

METHODS = ("Key", "Comparison", "Gill rakers", "Radiograph", "Barcoding")
TYPES = ("Holotype", "Paratype", "Syntype", "Topotype")
LONG_HISTORIES = {7: 14, 40: 27, 123: 12}
LAST_DAY = date(2025, 12, 20)

Found = tuple[random.Random, int, Species, date]


def determine(book: Book, stock: "Stock", found: Found) -> None:
    """Note the history of one object, oldest first."""
    chance, number, species, caught = found
    steps = LONG_HISTORIES.get(number) or chance.choices((1, 2, 3, 4), (60, 25, 10, 5))[0]
    day = caught
    for step in range(1, steps + 1):
        day = min(LAST_DAY, day + timedelta(days=chance.randint(0, 9000 // steps)))
        _determination(book, stock, (found, day, step, steps))


def _determination(book: Book, stock: "Stock", at: tuple[Found, date, int, int]) -> None:
    (chance, number, species, caught), day, step, steps = at
    is_last = step == steps
    taxon, preferred = _name(chance, species, is_last=is_last)
    told, precision = precise(chance, day, weights=(5, 3, 4) if day.year < 1950 else (8, 2, 1))
    determiners = stock.people.active("determiner", day.year)
    determination = book.add(
        "determination",
        collectionObject=number,
        collectionMemberId=stock.house.collection,
        taxon=taxon,
        preferredTaxon=preferred,
        isCurrent=is_last,
        determiner=chance.choice(determiners).id if determiners else None,
        determinedDate=max(told, date(caught.year, 1, 1)),
        determinedDatePrecision=precision,
        method=chance.choice(METHODS[:3] if day.year < 1970 else METHODS) if chance.random() < 0.5 else None,
        qualifier="cf." if taxon == species.id and chance.random() < 0.06 else None,
        confidence=chance.choice(("certain", "likely", "doubtful")) if chance.random() < 0.3 else None,
        typeStatusName=chance.choice(TYPES) if is_last and chance.random() < 0.02 else None,
        remarks="Compared with the whole series." if chance.random() < 0.08 else None,
        guid=identifier("determination", stock.seed, number, step),
        createdByAgent=1,
    )
    if is_last and chance.random() < 0.05:
        book.add(
            "determinationcitation",
            determination=determination,
            referenceWork=chance.choice(stock.people.works),
            collectionMemberId=stock.house.collection,
            pageNumber=str(chance.randint(10, 600)),
        )


def _name(chance: random.Random, species: Species, *, is_last: bool) -> tuple[int, int]:
    """The node that is named and the node accepted for it."""
    if is_last:
        if chance.random() < 0.04:
            return species.genus, species.genus
        return species.id, species.id
    if species.synonyms and chance.random() < 0.6:
        return chance.choice(species.synonyms), species.id
    named = chance.choices((species.id, species.genus, species.family), (5, 4, 2))[0]
    return named, named
