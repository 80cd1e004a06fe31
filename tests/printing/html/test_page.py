"""A report as a page: what the loan invoice says, with a real table, checked as every page is; long ones in parts."""

import ctypes
from typing import Any

import pypdfium2
import pytest

from specify.datamodel.tables import model
from specify.printing.html import page as reading
from specify.resources import stamp
from specify.security.entering import Visit
from specify.security.policies import Rights
from tests.page_checks import text
from tests.page_client import CheckingClient, count_statements
from tests.planting import World
from tests.printing.jrxml.templates import section
from tests.printing.jrxml.templates import text as field
from tests.printing.reports.planted import NUMBER, REMARKS, planted, template
from tests.query.small_collection import Small


def loan_of(visit: Visit) -> Any:
    """The first loan of the fishes."""
    found = model("loan").objects.filter(discipline=visit.place.discipline_id).order_by("pk").first()
    assert found is not None
    return found


def lent(world: World, visit: Visit, number: int, what: str) -> int:
    """A loan of so many lots."""
    loan = world.plant("loan", loanNumber="2026-900", discipline_id=visit.place.discipline_id)
    for at in range(number):
        world.plant(
            "loanpreparation", loan_id=loan, quantity=1, descriptionOfMaterial=f"{what} {at}",
            discipline_id=visit.place.discipline_id,
        )  # fmt: skip
    return loan


def test_the_loan_invoice_is_read_as_a_page(curator: CheckingClient, home: str, visit: Visit) -> None:
    loan = loan_of(visit)
    form = curator.get(f"{home}print/?on=loan&id={loan.pk}").document
    (way,) = form.all("//main//a[contains(@href, '/print/html/')]")
    page = curator.get(way.get("href")).document
    assert text(page.all("//main//h2")[0]) == f"Loan {loan.loanNumber}"
    (table,) = page.all("//main//table")
    assert text(table.find("caption"))
    assert [text(one) for one in table.findall(".//thead//th")] == [
        "Number",
        "Name",
        "Origin",
        "Preparation",
        "Quantity",
    ]
    assert table.findall(".//tbody//i[@lang='la']")
    assert page.all("//main//dt")
    assert not page.all("//*[@style]")
    pdf = page.all("//main//header//a[contains(@href, '/print/pdf/')]")[0].get("href")
    assert curator.get(pdf)["Content-Type"] == "application/pdf"


def test_a_report_keeps_its_language(curator: CheckingClient, home: str, visit: Visit) -> None:
    told = f"on=loan&id={loan_of(visit).pk}"
    german = {"HTTP_ACCEPT_LANGUAGE": "de"}
    page = curator.get(f"{home}print/html/?{told}", **german).document
    assert page.root.get("lang") == "de"
    assert page.all("//div[@lang='en']//table")
    made = curator.get(f"{home}print/pdf/?{told}", **german)
    document = pypdfium2.PdfDocument(bytes(made.content))
    told_language = (ctypes.c_ushort * 10)()
    pypdfium2.raw.FPDFCatalog_GetLanguage(document, told_language, ctypes.sizeof(told_language))
    assert bytes(told_language).decode("utf-16-le").rstrip("\0") == "en"
    assert not curator.get(f"{home}print/html/?{told}").document.all("//div[@lang]")


def test_labels_are_read_alike(curator: CheckingClient, home: str, visit: Visit) -> None:
    one = model("collectionobject").objects.filter(collection=visit.place.collection_id).order_by("pk").first()
    assert one is not None
    page = curator.get(f"{home}print/html/?on=collectionobject&id={one.pk}&template=sticker-sheet").document
    assert one.catalogNumber.lstrip("0") in text(page.all("//main")[0])


