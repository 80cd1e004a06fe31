"""Journeys of those who look up, by keyboard only, and what a screen reader is told on the way."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.hands import Hands
from tests.browser.spoken import spoken
from tests.cast import ACCOUNT, PASSWORD

pytestmark = pytest.mark.browser

TOLD = {
    "collection-object-edit": "collectionobject/1/edit/",
    "collection-object-rows": "collectionobject/1/edit/rows/?name=determinations",
    "collection-object-new": "collectionobject/new/",
    "collection-object-clone": "collectionobject/new/?like=1",
    "collection-object-delete": "collectionobject/1/delete/",
    "collection-object-used-by": "collectionobject/1/used-by/",
    "carry-fields": "collectionobject/carry-forward/?like=1",
    "agent-not-deleted": "agent/35/delete/",
    "find-event": "collectionobject/new/find/?name=collectingEvent&s=ba*",
    "record-sets": "record-sets/",
    "record-set": "record-sets/1/",
    "record-set-with": "record-sets/1/combine/",
    "record-set-add": "record-sets/add/?table=collectionobject&id=1&id=2",
    "record-set-delete": "record-sets/1/delete/",
}
"""Pages in the fishes to which those come who enter records."""


def test_signing_in_and_finding_a_record_by_keyboard(stranger: Visit) -> None:
    page = stranger.open("/")
    hands = Hands(page)
    spoken(page, "sign-in")
    assert hands.tab_to("a[href='#main']") == 1
    hands.tab_to("#login")
    hands.type(ACCOUNT)
    hands.tab_to("#password")
    hands.type(PASSWORD)
    hands.press("Enter")
    page.wait_for_load_state()
    spoken(page, "collections")
    hands.tab_to("main a[href='/1-fishes/']")
    hands.press("Enter")
    page.wait_for_url("**/1-fishes/")
    spoken(page, "home")
    hands.tab_to("main a[href$='/collectionobject/']")
    hands.press("Enter")
    page.wait_for_url("**/collectionobject/")
    spoken(page, "collection-objects")
    hands.tab_to("main tbody a")
    hands.press("Enter")
    page.wait_for_url("**/collectionobject/*/")
    spoken(page, "collection-object")


@pytest.mark.parametrize("name", TOLD)
def test_a_page_is_told_part_by_part(visit: Visit, name: str) -> None:
    spoken(visit.open(f"/1-fishes/{TOLD[name]}"), name)


def test_a_wrong_password_is_told(stranger: Visit) -> None:
    page = stranger.open("/accounts/sign-in/")
    hands = Hands(page)
    hands.tab_to("#login")
    hands.type(ACCOUNT)
    hands.tab_to("#password")
    hands.type("not this one")
    hands.press("Enter")
    expect(page).to_have_title(re.compile("^Error:"))
    assert page.evaluate("document.activeElement.id") == "errors"
    spoken(page, "sign-in-refused")
