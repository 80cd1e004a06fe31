"""`manage.py check_layouts [PATH...] [--database] [--json]`: say what in form layouts cannot be honoured, and where.

In: files of view sets, folders with them (a `config` folder of Specify 6 or 7 as a whole), or the view sets in the
database; without either, the configuration folder in use. Out: per file its views, layouts, cells and problems, in
words or as JSON. It fails when a view cannot be rendered. Nothing is changed; paths are checked without the database.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from specify.datamodel import present
from specify.datamodel.schema import TABLES
from specify.layouts.checking import Checked, check
from specify.layouts.shelves import shelves
from specify.layouts.shelves_in_database import stored_names, stored_view_sets
from specify.layouts.tree import Problem
from specify.resources import disk


class Command(BaseCommand):
    """Check layouts."""

    help = "Check form layouts: read, resolve and render every view, and name what cannot be honoured."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the paths, --database and --json."""
        parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="a view set, or a folder with them")
        parser.add_argument("--database", action="store_true", help="check the view sets in the database")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, report, and fail when a view cannot be rendered."""
        paths: list[Path] = options["paths"]
        for path in paths:
            if not path.exists():
                raise CommandError(f"There is no file or folder {path}. Name view sets, or folders with them.")
        problems: list[Problem] = []
        checked: list[Checked] = []
        if options["database"]:
            checked += _in_database()
        if paths or not options["database"]:
            checked += _on_disk(paths or [disk.root()], problems)
        lines = [_as_json(checked, problems)] if options["json"] else told(checked, problems)
        for line in lines:
            self.stdout.write(line)
        if paths and not checked:
            raise CommandError("No view set was found. Name files, or folders with files called *.views.xml.")
        if failed := [each.file for each in checked if each.failed]:
            raise CommandError(f"Views of these cannot be rendered as they must: {', '.join(failed)}.")


def _on_disk(paths: Iterable[Path], problems: list[Problem]) -> Iterator[Checked]:
    found = shelves(paths)
    problems.extend(found.problems)
    for shelved in found.files:
        yield check(shelved.source, shelved.after(), TABLES, found.names_for(shelved))


def _in_database() -> Iterator[Checked]:
    if present.shape().is_empty:
        raise CommandError("This database has no Specify tables yet, and so no layouts.")
    names_for = stored_names()
    for source, after in stored_view_sets():
        yield check(source, after, present.tables(), names_for(source))


def told(checked: Iterable[Checked], problems: Iterable[Problem]) -> Iterator[str]:
    """The report in lines of words."""
    checked = list(checked)
    if not checked:
        yield "There is no view set."
    for problem in problems:
        yield problem.sentence
    for each in checked:
        yield (
            f"{each.file}: {each.views} views, {each.view_defs} layouts, {each.cells} cells, "
            f"{each.rendered} rendered, {len(each.problems)} problems."
        )
        for problem in each.problems:
            yield f"  {replace(problem, file='').sentence.removeprefix(': ')}"


def _as_json(checked: Iterable[Checked], problems: Iterable[Problem]) -> str:
    checked = list(checked)
    everything = [*problems, *(problem for each in checked for problem in each.problems)]
    totals = {
        "files": len(checked),
        "views": sum(each.views for each in checked),
        "viewdefs": sum(each.view_defs for each in checked),
        "cells": sum(each.cells for each in checked),
        "rendered": sum(each.rendered for each in checked),
        "problems": [asdict(problem) for problem in everything],
    }
    return json.dumps(totals, indent=2, ensure_ascii=False)
