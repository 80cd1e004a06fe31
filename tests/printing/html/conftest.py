"""What the tests of the page stand on: somebody signed in."""

from tests.records.conftest import curator, home, home_world, reader, visit

__all__ = ["curator", "home", "home_world", "reader", "visit"]
