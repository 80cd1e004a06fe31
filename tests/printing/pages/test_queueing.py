"""What waits for a sheet: put there once, arranged, printed, and taken out only when it came out well."""

from datetime import datetime

import pytest

from specify.datamodel.tables import model
from specify.printing.models import PrinterOffset, Printout, Queued
from specify.printing.queue import changing
from specify.security.entering import Visit
from specify.security.policies import Rights
from specify.tasks.sweeping import sweep_orphans
from tests.page_checks import text
from tests.page_client import CheckingClient, count_statements, fields
from tests.printing.pages.test_printing_pages import chosen, numbers_in, objects, pdf
from tests.printing.press import labels, pages

STICKER = "template=sticker-sheet"


def add(client: CheckingClient, home: str, told: str) -> str:
    """Put records into the queue as the page does; the address of the page that asks."""
    leads_to = client.get(f"{home}print/?{told}&do=queue")
    assert leads_to.status_code == 303
    asking = client.get(leads_to["Location"])
    once = asking.document.all("//input[@name='once']")[0].get("value")
    answer = client.post(leads_to["Location"], {"once": once})
    assert answer.status_code == 303
    return str(leads_to["Location"])


def waiting(visit: Visit) -> list[tuple[int, int | None]]:
    """What waits for the visit's person: records and copies in their order."""
    mine = Queued.objects.filter(user_id=visit.user.pk, collection_id=visit.place.collection_id)
    return list(mine.order_by("pk").values_list("record_id", "copies"))


def rows(visit: Visit) -> list[int]:
    """The numbers of the rows that wait."""
    return list(Queued.objects.filter(user_id=visit.user.pk).order_by("pk").values_list("pk", flat=True))


def test_records_wait_once_however_often_the_form_is_sent(curator: CheckingClient, home: str, visit: Visit) -> None:
    address = curator.get(f"{home}print/?{chosen(visit, 2)}&{STICKER}&copies=2&do=queue")["Location"]
    page = curator.get(address).document
    assert "2 copies of each" in text(page.all("//main")[0])
    sent = {"once": page.all("//input[@name='once']")[0].get("value")}
    for _time in range(2):
        assert curator.post(address, sent).status_code == 303
    assert waiting(visit) == [(pk, 2) for pk, _number in objects(visit, 2)]
    assert not Printout.objects.exists()


def test_the_page_draws_the_sheet_and_prints_all_from_a_place_on(
    curator: CheckingClient, home: str, visit: Visit
) -> None:
    add(curator, home, f"{chosen(visit, 1)}&{STICKER}&copies=2")
    add(curator, home, f"{chosen(visit, 3)}&{STICKER}")
    page = curator.get(f"{home}print/queue/?{STICKER}&start=4").document
    assert "5 labels on 1 sheet" in text(page.all("//figcaption")[0])
    assert len(page.all("//tbody/tr")) == 4
    leads_to = curator.get(f"{home}print/queue/?{STICKER}&start=4&do=pdf")["Location"]
    made = pdf(curator.get(leads_to))
    first, second, third = (number for _pk, number in objects(visit, 3))
    assert numbers_in(made) == [first, first, first, second, third]
    assert min(top for _left, top, _right, _bottom in labels(pages(made)[0])) >= 15.15 + 38.1
    assert len(waiting(visit)) == 4


def test_only_what_came_out_well_is_taken_out(curator: CheckingClient, home: str, visit: Visit) -> None:
    add(curator, home, f"{chosen(visit, 2)}&{STICKER}")
    leads_to = f"{home}print/pdf/?on=collectionobject&queue=sticker-sheet&{STICKER}"
    pdf(curator.get(leads_to))
    add(curator, home, f"{chosen(visit, 3)}&{STICKER}")
    page = curator.get(f"{home}print/queue/?{STICKER}").document
    assert "2 labels were printed" in text(page.all("//main//header")[0])
    printout = page.all("//input[@name='printout']")[0].get("value")
    answer = {"printout": printout, "do": "well"}
    for _time in range(2):
        assert curator.post(f"{home}print/queue/?{STICKER}", answer).status_code == 303
    assert waiting(visit) == [(pk, None) for pk, _number in objects(visit, 3)]
    assert not curator.get(f"{home}print/queue/?{STICKER}").document.all("//input[@name='printout']")


