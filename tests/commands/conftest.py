"""A MariaDB database made from nothing by our own set-up, for the tests of the commands."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.running import manage
from tests.shapes import mariadb

ONE_SHAPE = pytest.mark.skipif(
    os.environ.get("SPECIFY_TEST_SHAPE", "sqlite") != "sqlite", reason="brings databases of its own; runs once"
)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a database in which Specify's tables and ours were just made."""
    name = f"made_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    mariadb.make_database(name)
    said = manage(mariadb.url(name), "setup", var=tmp_path_factory.mktemp("var"))
    assert said.code == 0, said.error
    yield name
    with mariadb.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name}")


@pytest.fixture
def var(tmp_path: Path) -> Path:
    """A folder for `SPECIFY_VAR`."""
    return tmp_path
