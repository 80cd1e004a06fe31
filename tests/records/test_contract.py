"""Every table, with every right and without: its list and its record are shown, or refused in a sentence."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.resources.place import Place, place_of
from tests.page_checks import text
from tests.page_client import CheckingClient
from tests.planting import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(home: str) -> Place:
    """The demonstration's collection."""
    place = place_of(int(home.strip("/").split("-")[0]))
    assert place is not None
    return place


@pytest.fixture
def outsider(client: CheckingClient, here: Place) -> CheckingClient:
    """Somebody who may enter the collection and read nothing."""
    now = datetime(2026, 1, 1)
    user = model("specifyuser").objects.create(
        name="outsider", password="unusable", isLoggedIn=False, isLoggedInReport=False, timestampCreated=now, version=0
    )
    model("userpolicy").objects.create(
        collection_id=here.collection_id, specifyuser_id=user.pk, resource="/system/sp7/collection", action="access"
    )
    client.force_login(model("specifyuser").objects.get(pk=user.pk))  # type: ignore[arg-type]
    return client


def rows_everywhere(place: Place) -> Iterator[tuple[str, int]]:
    """A row of every table that belongs to the collection."""
    world = World.at(place)
    for key in present.tables():
        yield key, world.ids[key] if key in world.ids else world.plant(key)


def test_with_every_right_every_table_is_listed_and_shown(curator: CheckingClient, here: Place, home: str) -> None:
    failed: list[Any] = []
    for key, row in list(rows_everywhere(here)):
        for address in (f"{home}{key}/", f"{home}{key}/{row}/"):
            if (status := curator.get(address).status_code) != 200:
                failed.append((address, status))
    assert failed == []


@pytest.mark.skipif(not present.has("userpolicy"), reason="without policies nobody may enter and read nothing")
def test_without_a_right_no_table_is_listed_or_shown(outsider: CheckingClient, here: Place, home: str) -> None:
    assert outsider.get(home).status_code == 200
    for key, row in list(rows_everywhere(here)):
        for address in (f"{home}{key}/", f"{home}{key}/{row}/"):
            response = outsider.get(address)
            assert response.status_code == 403, address
            assert "may not read" in text(response.document.root.find(".//main"))
