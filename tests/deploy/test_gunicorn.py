"""The web server: its processes count together, and a wrong variable is told."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.deploy.running import Server, web_server
from tests.shapes import preparing

pytestmark = pytest.mark.one_shape
TOKEN = "a-token-of-the-tests"
HELP_PAGES = re.compile(r'specify_request_seconds_count{method="GET",route="web-help",status="2xx"} (\d+)')


def folders() -> set[Path]:
    """Where servers count."""
    place = Path("/dev/shm" if Path("/dev/shm").is_dir() else tempfile.gettempdir())  # noqa: S108 - looked at
    return set(place.glob("specify-counts-*"))


def served(server: Server) -> int:
    """How many help pages the server says that it has served."""
    counted = HELP_PAGES.search(server.get("/metrics", Authorization=f"Bearer {TOKEN}"))
    return int(counted[1]) if counted else 0


def kill_processes(server: Server) -> None:
    """Kill all that answer, and wait until as many others do."""
    killed = server.processes()
    for process in killed:
        os.kill(process, signal.SIGKILL)
    while set(killed) & set(server.processes()) or len(server.processes()) < len(killed):
        time.sleep(0.05)


def test_processes_count_together_and_a_killed_one_is_not_forgotten(worker_id: str) -> None:
    url, var = preparing.copy_for(f"counts-{worker_id}")
    environ = {"DATABASE_URL": url, "SPECIFY_VAR": str(var), "SPECIFY_METRICS_TOKEN": TOKEN}
    before = folders()
    with web_server(environ, processes=3) as server:
        for round_ in range(1, 4):
            for _ in range(20):
                server.get("/help/")
            assert served(server) == 20 * round_
            kill_processes(server)
        told = [json.loads(line) for line in server.log.read_text().splitlines()]
        assert any("SIGKILL" in line["message"] and line["logger"] == "gunicorn.error" for line in told)
        (folder,) = (one for one in folders() - before if f"-{server.master}-" in one.name)
        assert folder.stat().st_mode & 0o077 == 0
        assert len(list(folder.iterdir())) <= 2 * 3, "the files of dead processes pile up"
    assert not folder.exists()


def test_the_counts_of_a_server_that_was_killed_are_swept(worker_id: str) -> None:
    url, var = preparing.copy_for(f"swept-{worker_id}")
    environ = {"DATABASE_URL": url, "SPECIFY_VAR": str(var)}
    with web_server(environ) as server:
        (left,) = (one for one in folders() if f"-{server.master}-" in one.name)
        os.kill(server.master, signal.SIGKILL)
    with web_server(environ):
        assert not left.exists()


@pytest.mark.parametrize("name", ["SPECIFY_WEB_PROCESSES", "SPECIFY_LOG_LEVEL"])
def test_a_wrong_variable_is_told_in_one_line(name: str) -> None:
    command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "--check-config", "specify.wsgi"]
    environ = {**os.environ, name: "lots"}
    done = subprocess.run(command, cwd=preparing.ROOT, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(f"{name} is lots. Write ")
    assert done.stderr.count("\n") == 1
