"""`manage.py leave --yes`: drop every `web_*` table; the database is as it was before we came.

In: the connection `web`. Out: how many tables were dropped. Sessions, drafts and jobs are lost with the files that jobs
made and the messages about jobs that were written for Specify 7; records are not.
"""

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from specify.commands import own_tables
from specify.tasks import messages, results


class Command(BaseCommand):
    """Remove our own tables from the database."""

    help = "Drop all our own tables (named web_*); the Specify database stays as it was before adopt."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --yes."""
        parser.add_argument("--yes", action="store_true", help="really drop them")

    def handle(self, *args: Any, **options: Any) -> None:
        """Drop, when confirmed."""
        if not options["yes"]:
            names = ", ".join(sorted(own_tables.names())) or "none"
            raise CommandError(f"This would drop our own tables: {names}. Say --yes to do it; records are not touched.")
        messages.delete_ours(datetime.now())
        results.remove_all()
        gone = own_tables.drop()
        self.stdout.write(f"Dropped {len(gone)} tables of ours. The Specify database is as it was before adopt.")
