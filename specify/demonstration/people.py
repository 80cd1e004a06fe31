"""The people of a division: staff, collectors, borrowers, institutions and groups, and the authors of works.

In: a `Book`, a `Department` and the files `people` and `literature`. Out: agents with addresses, other names and
members, and reference works. People and institutions are made up and say so; the works and those who wrote them are
real. Kept of Specify: an agent belongs to one division, so whoever works for two is an agent in each.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from specify.demonstration.book import Book, identifier
from specify.demonstration.chance import YEAR
from specify.demonstration.departments import Department
from specify.demonstration.sheets import rows_for

ORGANISATION, PERSON, GROUP = 0, 1, 3
VARIANT = 0
MADE_UP = "A made-up person."


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who collected or determined, with the years in which that is possible."""

    id: int
    last_name: str
    first_year: int
    last_year: int


@dataclass(slots=True)
class People:
    """Agents by what they do in the demonstration."""

    by_role: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))
    works: list[int] = field(default_factory=list)

    def active(self, role: str, year: int) -> list[Person]:
        """Those of that role who could have done something in that year."""
        return [person for person in self.by_role[role] if person.first_year <= year <= person.last_year]


def gather(book: Book, department: Department) -> People:
    """Note everyone."""
    people = People()
    groups = []
    for row in rows_for("people", department.subject.key):
        person = _agent(book, department, row)
        for role in row["role"].split():
            people.by_role[role].append(person)
        if int(row["kind"]) == GROUP:
            groups.append(person)
    members = people.by_role["collector"]
    for offset, group in enumerate(groups):
        for order, member in enumerate(members[offset * 3 : offset * 3 + 4], 1):
            book.add("groupperson", group=group.id, member=member.id, orderNumber=order, division=department.division)
    people.works = _works(book, department)
    return people


def _agent(book: Book, department: Department, row: dict[str, str]) -> Person:
    kind, is_person = int(row["kind"]), row["kind"] == str(PERSON)
    born, died = row["born"], row["died"]
    agent = book.add(
        "agent",
        agentType=kind,
        title=row["title"] or None,
        firstName=row["first"] or None,
        middleInitial=row["middle"] or None,
        lastName=row["last"],
        initials=row["initials"] if is_person else None,
        abbreviation=None if is_person else row["initials"] or None,
        jobTitle=row["job"] or None,
        email=row["email"] or None,
        dateOfBirth=date(int(born), 1, 1) if born else None,
        dateOfBirthPrecision=YEAR if born else None,
        dateOfDeath=date(int(died), 1, 1) if died else None,
        dateOfDeathPrecision=YEAR if died else None,
        division=department.division,
        guid=identifier("agent", department.subject.key, row["first"], row["last"]),
        remarks=MADE_UP if is_person else "Made up.",
        createdByAgent=department.keeper,
    )
    if row["native"]:
        book.add("agentvariant", agent=agent, varType=VARIANT, name=row["native"])
    if kind == ORGANISATION:
        _address(book, agent, row["last"])
    first, last = (int(born) + 24 if born else 1960), (int(died) if died else 2025)
    return Person(agent, row["last"], first, min(last, first + 48))


def _address(book: Book, agent: int, name: str) -> None:
    number = len(name)
    book.add(
        "address",
        agent=agent,
        typeOfAddr="Work",
        address=f"{number} Museum Road",
        city=name.split()[0],
        postalCode=f"{1000 + 37 * number}",
        country="Nowhere",
        isPrimary=True,
        isCurrent=True,
        isShipping=True,
        ordinal=0,
    )


def _works(book: Book, department: Department) -> list[int]:
    authors: dict[str, int] = {}
    journals: dict[str, int] = {}
    works = []
    for row in rows_for("literature", department.subject.key):
        if row["journal"] and row["journal"] not in journals:
            journals[row["journal"]] = book.add(
                "journal",
                journalName=row["journal"],
                institution=department.house.institution,
                guid=identifier("journal", row["journal"]),
            )
        works.append(_work(book, department, row, journals.get(row["journal"])))
        for order, name in enumerate(row["authors"].split("; "), 1):
            if name not in authors:
                authors[name] = _writer(book, department, name)
            book.add("author", referenceWork=works[-1], agent=authors[name], orderNumber=order)
    return works


def _work(book: Book, department: Department, row: dict[str, str], journal: int | None) -> int:
    return book.add(
        "referencework",
        referenceWorkType=int(row["type"]),
        title=row["title"],
        workDate=row["year"],
        journal=journal,
        volume=row["volume"] or None,
        pages=row["pages"] or None,
        publisher=row["publisher"] or None,
        placeOfPublication=row["place"] or None,
        doi=row["doi"] or None,
        isPublished=True,
        institution=department.house.institution,
        guid=identifier("work", row["title"]),
        createdByAgent=department.keeper,
    )


def _writer(book: Book, department: Department, name: str) -> int:
    first, _, last = name.rpartition(" ")
    if " de " in name:
        first, _, last = name.partition(" de ")
    return book.add(
        "agent",
        agentType=PERSON,
        firstName=first,
        lastName=last,
        initials="".join(f"{part[0]}." for part in first.split())[:8],
        division=department.division,
        guid=identifier("writer", department.subject.key, name),
        remarks="An author of the literature.",
        createdByAgent=department.keeper,
    )
