"""Web server and worker are killed while people read and jobs run: no session and no job is lost."""

import os
import re
import subprocess
import sys

import pytest

from tests.shapes import preparing
from tests.shapes.preparing import ROOT

ASKED = ("--user", "demo", "--password", "demonstration", "--kill", "--people", "5", "--seconds", "12")


@pytest.mark.by_server
def test_nothing_is_lost(worker_id: str) -> None:
    url, var = preparing.copy_for(f"killing-{worker_id}")
    environ = {**os.environ, "DATABASE_URL": url, "SPECIFY_VAR": str(var), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "deploy/bench.py", *ASKED], cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (killed,) = re.findall("^Killed: (.*)", done.stdout, re.MULTILINE)
    assert sum(int(number) for number in re.findall(r"\d+", killed)) >= 2
    assert "All 5 sessions are valid." in done.stdout
    assert "None is missing" in done.stdout
