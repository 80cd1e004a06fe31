"""What waits for a sheet of the institution's own labels: where such a sheet can be begun later, and where not."""

from typing import Any

import pytest

from specify.datamodel.tables import model
from specify.printing.models import PrinterOffset, Printout
from specify.printing.printing import Order, print_records
from specify.security.entering import Visit
from specify.web.refusals import Refusal
from tests.page_checks import text
from tests.page_client import CheckingClient
from tests.printing.jrxml.templates import section
from tests.printing.jrxml.templates import text as field
from tests.printing.pages.test_queueing import add, waiting
from tests.printing.pages.test_reporting import ASKED, chosen, here, objects
from tests.printing.press import MM, pages
from tests.printing.reports.planted import NUMBER, Planted, planted
from tests.query.small_collection import Small

__all__ = ["here"]
POINT = 25.4 / 72


def sheet(*more: str, order: str = "Vertical", height: int = 50, detail: str = "") -> bytes:
    """A template of two columns and three rows."""
    size = 'pageWidth="220" pageHeight="200" columnWidth="90" columnCount="2" columnSpacing="20"'
    margins = f'leftMargin="10" rightMargin="10" topMargin="10" bottomMargin="10" printOrder="{order}"'
    declared = f'<field name="{NUMBER}" class="java.lang.String"/>'
    body = section("detail", detail or field(f"$F{{{NUMBER}}}", "0 0 90 12"), height=height)
    return f'<jasperReport name="t" {size} {margins}>{declared}{"".join(more)}{body}</jasperReport>'.encode()


