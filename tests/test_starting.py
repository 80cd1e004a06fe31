"""Starting the server: with a database, without one, with an empty one."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def started(url: str, var: Path) -> subprocess.CompletedProcess[str]:
    """What importing the server's entry says."""
    environment = {**os.environ, "DATABASE_URL": url, "SPECIFY_VAR": str(var), "SECRET_KEY": "for tests"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-c", "import specify.wsgi"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_a_server_that_never_saw_its_database_does_not_start_and_says_why(tmp_path: Path) -> None:
    done = started("mysql://root@127.0.0.1:1/fish", tmp_path)
    assert done.returncode == 1
    assert "cannot be reached" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_server_on_an_empty_database_does_not_start_and_says_what_to_do(tmp_path: Path) -> None:
    done = started(f"sqlite:///{tmp_path}/new.sqlite", tmp_path)
    assert done.returncode == 1
    assert "manage.py setup" in done.stderr


def test_a_server_whose_database_is_away_starts_with_the_shape_it_had(tmp_path: Path) -> None:
    from dataclasses import replace

    from specify.datamodel import present, shape
    from specify.datamodel.connecting import parse

    url = "mysql://root@127.0.0.1:1/fish"
    shape.keep(replace(present.shape(), engine="mysql"), parse(url), tmp_path)
    assert started(url, tmp_path).returncode == 0
