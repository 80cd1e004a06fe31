"""The two meanings of a stored query: what switching would change, and the switch."""

import pytest

from specify.ask.models import OwnQuery
from specify.ask.stored.changing import Called, make
from specify.ask.stored.comparing import compare
from specify.ask.stored.reading import stored
from specify.datamodel.tables import model
from specify.query.texts import query_of_pairs
from specify.security.entering import Visit
from tests.page_client import CheckingClient, fields, words
from tests.planting import World
from tests.query.small_collection import Small
from tests.query.test_worked_examples import CN, REM, asked

pytestmark = pytest.mark.django_db


def test_records_that_change_are_found(small: Small) -> None:
    specify = asked(small, (CN, f"h {REM} | ¬like | red%"))
    ours = query_of_pairs([("on", "collectionobject"), ("l", CN), ("l", f"{REM}~hide,like,not~red%")])
    found = compare(small.visit, specify, ours)
    assert found.rows == (3, 4)
    assert [(one.number, [record for record, _words in one.first]) for one in found.only] == [
        (0, []),
        (1, [small.ids["co 2"]]),
    ]
    assert not found.is_same
    assert compare(small.visit, specify, specify).is_same


def test_a_query_is_switched_and_back(curator: CheckingClient, home: str, visit: Visit, home_world: World) -> None:
    for remarks in ("red tag", None, "blue tag"):
        home_world.plant("collectionobject", remarks=remarks)
    query = query_of_pairs(
        [("on", "collectionobject"), ("l", CN), ("l", f"{REM}~hide,like,not~red%"), ("as", "specify")]
    )
    query_id = make(visit, query, Called("Not red"))
    before = model("spquery").objects.filter(pk=query_id).values().get()
    address = f"{home}query/{query_id}/meaning/"
    page = curator.get(address)
    assert "As in Specify 7" in words(page)
    assert "found only in the other meaning" in words(page)
    assert curator.post(address, {**fields(page, "Switch to this meaning"), "meaning": "ours"})["Location"] == address
    assert stored(visit, query_id).query.is_ours
    assert curator.post(address, {**fields(page, "Switch to this meaning"), "meaning": "nonsense"}).status_code == 303
    assert stored(visit, query_id).query.is_ours
    page = curator.get(address)
    curator.post(address, {**fields(page, "Switch to this meaning"), "meaning": "specify"})
    assert not OwnQuery.objects.filter(pk=query_id).exists()
    assert model("spquery").objects.filter(pk=query_id).values().get() == before


def test_what_was_set_aside_can_be_taken_again(curator: CheckingClient, home: str, visit: Visit) -> None:
    pairs = [("on", "collectionobject"), ("l", CN), ("l", "(any"), ("l", f"{REM}~equal~red"), ("l", ")")]
    query_id = make(visit, query_of_pairs(pairs), Called("Groups"))
    model("spquery").objects.filter(pk=query_id).update(version=3)
    assert "set aside" in words(curator.get(f"{home}queries/{query_id}/"))
    for name in ("", "results/"):
        assert "is set aside" in words(curator.get(f"{home}query/{query_id}/{name}"))
    page = curator.get(f"{home}query/{query_id}/meaning/")
    assert "you can take it again" in words(page)
    curator.post(f"{home}query/{query_id}/meaning/", {**fields(page, "Switch to this meaning"), "meaning": "ours"})
    read = stored(visit, query_id)
    assert (len(read.query.groups), read.is_set_aside) == (1, False)


def test_ours_that_cannot_be_read_is_set_aside(visit: Visit) -> None:
    query_id = make(visit, query_of_pairs([("on", "collectionobject"), ("l", CN)]), Called("Old"))
    OwnQuery.objects.filter(pk=query_id).update(said=[["on", "no such table"]])
    read = stored(visit, query_id)
    assert (read.is_set_aside, read.query.is_ours) == (True, False)


def test_a_comparison_ends_in_time(
    curator: CheckingClient, home: str, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    query_id = make(visit, query_of_pairs([("on", "collectionobject"), ("l", CN)]), Called("Slow"))
    monkeypatch.setattr("django.conf.settings.QUERY_SECONDS", 1e-9)
    page = curator.get(f"{home}query/{query_id}/meaning/")
    assert page.status_code == 200
    assert "stopped" in words(page) or "Nothing: both find the same records" in words(page)
