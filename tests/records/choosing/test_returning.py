"""From a form to the record that one of its controls names, or to a new one, and back with all that was typed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.records.choosing.returning import way_to_new, ways_with
from specify.records.choosing.sought import Sought, sought_for
from specify.records.choosing.ways_back import MOST, WayBack, told, ways_in
from specify.records.filling.opening import open_form
from specify.records.models import Draft
from specify.security.entering import Visit
from tests.page_checks import text
from tests.page_client import CheckingClient, fields, link, words
from tests.planting import World
from tests.records.filling_in import BUTTON, HTMX, behind, put, row, save, saved, shown

pytestmark = [pytest.mark.django_db, pytest.mark.one_shape]
KEY = "0123456789abcdef" * 2
ONLY_WITH_POLICIES = pytest.mark.skipif(not present.has("userpolicy"), reason="rights of Specify 6 are given otherwise")


@pytest.fixture
def okafor(home_world: World) -> int:
    """An agent."""
    return home_world.plant("agent", lastName="Okafor", firstName="Ngozi", agentType=1)


def pressed(client: CheckingClient, form: str, button: str, name: str, **typed: str) -> str:
    """Where a form without script leads to when that button of a control is pressed."""
    answer = client.post(form, {**put(shown(client, form), **typed), button: name})
    assert answer.status_code == 303
    return str(answer["Location"])


def told_at(page: Any) -> str:
    """What the status line says."""
    return text(page.document.ids["status-line"])


def chosen(client: CheckingClient, form: str, agent: int, **typed: str) -> str:
    """The address of the form with the agent chosen as its cataloger."""
    found = pressed(client, form, "_find", "cataloger", cataloger="Okafor", **typed)
    return str(client.post(found, {"id": str(agent)})["Location"]).partition("#")[0]


def held(client: CheckingClient, address: str, name: str = "cataloger") -> tuple[str, str]:
    """The text and the id that stand in a control."""
    data = shown(client, address.partition("#")[0])
    return data[name], data[f"{name}.id"]


def test_a_new_record_comes_back_chosen_and_nothing_typed_is_lost(curator: CheckingClient, form: str) -> None:
    found = curator.get(pressed(curator, form, "_find", "cataloger", cataloger="Zyxberg", remarks="half a sentence"))
    new = link(found, "New: Agent")
    page = curator.get(new)
    assert page.document.ids["lastName"].get("value") == "Zyxberg"
    assert "Saving leads back to the form that you came from." in words(page)
    assert "Save and add another" not in words(page)
    answer = save(curator, new, shown(curator, new), firstName="Q.", agentType="1")
    assert answer.status_code == 303
    made = model("agent").objects.get(lastName="Zyxberg")
    assert urlsplit(answer["Location"]).fragment == "cataloger"
    back = curator.get(answer["Location"])
    assert told_at(back) == "Zyxberg, Q. is saved, and chosen for Cataloger. This form is not saved yet."
    data = fields(back, "Update the form")
    assert (data["cataloger"], data["cataloger.id"]) == ("Zyxberg, Q.", str(made.pk))
    specimen = saved(curator, save(curator, answer["Location"].partition("#")[0], data))
    assert row("collectionobject", specimen)["cataloger_id"] == made.pk
    assert row("collectionobject", specimen)["remarks"] == "half a sentence"


def test_a_lost_answer_and_a_second_press_bring_back_the_same_record(curator: CheckingClient, form: str) -> None:
    new = link(curator.get(pressed(curator, form, "_find", "cataloger", cataloger="Zyxberg")), "New: Agent")
    data = put(shown(curator, new), agentType="1")
    once, again = (curator.post(new, {**data, "_save": "1"})["Location"] for _press in range(2))
    assert once == again
    made = model("agent").objects.get(lastName="Zyxberg")
    assert held(curator, once) == ("Zyxberg", str(made.pk))


def test_with_script_too(curator: CheckingClient, form: str, okafor: int) -> None:
    here = chosen(curator, form, okafor)
    went = curator.post(here, {**shown(curator, here), "_go": "cataloger"}, headers=HTMX)
    edit = str(went["HX-Redirect"])
    assert urlsplit(edit).path.endswith(f"/agent/{okafor}/edit/")
    answer = curator.post(edit, {**put(shown(curator, edit), lastName="Zyx"), "_save": "1"}, headers=HTMX)
    assert held(curator, str(answer["HX-Redirect"])) == ("Zyx, Ngozi", str(okafor))


def test_from_a_new_record_one_may_go_on_to_another(curator: CheckingClient, form: str) -> None:
    agent = link(curator.get(pressed(curator, form, "_find", "cataloger", remarks="outer")), "New: Agent")
    found = pressed(curator, agent, "_find", "organization", lastName="Inner", agentType="1", organization="Zyx Museum")
    museum = link(curator.get(found), "New: Agent")
    assert len(ways_in(parse_qs(urlsplit(museum).query)["back"][0])) == 2
    page = curator.get(museum)
    assert "You have something unsaved here" not in words(page)
    first = save(curator, museum, shown(curator, museum), agentType="0")["Location"]
    assert urlsplit(first).fragment == "organization"
    inner = first.partition("#")[0]
    assert held(curator, inner, "organization")[0] == "Zyx Museum"
    second = save(curator, inner, shown(curator, inner))["Location"]
    assert urlsplit(second).path == form
    assert held(curator, second)[0] == "Inner"
    assert shown(curator, second.partition("#")[0])["remarks"] == "outer"
    made = model("agent").objects.get(lastName="Inner")
    assert made.organization_id == model("agent").objects.get(lastName="Zyx Museum").pk


def test_who_leaves_the_new_record_comes_back_as_well(curator: CheckingClient, form: str) -> None:
    new = link(curator.get(pressed(curator, form, "_find", "cataloger", remarks="kept")), "New: Agent")
    back = link(curator.get(new), "Leave without saving")
    assert urlsplit(back).fragment == "cataloger"
    assert shown(curator, back.partition("#")[0])["remarks"] == "kept"
    asked = pressed(curator, new, "_drop", "1")
    dropped = curator.post(asked, fields(curator.get(asked), "Throw away"))["Location"]
    assert (urlsplit(dropped).path, urlsplit(dropped).fragment) == (form, "cataloger")


def test_the_buttons_of_the_new_record_keep_the_way_back(curator: CheckingClient, form: str) -> None:
    new = link(curator.get(pressed(curator, form, "_find", "cataloger")), "New: Agent")
    (back,) = parse_qs(urlsplit(new).query)["back"]
    onward = pressed(curator, new, "_update", "update")
    assert parse_qs(urlsplit(onward).query)["back"] == [back]
    address = onward.partition("#")[0]
    refused = save(curator, address, shown(curator, address), agentType="")
    assert refused.status_code == 422
    assert parse_qs(urlsplit(refused.document.ids["edit-form"].get("action")).query)["back"] == [back]


def test_the_way_back_survives_signing_in_anew(curator: CheckingClient, form: str) -> None:
    new = link(curator.get(pressed(curator, form, "_find", "cataloger")), "New: Agent")
    data = put(shown(curator, new), lastName="Zyx", agentType="1")
    (back,) = parse_qs(urlsplit(new).query)["back"]
    curator.logout()
    answer = curator.post(new, {**data, "_save": "1"})
    (next_page,) = parse_qs(urlsplit(answer["Location"]).query)["next"]
    assert parse_qs(urlsplit(next_page).query)["back"] == [back]


def test_where_the_form_is_gone_the_record_is_saved_all_the_same(curator: CheckingClient, form: str) -> None:
    new = link(curator.get(pressed(curator, form, "_find", "cataloger", cataloger="Zyxberg")), "New: Agent")
    data = put(shown(curator, new), agentType="1")
    Draft.objects.all().delete()
    answer = curator.post(new, {**data, "_save": "1"})
    made = model("agent").objects.get(lastName="Zyxberg")
    assert answer["Location"].endswith(f"/agent/{made.pk}/")
    assert told_at(curator.get(answer["Location"])) == (
        "The form that you came from is no longer there: it was saved, or given up, on another page. "
        "Saved: Agent Zyxberg."
    )


def test_what_may_not_be_chosen_does_not_come_back(curator: CheckingClient, home: str, specimen: int) -> None:
    form = f"{home}collectionobject/{specimen}/edit/"
    kept = pressed(curator, form, "_find", "cataloger", remarks="kept")
    (key,) = parse_qs(urlsplit(kept).query)["draft"]
    way = told([WayBack("collectionobject", specimen, key, "container")])
    new = f"{home}agent/new/?back={way}"
    answer = save(curator, new, shown(curator, new), lastName="Zyx", agentType="1")
    told_there = told_at(curator.get(answer["Location"].partition("#")[0]))
    assert told_there == "Saved, but it can't be chosen for Container here. This form is not saved yet."
    assert Draft.objects.get(key=key).content["texts"]["remarks"] == "kept"


def test_a_row_that_was_taken_out_meanwhile_gets_nothing(curator: CheckingClient, form: str) -> None:
    kept = pressed(curator, form, "_add", "determinations").partition("#")[0]
    (new_row,) = [name.removesuffix(".determiner") for name in shown(curator, kept) if name.endswith("n1.determiner")]
    agent = link(curator.get(pressed(curator, kept, "_find", f"{new_row}.determiner")), "New: Agent")
    data = put(shown(curator, agent), lastName="Zyx", agentType="1")
    curator.post(kept, {**shown(curator, kept), "_remove": new_row})
    answer = curator.post(agent, {**data, "_save": "1"})
    assert "can't be chosen" in told_at(curator.get(answer["Location"]))
    assert not any("Zyx" in value for value in shown(curator, answer["Location"].partition("#")[0]).values())


def test_the_chosen_record_is_told_with_what_can_be_done(curator: CheckingClient, form: str, okafor: int) -> None:
    here = chosen(curator, form, okafor, remarks="kept")
    page = curator.get(pressed(curator, here, "_find", "cataloger"))
    assert text(page.document.ids["chosen"]).startswith("Chosen now: Okafor, Ngozi")
    assert urlsplit(link(page, "View Okafor, Ngozi")).path.endswith(f"/agent/{okafor}/")
    assert urlsplit(link(page, "Edit Okafor, Ngozi")).path.endswith(f"/agent/{okafor}/edit/")
    assert "put" not in parse_qs(urlsplit(link(page, "New: Agent")).query)
    view = curator.get(link(page, "View Okafor, Ngozi"))
    back = link(view, "Back to the form, with what you typed")
    assert shown(curator, back.partition("#")[0])["remarks"] == "kept"


def test_a_text_that_was_typed_over_a_record_is_no_record(curator: CheckingClient, form: str, okafor: int) -> None:
    here = chosen(curator, form, okafor)
    page = curator.get(pressed(curator, here, "_find", "cataloger", cataloger="Somebody else"))
    assert "chosen" not in page.document.ids
    assert urlsplit(pressed(curator, here, "_go", "cataloger", cataloger="Somebody else")).path.endswith("/find/")


def test_an_edited_record_comes_back_with_its_new_name_wherever_it_was_chosen(
    curator: CheckingClient, home: str, form: str, okafor: int
) -> None:
    here = chosen(curator, form, okafor, remarks="kept")
    (name,) = [name for name in shown(curator, here) if name.endswith(".determiner")][:1]
    data = {**shown(curator, here), name: "Okafor, Ngozi", f"{name}.id": str(okafor)}
    went = str(curator.post(here, {**data, "_go": "cataloger"})["Location"])
    assert urlsplit(went).path == f"{home}agent/{okafor}/edit/"
    answer = save(curator, went, shown(curator, went), lastName="Okonjo")
    back = curator.get(answer["Location"])
    assert told_at(back) == "Okonjo, Ngozi is saved, and chosen for Cataloger. This form is not saved yet."
    data = fields(back, "Update the form")
    assert data["cataloger"] == data[name] == "Okonjo, Ngozi"
    specimen = saved(curator, save(curator, answer["Location"].partition("#")[0], data))
    assert row("collectionobject", specimen)["cataloger_id"] == okafor
    assert okafor in {one["determiner_id"] for one in behind("determination", collectionObject_id=specimen)}


def test_another_record_chosen_meanwhile_stays(curator: CheckingClient, form: str, okafor: int) -> None:
    here = chosen(curator, form, okafor)
    went = pressed(curator, here, "_go", "cataloger")
    curator.post(here, {**put(shown(curator, here), cataloger=""), "cataloger.id": "", "_update": "update"})
    answer = save(curator, went, shown(curator, went), lastName="Okonjo")
    assert told_at(curator.get(answer["Location"])) == "Saved: Agent Okonjo, Ngozi. This form is not saved yet."
    assert held(curator, answer["Location"]) == ("", "")


def test_the_button_beside_a_record_says_where_it_leads(curator: CheckingClient, form: str, okafor: int) -> None:
    here = chosen(curator, form, okafor)
    (button,) = curator.get(here).document.all("//button[@name='_go'][@value='cataloger']")
    assert text(button) == "Edit Okafor, Ngozi"
    assert not curator.get(form).document.all("//table//button[@name='_go']")


def test_whoever_edits_a_chosen_record_is_told_that_others_may_use_it(
    curator: CheckingClient, home: str, form: str, okafor: int
) -> None:
    here = chosen(curator, form, okafor)
    told = "Other records may use this one, too"
    assert told in words(curator.get(pressed(curator, here, "_go", "cataloger")))
    assert told not in words(curator.get(f"{home}agent/{okafor}/edit/"))


def test_the_only_record_that_can_be_meant_is_one_press_away(
    curator: CheckingClient, form: str, okafor: int, specimen: int
) -> None:
    refused = save(curator, form, shown(curator, form), cataloger="Okafor, N", remarks="kept")
    (button,) = refused.document.all("//button[@name='_use']")
    assert text(button) == "Use Okafor, Ngozi"
    assert button.get("value") == f"cataloger.{okafor}"
    assert "Okafor, Ngozi" in text(refused.document.ids["cataloger-list"])
    data = {**fields(refused, BUTTON), "_use": button.get("value", "")}
    answer = curator.post(form, data)
    assert answer.status_code == 303
    assert answer["Location"].endswith("#cataloger")
    here = answer["Location"].partition("#")[0]
    assert held(curator, here) == ("Okafor, Ngozi", str(okafor))
    saved(curator, save(curator, here, shown(curator, here)))
    assert (row("collectionobject", specimen)["cataloger_id"], row("collectionobject", specimen)["remarks"]) == (
        okafor,
        "kept",
    )


@pytest.mark.parametrize("value", ["cataloger.999999999", "cataloger.x", "cataloger", "nosuch.1", "catalogNumber.1"])
def test_what_is_not_offered_is_not_used(curator: CheckingClient, form: str, value: str) -> None:
    answer = curator.post(form, {**shown(curator, form), "_use": value})
    assert answer.status_code == 404


def test_of_several_that_can_be_meant_none_is_offered(
    curator: CheckingClient, form: str, okafor: int, home_world: World
) -> None:
    home_world.plant("agent", lastName="Okafor", firstName="Chidi")
    refused = save(curator, form, shown(curator, form), cataloger="Okaf")
    assert refused.status_code == 422
    assert not refused.document.all("//button[@name='_use']")


def ways_for(visit: Visit, specimen: int, **options: str) -> tuple[Callable[[Sought], Any], Sought]:
    """How to ask for the ways from the cataloger of a form, whose cell has these options."""
    opened = open_form(visit, "collectionobject", specimen).kept()
    sought = replace(sought_for(opened, "cataloger"), options=options)
    return (lambda one: (ways_with(opened, one, "cataloger", 1), way_to_new(opened, one, "cataloger", ""))), sought


def test_a_copy_comes_back_chosen(curator: CheckingClient, visit: Visit, specimen: int, okafor: int) -> None:
    opened = open_form(visit, "collectionobject", specimen).kept()
    sought = replace(sought_for(opened, "cataloger"), options={"clonebtn": "true"})
    clone = ways_with(opened, sought, "cataloger", okafor).clone
    answer = save(curator, clone, shown(curator, clone), firstName="Chinua")
    made = model("agent").objects.get(lastName="Okafor", firstName="Chinua")
    assert held(curator, answer["Location"]) == ("Okafor, Chinua", str(made.pk))
    assert row("agent", okafor)["firstName"] == "Ngozi"


@pytest.mark.parametrize(
    ("options", "has"),
    [
        ({}, (True, True, False, True)),
        ({"clonebtn": "TRUE"}, (True, True, True, True)),
        ({"editbtn": "false"}, (True, False, False, True)),
        ({"viewbtn": "false", "newbtn": "False"}, (False, True, False, False)),
        ({"newbtn": "nonsense"}, (True, True, False, True)),
    ],
)
def test_a_cell_says_what_is_offered(
    visit: Visit, specimen: int, options: dict[str, str], has: tuple[bool, ...]
) -> None:
    ask, sought = ways_for(visit, specimen, **options)
    ways, new = ask(sought)
    assert (bool(ways.view), bool(ways.edit), bool(ways.clone), bool(new)) == has


def test_a_form_that_is_not_kept_offers_to_look_only(visit: Visit, specimen: int) -> None:
    opened = open_form(visit, "collectionobject", specimen)
    sought = sought_for(opened, "cataloger")
    assert way_to_new(opened, sought, "cataloger", "") == ""
    assert tuple(map(bool, ways_with(opened, sought, "cataloger", 1))) == (True, False, False)


def test_some_tables_are_not_added_to_on_the_way(curator: CheckingClient, home: str, home_world: World) -> None:
    opened = f"{home}collection/{home_world.ids['collection']}/edit/"
    page = curator.get(pressed(curator, opened, "_find", "discipline"))
    assert "New:" not in words(page)


@ONLY_WITH_POLICIES
def test_who_may_not_make_or_change_agents_is_offered_neither(
    client: CheckingClient, home: str, visit: Visit, form: str, okafor: int
) -> None:
    now = datetime(2026, 1, 1)
    user = model("specifyuser").objects.create(
        name="outsider", password="unusable", isLoggedIn=False, isLoggedInReport=False, timestampCreated=now, version=0
    )
    rights = ("/system/sp7/collection", "access"), ("/table/%", "read"), ("/table/collectionobject", "%")
    for resource, action in (*rights, ("/field/%", "%")):
        model("userpolicy").objects.create(
            collection_id=visit.place.collection_id, specifyuser_id=user.pk, resource=resource, action=action
        )
    World.at(visit.place).plant("agent", specifyUser_id=user.pk, lastName="Outsider", agentType=1)
    client.force_login(model("specifyuser").objects.get(pk=user.pk))  # type: ignore[arg-type]
    here = chosen(client, form, okafor)
    assert text(client.get(here).document.all("//button[@value='cataloger'][@name='_go']")[0]) == "View Okafor, Ngozi"
    page = client.get(pressed(client, here, "_find", "cataloger"))
    assert "New:" not in words(page)
    assert "Edit Okafor" not in words(page)
    assert urlsplit(pressed(client, here, "_go", "cataloger")).path == f"{home}agent/{okafor}/"


@pytest.mark.parametrize(
    "told_back",
    ["x", "agent.0", f"agent.0.{KEY}", f"agent.0.{KEY}.", f"agent.0.{KEY[1:]}.name", f"agent.1.{KEY}.a~", "~", "\0"]
    + [f"agent.0.{KEY}.a b", f"AGENT.0.{KEY}.a", f"agent.-1.{KEY}.a", f"agent.١.{KEY}.a", f"../x.0.{KEY}.a"],
)
def test_an_address_that_tells_no_way_leads_nowhere(told_back: str, curator: CheckingClient, home: str) -> None:
    assert ways_in(told_back) == ()
    page = curator.get(f"{home}agent/new/", {"back": told_back})
    assert link(page, "Leave without saving") == f"{home}agent/"


def test_the_ways_are_told_and_read_again(curator: CheckingClient, home: str) -> None:
    ways = WayBack("agent", 12, KEY, "organization"), WayBack("collectionobject", None, KEY, "determinations.n1.taxon")
    assert ways_in(told(ways)) == ways
    assert ways_in(told(ways * MOST)) == (ways * MOST)[:MOST]
    page = curator.get(f"{home}agent/new/", {"back": told([WayBack("nosuch", 7, KEY, "name")])})
    assert link(page, "Leave without saving").startswith(f"{home}nosuch/7/edit/?draft={KEY}")
    assert curator.get(f"{home}agent/new/", {"put": "password:x"}).status_code == 200
