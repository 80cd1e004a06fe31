"""Stored queries of Specify 6 and 7 become queries; so does what Specify 7 sends for one that is not stored.

In: the id of a row of `spquery`, or a mapping with Specify 7's names. Out: such a mapping; a `Query`; a refusal in a
sentence with the line's number. Kept of Specify 7: the table's number counts, not its name; lines stand in the order of
their positions; a line about a related record tests nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.query.asked import WITHOUT_VALUE, Line, Operator, Order, Query
from specify.query.refusing import BadQuery, check_length
from specify.query.specs import Spec, Told, resolve, table_of
from specify.query.string_ids import string_id
from specify.web.addresses import LARGEST_ID
from specify.web.refusals import missing

Said = Mapping[str, Any]
"""A query as a mapping with Specify 7's names; its lines are a list of mappings under `fields`."""
_OF_QUERY = (
    *("name", "remarks", "contextTableId", "selectDistinct", "smushed", "countOnly", "searchSynonymy", "version"),
    *("specifyUser_id", "isFavorite", "timestampCreated", "timestampModified"),
)
_OF_LINE = (
    *("id", "position", "stringId", "isRelFld", "operStart", "startValue", "isNot", "isDisplay", "sortType"),
    *("formatName", "isStrict", "isPrompt"),
)


def stored_query(query_id: int, record_set: int | None = None) -> Query:
    """The stored query with that id, as Specify 7 understands it. One statement."""
    return query_of({**said_of(query_id), "recordsetid": record_set})


def said_of(query_id: int) -> Said:
    """What the rows of a stored query say; a refusal where there are none. One statement."""
    lines = [f"fields__{name}" for name in _present("spqueryfield", _OF_LINE)]
    found = model("spquery")._default_manager.filter(pk=min(query_id, LARGEST_ID))
    rows = list(found.order_by("fields__position", "fields__id").values(*_present("spquery", _OF_QUERY), *lines))
    if not rows:
        raise missing(
            _("There is no stored query with the number %(number)d.") % {"number": query_id},
            _("It may have been deleted; the list of queries has those that are there."),
        )
    said = {name.removesuffix("_id").lower(): rows[0][name] for name in _present("spquery", _OF_QUERY)}
    fields = [{name.removeprefix("fields__").lower(): row[name] for name in lines} for row in rows]
    return {**said, "id": query_id, "fields": [line for line in fields if line["id"] is not None]}


def _present(table: str, names: Sequence[str]) -> list[str]:
    """Those of the names that the database has columns for."""
    there = present.tables()[table]
    known = {"id", *there.fields, *(f"{name}_id" for name in there.relationships)}
    return [name for name in names if name in known]


def query_of(said: Said) -> Query:
    """The query that a mapping with Specify 7's names says, in any case of letters."""
    said = {str(name).lower(): value for name, value in said.items()}
    lines = lines_of(said)
    base = table_of(_whole(said.get("contexttableid"), "contexttableid"))
    stray = next((line for line in lines if line.spec.base != base.key), None)
    if stray is not None:
        raise BadQuery(
            _("A line of the query begins at another table than the query."), _("Take the line out."), stray.number
        )
    record_set = said.get("recordsetid")
    return Query(
        base=base.key,
        lines=tuple(lines) or (Line(Spec(base.key, (), Told()), number=1),),
        is_distinct=bool(said.get("selectdistinct")),
        is_series=bool(said.get("smushed")),
        is_count=bool(said.get("countonly")),
        with_synonyms=bool(said.get("searchsynonymy")),
        name=str(said.get("name") or ""),
        record_set=None if record_set is None else _whole(record_set, "recordsetid"),
    )


def lines_of(said: Said) -> list[Line]:
    """The lines that a mapping says, in order."""
    return [_line(line, number) for number, line in enumerate(_lines(said.get("fields")), start=1)]


def _lines(said: object) -> Iterable[Said]:
    if not isinstance(said, list) or not all(isinstance(line, Mapping) for line in said):
        raise BadQuery(_("The query has no list of lines called “fields”."), _("Export it anew."))
    check_length(len(said))
    lowered = [{str(name).lower(): value for name, value in line.items()} for line in said]
    places = [_place(line, number) for number, line in enumerate(lowered, start=1)]
    return [lowered[at] for at in sorted(range(len(lowered)), key=places.__getitem__)]


def _place(line: Said, number: int) -> int:
    try:
        return _whole(line.get("position") or 0, "position")
    except BadQuery as bad:
        raise bad.at(number) from bad


def _line(said: Said, number: int) -> Line:
    try:
        is_related = bool(said.get("isrelfld"))
        spec = resolve(string_id(str(said.get("stringid") or "")), is_related=is_related)
        operator = _operator(said.get("operstart"))
        return Line(
            spec=spec,
            operator=operator,
            value="" if is_related else str(said.get("startvalue") or ""),
            is_not=bool(said.get("isnot")),
            is_shown=bool(said.get("isdisplay")),
            order=_order(said.get("sorttype")),
            format=str(said.get("formatname") or ""),
            number=number,
            is_strict=bool(said.get("isstrict")),
            is_prompt=bool(said.get("isprompt")) and operator not in (Operator.ANY, *WITHOUT_VALUE),
        )
    except BadQuery as bad:
        raise bad.at(number) from bad


def _operator(said: object) -> Operator:
    try:
        return Operator(_whole(said, "operstart"))
    except ValueError as unknown:
        raise BadQuery(
            _("There is no operator with the number %(number)s.") % {"number": said}, _("Choose another one.")
        ) from unknown


def _order(said: object) -> Order:
    number = _whole(said or 0, "sorttype")
    return Order(number) if number in (1, 2) else Order.NONE


def _whole(said: object, name: str) -> int:
    if isinstance(said, int) or (isinstance(said, str) and said.isascii() and said.isdecimal()):
        return int(said)
    raise BadQuery(
        _("“%(name)s” of the query is no whole number.") % {"name": name}, _("The file may be damaged; export it anew.")
    )
