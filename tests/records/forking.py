"""Processes beside that of the test, on the same database: one that is killed in the middle, and many at once.

In: deeds. Out: their exit codes; 0 is for a deed that came to its end. Each process is a copy of this one with
connections of its own, so that it begins at once and ends as a killed server does: nothing is closed, rolled back or
given back by the program. Mark tests that use it `django_db(transaction=True)`.
"""

import os
import traceback
import warnings
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connections

KILLED = 9


def in_processes(deeds: Sequence[Callable[[], Any]]) -> list[int]:
    """The exit codes of processes that do these deeds at the same time."""
    connections.close_all()
    started = [_start(deed) for deed in deeds]
    return [os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) for process in started]


def killed_at(step: int, deed: Callable[[], Any]) -> int:
    """The exit code of a process that does it and is killed before its `step`-th statement or commit; 1 is the first.

    0 when it came to its end before.
    """

    def doomed() -> None:
        left = step

        def strike() -> None:
            nonlocal left
            left -= 1
            if left == 0:
                os._exit(KILLED)

        def watched(execute: Any, *statement: Any) -> Any:
            strike()
            return execute(*statement)

        for alias in ("default", "web"):
            connections[alias].execute_wrappers.append(watched)
            _strike_before_commits(connections[alias], strike)
        deed()

    (code,) = in_processes([doomed])
    return code


def _strike_before_commits(connection: Any, strike: Callable[[], None]) -> None:
    commit = connection._commit

    def struck() -> None:
        strike()
        commit()

    connection._commit = struck


def _start(deed: Callable[[], Any]) -> int:
    with warnings.catch_warnings():
        # From Python 3.12 on it warns of threads: those of pytest wait, and the copy needs nothing of theirs.
        warnings.simplefilter("ignore", DeprecationWarning)
        process = os.fork()
    if process:
        return process
    code = 1
    try:
        deed()
        code = 0
    except BaseException:  # noqa: BLE001 - whatever it is, this copy of the test must not go on as a test
        traceback.print_exc()
    finally:
        os._exit(code)
