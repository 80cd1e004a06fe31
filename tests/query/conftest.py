"""What the tests of queries stand on: a world of its own, in which every match can be counted by hand."""

from dataclasses import replace
from uuid import uuid4

import pytest

from specify.datamodel import tables
from specify.resources.place import Place, place_of
from tests.planting import World
from tests.query.small_collection import FORMATTERS, Small, plant
from tests.resources.conftest import LONG_AGO


@pytest.fixture
def world(db: None) -> World:
    """A collection that nobody of the demonstration belongs to."""
    return World.create()


@pytest.fixture
def place(world: World) -> Place:
    """Its place."""
    found = place_of(world.ids["collection"])
    assert found is not None
    return found


@pytest.fixture
def small(world: World, db: None) -> Small:
    """The five objects, and formatters of their own."""
    found = plant(world)
    discipline = tables.SpAppResourceDir.objects.create(
        isPersonal=False, timestampCreated=LONG_AGO, discipline_id=world.ids["discipline"]
    )
    resource = tables.SpAppResource.objects.create(
        name="DataObjFormatters", level=0, timestampCreated=LONG_AGO, spAppResourceDir=discipline,
        specifyUser_id=found.visit.user.pk,
    )  # fmt: skip
    tables.SpAppResourceData.objects.create(data=FORMATTERS.encode(), spAppResource=resource, timestampCreated=LONG_AGO)
    return Small(found.world, found.ids, replace(found.visit, stamp=f"/{uuid4()}"))
