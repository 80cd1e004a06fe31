"""A sheet of stickers is printed from the results of a query from label 7 on, and a loan's invoice, by keyboard only.

With script, in a browser without, and in w3m. The PDF that comes is looked into: where the first label stands, and
whether a report can be read out. Keys are counted, a chord as many as it has; what is typed is not.
"""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from specify.printing.sheets.known import known
from tests.browser.conftest import Visit, sign_in
from tests.browser.hands import Hands
from tests.browser.test_query_journey import see
from tests.browser.test_w3m import come_to_the_fishes
from tests.browser.w3m import ENTER, NEXT_FIELD, PATIENCE_SECONDS, W3m, w3m
from tests.printing.press import kinds, labels, pages, picture, text
from tests.shapes import preparing
from tests.site import serving

pytestmark = pytest.mark.browser

STICKER_KEYS, INVOICE_KEYS = 40, 40
"""So many keys besides what is typed each journey may need."""
CLEARED = "\x15"
DOTS, WHITE = 254, 255
QUERY = "query/results/?on=collectionobject&l=1.collectionobject.catalogNumber~asc"


@pytest.fixture
def entry_site(request: pytest.FixtureRequest, worker_id: str) -> Iterator[str]:
    """A site of which nothing was printed before: pages remember what was chosen last."""
    name = "".join(letter if letter.isalnum() else "-" for letter in request.node.name)
    with serving(*preparing.copy_for(f"{name}-{worker_id}")) as address:
        yield address


@pytest.fixture
def signed_in_to_enter(browser: Browser, entry_site: str) -> Any:
    """Cookies of someone who signed in there."""
    return sign_in(browser, entry_site)[0]


def first_place(pdf: bytes) -> int:
    """The first place of an Avery L7160 on which anything is printed, counted row by row.

    Nothing may be printed beside the places.
    """
    sheet = known()["avery-l7160"].sheet
    drawn = picture(pages(pdf)[0], DOTS)
    taken = []
    for place, (left, top) in enumerate(sheet.places(), start=1):
        box = tuple(round(one * DOTS / 25.4) for one in (left, top, left + sheet.label[0], top + sheet.label[1]))
        if drawn.crop(box).getextrema() != (WHITE, WHITE):
            taken.append(place)
        drawn.paste(WHITE, box)
    assert drawn.getextrema() == (WHITE, WHITE), "Something is printed beside the places."
    return taken[0]


def is_read_out(pdf: bytes) -> bool:
    """Whether screen readers are told of a heading, and of a table with its rows and headers."""
    return {"H1", "Table", "TR", "TH", "TD"} <= set(kinds(pdf))


def press_on(page: Page, hands: Hands, selector: str, leads_to: str) -> None:
    """Go to a link or button, and press it."""
    hands.tab_to(selector)
    hands.press("Enter")
    page.wait_for_url(re.compile(leads_to))


def past_the_head(hands: Hands) -> None:
    """Skip what stands at the head of every page."""
    hands.tab_to("a[href='#main']")
    hands.press("Enter")


def pdf_by(entering: Visit, page: Page, hands: Hands) -> bytes:
    """The PDF that comes when Enter is pressed; Chromium keeps the one that it shows to itself."""
    with page.expect_response(lambda one: "/print/pdf/" in one.url) as coming:
        hands.press("Enter")
    assert coming.value.headers["content-type"] == "application/pdf"
    return entering.context.request.get(coming.value.url).body()


def test_stickers_are_printed_from_label_7_on(entering: Visit) -> None:
    page = entering.open(entering.home + QUERY)
    hands = Hands(page)
    past_the_head(hands)
    press_on(page, hands, "main header a[href*='/print/']", "/print/")
    see(entering, page, "print")
    past_the_head(hands)
    hands.tab_to("#template")
    hands.type("Sticker")
    hands.tab_to("#start")
    hands.type("7")
    press_on(page, hands, "main form button:not(.primary)", "template=sticker-sheet.*start=7")
    expect(page.locator("figcaption")).to_have_text("60 labels on 4 sheets. The first 6 places are left empty.")
    see(entering, page, "print-stickers")
    past_the_head(hands)
    hands.tab_to("main form button.primary")
    pdf = pdf_by(entering, page, hands)
    assert first_place(pdf) == 7
    assert len(pages(pdf)) == 4
    assert sum(len(list(labels(one))) for one in pages(pdf)) == 60
    assert hands.presses <= STICKER_KEYS


