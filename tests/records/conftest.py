"""What the tests of records stand on: somebody signed in, and the address of their collection."""

import pytest

from specify.datamodel.tables import model
from specify.resources.place import place_of
from specify.security.entering import Visit, visit_of
from tests.cast import ACCOUNT, PASSWORD, READER, READERS_PASSWORD
from tests.page_client import CheckingClient
from tests.planting import World
from tests.records.filling_in import save, saved, with_rows


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
def specimen(curator: CheckingClient, new: str, type_id: str) -> int:
    """An object with two determinations, the second current, and a preparation."""
    address, data = with_rows(curator, new, "determinations", "determinations", "preparations")
    answer = save(
        curator,
        address,
        data,
        catalogNumber="900002",
        remarks="old",
        determinations__n1__remarks="first",
        determinations__n1__isCurrent="",
        determinations__n2__remarks="second",
        determinations__n2__isCurrent="1",
        preparations__n1__prepType__id=type_id,
    )
    return saved(curator, answer)


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
