"""A query with an alternative is built and run, by keyboard only: with script, in a browser without, and in w3m.

Keys are counted, a chord as many as it has; what is typed into a field is not. What a screen reader is told on the way
is kept as text, and every page is looked at with axe-core.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.hands import Hands
from tests.browser.looking import violations
from tests.browser.spoken import spoken
from tests.browser.test_w3m import come_to_the_fishes
from tests.browser.w3m import ENTER, NEXT_FIELD, W3m, w3m

pytestmark = pytest.mark.browser

KEYS = 80
"""So many keys besides what is typed the whole journey may need."""


def see(entering: Visit, page: Page, name: str) -> None:
    """Complain of what is wrong with a page; keep what is told of it."""
    if entering.has_script:
        assert violations(page) == []
        spoken(page, name)


def test_a_query_with_an_alternative_is_built_and_run(entering: Visit) -> None:
    page = entering.open(entering.home)
    hands = Hands(page)
    for selector, leads_to in (
        ("nav a[href$='/queries/']", "**/queries/"),
        ("main a[href$='/query/new/']", "**/query/new/"),
        ("main a[href*='on=collectionobject']", "**/query/?on=collectionobject*"),
    ):
        hands.tab_to(selector)
        hands.press("Enter")
        page.wait_for_url(leads_to)
    see(entering, page, "query-new")
    hands.tab_to("a[href='#main']")
    hands.press("Enter")
    ask_for_a_country(page, hands)
    see(entering, page, "query-or")
    hands.press("Enter")
    page.wait_for_url("**/query/results/?*")
    expect(page.locator("main")).to_contain_text("whose Country is Norway or Scotland")
    see(entering, page, "query-rows")
    assert hands.presses <= KEYS


def ask_for_a_country(page: Page, hands: Hands) -> None:
    """Ask for one country, and then for another one."""
    hands.tab_to("#add-field")
    hands.type("Country")
    hands.access("a")
    page.wait_for_url(re.compile("geography.Country"))
    hands.expect_on("f2-v")
    hands.type("Norway")
    hands.tab_to("button[name='or'][value='2']")
    hands.press("Enter")
    page.wait_for_url(re.compile("Norway"))
    hands.expect_on("f3-v")
    hands.type("Scotland")


def test_a_query_with_an_alternative_in_w3m(entry_site: str, tmp_path: Path) -> None:
    with w3m(entry_site + "/", tmp_path) as person:
        come_to_the_fishes(person)
        person.follow("Queries")
        person.wait_for("New")
        person.follow("New$")
        person.wait_for("Choose what the query is about")
        person.follow("Collection object")
        person.wait_for("Query on Collection object")
        person.follow("Look for another field")
        person.wait_for("Narrow down")
        person.fill_in("Narrow down", "remarks")
        person.press(NEXT_FIELD + ENTER)
        person.wait_for("Remarks")
        person.follow("Remarks *text")
        person.wait_for("2. Remarks")
        person.find("2. Remarks")
        fill_in_further(person, "Value", "kept")
        person.follow("Or… another value of Remarks")
        person.wait_for("Value, or")
        person.fill_in("Value, or", "found")
        person.follow("Run")
        found = " ".join(person.wait_for("sorted by Catalog number").split())
        assert "whose Remarks is kept or found" in found


def fill_in_further(person: W3m, label: str, value: str) -> None:
    """Fill in the next field with that label."""
    person.find_further(label)
    person.press(f"{NEXT_FIELD}{ENTER}{value}{ENTER}")
