"""What the tests of trees stand on: somebody signed in, the address of their trees, and a tree planted for a test."""

import pytest

from specify.datamodel.tables import model
from specify.resources.place import place_of
from specify.security.entering import Visit, visit_of
from tests.cast import ACCOUNT, READER
from tests.page_client import CheckingClient
from tests.planting import World
from tests.trees.planted import Planted


@pytest.fixture
def curator(client: CheckingClient) -> CheckingClient:
    """The demonstration's administrator."""
    return client.enter(ACCOUNT)


@pytest.fixture
def visit(db: None) -> Visit:
    """The same in the collection of fishes."""
    person = model("specifyuser").objects.get(name=ACCOUNT)
    collection = model("collection").objects.order_by("pk").first()
    assert collection is not None
    return visit_of(person.pk, collection.pk, "en")


@pytest.fixture
def home(visit: Visit) -> str:
    """The address of its trees."""
    return f"/{visit.place.collection_id}-{visit.place.slug}/trees/"


@pytest.fixture
def paleo(db: None) -> str:
    """The address of the trees of the collection of fossils."""
    collection = model("collection").objects.filter(discipline__type="vertpaleo").get()
    place = place_of(collection.pk)
    assert place is not None
    return f"/{place.collection_id}-{place.slug}/trees/"


@pytest.fixture
def world(visit: Visit) -> World:
    """Plants rows in the collection of fishes."""
    return World.at(visit.place)


@pytest.fixture
def taxa(world: World) -> Planted:
    """Plants names in the tree of fishes."""
    return Planted(world)


@pytest.fixture
def paleo_visit(paleo: str) -> Visit:
    """The curator in the collection of fossils."""
    person = model("specifyuser").objects.get(name=ACCOUNT)
    return visit_of(person.pk, int(paleo.strip("/").split("-")[0]), "en")


@pytest.fixture
def reader_visit(visit: Visit) -> Visit:
    """Somebody who may only read, in the collection of fishes."""
    person = model("specifyuser").objects.get(name=READER)
    return visit_of(person.pk, visit.place.collection_id, "en")


@pytest.fixture
def reader(client: CheckingClient) -> CheckingClient:
    """The demonstration's reader."""
    return client.enter(READER)
