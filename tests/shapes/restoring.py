"""After a test with real commits: the database as it was.

In: the name of this process's copy. Out: the same rows as in the template. Tests within a transaction need none of
this; those that drive a browser or several connections do.
"""

import shutil

from django.conf import settings
from django.db import connections

from tests.shapes import mariadb
from tests.shapes.preparing import shape, template_of


def moment() -> str:
    """The point in time to restore to; give it back to `restore`."""
    return "" if shape() == "sqlite" else mariadb.now()


def restore(since: str) -> None:
    """Undo what was committed since that moment."""
    for connection in connections.all(initialized_only=True):
        connection.close()
    if shape() == "sqlite":
        for file in settings.VAR.glob("specify.sqlite*"):
            file.unlink()
        for file in template_of("sqlite").glob("specify.sqlite*"):
            shutil.copy(file, settings.VAR)
        return
    database = settings.DATABASE_URL.name
    mariadb.restore(f"template_{shape()}", database, mariadb.touched_since(database, since))
