"""The copy of our own tables that an upgrade makes can be put back."""

import gzip
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connections

from deploy import upgrading
from specify.commands import own_tables
from specify.datamodel import creating

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = 'it\'s \\ "quoted";\n-- Zürich 魚'


@pytest.fixture
def copy(tmp_path: Path, settings: Any) -> Path:
    """A copy made while a session with awkward characters was there; the session is gone since."""
    session = Session.objects.create(session_key="k" * 32, session_data=WORDS, expire_date="2030-01-02 03:04:05")
    settings.VAR = tmp_path
    made = upgrading.back_up()
    session.delete()
    return made


def test_the_copy_is_complete_and_private(copy: Path) -> None:
    assert copy.parent.stat().st_mode & 0o077 == 0
    if copy.suffix == ".sqlite":
        with sqlite3.connect(copy) as kept:
            assert kept.execute("SELECT session_data FROM web_django_session").fetchall() == [(WORDS,)]
        kept.close()
        return
    with connections["web"].cursor() as cursor:
        for statement in gzip.decompress(copy.read_bytes()).decode().split(";\n"):
            if statement.strip():
                cursor.execute(statement)
    assert [one.session_data for one in Session.objects.all()] == [WORDS]


def test_an_upgrade_with_nothing_to_do_says_so() -> None:
    assert own_tables.is_current()
    assert upgrading.upgrade() == "Our tables are up to date."


def test_an_embedded_database_gets_the_indexes_that_a_former_version_did_not_make() -> None:
    """On MariaDB keys have theirs from the beginning, and nothing is asked."""
    if connections["default"].vendor != "sqlite":
        assert creating.index_keys() == 0
        return
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '%(\"ParentID\")'")
        names = [name for (name,) in cursor.fetchall()]
        for name in names:
            cursor.execute(f'DROP INDEX "{name}"')
    assert len(names) > 3
    told = f"Our tables are up to date. {len(names)} indexes of keys were added to the embedded database."
    assert upgrading.upgrade() == told
    assert upgrading.upgrade() == "Our tables are up to date."


def test_two_upgrades_do_not_run_at_once(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.VAR = tmp_path
    monkeypatch.setattr(own_tables, "PATIENCE_SECONDS", 0)
    with own_tables.alone():
        if connections["web"].vendor == "sqlite":
            with pytest.raises(own_tables.Busy), own_tables.alone():
                pass
        else:
            other = connections.create_connection("web")
            with other.cursor() as cursor:
                cursor.execute("SELECT IS_FREE_LOCK(%s)", (f"specify-tables-{settings.WEB_DATABASE_URL.name}"[:64],))
                assert cursor.fetchone()[0] == 0
            other.close()
