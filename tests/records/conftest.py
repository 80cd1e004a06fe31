"""What the tests of records stand on: somebody signed in, and the address of their collection."""

import pytest

from specify.datamodel.tables import model
from specify.resources.place import place_of
from tests.cast import ACCOUNT, PASSWORD, READER, READERS_PASSWORD
from tests.page_client import CheckingClient


def sign_in(client: CheckingClient, name: str, password: str) -> CheckingClient:
    """The client with a session."""
    response = client.post("/accounts/sign-in/", {"login": name, "password": password})
    assert response.status_code == 303
    return client


@pytest.fixture
def curator(client: CheckingClient) -> CheckingClient:
    """The demonstration's administrator."""
    return sign_in(client, ACCOUNT, PASSWORD)


@pytest.fixture
def reader(client: CheckingClient) -> CheckingClient:
    """The demonstration's reader."""
    return sign_in(client, READER, READERS_PASSWORD)


@pytest.fixture
def home(db: None) -> str:
    """The address of the demonstration's collection."""
    collection = model("collection").objects.order_by("pk").first()
    assert collection is not None
    place = place_of(collection.pk)
    assert place is not None
    return f"/{place.collection_id}-{place.slug}/"
