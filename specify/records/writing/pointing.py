"""Which rows point to others, asked of many tables in one statement.

In: relationships that hold a key, the ids they may point to, and rows that do not count. Out: the rows that do point
there. What becomes of them is told by `cascading`. Some tables are pointed to by four hundred others; a statement for
each would take longer than deleting the row.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple

from django.db import connections

from specify.datamodel import present
from specify.datamodel.declaring import Relationship

# What SQLite and MariaDB take in one statement, with room to spare.
_MOST_PARTS = 200
_MOST_PARAMETERS = 20_000
STAMPS = ("createdbyagent", "modifiedbyagent")
"""The relationships to the agents who entered a row and changed it last, in small letters."""


class Pointer(NamedTuple):
    """A relationship that holds a key: the table it starts from (its key, and what the database calls it)."""

    table: str
    source: str
    id_column: str
    way: Relationship


@dataclass(frozen=True, slots=True)
class Asked:
    """Who points through `pointer` to one of `ids`? `without` are rows that do not count, by their own ids."""

    pointer: Pointer
    ids: Collection[int]
    without: Collection[int] = ()


class Found(NamedTuple):
    """A row that points: through what, its id, and the id it points to."""

    pointer: Pointer
    id: int
    target: int


@cache
def pointers(target: str) -> tuple[Pointer, ...]:
    """All relationships that hold a key of the table `target`."""
    return tuple(
        Pointer(table.key, table.table, table.id_column, way)
        for table in present.tables().values()
        for way in table.relationships.values()
        if way.column and way.target.lower() == target
    )


@cache
def pairings(target: str) -> tuple[Pointer, ...]:
    """The join tables in which rows of `target` are paired, as if the row at the other end held the key."""
    found = []
    for way in present.tables()[target].relationships.values():
        if way.through:
            join = present.join_tables()[way.through]
            near, far = (join.left, join.right) if join.left.target.lower() == target else (join.right, join.left)
            named = replace(near, name=way.other or near.name)
            found.append(Pointer(far.target.lower(), join.table, far.column or "", named))
    return tuple(found)


def pointing(asked: Sequence[Asked]) -> list[Found]:
    """The rows that point there, each once for each way."""
    return [
        Found(asked[number].pointer, row_id, target)
        for number, row_id, target in _answers(asked, "SELECT {n}, {id}, {key} FROM {table} WHERE {where}")
    ]


def counted(asked: Sequence[Asked], most: int | None = None) -> list[tuple[Asked, int]]:
    """Through which of these anything points there, and how many rows; with `most` no more than that are counted."""
    select = "SELECT {n}, COUNT(*), 0 FROM {table} WHERE {where}"
    if most is not None:
        first = "(SELECT 1 FROM {table} WHERE {where} LIMIT {most}) first_{n}".replace("{most}", str(int(most)))
        select = "SELECT {n}, COUNT(*), 0 FROM " + first  # noqa: S608 - a number
    return [(asked[number], count) for number, count, _nothing in _answers(asked, select) if count]


def first_ids(asked: Sequence[Asked], most: int) -> dict[int, list[int]]:
    """The lowest ids of the rows that point there, by the place of the question."""
    first = "(SELECT {id} AS id FROM {table} WHERE {where} ORDER BY {id} LIMIT {most}) first_{n}"
    select = "SELECT {n}, id, 0 FROM " + first.replace("{most}", str(int(most)))  # noqa: S608 - a number
    found: dict[int, list[int]] = {}
    for number, row_id, _nothing in _answers(asked, select):
        found.setdefault(number, []).append(row_id)
    return found


def _answers(asked: Sequence[Asked], select: str) -> Iterator[tuple[int, int, int]]:
    for begin, end in _portions(asked):
        parts, parameters = [], []
        for number in range(begin, end):
            parts.append(_part(asked[number], select, number))
            parameters += [*asked[number].ids, *asked[number].without]
        with connections["default"].cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), parameters)
            yield from cursor.fetchall()


def _portions(asked: Sequence[Asked]) -> Iterator[tuple[int, int]]:
    """From where to where the questions fit into one statement."""
    begin = size = 0
    for number, one in enumerate(asked):
        more = len(one.ids) + len(one.without)
        if number > begin and (number - begin >= _MOST_PARTS or size + more > _MOST_PARAMETERS):
            yield begin, number
            begin, size = number, 0
        size += more
    if begin < len(asked):
        yield begin, len(asked)


def _part(asked: Asked, select: str, number: int) -> str:
    """One question; names come from the declared schema, values are parameters."""
    quoted: Any = connections["default"].ops.quote_name
    key, row_id = quoted(asked.pointer.way.column), quoted(asked.pointer.id_column)
    where = f"{key} IN ({_places(asked.ids)})"
    if asked.without:
        where += f" AND {row_id} NOT IN ({_places(asked.without)})"
    return select.format(n=number, id=row_id, key=key, table=quoted(asked.pointer.source), where=where)


def _places(values: Collection[int]) -> str:
    return ", ".join(["%s"] * len(values))
