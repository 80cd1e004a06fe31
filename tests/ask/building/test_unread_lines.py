"""A line that this database cannot read is shown with what is wrong with it, goes along, and can be taken out."""

from typing import Any

import pytest

from specify.datamodel.tables import model
from specify.security.entering import Visit
from tests.ask.building.form import lines_at, press
from tests.page_checks import text
from tests.page_client import CheckingClient, words

pytestmark = pytest.mark.django_db
NUMBER = "1.collectionobject.catalogNumber"
REMARKS = "1.collectionobject.remarks"
STRANGE = "1,10.collectingevent.habitatOfTomorrow"


@pytest.fixture
def strange(visit: Visit) -> int:
    """A stored query of three lines, the second of which is of another version of Specify."""
    query = model("spquery").objects.create(
        name="Of tomorrow",
        contextName="CollectionObject",
        contextTableId=1,
        specifyUser_id=visit.user.pk,
        timestampCreated="2020-01-01",
        version=0,
    )
    for position, (named, value) in enumerate(((NUMBER, ""), (STRANGE, "wet"), (REMARKS, "red"))):
        model("spqueryfield").objects.create(
            query=query,
            position=position,
            stringId=named,
            tableList=named.partition(".")[0],
            fieldName=named.rpartition(".")[2],
            operStart=1 if value else 8,
            startValue=value,
            isDisplay=True,
            isNot=False,
            isRelFld=False,
            sortType=0,
            timestampCreated="2020-01-01",
            version=0,
        )
    return int(query.pk)


def strange_lines(page: Any) -> list[str]:
    return [item.get("value") or "" for item in page.document.all("//input[@name='unread']")]


def test_the_builder_opens_a_stored_query_with_such_a_line(curator: CheckingClient, home: str, strange: int) -> None:
    page = curator.get(f"{home}query/{strange}/")
    assert page.status_code == 200
    assert strange_lines(page) == [f"{STRANGE}~equal~wet"]
    assert f"{STRANGE}: “wet”" in words(page)
    assert "has no field “habitatOfTomorrow”" in words(page)
    assert [item.get("value") for item in page.document.all("//input[@name='p']")] == [NUMBER, REMARKS]


@pytest.mark.parametrize("do", ["run", "count", "save", "browse"])
def test_nothing_is_done_with_it_before_the_line_is_out(
    curator: CheckingClient, home: str, strange: int, do: str
) -> None:
    answer = press(curator, f"{home}query/{strange}/", "do", do)
    assert answer.status_code == 422
    (told,) = answer.document.all("//div[@id='errors']//a")
    assert text(told).startswith(f"{STRANGE}: ")
    assert (told.get("href") or "")[1:] in answer.document.ids
    assert strange_lines(answer) == [f"{STRANGE}~equal~wet"]


def test_it_goes_along_until_it_is_taken_out_and_then_the_query_is_saved(
    curator: CheckingClient, home: str, strange: int
) -> None:
    changed = press(curator, f"{home}query/{strange}/", "do", "update", f2__v="blue")
    at = changed["Location"]
    assert lines_at(at) == [NUMBER, f"{REMARKS}~equal~blue", f"{STRANGE}~equal~wet"]
    assert curator.get(at.replace("/query/", "/query/results/")).status_code == 422
    without = press(curator, at, "drop", "1")["Location"].partition("#")[0]
    assert lines_at(without) == [NUMBER, f"{REMARKS}~equal~blue"]
    save = press(curator, without, "do", "save")["Location"]
    answer = curator.post(save, {"name": "Of today", "once": "one"})
    assert answer.status_code == 303
    kept = model("spqueryfield").objects.filter(query=strange).order_by("position")
    assert list(kept.values_list("stringId", flat=True)) == [NUMBER, REMARKS]
    assert curator.get(f"{home}query/{strange}/results/").status_code == 200


def test_rows_are_refused_with_the_way_to_the_builder(curator: CheckingClient, home: str, strange: int) -> None:
    for at in (f"{home}query/{strange}/results/", f"{home}query/results/?on=collectionobject&l={STRANGE}"):
        page = curator.get(at)
        assert page.status_code == 422
        assert "has no field “habitatOfTomorrow”" in words(page)
        (way,) = [one.get("href") or "" for one in page.document.all("//a") if text(one) == "Change the query"]
        assert strange_lines(curator.get(way))


def test_its_page_leads_to_the_builder(curator: CheckingClient, home: str, strange: int) -> None:
    page = curator.get(f"{home}queries/{strange}/")
    assert f"{home}query/{strange}/" in [link.get("href") for link in page.document.all("//main//a")]
