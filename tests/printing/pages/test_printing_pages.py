"""The pages on which one prints: what is chosen, what comes of it, and what is kept of it."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest

from specify.datamodel.tables import model
from specify.printing.models import Printout
from specify.printing.pages import giving
from specify.printing.pages.jobs import print_in_background
from specify.security.entering import Visit
from specify.security.policies import Rights
from specify.tasks.models import Job
from specify.tasks.progress import SILENT
from tests.page_checks import text
from tests.page_client import CheckingClient, count_statements
from tests.planting import World
from tests.printing.press import labels, pages
from tests.printing.press import text as printed_text

OBJECTS = "on=collectionobject"
QUERY = "on=collectionobject&l=1.collectionobject.catalogNumber~desc"


def objects(visit: Visit, number: int) -> list[tuple[int, str]]:
    """The first objects of the fishes: their ids and numbers."""
    found = model("collectionobject").objects.filter(collection=visit.place.collection_id).order_by("catalogNumber")
    return list(found.values_list("pk", "catalogNumber")[:number])


def chosen(visit: Visit, number: int) -> str:
    """What names the first objects in an address."""
    return "&".join([OBJECTS, *(f"id={pk}" for pk, _number in objects(visit, number))])


def a_set(world: World, visit: Visit, ids: list[int]) -> int:
    """A record set of the curator's."""
    made = world.plant(
        "recordset", name="To be printed", dbTableId=1, type=0, collectionMemberId=visit.place.collection_id,
        specifyUser_id=visit.user.pk,
    )  # fmt: skip
    for one in ids:
        world.plant("recordsetitem", recordSet_id=made, recordId=one)
    return made


def pdf(response: Any) -> bytes:
    """The PDF that was given."""
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline")
    return bytes(response.content)


def numbers_in(made: bytes) -> list[str]:
    """The catalog numbers on the stickers, in their order."""
    return [found.zfill(9) for found in re.findall(r"^(\d+) Fishes\s*$", printed_text(made), re.MULTILINE)]


def test_the_templates_are_listed(curator: CheckingClient, home: str) -> None:
    page = curator.get(f"{home}print/templates/").document
    assert {"Fluid jar", "Loan invoice", "Sticker sheet"} <= {text(one) for one in page.all("//tbody//th/a")}
    leads_to = page.all("//tbody//th/a")[0].get("href")
    assert curator.get(leads_to).status_code == 200


def test_records_are_printed_from_the_seventh_place_on(curator: CheckingClient, home: str, visit: Visit) -> None:
    told = f"{chosen(visit, 3)}&template=sticker-sheet&start=7"
    page = curator.get(f"{home}print/?{told}").document
    assert "The first 6 places are left empty" in text(page.all("//figcaption")[0])
    made = pdf(curator.get(f"{home}print/pdf/?{told}"))
    first = next(iter(labels(pages(made)[0])))
    assert first[0] >= 7.2
    assert 15.15 + 2 * 38.1 <= first[1] <= 15.15 + 3 * 38.1
    assert numbers_in(made) == [number for _pk, number in objects(visit, 3)]


def test_a_record_leads_to_its_printing(curator: CheckingClient, home: str, visit: Visit) -> None:
    pk = objects(visit, 1)[0][0]
    record = curator.get(f"{home}collectionobject/{pk}/").document
    way = record.all("//ul[@class='acts']//a[contains(@href, '/print/')]")[0]
    assert text(way) == "Print"
    assert text(curator.get(way.get("href")).document.all("//h1/span")[0]) == "Print"


def test_a_query_is_printed_in_its_order(curator: CheckingClient, home: str) -> None:
    results = curator.get(f"{home}query/results/?{QUERY}").document
    way = results.all("//main//header//a[contains(@href, '/print/')]")[0].get("href")
    page = curator.get(way)
    assert page.status_code == 200
    told = f"{way.partition('?')[2]}&template=sticker-sheet&order=given"
    made = pdf(curator.get(f"{home}print/pdf/?{told}"))
    numbers = model("collectionobject").objects.filter(collection=int(home[1:].split("-")[0]))
    last = numbers.order_by("-catalogNumber").values_list("catalogNumber", flat=True)[0]
    assert numbers_in(made)[0] == last
    assert numbers_in(made) == sorted(numbers_in(made), reverse=True)


def test_chosen_rows_go_before_their_query(curator: CheckingClient, home: str, visit: Visit) -> None:
    page = curator.get(f"{home}print/?table=collectionobject&{QUERY}&id={objects(visit, 1)[0][0]}").document
    assert objects(visit, 1)[0][1] in text(page.all("//h1")[0])


