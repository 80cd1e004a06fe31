"""Prints records: a PDF of their labels on sheets, or of their reports.

In: a visit, a `Template`, ids of records in the order in which they are to be printed, an `Order`. Out: `Printed`; a
refusal in a sentence with the template's line. Kept of Specify: printing takes the right to run reports, and the right
to query what the template names; a copy field that has no number, or one below 1, counts as 1 (RepeatField of Specify
6). Added: series (one label for alike records whose numbers follow one another).
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from specify.printing.batching import made_in_parts
from specify.printing.pictures import pictures_of
from specify.printing.rendering import limits
from specify.printing.rendering.addresses import named_in
from specify.printing.rendering.pool import Made, Work, prepare, render
from specify.printing.rendering.telling import Note
from specify.printing.reports.filling import too_many
from specify.printing.reports.preview import previewed
from specify.printing.reports.printing import Wish, print_report
from specify.printing.reports.sheets import sheet_of_labels
from specify.printing.sheets.geometry import Pair, Sheet
from specify.printing.sheets.known import PAPERS, bad_sheet, sheet_named
from specify.printing.templates.filling import Context, around, records
from specify.printing.templates.naming import wanted
from specify.printing.templates.reading import Template
from specify.query.series import in_series
from specify.security.entering import Visit
from specify.tasks.progress import SILENT, Progress
from specify.web.refusals import FORM_STATUS, Refusal, forbidden

RESOURCE, ACTION = "/report", "execute"
Block = dict[str, Any]
_FIRST = 60
"""A page of a report tells no more records."""
_DIGITS = 1000
"""How much of a number in a text is read; Python refuses those of more than 4,300 digits."""


@dataclass(frozen=True, slots=True)
class Order:
    """How it is to be printed: on which sheet (empty: the template's), from which of its places on, how many of each.

    `shift` is what the printer needs, in millimetres to the right and down. Records `as_given` keep their order,
    whatever the template says. `answers` are those to what a report of JasperReports asks; of its labels there are as
    many as `each` says by record: so many, and so many times what the template says.
    """

    sheet: str = ""
    start: int = 1
    copies: int | None = None
    shift: Pair = (0, 0)
    as_given: bool = False
    answers: tuple[tuple[str, str], ...] = ()
    each: Mapping[int, tuple[int, int]] = field(default_factory=dict)

    @property
    def wish(self) -> Wish:
        """What of it counts for a report of JasperReports, which has its own paper."""
        wish = Wish(self.copies, self.as_given, self.answers)
        return replace(wish, start=self.start, shift=self.shift, each=self.each)


@dataclass(frozen=True, slots=True)
class Printed:
    """The PDF, how many labels or reports are in it, what is worth telling."""

    pdf: bytes
    number: int
    notes: tuple[Note, ...]


def print_records(
    visit: Visit, template: Template, ids: Sequence[int], order: Order = Order(), *, progress: Progress = SILENT
) -> Printed:
    """Print the records of these ids."""
    may_print(visit)
    progress.expect(len(ids), template.title)
    if template.is_jrxml:
        if template.kind == "label" and order.start != 1:
            sheet_on(visit, template, order)
        report = print_report(visit, template, ids, order.wish)
        if not report.pdf:
            raise nothing_to_print(report.notes)
        progress.advance(len(ids))
        return Printed(report.pdf, report.number, report.notes)
    contexts = filled(visit, _sorted_as(template, order), ids)
    if not contexts:
        raise nothing_to_print()
    told, number = message(visit, template, contexts, order)
    if template.kind == "label":
        progress.expect(number, template.title)
        made = made_in_parts(_work(visit, template, told, limits.BATCH_SECONDS), sheet_for(template, order), progress)
    else:
        made = render(_work(visit, template, told, limits.BATCH_SECONDS))
        progress.advance(len(ids))
    return Printed(made.pdf, number, made.notes[: limits.NOTES])


def preview(visit: Visit, template: Template, ids: Sequence[int], order: Order = Order(), *, most: int = 1) -> Made:
    """The first labels or reports of these records as HTML, for a frame of its own."""
    may_print(visit)
    if template.is_jrxml:
        report = print_report(visit, template, ids[:_FIRST], replace(order.wish, seconds=limits.PREVIEW_SECONDS))
        if not report.pdf:
            raise nothing_to_print(report.notes)
        return previewed(report, template.title, visit.viewer.language)
    contexts = filled(visit, _sorted_as(template, order), ids)[:most]
    if not contexts:
        raise nothing_to_print()
    told, _number = message(visit, template, contexts, order)
    return render(_work(visit, template, {**told, "task": "html"}))


def read_records(visit: Visit, template: Template, ids: Sequence[int], order: Order = Order()) -> list[Block]:
    """What the labels or reports of these records say, as the render process tells it (`rendering/child/blocks.py`)."""
    may_print(visit)
    if template.is_jrxml:
        wish = replace(order.wish, seconds=limits.PREVIEW_SECONDS, is_read=True)
        report = print_report(visit, template, ids, wish)
        if not report.blocks:
            raise nothing_to_print(report.notes)
        return list(report.blocks)
    contexts = filled(visit, _sorted_as(template, order), ids)
    if not contexts:
        raise nothing_to_print()
    told, _number = message(visit, template, contexts, order)
    return list(render(Work({**told, "task": "reading"})).told["blocks"])


def _work(visit: Visit, template: Template, told: dict[str, Any], seconds: int = limits.PREVIEW_SECONDS) -> Work:
    """The same with the pictures that the template names."""
    return Work(told, pictures_of(visit, named_in(template.source)), seconds)


def _sorted_as(template: Template, order: Order) -> Template:
    return replace(template, sort=()) if order.as_given else template


def nothing_to_print(notes: Sequence[Note] = ()) -> Refusal:
    """None of the records is there, or the query of a report has none of them."""
    if notes:
        told = " ".join(one.sentence for one in notes[:3])
        return Refusal(FORM_STATUS, _("Nothing to print"), told, _("Choose other records, or change the query."))
    return Refusal(
        FORM_STATUS,
        _("Nothing to print"),
        _("None of these records is there to be printed."),
        _("They may have been deleted, or belong to another collection."),
    )


def may_print(visit: Visit) -> None:
    """Refuse those who may not print; for those who may, a render process is started meanwhile."""
    if not visit.rights.may(RESOURCE, ACTION):
        raise forbidden(_("You may not print labels and reports."), _("Ask somebody who manages the rights."))
    prepare()


def message(visit: Visit, template: Template, contexts: Sequence[Context], order: Order) -> tuple[dict[str, Any], int]:
    """What the render process is asked, and how many labels come of it."""
    copies = [order.copies or _copies(template, one) for one in contexts]
    if sum(copies) > limits.LABELS:
        raise too_many(sum(copies))
    here = around(visit)
    told = {
        "task": "pdf",
        "kind": template.kind,
        "source": template.source,
        "records": [{**here, **one} for one in contexts],
        "copies": copies,
        "sheet": asdict(sheet_for(template, order)) if template.kind == "label" else {},
        "paper": PAPERS.get(order.sheet or template.sheet, PAPERS["a4"]),
        "start": order.start,
        "least": template.least,
        "title": template.title,
        "language": template.language or visit.viewer.language,
        "known": sorted((template.subject.group_names() | template.subject.list_names() | set(here)) - {""}),
    }
    return told, sum(copies)


def filled(visit: Visit, template: Template, ids: Sequence[int]) -> list[Context]:
    """What the template is filled with, label by label, in their order."""
    subject = template.subject
    asked_names = {"task": "names", "source": template.source, "lists": sorted(subject.list_names())}
    names = {**render(Work(asked_names)).told["names"], **dict.fromkeys(template.named_in_head, 0)}
    found = records(visit, wanted(visit, subject, names), list(dict.fromkeys(ids)))
    contexts = [found[one] for one in ids if one in found]
    contexts.sort(key=lambda one: [_sortable(value_at(one, name)) for name in template.sort])
    return list(_series(template.series, contexts)) if template.series else contexts


def value_at(context: Context, name: str) -> Any:
    """What a dotted name stands for."""
    found: Any = context
    for part in name.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    return found


def _sortable(value: Any) -> list[tuple[int, int, str]]:
    """Texts with numbers in them in the order in which people count."""
    if isinstance(value, dict):
        value = (value.get("year"), value.get("month"), value.get("day")) if "day" in value else value.get("html")
    pieces = re.findall(r"\d+|\D+", str("" if value is None else value).casefold())
    return [(0, int(one[:_DIGITS]), "") if one.isdecimal() else (1, 0, one) for one in pieces]


def _series(name: str, contexts: Sequence[Context]) -> Iterator[Context]:
    """Records that are alike but for consecutive numbers, once each: `series.first`, `.last`, `.number`, `.text`."""
    group, _dot, field = name.rpartition(".")
    numbered = []
    for at, context in enumerate(contexts):
        number = value_at(context, name)
        rest = json.dumps({**context, group: {**context[group], field: None}}, sort_keys=True)
        numbered.append((at, None if number is None else str(number), (rest,)))
    alike = sorted(numbered, key=lambda one: one[2])
    for places, text, _rest in sorted(in_series(alike), key=lambda one: int(one[0].split(",")[0])):
        run = [contexts[int(place)] for place in places.split(",")]
        first, last = value_at(run[0], name), value_at(run[-1], name)
        yield {**run[0], "series": {"first": first, "last": last, "number": len(run), "text": text.replace(" - ", "–")}}


def copies_of(visit: Visit, template: Template, ids: Sequence[int]) -> dict[int, int]:
    """How many labels each record gets by what the template says, by its id. Statements only where a field says it."""
    if template.copies.isdecimal() or template.is_jrxml:
        return dict.fromkeys(ids, _copies(template, {}))
    counted = records(visit, wanted(visit, template.subject, {template.copies: 0}), list(dict.fromkeys(ids)))
    return {record: _copies(template, context) for record, context in counted.items()}


def _copies(template: Template, context: Context) -> int:
    """How many labels a record gets: the template's number, or that of a field; nothing below one."""
    told = template.copies if template.copies.isdecimal() else str(value_at(context, template.copies))
    return max(1, min(int(told[:_DIGITS]), limits.LABELS + 1)) if told.isascii() and told.isdecimal() else 1


def sheet_for(template: Template, order: Order) -> Sheet:
    """The sheet that is printed on; a refusal if it has no such place to begin at."""
    return _begun(sheet_named(order.sheet or template.sheet or "a4", template.size), order)


def sheet_on(visit: Visit, template: Template, order: Order) -> Sheet:
    """The same of any label; a refusal also where labels of JasperReports have no places."""
    if not template.is_jrxml:
        return sheet_for(template, order)
    return _begun(sheet_of_labels(visit, template), order)


def _begun(sheet: Sheet, order: Order) -> Sheet:
    if not 1 <= order.start <= sheet.number:
        remedy = (
            _("Choose one from 1 to %(number)d; they are counted column by column.")
            if sheet.is_down
            else _("Choose one from 1 to %(number)d; they are counted row by row.")
        )
        told = _("The sheet has no place %(start)d.") % {"start": order.start}
        raise bad_sheet(told, remedy % {"number": sheet.number})
    return sheet.shifted(order.shift)
