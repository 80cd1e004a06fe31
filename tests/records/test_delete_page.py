"""The page before a record is deleted: what it tells, when it has a button, and what the button does."""

from typing import Any

import pytest

from specify.datamodel.tables import model
from specify.records.deleting import delete
from specify.records.writing.changes import NotSaved
from specify.resources.place import Place
from specify.security.entering import Visit, visit_of
from tests.page_checks import text
from tests.page_client import CheckingClient, fields, heading, link, words
from tests.planting import World
from tests.records.test_contract import ONLY_WITH_POLICIES, allow, here, outsider  # noqa: F401 - fixtures
from tests.records.test_deleting import is_there, planted_object

pytestmark = pytest.mark.django_db

BUTTON = "Delete"


@pytest.fixture
def ids(home_world: World) -> dict[str, int]:
    """An object with much that depends on it."""
    return planted_object(home_world)


@pytest.fixture
def page(home: str, ids: dict[str, int]) -> str:
    """The address of the page before that object is deleted."""
    return f"{home}collectionobject/{ids['collectionobject']}/delete/"


def has_button(answer: Any) -> bool:
    """Whether the record can be deleted from that page."""
    return any(text(one) == BUTTON for one in answer.document.all("//main//button"))


def complaints(answer: Any) -> list[str]:
    """What stands in the way, as the page begins."""
    assert answer.status_code == 422
    assert answer.document.all("//title")[0].text.startswith("Error:")
    return [text(one) for one in answer.document.all("//*[@id='errors']//li")]


def test_what_goes_along_is_told_and_goes(
    curator: CheckingClient, page: str, home: str, ids: dict[str, int], home_world: World
) -> None:
    objects = home_world.plant("recordset", dbTableId=1)
    home_world.plant("recordsetitem", recordSet_id=objects, recordId=ids["collectionobject"])
    shown = curator.get(page)
    assert "900700001" in heading(shown)
    told = {text(row.find("th")): text(row.find("td")) for row in shown.document.all("//tbody/tr")}
    assert len(told) == len(ids) - 1
    assert set(told.values()) == {"1"}
    assert "6 further records go with it" in words(shown)
    assert "out of 1 record set" in words(shown)
    assert f"{home}determination/{ids['determination']}/".encode() in shown.content
    answer = curator.post(page, fields(shown, BUTTON))
    assert (answer.status_code, answer["Location"]) == (303, f"{home}collectionobject/")
    assert "Deleted: " in curator.get(answer["Location"]).document.ids["status-line"].text
    assert [key for key, one in ids.items() if is_there(key, one)] == []


def test_a_record_page_leads_there_and_a_look_changes_nothing(
    curator: CheckingClient, page: str, ids: dict[str, int]
) -> None:
    record = curator.get(page.removesuffix("delete/"))
    assert link(record, BUTTON) == page
    curator.get(page)
    assert all(is_there(key, one) for key, one in ids.items())


def test_what_keeps_it_is_told_with_links_and_there_is_no_button(
    curator: CheckingClient, page: str, home: str, ids: dict[str, int], home_world: World
) -> None:
    lines = [home_world.plant("loanpreparation", preparation_id=ids["preparation"]) for _number in range(12)]
    shown = curator.get(page)
    assert not has_button(shown)
    item = shown.document.all("//tbody/tr")[0]
    assert "Preparation, which would go with it" in text(item)
    assert "12" in [text(cell) for cell in item.iter("td")]
    loans = model("loanpreparation").objects.filter(pk__in=lines).values_list("loan_id", flat=True)
    assert [a.get("href") for a in item.iter("a")] == [f"{home}loan/{one}/" for one in sorted(set(loans))[:3]]


def test_what_points_to_the_record_itself_leads_to_all_that_do(
    curator: CheckingClient, home: str, home_world: World
) -> None:
    taxon = home_world.plant("taxon")
    for _number in range(5):
        home_world.plant("determination", taxon_id=taxon)
    shown = curator.get(f"{home}taxon/{taxon}/delete/")
    addresses = [a.get("href") for a in shown.document.all("//tbody//a")]
    assert addresses[-1] == f"{home}taxon/{taxon}/used-by/determination-taxon/"
    objects = model("determination").objects.filter(taxon=taxon).values_list("collectionObject", flat=True)
    assert addresses[:-1] == [f"{home}collectionobject/{one}/" for one in sorted(set(objects))[:3]]


def test_what_keeps_it_in_another_collection_is_only_counted(
    curator: CheckingClient, home: str, home_world: World
) -> None:
    taxon, foreign = home_world.plant("taxon"), World.create()
    specimen = foreign.plant("collectionobject", catalogNumber="SECRET999")
    foreign.plant("determination", collectionObject_id=specimen, taxon_id=taxon)
    shown = curator.get(f"{home}taxon/{taxon}/delete/")
    assert "none that you may see here" in words(shown)
    assert not shown.document.all("//tbody//a")
    assert b"SECRET999" not in shown.content


