"""Statements that end in time: the database itself stops one that takes too long.

In: a connection, a statement, seconds. Out: the statement as it has to be run, and `TookTooLong` where the database has
stopped it. This is the one place for all engines: MariaDB and MySQL are told with the statement, each in its own
words, and SQLite, which runs in our process, asks us now and then whether to go on. The time is that from the start
until the last row is fetched, so who sends rows over a slow line grants more of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

from django.db import OperationalError

_STOPPED = (1969, 3024)
"""What MariaDB and MySQL answer for a statement that they have stopped for its time."""
_SELECT = "SELECT"
_STEPS = 10_000
"""After so many steps, a fraction of a millisecond, SQLite asks."""


class TookTooLong(Exception):
    """The database has stopped a statement after its time."""

    def __init__(self, seconds: float) -> None:
        """Keep how long it was given."""
        super().__init__(f"A statement was stopped after {seconds:g} seconds.")
        self.seconds = seconds


@contextmanager
def limited(connection: Any, statement: str, seconds: float) -> Iterator[str]:
    """The statement, which begins with SELECT, as it is to be run within the block; its rows are fetched there, too.

    Raises `TookTooLong`. Nothing else may run on the connection meanwhile.
    """
    end = monotonic() + seconds
    is_sqlite = connection.vendor == "sqlite"
    connection.ensure_connection()
    if is_sqlite:
        connection.connection.set_progress_handler(lambda: monotonic() > end, _STEPS)
    try:
        yield statement if is_sqlite else _told(connection, statement, seconds)
    except (OperationalError, connection.Database.OperationalError) as error:
        if _is_stop(error, is_sqlite=is_sqlite):
            raise TookTooLong(seconds) from error
        raise
    finally:
        if is_sqlite and connection.connection is not None:
            connection.connection.set_progress_handler(None, 0)


def _told(connection: Any, statement: str, seconds: float) -> str:
    """The statement with its limit, in the words of the server."""
    if connection.mysql_is_mariadb:
        return f"SET STATEMENT max_statement_time={seconds:.3f} FOR {statement}"
    return statement.replace(_SELECT, f"{_SELECT} /*+ MAX_EXECUTION_TIME({round(seconds * 1000)}) */", 1)


def _is_stop(error: Exception, *, is_sqlite: bool) -> bool:
    return str(error) == "interrupted" if is_sqlite else bool(error.args) and error.args[0] in _STOPPED