def test_a_sheet_that_came_out_badly_is_printed_again(curator: CheckingClient, home: str, visit: Visit) -> None:
    add(curator, home, f"{chosen(visit, 2)}&{STICKER}")
    address = f"{home}print/pdf/?on=collectionobject&queue=sticker-sheet&{STICKER}"
    first = numbers_in(pdf(curator.get(address)))
    printout = Printout.objects.get()
    curator.post(f"{home}print/queue/?{STICKER}", {"printout": str(printout.pk), "do": "badly"})
    assert numbers_in(pdf(curator.get(address))) == first
    assert not curator.get(f"{home}print/?{chosen(visit, 1)}&{STICKER}&start=2").document.all(
        "//a[contains(., 'Begin')]"
    )


def test_what_waited_is_printed_again_from_the_log(curator: CheckingClient, home: str, visit: Visit) -> None:
    add(curator, home, f"{chosen(visit, 2)}&{STICKER}&copies=2")
    made = pdf(curator.get(f"{home}print/pdf/?on=collectionobject&queue=sticker-sheet&{STICKER}"))
    printout = Printout.objects.get()
    curator.post(f"{home}print/queue/?{STICKER}", {"printout": str(printout.pk), "do": "well"})
    again = pdf(curator.get(f"{home}print/pdf/?again={printout.pk}"))
    assert numbers_in(again) == numbers_in(made)
    page = curator.get(f"{home}print/queue/?{STICKER}").document
    assert not page.all("//input[@name='printout']"), "nothing waits that could be asked about"


def test_the_next_sheet_goes_on_where_the_last_one_ended(curator: CheckingClient, home: str, visit: Visit) -> None:
    pdf(curator.get(f"{home}print/pdf/?{chosen(visit, 3)}&{STICKER}&start=2"))
    page = curator.get(f"{home}print/?{chosen(visit, 2)}").document
    assert page.all("//option[@value='sticker-sheet'][@selected]")
    assert "17 places left" in text(page.all("//main")[0])
    way = page.all("//a[contains(., 'Begin at place 5')]")[0].get("href")
    there = curator.get(way).document
    assert there.all("//input[@name='start']")[0].get("value") == "5"
    assert not curator.get(f"{home}print/?{chosen(visit, 2)}&template=fish-jar").document.all(
        "//a[contains(., 'Begin')]"
    )


def test_what_was_chosen_last_is_chosen_again(curator: CheckingClient, home: str, visit: Visit) -> None:
    pdf(curator.get(f"{home}print/pdf/?{chosen(visit, 1)}&{STICKER}&sheet=avery-l7163"))
    page = curator.get(f"{home}print/?{chosen(visit, 2)}").document
    assert page.all("//select[@name='template']/option[@value='sticker-sheet'][@selected]")
    assert page.all("//select[@name='sheet']/option[@value='avery-l7163'][@selected]")
    assert "avery-l7163" in page.all("//iframe")[0].get("src")
    named = curator.get(f"{home}print/?{chosen(visit, 2)}&template=fish-jar&sheet=").document
    assert named.all("//select[@name='template']/option[@value='fish-jar'][@selected]")


def test_what_waits_is_moved_and_taken_out(curator: CheckingClient, home: str, visit: Visit) -> None:
    add(curator, home, f"{chosen(visit, 3)}&{STICKER}")
    first, second, third = (pk for pk, _number in objects(visit, 3))
    address = f"{home}print/queue/?{STICKER}"
    for do, number, expected in (
        ("last", 0, [second, third, first]),
        ("first", 2, [first, second, third]),
        ("first", 1, [second, first, third]),
        ("out", 1, [second, third]),
    ):
        assert curator.post(address, {"do": do, "id": str(rows(visit)[number])}).status_code == 303
        assert [record for record, _copies in waiting(visit)] == expected
    curator.post(address, {"do": "out"})
    assert len(waiting(visit)) == 2


