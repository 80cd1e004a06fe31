"""The page that tells which records point to one."""

import pytest

from specify.datamodel import present
from specify.datamodel.tables import join_model
from specify.records import using
from specify.records.using import uses_of
from specify.security.entering import Visit
from tests.page_checks import text
from tests.page_client import CheckingClient, heading, link, words
from tests.planting import World
from tests.records.test_contract import ONLY_WITH_POLICIES, allow, here, outsider  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db


def numbers(visit: Visit, key: str, row_id: int) -> dict[str, tuple[int, int]]:
    """What uses a record: here, and in other collections."""
    return {use.title: (use.here, use.elsewhere) for use in uses_of(visit, present.tables()[key], row_id)}


def rows_of(answer: object) -> dict[str, str]:
    """The tables of the page: what stands beside each row's head."""
    found = answer.document.all("//tbody/tr")  # type: ignore[attr-defined]
    return {text(row.find("th")): " ".join(text(cell) for cell in row.iter("td")) for row in found}


def test_each_way_is_told_with_its_number_and_leads_to_a_list(
    curator: CheckingClient, home: str, home_world: World
) -> None:
    cataloger = home_world.plant("agent", lastName="Usedom")
    planted = [home_world.plant("collectionobject", cataloger_id=cataloger) for _number in range(3)]
    home_world.plant("address", agent_id=cataloger)
    page = curator.get(f"{home}agent/{cataloger}/used-by/")
    heads = {name: row for name, row in rows_of(page).items() if name.endswith(("Cataloger", "Agent"))}
    (cataloged,) = [name for name in heads if name.endswith(": Cataloger")]
    assert heads[cataloged].split() == ["3"]
    assert [text(head) for head in page.document.all("//h2")] == ["Used by", "Its own parts"]
    listed = curator.get(link(page, cataloged))
    assert listed.document.ids["total"].text == "3"
    shown = {a.get("href") for a in listed.document.all("//tbody//a")}
    assert shown == {f"{home}collectionobject/{one}/" for one in planted}
    assert link(listed, "Used by") == f"{home}agent/{cataloger}/used-by/"


def test_of_a_part_the_record_it_belongs_to_is_told(curator: CheckingClient, home: str, home_world: World) -> None:
    agent, event = home_world.plant("agent", lastName="Usedom"), home_world.plant("collectingevent")
    home_world.plant("collector", agent_id=agent, collectingEvent_id=event)
    page = curator.get(f"{home}agent/{agent}/used-by/")
    assert heading(page).startswith("Where ")
    assert heading(page).endswith("Usedom is used")
    listed = curator.get(f"{home}agent/{agent}/used-by/collector-agent/")
    assert f"{home}collectingevent/{event}/" in {a.get("href") for a in listed.document.all("//tbody//a")}
    kept = curator.get(f"{home}agent/{agent}/delete/")
    assert f"{home}collectingevent/{event}/" in {a.get("href") for a in kept.document.all("//tbody//a")}


def test_who_has_only_entered_something_is_told_apart(curator: CheckingClient, home: str, visit: Visit) -> None:
    page = curator.get(f"{home}agent/{visit.signing_agent()}/used-by/")
    assert "Entered or changed by this agent" in [text(head) for head in page.document.all("//h2")]


def test_records_of_other_collections_are_counted_apart(
    curator: CheckingClient, home: str, visit: Visit, home_world: World
) -> None:
    foreign, taxon = World.create(), home_world.plant("taxon")
    other = foreign.plant("collectionobject", catalogNumber="SECRET999")
    foreign.plant("determination", collectionObject_id=other, taxon_id=taxon)
    own = home_world.plant("determination", taxon_id=taxon)
    found = numbers(visit, "taxon", taxon)
    assert [count for title, count in found.items() if title.endswith(": Taxon")] == [(1, 1)]
    page = curator.get(f"{home}taxon/{taxon}/used-by/determination-taxon/")
    assert page.document.ids["total"].text == "1"
    assert f"{home}determination/{own}/".encode() in page.content
    assert b"SECRET999" not in page.content


def test_what_is_paired_leads_to_the_list_of_the_record_itself(
    curator: CheckingClient, home: str, home_world: World
) -> None:
    project, specimen = home_world.plant("project"), home_world.plant("collectionobject")
    join_model("project_colobj").objects.create(project_id=project, collectionobject_id=specimen)
    page = curator.get(f"{home}collectionobject/{specimen}/used-by/")
    (address,) = {a.get("href") for a in page.document.all("//tbody//a") if "projects" in a.get("href")}
    assert address == f"{home}collectionobject/{specimen}/projects/"
    assert curator.get(address).document.ids["total"].text == "1"


def test_nobody_counts_more_than_anybody_reads(
    curator: CheckingClient, home: str, home_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(using, "MOST", 2)
    event = home_world.plant("collectingevent")
    for _number in range(4):
        home_world.plant("collectionobject", collectingEvent_id=event)
    page = curator.get(f"{home}collectingevent/{event}/used-by/")
    assert [row.strip() for row in rows_of(page).values()] == ["more than 2"]


def test_a_record_that_nothing_uses_says_so(curator: CheckingClient, home: str, home_world: World) -> None:
    event = home_world.plant("collectingevent")
    assert "No record points to this one" in words(curator.get(f"{home}collectingevent/{event}/used-by/"))


def test_ones_own_record_sets_are_named(curator: CheckingClient, home: str, visit: Visit, home_world: World) -> None:
    specimen = home_world.plant("collectionobject")
    mine = home_world.plant("recordset", name="Mine", dbTableId=1, type=0, specifyUser_id=visit.user.pk)
    other = home_world.plant("recordset", name="Of agents", dbTableId=5, type=0, specifyUser_id=visit.user.pk)
    for one in (mine, other):
        home_world.plant("recordsetitem", recordSet_id=one, recordId=specimen)
    page = curator.get(f"{home}collectionobject/{specimen}/used-by/")
    assert "Mine" in words(page)
    assert "Of agents" not in words(page)


@ONLY_WITH_POLICIES
def test_of_what_may_not_be_read_only_that_is_told(
    outsider: CheckingClient,  # noqa: F811
    here: object,  # noqa: F811
    home: str,
    home_world: World,
) -> None:
    taxon = home_world.plant("taxon")
    home_world.plant("determination", taxon_id=taxon)
    allow("outsider", here, "/table/taxon", "read")  # type: ignore[arg-type]
    page = outsider.get(f"{home}taxon/{taxon}/used-by/")
    assert "you may not read these" in words(page)
    assert outsider.get(f"{home}taxon/{taxon}/used-by/determination-taxon/").status_code == 403


@pytest.mark.parametrize("rest", ["nonsense/", "determination-nonsense/", "determination-remarks/", "-/", "agent-x-y/"])
def test_a_way_that_is_none_is_not_found(curator: CheckingClient, home: str, home_world: World, rest: str) -> None:
    taxon = home_world.plant("taxon")
    assert curator.get(f"{home}taxon/{taxon}/used-by/{rest}").status_code == 404
    assert curator.get(f"{home}taxon/999999999/used-by/").status_code == 404


def test_the_busiest_agent_costs_no_more_statements_than_another(
    curator: CheckingClient, home: str, visit: Visit
) -> None:
    curator.measure(f"{home}agent/{visit.signing_agent()}/used-by/", page="used by", at_most=20)


def test_words_of_addresses_are_no_relationships() -> None:
    fixed = {"edit", "new", "delete", "history", "used-by", "clone", "carry-forward"}
    names = {name.lower() for table in present.tables().values() for name in table.relationships}
    assert not names & fixed
