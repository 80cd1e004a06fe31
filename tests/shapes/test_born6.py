"""The translation of a database into the dialect of Specify 6.8.03."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from specify.datamodel.schema import JOIN_TABLES, TABLES
from tests.shapes import born6, mariadb
from tests.shapes.preparing import template_of

STATEMENT = """CREATE TABLE `thing` (
  `ThingID` int(11) NOT NULL AUTO_INCREMENT,
  `YesNo1` tinyint(1) DEFAULT NULL,
  `IsCurrent` tinyint(1) NOT NULL DEFAULT 1,
  `Date1` datetime(6) DEFAULT NULL,
  `TimestampCreated` datetime(6) NOT NULL,
  `Text1` longtext DEFAULT NULL,
  `Number1` decimal(22,10) DEFAULT NULL,
  `Latitude1` decimal(22,10) DEFAULT NULL,
  `version` int(11) DEFAULT 0,
  `NewID` int(11) DEFAULT NULL,
  `AgentID` int(11) DEFAULT NULL,
  PRIMARY KEY (`ThingID`),
  KEY `new` (`NewID`),
  KEY `agent` (`AgentID`),
  CONSTRAINT `agent` FOREIGN KEY (`AgentID`) REFERENCES `agent` (`agentid`),
  CONSTRAINT `component` FOREIGN KEY (`AgentID`) REFERENCES `component` (`componentid`)
) ENGINE=InnoDB AUTO_INCREMENT=7 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci"""
COLUMNS = {
    "thingid": "key",
    "yesno1": "boolean",
    "iscurrent": "boolean",
    "date1": "date",
    "timestampcreated": "timestamp",
    "text1": "text",
    "number1": "decimal",
    "latitude1": "decimal",
    "version": "integer",
    "agentid": "key",
}
KNOWN_DIFFERENCES = {
    ("geography", "timestampversion"),  # declared as a day; the dump has a moment
    ("storage", "timestampversion"),
    ("locality", "latlongaccuracy"),  # DECIMAL(12,10) in the dump, DECIMAL(20,10) here like the other numbers
}


def test_a_definition_is_translated_column_by_column() -> None:
    lines = [line.strip(" ,") for line in born6.definition(STATEMENT, COLUMNS).splitlines()]
    assert lines[1:-1] == [
        "`ThingID` int(11) NOT NULL AUTO_INCREMENT",
        "`YesNo1` bit(1) DEFAULT NULL",
        "`IsCurrent` bit(1) NOT NULL DEFAULT b'1'",
        "`Date1` date DEFAULT NULL",
        "`TimestampCreated` datetime NOT NULL",
        "`Text1` text DEFAULT NULL",
        "`Number1` decimal(20,10) DEFAULT NULL",
        "`Latitude1` decimal(12,10) DEFAULT NULL",
        "`version` int(11) DEFAULT NULL",
        "`AgentID` int(11) DEFAULT NULL",
        "PRIMARY KEY (`ThingID`)",
        "KEY `agent` (`AgentID`)",
        "CONSTRAINT `agent` FOREIGN KEY (`AgentID`) REFERENCES `agent` (`agentid`)",
    ]
    assert lines[-1].endswith("utf8mb3_general_ci")


def test_only_tables_of_specify_6_are_left() -> None:
    old = set(born6.old_tables())
    assert {"collectionobject", "agent", *JOIN_TABLES} <= old
    assert not {table.table for table in TABLES.values() if table.since} & old


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The definitions of a real dump, if one is at hand."""
    dump = Path(os.environ.get("SPECIFY_DUMPS", "")) / "specify6-fish-20k.sql.gz"
    name = f"real6_{os.getpid()}"
    mariadb.make_database(name)
    mariadb.load(dump, name)
    yield name
    with mariadb.cursor() as run:
        run.execute(f"DROP DATABASE `{name}`")


def _columns(database: str) -> dict[tuple[str, str], tuple[str, ...]]:
    with mariadb.cursor() as run:
        run.execute(
            "SELECT lower(table_name), lower(column_name), column_type, is_nullable, coalesce(column_default, 'NULL'),"
            " coalesce(collation_name, '') FROM information_schema.columns"
            " WHERE table_schema = %s AND table_name NOT LIKE 'web\\_%%'",
            (database,),
        )
        return {row[:2]: row[2:] for row in run.fetchall()}


def _keys(database: str) -> set[tuple[str, ...]]:
    with mariadb.cursor() as run:
        run.execute(
            "SELECT lower(table_name), lower(column_name), lower(referenced_table_name)"
            " FROM information_schema.key_column_usage WHERE table_schema = %s AND table_name NOT LIKE 'web\\_%%'",
            (database,),
        )
        return set(run.fetchall())


@pytest.mark.skipif("SPECIFY_DUMPS" not in os.environ, reason="SPECIFY_DUMPS names no folder with real databases")
@pytest.mark.skipif(os.environ.get("SPECIFY_TEST_SHAPE") != "born6", reason="compares the shape born6")
def test_the_shape_is_that_of_a_real_database(real: str) -> None:
    template_of("born6")
    ours, theirs = _columns("template_born6"), _columns(real)
    assert ours.keys() == theirs.keys()
    assert {name for name in ours if ours[name] != theirs[name]} == KNOWN_DIFFERENCES
    assert _keys("template_born6") == _keys(real)
