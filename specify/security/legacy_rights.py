"""Rights in a database of 6.8, which has no policies: what Specify 7's conversion would grant, less what 6.8 withholds.

In: a user's id and a collection's. Out: `Rights`. Kept of Specify: a user reaches a collection when linked to its user
principal; the user's type decides the rest as Specify 7 converts it; an Administrator principal makes an administrator.
Changed on purpose: a permission row `DO.<table>` of the user's principals here that lacks an action takes that action
away, also where another row has it; without the right to see a table, nothing may be done to it. In doubt less. Nothing
is ever written: Specify 6 goes on owning these tables.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import connections, router

from specify.datamodel import present, tables
from specify.security.policies import EVERYTHING, Policy, Rights

# Specify 6 writes the words that are granted, separated by commas; ours on the right.
ACTIONS = {"view": "read", "add": "create", "modify": "update", "delete": "delete"}
USER_PRINCIPAL = "UserPrincipal"
ADMINISTRATOR = ("AdminPrincipal", "Administrator")
PREFIX = "do."
READER = (("/field/%", "%"), ("/table/%", "read"), ("/querybuilder/%", "%"), ("/system/sp7/collection", "access"))
WRITER = (("/tree/%", "%"), ("/report", "%"))
OWN_TABLES = ("picklist", "picklistitem", "recordset", "recordsetitem", "spquery", "spqueryfield")

_PRINCIPALS = """
    SELECT u.UserType, p.GroupSubClass, p.groupType, p.Name, p.userGroupScopeID, m.Name, m.Actions
    FROM specifyuser u
    JOIN specifyuser_spprincipal l ON l.SpecifyUserID = u.SpecifyUserID
    JOIN spprincipal p ON p.SpPrincipalID = l.SpPrincipalID
    LEFT JOIN (
        spprincipal_sppermission k JOIN sppermission m ON m.SpPermissionID = k.SpPermissionID AND m.Name LIKE 'DO.%%'
    ) ON k.SpPrincipalID = p.SpPrincipalID
    WHERE u.SpecifyUserID = %s
"""


class Principal(NamedTuple):
    """One principal of a user, with one of its table permissions or none (`permission` None)."""

    user_type: str | None
    sub_class: str
    group_type: str | None
    name: str
    scope: int | None
    permission: str | None = None
    actions: str | None = None

    @property
    def is_user_of_collection(self) -> bool:
        """Whether it is the principal that lets its user into the collection of its scope."""
        return self.sub_class.endswith(f".{USER_PRINCIPAL}") and self.group_type is None and self.scope is not None

    @property
    def is_administrator(self) -> bool:
        """Whether it makes its user an administrator."""
        return self.sub_class.endswith(f".{ADMINISTRATOR[0]}") and self.name == ADMINISTRATOR[1]


def legacy_rights_of(user_id: int, collection_id: int | None) -> Rights:
    """What the user may do in the collection (None: at the institution's level). One statement."""
    principals = _principals_of(user_id)
    return Rights(user_id, collection_id, policies(principals, collection_id), denials(principals, collection_id))


def legacy_enterable(user_id: int) -> frozenset[int]:
    """The ids of the collections that the user may enter. One statement."""
    principals = _principals_of(user_id)
    linked = {one.scope for one in principals if one.is_user_of_collection and one.scope is not None}
    return frozenset(scope for scope in linked if policies(principals, scope))


def policies(principals: Sequence[Principal], collection_id: int | None) -> tuple[Policy, ...]:
    """What the conversion would grant; nothing where no user principal of the collection is linked."""
    made: list[Policy] = []
    if any(one.is_administrator for one in principals):
        made.append(Policy(EVERYTHING, EVERYTHING))
    if collection_id is None:
        return tuple(made)
    here = [one for one in principals if one.is_user_of_collection and one.scope == collection_id]
    if not here:
        return ()
    return (*made, *(Policy(*grant, collection_id) for grant in _granted_to(here[0].user_type)))


def denials(principals: Iterable[Principal], collection_id: int | None) -> frozenset[tuple[str, str]]:
    """Table keys with the actions that a permission row lacks, of principals of this collection or of none."""
    taken: set[tuple[str, str]] = set()
    for one in principals:
        if one.permission is None or (one.scope is not None and one.scope != collection_id):
            continue
        granted = {word.strip() for word in (one.actions or "").split(",")}
        lacking = set(ACTIONS) if "view" not in granted else set(ACTIONS) - granted
        table_key = one.permission.lower().removeprefix(PREFIX)
        taken |= {(table_key, ACTIONS[word]) for word in lacking}
    return frozenset(taken)


def _granted_to(user_type: str | None) -> tuple[tuple[str, str], ...]:
    if user_type == "Manager":
        return ((EVERYTHING, EVERYTHING),)
    if user_type == "FullAccess":
        return (*READER, *WRITER, *((f"/table/{key}", "%") for key in _tables_of_full_access()))
    if user_type in ("LimitedAccess", "Guest"):
        return READER
    return ()


def _tables_of_full_access() -> list[str]:
    known = present.tables()
    ordinary = [key for key, one in known.items() if not one.system or one.name.endswith("Attachment")]
    return [*ordinary, *(key for key in OWN_TABLES if key in known)]


def _principals_of(user_id: int) -> list[Principal]:
    with connections[router.db_for_read(tables.SpecifyUser)].cursor() as cursor:
        cursor.execute(_PRINCIPALS, [user_id])
        return [Principal(*row) for row in cursor.fetchall()]