def corners(made: bytes) -> list[list[tuple[str, int, int]]]:
    """What stands on each page, with the column and row in which it begins."""
    found = []
    for page in pages(made):
        told, height, here = page.get_textpage(), page.get_height(), []
        for at in range(told.count_rects()):
            left, _bottom, _right, top = told.get_rect(at)
            words = told.get_text_bounded(*told.get_rect(at)).strip()
            here.append((words, round((left - 10) / 110), int((height - top - 10) // 50)))
        found.append(here)
    return found


def pdf_of(response: Any) -> bytes:
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf", response.content[:2000]
    return bytes(response.content)


@pytest.fixture
def jars(here: Small) -> Planted:
    """Labels in two columns."""
    return planted(here, sheet(), NUMBER)


@pytest.mark.parametrize(
    ("order", "seen"), [("Vertical", [(1, 1), (1, 2), (0, 0)]), ("Horizontal", [(0, 2), (1, 2), (0, 0)])]
)
def test_a_begun_sheet_is_filled_from_a_later_place_on(
    curator: CheckingClient, home: str, visit: Visit, here: Small, order: str, seen: list[tuple[int, int]]
) -> None:
    jars = planted(here, sheet(order=order), NUMBER)
    told = f"{chosen(visit, jars, 3)}&start=5"
    page = curator.get(f"{home}print/?{told}").document
    assert page.all("//input[@name='start'][@value='5']")
    assert ("column by column" in text(page.all("//main//form")[0])) is (order == "Vertical")
    assert "The first 4 places are left empty" in text(page.all("//figcaption")[0])
    first, second = corners(pdf_of(curator.get(f"{home}print/pdf/?{told}")))
    assert [*first, *second] == [(number, *at) for (_pk, number), at in zip(objects(visit, 3), seen, strict=True)]
    goes_on = curator.get(f"{home}print/?{chosen(visit, jars, 1)}").document
    assert goes_on.all("//a[contains(., 'Begin at place 2')]")
    beyond = curator.get(f"{home}print/pdf/?{chosen(visit, jars, 3)}&start=7")
    assert beyond.status_code == 422
    assert beyond.document.all("//input[@name='start'][@aria-invalid='true']")


def test_labels_wait_and_are_printed_on_what_is_left_of_a_sheet(
    curator: CheckingClient, home: str, visit: Visit, jars: Planted
) -> None:
    name = jars.template.name
    add(curator, home, f"{chosen(visit, jars, 2)}&copies=2")
    add(curator, home, chosen(visit, jars, 1))
    page = curator.get(f"{home}print/queue/?template={name}&start=2").document
    assert not page.all("//select[@name='sheet']")
    assert "The first place is left empty" in text(page.all("//figcaption")[0])
    leads_to = curator.get(f"{home}print/queue/?template={name}&start=2&do=pdf")["Location"]
    [made] = corners(pdf_of(curator.get(leads_to)))
    (_one, first), (_two, second) = objects(visit, 2)
    assert sorted(word for word, *_at in made) == sorted([first, first, first, second, second])
    assert (0, 0) not in [tuple(at) for _word, *at in made]
    printout = Printout.objects.get()
    assert printout.number == 5
    curator.post(f"{home}print/queue/?template={name}", {"printout": str(printout.pk), "do": "well"})
    assert waiting(visit) == []
    assert corners(pdf_of(curator.get(f"{home}print/pdf/?again={printout.pk}"))) == [made]


def test_each_comes_as_often_as_its_field_or_its_copies_say(
    curator: CheckingClient, home: str, visit: Visit, here: Small
) -> None:
    jars = planted(here, sheet(), NUMBER, "1.collectionobject.countAmt", repeatField="1.collectionobject.countAmt")
    (first, one), (second, two) = objects(visit, 2)
    model("collectionobject").objects.filter(pk__in=(first, second)).update(countAmt=3)
    name = jars.template.name
    add(curator, home, f"on=collectionobject&id={first}&template={name}")
    add(curator, home, f"on=collectionobject&id={second}&template={name}&copies=2")
    [made] = corners(pdf_of(curator.get(f"{home}print/pdf/?on=collectionobject&queue={name}&template={name}")))
    assert [word for word, *_at in made] == [one, one, one, two, two]


def test_what_such_labels_ask_is_asked_on_the_page_of_the_sheet(
    curator: CheckingClient, home: str, visit: Visit, here: Small
) -> None:
    jars = planted(here, sheet(ASKED, detail=field(f'$P{{head}} + " " + $F{{{NUMBER}}}', "0 0 90 12")), NUMBER)
    add(curator, home, chosen(visit, jars, 1))
    page = curator.get(f"{home}print/queue/?template={jars.template.name}").document
    assert page.all("//input[@name='p.head']")
    leads_to = curator.get(f"{home}print/queue/", {"template": jars.template.name, "p.head": "Nº", "do": "pdf"})
    [made] = corners(pdf_of(curator.get(leads_to["Location"])))
    number = objects(visit, 1)[0][1]
    assert [word for word, *_at in made] == [f"Nº {number}"]
    printout = Printout.objects.get()
    assert curator.get(f"{home}print/?again={printout.pk}").document.all("//input[@name='p.head'][@value='Nº']")


def test_labels_without_fixed_places_say_why_they_cannot_wait(
    curator: CheckingClient, home: str, visit: Visit, here: Small
) -> None:
    titled = planted(here, sheet(section("title", field('"All jars"', "0 0 90 12"))), NUMBER)
    told = chosen(visit, titled, 1)
    page = curator.get(f"{home}print/?{told}&start=3").document
    assert not page.all("//input[@name='start']")
    assert not page.all("//button[@value='queue']")
    assert "cannot begin at a later place of a sheet. Line 1: Something is printed besides" in text(
        page.all("//main")[0]
    )
    refused = curator.get(f"{home}print/queue/add/?{told}").document
    assert "besides the labels (title)" in text(refused.all("//p[contains(@class, 'note')]")[0])
    assert curator.post(f"{home}print/queue/add/?{told}", {"once": "c" * 32}).status_code == 422
    assert waiting(visit) == []
    made = pdf_of(curator.get(f"{home}print/pdf/?{told}&start=3"))
    assert len(pages(made)) == 1
    with pytest.raises(Refusal, match="cannot begin at a later place"):
        print_records(titled.visit, titled.template, [objects(visit, 1)[0][0]], Order(start=2))


def test_one_label_a_page_waits_without_places(curator: CheckingClient, home: str, visit: Visit, here: Small) -> None:
    single = planted(here, sheet(height=180).replace(b'columnCount="2"', b'columnCount="1"'), NUMBER)
    page = curator.get(f"{home}print/?{chosen(visit, single, 1)}").document
    assert page.all("//button[@value='queue']")
    assert not page.all("//input[@name='start']")
    add(curator, home, chosen(visit, single, 2))
    assert not curator.get(f"{home}print/queue/?template={single.template.name}").document.all("//input[@name='start']")
    leads_to = f"{home}print/pdf/?on=collectionobject&queue={single.template.name}"
    assert len(pages(pdf_of(curator.get(leads_to)))) == 2


def test_a_label_that_may_grow_waits_and_says_what_may_move(
    curator: CheckingClient, home: str, visit: Visit, here: Small
) -> None:
    detail = field(f"$F{{{NUMBER}}}", "0 0 90 12", isStretchWithOverflow="true")
    page = curator.get(f"{home}print/?{chosen(visit, planted(here, sheet(detail=detail), NUMBER), 1)}").document
    assert page.all("//button[@value='queue']")
    assert "This may make a label higher or lower" in text(page.all("//main")[0])


def lines(made: bytes) -> list[tuple[float, float]]:
    """The left and upper ends of the first page's texts, in millimetres."""
    page = pages(made)[0]
    found = [one.get_bounds() for one in page.get_objects(max_depth=3) if one.type == 1]
    return [(left * MM, (page.get_height() - top) * MM) for left, _bottom, _right, top in found]


def test_the_offset_of_the_printer_moves_these_labels_too(
    curator: CheckingClient, home: str, visit: Visit, here: Small, jars: Planted
) -> None:
    told = chosen(visit, jars, 2)
    before = lines(pdf_of(curator.get(f"{home}print/pdf/?{told}")))
    PrinterOffset.objects.create(user_id=visit.user.pk, right=1.5, down=-0.75)
    answer = pdf_of(curator.get(f"{home}print/pdf/?{told}"))
    assert pages(answer)[0].get_size() == (220, 200)
    after = lines(answer)
    assert len(after) == len(before) == 2
    for one, other in zip(before, after, strict=True):
        assert (other[0] - one[0], other[1] - one[1]) == pytest.approx((1.5, -0.75), abs=0.02)
    assert "1.5 mm to the right and 0.75 mm up" in text(curator.get(f"{home}print/?{told}").document.all("//main")[0])
    report = planted(here, sheet(), NUMBER, type="jrxml/report")
    unmoved = lines(pdf_of(curator.get(f"{home}print/pdf/?{chosen(visit, report, 2)}")))
    assert [at for one in unmoved for at in one] == pytest.approx([at for one in before for at in one])
