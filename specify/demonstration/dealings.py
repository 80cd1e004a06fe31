"""What the museum does with others: accessions, loans, a gift, and the record set someone works on.

In: a `Book`, the `House` and the `People`; for loans and gifts the preparations that were noted. Out: rows. One loan is
overdue whenever the demonstration is looked at, one partly returned, one closed, and one has years to go.
"""

from dataclasses import dataclass
from datetime import date

from specify.demonstration.book import Book
from specify.demonstration.chance import FULL, YEAR, source
from specify.demonstration.house import House
from specify.demonstration.people import People

PERSON_SET = 0
COLLECTION_OBJECT = 1


@dataclass(frozen=True, slots=True)
class Lending:
    """A loan: number, purpose, the days it was lent, is due and was closed, and how many of its items came back."""

    number: str
    purpose: str
    lent: date
    due: date
    items: int
    returned: int = 0
    closed: date | None = None


LOANS = (
    Lending("2019-004", "Study", date(2019, 5, 6), date(2020, 5, 6), 6, 6, date(2020, 3, 17)),
    Lending("2024-011", "Tissue analysis", date(2024, 9, 2), date(2025, 3, 1), 4),
    Lending("2025-002", "Imaging", date(2025, 1, 20), date(2034, 1, 20), 5, 2),
    Lending("2025-009", "Exhibition", date(2025, 10, 13), date(2035, 6, 30), 8),
)
ACCESSIONS = (1889, 1903, 1911, 1927, 1936, 1948, 1957, 1966, 1974, 1982, 1987, 1995, 2004, 2011, 2019, 2025)


def preparation_types(book: Book, house: House) -> dict[str, int]:
    """Note the kinds of preparations; ids by name."""
    kinds = {"Ethanol": True, "Skeleton": True, "Tissue": True, "Cleared and stained": True, "Photograph": False}
    return {
        name: book.add("preptype", name=name, isLoanable=loanable, collection=house.collection)
        for name, loanable in kinds.items()
    }


def accede(book: Book, house: House, people: People, seed: int) -> list[tuple[int, int]]:
    """Note the accessions; their ids and years."""
    chance = source(seed, "accessions")
    permit = book.add(
        "permit",
        permitNumber="FFB 1987/31",
        type="Collecting",
        issuedBy=people.by_role["institution"][-1].id,
        issuedTo=people.by_role["house"][0].id,
        issuedDate=date(1987, 4, 2),
        startDate=date(1987, 5, 1),
        endDate=date(1987, 10, 31),
        permitText="Up to two hundred chars from Lake Mjøsa and its tributaries, by gill net and electrofishing.",
        institution=house.institution,
    )
    noted = []
    for year in ACCESSIONS:
        kind = chance.choice(("Gift", "Fieldwork", "Exchange", "Purchase", "Bequest"))
        day = date(year, chance.randint(1, 12), chance.randint(1, 28))
        accession = book.add(
            "accession",
            accessionNumber=f"{year}-{chance.randint(1, 60):03d}",
            division=house.division,
            type=kind,
            status="Complete" if year < 2025 else "Inprocess",
            dateAccessioned=day if year > 1930 else date(year, 1, 1),
            dateAccessionedPrecision=FULL if year > 1930 else YEAR,
            verbatimDate=None if year > 1930 else f"in the year {year}",
            dateReceived=day if year > 1930 else None,
            remarks="Received in one crate, jars unbroken." if chance.random() < 0.3 else None,
            createdByAgent=1,
        )
        donor = chance.choice(people.by_role["institution"] if kind == "Exchange" else people.by_role["collector"])
        book.add("accessionagent", accession=accession, agent=donor.id, role="Donor")
        if year == 1987:
            book.add("accessionauthorization", accession=accession, permit=permit)
        noted.append((accession, year))
    return noted


def lend(book: Book, house: House, people: People, preparations: int) -> None:
    """Note the loans and a gift of the first `preparations`, each of which is lent once at most."""
    borrowers = people.by_role["borrower"]
    carrier = people.by_role["carrier"][0].id
    taken = 0
    for order, lending in enumerate(LOANS):
        wanted = range(taken + 1, min(preparations, taken + lending.items) + 1)
        taken += len(wanted)
        _loan(book, house, lending, wanted)
        book.add(
            "loanagent",
            loan=order + 1,
            agent=borrowers[order % len(borrowers)].id,
            role="Borrower",
            discipline=house.discipline,
        )
        book.add(
            "shipment",
            loan=order + 1,
            shipmentNumber=f"{lending.number}-1",
            shipmentDate=lending.lent,
            shipmentMethod="Courier",
            numberOfPackages=1 + lending.items // 4,
            shipper=carrier,
            shippedTo=borrowers[order % len(borrowers)].id,
            discipline=house.discipline,
        )
    _gift(book, house, people, range(taken + 1, min(preparations, taken + 2) + 1))


def _loan(book: Book, house: House, lending: Lending, preparations: range) -> None:
    loan = book.add(
        "loan",
        loanNumber=lending.number,
        loanDate=lending.lent,
        currentDueDate=lending.due,
        originalDueDate=lending.due,
        purposeOfLoan=lending.purpose,
        isClosed=lending.closed is not None,
        dateClosed=lending.closed,
        specialConditions="Keep in 70 % ethanol. Dissection only after asking.",
        discipline=house.discipline,
        division=house.division,
        createdByAgent=1,
    )
    for order, preparation in enumerate(preparations):
        is_back = order < lending.returned
        item = book.add(
            "loanpreparation",
            loan=loan,
            preparation=preparation,
            quantity=1,
            quantityReturned=int(is_back),
            quantityResolved=int(is_back),
            isResolved=is_back,
            discipline=house.discipline,
        )
        if is_back:
            book.add(
                "loanreturnpreparation",
                loanPreparation=item,
                quantityReturned=1,
                quantityResolved=1,
                returnedDate=lending.closed or date(2025, 9, 4),
                receivedBy=1,
                discipline=house.discipline,
            )


def _gift(book: Book, house: House, people: People, preparations: range) -> None:
    gift = book.add(
        "gift",
        giftNumber="G2023-001",
        giftDate=date(2023, 6, 19),
        purposeOfGift="Exhibition",
        discipline=house.discipline,
        division=house.division,
        createdByAgent=1,
    )
    receiver = people.by_role["institution"][0].id
    book.add("giftagent", gift=gift, agent=receiver, role="Receiver", discipline=house.discipline)
    for preparation in preparations:
        book.add("giftpreparation", gift=gift, preparation=preparation, quantity=1, discipline=house.discipline)


def put_aside(book: Book, house: House, objects: int) -> None:
    """Note a record set of every seventh object, and a project that the same objects belong to."""
    record_set = book.add(
        "recordset",
        name="To be photographed",
        type=PERSON_SET,
        dbTableId=COLLECTION_OBJECT,
        collectionMemberId=house.collection,
        specifyUser=1,
        remarks="Every seventh lot, for the exhibition.",
    )
    project = book.add(
        "project",
        projectName="Fishes on show",
        projectNumber="P-12",
        collectionMemberId=house.collection,
        agent=1,
        startDate=date(2025, 11, 3),
    )
    for number in range(7, min(objects, 700) + 1, 7):
        book.add("recordsetitem", recordSet=record_set, recordId=number)
        book.pair("project_colobj", project, number)