def test_nobody_touches_what_waits_for_somebody_else(curator: CheckingClient, home: str, visit: Visit) -> None:
    pk = objects(visit, 1)[0][0]
    told = {"template": "sticker-sheet", "table": "collectionobject", "record_id": pk, "added": datetime.now()}
    others = [
        Queued.objects.create(user_id=visit.user.pk + 1, collection_id=visit.place.collection_id, **told),
        Queued.objects.create(user_id=visit.user.pk, collection_id=visit.place.collection_id + 1, **told),
    ]
    page = curator.get(f"{home}print/queue/").document
    assert not page.all("//tbody")
    for one in others:
        for do in ("out", "first", "last"):
            curator.post(f"{home}print/queue/?{STICKER}", {"do": do, "id": str(one.pk)})
    assert Queued.objects.count() == 2
    assert curator.get(f"{home}print/pdf/?on=collectionobject&queue=sticker-sheet").status_code == 422
    theirs = Printout.objects.create(
        user_id=visit.user.pk + 1, collection_id=visit.place.collection_id, printed=datetime.now(), number=1,
        template="sticker-sheet", asked=[["waited", str(others[0].pk)]],
    )  # fmt: skip
    for do in ("well", "badly"):
        answer = curator.post(f"{home}print/queue/", {"printout": str(theirs.pk), "do": do})
        assert answer.status_code == 404
    assert Queued.objects.count() == 2


def test_what_is_not_there_any_more_is_told_and_not_printed(curator: CheckingClient, home: str, visit: Visit) -> None:
    add(curator, home, f"{chosen(visit, 1)}&{STICKER}")
    whose = {"user_id": visit.user.pk, "collection_id": visit.place.collection_id, "added": datetime.now()}
    Queued.objects.create(template="sticker-sheet", table="collectionobject", record_id=99_999_999, **whose)
    Queued.objects.create(template="own-9999", table="collectionobject", record_id=objects(visit, 1)[0][0], **whose)
    page = curator.get(f"{home}print/queue/?{STICKER}").document
    assert "there no more" in text(page.all("//tbody/tr[2]")[0])
    assert page.all("//a[contains(., 'own-9999 (1)')]")
    assert len(numbers_in(pdf(curator.get(f"{home}print/pdf/?on=collectionobject&queue=sticker-sheet")))) == 1
    gone = curator.get(f"{home}print/queue/?template=own-9999").document
    assert "there no more" in text(gone.all("//main//header")[0])
    assert not gone.all("//input[@name='start']")
    assert curator.get(f"{home}print/pdf/?on=collectionobject&queue=own-9999").status_code == 404


def test_a_place_that_no_sheet_has_is_told_on_the_page(curator: CheckingClient, home: str, visit: Visit) -> None:
    add(curator, home, f"{chosen(visit, 1)}&{STICKER}")
    for address in (
        f"{home}print/queue/?{STICKER}&start=22",
        f"{home}print/pdf/?on=collectionobject&queue=sticker-sheet&start=x",
    ):
        response = curator.get(address)
        assert response.status_code == 422
        assert response.document.all("//input[@name='start'][@aria-invalid='true']")
        assert response.document.all("//tbody/tr")


def test_reports_and_too_many_records_do_not_wait(
    curator: CheckingClient, home: str, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changing, "MOST", 2)
    address = f"{home}print/queue/add/?{chosen(visit, 3)}&{STICKER}"
    assert curator.post(address, {"once": "a" * 32}).status_code == 422
    assert waiting(visit) == []
    loan = model("loan").objects.filter(discipline=visit.place.discipline_id).values_list("pk", flat=True)[0]
    address = f"{home}print/queue/add/?on=loan&id={loan}&template=loan-invoice"
    assert not curator.get(address).document.all("//input[@name='once']")
    assert curator.post(address, {"once": "b" * 32}).status_code == 422
    assert not curator.get(f"{home}print/?on=loan&id={loan}").document.all("//button[@value='queue']")
    assert waiting(visit) == []


def test_what_cannot_be_put_aside_so_is_told_beside_its_field(curator: CheckingClient, home: str, visit: Visit) -> None:
    leads_to = curator.get(f"{home}print/?{chosen(visit, 1)}&{STICKER}&copies=none&do=queue")["Location"]
    back = curator.get(leads_to)["Location"]
    assert curator.get(back).document.all("//input[@name='copies'][@aria-invalid='true']")
    assert waiting(visit) == []


