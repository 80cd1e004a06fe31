"""Who may sign in to the demonstration, and what each of them may do.

In: a `Book`, the `House`. Out: users, their agents, and their rights twice: as policies and roles for Specify 7, as
principals for Specify 6.8, which has no policies. `ACCOUNTS` is also what `manage.py demo` prints.
"""

import hashlib
from dataclasses import dataclass

from specify.demonstration.book import Book, identifier
from specify.demonstration.house import House
from specify.security.passwords import encrypt

PRINCIPAL = "edu.ku.brc.af.auth.specify.principal"
ADMINISTRATOR = ("Collection Admin", "May do everything in this collection.", (("%", "%"),))
READER = (
    "Reading",
    "May read everything in this collection and ask queries.",
    (("/system/sp7/collection", "access"), ("/table/%", "read"), ("/field/%", "%"), ("/querybuilder/%", "%")),
)


@dataclass(frozen=True, slots=True)
class Account:
    """Someone who may sign in."""

    name: str
    password: str
    kind: str
    is_administrator: bool
    first_name: str
    last_name: str
    can: str


ACCOUNTS = (
    Account("demo", "demonstration", "Manager", True, "Miriam", "Okonedo-Vance", "may do everything"),
    Account("reader", "demonstration", "LimitedAccess", False, "Ruben", "Castellan", "may only read"),
)


def open_accounts(book: Book, house: House) -> None:
    """Note the users. Their agents come first among all agents, so that rows can be entered by them."""
    administrators = _role(book, house, ADMINISTRATOR)
    readers = _role(book, house, READER)
    groups = _groups(book, house)
    for account in ACCOUNTS:
        user = _user(book, house, account)
        if account.is_administrator:
            book.add("userpolicy", resource="%", action="%", specifyuser=user)
            book.pair("specifyuser_spprincipal", user, groups["Administrator"])
        book.add("userrole", specifyuser=user, role=administrators if account.is_administrator else readers)
        book.pair("specifyuser_spprincipal", user, groups[account.kind])
        own = book.add(
            "spprincipal",
            name=account.name,
            groupSubClass=f"{PRINCIPAL}.UserPrincipal",
            priority=80,
            scope=house.collection,
        )
        book.pair("specifyuser_spprincipal", user, own)


def _role(book: Book, house: House, role: tuple[str, str, tuple[tuple[str, str], ...]]) -> int:
    name, description, policies = role
    number = book.add("role", name=name, description=description, collection=house.collection)
    library = book.add("libraryrole", name=name, description=description)
    for resource, action in policies:
        book.add("rolepolicy", role=number, resource=resource, action=action)
        book.add("libraryrolepolicy", role=library, resource=resource, action=action)
    return number


def _groups(book: Book, house: House) -> dict[str, int]:
    groups = {
        "Administrator": book.add(
            "spprincipal",
            name="Administrator",
            groupSubClass=f"{PRINCIPAL}.AdminPrincipal",
            priority=0,
            scope=house.institution,
        )
    }
    for kind in ("Manager", "FullAccess", "LimitedAccess", "Guest"):
        groups[kind] = book.add(
            "spprincipal",
            name=kind,
            groupType=kind,
            groupSubClass=f"{PRINCIPAL}.GroupPrincipal",
            priority=20,
            scope=house.collection,
        )
    return groups


def _user(book: Book, house: House, account: Account) -> int:
    # The salt is drawn from the name, so that the same demonstration is the same to the last byte.
    salt = hashlib.sha256(account.name.encode()).digest()[:8]
    user = book.add(
        "specifyuser",
        name=account.name,
        password=encrypt(account.password, salt),
        userType=account.kind,
        isLoggedIn=False,
        isLoggedInReport=False,
    )
    book.add(
        "agent",
        agentType=1,
        firstName=account.first_name,
        lastName=account.last_name,
        division=house.division,
        specifyUser=user,
        guid=identifier("agent", account.name),
        remarks="A made-up person.",
    )
    return user
