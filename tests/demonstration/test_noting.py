"""What the demonstration notes, before any database: the same for the same seed, and fit for its columns."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from specify.datamodel.declaring import Field, Relationship
from specify.datamodel.schema import TABLES
from specify.demonstration.book import Book, Values
from specify.demonstration.making import note
from specify.demonstration.trees import FROM_LEAF, Kind, Node, Rank, define, plant

KINDS: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "text": str,
    "integer": int,
    "short": int,
    "byte": int,
    "long": int,
    "boolean": bool,
    "date": date,
    "timestamp": datetime,
    "decimal": Decimal,
}


def noted(objects: int, seed: int) -> list[tuple[str, Values]]:
    book = Book()
    note(book, objects, seed)
    return list(book.rows())


@pytest.fixture(scope="module")
def rows() -> list[tuple[str, Values]]:
    return noted(130, 1)


def test_the_same_seed_gives_the_same_rows(rows: list[tuple[str, Values]]) -> None:
    assert noted(130, 1) == rows


def test_another_seed_gives_other_specimens(rows: list[tuple[str, Values]]) -> None:
    other = noted(130, 2)
    assert [row for table, row in other if table == "taxon"] == [row for table, row in rows if table == "taxon"]
    assert [row for table, row in other if table == "determination"] != [
        row for table, row in rows if table == "determination"
    ]


def test_every_value_fits_its_column(rows: list[tuple[str, Values]]) -> None:
    for table, row in rows:
        for name, value in row.items():
            member = TABLES[table].find(name)
            if name == "id" or value is None or isinstance(member, Relationship):
                continue
            assert isinstance(member, Field), f"{table}.{name}"
            assert isinstance(value, KINDS[member.kind]), f"{table}.{name} is {value!r}"
            if member.length and isinstance(value, str):
                assert len(value) <= member.length, f"{table}.{name} is {value!r}"


def test_every_text_is_in_the_characters_of_a_6_8_database(rows: list[tuple[str, Values]]) -> None:
    texts = [value for _, row in rows for value in row.values() if isinstance(value, str)]
    assert [text for text in texts if any(ord(character) > 0xFFFF for character in text)] == []


def test_what_is_required_is_said(rows: list[tuple[str, Values]]) -> None:
    for table, row in rows:
        members: list[Field | Relationship] = [*TABLES[table].fields.values(), *TABLES[table].relationships.values()]
        for member in members:
            filled = isinstance(member, Field) and member.kind in ("boolean", "timestamp", "integer", "short", "byte")
            if member.column and not member.null and not filled:
                assert row.get(member.name) is not None, f"{table}.{member.name}"


def test_keys_lead_to_rows(rows: list[tuple[str, Values]]) -> None:
    ids: dict[str, set[object]] = {}
    for table, row in rows:
        ids.setdefault(table, set()).add(row["id"])
    for table, row in rows:
        for name, value in row.items():
            member = TABLES[table].relationships.get(name)
            if member is not None and value is not None:
                assert value in ids[member.target.lower()], f"{table}.{name} is {value}"


def test_a_tree_is_numbered_and_named_as_specify_does_it() -> None:
    ranks = (Rank(0, "Earth"), Rank(200, "Country", in_name=True), Rank(300, "State", in_name=True))
    kind = Kind("geography", ranks, separator=", ", direction=FROM_LEAF, accepted="acceptedGeography")
    root = Node("Earth", "Earth")
    for country in ("Norway", "Japan"):
        root.child("Country", country).child("State", f"{country} 1")
    book = Book()
    ids = plant(book, define(book, kind, "Geography"), root)
    planted = [row for table, row in book.rows() if table == "geography"]
    assert [(row["fullName"], row["nodeNumber"], row["highestChildNodeNumber"], row["parent"]) for row in planted] == [
        ("Earth", 1, 5, None),
        ("Japan", 2, 3, 1),
        ("Japan 1, Japan", 3, 3, 2),
        ("Norway", 4, 5, 1),
        ("Norway 1, Norway", 5, 5, 4),
    ]
    assert ids["Norway 1, Norway"] == 5


def test_a_synonym_points_at_the_accepted_name() -> None:
    kind = Kind("taxon", (Rank(0, "Life"), Rank(220, "Species", in_name=True)), accepted="acceptedTaxon")
    root = Node("Life", "Life")
    root.child("Species", "umbla")
    root.children.append(Node("Species", "alpinus", accepted="umbla"))
    book = Book()
    ids = plant(book, define(book, kind, "Fishes"), root)
    planted = {row["name"]: row for table, row in book.rows() if table == "taxon"}
    assert (planted["alpinus"]["isAccepted"], planted["alpinus"]["acceptedTaxon"]) == (False, ids["umbla"])
    assert (planted["umbla"]["isAccepted"], planted["umbla"]["acceptedTaxon"]) == (True, None)


def test_a_name_that_no_table_has_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("specify.demonstration.book._insert", lambda *_: None)
    book = Book()
    book.add("agent", shoeSize=44)
    with pytest.raises(KeyError, match="Agent has no column for shoeSize"):
        book.write()
