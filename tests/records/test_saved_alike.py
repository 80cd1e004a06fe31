"""Who goes back after saving and saves the same words once more is asked first whether one more record is meant."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from specify.datamodel.tables import model
from specify.records.models import Draft, Saved
from tests.page_client import CheckingClient, link, words
from tests.records.filling_in import complaints, save, saved, shown, with_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def agents(home: str) -> str:
    """The address of an empty form of an agent."""
    return f"{home}agent/new/"


def made() -> int:
    """How many there are of the agent that these tests enter."""
    return int(model("agent").objects.filter(lastName="Twofold").count())


def enter(client: CheckingClient, agents: str, button: str = "1") -> Any:
    """The answer to a form that was opened anew, with the same words in it."""
    return client.post(agents, {**shown(client, agents), "lastName": "Twofold", "agentType": "1", "_save": button})


def test_the_same_again_is_asked_first_and_made_when_it_is_meant(curator: CheckingClient, agents: str) -> None:
    number = saved(curator, enter(curator, agents))
    page = enter(curator, agents)
    assert page.status_code == 422
    (told,) = complaints(page)
    assert told.startswith("You saved the same a moment ago: Agent Twofold. Press Save again to make one more.")
    assert link(page, "Look at it").endswith(f"/agent/{number}/")
    assert made() == 1
    assert not Draft.objects.exists()
    pressed = {one.get("value") for one in page.document.all("//button[@name='_save']")}
    assert pressed >= {"again", "again another"}
    assert pressed.isdisjoint({"1", "another", "clone"})
    other = saved(curator, again(curator, page, "again"))
    assert (made(), other != number) == (2, True)


def again(client: CheckingClient, page: Any, button: str) -> Any:
    """The answer to the form of that page, as it stands."""
    form = page.document.ids["edit-form"]
    data = {one.get("name"): one.get("value") or "" for one in form.iter("input", "textarea") if one.get("name")}
    chosen = {one.getparent().get("name"): one.get("value") for one in form.iter("option") if "selected" in one.attrib}
    return client.post(form.get("action"), {**data, **chosen, "_save": button})


def test_the_button_that_goes_on_to_one_more_does_so_when_it_is_pressed_again(
    curator: CheckingClient, agents: str
) -> None:
    enter(curator, agents, "another")
    page = enter(curator, agents, "another")
    assert page.status_code == 422
    answer = again(curator, page, "again another")
    assert (answer.status_code, answer["Location"]) == (303, agents)
    assert made() == 2


def test_other_words_another_table_and_another_hour_are_not_asked(
    curator: CheckingClient, agents: str, home: str
) -> None:
    saved(curator, enter(curator, agents))
    data = {**shown(curator, agents), "lastName": "Twofold", "agentType": "1", "firstName": "Other"}
    saved(curator, curator.post(agents, {**data, "_save": "1"}))
    Saved.objects.update(made=datetime.now() - timedelta(minutes=61))
    saved(curator, enter(curator, agents))
    assert made() == 3


def test_what_was_deleted_meanwhile_is_no_double(curator: CheckingClient, agents: str) -> None:
    number = saved(curator, enter(curator, agents))
    model("agent").objects.filter(pk=number).delete()
    saved(curator, enter(curator, agents))
    assert made() == 1


def test_whoever_else_saves_the_same_is_not_asked(curator: CheckingClient, agents: str) -> None:
    saved(curator, enter(curator, agents))
    Saved.objects.update(user_id=0)
    saved(curator, enter(curator, agents))
    assert made() == 2


def test_the_form_itself_sent_twice_is_answered_as_before(curator: CheckingClient, agents: str) -> None:
    data = {**shown(curator, agents), "lastName": "Twofold", "agentType": "1", "_save": "1"}
    number = saved(curator, curator.post(agents, data))
    assert saved(curator, curator.post(agents, data)) == number
    assert made() == 1


def test_cloning_on_and_on_is_not_asked(curator: CheckingClient, new: str, type_id: str) -> None:
    address, data = with_rows(curator, new, "preparations")
    answer = save(curator, address, data, preparations__n1__prepType__id=type_id)
    address = f"{new}?like={saved(curator, answer)}"
    for _time in range(3):
        answer = curator.post(address, {**shown(curator, address), "_save": "clone"})
        assert answer.status_code == 303, words(answer)[:300]
        address = answer["Location"]
        assert "Saved: " in curator.get(address).document.ids["status-line"].text


def test_an_agent_begins_as_a_person(curator: CheckingClient, agents: str) -> None:
    assert shown(curator, agents)["agentType"] == "1"
    number = saved(curator, save(curator, agents, shown(curator, agents), lastName="Twofold"))
    assert model("agent").objects.get(pk=number).agentType == 1
