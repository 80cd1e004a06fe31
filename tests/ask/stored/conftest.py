"""What the tests of stored queries stand on: somebody signed in, and the small collection of the queries' tests."""

from tests.query.conftest import place, small, world
from tests.records.conftest import curator, home, home_world, reader, visit

__all__ = ["curator", "home", "home_world", "place", "reader", "small", "visit", "world"]
