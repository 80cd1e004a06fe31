"""An upgrade while the former version goes on answering: nobody is signed out, nothing fails.

The former version is the newest in the project's history that has other migrations than this tree and can be run, on a
database that it made itself. Both versions then serve that database; a session that either made is valid in the other.
"""

import io
import os
import re
import subprocess
import sys
import tarfile
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from deploy.visitor import Visitor, links
from tests.deploy.running import Server, web_server
from tests.shapes import mariadb, preparing
from tests.shapes.preparing import ROOT

MIGRATIONS = "specify/*/migrations/*.py"
# Fails where a column is missing: a migration that was changed after it had been applied is not applied again.
READ_EVERY_TABLE_OF_OURS = """
from django.apps import apps
for model in apps.get_models():
    if model._meta.managed and not model._meta.proxy:
        list(model._default_manager.all()[:1])
"""


def git(*command: str) -> bytes:
    """What git says of this project's history."""
    done = subprocess.run(["git", "-c", "safe.directory=*", *command], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, f"This test needs the project's history: {done.stderr.decode()}"
    return done.stdout


def former_commits() -> Iterator[str]:
    """Commits with other migrations than the one after them, and than this tree, newest first."""
    if git("status", "--porcelain", "--", MIGRATIONS):
        yield "HEAD"
    for line in git("log", "--format=%P", "--", MIGRATIONS).decode().splitlines():
        yield from line.split()[:1]


def done_in(environ: dict[str, str], root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """A command of a tree, when it has ended."""
    everything = {**os.environ, **environ}
    everything.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(command, cwd=root, env=everything, capture_output=True, text=True, check=False)


def is_whole(environ: dict[str, str], root: Path) -> bool:
    """Whether a tree can be run at all; of commits that belong together the first ones need not."""
    return done_in(environ, root, sys.executable, "manage.py", "check").returncode == 0


def run(environ: dict[str, str], root: Path, *command: str) -> str:
    """Run a command of a tree; what it said."""
    done = done_in(environ, root, *command)
    assert done.returncode == 0, f"{command}:\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture
def environ(tmp_path: Path, worker_id: str) -> dict[str, str]:
    """The variables of a site whose secret lies in its folder, on an empty database."""
    if preparing.shape() == "born6":
        pytest.skip("this database is made by the former version, which makes one as Specify 7 does")
    var = tmp_path / "var"
    var.mkdir()
    url = f"sqlite:///{var}/specify.sqlite"
    if preparing.shape() == "born7":
        mariadb.make_database(f"test_side_by_side_{worker_id}")
        url = mariadb.url(f"test_side_by_side_{worker_id}")
    return {"DATABASE_URL": url, "SPECIFY_VAR": str(var), "SECRET_KEY": ""}


@pytest.fixture
def former(tmp_path: Path, environ: dict[str, str]) -> Path:
    """The tree of the former version, which has set the database up."""
    for commit in former_commits():
        tree = tmp_path / commit
        with tarfile.open(fileobj=io.BytesIO(git("archive", commit))) as packed:
            packed.extractall(tree, filter="data")
        if is_whole(environ, tree):
            break
    else:
        raise AssertionError("No former version in the project's history can be run.")
    run(environ, tree, sys.executable, "manage.py", "setup")
    run(environ, tree, sys.executable, "manage.py", "demo", *preparing.SIZE)
    run(environ, tree, sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0")
    return tree


def visitor(server: Server, cookies: dict[str, str] | None = None) -> closing[Visitor]:
    """Somebody at a server, with the cookies they have, who leaves at the end of the block."""
    return closing(Visitor("127.0.0.1", server.port, dict(cookies or {})))


def signed_in(server: Server) -> dict[str, str]:
    """The cookies of somebody who signs in."""
    with visitor(server) as somebody:
        somebody.submit("/accounts/sign-in/", {"login": "demo", "password": "demonstration"})
        return somebody.cookies


def reads(server: Server, cookies: dict[str, str]) -> None:
    """Home, list and record come to whoever has these cookies, and the stylesheet that they name."""
    with visitor(server, cookies) as somebody:
        start = somebody.get("/")
        home = start.path if re.fullmatch(r"/\d+-[\w-]*/", start.path) else links(start.html, r"/\d+-[\w-]*/")[0]
        listed = somebody.get(f"{home}collectionobject/")
        record = somebody.get(links(listed.html, rf"{home}collectionobject/\d+/")[0])
        assert record.status == 200
        (style,) = re.findall(r'href="(/static/[^"]+\.css)"', record.html)
        assert somebody.get(style).status == 200


class Reader(threading.Thread):
    """Somebody who goes on reading; what went wrong is kept."""

    def __init__(self, server: Server, cookies: dict[str, str]) -> None:
        super().__init__()
        self.server, self.cookies, self.enough = server, cookies, threading.Event()
        self.rounds, self.wrong = 0, ""

    def run(self) -> None:
        """Read until it is enough."""
        while not self.enough.is_set() and not self.wrong:
            try:
                reads(self.server, self.cookies)
            except Exception as error:  # noqa: BLE001 - told by the test
                self.wrong = repr(error)
            self.rounds += 1


@pytest.fixture
def old(former: Path, environ: dict[str, str]) -> Iterator[Server]:
    """The former version's server."""
    with web_server(environ, root=former) as server:
        yield server


def test_an_upgrade_while_the_former_version_answers(old: Server, environ: dict[str, str]) -> None:
    cookies = signed_in(old)
    reader = Reader(old, cookies)
    reader.start()
    said = run(environ, ROOT, "deploy/upgrade")
    reader.enough.set()
    reader.join()
    assert not reader.wrong
    assert reader.rounds > 1
    assert "Our tables are up to date" in said
    assert bool(list(Path(environ["SPECIFY_VAR"]).glob("backups/web-*"))) == ("were copied" in said)
    run(environ, ROOT, sys.executable, "manage.py", "shell", "--command", READ_EVERY_TABLE_OF_OURS)
    with web_server(environ) as new:
        reads(new, cookies)
        reads(old, signed_in(new))
        reads(old, cookies)
    assert run(environ, ROOT, "deploy/upgrade").startswith("Our tables are up to date.")