def test_a_report_of_the_institution_is_read_with_a_table_too(
    curator: CheckingClient, home: str, visit: Visit, home_world: World
) -> None:
    stamp.forget()
    objects = model("collectionobject").objects.filter(collection=visit.place.collection_id).order_by("catalogNumber")
    objects.update(remarks="kept <b>cold</b>")
    header = section("columnHeader", field('"No."', "0 0 60 12"), field('"Remarks"', "70 0 130 12"))
    asked = '<parameter name="head" class="java.lang.String" isForPrompting="true"/>'
    title = section("title", field("$P{head}"))
    fields = (field(f"$F{{{NUMBER}}}", "0 0 60 12"), field(f"$F{{{REMARKS}}}", "70 0 130 12"))
    source = template(*fields, fields=(NUMBER, REMARKS), more=asked).replace(
        b"<detail>", f"{title}{header}<detail>".encode()
    )
    made = planted(Small(home_world, {}, visit), source, NUMBER, REMARKS)
    first = objects[0]
    told = f"on=collectionobject&id={first.pk}&template=jrxml-{made.resource}&p.head=Fishes+here"
    form = curator.get(f"{home}print/?{told}").document
    page = curator.get(form.all("//main//a[contains(@href, '/print/html/')]")[0].get("href")).document
    assert text(page.all("//main//h2")[0]) == "Fishes here"
    (table,) = page.all("//main//table")
    assert [text(one) for one in table.findall(".//thead//th")] == ["No.", "Remarks"]
    assert [text(one) for one in table.find(".//tbody/tr")] == [first.catalogNumber.lstrip("0"), "kept <b>cold</b>"]


def test_a_long_report_is_read_in_parts(curator: CheckingClient, home: str, visit: Visit, home_world: World) -> None:
    loan = lent(home_world, visit, 300, "a jar of fishes from the mill creek, number")
    address, seen = f"{home}print/html/?on=loan&id={loan}", 0
    for _part in range(20):
        page = curator.get(address).document
        (table,) = page.all("//main//table")
        assert [text(one) for one in table.findall(".//thead//th")][0] == "Number"
        seen += len([one for one in table.findall(".//tbody//tr") if "a jar of fishes" in text(one)])
        further = page.all("//nav//a[@rel='next']")
        if not further:
            break
        address = further[0].get("href")
    assert seen == 300


def test_of_very_many_records_the_page_tells_how_many_it_has(
    curator: CheckingClient, home: str, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "AT_ONCE", 1)
    first, second = model("loan").objects.filter(discipline=visit.place.discipline_id).order_by("pk")[:2]
    page = curator.get(f"{home}print/html/?on=loan&id={first.pk}&id={second.pk}").document
    assert "Only the first 1 are told here" in text(page.all("//main//header")[0])
    assert len(page.all("//main//table")) == 1


def test_what_people_typed_stays_text(curator: CheckingClient, home: str, visit: Visit, home_world: World) -> None:
    loan = lent(home_world, visit, 1, "<script>alert(1)</script>{{ 7 }}")
    page = curator.get(f"{home}print/html/?on=loan&id={loan}").document
    assert "<script>alert(1)</script>{{ 7 }} 0" in text(page.all("//main//table")[0])


def test_what_cannot_be_read_is_refused_as_elsewhere(
    curator: CheckingClient, home: str, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert curator.get(f"{home}print/html/?on=loan&id=99999999").status_code == 422
    assert curator.get(f"{home}print/html/?on=nothing&id=1").status_code == 404
    may = Rights.may
    monkeypatch.setattr(
        Rights, "may", lambda rights, resource, action: resource != "/report" and may(rights, resource, action)
    )
    assert curator.get(f"{home}print/html/?on=loan&id={loan_of(visit).pk}").status_code == 403


def test_statements_do_not_grow_with_the_rows(
    curator: CheckingClient, home: str, visit: Visit, home_world: World
) -> None:
    few, many = lent(home_world, visit, 2, "few"), lent(home_world, visit, 60, "many")
    counts = []
    for loan in (few, few, many):
        with count_statements() as statements:
            curator.get(f"{home}print/html/?on=loan&id={loan}")
        counts.append(len(statements))
    assert counts[1] == counts[2]
