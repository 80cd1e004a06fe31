"""Queries on the audit log: what it names by numbers is told in words, whatever else a query shows."""

from datetime import datetime
from typing import Any

import pytest

from specify.ask.results.telling import teller_for
from specify.datamodel import present
from specify.datamodel.tables import model
from specify.query.running import rows
from specify.query.texts import query_of_pairs
from specify.security.entering import Visit
from tests.page_client import CheckingClient, count_statements, words
from tests.planting import World

ACTION, RECORD, OWNER = "530.spauditlog.action", "530.spauditlog.recordId", "530.spauditlog.parentRecordId"
FIELD, BEFORE, AFTER = (f"530,531-fields.spauditlogfield.{name}" for name in ("fieldName", "oldValue", "newValue"))


@pytest.fixture
def taxon(home_world: World) -> int:
    """A node that the log tells of."""
    return home_world.plant("taxon", name="notatus", fullName="Genus notatus", rankId=220)


@pytest.fixture
def object_id(home_world: World, taxon: int) -> int:
    """An object whose determination was changed, and that lost its own remarks."""
    one = home_world.plant("collectionobject", catalogNumber="777000001")
    determination = home_world.plant("determination", collectionObject_id=one, taxon_id=taxon)
    tables = present.tables()
    owner = {"parentTableNum": tables["collectionobject"].number, "parentRecordId": one}
    log(home_world, ("determination", determination), [("taxon", "987654321", str(taxon))], **owner)
    changes = [("remarks", "old words", None), ("CatalogedDate", None, "2020-01-31"), ("gone", "1", "2")]
    log(home_world, ("collectionobject", one), changes)
    log(home_world, ("collectionobject", 987_654_322), [], action=2)
    return one


def log(world: World, of: tuple[str, int], changes: list[tuple[str, str | None, str | None]], **more: Any) -> None:
    """An entry of the audit log."""
    when = {"timestampCreated": datetime(2031, 1, 1)}
    number = present.tables()[of[0]].number
    entry = world.plant("spauditlog", **{"action": 1, **when, "tableNum": number, "recordId": of[1], **more})
    for name, before, after in changes:
        values = {"fieldName": name, "oldValue": before, "newValue": after}
        world.plant("spauditlogfield", spAuditLog_id=entry, **values)


def told(visit: Visit, base: str, *lines: str, more: tuple[tuple[str, str], ...] = ()) -> list[tuple[str, ...]]:
    """The rows as people read them."""
    query = query_of_pairs([("on", base), *(("l", line) for line in lines), *more])
    teller = teller_for(visit, query)
    found = teller.rows(list(rows(visit, teller.asked)), 1)
    return [tuple(cell.latin + cell.rest for cell in row.cells) for row in found]


NEW = "530.spauditlog.timestampCreated~equal,hide~2031-01-01"


def test_records_fields_and_values_are_told_in_words(visit: Visit, object_id: int) -> None:
    found = told(visit, "spauditlog", ACTION, RECORD, OWNER, FIELD, BEFORE, AFTER, NEW)
    assert len(found) == 5
    by_field = {row[3]: row for row in found}
    (field,) = (one for one in by_field if by_field[one][5] == "Genus notatus")
    assert field == visit.captions.field("determination", "taxon")
    assert by_field[field][4] == f"{visit.captions.table('taxon')} 987654321, deleted"
    assert "777000001" in by_field[field][2]
    dated = by_field[visit.captions.field("collectionobject", "catalogedDate")]
    assert (dated[0], "777000001" in dated[1], dated[4], dated[5]) == ("Changed", True, "", "2020-01-31")
    assert by_field["gone"][4:] == ("1", "2"), "what this database has not is told as it stands there"
    assert ("Deleted", f"{visit.captions.table('collectionobject')} 987654322, deleted", "", "", "", "") in found


def test_the_lines_alone_do_not_matter(visit: Visit, object_id: int) -> None:
    fields = told(
        visit,
        "spauditlogfield",
        "531.spauditlogfield.newValue",
        "531,530.spauditlog.timestampCreated~equal,hide~2031-01-01",
    )
    assert ("Genus notatus",) in fields
    assert ("Genus notatus",) in told(visit, "spauditlog", AFTER, NEW)
    assert (str(object_id),) in told(visit, "spauditlog", RECORD, NEW, more=(("distinct", "1"),)), "as it is counted"


def test_statements_do_not_follow_the_rows(visit: Visit, home_world: World, object_id: int, taxon: int) -> None:
    lines = (ACTION, RECORD, OWNER, FIELD, BEFORE, AFTER, NEW)

    def number() -> int:
        with count_statements() as statements:
            told(visit, "spauditlog", *lines)
        return len(statements)

    number()
    before = number()
    for _again in range(10):
        log(home_world, ("collectionobject", object_id), [("cataloger", "1", "2"), ("accession", None, "1")])
    assert number() <= before + 6, "two more tables are read, however many rows name them"


def test_nothing_is_told_of_what_may_not_be_read(visit: Visit, object_id: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rights = visit.rights
    monkeypatch.setattr(type(rights), "readable", lambda self, key: key not in ("taxon", "collectionobject"))
    found = told(visit, "spauditlog", RECORD, FIELD, BEFORE, AFTER, NEW)
    assert not any("notatus" in cell or "old words" in cell or "777" in cell for row in found for cell in row)


def test_the_page_is_a_page(curator: CheckingClient, home: str, object_id: int) -> None:
    address = f"{home}query/results/?on=spauditlog" + "".join(
        f"&l={one}" for one in (ACTION, RECORD, FIELD, AFTER, NEW)
    )
    page = curator.get(address)
    assert "Genus notatus" in words(page)
    assert page.document.all("//tbody//td/i[@lang='la']")
    assert model("spauditlog").objects.filter(timestampCreated=datetime(2031, 1, 1)).count() == 3
