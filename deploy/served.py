"""A site to measure: a web server of its own on a free port, and the way into it.

In: a database, a name and a password of it. Out: the port and the master's process number while the block runs; the
address of a collection's home; addresses of pages worth measuring. Nothing is written but what signing in writes.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from visitor import SiteError, Visitor, links

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
START_SECONDS = 30


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(environ: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """A web server with these variables besides our own; its port and the process number of its master."""
    port = free_port()
    command = ["-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "-b", f"{HOST}:{port}", "specify.wsgi"]
    with tempfile.TemporaryFile() as log:
        running = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, *command], cwd=ROOT, env={**os.environ, "SPECIFY_HOSTS": "", **environ}, stderr=log
        )
        try:
            await_port(port, running)
            yield port, running.pid
        finally:
            running.terminate()
            running.wait()


def await_port(port: int, running: subprocess.Popen[bytes]) -> None:
    """Wait until somebody listens there; `SiteError` when `running` ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and running.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.05)
    raise SiteError("The web server did not start; `deploy/run --check` says why.")


def children(process: int) -> list[int]:
    """The processes that a process has started and that still run."""
    return [int(number) for number in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def sign_in(visitor: Visitor, user: str, password: str, collection: int | None) -> str:
    """Sign in and enter a collection; the address of its home page."""
    answer = visitor.submit("/accounts/sign-in/", {"login": user, "password": password})
    if answer.status not in (200, 422):
        raise SiteError(f"{answer.path} answers with status {answer.status}; `deploy/run --check` says more.")
    if 'type="password"' in answer.html:
        raise SiteError(f"{user} cannot sign in with this password.")
    number = collection or r"\d+"
    offered = links(answer.html, rf"/{number}-[\w-]*/") or links(visitor.get("/").html, rf"/{number}-[\w-]*/")
    if not offered:
        raise SiteError("No such collection is offered to this user.")
    return offered[0]


def pages(visitor: Visitor, home: str, lists: int = 1, records: int = 20) -> dict[str, list[str]]:
    """The addresses to measure under each name: `lists` pages of a list, and so many records of each table."""
    objects = f"{home}collectionobject/"
    listed = [objects, *(f"{objects}?page={number}" for number in range(2, lists + 1))]
    found = {"sign-in": ["/accounts/sign-in/"], "home": [home], "tables": [f"{home}tables/"], "list": listed}
    for name, table in (("collection object", "collectionobject"), ("taxon", "taxon"), ("locality", "locality")):
        addresses: list[str] = []
        for number in range(1, lists + 1):
            answer = visitor.get(f"{home}{table}/?page={number}")
            addresses += links(answer.html, rf"{home}{table}/\d+/") if answer.status == 200 else []
        if addresses:
            found[name] = list(dict.fromkeys(addresses))[:records]
    return found
