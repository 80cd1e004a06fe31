"""Addresses that lead nowhere are told in a sentence, with the right status, never with an error of the program's."""

from datetime import datetime

import pytest
from django.db import connections

from specify.datamodel.tables import model
from tests.page_checks import text
from tests.page_client import CheckingClient
from tests.planting import World

pytestmark = [pytest.mark.django_db, pytest.mark.one_shape]


def told(client: CheckingClient, address: str, status: int) -> str:
    """The words of an error page; it must have a sentence."""
    response = client.get(address)
    assert response.status_code == status, address
    words = text(response.document.root.find(".//main"))
    assert words.count(".") >= 1
    return words


@pytest.mark.parametrize(
    "rest",
    [
        "nonsense/",
        "nonsense/1/",
        "collectionobject/999999999/",
        "collectionobject/99999999999999999999/",
        "collectionobject/1/nonsense/",
        "collectionobject/1/cataloger/",
        "collectionobject/1/determinations/7/",
        "utils/",
    ],
)
def test_what_is_not_there_is_not_found(curator: CheckingClient, home: str, rest: str) -> None:
    told(curator, home + rest, 404)


def test_a_collection_that_does_not_exist(curator: CheckingClient, home: str) -> None:
    assert "9999" in told(curator, "/9999-nowhere/", 404)


def test_a_collection_one_may_not_enter(reader: CheckingClient, home: str) -> None:
    world = World.create()
    number = world.ids["collection"]
    assert "may not enter" in told(reader, f"/{number}-foreign-collection/", 403)


def test_a_record_of_another_collection_is_not_found(curator: CheckingClient, home: str) -> None:
    world = World.create()
    for key in (
        "collectionobject",
        "determination",
        "preparation",
        "collectingevent",
        "locality",
        "agent",
        "taxon",
        "loan",
    ):
        row = world.ids.get(key) or world.plant(key)
        told(curator, f"{home}{key}/{row}/", 404)


@pytest.mark.parametrize("page", ["0", "-1", "x", "999999", "1e9", "٣", "1; DROP TABLE agent"])
def test_a_strange_page_number_gives_a_page(curator: CheckingClient, home: str, page: str) -> None:
    assert curator.get(f"{home}collectionobject/", {"page": page}).status_code == 200


@pytest.mark.parametrize("sort", ["nonsense", "-", "collection", "catalogNumber__x", "--catalogNumber", "x" * 5000])
def test_a_strange_sort_gives_a_page(curator: CheckingClient, home: str, sort: str) -> None:
    assert curator.get(f"{home}collectionobject/", {"sort": sort}).status_code == 200


@pytest.mark.parametrize("query", ["'", "%", "_", "\\", "\x00", "💧" * 500, "<script>alert(1)</script>"])
def test_a_strange_search_gives_a_page(curator: CheckingClient, home: str, query: str) -> None:
    for table in ("collectionobject", "taxon", "recordsetitem"):
        assert curator.get(f"{home}{table}/", {"q": query}).status_code == 200


def test_without_signing_in_every_address_leads_to_the_page_for_it(client: CheckingClient, home: str) -> None:
    response = client.get(f"{home}collectionobject/")
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/sign-in/?next=")


def test_a_user_deleted_by_plain_sql_is_signed_out_quietly(client: CheckingClient, home: str) -> None:
    now = datetime(2026, 1, 1)
    leaver = model("specifyuser").objects.create(
        name="leaver", password="unusable", isLoggedIn=False, isLoggedInReport=False, timestampCreated=now, version=0
    )
    client.force_login(model("specifyuser").objects.get(pk=leaver.pk))  # type: ignore[arg-type]
    assert client.get("/").status_code == 200
    with connections["default"].cursor() as cursor:
        cursor.execute("DELETE FROM specifyuser WHERE SpecifyUserID = %s", [leaver.pk])
    response = client.get(home)
    assert response.status_code == 302
    assert "sign-in" in response["Location"]
