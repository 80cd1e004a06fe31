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
from specify.datamodel import adopting, creating, present
from specify.datamodel.adopting import NotAdoptable


class Command(BaseCommand):
    """Prepare databases."""

    help = "Create what is missing: embedded databases with a demonstration, or Specify's tables, and our own."

    def handle(self, *args: Any, **options: Any) -> None:
        """Create Specify's tables where there are none, then ours, then the demonstration."""
        shape = present.shape()
        try:
            adopting.refuse_strangers(shape)
            if shape.is_empty:
                adopting.refuse_without_create_right()
                creating.create_specify_tables()
                self.stdout.write("Specify's tables were made.")
            elif not own_tables.is_current():
                adopting.refuse_without_create_right()
        except NotAdoptable as error:
            raise CommandError(str(error)) from error
        if not own_tables.is_current():
            added = own_tables.add()
            self.stdout.write(f"{len(added)} tables of ours were added.")
        if shape.is_empty and settings.EMBEDDED:
            # A new process: this one still has the empty database's shape.
            subprocess.run([sys.executable, "manage.py", "demo"], cwd=settings.BASE, env=os.environ, check=True)
