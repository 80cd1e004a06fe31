"""Makes the demonstration: refuses a database that belongs to somebody, else writes all of it.

In: the number of collection objects, a seed and the size of a taxon tree, on the connection `default` with Specify's
tables in it. Out: rows, and `Made` with how many there are per main table. The same numbers and seed give the same rows
in every database that has the same tables. A demonstration of ordinary size is one transaction; a large one is written
in stages, and the institution says until the end that it is unfinished.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from itertools import accumulate

from django.db import connections, transaction

from specify.datamodel.tables import model
from specify.demonstration import accounts, asking, dealings, diary, house, people, places, specimens, taxa, wording
from specify.demonstration.book import ALIAS, Book
from specify.demonstration.departments import Department, open_department
from specify.demonstration.fishes import FISHES
from specify.demonstration.herbarium import HERBARIUM
from specify.demonstration.vertebrates import VERTEBRATES

SUBJECTS = (FISHES, HERBARIUM, VERTEBRATES)
MAIN = (
    "collection",
    "collectionobject",
    "determination",
    "preparation",
    "collectingevent",
    "locality",
    "taxon",
    "geography",
    "agent",
    "loan",
)
ROWS_HELD = 20_000
IN_ONE_GO = 50_000
TOLD_EVERY = 10.0
LEFT_BEHIND = "An interruption leaves a part that is of no use: drop the database, create it again, and start anew."
UNFINISHED = "The demonstration in this database is unfinished: it is being made, or its making was interrupted."

Tell = Callable[[str], None]


class Occupied(Exception):
    """The database has an institution already; the message is a sentence for people."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much is made: collection objects, what chance starts from, and the nodes of the first taxon tree."""

    objects: int
    seed: int = 1
    taxa: int = 0

    @property
    def is_large(self) -> bool:
        """Whether it is too much for one transaction."""
        return max(self.objects, self.taxa) > IN_ONE_GO

    def shares(self) -> list[int]:
        """How many objects each collection has."""
        whole = sum(subject.share for subject in SUBJECTS)
        upto = [round(self.objects * share / whole) for share in accumulate(subject.share for subject in SUBJECTS)]
        return [upper - lower for lower, upper in zip([0, *upto], upto, strict=False)]


@dataclass(frozen=True, slots=True)
class Made:
    """How many rows of each main table there are."""

    counts: dict[str, int]


def make(size: Size, tell: Tell) -> Made:
    """Write the demonstration and tell how far it is. Raises `Occupied`; then nothing was written."""
    _refuse_if_occupied()
    book = Book(ROWS_HELD, _telling(size, tell))
    whole: AbstractContextManager[object] = transaction.atomic(using=ALIAS)
    if size.is_large:
        tell(f"This much is written in stages. {LEFT_BEHIND}")
        whole = nullcontext()
    with _keys_unchecked(), whole:
        note(book, size)
        book.write()
        _finish()
    return Made({table: book.count(table) for table in MAIN})


def note(book: Book, size: Size) -> None:
    """Note everything in `book`."""
    users = accounts.open_accounts(book)
    museum = house.build(book, [subject.building for subject in SUBJECTS], UNFINISHED)
    departments = [open_department(book, museum, subject, users) for subject in SUBJECTS]
    accounts.grant(book, departments, users)
    wording.write_uniqueness_rules(book, departments)
    entries: list[diary.Entry] = []
    for department, objects in zip(departments, size.shares(), strict=True):
        wording.write_captions(book, department)
        wording.write_pick_lists(book, department)
        asking.save_queries(book, department, users)
        stock = _stock(book, department, size)
        first = book.next_id("collectionobject")
        specimens.generate(book, stock, objects)
        dealings.deal(book, department, stock.people, stock.lendable)
        found = {"collectionobject": range(first, first + objects), "locality": [spot.id for spot in stock.spots]}
        dealings.put_aside(book, department, users, found)
        entries += stock.diary
    diary.write_diary(book, entries)


def _stock(book: Book, department: Department, size: Size) -> specimens.Stock:
    everyone = people.gather(book, department)
    return specimens.Stock(
        department=department,
        people=everyone,
        species=taxa.plant_taxa(book, department, size.taxa if department.subject is SUBJECTS[0] else 0),
        spots=places.survey(book, department),
        preparation_types=dealings.preparation_types(book, department),
        accessions=dealings.accede(book, department, everyone, size.seed),
        seed=size.seed,
    )


def _telling(size: Size, tell: Tell) -> Callable[[Book], None]:
    """A function that says now and then how far the book is."""
    said = time.monotonic()

    def wrote(book: Book) -> None:
        nonlocal said
        if time.monotonic() - said >= TOLD_EVERY:
            said = time.monotonic()
            objects, taxa = book.count("collectionobject"), book.count("taxon")
            tell(f"{objects:,} of {size.objects:,} collection objects, {taxa:,} taxa.")

    return wrote


def _refuse_if_occupied() -> None:
    found = model("institution").objects.using(ALIAS).values_list("name", "remarks").first()
    if found is None:
        return
    name, remarks = found
    if remarks == UNFINISHED:
        raise Occupied(f"{UNFINISHED} If nobody is making it, drop the database, create it again, and start anew.")
    raise Occupied(
        f"This database belongs to {name or 'an institution'}: the demonstration is only made in a database without an"
        " institution. Nothing was changed."
    )


def _finish() -> None:
    model("institution").objects.using(ALIAS).update(remarks=house.FINISHED)


@contextmanager
def _keys_unchecked() -> Iterator[None]:
    """Keys of ours point forwards and in circles; nothing checks them until all rows are there."""
    connection = connections[ALIAS]
    names = ("foreign_key_checks", "unique_checks")
    off, on = (f"SET SESSION {', '.join(f'{name} = {value}' for name in names)}" for value in (0, 1))
    if connection.vendor == "sqlite":
        off, on = "PRAGMA foreign_keys = OFF", "PRAGMA foreign_keys = ON"
    with connection.cursor() as cursor:
        cursor.execute(off)
        try:
            yield
        finally:
            cursor.execute(on)
