"""Progress of a running job, written into its row by a thread with a connection of its own.

In: what the verb tells through `Progress`. Out: the row's `progress`, `log` and `heartbeat`: at most twice a second
while something changes, else every few seconds, whatever transaction the verb has open. When the person asked to stop,
or others hold the job for lost (then the UPDATE finds no row), the next `advance` raises `Cancelled`; until the verb
gets there, the heartbeat goes on.
"""

import logging
import threading
from datetime import datetime
from types import TracebackType
from typing import Any

from django.db import Error, connections

from specify.tasks.models import DatabaseSeconds, Job, State
from specify.tasks.progress import Cancelled

PAUSE_SECONDS = 0.5
HEARTBEAT_SECONDS = 5
LINES_KEPT = 30  # what fits on a page of its own budget
LINE_AT_MOST = 300

_log = logging.getLogger("specify.jobs")


class Reporter:
    """The `Progress` of one job in the worker; its thread lives as long as the `with` block."""

    def __init__(self, number: int) -> None:
        """Report on the job of that number."""
        self._job = number
        self._progress = {"number": 0, "total": 0, "doing": ""}
        self._lines: list[list[str]] = []
        self._left_out = 0
        self._lock = threading.Lock()
        self._changed, self._over, self._stopped = threading.Event(), threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._report, name=f"job-{number}", daemon=True)

    def __enter__(self) -> "Reporter":
        """Begin to report."""
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Report no more; what was not written yet stands in `told`."""
        self._over.set()
        self._changed.set()
        self._thread.join()

    def expect(self, total: int, doing: str) -> None:
        """A step begins; its name is a line of the log too."""
        with self._lock:
            self._progress = {"number": 0, "total": max(total, 0), "doing": str(doing)[:LINE_AT_MOST]}
        self.say(doing)

    def advance(self, number: int = 1) -> None:
        """So many more; raises `Cancelled`."""
        with self._lock:
            self._progress = {**self._progress, "number": self._progress["number"] + number}  # type: ignore[operator]
        self._changed.set()
        if self._stopped.is_set():
            raise Cancelled

    def say(self, sentence: str) -> None:
        """A line of the log; of many, the last are kept."""
        with self._lock:
            self._lines.append([datetime.now().strftime("%H:%M:%S"), str(sentence)[:LINE_AT_MOST]])
            self._left_out += max(0, len(self._lines) - LINES_KEPT)
            del self._lines[:-LINES_KEPT]
        self._changed.set()

    def told(self) -> dict[str, Any]:
        """The columns of the row that hold what was told."""
        with self._lock:
            return {"progress": {**self._progress, "left_out": self._left_out}, "log": [*self._lines]}

    def _report(self) -> None:
        try:
            while not self._over.is_set():
                if self._changed.wait(HEARTBEAT_SECONDS):
                    self._changed.clear()
                if not self._over.is_set():
                    self._write()
                self._over.wait(PAUSE_SECONDS)
        finally:
            connections.close_all()  # this thread's own

    def _write(self) -> None:
        mine = Job.objects.filter(pk=self._job, state=State.RUNNING)
        try:
            is_mine = mine.update(heartbeat=DatabaseSeconds(), **self.told())
            if not is_mine or mine.filter(is_cancel_asked=True).exists():
                self._stopped.set()
        except Error as error:  # the database is away or full: the verb will find that out itself
            _log.warning("progress not written", extra={"data": {"job": self._job, "reason": str(error)}})
            connections["web"].close()
