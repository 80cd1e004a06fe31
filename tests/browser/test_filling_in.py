"""Filling in a form in Chromium: rows come and go under the hands, with htmx and without any script."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def open_form(visit: Visit, query: str = "") -> Page:
    """The form of the first object of the list."""
    page = visit.open(f"{visit.home}collectionobject/")
    address = page.locator("main tbody th a").first.get_attribute("href")
    return visit.open(f"{address}edit/{query}")


@pytest.mark.parametrize("query", ["", "?plain=1"])
def test_the_hands_stay_on_the_keys(visit: Visit, query: str) -> None:
    page = open_form(visit, query)
    page.fill("#catalogNumber", "4711")
    page.focus("#determinations-add")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("draft="))
    row = page.locator("[id='determinations.n1']")
    expect(row).to_be_visible()
    expect(page.locator(":focus")).to_have_id(re.compile(r"determinations\.n1\."))
    page.keyboard.type("Salmo")
    row.get_by_role("button", name="Remove").press("Enter")
    expect(row).to_have_count(0)
    expect(page.locator(":focus")).to_have_id("determinations-add")
    expect(page.locator("#catalogNumber")).to_have_value("4711")
    page.reload()
    expect(page.locator("#catalogNumber")).to_have_value("4711")


def test_the_enter_key_saves(visit: Visit) -> None:
    page = open_form(visit)
    page.press("#catalogNumber", "Enter")
    expect(page.get_by_role("status")).to_contain_text("Saved")
    assert "/edit/" not in page.url


def test_the_form_brought_up_to_date_keeps_what_was_typed(visit: Visit) -> None:
    page = open_form(visit)
    page.fill("#catalogNumber", "4712")
    page.click("#update")
    expect(page.get_by_role("status")).to_contain_text("Nothing is saved yet")
    expect(page.locator("#catalogNumber")).to_have_value("4712")


def test_what_htmx_is_refused_is_told_and_what_was_typed_stays(visit: Visit) -> None:
    page = open_form(visit)
    page.fill("#catalogNumber", "4713")
    page.evaluate(
        "document.getElementById('edit-form').insertAdjacentHTML('beforeend', '<input type=hidden name=\"a b\">')"
    )
    page.click("#update")
    expect(page.get_by_role("status")).to_contain_text("Nothing was kept")
    expect(page.locator("#catalogNumber")).to_have_value("4713")
    visit.complaints.clear()  # htmx notes in the console that it was refused


def test_what_is_under_the_hands_stays_where_it_is(visit: Visit) -> None:
    page = open_form(visit)
    button = page.locator("#preparations-add")
    button.focus()
    before = button.bounding_box()
    button.press("Enter")
    expect(page.locator(":focus")).to_have_id(re.compile(r"preparations\.n1\."))
    after = page.locator(":focus").bounding_box()
    assert before
    assert after
    assert abs(after["y"] - before["y"]) < 100


@pytest.mark.parametrize("size", ["", "larger"])
@pytest.mark.parametrize("width", [1280, 768, 360])
def test_controls_in_a_table_have_room_for_what_is_in_them(visit: Visit, width: int, size: str) -> None:
    page = open_form(visit)
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate("size => { if (size) document.documentElement.dataset.size = size }", size)
    narrow = page.locator(".edit :is(input:not([type], [size]), select, textarea)").evaluate_all(
        "controls => controls.filter(one => one.offsetWidth < 90).map(one => one.id)"
    )
    assert narrow == []
    assert page.locator(".edit input[size]").count()
    names = page.locator(".edit .join input").evaluate_all("controls => controls.map(one => one.offsetWidth)")
    assert names
    assert min(names) >= 160
