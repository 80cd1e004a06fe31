"""A text that was typed where a list may grow is saved, and the list gets it from whoever presses one more button."""

import re
from datetime import datetime
from itertools import count
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.records.choosing.extending_lists import extend
from specify.security.entering import Visit
from specify.web.refusals import Refusal
from tests.page_checks import text
from tests.page_client import CheckingClient, link, words
from tests.planting import World
from tests.records.filling_in import behind, row, save, shown

pytestmark = pytest.mark.django_db
NAME = "CollectingMethod"
_VERSIONS = count(100)  # what is kept of pick lists goes by their versions


@pytest.fixture
def methods(home_world: World) -> int:
    """The list that the layout names for the method of collecting events, with one item; it may grow."""
    return listed(home_world, "Trawl")


def listed(world: World, *titles: str, **columns: Any) -> int:
    model("picklist").objects.filter(name=NAME).update(name="Another", version=9)
    marks = {"isSystem": False, "readOnly": False, "type": 0, "collection_id": world.ids["collection"]}
    marks["version"] = next(_VERSIONS)
    made = world.plant("picklist", name=NAME, **{**marks, **columns})
    for place, title in enumerate(titles):
        world.plant("picklistitem", pickList_id=made, title=title, value=title, ordinal=place)
    return made


@pytest.fixture
def event(home: str, home_world: World) -> str:
    """The address of an event's form."""
    return f"{home}collectingevent/{home_world.plant('collectingevent', method=None)}/edit/"


def items(list_id: int) -> list[tuple[str, str, int]]:
    found = model("picklistitem").objects.filter(pickList_id=list_id).order_by("pk")
    return list(found.values_list("title", "value", "ordinal"))


def told_after(client: CheckingClient, form: str, method: str) -> Any:
    """The page one comes to after that method was saved."""
    answer = save(client, form, shown(client, form), method=method)
    assert answer.status_code == 303
    return client.get(answer["Location"])


def told_at(page: Any) -> str:
    return text(page.document.ids["status-line"])


def is_all_told(page: Any) -> bool:
    """Whether the page says that the event is saved, and nothing else."""
    return re.fullmatch(r"Saved: Collecting event [0-9]+\.", told_at(page)) is not None


def test_a_new_text_is_saved_and_then_added_with_one_button(curator: CheckingClient, event: str, methods: int) -> None:
    page = told_after(curator, event, "Hand net")
    assert told_at(page).endswith(". “Hand net” is not in the list CollectingMethod. Add “Hand net” to the list.")
    asking = link(page, "Add “Hand net” to the list")
    asked = curator.get(asking)
    assert "Add “Hand net” to the list CollectingMethod?" in words(asked)
    assert items(methods) == [("Trawl", "Trawl", 0)]
    before = row("picklist", methods)["version"]
    answer = curator.post(asking)
    assert urlsplit(answer["Location"]).path == event.removesuffix("edit/")
    assert told_at(curator.get(answer["Location"])) == "“Hand net” is in the list CollectingMethod now."
    assert items(methods) == [("Trawl", "Trawl", 0), ("Hand net", "Hand net", 1)]
    assert row("picklist", methods)["version"] == before + 1
    assert behind("spauditlog", tableNum=501)[-1]["action"] == 0
    assert "Hand net" in [text(one) for one in curator.get(event).document.all("//datalist/option")]
    assert is_all_told(told_after(curator, event, "hand NET"))


def test_sent_twice_it_is_added_once(curator: CheckingClient, home: str, methods: int) -> None:
    address = f"{home}pick-lists/{methods}/add/?{urlencode({'value': ' Hand net '})}"
    first, second = (curator.post(address) for _press in range(2))
    assert first["Location"] == second["Location"] == f"{home}picklist/{methods}/"
    assert [title for title, _value, _place in items(methods)] == ["Trawl", "Hand net"]
    assert told_at(curator.get(first["Location"])).endswith("“Hand net” was in CollectingMethod already.")


@pytest.mark.parametrize("method", ["Trawl", "TRAWL", ""])
def test_nothing_is_offered_for_what_the_list_has(
    curator: CheckingClient, event: str, methods: int, method: str
) -> None:
    assert is_all_told(told_after(curator, event, method))


@pytest.mark.parametrize("columns", [{"readOnly": True}, {"type": 2, "tableName": "agent"}, {"sizeLimit": 1}])
def test_a_list_that_may_not_grow_does_not(
    curator: CheckingClient, visit: Visit, event: str, home_world: World, columns: dict[str, Any]
) -> None:
    found = listed(home_world, "Trawl", **{"fieldName": "lastName", **columns})
    if not columns.get("readOnly"):
        assert is_all_told(told_after(curator, event, "Hand net"))
    with pytest.raises(Refusal) as refused:
        extend(visit, found, "Hand net")
    assert refused.value.status == 409
    assert len(items(found)) == 1


