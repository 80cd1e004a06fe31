"""What a person carries forward from record to record, and which buttons for further records they have.

In: a visit, a table, and what they chose. Out: names of fields and relationships; the buttons; the choice stored. Kept
of Specify 7: its preferences of a person in a collection, by which a table has a list of the names that are carried
(all that a copy has as long as there is none), and lists of the tables that carry forward, are not cloned, are not
added to. On purpose otherwise: what is required is carried in any case, as Specify 7 has it where it makes many records
at once; and so is what says to whom a record belongs.
"""

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from specify.datamodel.declaring import Field, Relationship, Table
from specify.records.copying.copyable import copied_along, copyable, is_copyable
from specify.resources.preferences import default_preference, user_preference
from specify.security.entering import Visit
from specify.security.preferring import save_preferences

_FORMS = ("form", "preferences")
_CARRIED, _ENABLED, _NO_CLONE, _NO_ADD = "carryForward", "enableCarryForward", "disableClone", "disableAdd"
_TO_SET = "createRecordSetOnBulkCarryForward"
OWNERS = frozenset(
    {"collection", "collectionMemberId", "definition", "definitionItem", "discipline", "division", "institution"}
)
# What says something of another field, and is carried with it.
_ENDINGS = ("Precision", "Verbatim", "Unit")
_TYPED = {"lat1text": "latitude1", "lat2text": "latitude2", "long1text": "longitude1", "long2text": "longitude2"}


class Offers(NamedTuple):
    """Which further records are offered beside one: an empty one, its copy, one like it in part."""

    adds: bool
    clones: bool
    carries: bool


def offers(visit: Visit, table: Table) -> Offers:
    """Those that this person has not switched off; whether they may create a record is another question."""
    may_copy = is_copyable(table)
    return Offers(
        not _is_listed(visit, _NO_ADD, table),
        may_copy and not _is_listed(visit, _NO_CLONE, table),
        may_copy and _is_listed(visit, _ENABLED, table),
    )


def carried(visit: Visit, table: Table) -> Collection[str]:
    """The names of what is carried forward, of all that a copy has."""
    told = user_preference(visit.viewer, visit.stamp, *_FORMS, _CARRIED, table.name)
    members = members_of(visit, table)
    if not isinstance(told, list):
        return frozenset(one.name for one in members)
    chosen = {str(name).lower() for name in told}
    return frozenset(one.name for one in members if one.name.lower() in chosen or is_always_carried(one))


def members_of(visit: Visit, table: Table) -> tuple[Field | Relationship, ...]:
    """All that a copy of a record has."""
    return (*copyable(visit, table), *copied_along(visit, table))


def is_always_carried(member: Field | Relationship) -> bool:
    """Whether there is no choice."""
    return member.required or member.name in OWNERS


def leading(table: Table, name: str) -> str:
    """The field that it is chosen with: that of which it says something, or itself."""
    for ending in _ENDINGS:
        if name.endswith(ending) and name.removesuffix(ending) in table.fields:
            return name.removesuffix(ending)
    return _TYPED.get(name, name)


def save_carried(visit: Visit, table: Table, chosen: Iterable[str], *, is_offered: bool) -> None:
    """Remember which fields are carried forward, told by those that others are chosen with, and whether it is offered.

    Where all are, no list is kept, so that fields that a later database has are carried, too.
    """
    leads, members = set(chosen), members_of(visit, table)
    names = [one.name for one in members if is_always_carried(one) or leading(table, one.name) in leads]
    path = (*_FORMS, _CARRIED, table.name)
    default = default_preference(visit.viewer, visit.stamp, *path)
    enabled = _listed(visit, _ENABLED)
    wished = [*(name for name in enabled if name != table.name), *([table.name] if is_offered else [])]
    changes: dict[tuple[str, ...], Any] = {path: None if len(names) == len(members) and default is None else names}
    if set(wished) != set(enabled):
        changes[*_FORMS, _ENABLED] = wished
    changes = {path: value for path, value in changes.items() if value != _stored(visit, path)}
    save_preferences(visit.viewer, changes, visit.agent_id)


def goes_to_set(visit: Visit, table: Table) -> bool:
    """Whether many records that are made at once go into a set, as this person had it last."""
    return _is_listed(visit, _TO_SET, table)


def save_goes_to_set(visit: Visit, table: Table, wanted: bool) -> None:
    """Remember that."""
    if wanted != goes_to_set(visit, table):
        others = [name for name in _listed(visit, _TO_SET) if name != table.name]
        listed = [*others, *([table.name] if wanted else [])]
        save_preferences(visit.viewer, {(*_FORMS, _TO_SET): listed}, visit.agent_id)


def _stored(visit: Visit, path: tuple[str, ...]) -> Any:
    return user_preference(visit.viewer, visit.stamp, *path)


def _listed(visit: Visit, name: str) -> list[str]:
    """The tables in one of the lists."""
    told = _stored(visit, (*_FORMS, name))
    return [str(one) for one in told] if isinstance(told, list) else []


def _is_listed(visit: Visit, name: str, table: Table) -> bool:
    return table.name in _listed(visit, name)
