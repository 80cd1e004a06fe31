"""What the tests of the builder stand on: people of the demonstration, and a visit of theirs."""

from tests.records.conftest import curator, home, reader, visit

__all__ = ["curator", "home", "reader", "visit"]
