"""What kind of database this is, told before anything is done with it.

In: the shape read at start and a few counts. Out: a `Report`: dialect, level, server, records per main table, what 7.x
tables are absent and what that switches off, unknown columns, warnings. It reads only. A database we cannot work with
raises `NotAdoptable` with a sentence.
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import Error, connections

from specify.datamodel import present
from specify.datamodel.declaring import Field, Relationship, Table
from specify.datamodel.schema import JOIN_TABLES, TABLES
from specify.datamodel.shape import Shape
from specify.datamodel.tables import model

OLDEST_MARIADB = (10, 5)
OLDEST_MYSQL = (8, 0, 11)
SCHEMA_VERSION = "2.10"
MAIN_TABLES = [
    "collection",
    "collectionobject",
    "determination",
    "preparation",
    "collectingevent",
    "locality",
    "taxon",
    "geography",
    "storage",
    "agent",
    "accession",
    "loan",
    "gift",
    "borrow",
    "referencework",
    "attachment",
    "recordset",
    "specifyuser",
]
TREES = ("taxon", "geography", "storage", "geologictimeperiod", "lithostrat", "tectonicunit")
# What each group of Specify 7's tables carries, by one table of the group.
SWITCHES = {
    "spuserpolicy": "policies and roles: rights follow Specify 6's user types and permissions, not to be edited here",
    "uniquenessrule": "editable uniqueness rules: the built-in ones hold",
    "collectionobjecttype": "collection object types and groups",
    "absoluteage": "absolute and relative ages",
    "tectonicunit": "the tectonic unit tree",
    "component": "components of collection objects",
    "spdataset": "stored bulk-import data sets",
    "notifications_message": "Specify 7's notifications",
    "spuserexternalid": "single sign-on links",
    "attachmentdataset": "bulk attachment data sets",
}
# Leftovers of Specify 6 that nobody uses, and Django's own tables of Specify 7.
KNOWN_STRANGERS = re.compile(r"^(web_|django_|auth_|spui|hibernate_unique_key|ios_|webportal|calculated|dwc)")


class NotAdoptable(Exception):
    """A database that cannot be opened; its text is a sentence with the remedy."""


@dataclass(frozen=True, slots=True)
class Report:
    """What `adopt` says; `as_json` has the keys that scripts rely on."""

    dialect: str
    schema_version: str
    server: str
    tables: Mapping[str, int]
    absent: Mapping[str, str]
    unknown: tuple[str, ...]
    read_only: tuple[str, ...]
    warnings: tuple[str, ...] = ()
    added: tuple[str, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """The report as plain data."""
        keys = ("dialect", "schema_version", "server", "tables", "absent", "unknown", "added", "warnings")
        return {key: getattr(self, key) for key in keys}


def refuse_strangers(shape: Shape) -> None:
    """Raise `NotAdoptable` when the database cannot be reached or is not Specify's."""
    if not shape.reachable:
        raise NotAdoptable(f"{shape.reason} Check DATABASE_URL, the server and the account, then try again.")
    others = [name for name in shape.tables if not name.startswith("web_")]
    if shape.is_empty and others:
        raise NotAdoptable(
            f"The database has {len(others)} tables, but none of Specify's ({others[0]} is one of them). "
            "Name Specify's own database in DATABASE_URL, or an empty one."
        )
    old = too_old(shape.server) if shape.engine == "mysql" else None
    if old:
        raise NotAdoptable(old)


def too_old(server: str) -> str | None:
    """A sentence when the server's version is below what is supported, else None."""
    numbers = tuple(int(n) for n in re.findall(r"\d+", server.split("-")[0])[:3])
    mariadb = "mariadb" in server.lower()
    oldest = OLDEST_MARIADB if mariadb else OLDEST_MYSQL
    if numbers >= oldest:
        return None
    kind = "MariaDB" if mariadb else "MySQL"
    return f"The server is {kind} {server}; {'.'.join(map(str, oldest))} or newer is needed. Nothing was changed."


def inspect(shape: Shape) -> Report:
    """Look at the database behind the connection `default`; raises `NotAdoptable`."""
    refuse_strangers(shape)
    version = _schema_version(shape)
    lacking = _lacking_from_6803(shape)
    if version < (2, 10) or len(lacking) > 40:
        found = ".".join(map(str, version)) or "unknown"
        raise NotAdoptable(
            f"The database's schema is {found}; {SCHEMA_VERSION}, that of Specify 6.8.03, is the oldest we can open. "
            "Open it once with Specify 6.8.03, which brings it up to date. Nothing was changed."
        )
    unknown, read_only = unknown_columns(shape)
    warnings = [f"The table {name} lacks columns of 6.8.03; they are left out." for name in lacking]
    warnings += [
        f"The table {name} is read-only here: we do not know its column {column}." for name, column in read_only
    ]
    warnings += _clock_warning() + _tree_warnings() + _half_migrated(shape)
    return Report(
        shape.dialect,
        ".".join(map(str, version)),
        shape.server,
        _counts(),
        _absent(shape),
        tuple(unknown),
        tuple(name for name, _ in read_only),
        tuple(warnings),
    )


def _schema_version(shape: Shape) -> tuple[int, ...]:
    if "spversion" not in shape.tables:
        return ()
    found = model("spversion").objects.order_by("-id").values_list("schemaVersion", flat=True).first()
    return tuple(int(n) for n in re.findall(r"\d+", found or ""))


