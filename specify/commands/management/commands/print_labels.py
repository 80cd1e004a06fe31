"""`manage.py print_labels TEMPLATE (--record-set ID | --query ID | --ids N…) --output FILE.pdf`: labels and reports.

In: the name of a template as addresses have it (`fish-jar`, `own-7`, `jrxml-12`), or a file with one; the records: a
record set, a stored query on the template's table, or ids; the sheet, the place to begin at, copies, answers to what a
report asks; collection and user as for `run_query`. Out: the PDF, and in words how many labels it has and what does not
fit. Nothing in the database is changed.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from specify.ask.stored.reading import stored
from specify.commands.asking import collection_named, user_named
from specify.datamodel import present
from specify.printing.printing import Order, print_records
from specify.printing.templates.library import template_here
from specify.printing.templates.reading import Template, read
from specify.query.asked import Line, Query
from specify.query.running import rows
from specify.query.specs import Plain, Spec
from specify.security.entering import Visit, visit_of
from specify.web.refusals import Refusal


class Command(BaseCommand):
    """Print labels."""

    help = "Print the labels, or reports, of records into a PDF file."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the template, the records, the sheet and the file."""
        parser.add_argument("template", metavar="TEMPLATE", help="the name of a template, or a file with one")
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--record-set", type=int, metavar="ID", help="print the records of a record set")
        which.add_argument("--query", type=int, metavar="ID", help="print what a stored query finds, in its order")
        which.add_argument("--ids", type=int, nargs="+", metavar="N", help="print the records with these ids")
        parser.add_argument("--output", type=Path, required=True, metavar="FILE.pdf", help="where the PDF goes")
        parser.add_argument("--sheet", default="", help="the sheet to print on, else the template's")
        parser.add_argument("--start", type=int, default=1, help="the place of the sheet to begin at, from 1")
        parser.add_argument("--copies", type=int, help="how many labels each record gets, else what the template says")
        parser.add_argument(
            "--answer", action="append", default=[], metavar="NAME=TEXT", help="what a report of JasperReports asks for"
        )
        parser.add_argument("--collection", metavar="C", help="the collection's number or name; else the first")
        parser.add_argument("--user", metavar="U", help="the user whose rights count; else an administrator")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print; what is refused is the command's error."""
        if present.shape().is_empty:
            raise CommandError("This database has no Specify tables yet. manage.py setup makes them.")
        answers = [(name, text) for name, _is, text in (one.partition("=") for one in options["answer"])]
        order = Order(options["sheet"], options["start"], options["copies"], answers=tuple(answers))
        try:
            visit = visit_of(user_named(options["user"]), collection_named(options["collection"]), "en")
            template = _template(visit, options["template"])
            printed = print_records(visit, template, _ids(visit, template, options), order)
        except Refusal as refusal:
            told = str(refusal) if hasattr(refusal, "line") else f"{refusal.sentence} {refusal.remedy}".strip()
            raise CommandError(told) from refusal
        try:
            options["output"].write_bytes(printed.pdf)
        except OSError as error:
            raise CommandError(f"{options['output']} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{options['output']}: {printed.number} of the template “{template.title}”.")
        for note in printed.notes:
            self.stdout.write(f"  Line {note.line}: {note.sentence}" if note.line else f"  {note.sentence}")


def _template(visit: Visit, named: str) -> Template:
    path = Path(named)
    return read(path.stem, path.read_text(encoding="utf-8")) if path.is_file() else template_here(visit, named)


def _ids(visit: Visit, template: Template, options: dict[str, Any]) -> Sequence[int]:
    """The ids of the records, in their order, each once."""
    if options["ids"]:
        return list(dict.fromkeys(options["ids"]))
    if options["query"]:
        query = replace(stored(visit, options["query"]).query, is_series=False, is_count=False, is_distinct=False)
        if query.base != template.table:
            raise CommandError(f"The query is about {query.base}, the template about {template.table}.")
    else:
        line = Line(Spec(template.table, (), Plain("id")))
        query = Query(template.table, (line,), record_set=options["record_set"])
    return list(dict.fromkeys(int(found.id) for found in rows(visit, query)))
