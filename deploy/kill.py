"""Kill web server and worker at random while many people read and jobs run, and look whether anything was lost.

In: what `deploy/bench` was asked for; a database that is there to try things on, since jobs tell their person when they
have ended. Out: lines: what was killed, what the people met, what became of sessions and jobs. `SiteError` when a
session has ended, when a job is missing, or when one that was found lost cannot be run again.
"""

import asyncio
import os
import random
import signal
import subprocess
import sys
import threading
import time
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from load import HEAD, Crowd
from people import COOKIE, sessions_like
from served import HOST, ROOT, await_port, children, free_port, pages, sign_in
from visitor import SiteError, Visitor

SECONDS = 120
SETTLE_SECONDS = 150
BETWEEN_KILLS_SECONDS = (1.0, 5.0)
OPEN_JOBS = 5
STEPS = 15


@contextmanager
def kept() -> Iterator[tuple[int, int]]:
    """Web server and worker under `keeping.py`; the port, and the keeper's process number."""
    port = free_port()
    environ = {**os.environ, "SPECIFY_HOSTS": ""}
    command = [sys.executable, "deploy/keeping.py", HOST, str(port)]
    with subprocess.Popen(command, cwd=ROOT, env=environ, stderr=subprocess.DEVNULL) as keeper:  # noqa: S603 - ours
        try:
            await_port(port, keeper)
            yield port, keeper.pid
        finally:
            keeper.terminate()


class Killer(threading.Thread):
    """Kills one process after another, of a kind chosen by chance."""

    def __init__(self, keeper: int, enough: threading.Event) -> None:
        """Take aim."""
        super().__init__(daemon=True)
        self.keeper, self.enough = keeper, enough
        self.killed: Counter[str] = Counter()

    def run(self) -> None:
        """Kill until it is enough."""
        chance = random.Random(1)  # noqa: S311 - no secret
        while not self.enough.wait(chance.uniform(*BETWEEN_KILLS_SECONDS)):
            kind = chance.choice(("web server", "web process", "worker", "process of the worker"))
            with suppress(OSError, IndexError):
                os.kill(chance.choice(self._those(kind)), signal.SIGKILL)
                self.killed[kind] += 1

    def _those(self, kind: str) -> list[int]:
        word = b"gunicorn" if kind.startswith("web") else b"run_huey"
        masters = [one for one in children(self.keeper) if word in Path(f"/proc/{one}/cmdline").read_bytes()]
        return masters if kind in ("web server", "worker") else children(masters[0])


class Starter(threading.Thread):
    """Starts one job after another, so that some always wait and run."""

    def __init__(self, person: int, enough: threading.Event) -> None:
        """Stand in for the person."""
        super().__init__(daemon=True)
        self.person, self.enough = person, enough
        self.started: list[int] = []

    def run(self) -> None:
        """Start jobs until it is enough."""
        from django.db import connections

        from deploy.counting import count
        from specify.tasks.models import OPEN, Job
        from specify.tasks.starting import start

        while not self.enough.wait(0.3):
            if Job.objects.filter(pk__in=self.started, state__in=OPEN).count() < OPEN_JOBS:
                arguments = {"number": len(self.started), "steps": STEPS}
                self.started.append(start(count, person=self.person, arguments=arguments).pk)
        connections.close_all()


def report(asked: Namespace) -> Iterator[str]:
    """Read, start and kill; then look what became of it, line by line."""
    with kept() as (port, keeper):
        visitor = Visitor(HOST, port)
        home = sign_in(visitor, asked.user, asked.password, asked.collection)
        found = pages(visitor, home, lists=5, records=200)
        with sessions_like(visitor, asked.people) as keys:
            crowd = Crowd(port, keys, found)
            enough = threading.Event()
            killer, starter = Killer(keeper, enough), Starter(_person(asked.user), enough)
            killer.start()
            starter.start()
            try:
                figures, during = asyncio.run(crowd.read(asked.people, asked.seconds or SECONDS))
            finally:
                enough.set()
                killer.join()
                starter.join()
            yield "Killed: " + ", ".join(f"{kind} {number}" for kind, number in killer.killed.items()) + "."
            yield f"{asked.people} people, each a page a second, or when the one before has come (ms):"
            yield HEAD
            yield f"{asked.people:<14}{figures.row(figures.took, during)}"
            yield from (f"Failed, {reason}: {number}." for reason, number in figures.wrong.items())
            yield f"Asked for again over a new connection, as browsers do: {figures.reconnected}."
            yield sessions_kept(port, home, keys)
            yield from jobs_kept(starter.started)


def _person(name: str) -> int:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "specify.settings")
    django.setup()
    from specify.datamodel.tables import SpecifyUser

    return int(SpecifyUser.objects.get_by_natural_key(name).pk)


def sessions_kept(port: int, home: str, keys: list[str]) -> str:
    """Whether everybody is still signed in."""
    ended = 0
    for key in keys:
        visitor = Visitor(HOST, port, {COOKIE: key})
        answer = visitor.get(home)
        visitor.close()
        ended += answer.status != 200 or answer.path != home
    if ended:
        raise SiteError(f"{ended} of {len(keys)} sessions have ended.")
    return f"All {len(keys)} sessions are valid."


def jobs_kept(started: list[int]) -> Iterator[str]:
    """What became of the jobs; those found lost are run again."""
    from specify.tasks.models import Job, State
    from specify.tasks.starting import start_again

    made = list(started)
    try:
        rows = Job.objects.in_bulk(_settled(made))
        states = Counter(job.state for job in rows.values())
        yield f"{len(made)} jobs were started: " + ", ".join(f"{n} {state}" for state, n in states.items()) + "."
        lost = [job for job in rows.values() if job.state == State.LOST]
        again: list[int] = []
        for job in lost:  # one after another: nobody may have many open jobs
            again += _settled([start_again(job).pk])
        made += again
        done = Job.objects.filter(pk__in=again, state=State.DONE).count()
        if states.keys() - {State.DONE, State.LOST} or len(rows) != len(started) or done != len(lost):
            raise SiteError(f"Of {len(started)} jobs {len(rows)} are there; of {len(lost)} run again {done} are done.")
        yield f"None is missing; those found lost were run again and are done: {done}."
    finally:
        Job.objects.filter(pk__in=made).delete()


def _settled(jobs: list[int]) -> list[int]:
    """The jobs, when none of them waits or runs any more."""
    from specify.tasks.models import OPEN, Job

    deadline = time.monotonic() + SETTLE_SECONDS
    while Job.objects.filter(pk__in=jobs, state__in=OPEN).exists():
        if time.monotonic() > deadline:
            raise SiteError(f"Jobs still wait or run after {SETTLE_SECONDS} seconds.")
        time.sleep(0.2)
    return jobs
