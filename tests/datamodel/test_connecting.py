"""Database URLs, and what each connection is taught."""

import sqlite3
import sys
from datetime import date
from decimal import Decimal

import pytest
from django.db import connections

from specify.datamodel import present
from specify.datamodel.connecting import BadDatabaseUrl, django_entry, parse, prepare_sqlite
from specify.datamodel.tables import model


def test_a_mysql_url_is_read_with_its_escapes() -> None:
    url = parse("mysql://spec%40ify:p%2Fw@db.example:3307/fish")
    assert (url.engine, url.user, url.password, url.host, url.port, url.name) == (
        "mysql",
        "spec@ify",
        "p/w",
        "db.example",
        3307,
        "fish",
    )
    assert "p/w" not in url.spoken()


def test_a_sqlite_url_names_a_file() -> None:
    assert parse("sqlite:////srv/specify.sqlite").name == "/srv/specify.sqlite"
    assert parse("sqlite:///relative.sqlite").name == "/relative.sqlite"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "fish",
        "postgres://a/b",
        "mysql://host/",
        "mysql://host/a/b",
        "sqlite:///",
        "mysql://h:port/x",
        "http://[::1",
    ],
)
def test_a_wrong_url_is_told_in_a_sentence(url: str) -> None:
    with pytest.raises(BadDatabaseUrl) as refused:
        parse(url)
    assert "DATABASE_URL" in str(refused.value)
    assert str(refused.value).endswith(".")


def test_sqlite_compares_text_as_specify_does() -> None:
    connection = sqlite3.connect(":memory:")
    prepare_sqlite(connection)
    one = connection.execute(
        "SELECT 'Ångström ' = 'angstrom' COLLATE specify, 'ÉCOLE' LIKE 'eco%', 'a' LIKE 'b'"
    ).fetchone()
    assert one == (1, 1, 0)
    connection.close()


@pytest.mark.django_db(databases="__all__")
def test_server_connections_are_strict() -> None:
    connection = connections["default"]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA foreign_keys")
            assert cursor.fetchone() == (1,)
        else:
            cursor.execute("SELECT @@sql_mode, @@character_set_connection, @@tx_isolation")
            mode, charset, isolation = cursor.fetchone()
            assert "STRICT_TRANS_TABLES" in mode
            assert (charset, isolation) == ("utf8mb4", "READ-COMMITTED")


@pytest.mark.django_db(databases="__all__")
def test_values_come_back_as_they_went_in() -> None:
    locality = model("locality").objects.filter(pk__isnull=False).first()
    assert locality is not None
    values = {"latitude1": Decimal("12.3456789012"), "text1": "ä \U0001f41f\r\n", "yesNo1": True, "yesNo2": None}
    if present.dialect() == "born6":  # utf8mb3 has no place for characters beyond the basic plane
        values["text1"] = "ä \r\n"
    if present.dialect() != "sqlite":  # the column keeps ten places
        values["latitude1"] = Decimal("12.3456789012")
    model("locality").objects.filter(pk=locality.pk).update(**values)
    found = model("locality").objects.filter(pk=locality.pk).values(*values).get()
    assert found["latitude1"] == Decimal("12.3456789012")
    assert {name: found[name] for name in ("text1", "yesNo1", "yesNo2")} == {
        name: values[name] for name in ("text1", "yesNo1", "yesNo2")
    }
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT YesNo1 FROM locality WHERE LocalityID = %s", [locality.pk])
        assert cursor.fetchone() == (1,)


@pytest.mark.django_db(databases="__all__")
def test_a_date_is_a_day_in_every_dialect() -> None:
    events = model("collectingevent").objects.exclude(startDate=None)
    first = events.first()
    assert first is not None
    events.filter(pk=first.pk).update(startDate=date(1987, 8, 14))
    assert events.filter(pk=first.pk, startDate=date(1987, 8, 14)).values_list("startDate", flat=True).get() == date(
        1987, 8, 14
    )


def test_a_missing_library_is_told_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "MySQLdb.constants", None)
    with pytest.raises(BadDatabaseUrl) as refused:
        django_entry(parse("mysql://somebody@localhost/fish"))
    assert "libmariadb-dev" in str(refused.value)
