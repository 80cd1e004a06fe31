"""Prints the institution's reports: a stored template of JasperReports, filled by a stored query.

In: a visit, a `Template` that is one, ids of records, a `Wish`. Out: `Made`: the PDF, how many rows it tells, what is
worth telling. Kept of Specify 6, which Specify 7 left out: a row is repeated as often as the report's number or field
says; what is nothing, no number or below 1 counts as 1. What has no query, no field or no picture is told and stays
empty, and the rest is printed.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from specify.printing.jrxml.naming import columns_of, file_name
from specify.printing.jrxml_printing import Checked, Given, Inner, print_template
from specify.printing.pictures import pictures_of
from specify.printing.rendering import limits
from specify.printing.rendering.telling import Note
from specify.printing.reports.binding import Binding, bindings_of
from specify.printing.reports.filling import Columns, Row, columns_in, no_query, rows_of, rows_within, too_many
from specify.printing.reports.library import Resource, content_of, resource_named, source_of
from specify.printing.reports.needs import all_within, needs_of
from specify.printing.sheets.geometry import Pair
from specify.printing.templates.reading import Template
from specify.security.entering import Visit
from specify.web.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Wish:
    """How it is to be printed: how many of each, what a person answered to the questions of the template.

    Of a record in `each` there are so many, and so many times what the report says. Labels begin at the place `start`
    of their sheet, where they have one, and are moved by `shift`.
    """

    copies: int | None = None
    as_given: bool = False
    answers: Sequence[tuple[str, str]] = ()
    seconds: int = limits.BATCH_SECONDS
    is_read: bool = False
    start: int = 1
    shift: Pair = (0, 0)
    each: Mapping[int, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Made:
    """The PDF, empty where there is nothing to print; how many rows were printed; what is worth telling.

    Of what `is_read` there is no PDF, but `blocks` (`rendering/child/blocks.py`).
    """

    pdf: bytes
    number: int
    notes: tuple[Note, ...]
    blocks: Sequence[dict[str, Any]] = ()


@dataclass(frozen=True, slots=True)
class _Report:
    """A report that is being printed: the resource, what it needs, what was chosen for it and those within."""

    resource: Resource
    needs: Checked
    within: Mapping[str, tuple[Resource | None, Checked | None]]
    bindings: Mapping[str, Binding]


def print_report(visit: Visit, template: Template, ids: Sequence[int], wish: Wish) -> Made:
    """Print these records by the template."""
    resource = resource_named(visit, template.name)
    report = _Report(resource, needs_of(visit, resource), all_within(visit, resource), bindings_of(resource.id))
    columns = _columns(visit, template, report)
    own = report.bindings.get("")
    filled = rows_of(visit, columns, list(dict.fromkeys(ids)), own.fields if own else {}, as_given=wish.as_given)
    if not filled.rows:
        return Made(b"", 0, tuple(_of_records(columns, filled.left_out)))
    rows = _repeated(filled.rows, template, wish, Counter(ids))
    inner, notes = _inner(visit, report, filled.rows)
    with_pictures = [(report.needs, filled.rows), *((one.needs, one.rows) for one in inner)]
    given = Given(
        parameters=_parameters(report.needs, wish.answers),
        pictures=pictures_of(visit, _picture_names(with_pictures)),
        inner={one.name: Inner(one.content, one.rows, one.by) for one in inner},
        title=template.title,
        language=visit.viewer.language,
        seconds=wish.seconds,
        is_read=wish.is_read,
        start=wish.start if report.needs.sheet and template.kind == "label" else 1,
        shift=wish.shift,
    )
    made = print_template(content_of(resource.id), resource.name, rows, given)
    told = [Note(problem.what, problem.line) for problem in made.problems]
    told += [*_of_records(columns, filled.left_out), *_of_fields(report.needs, filled.rows[0], ""), *notes]
    told += [_without_query(name) for name in made.needs_query if name not in report.within]
    return Made(made.pdf, len(rows), tuple(told), made.blocks)


def _columns(visit: Visit, template: Template, report: _Report) -> Columns:
    source = source_of(report.resource, visit.stamp)
    if source.query is None:
        raise no_query(_("Nobody has chosen the query that fills “%(title)s”.") % {"title": template.title})
    return columns_in(source.query, template.table)


def _repeated(rows: Sequence[Row], template: Template, wish: Wish, asked: Mapping[int, int]) -> list[Row]:
    """The rows as often as they are to be printed, more often where a record was `asked` for more than once."""
    usual = int(template.copies[:9]) if template.copies.isdecimal() else None
    named = columns_of([template.copies], rows[0]).get(template.copies, "")
    each = wish.each or {record: (wish.copies * one, 0) if wish.copies else (0, one) for record, one in asked.items()}
    numbers = []
    for row in rows:
        exactly, times = each[row["id"]]
        numbers.append(exactly + times * (usual or _number(row.get(named))))
    if sum(numbers) > limits.LABELS:
        raise too_many(sum(numbers))
    return [row for row, number in zip(rows, numbers, strict=True) for _one in range(number)]


def _number(value: Any) -> int:
    """A number in a row, 1 for what is none."""
    try:
        return max(1, min(int(float(value)), limits.LABELS + 1))
    except (TypeError, ValueError, OverflowError):
        return 1


def _parameters(needs: Checked, answers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What a person answered; nothing is no number and no day."""
    kinds = {one.name: one.kind for one in needs.asked}
    return {name: text for name, text in answers if name in kinds and (text.strip() or kinds[name] == "String")}


