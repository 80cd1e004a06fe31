"""The audit log of the demonstration: who entered and changed what in the last days before it was made.

In: a `Book` and the entries of all departments. Out: rows, in the order of time. Kept of Specify: entering something
writes no field rows, changing it one per field in lower case; the parent is the object for what was saved with it, else
the collection.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from specify.datamodel.schema import TABLES
from specify.demonstration.book import Book

INSERTED, UPDATED = 0, 1

Row = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something entered, or with `changes` (field, before, after) something changed: when, by whom, what, in what."""

    at: datetime
    agent: int
    row: Row
    parent: Row
    version: int = 0
    changes: Sequence[tuple[str, str, str]] = ()


def write_diary(book: Book, entries: Iterable[Entry]) -> None:
    """Note the entries."""
    for entry in sorted(entries, key=lambda entry: (entry.at, entry.row)):
        stamps = {"timestampCreated": entry.at, "timestampModified": entry.at, "createdByAgent": entry.agent}
        number = book.add(
            "spauditlog",
            action=UPDATED if entry.changes else INSERTED,
            tableNum=TABLES[entry.row[0]].number,
            recordId=entry.row[1],
            recordVersion=entry.version,
            parentTableNum=TABLES[entry.parent[0]].number,
            parentRecordId=entry.parent[1],
            **stamps,
        )
        for name, before, after in entry.changes:
            book.add("spauditlogfield", spAuditLog=number, fieldName=name, oldValue=before, newValue=after, **stamps)
