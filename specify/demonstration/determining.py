"""The determinations of the demonstration: who held a specimen to be what, and when.

In: a `Book`, the `Stock`, and a `Lot` with its true species and the day it was found. Out: rows, the newest current.
Early determinations stop at the genus or family, later ones mistake a species for its relative or use a name that is a
synonym today, as they do in real collections; the accepted name is noted beside each, as Specify keeps it.
"""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from specify.demonstration.book import Book, identifier
from specify.demonstration.chance import precise
from specify.demonstration.diary import Entry
from specify.demonstration.taxa import Species

if TYPE_CHECKING:
    from specify.demonstration.specimens import Lot, Stock

# Some histories are long on purpose, so that they fill more than a page.
LONG_HISTORIES = {7: 14, 40: 27, 123: 12}
LAST_DAY = date(2025, 10, 31)
LAST_WORK = date(2025, 12, 20)
FIRST_THIRD, COARSE_AT_LAST = 0.34, 0.04
QUALIFIERS = ("cf.", "cf.", "aff.", "?")


def determine(book: Book, stock: "Stock", lot: "Lot") -> None:
    """Note the history of one object, oldest first."""
    chance, found = lot.chance, lot.event.day
    steps = LONG_HISTORIES.get(lot.made) or chance.choices((1, 2, 3, 4), (60, 25, 10, 5))[0]
    day, longest = found, max(1, (LAST_WORK - found).days // steps)
    for step in range(1, steps + 1):
        day = min(LAST_WORK, day + timedelta(days=chance.randint(0, longest)))
        _determination(book, stock, lot, (day, step, steps))


def _determination(book: Book, stock: "Stock", lot: "Lot", at: tuple[date, int, int]) -> None:
    (day, step, steps), chance = at, lot.chance
    is_last = step == steps
    taxon, preferred = _name(chance, lot.species, progress=step / steps)
    told, precision = precise(chance, day, weights=(5, 3, 4) if day.year < 1950 else (8, 2, 1))
    determiners = stock.active("determiner", day.year)
    about = stock.subject.determining
    number = book.add(
        "determination",
        collectionObject=lot.id,
        collectionMemberId=stock.department.collection,
        taxon=taxon,
        preferredTaxon=preferred,
        isCurrent=is_last,
        determiner=chance.choice(determiners).id if determiners else None,
        determinedDate=max(told, date(lot.event.day.year, 1, 1)),
        determinedDatePrecision=precision,
        method=_method(chance, about.methods, day.year) if chance.random() < 0.5 else None,
        qualifier=chance.choice(QUALIFIERS) if taxon == lot.species.id and chance.random() < 0.06 else None,
        confidence=chance.choice(("certain", "likely", "doubtful")) if chance.random() < 0.3 else None,
        typeStatusName=chance.choice(about.types) if is_last and chance.random() < 0.02 else None,
        remarks="Compared with the whole series." if chance.random() < 0.08 else None,
        guid=identifier("determination", stock.seed, lot.id, step),
        createdByAgent=lot.agent,
    )
    if lot.is_recent:
        stock.diary.append(Entry(lot.entered, lot.agent, ("determination", number), ("collectionobject", lot.id)))
    if is_last and chance.random() < 0.05:
        book.add(
            "determinationcitation",
            determination=number,
            referenceWork=chance.choice(stock.people.works),
            collectionMemberId=stock.department.collection,
            pageNumber=str(chance.randint(10, 600)),
        )


def _method(chance: random.Random, methods: Sequence[tuple[str, int]], year: int) -> str:
    return chance.choice([method for method, since in methods if since <= year])


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
