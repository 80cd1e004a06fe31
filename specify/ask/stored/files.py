"""Queries as files, which Specify 7 exports and imports, too.

In: what the rows of a query say, and ours if there is one; the bytes of a file. Out: JSON; a query with its name and
remarks, or a refusal in a sentence that names the line. Kept of Specify 7: names in small letters, lines under
`fields`; people, and numbers of rows, mean nothing in another database and are passed over, and so is what one does not
know. Ours stands under a name that Specify does not know: there the file means what its lines mean.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from specify.ask.stored.changing import Called
from specify.ask.stored.lines import Row
from specify.datamodel import present
from specify.query.asked import Query
from specify.query.refusing import BadQuery
from specify.query.stored import query_of
from specify.query.texts import Pairs, pairs_of, query_of_pairs

LARGEST = 1_000_000
"""Bytes of a file: a line of a query has a few hundred."""
OURS = "web_query"
_KEPT = ("isPrompt", "alwaysFilter", "allowNulls")
_PAIR = ("name", "value")


@dataclass(frozen=True, slots=True)
class InFile:
    """What a file says: a query, its name and remarks, and its lines as rows."""

    query: Query
    called: Called
    rows: Sequence[Row]


def written(query: Row, rows: Sequence[Row], ours: Pairs | None) -> bytes:
    """The file of a query. `query` and `rows` are what Specify's tables have of it, `ours` what it means here."""
    told = {**_told("spquery", query), "fields": [_told("spqueryfield", row) for row in rows]}
    if ours:
        told[OURS] = [list(pair) for pair in ours]
    return json.dumps(told, ensure_ascii=False, indent="\t", default=_moment).encode()


def read(data: bytes) -> InFile:
    """What a file says."""
    try:
        said = json.loads(data.decode("utf-8-sig"))
        json.dumps(said, ensure_ascii=False).encode()  # halves of letters cannot be stored
    except (ValueError, RecursionError) as error:
        raise BadQuery(
            _("The file is no query: it cannot be read as JSON."), _("Export the query anew, here or in Specify 7.")
        ) from error
    if not isinstance(said, dict):
        raise BadQuery(
            _("The file is no query: it has no “contexttableid” and no “fields”."),
            _("Export the query anew, here or in Specify 7."),
        )
    said = {str(name).lower(): value for name, value in said.items()}
    query = query_of({**said, "recordsetid": None})
    called = Called(_text(said.get("name")), _text(said.get("remarks")))
    ours = _ours(said.get(OURS), query)
    return InFile(ours or query, called, [_row(line) for line in said["fields"]])


def _told(table: str, row: Row) -> dict[str, Any]:
    """The fields of a row, without keys to other rows."""
    fields = present.tables()[table].fields
    return {"id": row["id"], **{name.lower(): row[name] for name in fields if name in row}}


def _moment(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _text(value: object) -> str:
    return value.replace("\x00", "").strip() if isinstance(value, str) else ""


def _ours(said: object, query: Query) -> Query | None:
    if said is None:
        return None
    if not isinstance(said, list) or not all(isinstance(one, list) and len(one) == len(_PAIR) for one in said):
        raise BadQuery(
            _("“%(name)s” in the file is no list of pairs of names and texts.") % {"name": OURS},
            _("Take it out of the file, and the query means what it means in Specify."),
        )
    ours = query_of_pairs([(str(name), str(value)) for name, value in said])
    if ours.base != query.base:
        raise BadQuery(
            _("“%(name)s” in the file is about another table than the query.") % {"name": OURS},
            _("Take it out of the file, and the query means what it means in Specify."),
        )
    return replace(ours, record_set=None)


def _row(line: Mapping[str, Any]) -> Row:
    """What Specify 6 knows of a line; the rest the query says."""
    said = {str(name).lower(): value for name, value in line.items()}
    row = {"operStart": said.get("operstart"), "stringId": str(said.get("stringid") or "")}
    row |= {"isRelFld": bool(said.get("isrelfld")), "startValue": str(said.get("startvalue") or "")}
    row |= {"isNot": bool(said.get("isnot")), "isDisplay": bool(said.get("isdisplay"))}
    row |= {name: bool(said[name.lower()]) for name in _KEPT if said.get(name.lower()) is not None}
    return row


def pairs_for(query: Query) -> Pairs | None:
    """What stands in a file of what a query means here, if that is not what Specify's lines mean."""
    return pairs_of(replace(query, record_set=None)) if query.is_ours else None
