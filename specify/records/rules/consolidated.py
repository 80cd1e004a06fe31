"""Consolidated groups: what hangs together is lent, given away, disposed of and returned together, and whole.

Kept of Specify 7: in a loan, gift or disposal that is there already, a preparation that is added brings its siblings,
and one that is taken out takes them with it; each goes in full, as far as it is available; what comes back of one comes
back of all that are on the same loan, and whole. Changed on purpose: what is brought along is on loan like the one that
brought it, where Specify calls it resolved from the start.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from specify.datamodel.rows import Row
from specify.datamodel.selecting import rows_by_id
from specify.datamodel.tables import model
from specify.records.rules.availability import available, need
from specify.records.rules.siblings import Siblings, siblings_of
from specify.records.writing.changes import Change, Saving, ids_of

# The lines of each kind of dealing, and the way to it.
_LINES = {"loanpreparation": "loan", "giftpreparation": "gift", "disposalpreparation": "disposal"}
_RETURN = "loanreturnpreparation"
_TOLD_OF_RETURNS = ("returnedDate", "receivedBy", "remarks")


def before(saving: Saving) -> None:
    """Bring and take along the siblings of lines that come and go, and let all of them go and come back whole."""
    lines = [change for change in saving.of(*_LINES, deeds=("make", "change", "delete")) if _is_telling(change)]
    returns = list(saving.of(_RETURN, deeds=("make",)))
    lent = saving.settled(lambda: {change: saving.at(change, "loanPreparation", "preparation") for change in returns})
    siblings = siblings_of(ids_of([*(change.now("preparation") for change in lines), *lent.values()]))
    if not siblings:
        return
    for table, way in _LINES.items():
        own = [change for change in lines if change.table.key == table and change.now("preparation") in siblings]
        _bring(saving, siblings, way, [change for change in own if change.deed == "make"])
        _take(saving, siblings, way, [change for change in own if change.deed == "delete"])
    _fill(saving, siblings)
    _return(saving, siblings, {change: one for change, one in lent.items() if one in siblings})


def after(saving: Saving) -> None:
    """Nothing."""


def _is_telling(change: Change) -> bool:
    if change.deed == "delete":
        return change.owner is None or change.owner.deed != "delete"
    return change.alters("preparation", "quantity")


def _bring(saving: Saving, siblings: Siblings, way: str, added: Iterable[Change]) -> None:
    """Add lines for the siblings of new lines to what was there already."""
    wanted: dict[tuple[int, int], Change] = {}
    for change in added:
        if isinstance(owner := change.now(way), int):
            wanted.update({(owner, sibling): change for sibling in siblings[change.now("preparation")]})
    if not wanted:
        return
    table = next(iter(wanted.values())).table.key
    there = {(row[f"{way}_id"], row["preparation_id"]) for row in _stored(table, way, wanted)}
    there |= {(change.now(way), change.now("preparation")) for change in saving.of(table)}
    for (owner, sibling), change in wanted.items():
        if (owner, sibling) not in there:
            values = {way: owner, "preparation": sibling, "quantity": 1}
            saving.add(table, values, owner=change.owner, way=change.way)


def _take(saving: Saving, siblings: Siblings, way: str, removed: Iterable[Change]) -> None:
    """Take out the lines of the siblings of those that are taken out."""
    wanted: dict[tuple[int, int], Change] = {}
    for change in removed:
        pairs = {(change.before(way), sibling): change for sibling in siblings[change.before("preparation")]}
        wanted.update(pairs)
    if not wanted:
        return
    table = next(iter(wanted.values())).table.key
    stored = {row["id"]: wanted[row[f"{way}_id"], row["preparation_id"]] for row in _stored(table, way, wanted)}
    there = {row_id: change for row_id, change in stored.items() if saving.of_row(table, row_id) is None}
    for row in rows_by_id(table, there, locked=True) if there else ():
        change = there[row["id"]]
        saving.add(table, {}, stored=row, deed="delete", owner=change.owner, way=change.way)


def _stored(table: str, way: str, wanted: Mapping[tuple[int, int], Change]) -> list[dict[str, Any]]:
    """The stored lines among these pairs of dealing and preparation."""
    dealings, preparations = {pair[0] for pair in wanted}, {pair[1] for pair in wanted}
    query = model(table)._default_manager.filter(**{f"{way}_id__in": dealings}, preparation_id__in=preparations)
    names = ("id", f"{way}_id", "preparation_id")
    return [row for row in query.values(*names) if (row[names[1]], row["preparation_id"]) in wanted]


def _fill(saving: Saving, siblings: Siblings) -> None:
    """Let each line that is written have all that is available."""
    together = {one for found in siblings.values() for one in found}
    lines = [
        change
        for change in saving.of(*_LINES)
        if change.now("preparation") in together and change.alters("preparation", "quantity")
    ]
    left = available(saving, [change.now("preparation") for change in lines])
    for change in lines:
        if (count := left[change.now("preparation")]) is not None:
            change.put("quantity", max(count + need(change), 0))


def _return(saving: Saving, siblings: Siblings, returned: Mapping[Change, int]) -> None:
    """Let what comes back come back whole, and its siblings on the same loan with it."""
    if not returned:
        return
    loans = saving.settled(lambda: {change: saving.at(change, "loanPreparation", "loan") for change in returned})
    wanted = {
        (loan, sibling): change
        for change, loan in loans.items()
        if isinstance(loan, int)
        for sibling in siblings[returned[change]]
    }
    ids = [row["id"] for row in _stored("loanpreparation", "loan", wanted)] if wanted else []
    told = {change.now("loanPreparation"): change for change in returned}
    for line in rows_by_id("loanpreparation", ids) if ids else ():
        left = max((line["quantity"] or 0) - (line["quantityResolved"] or 0), 0)
        change = told.get(line["id"])
        if change is None and left:
            change = _copied(saving, wanted[line["loan_id"], line["preparation_id"]], line)
        if change is not None:
            change.put("quantityReturned", left)
            change.put("quantityResolved", left)


def _copied(saving: Saving, change: Change, line: Row) -> Change:
    """A return of another line, told like the one that was entered."""
    values = {name: change.now(name) for name in _TOLD_OF_RETURNS}
    return saving.add(_RETURN, {**values, "loanPreparation": line["id"]})
