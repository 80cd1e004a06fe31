"""The determinations of the demonstration: who held a specimen to be what, and when.

In: a `Book`, the `Stock`, and an object with its true species and the day it was caught. Out: rows, the newest current.
Early determinations stop at the genus or family, later ones mistake a species for its relative or use a name that is a
synonym today, as they do in real collections; the accepted name is noted beside each, as Specify keeps it.
"""

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

from specify.demonstration.book import Book, identifier
from specify.demonstration.chance import precise
from specify.demonstration.nature import Species

if TYPE_CHECKING:
    from specify.demonstration.specimens import Stock

METHODS = (("Key", 0), ("Comparison", 0), ("Gill rakers", 0), ("Radiograph", 1948), ("Barcoding", 2004))
TYPES = ("Holotype", "Paratype", "Syntype", "Topotype")
LONG_HISTORIES = {7: 14, 40: 27, 123: 12}
LAST_DAY = date(2025, 12, 20)
FIRST_THIRD, COARSE_AT_LAST = 0.34, 0.04

Found = tuple[random.Random, int, Species, date]


def determine(book: Book, stock: "Stock", found: Found) -> None:
    """Note the history of one object, oldest first."""
    chance, number, species, caught = found
    steps = LONG_HISTORIES.get(number) or chance.choices((1, 2, 3, 4), (60, 25, 10, 5))[0]
    day, longest = caught, max(1, (LAST_DAY - caught).days // steps)
    for step in range(1, steps + 1):
        day = min(LAST_DAY, day + timedelta(days=chance.randint(0, longest)))
        _determination(book, stock, (found, day, step, steps))


def _determination(book: Book, stock: "Stock", at: tuple[Found, date, int, int]) -> None:
    (chance, number, species, caught), day, step, steps = at
    is_last = step == steps
    taxon, preferred = _name(chance, species, progress=step / steps)
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
        method=_method(chance, day.year) if chance.random() < 0.5 else None,
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


def _method(chance: random.Random, year: int) -> str:
    return chance.choice([method for method, since in METHODS if since <= year])


def _name(chance: random.Random, species: Species, *, progress: float) -> tuple[int, int]:
    """The node that is named and the node accepted for it: from the coarse and the mistaken to the right one."""
    if progress == 1:
        return (species.genus, species.genus) if chance.random() < COARSE_AT_LAST else (species.id, species.id)
    if progress <= FIRST_THIRD and chance.random() < 0.5:
        coarse = chance.choice((species.genus, species.family))
        return coarse, coarse
    if species.synonyms and chance.random() < 0.6:
        return chance.choice(species.synonyms), species.id
    named = chance.choice(species.relatives) if species.relatives and chance.random() < 0.4 else species.id
    return named, named
