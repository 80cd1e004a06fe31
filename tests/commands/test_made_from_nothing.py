"""A MariaDB database made from nothing has the definitions that Specify 7.12 makes, and its ledger.

Compared with a database that Specify 7.12 made itself, when `SPECIFY_DUMPS` names a folder that has one.
"""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shapes import mariadb

DUMP = Path(os.environ.get("SPECIFY_DUMPS", "/nonexistent")) / "specify7-fresh-fish.sql.gz"
pytestmark = [
    pytest.mark.skipif(not DUMP.is_file(), reason="SPECIFY_DUMPS names no folder with a database of Specify 7's"),
    pytest.mark.skipif(
        os.environ.get("SPECIFY_TEST_SHAPE", "sqlite") != "sqlite", reason="brings databases of its own; runs once"
    ),
]
COLUMNS = (
    "SELECT lower(concat(table_name, '.', column_name)), column_type, is_nullable, coalesce(column_default, ''), "
    "extra, coalesce(collation_name, '') FROM information_schema.columns WHERE table_schema = %s"
)
KEYS = (
    "SELECT table_name, lower(constraint_name), referenced_table_name, delete_rule, update_rule "
    "FROM information_schema.referential_constraints WHERE constraint_schema = %s"
)
INDEXES = (
    "SELECT lower(concat(table_name, '.', index_name)), lower(column_name), seq_in_index, non_unique "
    "FROM information_schema.statistics WHERE table_schema = %s"
)
# Each difference with its reason.
DIFFERENT_INDEXES = {
    # 7.12 first made this key unconstrained and its index of its own; the constraint's own index does the same.
    "discipline.discipline_taxontreedefid_689649ad",
    "discipline.discipline_taxontreedefid_689649ad_fk_taxontree",
}


@pytest.fixture(scope="module")
def theirs() -> Iterator[str]:
    """The name of a database that Specify 7.12 made itself."""
    mariadb.make_database("theirs")
    parts = mariadb.server().removeprefix("mysql://").split("@")[1].split(":")
    client = [
        "mariadb",
        "--no-defaults",
        "-h",
        parts[0],
        "-P",
        parts[1],
        "-u",
        "root",
        "--max-allowed-packet=1G",
        "theirs",
    ]
    with subprocess.Popen(["zcat", str(DUMP)], stdout=subprocess.PIPE) as dump:
        subprocess.run(client, stdin=dump.stdout, check=True)
    yield "theirs"
    with mariadb.cursor() as cursor:
        cursor.execute("DROP DATABASE theirs")


def rows(database: str, statement: str) -> set[tuple[object, ...]]:
    """What `information_schema` says of a database, without our own tables."""
    with mariadb.cursor() as cursor:
        cursor.execute(statement, (database,))
        return {row for row in cursor.fetchall() if not str(row[0]).startswith("web_")}


def test_columns_are_the_same(made: str, theirs: str) -> None:
    assert rows(made, COLUMNS) ^ rows(theirs, COLUMNS) == set()


def test_foreign_keys_are_the_same(made: str, theirs: str) -> None:
    assert rows(made, KEYS) ^ rows(theirs, KEYS) == set()


def test_indexes_are_the_same_but_for_those_named(made: str, theirs: str) -> None:
    assert {row[0] for row in rows(made, INDEXES) ^ rows(theirs, INDEXES)} == DIFFERENT_INDEXES


def test_the_ledger_and_the_version_are_those_of_specify_7(made: str, theirs: str) -> None:
    ledger = "SELECT app, name FROM django_migrations ORDER BY id"
    version = "SELECT AppVersion, SchemaVersion FROM spversion"
    found = []
    for database in (made, theirs):
        with mariadb.cursor(database) as cursor:
            cursor.execute(ledger)
            applied = cursor.fetchall()
            cursor.execute(version)
            found.append((applied, cursor.fetchall()))
    assert found[0] == found[1]
