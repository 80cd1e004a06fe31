"""Rows in an order that people choose: moved up one by one, saved as the numbers that Specify keeps, and no others."""

from collections.abc import Sequence
from typing import Any

import pytest

from tests.page_checks import text
from tests.page_client import CheckingClient, words
from tests.planting import World
from tests.records.conftest import sign_in
from tests.records.filling_in import HTMX, behind, put, row, save, saved, shown, with_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(home_world: World) -> list[int]:
    """A dozen agents."""
    return [home_world.plant("agent", agentType=1, lastName=f"Person {at}") for at in range(12)]


@pytest.fixture
def event(home_world: World) -> int:
    """A collecting event."""
    return home_world.plant("collectingevent")


@pytest.fixture
def address(home: str, event: int) -> str:
    """The address of its form."""
    return f"{home}collectingevent/{event}/edit/"


def collectors(world: World, event: int, people: Sequence[int], numbers: Sequence[int | None]) -> list[int]:
    """Collectors with these numbers, by id."""
    rows = zip(people, numbers, strict=False)
    owner = {"collectingEvent_id": event, "isPrimary": False}
    return [world.plant("collector", **owner, agent_id=agent, orderNumber=number) for agent, number in rows]


def up(client: CheckingClient, address: str, name: str, **texts: str) -> str:
    """The address to which the button leads that moves the row of that name."""
    data = shown(client, address)
    assert name in buttons(client.get(address))
    answer = client.post(address, {**put(data, **texts), "_up": name})
    assert answer.status_code == 303, words(answer)[:300]
    return str(answer["Location"]).partition("#")[0]


def buttons(page: Any) -> dict[str, str]:
    """The rows that can be moved up, with what their buttons are called."""
    return {one.get("value"): text(one) for one in page.document.all("//button[@name='_up']")}


def in_order(page: Any, of: str) -> list[str]:
    """The last words of the names of the rows behind a relationship, as they stand on the page."""
    names = [one.get("name") for one in page.document.all(f"//input[starts-with(@name, '{of}.')]")]
    return list(dict.fromkeys(name.split(".")[1] for name in names))


def numbers_of(table: str, **owner: int) -> dict[int, Any]:
    """The order numbers of rows by id."""
    field = "ordinal" if table == "address" else "orderNumber"
    return {one["id"]: one[field] for one in behind(table, **owner)}


def test_a_row_changes_places_with_the_one_before_and_only_these_two_are_written(
    curator: CheckingClient, address: str, event: int, people: list[int], home_world: World
) -> None:
    first, second, third, fourth = collectors(home_world, event, people, (1, 2, 5, 9))
    before = {one["id"]: one for one in behind("collector", collectingEvent=event)}
    page = curator.get(address)
    assert buttons(page) == {
        f"collectors.{one}": f"Move up collector {at}" for at, one in ((2, second), (3, third), (4, fourth))
    }
    there = up(curator, address, f"collectors.{third}")
    assert in_order(curator.get(there), "collectors") == [str(one) for one in (first, third, second, fourth)]
    assert numbers_of("collector", collectingEvent=event)[third] == 5
    saved(curator, save(curator, there, shown(curator, there)))
    assert numbers_of("collector", collectingEvent=event) == {first: 1, second: 5, third: 2, fourth: 9}
    after = {one["id"]: one for one in behind("collector", collectingEvent=event)}
    assert [key for key in after if after[key] != before[key]] == [second, third]
    assert after[third]["version"] == before[third]["version"] + 1


def test_what_is_moved_there_and_back_is_not_changed(
    curator: CheckingClient, address: str, event: int, people: list[int], home_world: World
) -> None:
    first, second = collectors(home_world, event, people, (1, 2))
    before = behind("collector", collectingEvent=event), row("collectingevent", event)
    there = up(curator, up(curator, address, f"collectors.{second}"), f"collectors.{first}")
    saved(curator, save(curator, there, shown(curator, there)))
    assert (behind("collector", collectingEvent=event), row("collectingevent", event)) == before


@pytest.mark.parametrize("numbers", [(0, 0, 0), (7, 7, 8), (3, 2, 2)])
def test_numbers_that_put_nothing_in_order_are_counted_anew(
    curator: CheckingClient, address: str, event: int, people: list[int], home_world: World, numbers: tuple[int, ...]
) -> None:
    collectors(home_world, event, people, numbers)
    shown_first = [int(one) for one in in_order(curator.get(address), "collectors")]
    there = up(curator, address, f"collectors.{shown_first[2]}")
    saved(curator, save(curator, there, shown(curator, there)))
    stored = numbers_of("collector", collectingEvent=event)
    wanted = [shown_first[0], shown_first[2], shown_first[1]]
    assert [stored[one] for one in wanted] == [min(numbers) + at for at in range(3)]


def test_a_new_row_is_the_last_until_it_is_moved(
    curator: CheckingClient, address: str, event: int, people: list[int], home_world: World
) -> None:
    first, second = collectors(home_world, event, people, (1, 2))
    there, data = with_rows(curator, address, "collectors", "collectors")
    texts = {f"collectors.n{at}.agent.id": str(people[at + 1]) for at in (1, 2)}
    texts |= {f"collectors.n{at}.agent": f"Person {at + 1}" for at in (1, 2)}
    there = curator.post(there, {**put(data, **texts), "_up": "collectors.n2"})["Location"].partition("#")[0]
    there = up(curator, there, "collectors.n2")
    assert in_order(curator.get(there), "collectors") == [str(first), "n2", str(second), "n1"]
    saved(curator, save(curator, there, shown(curator, there)))
    rows = sorted(behind("collector", collectingEvent=event), key=lambda one: one["orderNumber"])
    assert [one["agent_id"] for one in rows] == [people[0], people[3], people[1], people[2]]
    assert [one["orderNumber"] for one in rows] == [1, 2, 3, 4]


