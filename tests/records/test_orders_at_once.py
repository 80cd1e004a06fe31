"""Two people put the same rows in an order: it is one question, and one of the two orders is saved, whole."""

from collections.abc import Sequence
from typing import Any

import pytest

from specify.datamodel.tables import model
from tests.cast import ACCOUNT, PASSWORD
from tests.page_client import CheckingClient
from tests.planting import World
from tests.records.conftest import sign_in
from tests.records.filling.test_colliding import choose, clash, questions
from tests.records.filling.test_reordering import up
from tests.records.filling_in import behind, put, save, saved, shown

pytestmark = pytest.mark.django_db
OWNERS = {"collector": ("collectingevent", "collectingEvent"), "author": ("referencework", "referenceWork")}


@pytest.fixture
def second() -> CheckingClient:
    """A second person; which one is of no account, as a form belongs to its draft."""
    return sign_in(CheckingClient(), ACCOUNT, PASSWORD)


def four(world: World, table: str) -> tuple[int, list[int]]:
    """A record with four rows in an order, and their ids."""
    key, way = OWNERS[table]
    owner = world.plant(key, **({"title": "T", "referenceWorkType": 1} if table == "author" else {}))
    marks = {"isPrimary": False} if table == "collector" else {}
    agents = [world.plant("agent", agentType=1, lastName=name) for name in ("Abe", "Ben", "Cid", "Dan")]
    rows = enumerate(agents, start=1)
    return owner, [
        world.plant(table, **{f"{way}_id": owner}, agent_id=agent, orderNumber=at, **marks) for at, agent in rows
    ]


def stored(table: str, owner: int) -> list[tuple[str, int]]:
    """Who stands there, with their numbers, in order."""
    rows = behind(table, **{OWNERS[table][1]: owner})
    names = dict(model("agent").objects.values_list("pk", "lastName"))
    return sorted(((names[one["agent_id"]], one["orderNumber"]) for one in rows), key=lambda one: one[1])


def moved(client: CheckingClient, address: str, *rows: str) -> str:
    """Where the form is after these rows were moved up."""
    for one in rows:
        address = up(client, address, one)
    return address


@pytest.mark.parametrize("table", ["collector", "author"])
@pytest.mark.parametrize(("chosen", "names"), [("mine", "Ben Abe Cid Dan"), ("theirs", "Abe Cid Ben Dan")])
def test_either_order_is_saved_whole(
    curator: CheckingClient, second: CheckingClient, home: str, home_world: World, table: str, chosen: str, names: str
) -> None:
    owner, ids = four(home_world, table)
    address = f"{home}{OWNERS[table][0]}/{owner}/edit/"
    mine = moved(curator, address, f"{table}s.{ids[1]}")
    theirs = moved(second, address, f"{table}s.{ids[2]}")
    saved(second, save(second, theirs, shown(second, theirs)))
    page = clash(curator, save(curator, mine, shown(curator, mine)))
    asked = questions(page)
    assert list(asked) == [f"{table}s"]
    assert asked[f"{table}s"].keys() == {"mine", "theirs"}
    told = {one: words.partition(" (")[0] for one, words in asked[f"{table}s"].items()}
    assert told["mine"].find("Ben") < told["mine"].find("Abe") < told["mine"].find("Cid")
    assert told["theirs"].find("Abe") < told["theirs"].find("Cid") < told["theirs"].find("Ben")
    saved(curator, choose(curator, page, **{f"{table}s": chosen}))
    assert stored(table, owner) == list(zip(names.split(), (1, 2, 3, 4), strict=True))


def test_an_order_is_asked_for_though_no_number_was_changed_twice(
    curator: CheckingClient, second: CheckingClient, home: str, home_world: World
) -> None:
    owner, ids = four(home_world, "collector")
    address = f"{home}collectingevent/{owner}/edit/"
    mine = moved(curator, address, f"collectors.{ids[1]}")
    theirs = moved(second, address, f"collectors.{ids[3]}")
    saved(second, save(second, theirs, shown(second, theirs)))
    page = clash(curator, save(curator, mine, shown(curator, mine)))
    saved(curator, choose(curator, page, collectors="mine"))
    assert [name for name, _number in stored("collector", owner)] == ["Ben", "Abe", "Cid", "Dan"]


def test_the_same_order_is_no_question(
    curator: CheckingClient, second: CheckingClient, home: str, home_world: World
) -> None:
    owner, ids = four(home_world, "author")
    address = f"{home}referencework/{owner}/edit/"
    mine, theirs = (moved(one, address, f"authors.{ids[1]}") for one in (curator, second))
    for client, there in ((second, theirs), (curator, mine)):
        saved(client, save(client, there, shown(client, there)))
    assert [name for name, _number in stored("author", owner)] == ["Ben", "Abe", "Cid", "Dan"]


def test_rows_that_were_put_in_meanwhile_have_a_place_in_either_order(
    curator: CheckingClient, second: CheckingClient, home: str, home_world: World
) -> None:
    owner, ids = four(home_world, "author")
    address = f"{home}referencework/{owner}/edit/"
    mine = moved(curator, address, f"authors.{ids[1]}")
    eve = home_world.plant("agent", agentType=1, lastName="Eve")
    there = second.post(address, {**shown(second, address), "_add": "authors"})["Location"].partition("#")[0]
    data = put(shown(second, there), **{"authors.n1.agent": "Eve", "authors.n1.agent.id": str(eve)})
    there = second.post(there, {**data, "_up": "authors.n1"})["Location"].partition("#")[0]
    there = moved(second, there, "authors.n1")
    saved(second, save(second, there, shown(second, there)))
    assert [name for name, _number in stored("author", owner)] == ["Abe", "Ben", "Eve", "Cid", "Dan"]
    page = clash(curator, save(curator, mine, shown(curator, mine)))
    saved(curator, choose(curator, page, authors="mine"))
    after = stored("author", owner)
    assert [name for name, _number in after if name != "Eve"] == ["Ben", "Abe", "Cid", "Dan"]
    assert len({number for _name, number in after}) == 5


def test_a_row_that_was_deleted_meanwhile_is_not_missed_in_the_order(
    curator: CheckingClient, home: str, home_world: World
) -> None:
    owner, ids = four(home_world, "collector")
    address = f"{home}collectingevent/{owner}/edit/"
    mine = moved(curator, address, f"collectors.{ids[2]}")
    model("collector").objects.filter(pk=ids[1]).delete()
    saved(curator, save(curator, mine, shown(curator, mine)))
    assert [name for name, _number in stored("collector", owner)] == ["Abe", "Cid", "Dan"]


def test_what_changed_once_more_is_shown_again(
    curator: CheckingClient, second: CheckingClient, home: str, home_world: World
) -> None:
    owner, ids = four(home_world, "author")
    address = f"{home}referencework/{owner}/edit/"
    mine = moved(curator, address, f"authors.{ids[1]}")

    def move(row: int) -> None:
        there = moved(second, address, f"authors.{row}")
        saved(second, save(second, there, shown(second, there)))

    move(ids[2])
    page: Any = clash(curator, save(curator, mine, shown(curator, mine)))
    move(ids[3])
    again = choose(curator, page, authors="mine")
    assert again.status_code == 422
    again.address = page.address
    before: Sequence[tuple[str, int]] = stored("author", owner)
    saved(curator, choose(curator, again, authors="theirs"))
    assert stored("author", owner) == before
