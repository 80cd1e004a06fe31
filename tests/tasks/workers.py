"""Real workers and a real Redis for the tests of jobs.

In: the database of this test process, which commits. Out: a running `manage.py run_huey` on the same database, its
processes, its log; a `redis-server` that can be killed and started again on its port.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from specify.tasks.models import Job
from tests.patience import PATIENCE_SECONDS, wait_until
from tests.shapes.preparing import ROOT


def fresh(job: Job) -> Job:
    """The job as its row is now."""
    return Job.objects.get(pk=job.pk)


def ended(job: Job) -> Job:
    """The job once it has ended."""
    wait_until(lambda: not fresh(job).is_open, f"job {job.pk} ended")
    return fresh(job)


def first_progress(job: Job) -> float:
    """The seconds until the first progress was written."""
    return wait_until(lambda: fresh(job).progress.get("total"), f"job {job.pk} told its progress")


@dataclass(frozen=True)
class Running:
    """A consumer with its workers."""

    process: subprocess.Popen[bytes]
    log: Path

    def children(self) -> list[int]:
        """The ids of its scheduler and its workers."""
        told = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in told.split()]

    def stop(self, how: int = signal.SIGTERM) -> None:
        """End it."""
        self.process.send_signal(how)
        self.process.wait(PATIENCE_SECONDS)

    def said(self) -> str:
        """Its log."""
        return self.log.read_text()


@contextmanager
def consumer(**environment: str) -> Iterator[Running]:
    """A consumer on this process's database, ended with the block."""
    log = settings.VAR / f"worker-{time.monotonic_ns()}.log"
    command = [sys.executable, "manage.py", "run_huey"]
    with log.open("wb") as file:
        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, stdout=file, stderr=file)
    running = Running(process, log)
    try:
        wait_until(lambda: len(running.children()) == 3 or process.poll() is not None, "the workers started")
        assert process.poll() is None, running.said()
        yield running
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE_SECONDS)


class Redis:
    """A redis-server of the test's own, without files."""

    def __init__(self) -> None:
        """Choose a port; it stays the same."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, empty."""
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        program = shutil.which("redis-server") or shutil.which("redis-check-rdb")  # one program under two names
        self.process = subprocess.Popen(
            command, executable=program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        wait_until(self._answers, "redis-server answered")

    def kill(self) -> None:
        """End it at once, with all it holds."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0
