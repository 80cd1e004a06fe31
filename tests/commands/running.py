"""Running `manage.py` on a database of the test server, in a process of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Said:
    """What a command said, and how it ended."""

    code: int
    output: str
    error: str


def manage(url: str, *arguments: str, var: Path, **more: str) -> Said:
    """Run one command; never raises for its failure."""
    environment = {**os.environ, "DATABASE_URL": url, "SPECIFY_VAR": str(var), **more}
    if not more.get("WEB_DATABASE_URL"):
        environment.pop("WEB_DATABASE_URL", None)
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    return Said(done.returncode, done.stdout, done.stderr)
