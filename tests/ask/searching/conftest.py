"""What the tests of simple search stand on: the small collection of the queries' tests, and a page of it."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest

from specify.ask.searching.configuration import RESOURCE, Configuration, read
from specify.ask.searching.page import Search
from specify.ask.searching.terms import Reading, sought_of
from specify.datamodel import tables
from specify.datamodel.tables import model
from specify.query.asking import Asking
from specify.resources.place import place_of
from specify.resources.stamp import forget
from specify.security.choosing import choices
from tests.cast import ACCOUNT
from tests.page_client import CheckingClient
from tests.planting import World
from tests.query.small_collection import Small, plant
from tests.resources.conftest import LONG_AGO


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """No test sees what another one kept."""
    forget()
    yield
    forget()


TABLES = {
    "Agent": "lastName",
    "CollectingEvent": "startDate stationFieldNumber",
    "CollectionObject": "catalogNumber catalogedDate fieldNumber",
    "Determination": "determinedDate",
    "Geography": "fullName",
    "Locality": "localityName",
    "Taxon": "fullName",
}
Find = Callable[..., dict[str, list[str]]]


def resource(tables: dict[str, str], related: str = "") -> bytes:
    """An `ExpressSearchConfig` with these search fields by table, in this order, and these related searches."""
    told = "".join(_table(name, fields, order) for order, (name, fields) in enumerate(tables.items()))
    active = "".join(
        f'<relatedquery isactive="true"><id>{number}</id><displayOrder>{order}</displayOrder></relatedquery>'
        for order, number in enumerate(related.split())
    )
    return f"<search><tables>{told}</tables><relatedQueries>{active}</relatedQueries></search>".encode()


def _table(name: str, fields: str, order: int) -> str:
    sought = "".join(f"<searchfield><fieldName>{one}</fieldName></searchfield>" for one in fields.split())
    shown = "".join(f"<displayfield><fieldName>{one}</fieldName></displayfield>" for one in fields.split())
    return (
        f"<searchtable><tableName>{name}</tableName><displayOrder>{order}</displayOrder>"
        f"<searchFields>{sought}</searchFields><displayFields>{shown}</displayFields></searchtable>"
    )


@pytest.fixture
def small(db: None) -> Small:
    """Five objects, of which all that is found can be told by hand."""
    return plant(World.create())


def search_of(small: Small, text: str, how: Reading = Reading.EXACT, chosen: Configuration | None = None) -> Search:
    """A search in the small collection, with the tables that Specify's own configuration has."""
    asked = Asking(small.visit, datetime.now())
    return Search(small.visit, asked, sought_of(text, how), chosen or read(resource(TABLES, "4 6 7 10"), "test"))


@pytest.fixture
def find(small: Small) -> Find:
    """By table the short names of what is found."""

    def found(text: str, how: Reading = Reading.EXACT, fields: dict[str, str] | None = None) -> dict[str, list[str]]:
        search = search_of(small, text, how, read(resource(fields), "test") if fields else None)
        hits = search.hits(search.tables)
        return {key: [_name(small, key, record) for record in one.ids] for key, one in hits.items() if one.ids}

    return found


_SHORT = {"collectionobject": "co", "collectingevent": "event"}


def _name(small: Small, key: str, record: int) -> str:
    return small.name_of(f"{_SHORT.get(key, key)} ", record).partition(" ")[2]


@pytest.fixture
def curator(client: CheckingClient) -> CheckingClient:
    """The demonstration's administrator."""
    return client.enter(ACCOUNT)


@pytest.fixture
def here(small: Small) -> str:
    """The address of the collection."""
    return f"/{small.visit.place.collection_id}-{small.visit.place.slug}/"


Configure = Callable[[bytes], None]


@pytest.fixture
def configure(small: Small) -> Configure:
    """Give the collection's discipline a configuration."""

    def configured(data: bytes) -> None:
        made: Any = {"timestampCreated": LONG_AGO}
        directory = tables.SpAppResourceDir.objects.create(
            isPersonal=False, discipline_id=small.visit.place.discipline_id, **made
        )
        resource = tables.SpAppResource.objects.create(
            name=RESOURCE, level=0, spAppResourceDir=directory, specifyUser_id=small.visit.user.pk, **made
        )
        tables.SpAppResourceData.objects.create(data=data, spAppResource=resource, **made)

    return configured


@pytest.fixture
def home(db: None) -> str:
    """The address of the demonstration's first collection in the order in which they are offered."""
    place = place_of(choices(model("specifyuser").objects.get(name=ACCOUNT).pk)[0].id)
    assert place is not None
    return f"/{place.collection_id}-{place.slug}/"
