"""Rows for a report: those of a stored query, of these records alone, by the names that the report has for its fields.

In: a visit, a query's number, the ids of records. Out: `Filled`; a refusal for a query that is gone or about another
table. Kept of Specify 7: columns are named by their string ids, each row has the `id` of its record and how many rows
there are (`resultsetsize`); what the query asks for is asked beside the records, and a record that is told in several
rows is printed as often; the query means what it means in Specify 7, and none of its switches counts; catalog numbers
stand without the zeros before them. Changed on purpose: rows that the query does not sort stand as their records do.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from specify.printing.jrxml.naming import columns_of
from specify.printing.rendering import limits
from specify.query.asked import Line, Operator, Order, Query
from specify.query.labels import heading
from specify.query.running import rows
from specify.query.specs import Plain, Spec
from specify.query.spelling import spelled
from specify.query.stored import Said, query_of, said_of
from specify.security.entering import Visit
from specify.web.refusals import FORM_STATUS, Refusal

Row = dict[str, Any]
_ID, _SIZE = ALWAYS_THERE = ("id", "resultsetsize")
"""What every row has, whatever the query."""
_NOT_FOUND = 404


@dataclass(frozen=True, slots=True)
class Columns:
    """The stored query with the number `id`, and the names of its columns: string ids as they are stored."""

    id: int
    query: Query
    names: tuple[str, ...]
    title: str

    def captions(self, visit: Visit) -> dict[str, str]:
        """The columns with the institution's words for them."""
        return dict(zip(self.names, (heading(line, visit.captions) for line in self.query.shown), strict=True))


@dataclass(frozen=True, slots=True)
class Filled:
    """The rows, and how many of the records the query left out."""

    rows: Sequence[Row]
    left_out: int = 0


def columns_in(query_id: int, table: str) -> Columns:
    """The stored query as a report is filled by it. One statement."""
    try:
        said = said_of(query_id)
    except Refusal as refusal:
        if refusal.status != _NOT_FOUND:
            raise
        raise no_query(
            _("The query that fills this report, no. %(number)d, is gone.") % {"number": query_id}
        ) from refusal
    query = query_of(said)
    if table and query.base != table:
        raise no_query(
            _("The query “%(name)s” is about another table than the report.") % {"name": query.name or query_id}
        )
    plain = replace(query, is_distinct=False, is_series=False, is_count=False)
    return Columns(query_id, plain, tuple(_names(said, query)), query.name or str(query_id))


def no_query(sentence: str) -> Refusal:
    """There is no query by which a report could be filled."""
    remedy = _("Choose a query for it: its page in the list “Labels and reports” has a link for that.")
    return Refusal(FORM_STATUS, _("This report has no query"), sentence, remedy)


def _names(said: Said, query: Query) -> Iterable[str]:
    if not said["fields"]:
        return [str(spelled(line.spec)[0]) for line in query.shown]
    lines = sorted(said["fields"], key=lambda line: int(line["position"] or 0))
    return [str(line["stringid"]) for line in lines if line["isdisplay"]]


def rows_of(
    visit: Visit, columns: Columns, ids: Sequence[int], fields: Mapping[str, str], *, as_given: bool = False
) -> Filled:
    """The rows of these records; `fields` are names that the report has for some of the columns."""
    base = columns.query.base
    only = Line(Spec(base, (), Plain(_ID)), Operator.IN, ",".join(map(str, ids)), is_shown=False)
    places = {one: at for at, one in enumerate(ids)}
    found = [row for row in _rows(visit, columns, only, fields) if row[_ID] in places]
    if as_given or not any(line.order is not Order.NONE for line in columns.query.lines):
        found.sort(key=lambda row: places[row[_ID]])
    return Filled(_counted(found), len(places.keys() - {row[_ID] for row in found}))


def rows_within(visit: Visit, columns: Columns, fields: Mapping[str, str], by: Mapping[str, Sequence[Any]]) -> Filled:
    """The rows for a report within another; `by` has the values that are wanted of some columns."""
    only = [_among(columns, name, values) for name, values in by.items()]
    return Filled(_counted(list(_rows(visit, columns, next((one for one in only if one), None), fields))))


def _among(columns: Columns, name: str, values: Sequence[Any]) -> Line | None:
    """What asks for values of a column; None where they cannot be told in one line."""
    texts = [str(value) for value in dict.fromkeys(values) if value is not None]
    line = dict(zip(columns.names, columns.query.shown, strict=True)).get(name)
    if line is None or not texts or not isinstance(line.spec.end, Plain) or any("," in text for text in texts):
        return None
    field = line.spec.field
    is_told_as_stored = field is None or field.kind not in ("date", "timestamp", "boolean")
    return Line(line.spec, Operator.IN, ",".join(texts), is_shown=False) if is_told_as_stored else None


def _rows(visit: Visit, columns: Columns, only: Line | None, fields: Mapping[str, str]) -> Iterable[Row]:
    query = columns.query
    asked = replace(query, lines=(*query.lines, only)) if only else query
    named = columns_of(fields.values(), columns.names)
    places = {name: at for at, name in enumerate(columns.names)}
    bound = [(name, places[named[text]]) for name, text in fields.items() if text in named]
    for number, found in enumerate(rows(visit, asked)):
        if number > limits.LABELS:
            raise too_many(number)
        yield {
            _ID: int(found.id),
            **dict(zip(columns.names, found.cells, strict=True)),
            **{name: found.cells[at] for name, at in bound},
        }


def _counted(found: list[Row]) -> list[Row]:
    """The rows, each with their number."""
    return [{**row, _SIZE: str(len(found))} for row in found]


def too_many(number: int) -> Refusal:
    """More than is printed at once."""
    return Refusal(
        FORM_STATUS,
        _("Too many labels"),
        _("%(number)d labels are more than the %(most)d that are printed at once.")
        % {"number": number, "most": limits.LABELS},
        _("Print them in several parts."),
    )