def test_numbers_that_the_database_keeps_unique_are_exchanged(
    curator: CheckingClient, home: str, people: list[int], home_world: World
) -> None:
    group = home_world.plant("agent", agentType=3, lastName="Expedition")
    members = [
        home_world.plant("groupperson", group_id=group, member_id=one, orderNumber=at)
        for at, one in enumerate(people[:3], start=1)
    ]
    form = f"{home}agent/{group}/edit/"
    there = up(curator, up(curator, form, f"groups.{members[2]}"), f"groups.{members[2]}")
    saved(curator, save(curator, there, shown(curator, there)))
    assert numbers_of("groupperson", group=group) == {members[0]: 2, members[1]: 3, members[2]: 1}


def test_rows_without_numbers_or_a_control_for_them_are_moved(
    curator: CheckingClient, home: str, people: list[int], home_world: World
) -> None:
    found = [home_world.plant("address", agent_id=people[0], city=f"City {at}", ordinal=None) for at in range(3)]
    form = f"{home}agent/{people[0]}/edit/"
    assert not any(name.endswith(".ordinal") for name in shown(curator, form))
    there = up(curator, form, f"addresses.{found[2]}")
    assert in_order(curator.get(there), "addresses") == [str(found[at]) for at in (0, 2, 1)]
    saved(curator, save(curator, there, shown(curator, there)))
    assert numbers_of("address", agent=people[0]) == {found[0]: 0, found[1]: 2, found[2]: 1}


def test_htmx_keeps_the_focus_on_the_button_and_says_where_the_row_is(
    curator: CheckingClient, address: str, event: int, people: list[int], home_world: World
) -> None:
    found = collectors(home_world, event, people, (1, 2, 3))
    name = f"collectors.{found[2]}"
    answer = curator.post(address, {**shown(curator, address), "_up": name}, headers=HTMX)
    (focused,) = answer.document.all("//*[@autofocus]")
    assert (focused.get("id"), text(focused)) == (f"{name}-up", "Move up collector 2")
    assert "The row was moved up; it is number 2 now." in text(answer.document.ids["status-line"])
    there = answer.document.ids["edit-form"].get("action")
    answer = curator.post(there, {**shown(curator, there), "_up": name}, headers=HTMX)
    (focused,) = answer.document.all("//*[@autofocus]")
    assert focused.get("name", "").startswith(f"{name}.")
    assert "it is number 1 now" in text(answer.document.ids["status-line"])


def test_a_row_goes_from_one_page_to_the_one_before(
    curator: CheckingClient, address: str, event: int, people: list[int], home_world: World
) -> None:
    found = collectors(home_world, event, people, range(1, 13))
    data = shown(curator, address)
    assert f"collectors.{found[5]}.agent" not in data
    start = curator.post(address, {**data, "_rows": "collectors"})["Location"].partition("#")[0] + "&first=6"
    there = up(curator, start, f"collectors.{found[5]}")
    page = curator.get(there)
    assert in_order(page, "collectors")[0] == str(found[5])
    assert buttons(page)[f"collectors.{found[5]}"] == "Move up collector 5"
    whole = curator.post(there, {**shown(curator, there), "_form": "collectors"})["Location"].partition("#")[0]
    assert in_order(curator.get(whole), "collectors") == [str(found[at]) for at in (0, 1, 2, 3, 5)]
    saved(curator, save(curator, whole, shown(curator, whole)))
    stored = numbers_of("collector", collectingEvent=event)
    assert [key for key, _number in sorted(stored.items(), key=lambda one: one[1])][4:6] == [found[5], found[4]]


def test_two_who_move_the_same_rows_are_asked(
    curator: CheckingClient, address: str, event: int, people: list[int], home_world: World
) -> None:
    found = collectors(home_world, event, people, (1, 2, 3))
    student = sign_in(CheckingClient(), "student", "demonstration")
    mine = up(curator, address, f"collectors.{found[2]}")
    theirs = up(student, address, f"collectors.{found[1]}")
    saved(student, save(student, theirs, shown(student, theirs)))
    answer = save(curator, mine, shown(curator, mine))
    page = curator.get(answer["Location"])
    assert "Two people changed this record" in words(page)
    asked = {one.get("name") for one in page.document.all("//input[@type='radio']")}
    assert asked == {"collectors"}


@pytest.mark.parametrize("name", ["collectors.n3", "collectors.999999", "collectors", "nonsense.1", "remarks.1"])
def test_what_is_not_there_cannot_be_moved(curator: CheckingClient, address: str, name: str) -> None:
    answer = curator.post(address, {**shown(curator, address), "_up": name})
    assert answer.status_code == 404
    assert "no longer in the form" in words(answer)


def test_determinations_have_no_order_that_people_choose(curator: CheckingClient, form: str) -> None:
    assert not any(name.startswith("determinations") for name in buttons(curator.get(form)))