def test_a_record_set_is_printed_in_its_order(
    curator: CheckingClient, home: str, visit: Visit, home_world: World
) -> None:
    first, second = objects(visit, 2)
    made = a_set(home_world, visit, [second[0], first[0]])
    page = curator.get(f"{home}print/?{OBJECTS}&set={made}")
    assert "To be printed" in text(page.document.all("//h1")[0])
    told = pdf(curator.get(f"{home}print/pdf/?{OBJECTS}&set={made}&template=sticker-sheet&order=given"))
    assert numbers_in(told) == [second[1], first[1]]


def test_what_cannot_be_printed_by_is_told_beside_its_field(curator: CheckingClient, home: str, visit: Visit) -> None:
    for field, value in (("start", "22"), ("start", "first"), ("copies", "0"), ("copies", "many")):
        for page in ("print/", "print/pdf/"):
            told = f"{chosen(visit, 2)}&template=sticker-sheet&{field}={value}"
            response = curator.get(f"{home}{page}?{told}")
            assert response.status_code == 422
            assert response.document.all(f"//input[@name='{field}'][@aria-invalid='true']")[0].get("value") == value


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("on=collectionobject&id=99999999", 422),
        ("on=collectionobject&set=99999999", 404),
        ("on=taxon&id=1", 422),
        ("on=nothing&id=1", 404),
        ("on=collectionobject&again=99999999", 404),
        ("on=collectionobject&again=x", 404),
        ("on=collectionobject&l=nonsense~~", 422),
    ],
)
def test_what_is_not_there_is_told(curator: CheckingClient, home: str, told: str, status: int) -> None:
    for page in ("print/", "print/pdf/", "print/preview/"):
        assert curator.get(f"{home}{page}?{told}").status_code == status


def test_nobody_prints_what_belongs_to_another_collection(curator: CheckingClient, home: str, visit: Visit) -> None:
    other = model("collectionobject").objects.exclude(collection=visit.place.collection_id).first()
    assert other is not None
    own = objects(visit, 1)[0]
    alone, among = f"{OBJECTS}&id={other.pk}", f"{OBJECTS}&id={other.pk}&id={own[0]}"
    for page in ("print/", "print/pdf/", "print/preview/"):
        assert curator.get(f"{home}{page}?{alone}").status_code == 422
    assert numbers_in(pdf(curator.get(f"{home}print/pdf/?{among}&template=sticker-sheet"))) == [own[1]]


