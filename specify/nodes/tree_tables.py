"""The tables of a tree, as raw statements name them, and what MariaDB and SQLite say differently about them.

In: the present schema. Out: `TreeTable`, one for each of the trees that the database has. Nodes, ranks and definitions
are asked for with statements of our own wherever a whole branch is meant: only these can climb or descend a tree.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from django.db import connections

from specify.datamodel import present
from specify.datamodel.declaring import Table
from specify.datamodel.tables import model

Value = int | str | None
INNER, OUTER = "\x1f", "\x1e"
"""What stands between the parts of one row, and between rows, where a text lists them: signs that no name has."""


@dataclass(frozen=True, slots=True)
class TreeTable:
    """One tree: the tables of its nodes, ranks and definitions, and the columns of its nodes, quoted."""

    nodes: Table
    ranks: Table
    definitions: Table
    accepted: str
    """The relationship that leads from a synonym to the accepted node."""

    @property
    def key(self) -> str:
        """The key of the table of nodes."""
        return self.nodes.key

    @property
    def words(self) -> Mapping[str, str]:
        """Names for statements: `t` the nodes, `r` the ranks, and their columns."""
        return _words(self.key)

    def sql(self, statement: str, **more: object) -> str:
        """A statement with names in place of what stands in braces; values are never put in here."""
        return statement.format(**self.words, **more)


@cache
def tree_tables() -> Mapping[str, TreeTable]:
    """The trees that the database has, by the key of the table of nodes."""
    here = present.tables()
    found = {
        key: TreeTable(table, here[f"{key}treedefitem"], here[f"{key}treedef"], _accepted(table))
        for key, table in here.items()
        if table.is_tree
    }
    return MappingProxyType(found)


def _accepted(table: Table) -> str:
    return next(name for name, way in table.relationships.items() if way.column == "AcceptedID")


@cache
def _words(key: str) -> Mapping[str, str]:
    tree = tree_tables()[key]
    nodes: Mapping[str, str] = {
        "t": tree.nodes.table,
        "r": tree.ranks.table,
        "id": tree.nodes.id_column,
        "parent": _column(tree.nodes, "parent"),
        "accepted": _column(tree.nodes, tree.accepted),
        "definition": _column(tree.nodes, "definition"),
        "item": _column(tree.nodes, "definitionItem"),
        "rank": _column(tree.nodes, "rankId"),
        "number": _column(tree.nodes, "nodeNumber"),
        "highest": _column(tree.nodes, "highestChildNodeNumber"),
        "name": _column(tree.nodes, "name"),
        "full_name": _column(tree.nodes, "fullName"),
        "rank_id": tree.ranks.id_column,
        "rank_number": _column(tree.ranks, "rankId"),
        "in_name": _column(tree.ranks, "isInFullName"),
        "before": _column(tree.ranks, "textBefore"),
        "after": _column(tree.ranks, "textAfter"),
        "separator": _column(tree.ranks, "fullNameSeparator"),
    }
    quote = connections["default"].ops.quote_name
    return {word: quote(name) for word, name in nodes.items()}


def _column(table: Table, name: str) -> str:
    field: Any = model(table.key)._meta.get_field(name)
    return str(field.column)


def is_mysql() -> bool:
    """Whether the database is MariaDB or MySQL, not SQLite."""
    return connections["default"].vendor == "mysql"


def locking() -> str:
    """The end of a statement whose rows are held until the transaction ends. On SQLite the whole database is."""
    return " FOR UPDATE" if is_mysql() else ""


def joined(*texts: str) -> str:
    """The expression for texts one behind the other."""
    return f"CONCAT({', '.join(texts)})" if is_mysql() else f"({' || '.join(texts)})"


def listed(*texts: str) -> str:
    """The expression for one text with these of all rows of a group; very long ones are cut."""
    parts = [part for one in texts for part in (f"'{INNER}'", one)][1:]
    return (
        f"GROUP_CONCAT({joined(*parts)} SEPARATOR '{OUTER}')"
        if is_mysql()
        else f"GROUP_CONCAT({joined(*parts)}, '{OUTER}')"
    )


def text(expression: str) -> str:
    """The expression for a text that is empty instead of NULL and goes with any other, whatever their collations."""
    filled = f"COALESCE({expression}, '')"
    return f"CONVERT({filled} USING utf8mb4) COLLATE utf8mb4_bin" if is_mysql() else filled


def letters(expression: str) -> str:
    """The expression for the number of letters of a text."""
    return f"CHAR_LENGTH({expression})" if is_mysql() else f"LENGTH({expression})"


def straight() -> str:
    """The join of tables in the order in which they are written: who knows it need not let the database try all."""
    return "STRAIGHT_JOIN" if is_mysql() else "CROSS JOIN"


def updating(tree: TreeTable, source: str, values: Mapping[str, str]) -> str:
    """The statement that changes nodes with values of `found`, the rows that `source` selects by `id`.

    `values` are expressions by column (a word of the tree). Both engines are told to begin with what is found: they
    guess wrongly how much that is, and would go through the whole table; MariaDB would lock it.
    """
    if is_mysql():
        changes = ", ".join(f"t.{tree.words[word]} = {value}" for word, value in values.items())
        statement = "UPDATE ({source}) found STRAIGHT_JOIN {t} t ON found.id = t.{id} SET {changes}"
    else:
        changes = ", ".join(f"{tree.words[word]} = {value}" for word, value in values.items())
        found = "(SELECT * FROM ({source}) LIMIT -1) found"
        statement = f"UPDATE {{t}} AS t SET {{changes}} FROM {found} WHERE found.id = t.{{id}}"  # noqa: S608 - schema names
    return tree.sql(statement, source=source, changes=changes)


def places(values: Sequence[object]) -> str:
    """A parameter's place for each value."""
    return ", ".join(["%s"] * len(values))


def fetched(sql: str, parameters: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
    """The rows that a statement selects."""
    with connections["default"].cursor() as cursor:
        cursor.execute(sql, list(parameters))
        return list(cursor.fetchall())


def executed(sql: str, parameters: Sequence[Value] = ()) -> int:
    """Run a statement that changes rows; how many rows it was about."""
    with connections["default"].cursor() as cursor:
        cursor.execute(sql, list(parameters))
        return int(cursor.rowcount)
