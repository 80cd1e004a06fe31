"""What the tests of taking rows along stand on: somebody signed in, and queries as addresses."""

from tests.ask.results.conftest import NUMBERS
from tests.records.conftest import curator, home, home_world, reader, visit

__all__ = ["NUMBERS", "PLACES", "curator", "home", "home_world", "reader", "visit"]

PLACES = f"{NUMBERS}&l=1,10,2.locality.localityName"
"""All objects with the names of their localities."""
