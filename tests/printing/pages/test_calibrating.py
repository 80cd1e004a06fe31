"""Where a printer prints: the page that one measures, what is kept of it, and what comes of it."""

import pypdfium2
import pytest

from specify.printing.models import PrinterOffset
from specify.security.entering import Visit
from tests.page_checks import text
from tests.page_client import CheckingClient
from tests.printing.pages.test_printing_pages import chosen, pdf
from tests.printing.press import labels, pages, picture, size

HIGH = 300
MM = HIGH / 25.4


def dark(page: pypdfium2.PdfPage, left: float, top: float) -> bool:
    """Whether something is printed within a tenth of a millimetre of a point."""
    drawn = picture(page, HIGH)
    box = (round((left - 0.1) * MM), round((top - 0.1) * MM), round((left + 0.1) * MM) + 1, round((top + 0.1) * MM) + 1)
    return bool(drawn.crop(box).getextrema()[0] < 140)


@pytest.mark.parametrize(("paper", "width", "height"), [("a4", 210, 297), ("letter", 215.9, 279.4)])
def test_the_crosses_stand_where_the_page_says(
    curator: CheckingClient, home: str, paper: str, width: float, height: float
) -> None:
    (page,) = pages(pdf(curator.get(f"{home}print/printer/pdf/?paper={paper}")))
    assert size(page) == pytest.approx((width, height), abs=0.1)
    for x in (20, width - 20):
        for y in (20, height - 20):
            assert dark(page, x, y)
            assert dark(page, x - 7, y)
            assert dark(page, x, y - 7)
    assert not dark(page, 12, 12)
    assert dark(page, 120, 24)


def test_what_is_measured_moves_labels_from_then_on(curator: CheckingClient, home: str, visit: Visit) -> None:
    told = f"{home}print/pdf/?{chosen(visit, 1)}&template=sticker-sheet"
    before = next(iter(labels(pages(pdf(curator.get(told)))[0])))
    answer = curator.post(f"{home}print/printer/", {"right": "19,5", "down": "21.25 mm"})
    assert answer.status_code == 303
    kept = PrinterOffset.objects.get(user_id=visit.user.pk)
    assert (kept.right, kept.down) == (0.5, -1.25)
    after = next(iter(labels(pages(pdf(curator.get(told)))[0])))
    assert [after[at] - before[at] for at in (0, 1)] == pytest.approx([0.5, -1.25], abs=0.02)
    page = curator.get(f"{home}print/?{chosen(visit, 1)}&template=sticker-sheet").document
    assert "0.5 mm to the right and 1.25 mm up" in text(page.all("//main")[0])
    form = curator.get(f"{home}print/printer/").document
    assert [form.all(f"//input[@name='{one}']")[0].get("value") for one in ("right", "down")] == ["19.5", "21.25"]
    (moved,) = pages(pdf(curator.get(f"{home}print/printer/pdf/?moved=1")))
    assert dark(moved, 20.5, 18.75 - 7)
    curator.post(f"{home}print/printer/", {"forget": "1"})
    assert not PrinterOffset.objects.exists()


@pytest.mark.parametrize("bad", ["", "x", "-3", "40,1", "1e9", "19.5.5", "999", "١٩", "19" * 2000])
def test_what_is_no_measure_is_told_beside_its_field(curator: CheckingClient, home: str, bad: str) -> None:
    response = curator.post(f"{home}print/printer/", {"right": bad, "down": "20"})
    assert response.status_code == 422
    assert response.document.all("//input[@name='right'][@aria-invalid='true']")
    assert not response.document.all("//input[@name='down'][@aria-invalid='true']")
    assert not PrinterOffset.objects.exists()


def test_the_offset_is_the_persons_own(curator: CheckingClient, home: str, visit: Visit) -> None:
    PrinterOffset.objects.create(user_id=visit.user.pk + 1, right=5, down=5)
    assert "not moved" in text(curator.get(f"{home}print/printer/").document.all("//main")[0])
    curator.post(f"{home}print/printer/", {"right": "20", "down": "20"})
    assert PrinterOffset.objects.get().user_id == visit.user.pk + 1
