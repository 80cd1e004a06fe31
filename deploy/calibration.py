"""How fast this machine is, by three fixed tasks, so that figures of different machines can be compared.

In: nothing. Out: milliseconds, the best of five, for SQL (SQLite in memory), a template loop (Jinja2) and compression
(gzip level 6), and how much slower that is than on the idle machine that the documented figures were measured on. None
of it touches the program or its database.
"""

import gzip
import random
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing

import jinja2

ROUNDS = 5
IDLE_MILLISECONDS = {"sql": 24.0, "template": 5.0, "gzip": 14.0}
"""What the machine of the documented figures takes when it does nothing else."""


def _sql() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, size INTEGER)")
        connection.executemany(
            "INSERT INTO t (name, size) VALUES (?, ?)", ((f"n{i % 997}", i % 89) for i in range(20_000))
        )
        connection.execute("SELECT name, count(*), sum(size) FROM t GROUP BY name ORDER BY 3 DESC, 1").fetchall()


_TEMPLATE = jinja2.Environment(autoescape=True).from_string(
    "{% for name, cells in rows %}<tr><th>{{ name }}</th>{% for cell in cells %}<td>{{ cell }}</td>{% endfor %}</tr>"
    "{% endfor %}"
)
_ROWS = [(number, [f"{number}<{cell}>" for cell in range(8)]) for number in range(1_000)]


def _template() -> None:
    _TEMPLATE.render(rows=_ROWS)


_WORDS = random.Random(1).choices("perch roach tench bream asp chub dace ide bleak nase".split(), k=100_000)  # noqa: S311
_TEXT = " ".join(_WORDS).encode()


def _gzip() -> None:
    gzip.compress(_TEXT, 6)


def _best(task: Callable[[], None]) -> float:
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        task()
        times.append(time.perf_counter() - begun)
    return min(times) * 1000


def measured() -> dict[str, float]:
    """The milliseconds of each task."""
    return {"sql": _best(_sql), "template": _best(_template), "gzip": _best(_gzip)}


def line() -> str:
    """The calibration in one line."""
    return "calibration: " + ", ".join(f"{task} {milliseconds:.1f} ms" for task, milliseconds in measured().items())


def slowness() -> float:
    """How many times longer this machine takes now than the idle one did, for the slowest of the tasks; at least 1."""
    return max(1.0, *(milliseconds / IDLE_MILLISECONDS[task] for task, milliseconds in measured().items()))
