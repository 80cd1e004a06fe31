"""Bring our own tables up to date: one process at a time, after a backup of what is in them.

In: the connection `web`. Out: migrated `web_*` tables, and a file in `var/backups`: for SQLite a copy of the database
file, else SQL that makes the tables anew. Specify's tables are neither written nor backed up here; their backup is the
institution's. Only those of the embedded database, which are ours, get indexes that a former version did not make.
"""

import gzip
import os
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import django

from specify.datamodel.connecting import BadDatabaseUrl
from specify.environment import BadVariable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "specify.settings")
try:
    django.setup()
except (BadVariable, BadDatabaseUrl) as error:
    sys.exit(str(error))

from django.conf import settings
from django.db import connections

from specify.commands import own_tables
from specify.datamodel import creating, present

ROWS_AT_A_TIME = 500


def back_up() -> Path:
    """Write our tables into a file of their own, readable by its owner alone; its path."""
    folder: Path = settings.VAR / "backups"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    moment = datetime.now().strftime("%Y-%m-%d-%H%M%S")
    if connections["web"].vendor == "sqlite":
        target = folder / f"web-{moment}.sqlite"
        with connections["web"].cursor() as cursor:
            cursor.execute("VACUUM INTO %s", (str(target),))
        return target
    target = folder / f"web-{moment}.sql.gz"
    with gzip.open(target, "wt", encoding="utf-8") as file:
        file.writelines(f"{statement};\n" for statement in _statements())
    return target


def _statements() -> Iterator[str]:
    connection = connections["web"]
    yield "SET NAMES utf8mb4"
    yield "SET SESSION foreign_key_checks=0"
    with connection.cursor() as cursor:
        for name in sorted(own_tables.names()):
            cursor.execute(f"SHOW CREATE TABLE `{name}`")
            yield f"DROP TABLE IF EXISTS `{name}`"
            yield str(cursor.fetchone()[1])
            cursor.execute(f"SELECT * FROM `{name}`")  # noqa: S608 - a name of ours
            while rows := cursor.fetchmany(ROWS_AT_A_TIME):
                values = ",\n".join("(" + ",".join(_literal(value) for value in row) + ")" for row in rows)
                yield f"INSERT INTO `{name}` VALUES {values}"  # noqa: S608 - values escaped by the driver


def _literal(value: object) -> str:
    driver = connections["web"].connection
    told = driver.literal(value)
    return told.decode("utf-8", "surrogateescape") if isinstance(told, bytes) else str(told)


def upgrade() -> str:
    """Back up and migrate; what was done, in a sentence."""
    if not present.shape().reachable:
        return f"The database {settings.DATABASE_URL.spoken()} cannot be reached; nothing was changed."
    if present.shape().is_empty:
        return "The database is empty; `manage.py setup` makes Specify's tables in it, and ours."
    indexed = creating.index_keys()
    told = f" {indexed} indexes of keys were added to the embedded database." if indexed else ""
    if own_tables.is_current():
        return f"Our tables are up to date.{told}"
    kept = f"Our tables were copied to {back_up()}. " if own_tables.names() else ""
    added = own_tables.add()
    return f"{kept}Our tables are up to date now; new are: {', '.join(added) or 'none'}.{told}"


if __name__ == "__main__":
    try:
        with own_tables.alone():
            print(upgrade())
    except own_tables.Busy:
        sys.exit("Another upgrade of the same database is running; wait for it and run this again.")