def test_of_a_full_list_nothing_is_taken_out(curator: CheckingClient, home: str, home_world: World) -> None:
    found = listed(home_world, "Trawl", "Seine", sizeLimit=2)
    answer = curator.post(f"{home}pick-lists/{found}/add/?value=Hook")
    assert answer.status_code == 409
    assert "It may have 2 values, and has them." in words(answer)
    assert len(items(found)) == 2


def test_a_value_that_is_too_long_is_told(curator: CheckingClient, home: str, methods: int) -> None:
    shape, fields_of = present.shape(), present.tables()["picklistitem"].fields
    sizes = [fields_of[name].length or 0 for name in ("title", "value")]
    columns = [shape.column("picklistitem", name) for name in ("Title", "Value")]
    most = min([*sizes, *(int(re.findall(r"\d+", one.type)[0]) for one in columns if one)])
    for length in (most, most + 1, 5000):
        answer = curator.post(f"{home}pick-lists/{methods}/add/?{urlencode({'value': 'x' * length})}")
        assert answer.status_code == (303 if length == most else 422), length
    assert [title for title, _value, _place in items(methods)] == ["Trawl", "x" * most]


@pytest.mark.parametrize("value", ["Hand\0net", "Hand\u200bnet", "Hand\nnet", "\u202eHand"])
def test_a_value_with_letters_that_nobody_sees_is_refused_and_not_offered(
    curator: CheckingClient, home: str, event: str, methods: int, value: str
) -> None:
    address = f"{home}pick-lists/{methods}/add/?{urlencode({'value': value})}"
    for answer in (curator.get(address), curator.post(address)):
        assert answer.status_code == 422
        assert "letters in it that nobody can see" in words(answer)
    assert items(methods) == [("Trawl", "Trawl", 0)]
    if "\0" not in value:
        assert "not in the list" not in words(told_after(curator, event, value))


def test_only_lists_of_this_collection_grow(curator: CheckingClient, home: str, event: str) -> None:
    foreign = listed(World.create(), "Trawl")
    assert is_all_told(told_after(curator, event, "Hand net"))
    assert curator.post(f"{home}pick-lists/{foreign}/add/?value=Hook").status_code == 404
    assert len(items(foreign)) == 1


@pytest.mark.skipif(not present.has("userpolicy"), reason="rights of Specify 6 are given otherwise")
def test_who_may_not_make_items_is_offered_nothing(
    client: CheckingClient, home: str, event: str, visit: Visit, methods: int
) -> None:
    now = datetime(2026, 1, 1)
    user = model("specifyuser").objects.create(
        name="outsider", password="unusable", isLoggedIn=False, isLoggedInReport=False, timestampCreated=now, version=0
    )
    rights = ("/system/sp7/collection", "access"), ("/table/%", "read"), ("/table/collectingevent", "%")
    for resource, action in (*rights, ("/field/%", "%"), ("/table/picklistitem", "create")):
        model("userpolicy").objects.create(
            collection_id=visit.place.collection_id, specifyuser_id=user.pk, resource=resource, action=action
        )
    World.at(visit.place).plant("agent", specifyUser_id=user.pk, lastName="Outsider", agentType=1)
    client.force_login(model("specifyuser").objects.get(pk=user.pk))  # type: ignore[arg-type]
    assert is_all_told(told_after(client, event, "Hand net"))
    answer = client.post(f"{home}pick-lists/{methods}/add/?value=Hook")
    assert answer.status_code == 403
    assert "You may not add values to pick lists" in words(answer)
    assert len(items(methods)) == 1


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example/", "/1-fishes/../2-x/", "javascript:x", ""])
def test_one_comes_back_to_this_collection_only(curator: CheckingClient, home: str, methods: int, to: str) -> None:
    answer = curator.post(f"{home}pick-lists/{methods}/add/?{urlencode({'value': 'Hook', 'to': to})}")
    assert urlsplit(answer["Location"]).netloc == ""
    assert answer["Location"].startswith(home)


def test_there_must_be_a_value(curator: CheckingClient, home: str, methods: int) -> None:
    assert curator.get(f"{home}pick-lists/{methods}/add/?value=%20").status_code == 404
    assert curator.get(f"{home}pick-lists/999999/add/?value=x").status_code == 404


def test_a_strange_text_is_told_as_it_is(curator: CheckingClient, event: str, methods: int) -> None:
    page = told_after(curator, event, "<b>&\"'#?")
    assert "“<b>&\"'#?” is not in the list" in told_at(page)
    curator.post(link(page, "Add “<b>&\"'#?” to the list"))
    assert items(methods)[-1][0] == "<b>&\"'#?"
