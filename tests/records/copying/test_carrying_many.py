"""Many records made like one: by number or by range, once, with all that belongs to them, or not at all."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pytest

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.records.copying.copying_many import Made, Wanted, copy_many
from specify.records.copying.long_copying import carry_forward_many
from specify.records.copying.many_numbers import MOST
from specify.records.filling.once import AlreadySent
from specify.security.entering import Visit
from specify.tasks.models import Job
from specify.tasks.progress import SILENT, Cancelled
from specify.web.refusals import Refusal
from tests.page_checks import text
from tests.page_client import CheckingClient, count_statements, heading, link, words
from tests.planting import World
from tests.records.copying.test_carrying import prefer, stored
from tests.records.filling_in import behind
from tests.security.at_once import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(home: str, specimen: int) -> str:
    """The page on which many are made like the specimen."""
    return f"{home}collectionobject/{specimen}/carry-forward/"


def sealed(page: Any) -> dict[str, str]:
    """What the page's button sends."""
    (control,) = page.document.all("//input[@name='sealed']")
    return {"sealed": str(control.get("value"))}


def objects() -> list[dict[str, Any]]:
    """The specimens that are like ours."""
    return list(model("collectionobject").objects.filter(remarks="old").order_by("catalogNumber").values())


def test_so_many_get_the_next_numbers(curator: CheckingClient, many: str, specimen: int) -> None:
    page = curator.get(many)
    assert heading(page) == "Collection object Carry forward to many"
    page = curator.get(f"{many}?count=3")
    assert "Catalog number: 000900003 to 000900005" in words(page)
    assert "Determination6" in words(page)
    assert len(objects()) == 1
    answer = curator.post(many, sealed(page))
    assert answer.status_code == 303
    made = objects()[1:]
    assert [one["catalogNumber"] for one in made] == ["000900003", "000900004", "000900005"]
    assert answer["Location"].endswith(f"/collectionobject/{made[0]['id']}/")
    assert (
        "3 records were made, 000900003 to 000900005"
        in curator.get(answer["Location"]).document.ids["status-line"].text
    )
    assert len({one["guid"] for one in objects()}) == len(objects())
    for one in made:
        rows = behind("determination", collectionObject=one["id"])
        assert {each["remarks"]: each["isCurrent"] for each in rows} == {"first": False, "second": True}
        assert len(behind("preparation", collectionObject=one["id"])) == 1
        assert one["version"] == 0
        assert behind("spauditlog", recordId=one["id"], tableNum=present.tables()["collectionobject"].number)
    assert len(behind("determination", collectionObject=specimen)) == len(rows)


def test_it_is_made_once(curator: CheckingClient, many: str) -> None:
    data = sealed(curator.get(f"{many}?count=2"))
    first, second = curator.post(many, data), curator.post(many, data)
    assert first["Location"] == second["Location"]
    assert len(objects()) == 3


def test_only_what_is_carried_forward_is_copied(curator: CheckingClient, visit: Visit, many: str) -> None:
    prefer(visit, carryForward={"CollectionObject": ["preparations"]}, enableCarryForward=["CollectionObject"])
    curator.post(many, sealed(curator.get(f"{many}?from=900010&to=900011")))
    made = model("collectionobject").objects.filter(catalogNumber__in=["000900010", "000900011"])
    assert [one.remarks for one in made] == [None, None]
    assert [len(behind("preparation", collectionObject=one.pk)) for one in made] == [1, 1]
    assert not behind("determination", collectionObject=made[0].pk)


def test_numbers_from_one_to_another(curator: CheckingClient, many: str) -> None:
    page = curator.get(f"{many}?from=900100&to=000900103&set=1&name=A+series")
    assert "000900100 to 000900103" in words(page)
    answer = curator.post(many, sealed(page))
    found = model("recordset").objects.get(name="A series")
    assert answer["Location"].endswith(f"/record-sets/{found.pk}/")
    ids = [one["id"] for one in objects()[1:]]
    assert [one["recordId"] for one in behind("recordsetitem", recordSet=found.pk)] == ids
    assert [one["catalogNumber"] for one in objects()[1:]] == [f"00090010{digit}" for digit in range(4)]
    assert stored()["createRecordSetOnBulkCarryForward"] == ["CollectionObject"]
    (tick,) = curator.get(many).document.all("//input[@name='set']")
    assert tick.get("checked") is not None
    assert curator.post(many, sealed(page))["Location"] == answer["Location"]


