"""Many people who are signed in and read, each over a connection of their own that stays open.

In: a session that somebody signed in to, addresses. Out: sessions like it under other keys, removed at the end; how
long each answer took. A person asks for one page after another, each when it is due, and late when the one before was
late; a connection that the server closed between two pages is made anew, as browsers do it.
"""

import asyncio
import os
import random
import re
import statistics
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from served import HOST
from visitor import Visitor

PATIENCE_SECONDS = 60
COOKIE = "specify-session"
# Of ten pages that somebody opens.
MIX = {"collection object": 4, "taxon": 1, "locality": 1, "list": 2, "home": 2}
_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)


@dataclass
class Figures:
    """What answers took, in seconds: since the page was due, and since it was asked for."""

    waited: list[float] = field(default_factory=list)
    took: list[float] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)
    reconnected: int = 0

    def row(self, seconds: Sequence[float], during: float) -> str:
        """Answers a second, median, 95th and 99th of a hundred, the longest, what went wrong."""
        cuts = statistics.quantiles(seconds, n=100) if len(seconds) > 1 else [0.0] * 99
        told = "".join(f"{value * 1000:>9.0f}" for value in (cuts[49], cuts[94], cuts[98], max(seconds, default=0)))
        return f"{len(seconds) / during:>10.1f}{told}{self.wrong.total():>9}"

    def p95(self) -> float:
        """What 95 of 100 pages took at most since they were due; endless when one failed."""
        if self.wrong or len(self.waited) < 2:
            return float("inf")
        return statistics.quantiles(self.waited, n=100)[94]


class Person:
    """Somebody with a session and a connection."""

    def __init__(self, port: int, session: str, figures: Figures) -> None:
        """Take a seat; the connection is made with the first page."""
        self.port, self.figures = port, figures
        self._rest = (
            f" HTTP/1.1\r\nHost: {HOST}:{port}\r\nAccept-Encoding: gzip\r\nCookie: {COOKIE}={session}\r\n\r\n"
        ).encode()
        self._line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def read(self, path: str, due: float) -> None:
        """Open a page and note how long it took; a page that does not come is noted too."""
        asked = time.monotonic()
        try:
            status = await asyncio.wait_for(self._fetch(path), PATIENCE_SECONDS)
        except (OSError, EOFError, TimeoutError) as error:
            self.leave()
            self.figures.wrong[type(error).__name__] += 1
            return
        if status != 200:
            self.figures.wrong[f"status {status}"] += 1
            return
        done = time.monotonic()
        self.figures.waited.append(done - due)
        self.figures.took.append(done - asked)

    async def _fetch(self, path: str) -> int:
        if self._line:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                return await self._ask(path)
            self.leave()
            self.figures.reconnected += 1
        self._line = await asyncio.open_connection(HOST, self.port)
        return await self._ask(path)

    async def _ask(self, path: str) -> int:
        assert self._line  # noqa: S101 - the caller has made it
        reader, writer = self._line
        writer.write(f"GET {path}".encode() + self._rest)
        head = await reader.readuntil(b"\r\n\r\n")
        length = _LENGTH.search(head)
        await reader.readexactly(int(length[1]) if length else 0)
        if b"\r\nconnection: close" in head.lower():
            self.leave()
        return int(head[9:12])

    def leave(self) -> None:
        """Close the connection."""
        if self._line:
            self._line[1].close()
            self._line = None


async def read_at(rate: float, seconds: float, people: Sequence[Person], pages: Mapping[str, Sequence[str]]) -> float:
    """All of them read, `rate` pages a second between them, for so long; the seconds until the last has an answer."""
    begun = time.monotonic()
    every = len(people) / rate

    async def one(number: int, person: Person) -> None:
        chance = random.Random(number)  # noqa: S311 - the same pages every time
        due = begun + number / rate
        while due < begun + seconds and time.monotonic() < begun + seconds:
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            (kind,) = chance.choices(list(pages), [MIX[name] for name in pages])
            await person.read(chance.choice(pages[kind]), due)
            due += every

    await asyncio.gather(*(one(number, person) for number, person in enumerate(people)))
    return time.monotonic() - begun


@contextmanager
def sessions_like(visitor: Visitor, number: int) -> Iterator[list[str]]:
    """So many sessions of the person who signed in, by key. Signing in again and again would measure passwords."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "specify.settings")
    django.setup()
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session

    model = Session.objects.get(session_key=visitor.cookies[COOKIE])
    keys = [str(SessionStore()._get_new_session_key()) for _ in range(number)]  # type: ignore[attr-defined]
    made = [Session(session_key=key, session_data=model.session_data, expire_date=model.expire_date) for key in keys]
    Session.objects.bulk_create(made)
    try:
        yield keys
    finally:
        Session.objects.filter(session_key__in=keys).delete()
