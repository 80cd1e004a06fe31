"""`manage.py adopt [--json]`: say what the database is, and add our own tables to it.

In: the database that `DATABASE_URL` names. Out: a report in words or as JSON; `web_*` tables, with what is known of the
trees' numbers, by which queries find. Nothing that was there before is altered.
"""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from specify.commands import own_tables
from specify.datamodel import adopting, present
from specify.datamodel.adopting import NotAdoptable, Report
from specify.nodes.judging import judge_all


class Command(BaseCommand):
    """Report on the database and add our own tables."""

    help = "Say what the Specify database is, and add our own tables (named web_*) to it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --json."""
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Inspect, then add."""
        if present.shape().is_empty and present.shape().reachable and not _others():
            raise CommandError("The database is empty. `manage.py setup` makes Specify's tables in it.")
        try:
            report = adopting.inspect(present.shape())
            adopting.refuse_without_create_right()
            with own_tables.alone():
                report = replace(report, added=tuple(own_tables.add()))
            judge_all(datetime.now())  # everybody else may go on: of a large tree it takes a while
        except (NotAdoptable, own_tables.Busy) as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(), indent=2, ensure_ascii=False))
        else:
            for line in told(report):
                self.stdout.write(line)


def _others() -> list[str]:
    return [name for name in present.shape().tables if not name.startswith("web_")]


def told(report: Report) -> list[str]:
    """The report in lines of words."""
    born = {"born7": "born in Specify 7", "born6": "born in Specify 6", "sqlite": "embedded"}[report.dialect]
    lines = [f"A Specify database {born}, schema {report.schema_version}, on server {report.server}."]
    lines.append("Records: " + ", ".join(f"{name} {count}" for name, count in report.tables.items()) + ".")
    lines += [f"Absent: {name} - switches off {what}." for name, what in report.absent.items()]
    lines += [f"Unknown, left alone: {name}." for name in report.unknown]
    lines += [f"Warning: {warning}" for warning in report.warnings]
    lines.append("Added: " + (", ".join(report.added) or "nothing; our tables are up to date") + ".")
    return lines
