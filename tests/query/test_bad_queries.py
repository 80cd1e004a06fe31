"""Queries that cannot be asked, or by those who may not: a sentence with the line's number, and no row."""

from dataclasses import replace
from typing import Any

import pytest

from specify.datamodel import present
from specify.query.refusing import MOST_LINES, MOST_TABLES, BadQuery
from specify.query.running import number_of, rows
from specify.query.stored import query_of, stored_query
from specify.security.policies import Policy, Rights
from specify.web.refusals import Refusal
from tests.planting import World
from tests.query.small_collection import Small, plant

REM = "1.collectionobject.remarks"


@pytest.fixture
def small(world: World) -> Small:
    """The five objects."""
    return plant(world)


def line(name: str = REM, operator: Any = 8, value: Any = "", **said: Any) -> dict[str, Any]:
    """One line of a query."""
    return {"stringid": name, "operstart": operator, "startvalue": value, "isdisplay": True, "position": 0, **said}


def ask(small: Small, *lines: dict[str, Any], table: Any = 1, **said: Any) -> list[Any]:
    """The cells of all rows."""
    query = query_of({"contexttableid": table, "fields": list(lines), **said})
    found = [row.cells for row in rows(small.visit, query)]
    assert number_of(small.visit, query) == len(found)
    return found


REFUSED = (
    (line("1.collectionobject.integer1", 1, "many"), "is no number"),
    (line("1.collectionobject.integer1", 9, "5"), "needs two values"),
    (line("1.collectionobject.integer1", 1, "1e400000"), "is no number"),
    (line("1.collectionobject.integer1", 1, "NaN"), "is no number"),
    (line("1,9-determinations,4.taxon.Tribe"), "has a rank"),
    (line(REM, 77), "no operator with the number"),
    (line(REM, "like"), "is no whole number"),
    (line(REM, 16, "10,5"), "for the age of objects only"),
    (line("2.locality.localityName"), "begins at another table"),
    (line("nonsense"), "names no field"),
    (line(REM, 10, ",".join("x" * 50_001)), "more than 50000 values"),
)


@pytest.mark.parametrize(("bad", "told"), REFUSED, ids=[told for _bad, told in REFUSED])
def test_what_is_wrong_is_told_of_its_line(small: Small, bad: dict[str, Any], told: str) -> None:
    with pytest.raises(BadQuery) as refused:
        ask(small, line(), bad | {"position": 1})
    assert told in refused.value.sentence
    assert refused.value.line == 2
    assert refused.value.remedy


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"contexttableid": 1},
        {"contexttableid": 1, "fields": "all"},
        {"contexttableid": 1, "fields": [1]},
        {"contexttableid": "one", "fields": []},
        {"contexttableid": 99_999, "fields": []},
        {"contexttableid": 1, "fields": [line()] * (MOST_LINES + 1)},
        {"contexttableid": 1, "fields": [], "recordsetid": "first"},
    ],
)
def test_what_is_no_query_is_told(small: Small, said: dict[str, Any]) -> None:
    with pytest.raises(BadQuery) as refused:
        query_of(said)
    assert refused.value.sentence


@pytest.mark.parametrize(
    "value", ["'; DROP TABLE collectionobject; --", "%' OR '1'='1", "\\", "\\'", "{}", "%s", "\x00", "x" * 10_000]
)
def test_values_are_never_part_of_a_statement(small: Small, value: str) -> None:
    for operator in (0, 1, 9, 10, 11, 15, 18):
        text = f"{value},{value}" if operator == 9 else value
        assert ask(small, line(REM, operator, text)) == [], operator
    assert len(ask(small, line())) == 5


@pytest.mark.parametrize("value", [str(2**63), "-1e22", "9" * 30])
def test_numbers_beyond_all_are_found_nowhere(small: Small, value: str) -> None:
    for operator in (1, 2, 9, 10):
        ids = line("1.collectionobject.collectionObjectId", operator, f"{value},{value}" if operator > 2 else value)
        assert len(ask(small, ids)) == (5 if (operator, value) == (2, "-1e22") else 0), operator


def test_signs_that_stand_for_others_are_the_askers(small: Small) -> None:
    assert ask(small, line(REM, 0, "___ tag")) == [("red tag",)]
    assert ask(small, line(REM, 11, "50\\%")) == [("50% ethanol",)]


def test_a_query_without_lines_tells_the_records(small: Small) -> None:
    assert len(ask(small)) == 5


def test_other_collections_rows_are_never_found(small: Small) -> None:
    everything = line("1.collectionobject.collectionObjectId")
    foreign = small.ids["co 6"]
    for said in ({}, {"selectdistinct": True}, {"searchsynonymy": True}):
        assert (foreign,) not in ask(small, everything, line("1,9-determinations,4.taxon.fullName", 8), **said)


def test_a_foreign_record_set_is_refused(small: Small) -> None:
    for number in (small.ids["set"] + 1000, small.ids["set"]):
        query = query_of({"contexttableid": 4, "fields": [], "recordsetid": number})
        with pytest.raises(BadQuery, match="no record set"):
            list(rows(small.visit, query))


def test_a_stored_query_that_is_gone_is_told(small: Small) -> None:
    with pytest.raises(Refusal, match="no stored query"):
        stored_query(10**7)


def test_it_takes_the_right_to_run_queries_and_to_read_tables(small: Small) -> None:
    query = query_of({"contexttableid": 1, "fields": [line("1,10,2.locality.localityName")]})
    user, here = small.visit.user.pk, small.visit.place.collection_id
    run = Policy("/querybuilder/query", "execute", here)
    read = [Policy(f"/table/{key}", "read", here) for key in ("collectionobject", "collectingevent", "locality")]
    for policies, told in (((), "may not run queries"), ((run, *read[:2]), "may not read: Locality")):
        may_little = replace(small.visit, rights=Rights(user, here, tuple(policies)))
        with pytest.raises(Refusal, match=told):
            list(rows(may_little, query))
    may_enough = replace(small.visit, rights=Rights(user, here, (run, *read)))
    assert len(list(rows(may_enough, query))) == 5


def test_what_may_not_be_read_is_not_told_within_other_records(small: Small) -> None:
    user, here = small.visit.user.pk, small.visit.place.collection_id
    allowed = (Policy("/querybuilder/query", "execute", here), Policy("/table/collectionobject", "read", here))
    visit = replace(small.visit, rights=Rights(user, here, allowed))
    query = query_of({"contexttableid": 1, "fields": []})
    told = " ".join(str(cell) for row in rows(visit, query) for cell in row.cells)
    assert "Mill Creek" not in told
    assert "Jones" not in told


def far_fields() -> list[str]:
    """Names of fields that stand behind what an object points to, and behind what that does."""
    tables, found = present.tables(), []
    for first in tables["collectionobject"].relationships.values():
        near = tables.get(first.target.lower())
        for second in near.relationships.values() if near and first.column else ():
            far = tables.get(second.target.lower())
            if near and far and second.column and "timestampCreated" in far.fields:
                way = f"1,{near.number}-{first.name},{far.number}-{second.name}"
                found.append(f"{way}.{far.key}.timestampCreated")
    return found


def test_more_tables_than_a_database_joins(small: Small) -> None:
    names = far_fields()
    assert len(names) > MOST_TABLES
    assert len(ask(small, *map(line, names[:20]))) == 5
    with pytest.raises(BadQuery, match=f"more than {MOST_TABLES} relationships"):
        ask(small, *map(line, names))