def test_whom_the_programs_name_is_told_in_one_line(curator: CheckingClient, home: str, visit: Visit) -> None:
    shown = curator.get(f"{home}agent/{visit.signing_agent()}/delete/")
    assert "Entered or changed by the agent" in words(shown)
    assert not has_button(shown)


def test_what_was_changed_meanwhile_is_told_before_it_goes(
    curator: CheckingClient, page: str, ids: dict[str, int], home_world: World
) -> None:
    data = fields(curator.get(page), BUTTON)
    model("collectionobject").objects.filter(pk=ids["collectionobject"]).update(remarks="of today")
    home_world.plant("determination", collectionObject_id=ids["collectionobject"])
    answer = curator.post(page, data)
    told = complaints(answer)
    assert told[0] == "The record was changed meanwhile."
    assert "you have seen 1" in told[1]
    assert is_there("collectionobject", ids["collectionobject"])
    assert curator.post(page, fields(answer, BUTTON)).status_code == 303
    assert not is_there("collectionobject", ids["collectionobject"])


def test_a_part_that_was_changed_counts_as_well(curator: CheckingClient, page: str, ids: dict[str, int]) -> None:
    data = fields(curator.get(page), BUTTON)
    model("determination").objects.filter(pk=ids["determination"]).update(remarks="of today")
    assert complaints(curator.post(page, data)) == ["Something that goes with the record was changed meanwhile."]


def test_what_came_to_need_it_meanwhile_keeps_it(
    curator: CheckingClient, page: str, ids: dict[str, int], home_world: World
) -> None:
    data = fields(curator.get(page), BUTTON)
    home_world.plant("loanpreparation", preparation_id=ids["preparation"])
    answer = curator.post(page, data)
    assert "is needed by 1 record" in complaints(answer)[0]
    assert not has_button(answer)
    assert is_there("collectionobject", ids["collectionobject"])


def test_sent_twice_it_says_that_the_record_is_gone(curator: CheckingClient, page: str, home: str) -> None:
    data = fields(curator.get(page), BUTTON)
    curator.post(page, data)
    again = curator.post(page, data)
    assert (again.status_code, again["Location"]) == (303, f"{home}collectionobject/")
    assert "deleted already" in curator.get(again["Location"]).document.ids["status-line"].text


def test_the_page_of_a_deleted_record_leads_to_its_history(curator: CheckingClient, page: str) -> None:
    curator.post(page, fields(curator.get(page), BUTTON))
    answer = curator.get(page)
    assert answer.status_code == 302
    assert "deleted" in heading(curator.get(answer["Location"]))


@pytest.mark.parametrize("seen", ["", "nonsense", "of another"])
def test_what_was_not_seen_is_not_deleted(
    curator: CheckingClient, page: str, home: str, ids: dict[str, int], home_world: World, seen: str
) -> None:
    if seen == "of another":
        other = home_world.plant("collectionobject", catalogNumber="900700002")
        seen = fields(curator.get(f"{home}collectionobject/{other}/delete/"), BUTTON)["_seen"]
    assert "did not arrive" in complaints(curator.post(page, {"_seen": seen}))[0]
    assert is_there("collectionobject", ids["collectionobject"])


def test_a_rule_may_refuse_as_well(curator: CheckingClient, home: str, visit: Visit, home_world: World) -> None:
    agent = home_world.plant("agent", specifyUser_id=visit.user.pk)
    address = f"{home}agent/{agent}/delete/"
    (told,) = complaints(curator.post(address, fields(curator.get(address), BUTTON)))
    assert "user" in told
    assert is_there("agent", agent)


@ONLY_WITH_POLICIES
def test_without_the_right_to_a_part_there_is_no_button(
    outsider: CheckingClient,  # noqa: F811
    here: Place,  # noqa: F811
    page: str,
) -> None:
    sign(here)
    for table, action in (("collectionobject", "read"), ("collectionobject", "delete"), ("preparation", "delete")):
        allow("outsider", here, f"/table/{table}", action)
    shown = outsider.get(page)
    assert not has_button(shown)
    assert "You may not delete records of Determination" in words(shown)
    assert "You may not delete records of Preparation" not in words(shown)
    assert b"determination/" not in shown.content


def test_a_reader_is_told_no_numbers_and_can_do_nothing(reader: CheckingClient, page: str, ids: dict[str, int]) -> None:
    for shown in (reader.get(page), reader.post(page, {"_seen": ""})):
        assert shown.status_code == 403
        assert "You may not delete records of" in words(shown)
    assert not any(text(a) == BUTTON for a in reader.get(page.removesuffix("delete/")).document.all("//main//a"))
    assert is_there("collectionobject", ids["collectionobject"])


