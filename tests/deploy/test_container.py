"""The container's files name what is there, and its program reads secrets from files."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.shapes.preparing import ROOT

pytestmark = pytest.mark.one_shape

DEPLOY = ROOT / "deploy"
CONTAINERFILE = (DEPLOY / "Containerfile").read_text()


def run(environ: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    """What the container's program says."""
    everything = {**os.environ, **environ}
    return subprocess.run(
        [DEPLOY / "container", *command], cwd=ROOT, env=everything, capture_output=True, text=True, check=False
    )


def test_the_image_has_the_libraries_that_are_installed_elsewhere() -> None:
    (elsewhere,) = re.findall(r"local packages=\(([^)]+)\)", (DEPLOY / "ground.sh").read_text())
    assert set(elsewhere.split()) <= set(re.findall(r"[\w.+-]+", CONTAINERFILE))


def test_what_is_copied_into_the_image_is_there() -> None:
    copied = re.findall(r"^COPY ([\w.]+) ", CONTAINERFILE, re.MULTILINE)
    assert copied
    assert all((ROOT / name).exists() for name in copied)
    needed = {path.name for path in ROOT.iterdir() if path.name in ("layouts", "specify", "static", "templates")}
    assert needed <= set(copied)


def test_a_variable_may_be_given_as_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("a secret\n")
    done = run({"SECRET_KEY_FILE": str(tmp_path / "key"), "SECRET_KEY": ""}, "printenv", "SECRET_KEY")
    assert (done.returncode, done.stdout) == (0, "a secret\n")


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL"])
def test_a_file_that_cannot_be_read_is_told(name: str, tmp_path: Path) -> None:
    done = run({f"{name}_FILE": str(tmp_path / "none")}, "printenv")
    assert done.returncode == 1
    assert done.stderr.startswith(f"{name}_FILE is {tmp_path}/none, which ")
