"""`manage.py print_labels TEMPLATE (--record-set ID | --query ID | --ids N…) --output FILE.pdf`: labels and reports.

In: the name of a template as addresses have it (`fish-jar`, `own-7`, `jrxml-12`), or a file with one; the records: a
record set, a stored query on the template's table, or ids; the sheet, the place to begin at, copies, by how much labels
are moved, answers to what a report asks; collection and user as for `run_query`. Out: the PDF, and in words how many
labels it has and what does not fit. What cannot be printed, or not so, is told in a sentence, and no file is made.
Nothing in the database is changed.
"""

import os
from argparse import ArgumentTypeError
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from specify.ask.stored.reading import stored
from specify.commands.asking import collection_named, user_named
from specify.datamodel import present
from specify.printing.printing import Order, print_records
from specify.printing.rendering import limits
from specify.printing.reports.filling import too_many
from specify.printing.reports.library import resource_named
from specify.printing.reports.needs import needs_of
from specify.printing.sheets.geometry import Pair
from specify.printing.sheets.known import PAPERS
from specify.printing.sheets.offsets import MOST, NONE, millimetres_in, shift_for
from specify.printing.templates.library import template_here
from specify.printing.templates.reading import Template, read
from specify.query.asked import Line, Query
from specify.query.running import rows
from specify.query.specs import Plain, Spec
from specify.security.entering import Visit, visit_of
from specify.web.addresses import number_in
from specify.web.refusals import Refusal

_LETTER_BYTES = 4
"""So many bytes a letter has at most."""


class Command(BaseCommand):
    """Print labels."""

    help = "Print the labels, or reports, of records into a PDF file."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the template, the records, the sheet and the file."""
        parser.add_argument("template", metavar="TEMPLATE", help="the name of a template, or a file with one")
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--record-set", type=_number, metavar="ID", help="print the records of a record set")
        which.add_argument("--query", type=_number, metavar="ID", help="print what a stored query finds, in its order")
        which.add_argument("--ids", type=_number, nargs="+", metavar="N", help="print the records with these ids")
        parser.add_argument("--output", type=Path, required=True, metavar="FILE.pdf", help="where the PDF goes")
        parser.add_argument("--sheet", default="", help="the sheet to print on, else the template's")
        parser.add_argument("--start", type=_number, default=1, help="the place of the sheet to begin at, from 1")
        parser.add_argument(
            "--copies", type=_number, help="how many labels each record gets, else as the template says"
        )
        moved = parser.add_mutually_exclusive_group()
        moved.add_argument(
            "--offset", type=_millimetres, nargs=2, metavar=("RIGHT", "DOWN"), help="move labels by so many millimetres"
        )
        moved.add_argument("--printer-of", metavar="U", help="move labels as this user's printer needs it")
        parser.add_argument(
            "--answer", action="append", default=[], metavar="NAME=TEXT", help="what a report of JasperReports asks for"
        )
        parser.add_argument("--collection", metavar="C", help="the collection's number or name; else the first")
        parser.add_argument("--user", metavar="U", help="the user whose rights count; else an administrator")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print; what is refused is the command's error."""
        if present.shape().is_empty:
            raise CommandError("This database has no Specify tables yet. manage.py setup makes them.")
        output: Path = options["output"]
        _check_writable(output)
        try:
            visit = visit_of(user_named(options["user"]), collection_named(options["collection"]), "en")
            template = _template(visit, options["template"])
            order = _order(visit, template, options)
            printed = print_records(visit, template, _ids(visit, template, options), order)
        except Refusal as refusal:
            told = str(refusal) if hasattr(refusal, "line") else f"{refusal.sentence} {refusal.remedy}".strip()
            raise CommandError(told) from refusal
        try:
            output.write_bytes(printed.pdf)
        except OSError as error:
            raise _unwritable(output, error) from error
        self.stdout.write(f"{output}: {printed.number} of the template “{template.title}”.")
        for note in printed.notes:
            self.stdout.write(f"  Line {note.line}: {note.sentence}" if note.line else f"  {note.sentence}")


def _number(text: str) -> int:
    """A number from 1, as ids and places are."""
    number = number_in(text)
    if number is None:
        raise ArgumentTypeError(f"“{text[:50]}” is no number from 1 on.")
    return number


def _millimetres(text: str) -> float:
    """To the right or down; to the left or up below 0."""
    found = millimetres_in(text.removeprefix("-"))
    if found is None or found > MOST:
        raise ArgumentTypeError(f"“{text[:50]}” is no length of up to {MOST:g} mm, such as 0.5 or -1.25.")
    return -found if text.startswith("-") else found


