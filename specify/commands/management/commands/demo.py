"""`manage.py demo [--objects N] [--seed S] [--accounts]`: make the demonstration collection, or tell who may sign in.

In: a database with Specify's tables and without an institution. Out: the demonstration in it, and its accounts with
their passwords on the screen. Any other database is refused and left as it is.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.demonstration.accounts import ACCOUNTS
from specify.demonstration.making import Occupied, make
from specify.security.passwords import verify


class Command(BaseCommand):
    """Make the demonstration."""

    help = "Fill an empty Specify database with a small demonstration collection of fishes, the same for the same seed."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the size, the seed, and the wish to see the accounts only."""
        parser.add_argument("--objects", type=int, default=500, help="how many collection objects (500)")
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
        try:
            made = make(options["objects"], options["seed"])
        except Occupied as occupied:
            raise CommandError(str(occupied)) from occupied
        told = ", ".join(f"{table} {count}" for table, count in made.counts.items())
        self.stdout.write(f"The demonstration was made: {told}.")
        self._print_accounts()

    def _print_accounts(self) -> None:
        """Print the accounts that are still as the demonstration made them."""
        stored = dict(model("specifyuser").objects.values_list("name", "password"))
        for account in ACCOUNTS:
            if verify(account.password, str(stored.get(account.name, "")).removeprefix("pbe$")):
                self.stdout.write(f"Sign in as {account.name} with password {account.password}: {account.can}.")
