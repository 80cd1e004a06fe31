"""The verb runner: one transaction on Specify's tables, run again when the database asks for it.

In: a function without arguments that reads and writes through the connection `default`. Out: its result. A deadlock
(1213), a lock wait that ran out (1205) or a changed row (1020) rolls the whole transaction back and runs it again,
three times at most, and nowhere else; so what it does outside the database must be harmless when repeated. SQLite has
one writer at a time and lets those who came last ask most often, so that others never come in where many write: before
its file all wait at the same pace, in front of a lock file beside it.
"""

import fcntl
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TypeVar

from django.db import OperationalError, connections, transaction

from specify.datamodel.connecting import BUSY_SECONDS

Result = TypeVar("Result")
ATTEMPTS = 3
RETRIED = (1213, 1205, 1020)


def run_verb(verb: Callable[[], Result]) -> Result:
    """The result of `verb` after one transaction; raises what the last attempt raised."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with _in_turn(), transaction.atomic(using="default"):
                return verb()
        except OperationalError as error:
            if attempt == ATTEMPTS or not error.args or error.args[0] not in RETRIED:
                raise
            time.sleep(random.uniform(0.01, 0.05) * attempt)  # noqa: S311 - a pause, not a secret
    raise AssertionError("unreachable")


@contextmanager
def _in_turn() -> Iterator[None]:
    """Be the only verb that writes to SQLite's file; the error of a file that is locked when that lasts too long."""
    connection = connections["default"]
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    until = time.monotonic() + BUSY_SECONDS
    with Path(f"{connection.settings_dict['NAME']}-turn").open("ab") as file:  # closing it gives the turn to others
        while not _taken(file):
            if time.monotonic() > until:
                raise OperationalError("database is locked")
            time.sleep(random.uniform(0.002, 0.008))  # noqa: S311 - a pause, not a secret
        yield


def _taken(file: IO[bytes]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