def test_who_may_not_print_is_told_so(
    curator: CheckingClient, home: str, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    may = Rights.may
    monkeypatch.setattr(
        Rights, "may", lambda rights, resource, action: resource != "/report" and may(rights, resource, action)
    )
    for page in ("print/", "print/pdf/", "print/preview/", "print/templates/", "print/log/"):
        assert curator.get(f"{home}{page}?{chosen(visit, 1)}").status_code == 403
    record = curator.get(f"{home}collectionobject/{objects(visit, 1)[0][0]}/").document
    assert not record.all("//a[contains(@href, '/print/')]")


def test_the_preview_stays_in_its_frame(curator: CheckingClient, home: str, visit: Visit) -> None:
    told = f"{chosen(visit, 10)}&template=sticker-sheet"
    frame = curator.get(f"{home}print/?{told}").document.all("//iframe")[0]
    assert frame.get("sandbox") == ""
    with curator.not_checking("it is a template's, not ours"):
        shown = curator.get(frame.get("src"))
    policy = shown["Content-Security-Policy"].split("; ")
    assert {"sandbox", "default-src 'none'"} <= set(policy)
    assert "script-src" not in shown["Content-Security-Policy"]
    assert shown["X-Frame-Options"] == "SAMEORIGIN"
    assert shown.content.count(b'class="label') == giving.SHOWN


def test_what_was_printed_is_kept_and_printed_again(curator: CheckingClient, home: str, visit: Visit) -> None:
    first = pdf(curator.get(f"{home}print/pdf/?{chosen(visit, 2)}&template=sticker-sheet&copies=2"))
    assert len(numbers_in(first)) == 4
    kept = Printout.objects.get()
    assert (kept.template, kept.number, kept.user_id) == ("sticker-sheet", 4, visit.user.pk)
    again = curator.get(f"{home}print/log/").document.all("//tbody//a")[0].get("href")
    form = curator.get(again).document
    assert form.all("//input[@name='copies']")[0].get("value") == "2"
    told = f"again={kept.pk}&on=collectionobject&template=sticker-sheet&sheet=avery-l7160&start=3&copies=1&order="
    assert numbers_in(pdf(curator.get(f"{home}print/pdf/?{told}"))) == [one for _pk, one in objects(visit, 2)]
    assert Printout.objects.count() == 2


def test_what_others_have_printed_is_not_shown(curator: CheckingClient, home: str, visit: Visit) -> None:
    of_another = {"user_id": visit.user.pk + 1, "collection_id": visit.place.collection_id}
    elsewhere = {"user_id": visit.user.pk, "collection_id": visit.place.collection_id + 1}
    for whose in (of_another, elsewhere):
        kept = Printout.objects.create(
            printed=datetime.now(), template="fish-jar", number=1, asked=[["on", "collectionobject"]], **whose
        )
        assert curator.get(f"{home}print/?again={kept.pk}").status_code == 404
    assert not curator.get(f"{home}print/log/").document.all("//tbody")


def test_many_labels_are_a_job(
    curator: CheckingClient, home: str, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(giving, "AT_ONCE", 5)
    address = f"{home}print/pdf/?{chosen(visit, 3)}&template=sticker-sheet&copies=2"
    page = curator.get(address)
    assert text(page.document.all("//h1")[0]).startswith("6")
    assert page.document.all("//form[@method='post']")[-1].get("action") == address
    form = curator.get(page.document.all("//main//form/a")[0].get("href")).document
    assert form.all("//input[@name='copies']")[0].get("value") == "2"
    answer = curator.post(address)
    assert answer.status_code == 303
    job = Job.objects.get()
    outcome = print_in_background(
        SILENT, person=visit.user.pk, collection_id=visit.place.collection_id, **job.arguments
    )
    assert outcome.file is not None
    assert len(numbers_in(outcome.file.read_bytes())) == 6
    assert outcome.file_name == "Sticker sheet.pdf"
    outcome.file.unlink()


def test_without_records_one_chooses_a_set(curator: CheckingClient, home: str, visit: Visit, home_world: World) -> None:
    made = a_set(home_world, visit, [objects(visit, 1)[0][0]])
    page = curator.get(f"{home}print/?{OBJECTS}&template=sticker-sheet").document
    assert page.all(f"//select[@name='set']/option[@value='{made}']")


def test_the_loan_invoice_is_a_report(curator: CheckingClient, home: str, visit: Visit) -> None:
    loan = model("loan").objects.filter(discipline=visit.place.discipline_id).order_by("pk").first()
    assert loan is not None
    form = curator.get(f"{home}print/?on=loan&id={loan.pk}").document
    assert not form.all("//input[@name='start']")
    made = pdf(curator.get(f"{home}print/pdf/?on=loan&id={loan.pk}&template=loan-invoice"))
    assert loan.loanNumber in printed_text(made)


def test_the_pages_ask_the_database_little(curator: CheckingClient, home: str, visit: Visit) -> None:
    curator.get(f"{home}print/pdf/?{chosen(visit, 1)}&template=sticker-sheet")
    for page in (f"print/?{chosen(visit, 10)}", "print/log/", "print/templates/"):
        curator.get(home + page)
        with count_statements() as statements:
            curator.get(home + page)
        assert len(statements) <= 12, page


def test_a_long_query_is_printed_too_and_kept_in_full(curator: CheckingClient, home: str, visit: Visit) -> None:
    numbers = [number for _pk, number in objects(visit, 3)]
    many = ",".join([*numbers, *(str(900_000_000 + at) for at in range(300))])
    results = curator.get(f"{home}query/results/?on=collectionobject&l=1.collectionobject.catalogNumber~in~{many}")
    way = results.document.all("//main//header//a[contains(@href, '/print/')]")[0].get("href")
    assert "kept=" in way
    assert len(way) < 300
    form = curator.get(f"{way}&template=sticker-sheet").document
    assert text(form.all("//h1")[0]).startswith("Print 3 ")
    assert form.all("//form//input[@name='kept']")
    back = form.all("//main//nav//a")[-1].get("href")
    assert len(back) < 300
    assert "1 to 3 of 3" in text(curator.get(back).document.all("//main")[0])
    printed = curator.get(f"{home}print/pdf/?{way.partition('?')[2]}&template=sticker-sheet")
    assert numbers_in(pdf(printed)) == numbers
    kept = Printout.objects.get()
    assert ["l", f"1.collectionobject.catalogNumber~in~{many}"] in kept.asked
    again = curator.get(f"{home}print/?again={kept.pk}").document
    assert text(again.all("//h1")[0]).startswith("Print 3 ")
    assert curator.get(f"{home}print/?on=collectionobject&kept=0000").status_code == 404


def test_a_reload_is_no_second_printing(curator: CheckingClient, home: str, visit: Visit) -> None:
    address = f"{home}print/pdf/?{chosen(visit, 2)}&template=sticker-sheet"
    for _again in range(2):
        pdf(curator.get(address))
    curator.head(address)
    assert Printout.objects.count() == 1
    pdf(curator.get(f"{address}&start=3"))
    assert Printout.objects.count() == 2
    Printout.objects.update(printed=datetime.now() - timedelta(minutes=2))
    pdf(curator.get(f"{address}&start=3"))
    assert Printout.objects.count() == 3
