"""The home page: what the collection holds, where one was, what waits; and how little it asks of the database."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from specify.datamodel import present
from specify.datamodel.tables import SpecifyUser, model
from specify.records.models import Holding
from specify.tasks.models import Job, State
from tests.page_checks import text
from tests.page_client import CheckingClient, count_statements, fields, heading, link, words
from tests.records.collection_of_fishes import Fishes
from tests.security.people import agent_for, let_in, user_of

pytestmark = pytest.mark.django_db

NOW = datetime.now().replace(microsecond=0)
YESTERDAY = datetime.combine(NOW.date() - timedelta(days=1), time(12, 0))
ONLY_WITH_POLICIES = pytest.mark.skipif(
    not present.has("userpolicy"), reason="without policies nobody may enter and read nothing"
)


@pytest.fixture
def fishes() -> Fishes:
    return Fishes.plant()


@pytest.fixture
def user(fishes: Fishes) -> SpecifyUser:
    made = user_of(fishes.world, "mokafor")
    let_in(fishes.world, made, fishes.world.ids["collection"])
    return made


@pytest.fixture
def me(fishes: Fishes, user: SpecifyUser) -> int:
    return agent_for(fishes.world, user, fishes.world.ids["division"])


@pytest.fixture
def at_home(client: CheckingClient, user: SpecifyUser, me: int) -> CheckingClient:
    client.force_login(user)  # type: ignore[arg-type]
    return client


def address(fishes: Fishes) -> str:
    return f"/{fishes.world.ids['collection']}-foreign-collection/"


def page(client: CheckingClient, fishes: Fishes) -> Any:
    response = client.get(address(fishes))
    assert response.status_code == 200
    return response


def saved(response: Any) -> list[list[str]]:
    """The cells of the table of what was saved last."""
    for table in response.document.root.iter("table"):
        if table.find(".//caption").get("id") == "t-last":
            return [[text(cell) for cell in row if cell.tag in ("th", "td")] for row in table.findall(".//tbody/tr")]
    return []


def part(response: Any, title: str) -> str:
    """The words of the part with that heading; empty when there is none."""
    for section in response.document.root.iter("section"):
        if text(section.find(".//h2")).startswith(title):
            return text(section)
    return ""


def log(record: int, agent: int | None, moment: datetime, **given: Any) -> None:
    """A line of Specify's audit log about a collection object."""
    values = {"action": 1, "tableNum": 1, "recordId": record, "recordVersion": 1, "version": 0, **given}
    model("spauditlog").objects.create(
        timestampCreated=moment, createdByAgent_id=agent, modifiedByAgent_id=agent, **values
    )


def test_the_demonstration_is_shown_within_ten_statements(curator: CheckingClient, home: str) -> None:
    response = curator.measure(home, page="home", at_most=10)
    here = int(home.strip("/").split("-")[0])
    number = model("collectionobject").objects.filter(collectionMemberId=here).count()
    assert f"{number} objects of " in words(response).replace(",", "")


def test_with_other_collections_it_takes_ten_statements_and_no_more_with_more_rows(
    at_home: CheckingClient, fishes: Fishes, user: SpecifyUser, me: int
) -> None:
    let_in(fishes.world, user, _another_collection(fishes, "Herbarium"))
    numbers = []
    for round_ in range(2):
        for number in range(4):
            specimen = fishes.catalog("trutta", "Norway", catalogNumber=f"{round_}{number}", modifiedByAgent_id=me)
            log(specimen, me, NOW)
            fishes.world.plant("loan", loanNumber=f"L{round_}{number}", currentDueDate=date(2020, 1, 1), isClosed=False)
            fishes.world.plant("spquery", specifyUser_id=user.pk)
            fishes.world.plant("recordset", specifyUser_id=user.pk, type=0)
        page(at_home, fishes)
        with count_statements() as statements:
            page(at_home, fishes)
        numbers.append(len(statements))
    assert numbers == [10, 10]


def _another_collection(fishes: Fishes, name: str) -> int:
    here = fishes.world.ids["collection"]
    made = fishes.world.plant("collection", collectionName=name, catalogNumFormatName="CatalogNumberNumeric")
    fishes.world.ids["collection"] = here
    return made


def test_the_holdings_are_told_with_the_moment_they_were_counted(at_home: CheckingClient, fishes: Fishes) -> None:
    fishes.catalog("trutta", "Norway", type_status="Holotype", catalogedDate=NOW.date())
    fishes.catalog("rutilus", "Sweden")
    fishes.catalog()
    shown = words(page(at_home, fishes))
    assert "3 objects of 2 species from 2 countries. 1 is a type. 33% have coordinates. 33% are not determined" in shown
    assert "counted today at " in shown
    assert f"1 object, in {NOW:%B}." in shown
    fishes.catalog("trutta")
    assert "3 objects" in words(page(at_home, fishes))  # it says when it was counted