def test_numbers_that_are_taken_are_told_with_links(
    curator: CheckingClient, home: str, home_world: World, many: str
) -> None:
    taken = home_world.plant("collectionobject", catalogNumber="000900101")
    page = curator.get(f"{many}?from=900100&to=900103")
    assert page.status_code == 422
    assert "1 of these numbers is taken" in words(page)
    assert link(page, "000900101") == f"{home}collectionobject/{taken}/"
    assert not page.document.all("//input[@name='sealed']")


def test_a_number_that_is_taken_meanwhile_stops_all(curator: CheckingClient, home_world: World, many: str) -> None:
    data = sealed(curator.get(f"{many}?from=900100&to=900103&set=1&name=None+of+it"))
    home_world.plant("collectionobject", catalogNumber="000900103")
    page = curator.post(many, data)
    assert page.status_code == 422
    assert "Catalog number" in text(page.document.ids["errors"])
    assert len(objects()) == 1
    assert not model("recordset").objects.filter(name="None of it").exists()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("count=", "Write how many"),
        ("count=0", "a whole number from 1 to 500"),
        ("count=-3", "a whole number from 1 to 500"),
        ("count=501", "a whole number from 1 to 500"),
        ("count=9999999999999999999", "a whole number from 1 to 500"),
        ("count=3&from=1&to=2", "not both"),
        ("from=900100", "Write the last number."),
        ("to=900100", "Write the first number."),
        ("from=x&to=900100", "“x” is no number to count from: write up to 9 digits."),
        ("from=900100&to=1234567890", "“1234567890” is no number"),
        ("from=%23%23%23%23%23%23%23%23%23&to=5", "is no number to count from"),
        ("from=٣&to=٤", "is no number to count from"),
        ("from=900100&to=900099", "The second must not be the smaller one"),
        ("from=900100&to=900600", "at most 500 records"),
        ("count=3&set=1&name=", "Write a name for the record set"),
        (f"count=3&set=1&name={'x' * 400}", "too long"),
        ("count=3%00", "Write how many"),
    ],
)
def test_what_makes_no_sense_is_told(curator: CheckingClient, many: str, asked: str, told: str) -> None:
    page = curator.get(f"{many}?{asked}")
    assert page.status_code == 422
    assert told in words(page)
    assert not page.document.all("//input[@name='sealed']")


def test_a_form_of_another_page_makes_nothing(curator: CheckingClient, home: str, many: str, objects_of: int) -> None:
    data = sealed(curator.get(f"{many}?count=2"))
    assert curator.post(f"{home}collectionobject/{objects_of}/carry-forward/", data).status_code == 422
    assert curator.post(many, {"sealed": data["sealed"][:-1]}).status_code == 422
    assert curator.post(many, {}).status_code == 422
    assert len(objects()) == 1


@pytest.fixture
def objects_of(home_world: World) -> int:
    """Another object."""
    return home_world.plant("collectionobject", catalogNumber="000900090")


def test_who_may_not_enter_records_has_no_such_page(reader: CheckingClient, home: str, objects_of: int) -> None:
    assert reader.get(f"{home}collectionobject/{objects_of}/carry-forward/").status_code == 403


def test_where_nothing_is_numbered_there_is_no_such_page(
    curator: CheckingClient, home: str, home_world: World, foreign: int
) -> None:
    agent = home_world.plant("agent", agentType=1, lastName="Loew")
    page = curator.get(f"{home}agent/{agent}/carry-forward/")
    assert page.status_code == 404
    assert "not numbered here" in words(page)
    assert curator.get(f"{home}collectionobject/{foreign}/carry-forward/").status_code == 404
    assert curator.get(f"{home}collectionobject/999999999/carry-forward/").status_code == 404


