"""The tables that a statement reads, each joined to the one before it.

In: a table to begin with, relationships to follow. Out: the aliases of rows, and the statement's FROM. Kept of Specify
7: every relationship is an outer join, so that a record without a related one stays; the same way from the same row is
joined once, so that all that is asked of determinations is asked of the same determination.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from specify.datamodel import present
from specify.datamodel.declaring import Field, Relationship, Table
from specify.query.refusing import check_tables
from specify.query.sql import Sql, listed, name, sql


@dataclass(frozen=True, slots=True)
class At:
    """A row of a statement: the alias of its table."""

    alias: str
    key: str

    @property
    def table(self) -> Table:
        """The table it is a row of."""
        return present.tables()[self.key]

    @property
    def id(self) -> Sql:
        """The row's number."""
        return self.of(self.table.id_column)

    def of(self, column: str) -> Sql:
        """A column, by its name in the database."""
        return Sql(f"{self.alias}.{name(column)}")

    def column(self, member: str) -> Sql:
        """The column of a field, of a relationship that has one, or of the id."""
        table = self.table
        found: Field | Relationship | None = table.fields.get(member) or table.relationships.get(member)
        return self.of(found.column) if found is not None and found.column else self.id


@dataclass(frozen=True, slots=True)
class Picked:
    """Rows that a statement has picked: as `k0` their ids, as `k1` and so on the ids of those behind the paths."""

    rows: Sql
    many: tuple[tuple[str, ...], ...]


class Joins:
    """The tables of one statement. Those of a statement within another one number their aliases on from it."""

    def __init__(self, base: str, numbers: Iterator[int] | None = None, picked: "Picked | None" = None) -> None:
        """Begin with the table of that key; with the rows of it that are picked already, if they are."""
        self.numbers = numbers or count()
        self.rows: list[At] = []
        """All rows in the order in which they were joined."""
        self.base = self._row(base)
        self.many: dict[tuple[str, ...], At] = {}
        """The rows that may be several for one of the rows before them, by the path that leads there."""
        self._joins: list[Sql] = []
        self._known: dict[tuple[str, str], At] = {}
        self._paths: dict[str, tuple[str, ...]] = {self.base.alias: ()}
        self._picked = picked

    @property
    def keys(self) -> list[Sql]:
        """What makes a row of the statement: the id of its record, and of each row that may be several for that."""
        return [self.base.id, *(at.id for at in self.many.values())]

    def follow(self, at: At, relationship: str) -> At:
        """The row, or the rows, behind a relationship of a row."""
        known = self._known.get((at.alias, relationship))
        if known is None:
            way = at.table.relationships[relationship]
            path = (*self._paths[at.alias], relationship)
            is_picked = self._picked is not None and path in self._picked.many
            known = self._join_picked(path, way) if is_picked else self._join(at, way)
            check_tables(len(self._joins))
            self._known[at.alias, relationship] = known
            self._paths[known.alias] = path
            if not way.column:
                self.many[path] = known
        return known

    def along(self, at: At, path: tuple[str, ...]) -> At:
        """The row at the end of a path."""
        for step in path:
            at = self.follow(at, step)
        return at

    def sql(self) -> Sql:
        """What stands behind FROM."""
        first = named(self.base)
        if self._picked:
            first = sql("({}) page JOIN {} ON {} = page.k0", self._picked.rows, first, self.base.id)
        return listed((first, *self._joins), " ")

    def belongs(self, row: At, at: At, way: Relationship) -> Sql:
        """What says that a row of another statement stands behind a to-many relationship of the row `at`."""
        if not way.through:
            return sql("{} = {}", row.column(way.other or ""), at.id)
        near, far = _sides(at.table, way)
        pairs = name(present.join_tables()[way.through].table)
        through = f"{{}} IN (SELECT {name(far)} FROM {pairs} WHERE {pairs}.{name(near)} = {{}})"  # noqa: S608 - schema names
        return sql(through, row.id, at.id)

    def counted(self, at: At, way: Relationship) -> Sql:
        """How many rows stand behind a to-many relationship of a row."""
        joins = Joins(way.target.lower(), self.numbers)
        return sql("(SELECT COUNT(*) FROM {} WHERE {})", joins.sql(), self.belongs(joins.base, at, way))

    def _join(self, at: At, way: Relationship) -> At:
        if way.through:
            return self._join_pairs(at, way)
        row = self._row(way.target.lower())
        test = sql("{} = {}", row.id, at.of(way.column)) if way.column else None
        test = test or sql("{} = {}", row.column(way.other or ""), at.id)
        self._joins.append(sql("LEFT JOIN {} ON {}", named(row), test))
        return row

    def _join_picked(self, path: tuple[str, ...], way: Relationship) -> At:
        """The row that was picked among several."""
        place = self._picked.many.index(path) + 1 if self._picked else 0
        row = self._row(way.target.lower())
        self._joins.append(sql(f"LEFT JOIN {{}} ON {{}} = page.k{place}", named(row), row.id))
        return row

    def _join_pairs(self, at: At, way: Relationship) -> At:
        near, far = _sides(at.table, way)
        pairs = present.join_tables()[way.through or ""]
        between, row = f"p{next(self.numbers)}", self._row(way.target.lower())
        self._joins += (
            sql(f"LEFT JOIN {name(pairs.table)} {between} ON {between}.{name(near)} = {{}}", at.id),
            sql(f"LEFT JOIN {{}} ON {{}} = {between}.{name(far)}", named(row), row.id),
        )
        return row

    def _row(self, key: str) -> At:
        row = At(f"t{next(self.numbers)}", key)
        self.rows.append(row)
        return row


def named(at: At) -> Sql:
    """A row's table with its alias, as it stands behind FROM."""
    return Sql(f"{name(at.table.table)} {at.alias}")


def _sides(table: Table, way: Relationship) -> tuple[str, str]:
    """The columns of a join table that lead to this table and to the other one."""
    pairs = present.join_tables()[way.through or ""]
    left, right = pairs.left.column or "", pairs.right.column or ""
    return (left, right) if pairs.left.target.lower() == table.key else (right, left)