@dataclass(frozen=True, slots=True)
class _Within:
    """A report within: its name, template, needs and rows, and which parameter tells which of its columns."""

    name: str
    content: bytes
    needs: Checked
    rows: Sequence[Row]
    by: Mapping[str, str]


def _inner(visit: Visit, report: _Report, rows: Sequence[Row]) -> tuple[list[_Within], list[Note]]:
    """The reports within, with the rows that those outside want; and what is missing."""
    found: list[_Within] = []
    notes: list[Note] = []
    outer: dict[str, tuple[Mapping[str, str], Sequence[Row]]] = {
        name: (given, rows) for name, given in report.needs.within.items()
    }
    for name, (resource, needs) in report.within.items():
        chosen = report.bindings.get(name)
        if resource is None or needs is None or chosen is None:
            notes.append(_not_there(name, resource, needs))
            continue
        given, theirs = outer.get(name, ({}, rows))
        try:
            inner = _filled_within(visit, (name, resource, needs), chosen, _wanted(given, theirs))
        except Refusal as refusal:
            told = _("The report within, “%(name)s”, stays free. %(why)s")
            notes.append(Note(told % {"name": name, "why": f"{refusal.sentence} {refusal.remedy}".strip()}))
            continue
        found.append(inner)
        notes += _of_fields(needs, inner.rows[0], name) if inner.rows else []
        outer |= {one: (sent, inner.rows) for one, sent in needs.within.items()}
    return found, notes


def _wanted(given: Mapping[str, str], rows: Sequence[Row]) -> dict[str, list[Any]]:
    """The values that parameters will have, for those that are fields of the rows."""
    names = columns_of([one for one in given.values() if one], rows[0]) if rows else {}
    return {parameter: [row[names[field]] for row in rows] for parameter, field in given.items() if field in names}


def _filled_within(
    visit: Visit, which: tuple[str, Resource, Checked], chosen: Binding, wanted: Mapping[str, Sequence[Any]]
) -> _Within:
    name, resource, needs = which
    columns = columns_in(chosen.query, chosen.table)
    named = columns_of(chosen.parameters.values(), columns.names)
    by = {parameter: named[text] for parameter, text in chosen.parameters.items() if text in named}
    values = {column: wanted[parameter] for parameter, column in by.items() if parameter in wanted}
    filled = rows_within(visit, columns, chosen.fields, values)
    return _Within(name, content_of(resource.id), needs, filled.rows, by)


def _picture_names(filled: Iterable[tuple[Checked, Sequence[Row]]]) -> set[str]:
    """The files that may be meant: those that templates name, and those that rows name."""
    names: set[str] = set()
    for needs, rows in filled:
        names.update(needs.pictures)
        columns = columns_of(needs.picture_fields, rows[0]) if rows else {}
        names.update(file_name(str(row[column])) for column in columns.values() for row in rows if row[column])
    return names - {""}


def _of_fields(needs: Checked, row: Mapping[str, Any], within: str) -> list[Note]:
    """What the query does not answer."""
    there = columns_of(needs.used, row)
    missing = [name for name in needs.used if name not in there]
    if not missing:
        return []
    told = {"fields": ", ".join(missing[:20]), "name": within}
    if within:
        return [Note(_("No field of the query of “%(name)s” answers these, which stay empty: %(fields)s.") % told)]
    return [Note(_("No field of the query answers these, which stay empty: %(fields)s.") % told)]


def _not_there(name: str, resource: Resource | None, needs: Checked | None) -> Note:
    """Why a report within cannot be printed."""
    if resource is None:
        told = _("There is no template “%(name)s” for the report within; its place stays free.")
    elif needs is None:
        told = _("The template “%(name)s” of the report within cannot be read; its place stays free.")
    else:
        return _without_query(name)
    return Note(told % {"name": name})


def _without_query(name: str) -> Note:
    return Note(_("The report within, “%(name)s”, has no query; its place stays free.") % {"name": name})


def _of_records(columns: Columns, left_out: int) -> list[Note]:
    """What the query's own conditions leave out."""
    if not left_out:
        return []
    told = ngettext(
        "%(number)d record is left out by the conditions of the query “%(query)s”.",
        "%(number)d records are left out by the conditions of the query “%(query)s”.",
        left_out,
    )
    return [Note(told % {"number": left_out, "query": columns.title})]
