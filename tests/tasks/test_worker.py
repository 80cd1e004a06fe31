"""The worker does what a web process asks of it, through the embedded queue and through Redis."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shapes import preparing

QUEUES = ["embedded", *(["redis"] if "SPECIFY_TEST_REDIS" in os.environ else [])]
ASK_AND_WAIT = """
import time
from django.contrib.sessions.models import Session
from specify.tasks.tasks import sweep_sessions
Session.objects.create(session_key="old", session_data="", expire_date="2001-02-03")
sweep_sessions()
deadline = time.monotonic() + 15
while Session.objects.filter(session_key="old").exists():
    assert time.monotonic() < deadline, "the worker did not sweep"
    time.sleep(0.1)
"""


@pytest.fixture(params=QUEUES)
def environment(request: pytest.FixtureRequest, worker_id: str) -> Iterator[dict[str, str]]:
    """The environment of a running worker with a database and a queue of its own."""
    url, var = preparing.copy_for(f"worker-{request.param}-{worker_id}")
    found = {**os.environ, "DATABASE_URL": url, "SPECIFY_VAR": str(var)}
    if request.param == "redis":
        found["REDIS_URL"] = os.environ["SPECIFY_TEST_REDIS"]
    with (Path(var) / "worker.log").open("wb") as log:
        running = subprocess.Popen(
            [sys.executable, "manage.py", "run_huey"], cwd=preparing.ROOT, env=found, stdout=log, stderr=log
        )
        yield found
        running.send_signal(signal.SIGTERM)
        running.wait(15)


def test_the_worker_sweeps_sessions(environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "-c", ASK_AND_WAIT],
        cwd=preparing.ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
