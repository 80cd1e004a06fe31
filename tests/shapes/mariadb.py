"""Databases on the MariaDB server that the test command starts: making, copying, restoring.

In: `SPECIFY_TEST_SERVER`, a URL without a database. Out: databases made from CREATE TABLE statements and INSERT ...
SELECT, which is quicker than loading a dump. Foreign keys are checked again after each of them.
"""

import gzip
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import MySQLdb


def server() -> str:
    """The server's URL; a sentence when there is none."""
    found = os.environ.get("SPECIFY_TEST_SERVER", "")
    if not found:
        raise SystemExit("The shapes born7 and born6 need MariaDB: run deploy/test, which starts one.")
    return found


def url(database: str) -> str:
    """The `DATABASE_URL` of a database on the server."""
    return f"{server()}/{database}"


@contextmanager
def cursor(database: str = "") -> Iterator[Any]:
    """A cursor that commits at the end."""
    parts = urlsplit(server())
    connection = MySQLdb.connect(
        host=parts.hostname or "127.0.0.1",
        port=parts.port or 3306,
        user=parts.username or "root",
        passwd=parts.password or "",
        charset="utf8mb4",
        **({"db": database} if database else {}),
    )
    try:
        with connection.cursor() as opened:
            opened.execute("SET SESSION foreign_key_checks=0, unique_checks=0")
            yield opened
        connection.commit()
    finally:
        connection.close()


def make_database(name: str, charset: str = "utf8mb4") -> None:
    """An empty database of that name; one that is there is dropped."""
    with cursor() as run:
        run.execute(f"DROP DATABASE IF EXISTS `{name}`")
        run.execute(f"CREATE DATABASE `{name}` CHARACTER SET {charset} COLLATE {charset}_general_ci")


def definitions(run: Any, database: str) -> dict[str, str]:
    """The CREATE TABLE statement of every table."""
    run.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = %s ORDER BY 1", (database,))
    found = {}
    for (name,) in run.fetchall():
        run.execute(f"SHOW CREATE TABLE `{database}`.`{name}`")
        found[name] = run.fetchone()[1]
    return found


def rows_in(run: Any, database: str, tables: Iterator[str] | list[str]) -> list[str]:
    """Those of `tables` that hold rows."""
    filled = []
    for name in tables:
        run.execute(f"SELECT 1 FROM `{database}`.`{name}` LIMIT 1")
        if run.fetchone():
            filled.append(name)
    return filled


def copy_database(source: str, target: str) -> None:
    """`target` made anew as `source` is."""
    with cursor(source) as run:
        run.execute(
            "SELECT default_character_set_name FROM information_schema.schemata WHERE schema_name = %s", (source,)
        )
        make_database(target, charset=run.fetchone()[0])
        tables = definitions(run, source)
        run.execute(f"USE `{target}`")
        for statement in tables.values():
            run.execute(statement)
        for name in rows_in(run, source, list(tables)):
            run.execute(f"INSERT INTO `{name}` SELECT * FROM `{source}`.`{name}`")


def load(dump: Path, database: str) -> None:
    """Fill a database from a compressed dump."""
    parts = urlsplit(server())
    client = ["mariadb", "--no-defaults", "--max-allowed-packet=1G", f"--host={parts.hostname}", f"--port={parts.port}"]
    with gzip.open(dump) as content:
        loading = subprocess.Popen([*client, f"--user={parts.username}", database], stdin=subprocess.PIPE)
        assert loading.stdin
        shutil.copyfileobj(content, loading.stdin)
        loading.stdin.close()
        if loading.wait():
            raise AssertionError(f"{dump} could not be loaded.")


def restore(source: str, target: str, touched: list[str]) -> None:
    """Give the touched tables of `target` the rows they have in `source`."""
    with cursor(target) as run:
        for name in touched:
            run.execute(f"DELETE FROM `{name}`")
            run.execute(f"INSERT INTO `{name}` SELECT * FROM `{source}`.`{name}`")


def touched_since(target: str, moment: str) -> list[str]:
    """The tables that were written to since `moment` on the server's clock."""
    with cursor(target) as run:
        run.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = %s AND update_time >= %s",
            (target, moment),
        )
        return [name for (name,) in run.fetchall()]


def now() -> str:
    """The server's clock, to the second."""
    with cursor() as run:
        run.execute("SELECT NOW()")
        return str(run.fetchone()[0])
