"""`manage.py setup`: make everything ready to serve, quickly when it already is.

In: the database that `DATABASE_URL` names, or none. Out: without `DATABASE_URL` the embedded databases with the
demonstration collection; with an empty MariaDB or MySQL database Specify's tables; with a Specify database only our
own.
"""

import os
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from specify.commands import own_tables
from specify.datamodel import adopting, creating, present, shape
from specify.datamodel.adopting import NotAdoptable
from specify.datamodel.tables import model


class Command(BaseCommand):
    """Prepare databases."""

    help = "Create what is missing: embedded databases with a demonstration, or Specify's tables, and our own."

    def handle(self, *args: Any, **options: Any) -> None:
        """Create Specify's tables where there are none, then ours, then the demonstration."""
        try:
            adopting.refuse_strangers(present.shape())
            with own_tables.alone():
                self._make_tables()
        except (NotAdoptable, own_tables.Busy) as error:
            raise CommandError(str(error)) from error
        if settings.EMBEDDED and not model("institution").objects.exists():
            # A new process: this one may still have the empty database's shape.
            subprocess.run([sys.executable, "manage.py", "demo"], cwd=settings.BASE, env=os.environ, check=True)

    def _make_tables(self) -> None:
        if shape.read(settings.DATABASE_URL).is_empty:  # another process may have been faster
            adopting.refuse_without_create_right()
            creating.create_specify_tables()
            self.stdout.write("Specify's tables were made.")
        elif added := creating.index_keys():
            self.stdout.write(f"{added} indexes were added, which a former version did not make.")
        if not own_tables.is_current():
            adopting.refuse_without_create_right()
            self.stdout.write(f"{len(own_tables.add())} tables of ours were added.")
