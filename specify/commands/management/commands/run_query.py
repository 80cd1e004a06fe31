"""`manage.py run_query ID|FILE.json [--collection C] [--user U] [--format csv|json]`: run a query and print its rows.

In: the number of a stored query, or a file with one as Specify 7 exports it; the collection by number or name, else the
first one; the user whose rights count by name, else an administrator. Out: CSV with a heading, or JSON with columns,
rows (the number of the record first, which CSV leaves out) and their count. Nothing is changed.
"""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from specify.ask.results.columns import lines_told
from specify.ask.stored.reading import stored
from specify.commands.asking import collection_named, user_named
from specify.datamodel import present
from specify.query.asked import Query
from specify.query.labels import heading
from specify.query.refusing import BadQuery
from specify.query.running import LONG, Found, rows
from specify.query.stored import query_of
from specify.security.entering import Visit, visit_of
from specify.web.refusals import Refusal

_LARGEST = 8_000_000


class Command(BaseCommand):
    """Run a query."""

    help = "Run a stored query, or one in a file, and print its rows."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the query, --collection, --user and --format."""
        parser.add_argument("query", metavar="ID|FILE.json", help="a stored query's number, or a file with a query")
        parser.add_argument("--collection", metavar="C", help="the collection's number or name; else the first")
        parser.add_argument(
            "--user", metavar="U", help="the name of the user whose rights count; else an administrator"
        )
        parser.add_argument("--format", choices=("csv", "json"), default="csv", help="how rows are printed")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the query; what it refuses is the command's error."""
        if present.shape().is_empty:
            raise CommandError("This database has no Specify tables yet. manage.py setup makes them.")
        try:
            visit = visit_of(user_named(options["user"]), collection_named(options["collection"]), "en")
            query = _query(visit, options["query"])
            headings = [heading(line, visit.captions) for line in lines_told(query)]
            found = rows(visit, query, seconds=LONG)
            if options["format"] == "json":
                self._as_json(headings, found)
            else:
                self._as_csv(headings, found)
        except Refusal as refusal:
            told = refusal.placed if isinstance(refusal, BadQuery) else f"{refusal.sentence} {refusal.remedy}".strip()
            raise CommandError(told) from refusal

    def _as_csv(self, headings: list[str], found: Iterator[Found]) -> None:
        writer = csv.writer(self.stdout)
        writer.writerow(headings)
        for row in found:
            writer.writerow([int(cell) if isinstance(cell, bool) else cell for cell in row.cells])

    def _as_json(self, headings: list[str], found: Iterator[Found]) -> None:
        """Write the rows as they come: a million of them take no more memory than one."""
        self.stdout.write(f'{{"columns": {json.dumps(["id", *headings], ensure_ascii=False)}, "rows": [', ending="")
        count = 0
        for count, row in enumerate(found, start=1):
            told = json.dumps([row.id, *row.cells], ensure_ascii=False, default=str)
            self.stdout.write(told if count == 1 else f",\n{told}", ending="")
        self.stdout.write(f'], "count": {count}}}')


def _query(visit: Visit, named: str) -> Query:
    if named.isascii() and named.isdecimal():
        return stored(visit, int(named)).query
    path = Path(named)
    if not path.is_file() or path.stat().st_size > _LARGEST:
        raise CommandError(f"{named} is neither the number of a stored query nor a file with one (up to 8 MB).")
    try:
        said = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise CommandError(f"{named} cannot be read as JSON ({error}). Export the query anew.") from error
    if not isinstance(said, dict):
        raise CommandError(f"{named} has no query: expected is an object with “contexttableid” and “fields”.")
    return query_of(said)
