"""Measure pages: server time, statements, bytes, memory; with --browser also Chromium on a slow line.

In: a database, a user and password of it. Out: a calibration line, a table, the memory of the web process. A server of
its own is started on a free port with one process, and stopped. Nothing is written but what signing in writes. With
--load many people read at once instead, and with --kill processes are killed meanwhile: see load.py and kill.py. With
--sizes the pages of all collection objects are weighed, with --layouts a folder's layouts drawn without any database,
with --saves new objects are entered, with --trees a large tree is read and changed, with --queries queries run beside
statements written by hand, with --labels labels are printed: see sizes.py, drawing.py, saving.py, trees.py, queries.py
and labels.py.
"""

import argparse
import importlib
import os
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

import calibration
import django
from served import HOST, children, pages, server, sign_in
from visitor import Answer, SiteError, Visitor

REPEAT = 50


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="deploy/bench", description="Measure pages on this machine and a database.")
    parser.add_argument("--database-url", default=os.environ.get("DATABASE_URL"), help="default: DATABASE_URL")
    parser.add_argument("--user", help="needed for all but --layouts")
    parser.add_argument("--password", help="needed for all but --layouts, --queries and --labels")
    parser.add_argument("--collection", type=int, help="id of the collection; default: the first one offered")
    parser.add_argument("--repeat", type=int, help="how often a page is fetched (default 50) or a form drawn (200)")
    parser.add_argument("--browser", action="store_true", help="also Chromium at 400 kbit/s and 400 ms latency")
    parser.add_argument("--load", action="store_true", help="many people read at once, at rising rates")
    parser.add_argument("--kill", action="store_true", help="many people read while processes are killed at random")
    parser.add_argument("--sizes", choices=("view", "edit"), help="bytes and statements of all collection objects")
    parser.add_argument("--saves", action="store_true", help="enter new collection objects, which stay in the database")
    parser.add_argument("--trees", action="store_true", help="read and change the taxon tree; the changes are undone")
    parser.add_argument("--queries", action="store_true", help="queries beside statements written by hand")
    parser.add_argument("--labels", action="store_true", help="labels of collection objects are printed, unseen")
    parser.add_argument("--records", type=int, help="how many, with --sizes (default all)")
    parser.add_argument("--people", type=int, default=200, help="how many, with --load or --kill (default 200)")
    parser.add_argument("--seconds", type=int, help="how long in all (default 60 with --load, 120 with --kill)")
    parser.add_argument("--layouts", type=Path, metavar="FOLDER", help="compile and draw the layouts of a folder")
    asked = parser.parse_args()
    if not (asked.layouts or (asked.user and (asked.password or asked.queries or asked.labels))):
        parser.error("Name a --user and its --password, or a folder of --layouts.")
    return asked


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
    for process in children(master):
        told = Path(f"/proc/{process}/smaps_rollup").read_text()
        sizes = {line.split()[0]: int(line.split()[1]) * 1024 / 1e6 for line in told.splitlines()[1:]}
        yield f"memory of the web process: {sizes['Rss:']:.0f} MB resident, {sizes['Pss:']:.0f} MB its share"


def measure_pages(asked: argparse.Namespace) -> Iterator[str]:
    """The table of pages, line by line."""
    with server({"SPECIFY_WEB_PROCESSES": "1", "SPECIFY_TIMING": "1"}) as (port, master):
        home = sign_in(visitor := Visitor(HOST, port), asked.user, asked.password, asked.collection)
        yield f"{'page':<20}{'median ms':>10}{'p95 ms':>10}{'statements':>12}{'bytes':>10}{'gzip':>10}"
        found = pages(visitor, home)
        for name, addresses in found.items():
            who = Visitor(HOST, port) if name == "sign-in" else visitor
            yield row(name, measure(who, addresses, asked.repeat or REPEAT))
        yield from memory(master)
        if asked.browser:
            import slow_line

            deep = found.get("collection object", [home])[0]
            yield from slow_line.report(f"http://{HOST}:{port}", deep, visitor.cookies)


REPORTS = {
    "layouts": "drawing",
    "load": "load",
    "kill": "kill",
    "sizes": "sizes",
    "saves": "saving",
    "trees": "trees",
    "queries": "queries",
    "labels": "labels",
}
"""The module that answers each wish."""
WITHIN = ("drawing", "trees", "queries", "labels")
"""Those that use the program in this process, too."""


def report(asked: argparse.Namespace) -> Iterator[str]:
    """What was asked for, line by line."""
    module = next((module for wish, module in REPORTS.items() if getattr(asked, wish)), None)
    if module is None:
        return measure_pages(asked)
    if module in WITHIN:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "specify.settings")
        django.setup()
    lines: Iterator[str] = importlib.import_module(module).report(asked)
    return lines


def main() -> None:
    """Measure and print."""
    asked = arguments()
    if asked.database_url:
        os.environ["DATABASE_URL"] = asked.database_url
    print(calibration.line())
    for line in report(asked):
        print(line, flush=True)


if __name__ == "__main__":
    try:
        main()
    except (SiteError, OSError) as error:
        sys.exit(str(error))
