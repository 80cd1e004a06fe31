"""The same database in the physical dialect of Specify 6.8.03.

In: a database that our own `manage.py setup` made with the definitions of 7.12. Out: its tables and rows as Specify 6
would have made them: booleans are BIT(1), days DATE, moments without fractions, texts TEXT, numbers DECIMAL(20,10),
characters utf8mb3; the join tables are keyed by their pair; what came with 7.x is not there. The `since` of the
declared schema says what that is.
"""

import re
from collections.abc import Callable, Mapping

from specify.datamodel.declaring import JoinTable, Table
from specify.datamodel.schema import JOIN_TABLES, TABLES
from tests.shapes import mariadb

_NAME = re.compile(r"`([^`]+)`")
_FIRST_PARENTHESIS = re.compile(r"\(([^)]*)\)")
_REFERENCES = re.compile(r"REFERENCES `([^`]+)`")


def kinds(table: Table) -> dict[str, str]:
    """Kind by lower-case column, of the columns that 6.8.03 has; keys are of the kind `key`."""
    found = {table.id_column.lower(): "key"}
    found |= {f.column.lower(): f.kind for f in table.fields.values() if not f.since}
    relationships = table.relationships.values()
    return found | {r.column.lower(): "key" for r in relationships if r.column and not _is_new(r.target, r.since)}


def _is_new(target: str, since: str | None) -> bool:
    return bool(since or TABLES[target.lower()].since)


def _decimal(line: str, column: str) -> str:
    digits = "20,10"
    if column.startswith("latitude"):
        digits = "12,10"
    elif column.startswith("longitude"):
        digits = "13,10"
    return re.sub(r"decimal\(\d+,10\)", f"decimal({digits})", line)


_RETYPED: Mapping[str, Callable[[str, str], str]] = {
    "boolean": lambda line, _: re.sub(r"DEFAULT (\d)", r"DEFAULT b'\1'", line).replace("tinyint(1)", "bit(1)"),
    "date": lambda line, _: line.replace("datetime(6)", "date"),
    "timestamp": lambda line, _: line.replace("datetime(6)", "datetime"),
    "text": lambda line, _: line.replace("longtext", "text"),
    "decimal": _decimal,
}


def _column(line: str, columns: Mapping[str, str]) -> str | None:
    name = _NAME.findall(line)[0].lower()
    if name not in columns:
        return None
    if name == "version":
        line = line.replace("DEFAULT 0", "DEFAULT NULL")
    line = re.sub(r" (CHARACTER SET|COLLATE) \w+", "", line)
    retyped = _RETYPED.get(columns[name])
    return retyped(line, name) if retyped else line


def _key(line: str, columns: Mapping[str, str]) -> str | None:
    parenthesis = _FIRST_PARENTHESIS.search(line)
    named = _NAME.findall(parenthesis.group(1)) if parenthesis else []
    target = _REFERENCES.search(line)
    stays = all(name.lower() in columns for name in named) and (not target or target.group(1) in old_tables())
    return line if stays else None


def old_tables() -> dict[str, Table | JoinTable]:
    """The tables of 6.8.03 by their name in the database."""
    return {t.table: t for t in TABLES.values() if not t.since} | dict(JOIN_TABLES)


def definition(statement: str, columns: Mapping[str, str], pair: tuple[str, str] | None = None) -> str:
    """A CREATE TABLE statement of 7.12 as 6.8.03 would have it, with only `columns`; `pair` keys a join table."""
    head, *body = statement.splitlines()
    lines = [line.rstrip(",") for line in body[:-1]]
    kept = [(_column if line.startswith("  `") else _key)(line, columns) for line in lines]
    told = [line for line in kept if line]
    if pair:
        told.insert(2, f"  PRIMARY KEY (`{pair[0]}`,`{pair[1]}`)")
    return "\n".join([head, ",\n".join(told), ") ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_general_ci"])


def _plan(table: Table | JoinTable) -> tuple[dict[str, str], tuple[str, str] | None]:
    if isinstance(table, Table):
        return kinds(table), None
    pair = (table.left.column or "", table.right.column or "")
    return {column.lower(): "key" for column in pair}, pair


def translate(source: str, target: str) -> None:
    """Fill the empty database `target` with the tables and rows of `source`, in the dialect of 6.8.03."""
    with mariadb.cursor(source) as run:
        statements = mariadb.definitions(run, source)
        run.execute(f"USE `{target}`")
        for name, table in old_tables().items():
            run.execute(definition(statements[name], *_plan(table)))
        for name in mariadb.rows_in(run, source, list(old_tables())):
            columns = ", ".join(f"`{column}`" for column in _plan(old_tables()[name])[0])
            run.execute(f"INSERT INTO `{name}` ({columns}) SELECT {columns} FROM `{source}`.`{name}`")
