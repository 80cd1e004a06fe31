"""Changes stored queries: saves them, saves copies, renames, hands over and deletes them, and makes favourites.

In: a visit, a query, the number of a stored one. Out: rows of `spquery` and `spqueryfield` as Specify 6 and 7 write
them, in one transaction with the audit log; afterwards what the query means here. Kept of Specify 7: the rights to both
tables are asked for; who makes a query owns it; a new one comes last in Specify 6, and one that Specify 6 does not
understand is kept from its short list. A query that is saved as it was is not touched. Changed on purpose: a query that
a report or an export mapping uses is not deleted, and the sentence names these.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import router, transaction
from django.utils.translation import gettext as _

from specify.ask.models import FavouriteQuery
from specify.ask.stored.lines import Kept, Row, is_modern, kept_lines, specify_lines
from specify.ask.stored.listing import free_name
from specify.ask.stored.own import forget, forget_favourites, go_along, keep, own_of
from specify.ask.stored.reading import ask_to_change, ask_to_read, readable
from specify.datamodel import present
from specify.datamodel.tables import model
from specify.query.asked import Query
from specify.query.stored import Said, said_of
from specify.records.saving import carry_out, locked, saved
from specify.records.sets.changing import only_once
from specify.records.writing.changes import Change, NotSaved, Problem
from specify.security.entering import Visit
from specify.web.refusals import Refusal

LAST = 32767
"""The place of a query in Specify 6, which hides those without one."""
_BLANK = {"startValue": "", "fieldName": ""}
"""What Specify leaves blank though it cannot be empty."""


@dataclass(frozen=True, slots=True)
class Called:
    """What a query is called, and what is said of it."""

    name: str
    remarks: str = ""


def make(
    visit: Visit, query: Query, called: Called, like: Sequence[Row] = (), *, once: str = "", renames: bool = False
) -> int:
    """Store a query as a new one; its number. Raises `NotSaved` where it cannot be kept.

    `like` are the rows of the query that it was made from. `once` is a word of the caller's: the same that is asked for
    again with the same word was made already. It `renames` the query where another one of the person's is called so.
    """
    ask_to_read(visit)
    said: list[Said] = []

    def verb() -> int:
        change = Change(present.tables()["spquery"], {}, deed="make")
        _describe(change, query)
        name = free_name(visit, called.name) if renames else called.name
        _call(change, replace(called, name=name))
        change.values |= {"specifyUser": visit.user.pk, "ordinal": LAST, "formatAuditRecIds": False}
        lines = [_made(change, kept) for kept in kept_lines(query, like)]
        carry_out(visit, [change, *lines])
        said[:] = [said_of(change.id or 0)]
        return change.id or 0

    made = only_once(visit, once, ("spquery", called.name, called.remarks, repr(query)), verb, of="spquery")
    if said or own_of(made) is None:
        keep(said[0] if said else said_of(made), query)
    return made


def save_over(visit: Visit, query_id: int, query: Query, called: Called, *, version: str = "") -> None:
    """Store a query in the place of the one with that number. Raises `NotSaved` where it cannot be kept.

    `version` is that of the query that the person has seen; with another one nothing is saved.
    """

    def verb() -> Said:
        change = _held(visit, query_id)
        if version and version != str(change.before("version")):
            raise NotSaved([Problem(change, "", _changed_meanwhile())])
        if change.before("contextTableId") != present.tables()[query.base].number:
            raise NotSaved([Problem(change, "", _of_another_table())])
        rows = rows_of(query_id, held=True)
        kept = kept_lines(query, rows)
        lines = [_changed(change, one) if one.row else _made(change, one) for one in kept]
        goes_on = {one.row["id"] for one in kept if one.row}
        gone = [_line(change, row, deed="delete") for row in rows if row["id"] not in goes_on]
        _call(change, called)
        _describe(change, query)
        lines = [line for line in [*lines, *gone] if not line.is_empty]
        if not (lines or change.values.keys() - {"isFavorite"}):
            change.values.clear()
        change.touched = bool(lines)
        carry_out(visit, [change, *lines])
        return said_of(query_id)

    keep(saved(verb), query)


def rename(visit: Visit, query_id: int, called: Called) -> None:
    """Give a query another name and other remarks. Raises `NotSaved` where they cannot be kept."""
    _alter(visit, query_id, lambda change: _call(change, called))


def hand_over(visit: Visit, query_id: int, name: str) -> None:
    """Let the user of that name own a query; with the same right they have had before, others may open it."""
    user = model("specifyuser")._default_manager.filter(name=name.strip()).values_list("pk", flat=True).first()

    def alter(change: Change) -> None:
        if user is None:
            told = _("There is no user “%(name)s”. Write the name with which they sign in.") % {"name": name[:100]}
            raise NotSaved([Problem(change, "to", told)])
        change.put("specifyUser", user)

    _alter(visit, query_id, alter)


def delete(visit: Visit, query_id: int) -> None:
    """Delete a query, with its lines and with what it means here."""

    def verb() -> None:
        change = _held(visit, query_id, "delete")
        users = users_of(query_id)
        if users:
            raise Refusal(422, _("Not deleted"), " ".join(users), _("Delete these first, or keep the query."))
        change.deed = "delete"
        carry_out(visit, [change])

    saved(verb)
    forget([query_id])
    forget_favourites([query_id])


def users_of(query_id: int) -> list[str]:
    """What keeps a query from being deleted, a sentence for each. Two statements."""
    reports = model("spreport")._default_manager.filter(query=query_id).order_by("name").values_list("name", flat=True)
    told = [_("The report “%(name)s” is made of this query.") % {"name": name} for name in reports[:10]]
    found = model("spexportschemaitemmapping")._default_manager.filter(queryField__query=query_id)
    names = found.order_by("exportSchemaMapping__mappingName").values_list(
        "exportSchemaMapping__mappingName", flat=True
    )
    return [
        *told,
        *(
            _("The export mapping “%(name)s” uses this query.") % {"name": name or "–"}
            for name in names.distinct()[:10]
        ),
    ]


def favour(visit: Visit, query_id: int, *, wanted: bool) -> None:
    """Make a query a favourite of the person's, or no longer."""
    mine = {"user_id": visit.user.pk, "query_id": query_id}
    if not wanted:
        FavouriteQuery.objects.filter(**mine).delete()
        return
    readable(visit, query_id)
    with transaction.atomic(router.db_for_write(FavouriteQuery)):
        FavouriteQuery.objects.get_or_create(**mine)


