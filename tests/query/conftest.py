"""What the tests of queries stand on: a world of its own, in which every match can be counted by hand."""

import pytest

from specify.resources.place import Place, place_of
from tests.planting import World


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
