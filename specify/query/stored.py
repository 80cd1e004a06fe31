"""Stored queries of Specify 6 and 7 become queries; so does what Specify 7 sends for one that is not stored.

In: the id of a row of `spquery`, or such a mapping. Out: a `Query`; a refusal in a sentence with the line's number.
Kept of Specify 7: the table's number counts, not its name; lines stand in the order of their positions; a line about a
related record tests nothing; `currentSpecifyUserName` is the name of the person who asks.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from specify.datamodel.tables import model
from specify.query.asked import Line, Operator, Order, Query
from specify.query.refusing import BadQuery
from specify.query.specs import Spec, Told, resolve, table_of
from specify.query.string_ids import string_id
from specify.security.entering import Visit
from specify.web.refusals import missing

MOST_LINES = 500
_MYSELF = "currentSpecifyUserName"
_FIELDS = {
    "stringid": "stringId",
    "isrelfld": "isRelFld",
    "operstart": "operStart",
    "startvalue": "startValue",
    "isnot": "isNot",
    "isdisplay": "isDisplay",
    "sorttype": "sortType",
    "formatname": "formatName",
    "position": "position",
}


def stored_query(visit: Visit, query_id: int, record_set: int | None = None) -> Query:
    """The stored query with that id. Two statements."""
    row: Any = model("spquery")._default_manager.filter(pk=query_id).first()
    if row is None:
        raise missing(
            _("There is no stored query with the number %(number)d.") % {"number": query_id},
            _("It may have been deleted; the list of queries has those that are there."),
        )
    names = [name for name in _FIELDS.values() if name in {field.name for field in model("spqueryfield")._meta.fields}]
    lines = model("spqueryfield")._default_manager.filter(query=query_id).order_by("position", "id").values(*names)
    return query_of(
        visit,
        {
            "name": row.name,
            "contexttableid": row.contextTableId,
            "selectdistinct": row.selectDistinct,
            "smushed": getattr(row, "smushed", None),
            "countonly": row.countOnly,
            "searchsynonymy": row.searchSynonymy,
            "recordsetid": record_set,
            "fields": [{key: line.get(name) for key, name in _FIELDS.items()} for line in lines],
        },
    )


def query_of(visit: Visit, said: Mapping[str, Any]) -> Query:
    """The query that a mapping with Specify 7's names says, in any case of letters."""
    said = {str(name).lower(): value for name, value in said.items()}
    lines = _lines(said.get("fields"))
    base = table_of(_whole(said.get("contexttableid"), "contexttableid"))
    made = [_line(visit, line, number) for number, line in enumerate(lines, start=1)]
    stray = next((line for line in made if line.spec.base != base.key), None)
    if stray is not None:
        raise BadQuery(
            _("A line of the query begins at another table than the query."), _("Take the line out."), stray.number
        )
    record_set = said.get("recordsetid")
    return Query(
        base=base.key,
        lines=tuple(made) or (Line(Spec(base.key, (), Told()), number=1),),
        is_distinct=bool(said.get("selectdistinct")),
        is_series=bool(said.get("smushed")),
        is_count=bool(said.get("countonly")),
        with_synonyms=bool(said.get("searchsynonymy")),
        name=str(said.get("name") or ""),
        record_set=None if record_set is None else _whole(record_set, "recordsetid"),
    )


def _lines(said: object) -> Iterable[Mapping[str, Any]]:
    if not isinstance(said, list) or not all(isinstance(line, Mapping) for line in said):
        raise BadQuery(_("The query has no list of lines called “fields”."), _("Export it anew."))
    if len(said) > MOST_LINES:
        raise BadQuery(
            _("The query has %(number)d lines; %(most)d are the most that can be asked at once.")
            % {"number": len(said), "most": MOST_LINES},
            _("Ask in several queries, or for the values of one line with commas between them."),
        )
    lowered = [{str(name).lower(): value for name, value in line.items()} for line in said]
    return sorted(lowered, key=lambda line: _whole(line.get("position") or 0, "position"))


def _line(visit: Visit, said: Mapping[str, Any], number: int) -> Line:
    try:
        is_related = bool(said.get("isrelfld"))
        spec = resolve(string_id(str(said.get("stringid") or "")), is_related=is_related)
        value = "" if is_related else str(said.get("startvalue") or "")
        return Line(
            spec=spec,
            operator=_operator(said.get("operstart")),
            value=visit.user.name if value == _MYSELF and spec.table.key == "specifyuser" else value,
            is_not=bool(said.get("isnot")),
            is_shown=bool(said.get("isdisplay")),
            order=_order(said.get("sorttype")),
            format=str(said.get("formatname") or ""),
            number=number,
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
