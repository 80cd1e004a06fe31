"""A record is chosen for a form in Chromium: as one types, on the page that finds it, and back where the hands were."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.test_pages import look

pytestmark = pytest.mark.browser


def new_object(visit: Visit) -> Page:
    """The form of a new object, which asks for its cataloger."""
    return visit.open(f"{visit.home}collectionobject/new/")


def test_a_line_suggests_what_it_may_name(visit: Visit) -> None:
    page = new_object(visit)
    page.locator("#cataloger").fill("")
    page.locator("#cataloger").press_sequentially("o")
    options = page.locator('datalist[id="cataloger-list"] option')
    expect(options.first).to_be_attached()
    assert page.locator("#cataloger").evaluate("line => line.list.options.length") == options.count()
    told = [option.text_content() or "" for option in options.all()]
    assert all("o" in text.lower() for text in told)


def test_matches_follow_what_is_typed_and_one_comes_back(visit: Visit, screenshots: Path | None) -> None:
    page = new_object(visit)
    page.locator('button[name=_find][value="cataloger"]').click()
    page.wait_for_url("**/new/find/*")
    page.locator("#s").fill("")
    page.locator("#s").press_sequentially("o")
    first = page.locator("#results tbody tr").first
    expect(first).to_be_visible()
    expect(page.locator("#status-line")).to_contain_text("match")
    look(page, "find-agent", screenshots)
    name = first.locator("th").inner_text()
    first.get_by_role("button").click()
    page.wait_for_url("**/new/?draft=*")
    expect(page.locator("#cataloger")).to_have_value(name)


def test_taxa_to_choose_from(visit: Visit, screenshots: Path | None) -> None:
    look(
        visit.open(f"{visit.home}collectionobject/new/find/?name=determinations.n1.taxon&s=sal"),
        "find-taxon",
        screenshots,
    )


@pytest.mark.parametrize("query", ["", "?plain=1"])
def test_three_keys_lead_from_the_find_button_to_the_first_match(visit: Visit, query: str) -> None:
    page = visit.open(f"{visit.home}collectionobject/new/{query}")
    page.locator("#cataloger").fill("o")
    page.locator('button[name=_find][value="cataloger"]').press("Enter")
    page.wait_for_url("**/new/find/*")
    expect(page.locator(":focus")).to_have_id("found")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("name", "id")
    page.keyboard.press("Enter")
    page.wait_for_url("**/new/?draft=*")
    expect(page.locator(":focus")).to_have_id("cataloger")


def test_where_nothing_is_found_the_hands_are_on_the_text(visit: Visit) -> None:
    page = new_object(visit)
    page.locator("#cataloger").fill("nobody is called so")
    page.locator('button[name=_find][value="cataloger"]').press("Enter")
    page.wait_for_url("**/new/find/*")
    expect(page.locator(":focus")).to_have_id("s")