def test_orders_lead_to_their_pages(at_home: CheckingClient, fishes: Fishes) -> None:
    fishes.catalog("trutta")
    fishes.catalog("Vita")
    response = page(at_home, fishes)
    assert link(response, "Salmoniformes") == f"{address(fishes)}taxon/{fishes.taxa['Salmoniformes']}/"
    assert "Not so far determined1" in part(response, "Holdings")


def test_an_empty_collection_says_so_and_what_comes_next(at_home: CheckingClient, fishes: Fishes) -> None:
    response = page(at_home, fishes)
    assert "Nothing has been catalogued in this collection yet." in words(response)
    assert link(response, "All tables") == f"{address(fishes)}tables/"
    for title in ("Where you were", "Waiting for you", "Kept by you"):
        assert part(response, title) == ""
    fishes.catalog("trutta")
    assert "1 object of 1 species." in words(page(at_home, fishes))


def test_a_large_collection_is_counted_by_a_job_started_once(
    at_home: CheckingClient, fishes: Fishes, user: SpecifyUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("specify.records.home.counting.COUNTED_AT_ONCE", 1)
    fishes.catalog("trutta", catalogNumber="000000007")
    fishes.catalog("trutta")
    for _ in range(2):
        response = page(at_home, fishes)
        assert "it is being counted" in words(response)
        assert "000000007" in part(response, "Where you were")
    assert [(job.user_id, job.collection_id) for job in Job.objects.all()] == [
        (user.pk, fishes.world.ids["collection"])
    ]
    assert not Holding.objects.exists()


def test_a_count_that_came_to_nothing_is_not_told_as_going_on(
    at_home: CheckingClient, fishes: Fishes, user: SpecifyUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("specify.records.home.counting.COUNTED_AT_ONCE", 1)
    for _ in range(2):
        fishes.catalog("trutta")
    page(at_home, fishes)
    for state in (State.FAILED, State.LOST, State.CANCELLED):
        Job.objects.update(state=state, asked=None)
        response = page(at_home, fishes)
        assert "it has not been counted yet" in words(response)
        assert "it is being counted" not in words(response)
        assert Job.objects.count() == 1, "nobody asked for another"
    at_home.post(f"{address(fishes)}count/", fields(response, "Count now"))
    assert "it is being counted" in words(page(at_home, fishes))
    Job.objects.update(state=State.DONE, asked=None)
    Holding.objects.create(collection_id=fishes.world.ids["collection"], counted=NOW, figures={"another": "version"})
    assert "it is being counted" in words(page(at_home, fishes))
    assert Job.objects.count() == 3


def test_with_too_many_jobs_the_count_is_not_told_as_going_on(
    at_home: CheckingClient, fishes: Fishes, user: SpecifyUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("specify.records.home.counting.COUNTED_AT_ONCE", 1)
    monkeypatch.setattr("specify.tasks.starting.OPEN_AT_MOST", 0)
    for _ in range(2):
        fishes.catalog("trutta")
    assert "it has not been counted yet" in words(page(at_home, fishes))
    monkeypatch.undo()
    monkeypatch.setattr("specify.records.home.counting.COUNTED_AT_ONCE", 1)
    assert "it is being counted" in words(page(at_home, fishes))


def test_the_button_starts_the_count_and_leads_to_the_job(at_home: CheckingClient, fishes: Fishes) -> None:
    sent = at_home.post(f"{address(fishes)}count/", fields(page(at_home, fishes), "Count again"))
    job = Job.objects.get()
    assert (sent.status_code, sent["Location"]) == (303, f"/jobs/{job.pk}/")
    assert job.collection_id == fishes.world.ids["collection"]
    assert at_home.get(f"{address(fishes)}count/").status_code == 405
    assert "open" in part(page(at_home, fishes), "Waiting for you")


def test_what_was_saved_last_is_listed_mine_and_others(at_home: CheckingClient, fishes: Fishes, me: int) -> None:
    other = fishes.world.plant(
        "agent", firstName="Ruben", lastName="Castellan", division_id=fishes.world.ids["division"]
    )
    mine = fishes.catalog("trutta", "Norway", catalogNumber="000000001", modifiedByAgent_id=me)
    for number in range(2, 8):
        specimen = fishes.catalog(catalogNumber=f"00000000{number}", modifiedByAgent_id=other)
        log(specimen, other, YESTERDAY - timedelta(minutes=number))
    log(mine, me, YESTERDAY - timedelta(hours=24))
    day = f"{YESTERDAY - timedelta(hours=24):%Y-%m-%d}"
    rows = saved(page(at_home, fishes))
    assert [row[0] for row in rows] == [f"00000000{number}" for number in (2, 3, 4, 5, 6, 1)]
    assert rows[0][3] == f"yesterday, {YESTERDAY - timedelta(minutes=2):%H:%M} Ruben Castellan"
    assert rows[-1] == ["000000001", "trutta", "Lake in Norway, County in Norway", f"{day} you"]


def test_a_scientific_name_is_marked_as_one(at_home: CheckingClient, fishes: Fishes) -> None:
    fishes.catalog("trutta", catalogNumber="1")
    fishes.catalog("Salmoniformes", catalogNumber="2")
    names = [text(one) for one in page(at_home, fishes).document.root.iterfind(".//td/i[@lang='la']")]
    assert names == ["trutta"]


def test_who_saved_it_is_who_did_at_that_moment(at_home: CheckingClient, fishes: Fishes, me: int) -> None:
    division = fishes.world.ids["division"]
    other = fishes.world.plant("agent", firstName="Ruben", lastName="Castellan", division_id=division)
    specimen = fishes.catalog(catalogNumber="1", timestampModified=YESTERDAY, modifiedByAgent_id=other)
    assert saved(page(at_home, fishes))[0][3].endswith("Ruben Castellan")
    log(4711, me, YESTERDAY + timedelta(hours=1), tableNum=9, parentTableNum=1, parentRecordId=specimen)
    assert saved(page(at_home, fishes))[0][3] == "yesterday, 13:00 you"


def test_what_was_loaded_without_a_log_is_found_too(at_home: CheckingClient, fishes: Fishes, me: int) -> None:
    fishes.catalog(catalogNumber="old", timestampModified=YESTERDAY, modifiedByAgent_id=me)
    fishes.catalog(catalogNumber="new", timestampModified=NOW)
    assert [row[0] for row in saved(page(at_home, fishes))] == ["new", "old"]


def test_a_determination_saved_alone_counts_as_its_objects(at_home: CheckingClient, fishes: Fishes, me: int) -> None:
    specimen = fishes.catalog(catalogNumber="first", timestampModified=YESTERDAY)
    fishes.catalog(catalogNumber="second", timestampModified=YESTERDAY + timedelta(seconds=1))
    log(4711, me, NOW, tableNum=9, parentTableNum=1, parentRecordId=specimen)
    assert [row[0] for row in saved(page(at_home, fishes))] == ["first", "second"]


def test_nothing_of_another_collection_is_listed(at_home: CheckingClient, fishes: Fishes, me: int) -> None:
    other = Fishes.plant()
    log(other.catalog("trutta", catalogNumber="SECRET"), me, NOW)
    other.world.plant("loan", loanNumber="SECRET", currentDueDate=date(2020, 1, 1))
    fishes.catalog(catalogNumber="1")
    assert "SECRET" not in words(page(at_home, fishes))


def test_deleted_records_are_passed_over(at_home: CheckingClient, fishes: Fishes, me: int) -> None:
    log(987_654_321, me, NOW, action=2)
    fishes.catalog(catalogNumber="1")
    assert [row[0] for row in saved(page(at_home, fishes))] == ["1"]


def test_overdue_loans_wait_the_oldest_first(at_home: CheckingClient, fishes: Fishes) -> None:
    today = NOW.date()
    for number, due, closed in (
        ("open", today - timedelta(days=12), False),
        ("unknown", today - timedelta(days=1), None),
        ("closed", today - timedelta(days=30), True),
        ("today", today, False),
        ("never", None, False),
    ):
        fishes.world.plant("loan", loanNumber=number, currentDueDate=due, isClosed=closed)
    response = page(at_home, fishes)
    waiting = part(response, "Waiting for you")
    assert waiting == "Waiting for you Loan open is 12 days overdue. Loan unknown is 1 day overdue."
    assert "/loan/" in link(response, "Loan open")


def test_many_overdue_loans_are_summed_up(at_home: CheckingClient, fishes: Fishes) -> None:
    for number in range(5):
        fishes.world.plant("loan", loanNumber=f"L{number}", currentDueDate=date(2020, 1, 1 + number))
    response = page(at_home, fishes)
    assert "L2" in part(response, "Waiting for you")
    assert "L3" not in part(response, "Waiting for you")
    assert link(response, "All loans by due date") == f"{address(fishes)}loan/?sort=currentDueDate"


def test_own_queries_and_record_sets_are_kept_the_newest_first(
    at_home: CheckingClient, fishes: Fishes, user: SpecifyUser
) -> None:
    stranger = user_of(fishes.world, "stranger")
    for number in range(7):
        moment = YESTERDAY + timedelta(minutes=number)
        fishes.world.plant("spquery", name=f"Query {number}", specifyUser_id=user.pk, timestampModified=moment)
    fishes.world.plant("spquery", name="SECRET", specifyUser_id=stranger.pk)
    fishes.world.plant("recordset", name="Chars", specifyUser_id=user.pk, type=0)
    fishes.world.plant("recordset", name="SECRET", specifyUser_id=stranger.pk, type=0)
    fishes.world.plant("recordset", name="The program's", specifyUser_id=user.pk, type=1)
    response = page(at_home, fishes)
    kept = part(response, "Kept by you")
    assert kept == "Kept by you Queries 7 Query 6 Query 5 Query 4 Query 3 Query 2 All queries Record sets 1 Chars"
    assert link(response, "All queries") == f"{address(fishes)}queries/"
    assert at_home.get(link(response, "Query 6")).status_code in (200, 403)


def test_other_collections_are_one_step_away(at_home: CheckingClient, fishes: Fishes, user: SpecifyUser) -> None:
    herbarium = _another_collection(fishes, "Herbarium")
    closed = _another_collection(fishes, "Closed")
    let_in(fishes.world, user, herbarium)
    response = page(at_home, fishes)
    assert link(response, "Herbarium") == f"/{herbarium}-herbarium/"
    assert f"/{closed}-closed/" not in response.content.decode()
    assert heading(at_home.get(f"/{herbarium}-herbarium/")).endswith("Herbarium")


@pytest.fixture
def outsider(client: CheckingClient, fishes: Fishes) -> Iterator[CheckingClient]:
    """Somebody who may enter the collection and read nothing."""
    user = user_of(fishes.world, "outsider")
    access = {"resource": "/system/sp7/collection", "action": "access"}
    fishes.world.plant("userpolicy", specifyuser_id=user.pk, collection_id=fishes.world.ids["collection"], **access)
    client.force_login(user)  # type: ignore[arg-type]
    return client


def one_of_everything(fishes: Fishes) -> None:
    fishes.catalog("trutta", "Norway", catalogNumber="000000001")
    fishes.world.plant("loan", loanNumber="L1", currentDueDate=date(2020, 1, 1))


def allow(fishes: Fishes, *tables: str) -> None:
    """Let the outsider read these tables."""
    person = {"specifyuser_id": SpecifyUser.objects.get(name="outsider").pk}
    for table in tables:
        where = {"collection_id": fishes.world.ids["collection"], "resource": f"/table/{table}"}
        fishes.world.plant("userpolicy", **person, **where, action="read")


@ONLY_WITH_POLICIES
def test_nothing_is_told_of_what_may_not_be_read(outsider: CheckingClient, fishes: Fishes) -> None:
    one_of_everything(fishes)
    response = page(outsider, fishes)
    shown = words(response)
    for hidden in ("000000001", "trutta", "Lake in Norway", "Salmoniformes", "L1", "object", "species"):
        assert hidden not in shown, hidden
    links = {anchor.get("href") for anchor in response.document.root.iterfind(".//main//a")}
    assert links == {f"{address(fishes)}tables/"}


@ONLY_WITH_POLICIES
def test_each_right_opens_its_part(outsider: CheckingClient, fishes: Fishes) -> None:
    one_of_everything(fishes)
    allow(fishes, "collectionobject", "locality")
    shown = words(page(outsider, fishes))
    assert "1 object." in shown
    assert "000000001" in shown
    for hidden in (
        "trutta",
        "Lake in Norway",
        "species",
        "countr",
        "coordinates",
        "determined",
        "type",
        "Salmoniformes",
    ):
        assert hidden not in shown, hidden
    allow(fishes, "collectingevent")
    shown = words(page(outsider, fishes))
    assert "Lake in Norway" in shown
    assert "County in Norway" not in shown
    assert "countr" not in shown
    allow(fishes, "determination", "taxon", "geography", "loan")
    shown = words(page(outsider, fishes))
    for now_told in ("1 object of 1 species from 1 country.", "County in Norway", "Salmoniformes", "L1"):
        assert now_told in shown, now_told
