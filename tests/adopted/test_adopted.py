"""Real databases are adopted, signed in to and read, and left exactly as they were.

The databases are dumps in the folder `SPECIFY_DUMPS`; without it these tests have nothing to work on.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.shapes import mariadb

DUMPS = Path(os.environ.get("SPECIFY_DUMPS", "/nonexistent"))
ROOT = Path(__file__).resolve().parents[2]
CASES = {
    "specify7-fresh-fish": ("born7", 0),
    "specify7-fish-20k": ("born7", 20500),
    "specify6-fish-20k": ("born6", 20500),
}
pytestmark = [
    pytest.mark.skipif(not DUMPS.is_dir(), reason="SPECIFY_DUMPS names no folder with real databases"),
    pytest.mark.skipif(
        os.environ.get("SPECIFY_TEST_SHAPE", "sqlite") != "sqlite", reason="these bring databases of their own"
    ),
]


def run(url: str, *arguments: str, **more: str) -> str:
    """The output of a Python program of the project on the database `url`."""
    environment = {**os.environ, "DATABASE_URL": url, **more}
    environment.pop("WEB_DATABASE_URL", None)
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    return done.stdout


@pytest.fixture(scope="module", params=CASES)
def adopted(request: pytest.FixtureRequest) -> Iterator[tuple[str, str]]:
    """The name of a dump and the URL of a database loaded from it."""
    name = f"adopted_{request.param.replace('-', '_')}"
    mariadb.make_database(name)
    parts = mariadb.server().removeprefix("mysql://").split("@")[1].split(":")
    client = ["mariadb", "--no-defaults", "-h", parts[0], "-P", parts[1], "-u", "root", "--max-allowed-packet=1G", name]
    with subprocess.Popen(["zcat", str(DUMPS / f"{request.param}.sql.gz")], stdout=subprocess.PIPE) as dump:
        subprocess.run(client, stdin=dump.stdout, check=True)
    yield request.param, mariadb.url(name)
    with mariadb.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name}")


def fingerprint(url: str) -> dict[str, tuple[str, int]]:
    """Definition and checksum of every table that is not ours."""
    with mariadb.cursor(url.rsplit("/", 1)[1]) as cursor:
        cursor.execute("SHOW TABLES")
        names = [name for (name,) in cursor.fetchall() if not name.startswith("web_")]
        found = {}
        for name in names:
            cursor.execute(f"SHOW CREATE TABLE `{name}`")
            definition = cursor.fetchone()[1]
            cursor.execute(f"CHECKSUM TABLE `{name}`")
            found[name] = (definition, cursor.fetchone()[1])
    return found


def test_a_database_is_adopted_read_for_a_day_and_left_as_it_was(adopted: tuple[str, str], tmp_path: Path) -> None:
    dump, url = adopted
    dialect, objects = CASES[dump]
    before = fingerprint(url)

    report: dict[str, Any] = json.loads(run(url, "manage.py", "adopt", "--json", SPECIFY_VAR=str(tmp_path)))
    assert report["dialect"] == dialect
    assert report["schema_version"] == "2.10"
    assert report["tables"]["collectionobject"] == objects
    assert report["unknown"] == []
    assert ("spuserpolicy" in report["absent"]) == (dialect == "born6")
    assert report["warnings"] == []
    assert report["added"]
    assert all(name.startswith("web_") for name in report["added"])

    config = {"SPECIFY_CONFIG": str(DUMPS / "specify7-config"), "SPECIFY_VAR": str(tmp_path)}
    run(url, "manage.py", "collectstatic", "--no-input", "--verbosity", "0", **config)
    day = json.loads(run(url, "-m", "tests.adopted.day", "spadmin", "testuser", "60", **config))
    assert day["failed"] == []
    assert day["home"].startswith("/1-fish-collection/") or objects == 0
    if objects:
        assert "Cataloger" in day["shown"]
        assert day["largest"] <= 8_000
    assert fingerprint(url) == before

    run(url, "manage.py", "leave", "--yes", SPECIFY_VAR=str(tmp_path))
    with mariadb.cursor(url.rsplit("/", 1)[1]) as cursor:
        cursor.execute("SHOW TABLES LIKE 'web\\_%'")
        assert cursor.fetchall() == ()
