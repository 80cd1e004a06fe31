"""`manage.py demo [--objects N] [--taxa N] [--seed S] [--accounts]`: make the demonstration, or tell who may sign in.

In: a database with Specify's tables and without an institution. Out: the demonstration in it, and its accounts with
their passwords on the screen. Any other database is refused and left as it is.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.demonstration.accounts import ACCOUNTS
from specify.demonstration.making import LEFT_BEHIND, Occupied, Size, make
from specify.security.passwords import verify


class Command(BaseCommand):
    """Make the demonstration."""

    help = (
        "Fill an empty Specify database with a demonstration: fishes, a herbarium and fossil vertebrates, the same for"
        " the same numbers and seed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the size, the seed, and the wish to see the accounts only."""
        parser.add_argument("--objects", type=int, default=1000, help="how many collection objects (1000)")
        parser.add_argument("--taxa", type=int, default=0, help="how many nodes the taxon tree of fishes has at least")
        parser.add_argument("--seed", type=int, default=1, help="what chance starts from (1)")
        parser.add_argument("--accounts", action="store_true", help="make nothing; print the demonstration's accounts")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it, and say what there is."""
        if present.shape().is_empty:
            raise CommandError("This database has no Specify tables yet. `manage.py setup` makes them.")
        if options["accounts"]:
            self._print_accounts()
            return
        if options["objects"] < 1:
            raise CommandError("--objects must be at least 1.")
        size = Size(options["objects"], options["seed"], options["taxa"])
        try:
            made = make(size, self._tell)
        except Occupied as occupied:
            raise CommandError(str(occupied)) from occupied
        except (KeyboardInterrupt, DatabaseError) as error:
            reason = "Stopped." if isinstance(error, KeyboardInterrupt) else f"The database refused: {error}."
            raise CommandError(f"{reason} {LEFT_BEHIND if size.is_large else 'Nothing was written.'}") from error
        told = ", ".join(f"{table} {count}" for table, count in made.counts.items())
        self.stdout.write(f"The demonstration was made: {told}.")
        self._print_accounts()

    def _tell(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()

    def _print_accounts(self) -> None:
        """Print the accounts that are still as the demonstration made them."""
        stored = dict(model("specifyuser").objects.values_list("name", "password"))
        for account in ACCOUNTS:
            if verify(account.password, str(stored.get(account.name, "")).removeprefix("pbe$")):
                self.stdout.write(f"Sign in as {account.name} with password {account.password}: {account.can}.")
