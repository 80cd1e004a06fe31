"""What lies on a person's desk: overdue loans, own queries and record sets, the other collections to go to.

In: a visit. Out: `Desk`, from one statement for all of it and, where the institution has further collections, one more
for which of them the person may enter. Loans are the discipline's, as in Specify; a loan is overdue when it is open and
was due before today. Queries belong to a person in every collection, record sets to a person in one.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connections
from django.urls import reverse
from django.utils.text import slugify

from specify.security.entering import Visit
from specify.security.rights import enterable

LOANS_SHOWN = 3
OWN_SHOWN = 5
COLLECTIONS_SHOWN = 12

# Names are cast so that tables of different collations can stand in one statement.
_LOANS = """
SELECT 'loan' AS kind, id, name, due AS day, place, total FROM (
    SELECT LoanID AS id, CAST(LoanNumber AS CHAR) AS name, CurrentDueDate AS due,
        ROW_NUMBER() OVER (ORDER BY CurrentDueDate, LoanID) AS place, COUNT(*) OVER () AS total
    FROM loan
    WHERE DisciplineID = %(discipline)s AND CurrentDueDate < %(today)s AND (IsClosed IS NULL OR IsClosed = 0)
) loans WHERE place <= %(loans)s
"""
_OWN = """
SELECT '{table}' AS kind, id, name, NULL AS day, place, total FROM (
    SELECT {table}ID AS id, CAST(Name AS CHAR) AS name,
        ROW_NUMBER() OVER (ORDER BY COALESCE(TimestampModified, TimestampCreated) DESC, {table}ID DESC) AS place,
        COUNT(*) OVER () AS total
    FROM {table} WHERE SpecifyUserID = %(user)s{more}
) own WHERE place <= %(own)s
"""
_QUERIES = _OWN.format(table="spquery", more="")
# Type 0 are the sets that people keep; the others are the programs' own.
_RECORD_SETS = _OWN.format(table="recordset", more=" AND CollectionMemberID = %(here)s AND Type = 0")
_COLLECTIONS = """
SELECT 'collection' AS kind, UserGroupScopeId AS id, CAST(CollectionName AS CHAR) AS name, NULL AS day,
    0 AS place, 0 AS total
FROM collection WHERE UserGroupScopeId <> %(here)s
"""


class Thing(NamedTuple):
    """A record with a page: its name and address, and a loan's days since it was due."""

    name: str
    address: str
    days: int = 0


@dataclass(frozen=True, slots=True)
class Pile:
    """The first things of a kind, how many there are of it, and the address of all."""

    things: tuple[Thing, ...] = ()
    total: int = 0
    address: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies there; empty piles for what there is none of and what may not be read."""

    loans: Pile
    queries: Pile
    record_sets: Pile
    collections: Pile


class _Row(NamedTuple):
    kind: str
    id: int
    name: str | None
    day: Any
    place: int
    total: int


def desk_of(visit: Visit, today: date) -> Desk:
    """What lies on the visiting person's desk. Two statements at most."""
    rows = _rows(visit, today)
    home = reverse("records-home", kwargs=visit.place.way)

    def pile(kind: str, at: str, *, all_at: str = "") -> Pile:
        found = sorted((row for row in rows if row.kind == kind), key=lambda row: row.place)
        things = tuple(Thing(row.name or str(row.id), f"{at}{row.id}/", _days(row.day, today)) for row in found)
        return Pile(things, found[0].total if found else 0, all_at or at)

    queries = reverse("ask-stored", kwargs=visit.place.way)
    return Desk(
        loans=pile("loan", f"{home}loan/", all_at=f"{home}loan/?sort=currentDueDate"),
        queries=pile("spquery", queries),
        record_sets=pile("recordset", f"{home}record-sets/"),
        collections=_other_collections(visit, [row for row in rows if row.kind == "collection"]),
    )


def _rows(visit: Visit, today: date) -> list[_Row]:
    parts = {"loan": _LOANS, "spquery": _QUERIES, "recordset": _RECORD_SETS}
    chosen = [part for key, part in parts.items() if visit.rights.readable(key)]
    asked: dict[str, int | str] = {
        "discipline": visit.place.discipline_id,
        "here": visit.place.collection_id,
        "user": visit.viewer.user_id,
        "today": today.isoformat(),
        "loans": LOANS_SHOWN,
        "own": OWN_SHOWN,
    }
    with connections["default"].cursor() as cursor:
        cursor.execute(" UNION ALL ".join([*chosen, _COLLECTIONS]), asked)
        return [_Row(*row) for row in cursor.fetchall()]


def _days(day: Any, today: date) -> int:
    """The days since a loan was due; the day is a date, a moment or a text, as the database has it."""
    return (today - date.fromisoformat(str(day)[:10])).days if day else 0


def _other_collections(visit: Visit, rows: list[_Row]) -> Pile:
    """The further collections that the person may enter, by name."""
    may = enterable(visit.viewer.user_id, [row.id for row in rows]) if rows else frozenset()
    open_to = sorted((row for row in rows if row.id in may), key=lambda row: (row.name or "").lower())
    things = [Thing(row.name or str(row.id), _home(row.id, row.name)) for row in open_to]
    return Pile(tuple(things[:COLLECTIONS_SHOWN]), len(things), reverse("security-collections"))


def _home(collection_id: int, name: str | None) -> str:
    """As in `Place.way`."""
    slug = slugify(name or "") or "collection"
    return reverse("records-home", kwargs={"collection_id": collection_id, "slug": slug})
