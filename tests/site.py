"""The site as people meet it: the real web server on a copy of the database, for browsers to visit.

In: a database URL and a folder for `SPECIFY_VAR`. Out: the address of a running gunicorn with one process, stopped at
the end; its log stands in the folder.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.patience import PATIENCE_SECONDS
from tests.shapes.preparing import ROOT


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(database_url: str, var: Path) -> Iterator[str]:
    """The address of the site while the block runs."""
    port = _free_port()
    environment = {**os.environ, "DATABASE_URL": database_url, "SPECIFY_VAR": str(var), "SPECIFY_WEB_PROCESSES": "1"}
    command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "-b", f"127.0.0.1:{port}"]
    with (var / "site.log").open("wb") as log:
        running = subprocess.Popen([*command, "specify.wsgi"], cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            await_port(port, running, var / "site.log")
            yield f"http://127.0.0.1:{port}"
        finally:
            running.terminate()
            running.wait(PATIENCE_SECONDS)


def await_port(port: int, running: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until something listens there; an AssertionError with the log's end when nothing comes."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and running.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"The web server did not start:\n{log.read_text()[-4000:]}")