@ONLY_WITH_POLICIES
def test_of_what_may_not_be_read_no_number_is_told(
    outsider: CheckingClient,  # noqa: F811
    here: Place,  # noqa: F811
    home: str,
    home_world: World,
) -> None:
    sign(here)
    agent = home_world.plant("agent")
    for table in ("agent", "agentvariant", "address"):
        allow("outsider", here, f"/table/{table}", "delete")
    allow("outsider", here, "/table/agent", "read")
    specimen = home_world.plant("collectionobject", catalogNumber="900700007")
    seen = fields(outsider.get(f"{home}agent/{agent}/delete/"), BUTTON)
    for _number in range(7):
        home_world.plant("address", agent_id=agent)
        home_world.plant("determination", collectionObject_id=specimen, determiner_id=agent)
        home_world.plant("collectionobject", cataloger_id=agent, createdByAgent_id=agent)
    address = f"{home}agent/{agent}/delete/"
    for shown in (outsider.get(address), outsider.post(address, seen), outsider.post(address, {"_seen": ""})):
        assert "Determination: Determiner" in words(shown)
        assert "Entered or changed by the agent" in words(shown)
        told = [text(cell) for row in shown.document.all("//tbody/tr") for cell in row.iter("td")]
        assert {cell for cell in told if cell.isdigit()} <= {""}
        assert "7" not in words(shown).replace(str(agent), "").split()
    with pytest.raises(NotSaved) as refused:
        delete(as_outsider(here), "agent", [agent])
    told_of = {(one.record, "7" in one.sentence.replace(str(agent), "")) for one in refused.value.problems}
    assert told_of == {(None, False)}


def sign(here: Place) -> None:  # noqa: F811
    """Let that one have an agent, who signs."""
    user = model("specifyuser").objects.get(name="outsider")
    World.at(here).plant("agent", specifyUser_id=user.pk, lastName="Outsider", agentType=1)


def as_outsider(here: Place) -> Visit:  # noqa: F811
    """The visit of the one who may do so little."""
    return visit_of(model("specifyuser").objects.get(name="outsider").pk, here.collection_id, "en")


def test_what_goes_unseen_is_told_as_a_number(curator: CheckingClient, home: str, home_world: World) -> None:
    whole = home_world.plant("recordset", dbTableId=1)
    for number in range(3):
        home_world.plant("recordsetitem", recordSet_id=whole, recordId=number + 1)
    shown = curator.get(f"{home}recordset/{whole}/delete/")
    assert "3 further records go with it" in words(shown)
    (item,) = shown.document.all("//tbody/tr")
    assert [text(cell) for cell in item.iter("th", "td")][:2] == ["Record Set Item", "3"]


def test_of_another_collection_nothing_is_shown_or_deleted(curator: CheckingClient, home: str) -> None:
    foreign = World.create()
    for key in ("collectionobject", "determination", "agent", "taxon", "loan"):
        row = foreign.ids.get(key) or foreign.plant(key)
        assert curator.get(f"{home}{key}/{row}/delete/").status_code == 404
        assert curator.post(f"{home}{key}/{row}/delete/", {"_seen": ""}).status_code == 404
        assert is_there(key, row)


def test_the_page_costs_as_much_as_there_are_tables(curator: CheckingClient, page: str) -> None:
    curator.measure(page, page="delete", at_most=45)


VERBS = ("delete", "history", "used-by")
KEYS = (
    "collectionobject",
    "determination",
    "preparation",
    "collectingevent",
    "locality",
    "agent",
    "taxon",
    "loan",
    "accession",
    "referencework",
    "recordset",
    "spquery",
)


@pytest.mark.parametrize("key", KEYS)
def test_with_every_right_what_can_be_asked_of_a_record_is_answered(
    curator: CheckingClient, home: str, home_world: World, key: str
) -> None:
    row = home_world.plant(key)
    assert [curator.get(f"{home}{key}/{row}/{verb}/").status_code for verb in VERBS] == [200, 200, 200]


@ONLY_WITH_POLICIES
@pytest.mark.parametrize("key", KEYS)
def test_without_a_right_nothing_is(
    outsider: CheckingClient,  # noqa: F811
    here: Place,  # noqa: F811
    home: str,
    home_world: World,
    key: str,
) -> None:
    row = home_world.plant(key)
    assert [outsider.get(f"{home}{key}/{row}/{verb}/").status_code for verb in VERBS] == [403, 403, 403]
    assert outsider.post(f"{home}{key}/{row}/delete/").status_code == 403
    assert is_there(key, row)