def test_pages_lead_there(curator: CheckingClient, visit: Visit, home: str, many: str, specimen: int) -> None:
    page = curator.get(f"{home}collectionobject/carry-forward/?like={specimen}")
    assert link(page, "Carry forward to many") == many
    prefer(visit, enableCarryForward=["CollectionObject"])
    assert link(curator.get(f"{home}collectionobject/{specimen}/"), "Carry forward to many") == many


def test_a_job_makes_what_takes_long(curator: CheckingClient, visit: Visit, many: str) -> None:
    page = curator.get(f"{many}?count=150&set=1&name=Many")
    assert "made by a job" in words(page)
    answer = curator.post(many, sealed(page))
    job = Job.objects.get()
    assert answer["Location"] == f"/jobs/{job.pk}/"
    assert len(objects()) == 1
    told = carry_forward_many(Counting(), person=job.user_id, collection_id=job.collection_id, **job.arguments)
    assert "150 records were made, 000900003 to 000900152" in told.said
    found = model("recordset").objects.get(name="Many")
    assert told.links[0].address.endswith(f"/record-sets/{found.pk}/")
    assert model("recordsetitem").objects.filter(recordSet=found).count() == 150
    again = carry_forward_many(Counting(), person=job.user_id, collection_id=job.collection_id, **job.arguments)
    assert (again.said, again.links) == ("These records were made before.", told.links)
    assert len(objects()) == 151


class Counting:
    """Counts what is done, and stops where it is told to."""

    def __init__(self, most: int = MOST) -> None:
        """Take where to stop."""
        self.done, self.most = 0, most

    def expect(self, total: int, doing: str) -> None:
        """Not looked at."""

    def advance(self, number: int = 1) -> None:
        """Count."""
        self.done += number
        if self.done >= self.most:
            raise Cancelled

    def say(self, sentence: str) -> None:
        """Not looked at."""


def test_one_that_is_stopped_leaves_nothing(visit: Visit, specimen: int) -> None:
    with pytest.raises(Cancelled):
        copy_many(visit, Wanted("k", "collectionobject", specimen, count=120), Counting(100))
    assert len(objects()) == 1


def test_what_cannot_be_made_is_told_by_the_job(visit: Visit, specimen: int, home_world: World) -> None:
    home_world.plant("collectionobject", catalogNumber="000900101")
    wanted = {"key": "k", "table": "collectionobject", "record_id": specimen, "first": "900100", "last": "900300"}
    with pytest.raises(Refusal, match="Catalog number"):
        carry_forward_many(SILENT, person=visit.user.pk, collection_id=visit.place.collection_id, wanted=wanted)
    assert len(objects()) == 1


def test_statements_grow_with_portions_only(visit: Visit, specimen: int) -> None:
    def statements(count: int) -> int:
        with count_statements() as counted:
            copy_many(visit, Wanted(f"k{count}", "collectionobject", specimen, count=count))
        return len(counted)

    statements(2)
    few, many = statements(3), statements(60)
    if present.dialect() == "sqlite":  # where one statement makes some twenty rows and no more
        assert many <= few + 60 / 3
    else:
        assert many <= few + 2
        assert statements(MOST) <= 5 * many


@pytest.mark.django_db(transaction=True)
def test_two_at_once_leave_no_number_out_and_give_none_twice(visit: Visit, home_world: World) -> None:
    source = home_world.plant("collectionobject", catalogNumber="000900200", remarks="old")
    deeds = [
        partial(copy_many, visit, Wanted(key, "collectionobject", source, count=30)) for key in ("one", "other", "one")
    ]

    def attempt(deed: Callable[[], Made]) -> Sequence[str]:
        try:
            return deed().numbers
        except AlreadySent:
            return ()

    found = at_once([partial(attempt, deed) for deed in deeds])
    assert sorted(map(len, found)) == [0, 30, 30]
    assert sorted(number for numbers in found for number in numbers) == [f"{900201 + at:09d}" for at in range(60)]
