"""What `adopt` says of databases that are not as they should be: a sentence with a remedy, and nothing half done."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.commands.running import Said, manage
from tests.shapes import mariadb

pytestmark = pytest.mark.skipif(
    os.environ.get("SPECIFY_TEST_SHAPE", "sqlite") != "sqlite", reason="brings databases of its own; runs once"
)


@contextmanager
def changed(database: str, *pairs: tuple[str, str]) -> Iterator[None]:
    """The database with the first of each pair of statements done, and undone afterwards with the second."""
    with mariadb.cursor(database) as cursor:
        for do, _ in pairs:
            cursor.execute(do)
    try:
        yield
    finally:
        with mariadb.cursor(database) as cursor:
            for _, undo in reversed(pairs):
                cursor.execute(undo)


def refused(said: Said, *words: str) -> None:
    """The command failed with a sentence that has these words, and with no raw exception."""
    assert said.code != 0
    assert "Traceback" not in said.error, said.error
    for word in words:
        assert word in said.error
    assert said.error.strip().endswith(".")


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("postgres://a@b/c", "MariaDB"),
        ("mysql://host/", "no database"),
        ("mysql://root@127.0.0.1:1/fish", "cannot be reached"),
        ("mysql://root@nowhere.invalid/fish", "cannot be reached"),
    ],
)
def test_a_database_that_cannot_be_opened(var: Path, url: str, word: str) -> None:
    refused(manage(url, "adopt", var=var), word)


def test_a_database_of_somebody_else(var: Path) -> None:
    mariadb.make_database("somebodys")
    with changed("somebodys", ("CREATE TABLE recipes (id int)", "DROP DATABASE somebodys")):
        refused(manage(mariadb.url("somebodys"), "adopt", var=var), "none of Specify's", "recipes")
        refused(manage(mariadb.url("somebodys"), "setup", var=var), "none of Specify's")
        with mariadb.cursor("somebodys") as cursor:
            cursor.execute("SHOW TABLES")
            assert cursor.fetchall() == (("recipes",),)


def test_an_empty_database_is_for_setup(var: Path) -> None:
    mariadb.make_database("nothing_yet")
    with changed("nothing_yet", ("SELECT 1", "DROP DATABASE nothing_yet")):
        refused(manage(mariadb.url("nothing_yet"), "adopt", var=var), "manage.py setup")


def test_a_database_that_is_too_old(made: str, var: Path) -> None:
    with changed(made, ("UPDATE spversion SET SchemaVersion='1.8'", "UPDATE spversion SET SchemaVersion='2.10'")):
        refused(manage(mariadb.url(made), "adopt", var=var), "1.8", "6.8.03")


def test_a_database_that_specify_7_left_half_migrated(made: str, var: Path) -> None:
    with changed(made, ("RENAME TABLE absoluteage TO web_aside", "RENAME TABLE web_aside TO absoluteage")):
        said = manage(mariadb.url(made), "adopt", "--json", var=var)
    report = json.loads(said.output)
    assert "absoluteage" in report["absent"]
    assert any("did not finish" in warning for warning in report["warnings"])


def test_a_database_of_an_earlier_specify_7_is_not_called_half_migrated(made: str, var: Path) -> None:
    with changed(made, ("RENAME TABLE component TO web_aside", "RENAME TABLE web_aside TO component")):
        said = manage(mariadb.url(made), "adopt", "--json", var=var)
    report = json.loads(said.output)
    assert "component" in report["absent"]
    assert report["warnings"] == []


def test_tables_of_ours_that_cannot_be_reached_are_not_a_matter_of_rights(made: str, var: Path) -> None:
    said = manage(mariadb.url(made), "adopt", var=var, WEB_DATABASE_URL="mysql://root@127.0.0.1:1/beside")
    refused(said, "cannot be made")
    assert "may not" not in said.error


def test_a_column_nobody_told_us_of(made: str, var: Path) -> None:
    with changed(
        made,
        ("ALTER TABLE gift ADD COLUMN Ribbon varchar(20) NULL", "ALTER TABLE gift DROP COLUMN Ribbon"),
        ("ALTER TABLE loan ADD COLUMN Stamp int NOT NULL", "ALTER TABLE loan DROP COLUMN Stamp"),
    ):
        said = manage(mariadb.url(made), "adopt", "--json", var=var)
    report = json.loads(said.output)
    assert set(report["unknown"]) == {"gift.Ribbon", "loan.Stamp"}
    assert any("loan is read-only" in warning for warning in report["warnings"])


def test_a_tree_with_wrong_node_numbers_and_a_stamp_from_the_future(made: str, var: Path) -> None:
    node = (
        "INSERT INTO storage (StorageID, Name, IsAccepted, RankID, NodeNumber, HighestChildNodeNumber, ParentID, "
        "StorageTreeDefID, StorageTreeDefItemID, TimestampCreated) VALUES "
        "(1, 'House', 1, 0, 1, 1, NULL, 1, 1, now()), (2, 'Room', 1, 100, 7, 7, 1, 1, 1, now())"
    )
    stamp = (
        "INSERT INTO spauditlog (Action, RecordVersion, TableNum, TimestampCreated, TimestampModified) "
        "VALUES (0, 0, 1, '2999-01-01', '2999-01-01')"
    )
    with changed(made, (node, "DELETE FROM storage"), (stamp, "DELETE FROM spauditlog")):
        said = manage(mariadb.url(made), "adopt", "--json", var=var)
        with mariadb.cursor(made) as cursor:
            cursor.execute("SELECT tree, is_valid FROM web_tree_state WHERE tree IN ('storage', 'taxon') ORDER BY tree")
            assert cursor.fetchall() == (("storage", 0), ("taxon", 1))
    warnings = " ".join(json.loads(said.output)["warnings"])
    assert "storage tree has 1 nodes" in warnings
    assert "time zone" in warnings


def test_an_account_that_may_not_create_tables(made: str, var: Path) -> None:
    url = mariadb.server().replace("root@", "looker:pw@") + f"/{made}"
    with changed(
        made,
        ("CREATE USER looker@'127.0.0.1' IDENTIFIED BY 'pw'", "DROP USER looker@'127.0.0.1'"),
        (f"GRANT SELECT, INSERT, UPDATE, DELETE ON {made}.* TO looker@'127.0.0.1'", "SELECT 1"),
    ):
        refused(manage(url, "adopt", var=var), "may not create tables", "WEB_DATABASE_URL")
        beside = f"sqlite:///{var}/web.sqlite"
        said = manage(url, "adopt", "--json", var=var, WEB_DATABASE_URL=beside)
    assert said.code == 0, said.error
    assert "web_django_session" in json.loads(said.output)["added"]


def test_leaving_asks_first_and_takes_only_ours(made: str, var: Path) -> None:
    refused(manage(mariadb.url(made), "leave", var=var), "--yes")
    with mariadb.cursor(made) as cursor:
        cursor.execute("SHOW TABLES")
        before = {name for (name,) in cursor.fetchall()}
        cursor.execute("SET foreign_key_checks = 0")
        for content in ('{"type": "job", "job": 1}', '{"type": "backup-succeeded"}'):
            row = ("2026-01-02", content)
            cursor.execute("INSERT INTO notifications_message VALUES (NULL, %s, %s, 0, 1)", row)
    (var / "results").mkdir(exist_ok=True)
    (var / "results" / "1-fishes.csv").touch()
    assert manage(mariadb.url(made), "leave", "--yes", var=var).code == 0
    assert not list((var / "results").iterdir())
    with mariadb.cursor(made) as cursor:
        cursor.execute("SELECT content FROM notifications_message")
        assert cursor.fetchall() == (('{"type": "backup-succeeded"}',),)
        cursor.execute("SHOW TABLES")
        after = {name for (name,) in cursor.fetchall()}
    assert after == {name for name in before if not name.startswith("web_")}
    assert manage(mariadb.url(made), "adopt", var=var).code == 0
