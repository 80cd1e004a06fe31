"""Measure pages: server time, statements, bytes, memory; with --browser also Chromium on a slow line.

In: a database, a user and password of it. Out: a calibration line, a table, the memory of the web process. A server of
its own is started on a free port with one process, and stopped. Nothing is written but what signing in writes.
"""

import argparse
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import calibration
from visitor import Answer, SiteError, Visitor, links

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
START_SECONDS = 30


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="deploy/bench", description="Measure pages on this machine and a database.")
    parser.add_argument("--database-url", default=os.environ.get("DATABASE_URL"), help="default: DATABASE_URL")
    parser.add_argument("--user", required=True)
    parser.add_argument("--password", required=True)
    parser.add_argument("--collection", type=int, help="id of the collection; default: the first one offered")
    parser.add_argument("--repeat", type=int, default=50, help="how often each page is fetched (default 50)")
    parser.add_argument("--browser", action="store_true", help="also Chromium at 400 kbit/s and 400 ms latency")
    return parser.parse_args()


@contextmanager
def server(database_url: str | None) -> Iterator[tuple[int, int]]:
    """A server with one web process; its port and the process number of its master."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "SPECIFY_WEB_PROCESSES": "1", "SPECIFY_TIMING": "1", "SPECIFY_HOSTS": ""}
    if database_url:
        environment["DATABASE_URL"] = database_url
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "-c",
        "deploy/gunicorn.conf.py",
        "-b",
        f"{HOST}:{port}",
        "specify.wsgi",
    ]
    with tempfile.TemporaryFile() as log:
        running = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=log)  # noqa: S603 - our own command
        try:
            _await(port, running)
            yield port, running.pid
        finally:
            running.terminate()
            running.wait()


def _await(port: int, running: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and running.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.05)
    raise SiteError("The web server did not start; `deploy/run --check` says why.")


def sign_in(visitor: Visitor, user: str, password: str, collection: int | None) -> str:
    """Sign in and enter a collection; the address of its home page."""
    answer = visitor.submit("/accounts/sign-in/", {"login": user, "password": password})
    if 'type="password"' in answer.html:
        raise SiteError(f"{user} cannot sign in with this password.")
    number = collection or r"\d+"
    offered = links(answer.html, rf"/{number}-[\w-]*/") or links(visitor.get("/").html, rf"/{number}-[\w-]*/")
    if not offered:
        raise SiteError("No such collection is offered to this user.")
    return offered[0]


def pages(visitor: Visitor, home: str) -> dict[str, list[str]]:
    """The addresses to measure under each name; of records up to twenty different ones."""
    objects = f"{home}collectionobject/"
    found = {"sign-in": ["/accounts/sign-in/"], "home": [home], "tables": [f"{home}tables/"], "list": [objects]}
    for name, table in (("collection object", "collectionobject"), ("taxon", "taxon"), ("locality", "locality")):
        listed = visitor.get(f"{home}{table}/")
        records = links(listed.html, rf"{home}{table}/\d+/") if listed.status == 200 else []
        if records:
            found[name] = records[:20]
    return found


def measure(visitor: Visitor, addresses: list[str], repeat: int) -> list[Answer]:
    """Fetch each address once unmeasured, then `repeat` times in turn."""
    for address in addresses:
        if visitor.get(address).status != 200:
            raise SiteError(f"{address} answers with status {visitor.get(address).status}.")
    return [visitor.get(addresses[turn % len(addresses)]) for turn in range(repeat)]


def row(name: str, answers: list[Answer]) -> str:
    """One line of the table: medians, and the worst for statements and bytes."""
    times = sorted(answer.ms for answer in answers)
    p95 = times[min(len(times) - 1, round(len(times) * 0.95))]
    raw = max(len(answer.html.encode()) for answer in answers)
    sent = max(answer.sent for answer in answers)
    statements = max(answer.statements for answer in answers)
    return f"{name:<20}{statistics.median(times):>10.1f}{p95:>10.1f}{statements:>12}{raw:>10}{sent:>10}"


def memory(master: int) -> Iterator[str]:
    """Resident and proportional size of each web process, in MB (1,000,000 bytes)."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    for process in children:
        told = Path(f"/proc/{process}/smaps_rollup").read_text()
        sizes = {line.split()[0]: int(line.split()[1]) * 1024 / 1e6 for line in told.splitlines()[1:]}
        yield f"memory of the web process: {sizes['Rss:']:.0f} MB resident, {sizes['Pss:']:.0f} MB its share"


def main() -> None:
    """Measure and print."""
    asked = arguments()
    print(calibration.line())
    with server(asked.database_url) as (port, master):
        home = sign_in(visitor := Visitor(HOST, port), asked.user, asked.password, asked.collection)
        print(f"{'page':<20}{'median ms':>10}{'p95 ms':>10}{'statements':>12}{'bytes':>10}{'gzip':>10}")
        found = pages(visitor, home)
        for name, addresses in found.items():
            who = Visitor(HOST, port) if name == "sign-in" else visitor
            print(row(name, measure(who, addresses, asked.repeat)))
        for line in memory(master):
            print(line)
        if asked.browser:
            import slow_line

            deep = found.get("collection object", [home])[0]
            for line in slow_line.report(f"http://{HOST}:{port}", deep, visitor.cookies):
                print(line)


if __name__ == "__main__":
    try:
        main()
    except (SiteError, OSError) as error:
        sys.exit(str(error))
