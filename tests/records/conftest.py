"""What the tests of records stand on: somebody signed in, and the address of their collection."""

from datetime import date

import pytest

from specify.datamodel.tables import model
from specify.resources.place import place_of
from specify.security.entering import Visit, visit_of
from tests.cast import ACCOUNT, READER
from tests.page_client import CheckingClient
from tests.planting import World
from tests.records.changing import made, saved, under


def sign_in(client: CheckingClient, name: str, password: str) -> CheckingClient:
    """The client with a session."""
    response = client.post("/accounts/sign-in/", {"login": name, "password": password})
    assert response.status_code == 303
    return client


@pytest.fixture
def curator(client: CheckingClient) -> CheckingClient:
    """The demonstration's administrator."""
    return client.enter(ACCOUNT)


@pytest.fixture
def reader(client: CheckingClient) -> CheckingClient:
    """The demonstration's reader."""
    return client.enter(READER)


@pytest.fixture
def home(db: None) -> str:
    """The address of the demonstration's collection."""
    collection = model("collection").objects.order_by("pk").first()
    assert collection is not None
    place = place_of(collection.pk)
    assert place is not None
    return f"/{place.collection_id}-{place.slug}/"


@pytest.fixture
def visit(db: None) -> Visit:
    """The curator in the collection of fishes."""
    person = model("specifyuser").objects.get(name=ACCOUNT)
    collection = model("collection").objects.order_by("pk").first()
    assert collection is not None
    return visit_of(person.pk, collection.pk, "en")


@pytest.fixture
def home_world(visit: Visit) -> World:
    """Plants rows in that collection."""
    return World.at(visit.place)


@pytest.fixture
def new(home: str) -> str:
    """The address of an empty form."""
    return f"{home}collectionobject/new/"


@pytest.fixture
def type_id(db: None) -> str:
    """A preparation type, as a form sends it."""
    found = model("preptype").objects.order_by("pk").first()
    assert found is not None
    return str(found.pk)


@pytest.fixture
def specimen(visit: Visit, type_id: str) -> int:
    """An object with two determinations, the second current, and a preparation; saved as its form would be."""
    today = {"catalogedDate": date.today(), "catalogedDatePrecision": 1}
    new = made("collectionobject", catalogNumber="000900002", remarks="old", cataloger=visit.agent_id, **today)
    rows = [
        under(new, "determinations", made("determination", remarks="first", isCurrent=False)),
        under(new, "determinations", made("determination", remarks="second", isCurrent=True)),
        under(new, "preparations", made("preparation", prepType=int(type_id))),
    ]
    saved(visit, new, *rows)
    return model("collectionobject").objects.get(catalogNumber="000900002").pk


@pytest.fixture
def form(home: str, specimen: int) -> str:
    """The address of its form."""
    return f"{home}collectionobject/{specimen}/edit/"


@pytest.fixture
def objects(home_world: World) -> list[int]:
    """Six objects, the later the lower their number."""
    return [home_world.plant("collectionobject", catalogNumber=f"90010000{9 - at}") for at in range(6)]


@pytest.fixture
def foreign() -> int:
    """An object of another collection."""
    return World.create().plant("collectionobject")
