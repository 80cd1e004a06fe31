"""Never another collection's rows: of every table that has an owner, asked in every way that results have."""

from collections.abc import Iterator

import pytest
from django.db import connections

from specify.ask.results.making_sets import records_found
from specify.ask.taking.takings import taking_of
from specify.ask.taking.wishes import Wish
from specify.datamodel import present
from specify.datamodel.declaring import Table
from specify.datamodel.tables import model
from specify.query.asked import Line, Order, Query, Window
from specify.query.running import number_of, rows
from specify.query.specs import ID, Plain, Spec
from specify.query.spelling import spelled
from specify.security.entering import Visit
from tests.page_client import CheckingClient
from tests.planting import World

OF_DIVISION = ("agent", "accession", "repositoryagreement", "exchangein", "exchangeout", "conservdescription")
PAGES = ("results", "count", "behind", "walk", "take/csv", "set")
ASKED_BY_PAGES = ("collectionobject", "determination", "preparation", "loan", "taxon", "agent", "locality")


def has_owner(table: Table, visit: Visit) -> bool:
    """Whether rows belong to one collection, discipline or division, or to a tree of theirs."""
    if table.key.startswith("storage"):  # one tree for the institution
        return False
    if table.key in OF_DIVISION:
        return table.key != "accession" or not visit.place.is_accessions_global
    owners = {name for name, one in table.relationships.items() if one.column} & {"collection", "discipline"}
    return table.is_tree or table.key.endswith("treedefitem") or bool(owners) or "collectionMemberId" in table.fields


def by_id(key: str, *more: Line, **said: bool) -> Query:
    """All records of a table by their ids."""
    return Query(key, (Line(Spec(key, (), Plain(ID)), order=Order.ASCENDING, number=1), *more), **said)


def found(visit: Visit, query: Query) -> Iterator[set[int]]:
    """The ids that each way of asking finds."""
    yield {int(one.cells[0]) for one in rows(visit, query)}
    yield {int(one.cells[0]) for one in rows(visit, query, Window(10_000, 0))}
    yield {int(one.cells[0]) for one in taking_of(visit, query, Wish()).found}
    statement = records_found(visit, query)
    with connections["default"].cursor() as cursor:
        cursor.execute(statement.text, statement.values)
        yield {row[0] for row in cursor.fetchall()}


def test_no_way_of_asking_finds_rows_of_another_collection(visit: Visit) -> None:
    foreign, wrong = World.create(), []
    for key, table in present.tables().items():
        if not has_owner(table, visit):
            continue
        row = foreign.ids[key] if key in foreign.ids else foreign.plant(key)
        for said in ({}, {"is_ours": True}, {"is_distinct": True}, {"with_synonyms": True}):
            ways = list(found(visit, by_id(key, **said)))
            numbers = {len(ids) for ids in ways} | {number_of(visit, by_id(key, **said))}
            if any(row in ids for ids in ways) or len(numbers) != 1:
                wrong.append((key, said, numbers))
    assert wrong == []


@pytest.mark.parametrize("key", ASKED_BY_PAGES)
def test_no_page_shows_a_row_of_another_collection(curator: CheckingClient, home: str, visit: Visit, key: str) -> None:
    row = World.create().plant(key)
    named = spelled(Spec(key, (), Plain(ID)))[0]
    asked = f"on={key}&l={named}&l={named}~equal,hide~{row}&id={row}&at=1&row=1"
    for page in PAGES:
        response = curator.get(f"{home}query/{page}/?{asked}")
        if page in ("walk", "behind"):
            assert response.status_code == 404, page
        elif response.streaming:
            assert b"".join(response.streaming_content).count(b"\r\n") == 1
        else:
            assert f">{row}<" not in response.content.decode(), page


def test_a_set_gets_no_row_of_another_collection(curator: CheckingClient, home: str) -> None:
    foreign = World.create().plant("collectionobject")
    address = f"{home}query/set/?on=collectionobject&l=1.collectionobject.id~equal~{foreign}"
    once = curator.get(address).document.all("//input[@name='once']")[0].get("value")
    curator.post(address, {"name": "None of ours", "once": once})
    made = model("recordset").objects.filter(name="None of ours")
    assert not model("recordsetitem").objects.filter(recordSet__in=made).exists()
