"""The lines of a query as rows of Specify.

In: a query, and rows that were there, of this query or of the one it was copied from. Out: for each line that Specify
can hold, the row it goes on from and the values that it is to have. Kept of Specify 7: alternatives stand at one
position, and only the first of them is shown; path and name are written beside the string id that says both. A row goes
on as long as there is a line about the same thing, since export mappings point to it; and what only Specify 6 knows of
it stays: whether it asks for a value, filters always, or lets empty values pass. A count, which Specify does not know,
shows it the records that are counted; one that is only asked about is left out.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from specify.datamodel import present
from specify.query.asked import WITHOUT_VALUE, Line, Operator, Query
from specify.query.refusing import BadQuery
from specify.query.specs import Counted, Gathered, Spec, resolve
from specify.query.spelling import spelled
from specify.query.string_ids import string_id

Row = Mapping[str, Any]
"""A row of `spqueryfield` by the names of its fields."""
LONGEST_NAME = 32
"""What `fieldName` can hold; only the string id is read, by any program."""
_FROM_ROW = (
    *("stringId", "tableList", "fieldName", "isRelFld", "contextTableIdent", "columnAlias"),
    *("isPrompt", "alwaysFilter", "allowNulls", "operEnd", "endValue"),
)
_ALIKE: tuple[Callable[[Line], object], ...] = (
    lambda line: (line.spec, line.operator, line.value, line.is_not, line.is_shown),
    lambda line: (line.spec, line.operator),
    lambda line: line.spec,
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A line as Specify keeps it: the row it goes on from, and all its values."""

    line: Line
    row: Row | None
    values: Mapping[str, Any]


def kept_lines(query: Query, rows: Sequence[Row]) -> list[Kept]:
    """The lines of a query as Specify keeps them; `rows` are those that were there, in their order."""
    lines = list(specify_lines(query))
    found = _matched(lines, rows)
    places = _positions(lines, found)
    return [Kept(line, row, _values(line, row, place)) for line, row, place in zip(lines, found, places, strict=True)]


def specify_lines(query: Query) -> Iterator[Line]:
    """The lines that Specify can hold; their numbers are those of the query's lines."""
    for number, line in enumerate(query.lines, start=1):
        end = line.spec.end
        if not isinstance(end, Counted):
            yield replace(line, number=number)
        elif line.is_shown:
            yield Line(Spec(line.spec.base, line.spec.path, Gathered(end.relationship)), number=number)


def is_modern(lines: Sequence[Line]) -> bool:
    """Whether lines ask what Specify 6 does not understand; Specify 7 then keeps a query from its short list."""
    asked = [line.spec for line in lines if line.operator is not Operator.ANY]
    compared = (Operator.GREATER, Operator.LESS, Operator.GREATER_OR_EQUAL, Operator.LESS_OR_EQUAL)
    return len(asked) > len(set(asked)) or any(
        "today" in line.value
        or "currentSpecifyUserName" in line.value
        or line.operator in (Operator.AGE_RANGE, Operator.AGE_PERIOD)
        or (line.operator in compared and line.spec.field is not None and line.spec.field.kind in ("string", "text"))
        for line in lines
    )


def _said(line: Line) -> dict[str, Any]:
    """The values that a line says itself."""
    named, is_related = spelled(line.spec)
    target = present.tables()[named.table]
    return {
        "stringId": str(named),
        "tableList": str(named).split(".", 1)[0],
        "fieldName": named.field[:LONGEST_NAME],
        "isRelFld": is_related,
        "contextTableIdent": target.number,
        "isDisplay": line.is_shown,
        "isNot": line.is_not,
        "operStart": int(line.operator),
        "startValue": line.value,
        "sortType": int(line.order),
        "formatName": line.format or None,
        "isStrict": line.is_strict,
        "isPrompt": line.is_prompt,
        "alwaysFilter": False,
        "allowNulls": False,
    }


def _values(line: Line, row: Row | None, place: int) -> dict[str, Any]:
    """All values of a line; what its row has and the line does not say stays."""
    values = {**_said(line), "position": place}
    if row is None:
        return values
    values |= {name: row[name] for name in _FROM_ROW if name in row}
    if line.operator is not Operator.ANY and line.operator not in WITHOUT_VALUE:
        values["isPrompt"] = line.is_prompt
    if values["isRelFld"]:
        values["startValue"] = row["startValue"] or ""  # no program reads it
    return values


def _matched(lines: Sequence[Line], rows: Sequence[Row]) -> list[Row | None]:
    """For each line the row that is most like it, and that no other line has."""
    found: list[Row | None] = [None] * len(lines)
    read = [(row, line) for row in rows if (line := _line(row)) is not None]
    for alike in _ALIKE:
        left: dict[object, list[Row]] = {}
        for row, line in read:
            if not any(row is taken for taken in found):
                left.setdefault(alike(line), []).append(row)
        for place, line in enumerate(lines):
            if found[place] is None and (fitting := left.get(alike(line))):
                found[place] = fitting.pop(0)
    return found


def _line(row: Row) -> Line | None:
    """What a row is about, if this database knows it."""
    try:
        spec = resolve(string_id(row["stringId"] or ""), is_related=bool(row["isRelFld"]))
        operator = Operator(row["operStart"])
    except (BadQuery, ValueError):
        return None
    value = "" if row["isRelFld"] else row["startValue"] or ""
    return Line(spec, operator, value, bool(row["isNot"]), bool(row["isDisplay"]))


def _positions(lines: Sequence[Line], rows: Sequence[Row | None]) -> list[int]:
    """Where the lines stand: as they stood, if that is their order; else counted, alternatives alike."""
    stood = [(row["position"], row.get("id") or 0) for row in rows if row is not None and "position" in row]
    if len(stood) == len(lines) and stood == sorted(stood):
        return [position for position, _id in stood]
    places: list[int] = []
    for place, line in enumerate(lines):
        is_more = place > 0 and line.spec == lines[place - 1].spec and not line.is_shown and _rises(rows, place)
        places.append(places[-1] if is_more else (places[-1] + 1 if places else 0))
    return places


def _rises(rows: Sequence[Row | None], place: int) -> bool:
    """Whether a row will stand behind the one before it at the same position, where their ids decide."""
    before, here = rows[place - 1], rows[place]
    return here is None or (before is not None and (before.get("id") or 0) < (here.get("id") or 0))
