"""What a collection does with others: accessions, loans, gifts, exchanges, a borrowing, and the sets one works on.

In: a `Book`, a `Department` and its `People`, the files `loans` and `record_sets`; for what leaves the house the
preparations that may be lent. Out: rows. In each collection a loan is overdue whenever the demonstration is looked at,
one is partly returned, and one is closed.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from specify.datamodel.schema import TABLES
from specify.demonstration.book import Book
from specify.demonstration.chance import FULL, YEAR, source
from specify.demonstration.departments import Department
from specify.demonstration.people import People
from specify.demonstration.sheets import rows_for

PERSON_SET = 0
ACCESSIONS = (1889, 1903, 1911, 1927, 1936, 1948, 1957, 1966, 1974, 1982, 1987, 1995, 2004, 2011, 2019, 2025)

Row = Mapping[str, str]


def preparation_types(book: Book, department: Department) -> dict[str, int]:
    """Note the kinds of preparations; ids by name."""
    return {
        kind.name: book.add("preptype", name=kind.name, isLoanable=kind.is_loanable, collection=department.collection)
        for kind in department.subject.preparations
    }


def accede(book: Book, department: Department, people: People, seed: int) -> list[tuple[int, int]]:
    """Note the accessions; their ids and years."""
    chance = source(seed, f"{department.subject.key}/accessions")
    permit = _permit(book, department, people)
    noted = []
    for year in ACCESSIONS:
        kind = chance.choice(("Gift", "Fieldwork", "Exchange", "Purchase", "Bequest"))
        day = date(year, chance.randint(1, 12), chance.randint(1, 28))
        accession = book.add(
            "accession",
            accessionNumber=f"{year}-{chance.randint(1, 60):03d}",
            division=department.division,
            type=kind,
            status="Complete" if year < 2025 else "Inprocess",
            dateAccessioned=day if year > 1930 else date(year, 1, 1),
            dateAccessionedPrecision=FULL if year > 1930 else YEAR,
            verbatimDate=None if year > 1930 else f"in the year {year}",
            dateReceived=day if year > 1930 else None,
            remarks="Received in one crate, nothing broken." if chance.random() < 0.3 else None,
            createdByAgent=department.keeper,
        )
        donor = chance.choice(people.by_role["institution"] if kind == "Exchange" else people.by_role["collector"])
        book.add("accessionagent", accession=accession, agent=donor.id, role="Donor")
        if year == department.subject.dealing.permit_year:
            book.add("accessionauthorization", accession=accession, permit=permit)
        noted.append((accession, year))
    return noted


def _permit(book: Book, department: Department, people: People) -> int:
    said = department.subject.dealing
    return book.add(
        "permit",
        permitNumber=said.permit_number,
        type="Collecting",
        issuedBy=people.by_role["institution"][-1].id,
        issuedTo=people.by_role["house"][0].id,
        issuedDate=date(said.permit_year, 4, 2),
        startDate=date(said.permit_year, 5, 1),
        endDate=date(said.permit_year, 10, 31),
        permitText=said.permit,
        institution=department.house.institution,
    )


def deal(book: Book, department: Department, people: People, lendable: Sequence[int]) -> None:
    """Note loans, a gift, exchanges and a borrowing; each of the preparations leaves the house once at most."""
    left = iter(lendable)
    for order, row in enumerate(rows_for("loans", department.subject.key)):
        loan = _loan(book, department, row)
        for place, preparation in zip(range(int(row["items"])), left, strict=False):
            _item(book, department, row, (loan, preparation, place < int(row["returned"])))
        _borrower(book, department, people, (loan, order, row))
    _gift(book, department, people, left)
    _exchange(book, department, people, left)
    _borrow(book, department, people)


def _borrower(book: Book, department: Department, people: People, lent: tuple[int, int, Row]) -> None:
    loan, order, row = lent
    borrowers = people.by_role["borrower"]
    borrower = borrowers[order % len(borrowers)].id
    book.add("loanagent", loan=loan, agent=borrower, role="Borrower", discipline=department.discipline)
    book.add(
        "shipment",
        loan=loan,
        shipmentNumber=f"{row['number']}-1",
        shipmentDate=date.fromisoformat(row["lent"]),
        shipmentMethod="Courier",
        numberOfPackages=1 + int(row["items"]) // 4,
        shipper=people.by_role["carrier"][0].id,
        shippedTo=borrower,
        discipline=department.discipline,
    )


def _loan(book: Book, department: Department, row: Row) -> int:
    due = date.fromisoformat(row["due"])
    return book.add(
        "loan",
        loanNumber=row["number"],
        loanDate=date.fromisoformat(row["lent"]),
        currentDueDate=due,
        originalDueDate=due,
        purposeOfLoan=row["purpose"],
        isClosed=bool(row["closed"]),
        dateClosed=date.fromisoformat(row["closed"]) if row["closed"] else None,
        specialConditions=department.subject.dealing.conditions,
        discipline=department.discipline,
        division=department.division,
        createdByAgent=department.keeper,
    )


def _item(book: Book, department: Department, row: Row, lent: tuple[int, int, bool]) -> None:
    loan, preparation, is_back = lent
    item = book.add(
        "loanpreparation",
        loan=loan,
        preparation=preparation,
        quantity=1,
        quantityReturned=int(is_back),
        quantityResolved=int(is_back),
        isResolved=is_back,
        discipline=department.discipline,
    )
    if is_back:
        book.add(
            "loanreturnpreparation",
            loanPreparation=item,
            quantityReturned=1,
            quantityResolved=1,
            returnedDate=date.fromisoformat(row["closed"]) if row["closed"] else date(2025, 9, 4),
            receivedBy=department.keeper,
            discipline=department.discipline,
        )


def _gift(book: Book, department: Department, people: People, preparations: Iterator[int]) -> None:
    gift = book.add(
        "gift",
        giftNumber="G2023-001",
        giftDate=date(2023, 6, 19),
        purposeOfGift="Exhibition",
        discipline=department.discipline,
        division=department.division,
        createdByAgent=department.keeper,
    )
    receiver = people.by_role["institution"][0].id
    book.add("giftagent", gift=gift, agent=receiver, role="Receiver", discipline=department.discipline)
    for _, preparation in zip(range(2), preparations, strict=False):
        book.add("giftpreparation", gift=gift, preparation=preparation, quantity=1, discipline=department.discipline)


def _exchange(book: Book, department: Department, people: People, preparations: Iterator[int]) -> None:
    partner = people.by_role["institution"][1].id
    common = {
        "agentCatalogedBy": department.keeper,
        "contents": department.subject.dealing.contents,
        "division": department.division,
        "createdByAgent": department.keeper,
    }
    sent = book.add(
        "exchangeout", exchangeOutNumber="X2022-001", exchangeDate=date(2022, 3, 8), agentSentTo=partner, **common
    )
    for _, preparation in zip(range(3), preparations, strict=False):
        book.add(
            "exchangeoutprep", exchangeOut=sent, preparation=preparation, quantity=1, discipline=department.discipline
        )
    book.add(
        "exchangein", exchangeInNumber="X2022-001", exchangeDate=date(2022, 5, 30), agentReceivedFrom=partner, **common
    )


def _borrow(book: Book, department: Department, people: People) -> None:
    borrow = book.add(
        "borrow",
        invoiceNumber="B2025-03",
        borrowDate=date(2025, 8, 18),
        receivedDate=date(2025, 8, 21),
        originalDueDate=date(2034, 8, 18),
        currentDueDate=date(2034, 8, 18),
        isClosed=False,
        collectionMemberId=department.collection,
        createdByAgent=department.keeper,
    )
    lender = people.by_role["institution"][0].id
    book.add("borrowagent", borrow=borrow, agent=lender, role="Lender", collectionMemberId=department.collection)
    book.add(
        "borrowmaterial",
        borrow=borrow,
        materialNumber="SUM 1877",
        description="A type, for comparison",
        quantity=1,
        quantityReturned=0,
        quantityResolved=0,
        collectionMemberId=department.collection,
    )


def put_aside(book: Book, department: Department, users: Mapping[str, int], found: Mapping[str, Sequence[int]]) -> None:
    """Note record sets of every so many of the rows `found`, and a project of the objects in the first set."""
    sets = rows_for("record_sets", department.subject.key)
    project = book.add(
        "project",
        projectName=department.subject.dealing.project,
        projectNumber="P-12",
        collectionMemberId=department.collection,
        agent=department.keeper,
        startDate=date(2025, 11, 3),
    )
    for row in sets:
        record_set = book.add(
            "recordset",
            name=row["name"],
            type=PERSON_SET,
            dbTableId=TABLES[row["table"]].number,
            collectionMemberId=department.collection,
            specifyUser=users[row["owner"]],
            remarks=row["remarks"] or None,
            createdByAgent=department.agents[row["owner"]],
        )
        step = int(row["every"])
        for number in found[row["table"]][step - 1 :: step][: int(row["most"])]:
            book.add("recordsetitem", recordSet=record_set, recordId=number)
            if row is sets[0]:
                book.pair("project_colobj", project, number)
