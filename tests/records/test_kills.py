"""The server killed between any two statements of a save: the old record is there or the new one, and never half.

Afterwards the same form is sent again, as a browser does whose answer never came: it is saved, and saved once.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

import pytest

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.security.entering import Visit
from tests.page_client import CheckingClient
from tests.planting import World
from tests.records.filling_in import saved, shown
from tests.records.forking import KILLED, killed_at
from tests.records.reference import embed_events, filled_in, opened_anew, stored, tables_written

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.by_server]

# Before every statement and commit; every third where the engine is another and the program the same.
STRIDE = 1 if present.dialect() == "sqlite" else 3
MOST_STEPS = 120

Post = tuple[str, dict[str, str]]
Rows = Mapping[str, Sequence[object]]


@pytest.fixture
def filled(curator: CheckingClient, visit: Visit, new: str) -> Post:
    """The form of a new object, filled in."""
    embed_events()
    return filled_in(curator, visit, new)


def struck(client: CheckingClient, posts: Iterator[Post], stride: int) -> int:
    """Kill the server before each step of a save, each time with another of the posts; how many steps there were.

    A whole save is one that adds as many rows to each table as one that nobody broke off, and is answered with the
    record.
    """
    post = next(posts)
    tables = tables_written(lambda: client.post(*post))
    outcomes: list[str] = []
    before, post = stored(tables), next(posts)
    assert client.post(*post).status_code == 303
    grown = growth(before, stored(tables))
    for step in range(1, MOST_STEPS, stride):
        post, before = next(posts), stored(tables)
        code = killed_at(step, lambda: client.post(*post))  # noqa: B023 - called at once
        broken_off = stored(tables)
        answer = client.post(*post)
        assert answer.status_code == 303
        assert answer["Location"].strip("/").rpartition("/")[2].isdecimal(), f"It was half saved at step {step}."
        after = stored(tables)
        assert growth(before, after) == grown, f"It was half saved at step {step}."
        outcomes.append("old" if broken_off == before else "new" if broken_off == after else "half")
        if code == 0:
            break
        assert code == KILLED, step
    commit = outcomes.index("new")
    assert outcomes == ["old"] * commit + ["new"] * (len(outcomes) - commit)
    assert commit > 3
    return len(outcomes) * stride


def growth(before: Rows, after: Rows) -> Counter[str]:
    """By how many rows each table has grown."""
    return Counter({table: len(after[table]) - len(before[table]) for table in after})


def test_a_new_record_is_there_whole_or_not_at_all(curator: CheckingClient, filled: Post) -> None:
    address, data = filled

    def posts() -> Iterator[Post]:
        while True:
            yield address, opened_anew(data)

    assert struck(curator, posts(), STRIDE) > 25


def test_a_changed_record_is_as_it_was_or_as_it_was_to_be(
    curator: CheckingClient, filled: Post, home: str, home_world: World
) -> None:
    found = saved(curator, curator.post(*filled))
    form = f"{home}collectionobject/{found}/edit/"
    spare = plant_determinations(home_world, found, MOST_STEPS)
    assert struck(curator, changes(curator, form, spare), 2 * STRIDE) > 25


def plant_determinations(world: World, owner: int, count: int) -> Callable[[], int]:
    """Give an object determinations that are not its current one; one after the other is told, to be taken out."""
    world.plant_many("determination", ({"collectionObject_id": owner, "isCurrent": False} for _number in range(count)))
    planted = model("determination").objects.filter(collectionObject_id=owner).order_by("pk")
    return list(planted.values_list("pk", flat=True))[-count:].pop


def changes(client: CheckingClient, form: str, spare: Callable[[], int]) -> Iterator[Post]:
    """Posts that each change something in every table of the aggregate, and take a row out; each is to be saved."""
    changed: dict[str, str] = {}
    for number in range(MOST_STEPS):
        data = shown(client, form)
        assert changed.items() <= data.items()
        names = [name for name in data if name.rpartition(".")[2] in ("remarks", "countAmt", "stationFieldNumber")]
        changed = dict.fromkeys(names, str(number))
        yield form, {**data, **changed, "_removed": f"determinations.{spare()}", "_save": "1"}
