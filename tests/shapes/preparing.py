"""A database for this process, made before Django is set up, since the models are built from the database's shape.

In: the environment: `SPECIFY_TEST_SHAPE` (sqlite, born7, born6), `SPECIFY_TEST_FOLDER`, `SPECIFY_TEST_SERVER` and the
name that pytest-xdist gave this worker. Out: a copy of the shape's template, and the environment that names it. The
template is made once per run, by our own `manage.py setup` and `manage.py demo`.
"""

import atexit
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.shapes import born6, mariadb

ROOT = Path(__file__).resolve().parent.parent.parent
SHAPES = ("sqlite", "born7", "born6")
SIZE = ("--objects", "120", "--seed", "1")


def shape() -> str:
    """The shape that this process tests."""
    wanted = os.environ.get("SPECIFY_TEST_SHAPE", "sqlite")
    if wanted not in SHAPES:
        raise SystemExit(f"SPECIFY_TEST_SHAPE is {wanted}; it must be one of {', '.join(SHAPES)}.")
    return wanted


def folder() -> Path:
    """Where templates and copies lie; made by the first process of a run, inherited by its workers."""
    if "SPECIFY_TEST_FOLDER" not in os.environ:
        shared = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - a fresh folder in it
        os.environ["SPECIFY_TEST_FOLDER"] = tempfile.mkdtemp(prefix="specify-test.", dir=shared)
        atexit.register(shutil.rmtree, os.environ["SPECIFY_TEST_FOLDER"], ignore_errors=True)
    return Path(os.environ["SPECIFY_TEST_FOLDER"])


@contextmanager
def _alone(name: str) -> Iterator[None]:
    with (folder() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def manage(*command: str, var: Path, database_url: str) -> str:
    """Run `manage.py` in a process of its own on another database; what it printed. Fails with what it said."""
    environment = {**os.environ, "SPECIFY_VAR": str(var), "DATABASE_URL": database_url, "SECRET_KEY": "for tests"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"manage.py {' '.join(command)} failed on {database_url}:\n{done.stdout}{done.stderr}")
    return done.stdout


def _make_sqlite(template: Path) -> None:
    url = f"sqlite:///{template / 'specify.sqlite'}"
    manage("setup", var=template, database_url=url)
    manage("demo", *SIZE, var=template, database_url=url)


def _make_born7(template: Path) -> None:
    mariadb.make_database("template_born7")
    url = mariadb.url("template_born7")
    manage("setup", var=template, database_url=url)
    manage("demo", *SIZE, var=template, database_url=url)


def _make_born6(template: Path) -> None:
    template_of("born7")
    mariadb.make_database("template_born6", charset="utf8mb3")
    born6.translate("template_born7", "template_born6")
    manage("adopt", var=template, database_url=mariadb.url("template_born6"))
    with mariadb.cursor("template_born6") as run:
        run.execute("DELETE FROM web_tree_state")  # on the other shapes nothing is known of their trees either


_MAKERS = {"sqlite": _make_sqlite, "born7": _make_born7, "born6": _make_born6}


def template_of(wanted: str) -> Path:
    """The folder of that shape's template, made if this run has not made it yet."""
    template = folder() / f"template-{wanted}"
    with _alone(f"template-{wanted}"):
        if not (template / "done").exists():
            template.mkdir(exist_ok=True)
            _MAKERS[wanted](template)
            manage("collectstatic", "--no-input", var=template, database_url=f"sqlite:///{template / 'none.sqlite'}")
            (template / "done").touch()
    return template


def copy_for(name: str) -> tuple[str, Path]:
    """A copy of this process's template: its URL and its folder for `SPECIFY_VAR`."""
    wanted, template = shape(), template_of(shape())
    var = folder() / f"{wanted}-{name}"
    var.mkdir(exist_ok=True)
    (var / "static").unlink(missing_ok=True)
    (var / "static").symlink_to(template / "static")
    if wanted == "sqlite":
        for file in template.glob("specify.sqlite*"):
            shutil.copy(file, var)
        return f"sqlite:///{var / 'specify.sqlite'}", var
    database = f"test_{wanted}_{name}"
    mariadb.copy_database(f"template_{wanted}", database)
    return mariadb.url(database), var


def prepare() -> None:
    """Make this process's database and point the environment at it. Call it before Django reads its settings."""
    if os.environ.get("SPECIFY_TEST_PREPARED") == str(os.getpid()):
        return
    for name in (
        "WEB_DATABASE_URL",
        "REDIS_URL",
        "SPECIFY_HOSTS",
        "SPECIFY_LANGUAGE",
        "SPECIFY_ATTACHMENTS",
        "SPECIFY_CONFIG",
        "SPECIFY_DEBUG",
        "SPECIFY_TIME_ZONE",
        "SPECIFY_TRUSTED_PROXIES",
        "SPECIFY_SIGN_IN_PROVIDERS",
    ):
        os.environ.pop(name, None)
    url, var = copy_for(os.environ.get("PYTEST_XDIST_WORKER", "main"))
    os.environ.update(
        DATABASE_URL=url,
        SPECIFY_VAR=str(var),
        SECRET_KEY="for tests",
        DJANGO_SETTINGS_MODULE="specify.settings",
        SPECIFY_TEST_PREPARED=str(os.getpid()),
    )
