"""Verbs for the tests of jobs: they count, sleep, fail and write files, and each says what it does.

In: the arguments of a test. Out: outcomes. A worker finds them by their dotted path like any other verb.
"""

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.db import transaction

from specify.datamodel.tables import model
from specify.tasks.declaring import Link, Outcome, job
from specify.tasks.progress import Progress
from specify.web.refusals import forbidden


@job("Count slowly")
def count(progress: Progress, *, person: int, total: int = 10, pause: float = 0.0, **_: Any) -> Outcome:
    """Count to `total`, `pause` seconds each."""
    progress.expect(total, "Count")
    for _number in range(total):
        time.sleep(pause)
        progress.advance()
    return Outcome(f"Counted to {total}.", (Link("The start", "/"),))


@job("Note who ran")
def note(progress: Progress, *, person: int, folder: str, pause: float = 0.0, **_: Any) -> Outcome:
    """Leave a file named for this process and moment in `folder`, when it begins and when it ends."""
    begun = time.monotonic()
    time.sleep(pause)
    Path(folder, f"{person}-{os.getpid()}-{begun}-{time.monotonic()}").touch()
    return Outcome("Noted.")


@job("Go on whatever happens")
def go_on(progress: Progress, *, person: int, total: int, pause: float, **_: Any) -> Outcome:
    """Count, and pass over whatever fails."""
    for _number in range(total):
        time.sleep(pause)
        with suppress(Exception):
            progress.advance()
    return Outcome("Went on.")


@job("Write in one transaction")
def write(progress: Progress, *, person: int, total: int, pause: float = 0.0, **_: Any) -> Outcome:
    """Change the person's row `total` times within one transaction, telling the progress all the while."""
    progress.expect(total, "Write")
    with transaction.atomic(using="default"):
        for number in range(total):
            model("specifyuser").objects.filter(pk=person).update(version=1000 + number)
            progress.advance()
            time.sleep(pause)
    return Outcome("Written.")


@job("Make a file")
def make_file(progress: Progress, *, person: int, folder: str, name: str, content: str = "", **_: Any) -> Outcome:
    """Write a file and hand it over."""
    file = Path(folder, name)
    file.write_text(content)
    return Outcome("The file is ready.", file=file)


@job("Read a file")
def read_file(progress: Progress, *, person: int, path: str, **_: Any) -> Outcome:
    """Read a file that may have vanished."""
    return Outcome(Path(path).read_text())


@job("Refuse")
def refuse(progress: Progress, *, person: int, **_: Any) -> Outcome:
    """Refuse."""
    raise forbidden("You may not count.", "Ask an administrator.")


@job("Fail")
def fail(progress: Progress, *, person: int, **_: Any) -> Outcome:
    """Fail in a way that nobody foresaw."""
    raise ZeroDivisionError("a secret of the server")


def unmarked(progress: Progress, *, person: int, **_: Any) -> Outcome:
    """No job."""
    return Outcome("This must not have run.")
