"""Fills what a template wants from the database, by queries: a few for any number of records.

In: a visit, a `Wanted`, ids. Out: what each record's label is filled with, in the words of `child/fields.py`.
Statements follow the number of records by thousands. What may be read is what queries may ask; values read as in their
results.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format

from specify.printing.templates.latin import scientific
from specify.printing.templates.naming import NAME_ALONE, TODAY, Wanted
from specify.printing.templates.subjects import Gathering
from specify.query.asked import Line, Operator, Order, Query
from specify.query.running import rows
from specify.query.specs import Plain, Spec
from specify.security.entering import Visit

Context = dict[str, Any]
Values = Mapping[tuple[str, str], Any]
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class _Record:
    """A record: its id, whose it is, the ids at the ends from which more is gathered, what it is filled with."""

    id: int
    owner: int
    ends: tuple[Any, ...]
    context: Context


def records(visit: Visit, asked: Wanted, ids: Sequence[int]) -> dict[int, Context]:
    """What each record is filled with, by its id; of records that are not there, or not to be seen here, nothing."""
    themselves = Gathering("", asked.subject, ())
    return {one.id: one.context for one in _read(visit, asked, ids, themselves)}


def around(visit: Visit) -> Context:
    """What every template has: where one prints, and the day."""
    place, today = visit.place, date.today()
    text = date_format(today)
    return {
        "collection": {"name": place.collection_name, "code": place.collection_code},
        "discipline": {"name": place.discipline_name},
        "division": {"name": place.division_name},
        "institution": {"name": place.institution_name},
        TODAY: {"text": text, "year": today.year, "month": today.month, "day": today.day},
    }


def _read(visit: Visit, asked: Wanted, owners: Sequence[int], by: Gathering) -> list[_Record]:
    """The records that a gathering has of these owners, with all that is gathered of them in turn."""
    made = [
        record
        for start in range(0, len(owners), _AT_ONCE)
        for record in _rows(visit, asked, owners[start : start + _AT_ONCE], by)
    ]
    for at, one in enumerate(asked.subject.gatherings):
        if one.name in asked.gathered:
            inner = asked.gathered[one.name]
            theirs = defaultdict(list)
            for record in _read(visit, inner, sorted({of.ends[at] for of in made if of.ends[at]}), one):
                theirs[record.owner].append(record.context)
            for record in made:
                _put(record.context, theirs[record.ends[at]], one, inner)
    return made


def _rows(visit: Visit, asked: Wanted, owners: Sequence[int], by: Gathering) -> Iterator[_Record]:
    base = asked.subject.table
    owner = Spec(base, by.owner, Plain("id"))
    ends = [Spec(base, one.of, Plain("id")) for one in asked.subject.gatherings]
    shown = [one for one in dict.fromkeys((*ends, *asked.fields.values())) if one != owner]
    lines = (
        Line(owner, Operator.IN, ",".join(map(str, owners))),
        *map(Line, shown),
        *(Line(Spec(base, (), Plain(name)), Operator.TRUE, is_shown=False) for name in by.where),
        *(Line(Spec(base, (), Plain(name)), is_shown=False, order=Order.ASCENDING) for name in (*by.order, "id")),
    )
    for found in rows(visit, Query(base, lines)):
        cells = dict(zip((owner, *shown), found.cells, strict=True))
        values = {key: cells[spec] for key, spec in asked.fields.items()}
        yield _Record(int(found.id), cells[owner], tuple(cells[end] for end in ends), _context(asked, values))


def _put(context: Context, gathered: Sequence[Context], one: Gathering, asked: Wanted) -> None:
    """Put what was gathered of a record into what it is filled with."""
    if not one.is_one:
        context[one.name] = {"rows": gathered}
        return
    for name, group in (gathered[0] if gathered else _nothing(asked)).items():
        context[name] = group


def _nothing(asked: Wanted) -> Context:
    """What is told of a record that is not there."""
    context = _context(asked, dict.fromkeys(asked.fields))
    for one in asked.subject.gatherings:
        if one.name in asked.gathered:
            _put(context, (), one, asked.gathered[one.name])
    return context


def _context(asked: Wanted, values: Values) -> Context:
    """The values of a record by group and name; the parts of dates and names put together."""
    context: Context = {}
    for key, value in values.items():
        if " " not in key[1]:
            _group(context, key[0])[key[1]] = _told(asked, values, key, value)
    for group, name in asked.empty:
        _group(context, group)[name] = None
    for group, name in asked.names:
        told = {part: values[group, part] for part in ("fullname", "author", "rankid")}
        author = "" if name == NAME_ALONE else told["author"] or ""
        doubt = values.get(("determination", "qualifier")) or ""
        html = scientific(told["fullname"] or "", author, rank=told["rankid"], qualifier=doubt)
        _group(context, group)[name] = {"html": html}
    return context


def _group(context: Context, name: str) -> Context:
    group: Context = context.setdefault(name, {}) if name else context
    return group


def _told(asked: Wanted, values: Values, key: tuple[str, str], value: Any) -> Any:
    """A value as templates have it."""
    if key in asked.decimals and isinstance(value, str):
        return f"{Decimal(value).normalize():f}"
    if key not in asked.dates or not value:
        return value
    group, name = key
    return {"text": value, **{part.lower(): values[group, f"{name} {part}"] for part in ("Year", "Month", "Day")}}
