"""The audit log, written as Specify 7 writes it.

In: changes that were just written, in the same transaction. Out: rows of `SpAuditLog`, and of `SpAuditLogField` for
what was changed or deleted. Kept of Specify 7: action codes; the owner of a dependent row, else its collection,
discipline or division as parent; fields by lower-case name, values as texts cut at 65,535 bytes; nothing of a row that
is made; the preferences `auditing.do_audits` and `auditing.audit_field_updates`. Changed on purpose: the stamps that
the program writes itself are not told as changes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from specify.datamodel import present
from specify.datamodel.declaring import Table
from specify.datamodel.inserting import Values, insert
from specify.datamodel.rows import Row
from specify.records.writing.changes import Change, Saving, id_of
from specify.resources.preferences import preferences

_ACTIONS = {"make": 0, "change": 1, "delete": 2}
_NOT_TOLD = frozenset({"version", "timestampCreated", "timestampModified", "createdByAgent", "modifiedByAgent"})
_MOST_BYTES = 2**16 - 1
Told = tuple[str, tuple[object, object]]
"""A field, and its values before and after."""
_SCOPES = (
    ("collectionMemberId", "collection"),
    ("collection", "collection"),
    ("discipline", "discipline"),
    ("division", "division"),
)


def audit(saving: Saving) -> None:
    """Note all changes that were written. Statements follow the number of rows and fields by five hundreds."""
    written = [change for change in saving.changes if not change.is_empty]
    _note(saving, [_log(change) for change in written], map(_told, written))


@dataclass(frozen=True, slots=True)
class Act:
    """An act that has an action code of its own: on which row, what it belongs to, and fields with old and new values.

    The fields are called as Specify calls them there.
    """

    action: int
    table: Table
    row: Row
    parent: int | None
    fields: Mapping[str, tuple[object, object]]


def audit_acts(saving: Saving, acts: Sequence[Act]) -> None:
    """Note acts on rows of a tree, whose parents are rows of the same table; statements as of `audit`."""
    _note(saving, [_log_of_act(act) for act in acts], (act.fields.items() for act in acts))


def _note(saving: Saving, logs: Sequence[Values], fields: Iterable[Iterable[Told]]) -> None:
    """Write rows of the log, each with its fields."""
    if not is_kept(saving):
        return
    stamps = _stamps(saving)
    ids = insert("spauditlog", logs, stamps)
    if tells_fields(saving):
        told = [_field(log, *field) for log, several in zip(ids, fields, strict=True) for field in several]
        insert("spauditlogfield", told, stamps)


def _log_of_act(act: Act) -> Values:
    return {
        "action": act.action,
        "tableNum": act.table.number,
        "recordId": act.row["id"],
        "recordVersion": act.row.get("version") or 0,
        "parentTableNum": None if act.parent is None else act.table.number,
        "parentRecordId": act.parent,
    }


def is_kept(saving: Saving) -> bool:
    """Whether the institution keeps an audit log."""
    return preferences(saving.visit.stamp).text("auditing.do_audits").lower() != "false"


def tells_fields(saving: Saving) -> bool:
    """Whether the log tells the fields that were changed."""
    return preferences(saving.visit.stamp).text("auditing.audit_field_updates").lower() != "false"


def _log(change: Change) -> Values:
    parent = _parent(change)
    return {
        "action": _ACTIONS[change.deed],
        "tableNum": change.table.number,
        "recordId": change.id,
        "recordVersion": change.now("version") or 0,
        "parentTableNum": parent[0].number if parent else None,
        "parentRecordId": parent[1] if parent else None,
    }


def _parent(change: Change) -> tuple[Table, int] | None:
    if change.owner is not None and change.owner.id is not None:
        return change.owner.table, change.owner.id
    for name, level in _SCOPES:
        if name in change.table.fields or name in change.table.relationships:
            found = change.now(name)
            return (present.tables()[level], found) if isinstance(found, int) else None
    return None


def _told(change: Change) -> Iterator[Told]:
    """The fields that differ, with their values before and after."""
    if change.deed == "make":
        return
    names: Sequence[str] = list(change.values)
    if change.deed == "delete":
        keys = [name for name, way in change.table.relationships.items() if way.column]
        names = [*(name for name in change.table.fields if name != "version"), *keys]
    for name in names:
        before = change.before(name)
        after = None if change.deed == "delete" else id_of(change.values[name])
        if (change.deed == "delete" or name not in _NOT_TOLD) and _text(before) != _text(after):
            yield name.lower(), (before, after)


def _field(log: int, name: str, values: tuple[object, object]) -> Values:
    before, after = values
    return {"spAuditLog_id": log, "fieldName": name, "oldValue": _text(before), "newValue": _text(after)}


def _text(value: object) -> str | None:
    """A value as the log keeps it, cut between letters."""
    if value is None:
        return None
    text = _shown(value) if isinstance(value, bytes) else str(value)
    return text.encode("utf-8", "replace")[:_MOST_BYTES].decode("utf-8", "ignore")


def _shown(content: bytes) -> str:
    """Bytes as text, in letters that any log takes: a database of Specify 6 may know three bytes of each only."""
    return "".join(one if one <= "\uffff" else "\ufffd" for one in content.decode("utf-8", "replace"))


def _stamps(saving: Saving) -> dict[str, Any]:
    agent = saving.visit.signing_agent()
    return {
        "timestampCreated": saving.now,
        "timestampModified": saving.now,
        "version": 0,
        "createdByAgent_id": agent,
        "modifiedByAgent_id": agent,
    }
