"""Who may sign in to the demonstration, and what each of them may do.

In: a `Book`, and the departments. Out: users, their agents in each division, and their rights twice: as policies and
roles for Specify 7, as principals for Specify 6.8, which has no policies. `ACCOUNTS` is also what `manage.py demo`
prints.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from specify.datamodel.schema import TABLES
from specify.demonstration.book import Book, identifier
from specify.security.passwords import encrypt

if TYPE_CHECKING:
    from specify.demonstration.departments import Department

PRINCIPAL = "edu.ku.brc.af.auth.specify.principal"
KINDS = ("Manager", "FullAccess", "LimitedAccess", "Guest")
EVERYWHERE = ("fish", "botany", "vertpaleo")
OWN_WORK = ("recordset", "recordsetitem", "spquery", "spqueryfield")
# What somebody fills in who catalogs specimens.
ENTERED = (
    "accession accessionagent agent collectingevent collectingeventattribute collectionobject collector determination"
    " collectionobjectattribute collectionobjectcitation locality localitydetail geocoorddetail otheridentifier"
    " paleocontext preparation preparationattribute"
).split()

Policy = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Role:
    """What a group of people may do, in Specify 7's words and as the kind of user that Specify 6 knows.

    Where that kind may do more, `is_held_back` withholds it in Specify 6's words: only what is `ENTERED` is changed.
    """

    name: str
    description: str
    kind: str
    policies: Sequence[Policy]
    is_held_back: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """Someone who may sign in; `at` are the collections where."""

    name: str
    password: str
    role: str
    at: Sequence[str]
    first_name: str
    last_name: str
    can: str

    @property
    def is_administrator(self) -> bool:
        """Whether all of the institution is open to them."""
        return self.name == ADMINISTRATOR


ADMINISTRATOR, READING = "demo", "Reading"
_LOOKING = (("/system/sp7/collection", "access"), ("/table/%", "read"), ("/field/%", "%"), ("/querybuilder/%", "%"))
_CURATING = (
    *_LOOKING,
    *((f"/table/{table.key}", "%") for table in TABLES.values() if not table.system or table.key in OWN_WORK),
    ("/tree/%", "%"),
    ("/report", "execute"),
)
_ENTERING = (
    *_LOOKING,
    *((f"/table/{key}", action) for key in ENTERED for action in ("create", "update")),
    *((f"/table/{key}", "%") for key in OWN_WORK),
)
ROLES = {
    role.name: role
    for role in (
        Role("Collection Admin", "May do everything in this collection.", "Manager", (("%", "%"),)),
        Role("Curating", "May enter, change and delete records and work on the trees.", "FullAccess", _CURATING),
        Role("Data entry", "May enter and change records, and delete none.", "FullAccess", _ENTERING, True),
        Role(READING, "May read everything in this collection and ask queries.", "LimitedAccess", _LOOKING),
    )
}
ACCOUNTS = (
    Account(
        ADMINISTRATOR,
        "demonstration",
        "Collection Admin",
        EVERYWHERE,
        "Miriam",
        "Okonedo-Vance",
        "may do everything",
    ),
    Account("reader", "demonstration", READING, EVERYWHERE, "Ruben", "Castellan", "may only read"),
    Account(
        "botanist",
        "demonstration",
        "Curating",
        ("botany",),
        "Ottilie",
        "Marsh-Kaneko",
        "may enter, change and delete in the herbarium, and see no other collection",
    ),
    Account(
        "student",
        "demonstration",
        "Data entry",
        ("fish", "vertpaleo"),
        "Tam",
        "Ferreira-Oduya",
        "may enter and change fishes and fossils, and delete nothing",
    ),
)


def open_accounts(book: Book) -> dict[str, int]:
    """Note the users; their ids by name."""
    return {account.name: _user(book, account) for account in ACCOUNTS}


def employ(book: Book, subject: str, division: int, users: dict[str, int]) -> dict[str, int]:
    """Note the agents that users have in a division, as Specify asks of whoever works there; their ids by account."""
    return {
        account.name: book.add(
            "agent",
            agentType=1,
            firstName=account.first_name,
            lastName=account.last_name,
            division=division,
            specifyUser=users[account.name],
            guid=identifier("agent", account.name, subject),
            remarks="A made-up person, who may sign in to the demonstration.",
        )
        for account in ACCOUNTS
        if subject in account.at
    }


def may_enter(name: str) -> bool:
    """Whether the account may enter records."""
    return any(account.name == name and account.role != READING for account in ACCOUNTS)


def grant(book: Book, departments: "Sequence[Department]", users: dict[str, int]) -> None:
    """Note what users may do."""
    administrators = book.add(
        "spprincipal",
        name="Administrator",
        groupSubClass=f"{PRINCIPAL}.AdminPrincipal",
        priority=0,
        scope=departments[0].house.institution,
    )
    for account in ACCOUNTS:
        if account.is_administrator:
            book.add("userpolicy", resource="%", action="%", specifyuser=users[account.name])
            book.pair("specifyuser_spprincipal", users[account.name], administrators)
    held_back = _permissions(book)
    for role in ROLES.values():
        library = book.add("libraryrole", name=role.name, description=role.description)
        for resource, action in role.policies:
            book.add("libraryrolepolicy", role=library, resource=resource, action=action)
    for department in departments:
        roles = _roles(book, department.collection)
        groups = _groups(book, department.collection)
        for account in (account for account in ACCOUNTS if department.subject.key in account.at):
            user, role = users[account.name], ROLES[account.role]
            own = _own_principal(book, account, department.collection)
            book.add("userrole", specifyuser=user, role=roles[role.name])
            book.pair("specifyuser_spprincipal", user, groups[role.kind])
            book.pair("specifyuser_spprincipal", user, own)
            for permission in held_back if role.is_held_back else ():
                book.pair("spprincipal_sppermission", own, permission)


def _permissions(book: Book) -> list[int]:
    """Note what somebody who enters records keeps of the rights that Specify 6 gives with full access."""
    return [
        book.add(
            "sppermission",
            name=f"DO.{key}",
            permissionClass="edu.ku.brc.af.auth.specify.permission.BasicSpPermission",
            actions="view,add,modify" if key in ENTERED else "view",
        )
        for key, table in TABLES.items()
        if not table.system
    ]


def _roles(book: Book, collection: int) -> dict[str, int]:
    numbers = {}
    for role in ROLES.values():
        number = book.add("role", name=role.name, description=role.description, collection=collection)
        for resource, action in role.policies:
            book.add("rolepolicy", role=number, resource=resource, action=action)
        numbers[role.name] = number
    return numbers


def _groups(book: Book, collection: int) -> dict[str, int]:
    return {
        kind: book.add(
            "spprincipal",
            name=kind,
            groupType=kind,
            groupSubClass=f"{PRINCIPAL}.GroupPrincipal",
            priority=20,
            scope=collection,
        )
        for kind in KINDS
    }


def _own_principal(book: Book, account: Account, collection: int) -> int:
    return book.add(
        "spprincipal",
        name=account.name,
        groupSubClass=f"{PRINCIPAL}.UserPrincipal",
        priority=80,
        scope=collection,
    )


def _user(book: Book, account: Account) -> int:
    # The salt is drawn from the name, so that the same demonstration is the same to the last byte.
    salt = hashlib.sha256(account.name.encode()).digest()[:8]
    return book.add(
        "specifyuser",
        name=account.name,
        password=encrypt(account.password, salt),
        userType=ROLES[account.role].kind,
        isLoggedIn=False,
        isLoggedInReport=False,
    )
