"""Journeys by keyboard only, and what a screen reader is told on the way.

The accessibility tree of each page on the way is kept as text in `tests/recorded/spoken/` (`--rewrite-records` writes
it anew): it can be read like a walk-through, and a change of it shows in a review.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import recording
from tests.browser.conftest import Visit
from tests.cast import ACCOUNT, PASSWORD

pytestmark = pytest.mark.browser
SPOKEN = Path(__file__).parent.parent / "recorded" / "spoken"
# What is told otherwise tomorrow: the moment of a count, the age of what is overdue.
PASSING = re.compile(r"(?<=counted today at )\d\d:\d\d|\d+(?= days overdue)")
STEPS_AT_MOST = 60


def spoken(page: Page, name: str) -> None:
    """Compare the page's accessibility tree with the one that is kept."""
    told = PASSING.sub("…", page.locator("body").aria_snapshot()) + "\n"
    file = SPOKEN / f"{name}.txt"
    if recording.is_rewriting:
        SPOKEN.mkdir(parents=True, exist_ok=True)
        file.write_text(told)
    kept = file.read_text() if file.exists() else ""
    assert told == kept, (
        f"{name} is told differently. If that is meant, run with --rewrite-records and commit the file."
    )


def tab_to(page: Page, selector: str) -> int:
    """Press Tab until the element has the focus and shows it; how often."""
    for presses in range(1, STEPS_AT_MOST + 1):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", f"{selector} has the focus and does not show it."
            return presses
    raise AssertionError(f"Tab does not lead to {selector}.")


def test_signing_in_and_finding_a_record_by_keyboard(stranger: Visit) -> None:
    page = stranger.open("/")
    spoken(page, "sign-in")
    assert tab_to(page, "a[href='#main']") == 1
    tab_to(page, "#login")
    page.keyboard.type(ACCOUNT)
    tab_to(page, "#password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    spoken(page, "collections")
    tab_to(page, "main a[href='/1-fishes/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/1-fishes/")
    spoken(page, "home")
    tab_to(page, "main a[href$='/collectionobject/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/collectionobject/")
    spoken(page, "collection-objects")
    tab_to(page, "main tbody a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/collectionobject/*/")
    spoken(page, "collection-object")


def test_a_form_to_be_filled_in_is_told_control_by_control(visit: Visit) -> None:
    page = visit.open("/1-fishes/collectionobject/")
    address = page.locator("main tbody th a").first.get_attribute("href")
    spoken(visit.open(f"{address}edit/"), "collection-object-edit")


def test_a_wrong_password_is_told(stranger: Visit) -> None:
    page = stranger.open("/accounts/sign-in/")
    tab_to(page, "#login")
    page.keyboard.type(ACCOUNT)
    tab_to(page, "#password")
    page.keyboard.type("not this one")
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile("^Error:"))
    assert page.evaluate("document.activeElement.id") == "errors"
    spoken(page, "sign-in-refused")
