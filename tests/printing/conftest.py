"""What the tests of printing share: a small collection, and rights in it."""

import pytest

from tests.planting import World
from tests.query.small_collection import Small, plant


@pytest.fixture
def small(db: None) -> Small:
    """Five objects in a collection of their own."""
    return plant(World.create())
