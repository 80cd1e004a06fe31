"""Makes the demonstration: refuses a database that belongs to somebody, else writes everything in one transaction.

In: the number of collection objects and a seed, on the connection `default` with Specify's tables in it. Out: rows, and
`Made` with how many there are per main table. The same number and seed give the same rows in every database that has
the same tables.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connections, transaction

from specify.datamodel.tables import model
from specify.demonstration import accounts, dealings, house, nature, people, specimens, wording
from specify.demonstration.book import ALIAS, Book

MAIN = (
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


class Occupied(Exception):
    """The database has an institution already; the message is a sentence for people."""


@dataclass(frozen=True, slots=True)
class Made:
    """How many rows of each main table there are."""

    counts: dict[str, int]


def make(objects: int, seed: int) -> Made:
    """Write the demonstration. Raises `Occupied`; then nothing was written."""
    institution = model("institution").objects.using(ALIAS).values_list("name", flat=True).first()
    if institution is not None:
        raise Occupied(
            f"This database belongs to {institution or 'an institution'}: the demonstration is only made in a database"
            " without an institution. Nothing was changed."
        )
    book = Book()
    with _keys_unchecked(), transaction.atomic(using=ALIAS):
        note(book, objects, seed)
        book.write()
    return Made({table: book.count(table) for table in MAIN})


def note(book: Book, objects: int, seed: int) -> None:
    """Note everything in `book`, which is written now and then when there is much of it."""
    museum = house.build(book, first_agent=1)
    accounts.open_accounts(book, museum)
    wording.write_captions(book, museum)
    wording.write_pick_lists(book, museum)
    wording.write_uniqueness_rules(book, museum)
    everyone = people.gather(book, museum)
    stock = specimens.Stock(
        house=museum,
        people=everyone,
        nature=nature.survey(book, museum),
        preparation_types=dealings.preparation_types(book, museum),
        accessions=dealings.accede(book, museum, everyone, seed),
        seed=seed,
    )
    for _event in specimens.generate(book, stock, objects):
        if book.waiting > ROWS_HELD:
            book.write()
    dealings.lend(book, museum, everyone, book.count("preparation"))
    dealings.put_aside(book, museum, objects)


@contextmanager
def _keys_unchecked() -> Iterator[None]:
    """Keys of ours point forwards and in circles; nothing checks them until all rows are there."""
    connection = connections[ALIAS]
    off, on = ("SET SESSION foreign_key_checks = 0", "SET SESSION foreign_key_checks = 1")
    if connection.vendor == "sqlite":
        off, on = "PRAGMA foreign_keys = OFF", "PRAGMA foreign_keys = ON"
    with connection.cursor() as cursor:
        cursor.execute(off)
        try:
            yield
        finally:
            cursor.execute(on)