def rows_of(query_id: int, *, held: bool = False) -> list[Row]:
    """The rows of a query's lines in order, `held` until the end of the transaction."""
    lines = model("spqueryfield")._default_manager.filter(query=query_id).order_by("position", "pk")
    if not held:
        return list(lines.values())
    ids = list(lines.values_list("pk", flat=True))
    found = locked("spqueryfield", ids)
    return [found[one] for one in ids if one in found]


def _alter(visit: Visit, query_id: int, alter: Callable[[Change], None]) -> None:
    """Change a query's own row, and nothing of what it means."""

    def verb() -> tuple[Said, Said]:
        change = _held(visit, query_id)
        before = said_of(query_id)
        alter(change)
        carry_out(visit, [change])
        return before, said_of(query_id)

    go_along(*saved(verb))


def _held(visit: Visit, query_id: int, action: str = "update") -> Change:
    """The row of a query that the person may change, held until the end of the transaction."""
    found = locked("spquery", [query_id])
    # Only now, since it may have been deleted while we waited.
    ask_to_change(visit, readable(visit, query_id), action)
    return Change(present.tables()["spquery"], {}, found[query_id])


def _call(change: Change, called: Called) -> None:
    change.put("name", called.name)
    if (change.before("remarks") or "") != called.remarks:
        change.put("remarks", called.remarks or None)


def _describe(change: Change, query: Query) -> None:
    """Put what a query says beside its lines."""
    table = present.tables()[query.base]
    lines = list(specify_lines(query))
    values: dict[str, Any] = {
        "contextName": table.name,
        "contextTableId": table.number,
        "countOnly": query.is_count,
        "selectDistinct": query.is_distinct,
        "smushed": query.is_series,
        "searchSynonymy": query.with_synonyms,
        "isFavorite": not (is_modern(lines) or query.groups),
    }
    for name, value in values.items():
        if change.stored is None or (change.before(name) or False) != value:
            change.put(name, value)


def _made(query: Change, kept: Kept) -> Change:
    change = _line(query, None, name=str(kept.line.number), deed="make")
    change.put("query", query)
    for name, value in kept.values.items():
        change.put(name, value)
    return change


def _changed(query: Change, kept: Kept) -> Change:
    """A row that goes on; what means the same there is not written: nothing, no and blank."""
    change = _line(query, kept.row, name=str(kept.line.number))
    for name, value in kept.values.items():
        if (change.before(name) or "") != (value or ""):
            change.put(name, value)
    return change


def _line(query: Change, row: Row | None, **more: Any) -> Change:
    table, way = present.tables()["spqueryfield"], query.table.relationships["fields"]
    return Change(table, {}, row, owner=query, way=way, copied=_BLANK, **more)


def _changed_meanwhile() -> str:
    return _(
        "Somebody has changed this query since the page was opened. Look at it, or save once more to put yours in its"
        " place."
    )


def _of_another_table() -> str:
    return _("The stored query is about another table. Save this one as a new query.")
