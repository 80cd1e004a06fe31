"""Our own tables: made by migrations on the connections that have some, dropped when we leave.

In: nothing. Out: the names of the `web_*` tables that were added or dropped. Specify's tables are not touched. Whoever
makes or changes tables does so alone, on however many machines the program is started at once.
"""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from specify.datamodel.naming import PREFIX
from specify.web.routing import homes

PATIENCE_SECONDS = 60
BUSY = "Another process is making or changing our own tables; try again when it is done."


class Busy(Exception):
    """Another process has been making or changing our tables for longer than we wait."""


@contextmanager
def alone() -> Iterator[None]:
    """Hold a lock in the database server, where several machines see it; a lock on a file for SQLite.

    Raises `Busy` when another holds it for longer than `PATIENCE_SECONDS`.
    """
    if connections["web"].vendor == "sqlite":
        settings.VAR.mkdir(parents=True, exist_ok=True)
        with (settings.VAR / "tables.lock").open("w") as lock:
            _lock_file(lock)
            yield
        return
    name = f"specify-tables-{settings.WEB_DATABASE_URL.name}"[:64]
    with connections["web"].cursor() as cursor:
        cursor.execute("SELECT GET_LOCK(%s, %s)", (name, PATIENCE_SECONDS))
        if cursor.fetchone()[0] != 1:
            raise Busy(BUSY)
        try:
            yield
        finally:
            cursor.execute("SELECT RELEASE_LOCK(%s)", (name,))


def _lock_file(lock: IO[str]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= deadline:
                raise Busy(BUSY) from error
            time.sleep(0.1)
        else:
            return


def names() -> set[str]:
    """Our tables that are there now."""
    return {name for home in homes() for name in _names(home)}


def _names(home: str) -> set[str]:
    return {name for name in connections[home].introspection.table_names() if name.startswith(PREFIX)}


def add() -> list[str]:
    """Create or upgrade our tables; the names that are new."""
    before = names()
    for home in homes():
        call_command("migrate", database=home, interactive=False, verbosity=0)
    return sorted(names() - before)


def is_current() -> bool:
    """Whether every migration of ours has been applied."""
    from django.db.migrations.executor import MigrationExecutor

    executors = [MigrationExecutor(connections[home]) for home in homes()]
    return not any(executor.migration_plan(executor.loader.graph.leaf_nodes()) for executor in executors)


def drop() -> list[str]:
    """Drop every table of ours; the names that are gone."""
    gone = sorted(names())
    for home in homes():
        _drop(connections[home], _names(home))
    return gone


def _drop(connection: Any, gone: set[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "PRAGMA foreign_keys=OFF" if connection.vendor == "sqlite" else "SET SESSION foreign_key_checks=0"
        )
        for name in sorted(gone):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(name)}")
        cursor.execute(
            "PRAGMA foreign_keys=ON" if connection.vendor == "sqlite" else "SET SESSION foreign_key_checks=1"
        )
