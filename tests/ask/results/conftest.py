"""What the tests of results stand on: somebody signed in, and queries as addresses."""

from tests.records.conftest import curator, home, home_world, reader, visit

__all__ = ["NUMBERS", "curator", "home", "home_world", "reader", "visit"]

NUMBERS = "on=collectionobject&l=1.collectionobject.catalogNumber~asc"
"""All objects by their numbers."""