def _check_writable(output: Path) -> None:
    """Refuse what the PDF could not go to, before anything is printed."""
    try:
        if output.is_dir():
            raise CommandError(f"{output} is a folder. Name a file in it.")
        if not output.parent.is_dir():
            raise CommandError(f"There is no folder {output.parent}. Make it, or name another.")
        if not os.access(output if output.exists() else output.parent, os.W_OK):
            raise CommandError(f"{output} cannot be written by the user who runs this. Name another file.")
    except (OSError, ValueError) as error:
        raise _unwritable(output, error) from error


def _unwritable(output: Path, error: Exception) -> CommandError:
    return CommandError(f"{str(output)[:200]} cannot be written: {getattr(error, 'strerror', None) or error}.")


def _template(visit: Visit, named: str) -> Template:
    """The template in a file, or else of that name."""
    path = Path(named)
    try:
        if not path.is_file():
            return template_here(visit, named)
        if path.suffix.lower() == ".jrxml":
            raise CommandError(
                f"{path} is a template of JasperReports. Store it among the app resources, and print it by its name "
                "there, jrxml- and its number; manage.py check_reports tries the file."
            )
        if path.stat().st_size > limits.SOURCE_LETTERS * _LETTER_BYTES:
            raise CommandError(f"{path} is longer than the {limits.SOURCE_LETTERS} characters of a template.")
        return read(path.stem, path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise CommandError(f"{path} is no text in UTF-8. Save it as UTF-8.") from error
    except OSError as error:
        raise CommandError(f"{str(path)[:200]} cannot be read: {error.strerror}.") from error


def _order(visit: Visit, template: Template, options: Mapping[str, Any]) -> Order:
    """How it is to be printed; a refusal where the template has no such choice."""
    for sentence in _unfit(visit, template, options):
        raise CommandError(sentence)
    answers = tuple((name, text) for name, _is, text in (one.partition("=") for one in options["answer"]))
    shift: Pair = tuple(options["offset"] or NONE)
    if options["printer_of"]:
        shift = shift_for(user_named(options["printer_of"]))
    return Order(options["sheet"], options["start"], options["copies"], shift, answers=answers)


def _unfit(visit: Visit, template: Template, options: Mapping[str, Any]) -> Iterator[str]:
    """What is asked that this template cannot be asked."""
    title = template.title
    if template.kind != "label" and (options["offset"] or options["printer_of"]):
        yield f"“{title}” is a report; labels alone are moved. Leave --offset and --printer-of out."
    if template.kind != "label" and options["start"] != 1:
        yield f"“{title}” is a report, and has no places to begin at. Leave --start out."
    if template.is_jrxml and options["sheet"]:
        yield f"“{title}” has its own paper, which its file says. Leave --sheet out."
    if template.kind != "label" and not template.is_jrxml and options["sheet"].lower() not in ("", *PAPERS):
        yield f"A report is printed on plain paper: {', '.join(PAPERS)}."
    asked = needs_of(visit, resource_named(visit, template.name)).asked if template.is_jrxml else ()
    names = [one.name for one in asked]
    for one in options["answer"]:
        name, is_answer, _text = one.partition("=")
        if not is_answer:
            yield f"“{one[:50]}” is no answer. Write NAME=TEXT."
        if name not in names:
            yield f"“{title}” does not ask for {name[:50]}. It asks for: {', '.join(names) or 'nothing'}."


def _ids(visit: Visit, template: Template, options: Mapping[str, Any]) -> Sequence[int]:
    """The ids of the records, in their order, each once."""
    if options["ids"]:
        ids = list(dict.fromkeys(options["ids"]))
    else:
        ids = list(dict.fromkeys(int(found.id) for found in rows(visit, _query(visit, template, options))))
    if len(ids) > limits.LABELS:
        raise too_many(len(ids))
    return ids


def _query(visit: Visit, template: Template, options: Mapping[str, Any]) -> Query:
    """The query that finds the records."""
    if options["query"] is None:
        line = Line(Spec(template.table, (), Plain("id")))
        return Query(template.table, (line,), record_set=options["record_set"])
    query = replace(stored(visit, options["query"]).query, is_series=False, is_count=False, is_distinct=False)
    if query.base != template.table:
        raise CommandError(f"The query is about {query.base}, the template about {template.table}.")
    return query
