"""The real web server, for tests of how it is run: several processes, from this tree or another, killed in parts.

In: the tree, the environment that names database and folder. Out: where it listens and its processes; it is stopped at
the end of the block. Its log lies in the folder.
"""

import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.patience import PATIENCE_SECONDS
from tests.shapes.preparing import ROOT
from tests.site import await_port


@dataclass(frozen=True)
class Server:
    """A running web server."""

    port: int
    master: int
    log: Path

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def processes(self) -> list[int]:
        """The processes that answer requests."""
        return [int(number) for number in Path(f"/proc/{self.master}/task/{self.master}/children").read_text().split()]

    def get(self, path: str, **headers: str) -> str:
        """What stands at an address; an error when it is not there."""
        request = urllib.request.Request(self.address + path, headers=headers)  # noqa: S310 - http, ours
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:  # noqa: S310
            return str(answer.read().decode())


@contextmanager
def web_server(environ: Mapping[str, str], root: Path = ROOT, processes: int = 1) -> Iterator[Server]:
    """A web server that runs while the block does; `environ` is added to this process's environment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "-b", f"127.0.0.1:{port}"]
    everything = {**os.environ, **environ, "SPECIFY_WEB_PROCESSES": str(processes)}
    everything.pop("DJANGO_SETTINGS_MODULE", None)
    with (Path(everything["SPECIFY_VAR"]) / f"web-{port}.log").open("w+b") as log:
        running = subprocess.Popen([*command, "specify.wsgi"], cwd=root, env=everything, stdout=log, stderr=log)
        try:
            await_port(port, running, Path(log.name))
            yield Server(port, running.pid, Path(log.name))
        finally:
            running.terminate()
            running.wait(PATIENCE_SECONDS)