def _lacking_from_6803(shape: Shape) -> list[str]:
    return [t.table for t in TABLES.values() if not t.since and _lacks(t, shape)]


def _lacks(table: Table, shape: Shape) -> bool:
    columns = [f.column for f in table.fields.values() if not f.since]
    return table.table not in shape.tables or any(shape.column(table.table, column) is None for column in columns)


def unknown_columns(shape: Shape) -> tuple[list[str], list[tuple[str, str]]]:
    """Tables and columns we do not know, and those among them that make a table read-only: NOT NULL without default."""
    known: dict[str, set[str]] = {join.table: {join.id_column.lower()} for join in JOIN_TABLES.values()}
    for join in JOIN_TABLES.values():
        known[join.table] |= {(side.column or "").lower() for side in (join.left, join.right)}
    for table in TABLES.values():
        members: list[Field | Relationship] = [*table.fields.values(), *table.relationships.values()]
        known[table.table] = {(m.column or "").lower() for m in members} | {table.id_column.lower()}
    unknown: list[str] = []
    read_only: list[tuple[str, str]] = []
    for name, columns in shape.tables.items():
        if name not in known:
            unknown += [] if KNOWN_STRANGERS.match(name) else [name]
            continue
        for key, column in columns.items():
            if key not in known[name] and not _is_unnamed_key(name, key):
                unknown.append(f"{name}.{column.name}")
                if not column.null and not column.has_default:
                    read_only.append((name, column.name))
    return unknown, read_only


def _is_unnamed_key(table: str, column: str) -> bool:
    from specify.datamodel.creating import UNNAMED_KEYS

    return any((table, column) == (name, key.lower()) for name, key, *_ in UNNAMED_KEYS)


def _counts() -> dict[str, int]:
    return {key: model(key).objects.count() for key in MAIN_TABLES if present.has(key)}


def _absent(shape: Shape) -> dict[str, str]:
    return {name: what for name, what in SWITCHES.items() if name not in shape.tables}


def _half_migrated(shape: Shape) -> list[str]:
    """A later step of Specify 7's upgrade is there and an earlier one of the same app is not."""
    latest: dict[str, str] = {}
    for table in TABLES.values():
        if table.since and table.table in shape.tables:
            app = table.since.partition(".")[0]
            latest[app] = max(latest.get(app, ""), table.since)
    missing = [
        table.table
        for table in TABLES.values()
        if table.since
        and table.table not in shape.tables
        and table.since < latest.get(table.since.partition(".")[0], "")
    ]
    if not missing:
        return []
    return [
        f"Specify 7 did not finish its own upgrade here: {', '.join(missing[:5])} should be there. "
        "Start Specify 7 once to finish it."
    ]


def _clock_warning() -> list[str]:
    newest = None
    for key in ("spauditlog", "collectionobject"):
        found = model(key).objects.order_by("-id").values_list("timestampModified", "timestampCreated").first()
        stamps = [stamp for stamp in (found or ()) if stamp]
        newest = max([*stamps, *([newest] if newest else [])], default=None)
    if newest is None or newest <= datetime.now() + timedelta(minutes=5):
        return []
    return [
        f"The newest record is stamped {newest:%Y-%m-%d %H:%M}, later than the clock here "
        f"({datetime.now():%Y-%m-%d %H:%M}): "
        "Specify seems to write in another time zone. Set SPECIFY_TIME_ZONE to it."
    ]


def _tree_warnings() -> list[str]:
    return [
        f"The {key} tree has {wrong} nodes with wrong node numbers; searches by a higher taxon or place may "
        "miss records. Renumber the tree."
        for key in TREES
        if present.has(key) and (wrong := misnumbered(key))
    ]


def misnumbered(tree: str) -> int:
    """How many nodes of a tree do not lie within their parent's range of node numbers."""
    table = present.tables()[tree]
    parent = table.relationships["parent"].column
    sql = (
        f"SELECT COUNT(*) FROM {table.table} c JOIN {table.table} p ON c.{parent} = p.{table.id_column} "  # noqa: S608
        "WHERE c.NodeNumber IS NULL OR p.NodeNumber IS NULL OR c.NodeNumber <= p.NodeNumber "
        "OR c.HighestChildNodeNumber < c.NodeNumber OR c.HighestChildNodeNumber > p.HighestChildNodeNumber"
    )
    with connections["default"].cursor() as cursor:
        cursor.execute(sql)
        return int(cursor.fetchone()[0])


# What the servers say when an account lacks a right: to the database, to a command, to a table.
NO_RIGHT = (1044, 1142, 1227)


def refuse_without_create_right() -> None:
    """Raise `NotAdoptable` when the account of the connection `web` may not create tables, or cannot reach them."""
    name = f"web_probe_{secrets.token_hex(4)}"
    try:
        with connections["web"].cursor() as cursor:
            cursor.execute(f"CREATE TABLE {name} (id integer)")
            cursor.execute(f"DROP TABLE {name}")
    except Error as error:
        reason = error.args[-1] if error.args else error
        if not error.args or error.args[0] not in NO_RIGHT:
            raise NotAdoptable(f"Our own tables cannot be made: {reason}. Nothing was changed.") from error
        raise NotAdoptable(
            f"The account may not create tables ({reason}). Grant it CREATE, ALTER, INDEX and DROP on this "
            "database, or name another database for our own tables in WEB_DATABASE_URL. Nothing was changed."
        ) from error
