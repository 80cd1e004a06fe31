"""The shape of the database at hand: which tables and columns it really has, and of which types.

In: a `DatabaseUrl`. Out: a `Shape`, read once at start with a plain driver connection, before any model is built, and
kept in `var/shape-<digest>.json` so that a process can start while its database is away. One process has one shape.
Databases born in Specify 6 and in Specify 7 have the same columns in different physical types; nothing here writes.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from specify.datamodel.connecting import DatabaseUrl, open_plainly

Dialect = Literal["sqlite", "born7", "born6"]


class Unreachable(Exception):
    """The database did not answer; its text is a sentence with the driver's reason."""


@dataclass(frozen=True, slots=True)
class Column:
    """One real column: its type as the database names it, e.g. `bit(1)`, and whether it takes NULL."""

    name: str
    type: str
    null: bool
    has_default: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """All tables and columns by lower-case name; `server` is the version text the server gives of itself.

    When the database could not be reached, `reason` is a sentence that says why.
    """

    engine: str
    server: str
    tables: Mapping[str, Mapping[str, Column]] = field(default_factory=dict)
    reachable: bool = True
    reason: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether no table of Specify's is there at all."""
        return "specifyuser" not in self.tables and "collectionobject" not in self.tables

    @property
    def dialect(self) -> Dialect:
        """Which program's physical types the database has."""
        if self.engine == "sqlite":
            return "sqlite"
        logged_in = self.tables.get("specifyuser", {}).get("isloggedin")
        return "born6" if logged_in is not None and logged_in.type.startswith("bit") else "born7"

    def column(self, table: str, column: str) -> Column | None:
        """The real column behind a declared one; None when the database lacks it."""
        return self.tables.get(table.lower(), {}).get(column.lower())


_MYSQL_COLUMNS = """
SELECT table_name, column_name, column_type, is_nullable = 'YES',
       column_default IS NOT NULL AND column_default <> 'NULL' OR extra LIKE '%%auto_increment%%'
FROM information_schema.columns WHERE table_schema = %s ORDER BY table_name, ordinal_position
"""
_SQLITE_COLUMNS = """
SELECT m.name, c.name, lower(c.type), NOT c."notnull" AND NOT c.pk, c.dflt_value IS NOT NULL OR c.pk
FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY m.name, c.cid
"""


def read(url: DatabaseUrl) -> Shape:
    """Ask the database for its shape; raises `Unreachable`."""
    try:
        connection = open_plainly(url)
    except Exception as error:  # drivers raise classes of their own; the reason goes into the sentence
        raise Unreachable(
            f"The database {url.spoken()} cannot be reached: {error.args[-1] if error.args else error}."
        ) from error
    try:
        cursor = connection.cursor()
        if url.is_sqlite:
            cursor.execute("SELECT sqlite_version()")
            server = str(cursor.fetchone()[0])
            cursor.execute(_SQLITE_COLUMNS)
        else:
            cursor.execute("SELECT VERSION()")
            server = str(cursor.fetchone()[0])
            cursor.execute(_MYSQL_COLUMNS, (url.name,))
        return Shape(url.engine, server, _gather(cursor.fetchall()))
    finally:
        connection.close()


def _gather(rows: Any) -> dict[str, dict[str, Column]]:
    tables: dict[str, dict[str, Column]] = {}
    for table, name, kind, null, has_default in rows:
        text = kind.decode() if isinstance(kind, bytes) else str(kind)
        tables.setdefault(table.lower(), {})[name.lower()] = Column(name, text, bool(null), bool(has_default))
    return tables


def _file(url: DatabaseUrl, folder: Path) -> Path:
    named = f"{url.engine}:{url.host}:{url.port}:{url.socket}:{url.name}"
    return folder / f"shape-{hashlib.sha256(named.encode()).hexdigest()[:16]}.json"


def keep(shape: Shape, url: DatabaseUrl, folder: Path) -> None:
    """Write `shape` down for a start without a database."""
    folder.mkdir(parents=True, exist_ok=True)
    target = _file(url, folder)
    fresh = target.with_suffix(".new")
    fresh.write_text(json.dumps(asdict(shape)))
    fresh.replace(target)


def kept(url: DatabaseUrl, folder: Path, reason: str = "") -> Shape | None:
    """The shape written down last, marked as not reachable for that reason; None when there is none."""
    try:
        stored = json.loads(_file(url, folder).read_text())
        tables = {t: {c: Column(**column) for c, column in columns.items()} for t, columns in stored["tables"].items()}
        return Shape(stored["engine"], stored["server"], tables, reachable=False, reason=reason)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def at_start(url: DatabaseUrl, folder: Path) -> Shape:
    """The shape to start with: read, else the last one kept, else an empty one that is not reachable."""
    try:
        shape = read(url)
    except Unreachable as error:
        return kept(url, folder, str(error)) or Shape(url.engine, "", {}, reachable=False, reason=str(error))
    if (kept_shape := kept(url, folder)) and kept_shape.tables == shape.tables:
        return shape
    keep(shape, url, folder)
    return shape
