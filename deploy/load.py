"""Many people read at once: how many pages a second the machine serves, and what happens past that.

In: what `deploy/bench` was asked for. Out: lines: for rising rates the answers a second and the milliseconds from the
moment a page was due; the highest rate at which 95 of 100 came within half a second; then everybody a page a second,
where answers may slow down but none may fail. Server, database and these people share the machine: what the people
cost is told.
"""

import asyncio
import os
import resource
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence

from people import MIX, Figures, Person, read_at, sessions_like
from served import HOST, children, pages, server, sign_in
from visitor import Visitor

SECONDS = 60
# A rate is sustainable while 95 of 100 come in time and the queue does not grow.
PROMISE_SECONDS = 0.5
KEEPS_UP = 0.97
# Shares of the time: finding about how much is served, the steps up to the sustainable rate, everybody at once.
PROBE, STEPS, ALL = 0.1, 0.5, 0.4
STEP_SHARES = (0.6, 0.7, 0.8, 0.9, 1.0, 1.1)
AT_ONCE = 16
HEAD = f"{'pages due/s':<14}{'served/s':>10}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}{'longest':>9}{'failed':>9}"


class Crowd:
    """People with sessions, and the pages they read."""

    def __init__(self, port: int, keys: Sequence[str], found: Mapping[str, Sequence[str]]) -> None:
        """Seat them."""
        self.port, self.keys = port, keys
        self.pages = {name: addresses for name, addresses in found.items() if name in MIX}

    async def read(self, rate: float, seconds: float, number: int | None = None) -> tuple[Figures, float]:
        """So many of them (else all) read; the figures, and the seconds until the last answer."""
        figures = Figures()
        people = [Person(self.port, key, figures) for key in self.keys[:number]]
        during = await read_at(rate, seconds, people, self.pages)
        for person in people:
            person.leave()
        return figures, during


def report(asked: Namespace) -> Iterator[str]:
    """Measure, line by line."""
    seconds = asked.seconds or SECONDS
    with server({}) as (port, master):
        visitor = Visitor(HOST, port)
        home = sign_in(visitor, asked.user, asked.password, asked.collection)
        found = pages(visitor, home, lists=5, records=200)
        with sessions_like(visitor, asked.people) as keys:
            yield from measure(Crowd(port, keys, found), seconds, master)


def measure(crowd: Crowd, seconds: float, master: int) -> Iterator[str]:
    """The steps, then everybody at once."""
    people = len(crowd.keys)
    asyncio.run(crowd.read(1000, seconds * PROBE / 2, AT_ONCE))  # what a new process learns once
    probed, during = asyncio.run(crowd.read(1000, seconds * PROBE / 2, AT_ONCE))
    about = len(probed.took) / during
    yield f"{AT_ONCE} people without a pause are served {about:.1f} pages a second."
    yield HEAD
    sustainable = 0.0
    for share in STEP_SHARES:
        rate = min(about * share, people)
        figures, during = asyncio.run(crowd.read(rate, seconds * STEPS / len(STEP_SHARES)))
        yield f"{rate:<14.1f}{figures.row(figures.waited, during)}"
        is_kept = len(figures.took) > KEEPS_UP * rate * during and figures.p95() <= PROMISE_SECONDS
        if not is_kept or sustainable == people:
            break
        sustainable = rate
    yield f"Sustainable: {sustainable:.0f} pages a second, 95 of 100 within {PROMISE_SECONDS * 1000:.0f} ms."
    before, own = _processor_seconds(master), _own_seconds()
    figures, during = asyncio.run(crowd.read(people, seconds * ALL))
    yield f"{people} people, each a page a second, or when the one before has come (ms since it was asked for):"
    yield f"{people:<14}{figures.row(figures.took, during)}"
    yield from (f"Failed, {reason}: {number}." for reason, number in figures.wrong.items())
    yield (
        f"Processors: web {(_processor_seconds(master) - before) / during:.0%}, "
        f"these people {(_own_seconds() - own) / during:.0%} of one; connections made anew: {figures.reconnected}."
    )


def _own_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _processor_seconds(master: int) -> float:
    """What the web processes have used so far."""
    ticks = os.sysconf("SC_CLK_TCK")
    total = 0.0
    for process in children(master):
        with open(f"/proc/{process}/stat") as told:
            fields = told.read().rpartition(")")[2].split()
        total += (int(fields[11]) + int(fields[12])) / ticks
    return total
