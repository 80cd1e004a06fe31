"""What the tests of stored templates stand on: somebody in the demonstration's collection."""

from tests.records.conftest import curator, home, home_world, reader, visit

__all__ = ["curator", "home", "home_world", "reader", "visit"]
