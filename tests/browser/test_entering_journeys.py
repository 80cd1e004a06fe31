"""Journeys of those who type all day, by keyboard only: each with script, and in a browser that runs none.

What they rely on is looked at on the way: where the focus is and that it can be seen, what the status line says, that a
title begins with "Error:" where something was refused. Keys are counted, a chord as many as it has; what is typed
into a field is not.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.hands import Hands
from tests.browser.looking import violations
from tests.browser.spoken import spoken

pytestmark = pytest.mark.browser

KEYS_FOR_A_NAME = 12
"""So many keys besides the name a new determination of a specimen may need."""
DETERMINED = "Salmo trutta Linnaeus, 1758"


def start(entering: Visit, path: str) -> tuple[Page, Hands]:
    """A page, and hands on its keyboard."""
    page = entering.open(f"{entering.home}{path}")
    return page, Hands(page)


def expect_told(page: Page, words: str) -> None:
    """Wait until the status line says that."""
    expect(page.get_by_role("status")).to_contain_text(words)


def add_row(hands: Hands, relationship: str, control: str) -> None:
    """Press the button under the rows, which is reached by Tab; the focus comes to the new row."""
    hands.tab_to(f"#{relationship}-add")
    hands.press("Enter")
    hands.expect_on(f"{relationship}.{control}")


def save(hands: Hands, leads_to: str | re.Pattern[str]) -> None:
    """Save by the access key."""
    hands.access("s")
    hands.page.wait_for_url(leads_to)


def make_set(hands: Hands, name: str) -> str:
    """Give the ticked records a new set; its address."""
    hands.expect_on("name")
    hands.type(name)
    hands.press("Enter")
    hands.page.wait_for_url(re.compile(r"/record-sets/\d+/$"))
    return hands.page.url


def test_a_specimen_is_found_by_its_number(entering: Visit) -> None:
    page, hands = start(entering, "")
    hands.access("k")
    hands.expect_on("q")
    hands.type("000000017")
    hands.press("Enter")
    page.wait_for_url("**/collectionobject/17/")
    expect(page).to_have_title(re.compile("^000000017 "))
    assert hands.presses <= 3


def test_a_specimen_is_entered_with_all_that_belongs_to_it(entering: Visit) -> None:
    page, hands = start(entering, "collectionobject/")
    hands.access("a")
    page.wait_for_url("**/collectionobject/new/")
    hands.tab_to("#catalogedDate")
    hands.press("Control+a")
    hands.type("31.13.2020")
    add_row(hands, "determinations", "n1.taxon")
    hands.type("Salmo salar")
    hands.access("a")
    hands.expect_on("determinations.n2.taxon")
    hands.type(DETERMINED)
    for number, kind in enumerate(("Ethanol", "Skeleton"), 1):
        add_row(hands, "preparations", f"n{number}.prepType.id")
        hands.type(kind)
    collect_it(entering, hands)
    put_right(hands)
    save(hands, re.compile(r"/collectionobject/\d+/$"))
    expect_told(page, "Saved: ")
    expect(page).to_have_title(re.compile(f"^0000000.. {re.escape(DETERMINED)} "))
    told = page.locator("main").inner_text()
    assert all(words in told for words in ("Salmo salar Linnaeus, 1758", "Ethanol", "Skeleton", "JX 12", "2020-12-31"))
    assert hands.presses <= 90


def collect_it(entering: Visit, hands: Hands) -> None:
    """Look for an event, find none, and make it; it comes back chosen."""
    page, station = hands.page, "JX 12" if entering.has_script else "JX 12b"
    hands.tab_to("#collectingEvent")
    hands.type(station)
    hands.press("Tab")
    hands.press("Enter")
    page.wait_for_url("**/collectionobject/new/find/?*")
    hands.expect_on("s")
    if entering.has_script:
        spoken(page, "find-nothing")
        assert violations(page) == []
    hands.access("a")
    page.wait_for_url("**/collectingevent/new/?*")
    expect(page.locator("#stationFieldNumber")).to_have_value(station)
    save(hands, re.compile("/collectionobject/new/.*#collectingEvent"))
    expect_told(page, f"{station} is saved, and chosen for Collecting event. This form is not saved yet.")
    hands.expect_on("collectingEvent")


def put_right(hands: Hands) -> None:
    """Save, and be refused for the day; from the summary to the field, where what was typed still stands."""
    page = hands.page
    hands.access("s")
    expect(page).to_have_title(re.compile("^Error:"))
    hands.expect_on("errors")
    hands.press("Tab")
    hands.press("Enter")
    hands.expect_on("catalogedDate")
    expect(page.locator("#catalogedDate")).to_have_value("31.13.2020")
    hands.press("Control+a")
    hands.type("2020-12-31")


def test_ten_specimens_get_new_names(entering: Visit) -> None:
    ids = range(31, 41)
    page, hands = start(entering, "record-sets/add/?table=collectionobject" + "".join(f"&id={one}" for one in ids))
    way = f"?set={re.findall('[0-9]+', make_set(hands, 'To be named'))[-1]}"
    page.goto(f"{entering.site}{entering.home}collectionobject/31/edit/{way}")
    for one in ids:
        before = hands.presses
        hands.access("a")
        hands.expect_on("determinations.n1.taxon")
        hands.type(DETERMINED)
        hands.access("x")
        page.wait_for_url(re.compile(rf"/{one + 1}/edit/\{way}$" if one + 1 in ids else rf"/{one}/\{way}$"))
        expect_told(page, "Saved: ")
        assert hands.presses - before <= KEYS_FOR_A_NAME
    expect(page.locator("nav.pages")).to_contain_text("Record 10 of 10")
    expect(page.locator("h1")).to_contain_text(DETERMINED)
    listed = entering.open(f"{entering.home}record-sets/{way.removeprefix('?set=')}/")
    expect(listed.locator("tbody tr", has_text=DETERMINED)).to_have_count(len(ids))


def test_a_specimen_is_cloned_and_carried_forward(entering: Visit) -> None:
    source = 9 if entering.has_script else 10  # the same copy once more would be asked about
    page, hands = start(entering, f"collectionobject/{source}/")
    cloned = one_more(hands, f"**/new/?like={source}")
    assert {"Determination", "Preparation"} <= cloned
    page.goto(f"{entering.site}{entering.home}collectionobject/{source}/")
    hands.tab_to("main .acts a[href*='/carry-forward/']")
    hands.press("Enter")
    page.wait_for_url(f"**/carry-forward/?like={source}")
    hands.tab_to("[value=preparations]")
    hands.press("Space")
    save(hands, f"**/new/?like={source}&carry=1")
    expect_told(page, "What is carried forward is saved.")
    page.goto(f"{entering.site}{entering.home}collectionobject/{source}/")
    before = hands.presses
    carried = one_more(hands, f"**/new/?like={source}&carry=1")
    assert hands.presses - before <= 4
    assert carried == cloned - {"Preparation"}
    offer_no_more(entering, hands)


def one_more(hands: Hands, leads_to: str) -> set[str]:
    """A record like the one on the page, and the form of one like that: the rows that it began with."""
    page = hands.page
    hands.access("a")
    page.wait_for_url(leads_to)
    hands.expect_on("catalogNumber")
    legend = page.locator("fieldset:has(table.edit) > legend")
    rows = {text.splitlines()[0].rstrip("s") for text in legend.all_inner_texts()}
    hands.access("x")
    page.wait_for_url(re.compile(r"/new/\?like=\d{2,}"))
    expect_told(page, "Saved: ")
    hands.expect_on("catalogNumber")
    return rows


def offer_no_more(entering: Visit, hands: Hands) -> None:
    """Take back what was chosen to be carried forward, so that the key clones again."""
    page = hands.page
    page.goto(f"{entering.site}{entering.home}collectionobject/carry-forward/")
    hands.tab_to("[value=preparations]")
    hands.press("Space")
    hands.tab_to("[name=offered]")
    hands.press("Space")
    hands.access("s")
    expect_told(page, "What is carried forward is saved.")
    page.goto(f"{entering.site}{entering.home}collectionobject/9/")
    expect(page.locator("main .acts a[accesskey]")).to_have_text("Clone")


def test_a_record_set_is_made_and_walked_through(entering: Visit) -> None:
    page, hands = start(entering, "collectionobject/")
    hands.tab_to("main tbody input")
    for _one in range(3):
        hands.press("Space")
        hands.press("Tab")
        hands.press("Tab")
    hands.press("Shift+Tab")
    hands.press("Shift+Tab")
    hands.press("Enter")
    page.wait_for_url("**/record-sets/add/?*id=1&id=2&id=3")
    make_set(hands, "To be walked through")
    expect_told(page, "3 records were put into “To be walked through”.")
    hands.tab_to("main a.button")
    hands.press("Enter")
    page.wait_for_url("**/collectionobject/1/?set=*")
    hands.access("x")
    page.wait_for_url("**/collectionobject/2/?set=*")
    expect(page.locator("nav.pages")).to_contain_text("Record 2 of 3 in To be walked through")
    spoken(page, "walk")
    hands.access("x")
    page.wait_for_url("**/collectionobject/3/?set=*")
    expect(page.locator("nav.pages [rel=next]")).to_have_count(0)
    assert hands.presses <= 75


def test_two_people_change_one_record(entering: Visit) -> None:
    record = f"collectionobject/{12 if entering.has_script else 13}/"
    page, mine = start(entering, f"{record}edit/")
    other, theirs = start(entering, f"{record}edit/")
    for hands, words, field in ((theirs, "theirs", "fieldNumber"), (mine, "mine", "altCatalogNumber")):
        for name in (field, "remarks"):
            hands.tab_to(f"#{name}")
            hands.press("Control+a")
            hands.type(f"{name}: {words}")
    save(theirs, f"**/{record}")
    theirs.tab_to("main .acts a[href$='/history/']")
    theirs.press("Enter")
    other.wait_for_url(f"**/{record}history/")
    if entering.has_script:
        spoken(other, "history")
        assert violations(other) == []
    page.bring_to_front()
    save(mine, f"**/{record}edit/choose/?draft=*")
    expect(page.locator("main")).to_contain_text("Nothing of yours is lost, and nothing is saved yet.")
    if entering.has_script:
        spoken(page, "collision")
        assert violations(page) == []
    mine.access("s")
    mine.expect_on("remarks-theirs")
    mine.press("ArrowDown")
    mine.expect_on("remarks-mine")
    save(mine, f"**/{record}")
    expect_told(page, "Saved: ")
    told = page.locator("main").inner_text()
    assert "remarks: mine" in told
    assert "remarks: theirs" not in told
    assert "fieldNumber: theirs" in told
    assert "altCatalogNumber: mine" in told
    other.close()
