"""`manage.py check_reports [PATH...] [--database] [--json]`: say what in templates of JasperReports cannot be honoured.

In: files, folders with files called *.jrxml, or the templates in the database; without either, the configuration folder
in use. Out: per file its elements, expressions and problems with their lines, and the fields that a stored query has to
supply because the template's own query is never run, of those in the database the ones that their query does not
supply; in words or as JSON. Each is filled with rows that are made up, in the render process. It fails when a file is
no template, or cannot be filled. Nothing is changed.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from specify.datamodel import present
from specify.printing.jrxml_printing import Checked, check_template
from specify.printing.jrxml_telling import Problem
from specify.printing.rendering.telling import BadTemplate
from specify.printing.reports.library import Resource, content_of, every_resource
from specify.printing.reports.unanswered import unanswered
from specify.resources import disk

_PATTERN = "*.jrxml"


@dataclass(frozen=True, slots=True)
class Report:
    """What is told of one file; `checked` is None if it could not be filled."""

    file: str
    checked: Checked | None
    problems: tuple[Problem, ...]


class Command(BaseCommand):
    """Check templates of labels and reports."""

    help = "Check label and report templates of JasperReports: read and fill each, and name what cannot be honoured."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the paths, --database and --json."""
        parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="a template, or a folder with them")
        parser.add_argument("--database", action="store_true", help="check the templates in the database")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, report, and fail when one cannot be filled."""
        paths: list[Path] = options["paths"]
        for path in paths:
            if not path.exists():
                raise CommandError(f"There is no file or folder {path}. Name templates, or folders with them.")
        sources: list[tuple[str, bytes, Resource | None]] = []
        if options["database"]:
            sources += _in_database()
        if paths or not options["database"]:
            sources += _on_disk(paths or [disk.root()])
        reports = [_checked(*source) for source in sources]
        for line in [_as_json(reports)] if options["json"] else told(reports):
            self.stdout.write(line)
        if paths and not reports:
            raise CommandError(f"No template was found. Name files, or folders with files called {_PATTERN}.")
        if failed := [report.file for report in reports if report.checked is None]:
            raise CommandError(f"These cannot be printed: {', '.join(failed)}.")


def _on_disk(paths: Iterable[Path]) -> Iterator[tuple[str, bytes, None]]:
    for path in paths:
        for file in sorted(filter(Path.is_file, path.rglob(_PATTERN))) if path.is_dir() else (path,):
            try:
                yield str(file), file.read_bytes(), None
            except OSError as error:
                raise CommandError(f"{file} cannot be read: {error.strerror}. Check who may read it.") from error


def _in_database() -> Iterator[tuple[str, bytes, Resource]]:
    if present.shape().is_empty:
        raise CommandError("This database has no Specify tables yet, and so no templates.")
    return ((f"database, {one.name}, no. {one.id}", content_of(one.id), one) for one in every_resource())


def _checked(file: str, content: bytes, resource: Resource | None) -> Report:
    try:
        checked = check_template(content, file)
    except BadTemplate as bad:
        return Report(file, None, (Problem(bad.line, f"{bad.sentence} {bad.remedy}".strip()),))
    if resource is None:
        return Report(file, checked, checked.problems)
    fields, within, problems = unanswered(resource, checked)
    lacking = replace(checked, fields=fields, subreports=within)
    return Report(file, lacking, (*checked.problems, *(Problem(0, one) for one in problems)))


def told(reports: Iterable[Report]) -> Iterator[str]:
    """The report in lines of words."""
    reports = list(reports)
    if not reports:
        yield "There is no template."
    for report in reports:
        checked = report.checked
        counts = f"{checked.elements} elements, {checked.expressions} expressions, " if checked else ""
        yield f"{report.file}: {counts}{len(report.problems)} problems."
        for problem in report.problems:
            yield f"  line {problem.line}: {problem.what}"
        if checked and checked.fields:
            yield f"  needs a query with: {', '.join(checked.fields)}"
        if checked and checked.subreports:
            yield f"  needs a query for each report within it: {', '.join(checked.subreports)}"


def _as_json(reports: list[Report]) -> str:
    checked = [report.checked for report in reports if report.checked]
    totals = {
        "files": len(reports),
        "elements": sum(one.elements for one in checked),
        "expressions": sum(one.expressions for one in checked),
        "honoured": sum(one.honoured for one in checked),
        "needs_query": [
            {"file": report.file, "fields": one.fields, "subreports": one.subreports}
            for report in reports
            if (one := report.checked) and (one.fields or one.subreports)
        ],
        "problems": [
            {"file": report.file, "line": problem.line, "what": problem.what}
            for report in reports
            for problem in report.problems
        ],
    }
    return json.dumps(totals, indent=2, ensure_ascii=False)
