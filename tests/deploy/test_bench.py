"""`deploy/bench` weighs pages and times layouts, and what it finds in our own keeps the promises."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.patience import is_in_time
from tests.shapes import preparing
from tests.shapes.preparing import ROOT

# What is promised of an idle machine.
SECONDS_FOR_ALL, MILLISECONDS_FOR_ONE = 10, 15
LEVEL_STATEMENTS = 10


def bench(url: str, var: str, *asked: str) -> str:
    """What the command prints."""
    environ = {**os.environ, "DATABASE_URL": url, "SPECIFY_VAR": var, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "deploy/bench.py", *asked], cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("calibration: sql")
    return done.stdout


@pytest.mark.one_shape
def test_layouts_are_compiled_and_drawn_in_time(tmp_path: object) -> None:
    told = bench(f"sqlite:///{tmp_path}/none.sqlite", str(tmp_path), "--layouts", "layouts", "--repeat", "20")
    (seconds,) = re.findall(r"checked in ([\d.]+) s", told)
    assert is_in_time(float(seconds), SECONDS_FOR_ALL)
    medians = {name: float(ms) for name, ms in re.findall(r"^(\S+\.views\.xml +\w+) +([\d.]+)", told, re.MULTILINE)}
    assert any(name.startswith("fish/") for name in medians)
    assert is_in_time(max(medians.values()), MILLISECONDS_FOR_ONE), medians


@pytest.mark.one_shape
def test_pages_are_weighed(worker_id: str) -> None:
    url, var = preparing.copy_for(f"bench-{worker_id}")
    account = ("--user", "demo", "--password", "demonstration")
    told = bench(url, str(var), *account, "--sizes", "view", "--records", "3")
    assert "3 pages of collection objects (view), 0 failed." in told
    assert "100.00% within 14000 bytes" in told
    assert re.search(r"statements: least \d+, median \d+, most \d+", told)
    assert len(re.findall(r"bytes, \d+ statements: /\S+/collectionobject/\d+/: .* \d+ \(\d+ rows\)", told)) == 3


@pytest.mark.by_server
def test_a_tree_is_read_and_changed_and_left_as_it_was(worker_id: str) -> None:
    url, var = preparing.copy_for(f"bench-trees-{worker_id}")
    account = ("--user", "demo", "--password", "demonstration")
    before, told, after = _taxa(url, var), bench(url, str(var), *account, "--trees", "--repeat", "10"), _taxa(url, var)
    assert before == after
    read = dict(re.findall(r"^(level|suggestions) .*? +[\d.]+ +[\d.]+ +(\d+) +\d+ +[\d.]+$", told, re.MULTILINE))
    assert int(read["level"]) <= LEVEL_STATEMENTS
    changed = re.findall(r"^(move|merge|rename|number anew) .*? +[\d.]+ +\d+ +\d+ +[\d.]+$", told, re.MULTILINE)
    assert changed == ["move"] * 3 + ["merge", "rename", "number anew"]
    assert len(re.findall(r"meanwhile (?:\d+ levels were|nothing was) read", told)) == 4, told


def _taxa(url: str, var: Path) -> str:
    """All that is stored of taxa and determinations, as a digest."""
    told = "import hashlib; from specify.datamodel.tables import model; " + (
        "rows = [list(model(key).objects.order_by('pk').values_list()) for key in ('taxon', 'determination')]; "
        "print(hashlib.sha256(repr(rows).encode()).hexdigest())"
    )
    return preparing.manage("shell", "--no-imports", "-c", told, var=var, database_url=url)
