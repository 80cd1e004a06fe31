"""`manage.py forget_second_factor USER`: switch a user's second factor off, for somebody who has lost it.

In: a user name. Out: whether there was one; from then on the password alone lets in. Specify's tables are not touched.
Make sure that it is really this person who asks.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from specify.datamodel import present
from specify.security.second_factor import forget
from specify.security.throttle import user_named


class Command(BaseCommand):
    """Forget a second factor."""

    help = "Switch a user's second factor off, when phone and recovery codes are lost."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the user."""
        parser.add_argument("user", help="the name with which the person signs in")

    def handle(self, *args: Any, **options: Any) -> None:
        """Forget it, and say so."""
        if present.shape().is_empty:
            raise CommandError("This database has no Specify tables yet, and so no users.")
        user = user_named(options["user"])
        if user is None:
            raise CommandError(f"There is no user called {options['user']}. Names are those of Specify.")
        if not forget(user.pk):
            raise CommandError(f"{user.name} has no second factor: the password alone lets in already.")
        self.stdout.write(f"The second factor of {user.name} is forgotten. The password alone lets in now.")
