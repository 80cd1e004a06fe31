"""Rows that are added to a form are saved as they began, without anybody touching their marks."""

import pytest

from specify.datamodel.tables import model
from tests.page_checks import text
from tests.page_client import CheckingClient
from tests.planting import World
from tests.records.filling_in import behind, put, save, saved, shown, with_rows

pytestmark = pytest.mark.django_db


def test_a_determination_that_was_added_is_the_current_one(curator: CheckingClient, form: str, specimen: int) -> None:
    first, second = (one["id"] for one in behind("determination", collectionObject=specimen))
    model("determination").objects.filter(pk=first).update(isCurrent=True)
    model("determination").objects.filter(pk=second).update(isCurrent=False)
    address, data = with_rows(curator, form, "determinations", "determinations")
    marks = [data[f"determinations.{row}.isCurrent"] for row in (first, second, "n1", "n2")]
    assert marks == ["", "", "", "1"]
    saved(curator, save(curator, address, put(data, **{"determinations.n2.remarks": "last"})))
    rows = behind("determination", collectionObject=specimen)
    assert [one["remarks"] for one in rows if one["isCurrent"]] == ["last"]


def test_the_mark_may_be_left_where_it_was(curator: CheckingClient, form: str, specimen: int) -> None:
    first, second = (one["id"] for one in behind("determination", collectionObject=specimen))
    model("determination").objects.filter(pk=first).update(isCurrent=True)
    model("determination").objects.filter(pk=second).update(isCurrent=False)
    address, data = with_rows(curator, form, "determinations")
    put_back = {f"determinations.{first}.isCurrent": "1", "determinations.n1.isCurrent": ""}
    saved(curator, save(curator, address, put(data, **put_back)))
    rows = behind("determination", collectionObject=specimen)
    assert [one["isCurrent"] for one in rows] == [True, False, False]


def test_the_number_of_a_collector_is_given_and_nobody_is_asked_for_it(
    curator: CheckingClient, home: str, home_world: World
) -> None:
    event = home_world.plant("collectingevent", stationFieldNumber="Station 1")
    collectors = [home_world.plant("agent", agentType=1, lastName=name) for name in ("Okafor", "Lindqvist")]
    home_world.plant("collector", collectingEvent_id=event, agent_id=collectors[0], orderNumber=1, isPrimary=True)
    form = f"{home}collectingevent/{event}/edit/"
    answer = curator.post(form, {**shown(curator, form), "_add": "collectors"})
    assert answer["Location"].endswith("#collectors.n1.agent")
    address = answer["Location"].partition("#")[0]
    page = curator.get(address)
    number = page.document.ids["collectors.n1.orderNumber"]
    assert (number.get("required"), number.get("aria-required"), number.get("value")) == (None, None, "")
    (column,) = [one for one in page.document.all("//th[@scope='col']") if text(one).startswith("Order")]
    assert "required" not in text(column)
    put_in = {"collectors__n1__agent": "Lindqvist", "collectors__n1__agent__id": str(collectors[1])}
    saved(curator, save(curator, address, shown(curator, address), **put_in))
    assert [one["orderNumber"] for one in behind("collector", collectingEvent=event)] == [1, 2]