def test_the_invoice_of_a_loan_is_printed(entering: Visit) -> None:
    page = entering.open(entering.home + "loan/")
    hands = Hands(page)
    past_the_head(hands)
    press_on(page, hands, "main tbody th a", r"/loan/\d+/$")
    number = page.locator("main h1").inner_text().split()[-1]
    past_the_head(hands)
    press_on(page, hands, "main a[href*='/print/']", "/print/")
    see(entering, page, "print-invoice")
    past_the_head(hands)
    hands.tab_to("main form button.primary")
    pdf = pdf_by(entering, page, hands)
    assert f"Loan {number}" in text(pdf)
    assert is_read_out(pdf)
    assert hands.presses <= INVOICE_KEYS


def test_the_invoice_is_read_as_a_page(entering: Visit) -> None:
    page = entering.open(entering.home + "print/?on=loan&id=1")
    hands = Hands(page)
    past_the_head(hands)
    press_on(page, hands, "main a[href*='/print/html/']", "/print/html/")
    expect(page.locator("main table thead th").first).to_have_text("Number")
    see(entering, page, "print-read")


def test_stickers_in_w3m(entry_site: str, tmp_path: Path) -> None:
    with w3m(entry_site + "/", tmp_path) as person:
        come_to_the_fishes(person)
        begin(person, "Sticker sheet")
        person.wait_for("1 to 50 of 60")
        tick_the_first(person)
        person.follow("Print$")
        person.wait_for("Copies of each")
        choose(person, "Template", 3)
        person.find("First label")
        person.press(f"{NEXT_FIELD}{ENTER}{CLEARED}7{ENTER}")
        person.follow("Show how it will be")
        person.wait_for("1 label on 1 sheet. The first 6 places are left empty.")
        person.follow("Make the PDF")
        pdf = saved(person, tmp_path)
    assert first_place(pdf) == 7


def test_an_invoice_in_w3m(entry_site: str, tmp_path: Path) -> None:
    with w3m(entry_site + "/", tmp_path) as person:
        come_to_the_fishes(person)
        begin(person, "Loan invoice")
        person.wait_for("Loan")
        tick_the_first(person)
        person.follow("Print$")
        person.wait_for("Make the PDF")
        person.follow("Make the PDF")
        assert is_read_out(saved(person, tmp_path))


def begin(person: W3m, template: str) -> None:
    """From the home page to the list of those records that a template is for."""
    person.follow("Labels and reports")
    person.wait_for("Loan invoice")
    person.follow(template)
    person.wait_for("has a button to print them")
    person.follow("The list")


def tick_the_first(person: W3m) -> None:
    """Tick the first row."""
    person.find(r"\[ \]")
    person.press(NEXT_FIELD + ENTER)


def choose(person: W3m, label: str, further: int) -> None:
    """Choose from a list, as w3m opens it: so many lines further down."""
    person.find(label)
    person.press(NEXT_FIELD + ENTER)
    time.sleep(1)  # until the list is open
    person.press("j" * further + ENTER)


def saved(person: W3m, folder: Path) -> bytes:
    """The PDF: w3m asks where to save it, and Enter takes the name that it proposes, more than once if it was busy."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        time.sleep(1)
        for file in folder.glob("*.pdf"):
            if file.read_bytes().rstrip().endswith(b"%%EOF"):
                return file.read_bytes()
        person.press(ENTER)
    raise AssertionError(f"No PDF was saved: {[*folder.iterdir()]}")