def test_who_may_not_print_may_not_put_anything_aside(reader: CheckingClient, home: str, visit: Visit) -> None:

    with pytest.MonkeyPatch.context() as patch:
        may = Rights.may
        patch.setattr(Rights, "may", lambda rights, one, action: one != "/report" and may(rights, one, action))
        for page in ("queue/", "queue/add/", "printer/", "printer/pdf/", "numbers/"):
            assert reader.get(f"{home}print/{page}?{chosen(visit, 1)}").status_code == 403


def test_statements_do_not_follow_what_waits(curator: CheckingClient, home: str, visit: Visit) -> None:
    def statements() -> int:
        curator.get(f"{home}print/queue/?{STICKER}")
        with count_statements() as counted:
            curator.get(f"{home}print/queue/?{STICKER}")
        return len(counted)

    add(curator, home, f"{chosen(visit, 1)}&{STICKER}")
    of_one = statements()
    add(curator, home, f"{chosen(visit, 10)}&{STICKER}")
    assert statements() == of_one <= 14


def test_what_waits_for_somebody_who_is_gone_is_swept(curator: CheckingClient, home: str, visit: Visit) -> None:
    add(curator, home, f"{chosen(visit, 1)}&{STICKER}")
    gone = model("specifyuser").objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
    Queued.objects.create(
        user_id=gone,
        collection_id=visit.place.collection_id,
        template="x",
        table="x",
        record_id=1,
        added=datetime.now(),
    )
    PrinterOffset.objects.create(user_id=gone, right=1, down=1)
    swept = sweep_orphans()
    assert (swept["web_print_queue"], swept["web_printer_offset"]) == (1, 1)
    assert len(waiting(visit)) == 1


def test_every_record_keeps_its_own_copies_when_the_log_prints_it_again(
    curator: CheckingClient, home: str, visit: Visit
) -> None:
    (first, _a), (second, _b), (third, _c) = objects(visit, 3)
    for pk, copies in ((third, "2"), (first, ""), (second, "3"), (third, "1")):
        add(curator, home, f"on=collectionobject&id={pk}&{STICKER}&copies={copies}")
    made = numbers_in(pdf(curator.get(f"{home}print/pdf/?on=collectionobject&queue=sticker-sheet&{STICKER}&start=4")))
    one, two, three = (number for _pk, number in objects(visit, 3))
    assert made == [three, three, one, two, two, two, three]
    printout = Printout.objects.get()
    curator.post(f"{home}print/queue/?{STICKER}", {"printout": str(printout.pk), "do": "well"})
    assert waiting(visit) == []
    page = curator.get(f"{home}print/?again={printout.pk}").document
    assert "3 records" in text(page.all("//h1")[0])
    assert "7 labels on 1 sheet" in text(page.all("//figcaption")[0])
    assert "as many of each as when it waited" in text(page.all("//main//form")[0])
    sent = fields(curator.get(f"{home}print/?again={printout.pk}"), "Make the PDF")
    leads_to = curator.get(f"{home}print/", {**sent, "do": "pdf"})["Location"]
    again = pdf(curator.get(leads_to))
    assert numbers_in(again) == made
    assert next(iter(labels(pages(again)[0])))[1] >= 15.15 + 38.1
    newest = Printout.objects.order_by("-pk")[0].pk
    assert numbers_in(pdf(curator.get(f"{home}print/pdf/?again={newest}"))) == made
    chosen_anew = numbers_in(pdf(curator.get(f"{home}print/pdf/?again={newest}&copies=2")))
    assert chosen_anew == [three, three, one, one, two, two]


def test_from_a_page_that_tells_what_is_wrong_one_goes_on_to_the_sheet(
    curator: CheckingClient, home: str, visit: Visit
) -> None:
    add(curator, home, f"{chosen(visit, 1)}&{STICKER}")
    wrong = curator.get(f"{home}print/pdf/?on=collectionobject&queue=sticker-sheet&start=99")
    assert {one.get("action").partition("?")[0] for one in wrong.document.all("//main//form")} == {
        f"{home}print/queue/"
    }
