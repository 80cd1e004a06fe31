"""From `DATABASE_URL` to a database connection that behaves.

In: a URL such as `mysql://user:password@host:3306/name` or `sqlite:////path/to/file`. Out: an entry for Django's
`DATABASES`, a plain driver connection for reading the shape before Django is set up, and the set-up that each new
connection gets: strict mode, READ COMMITTED, utf8mb4 and a long GROUP_CONCAT on MariaDB and MySQL; WAL, immediate
transactions, foreign keys and Specify's text equality on SQLite. `BIT(1)`, the boolean of databases born in Specify 6,
is read as a number everywhere, raw SQL included.
"""

import sqlite3
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from specify.text import folding

SQL_MODE = "STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION"
BUSY_SECONDS = 20
LONGEST_CONCAT = 1_048_576
"""So many bytes GROUP_CONCAT gives, and leaves out the rest."""
MYSQL_SETUP = f"SET SESSION sql_mode='{SQL_MODE}', SESSION group_concat_max_len={LONGEST_CONCAT}"
SQLITE_SETUP = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"


class BadDatabaseUrl(Exception):
    """A `DATABASE_URL` that names no database we can open; its text is a sentence with the remedy."""


@dataclass(frozen=True, slots=True)
class DatabaseUrl:
    """The parts of a database URL. `name` is the database, or the file for SQLite."""

    engine: str
    name: str
    user: str = ""
    password: str = ""
    host: str = ""
    port: int = 0
    socket: str = ""

    @property
    def is_sqlite(self) -> bool:
        """Whether this is an embedded database, a file."""
        return self.engine == "sqlite"

    def spoken(self) -> str:
        """The database in words that may be shown: without the password."""
        return self.name if self.is_sqlite else f"{self.name} on {self.socket or self.host or 'localhost'}"


def parse(url: str) -> DatabaseUrl:
    """The parts of `url`; raises `BadDatabaseUrl` with a sentence when it names no database."""
    try:
        parts = urlsplit(url)
        port = parts.port or 0
    except ValueError as error:
        raise BadDatabaseUrl(
            f"DATABASE_URL cannot be read ({error}). Write mysql://user:password@host:3306/name."
        ) from error
    scheme = parts.scheme.lower()
    if scheme == "sqlite":
        path = unquote(parts.path)
        if not path.strip("/"):
            raise BadDatabaseUrl("DATABASE_URL names no file. Write sqlite:////absolute/path/to/specify.sqlite.")
        return DatabaseUrl("sqlite", path[1:] if path.startswith("//") else path)
    if scheme not in ("mysql", "mariadb"):
        raise BadDatabaseUrl(
            f"DATABASE_URL begins with {scheme or 'nothing'}://, but Specify keeps its data in MariaDB or MySQL. "
            "Write mysql://user:password@host:3306/name, or leave DATABASE_URL out for the embedded database."
        )
    name = unquote(parts.path.strip("/"))
    if not name or "/" in name:
        raise BadDatabaseUrl("DATABASE_URL names no database. Write mysql://user:password@host:3306/name.")
    return DatabaseUrl(
        "mysql",
        name,
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        parts.hostname or "",
        port,
        dict(parse_qsl(parts.query)).get("unix_socket", ""),
    )


def _mysql_arguments(url: DatabaseUrl) -> dict[str, Any]:
    try:
        from django.db.backends.mysql.base import django_conversions
        from MySQLdb.constants import FIELD_TYPE
    except Exception as error:  # Django wraps the ImportError in an exception of its own
        raise BadDatabaseUrl(
            f"The library for MariaDB and MySQL cannot be loaded ({error.__cause__ or error}). deploy/run installs it: "
            "the system package libmariadb-dev and the Python package mysqlclient."
        ) from error

    conversions = {**django_conversions, FIELD_TYPE.BIT: _bit_to_int}
    arguments: dict[str, Any] = {"charset": "utf8mb4", "conv": conversions, "init_command": MYSQL_SETUP}
    if url.socket:
        arguments["unix_socket"] = url.socket
    return arguments


def _bit_to_int(value: bytes | None) -> int | None:
    return None if value is None else int.from_bytes(value, "big")


def django_entry(url: DatabaseUrl) -> dict[str, Any]:
    """The `DATABASES` entry for `url`."""
    if url.is_sqlite:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": url.name,
            "OPTIONS": {"timeout": BUSY_SECONDS, "transaction_mode": "IMMEDIATE", "init_command": SQLITE_SETUP},
        }
    return {
        "ENGINE": "django.db.backends.mysql",
        "NAME": url.name,
        "USER": url.user,
        "PASSWORD": url.password,
        "HOST": url.host or "localhost",
        "PORT": url.port or "",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**_mysql_arguments(url), "isolation_level": "read committed", "connect_timeout": 5},
    }


def open_plainly(url: DatabaseUrl) -> Any:
    """A bare driver connection, for reading the shape before Django is set up. Raises the driver's own errors."""
    if url.is_sqlite:
        Path(url.name).parent.mkdir(parents=True, exist_ok=True)
        return sqlite3.connect(url.name, timeout=BUSY_SECONDS)
    import MySQLdb

    return MySQLdb.connect(
        host=url.host or "localhost",
        user=url.user,
        passwd=url.password,
        db=url.name,
        connect_timeout=5,
        **({"port": url.port} if url.port else {}),
        **_mysql_arguments(url),
    )


def _compare_decimals(left: str, right: str) -> int:
    try:
        first, second = Decimal(left), Decimal(right)
    except InvalidOperation:
        return (left > right) - (left < right)
    return (first > second) - (first < second)


def prepare_sqlite(connection: sqlite3.Connection) -> None:
    """Teach one SQLite connection Specify's text equality (collation, LIKE, REGEXP) and exact decimals."""
    connection.create_collation("specify", folding.compare)
    connection.create_collation("specify_decimal", _compare_decimals)
    connection.create_function("like", 2, folding.like, deterministic=True)
    connection.create_function("like", 3, folding.like, deterministic=True)
    connection.create_function("regexp", 2, folding.regexp, deterministic=True)


def prepare_connection(connection: Any, **_: Any) -> None:
    """Receiver of Django's `connection_created`: set up SQLite, check that MariaDB took its settings."""
    if connection.vendor == "sqlite":
        prepare_sqlite(connection.connection)
        return
    with connection.connection.cursor() as cursor:
        cursor.execute("SELECT @@sql_mode, @@character_set_connection")
        mode, charset = cursor.fetchone()
    if "STRICT_TRANS_TABLES" not in mode or charset != "utf8mb4":
        raise BadDatabaseUrl(
            f"The database server refused strict mode or utf8mb4 (it answers {mode}, {charset}). "
            "Without them values could be cut silently; allow the account to set sql_mode for its session."
        )
