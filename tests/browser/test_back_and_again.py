"""Who goes back to a form that was saved, and presses Save again, is asked whether one more record is meant."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Visit


def test_back_and_saved_again(entering: Visit) -> None:
    page = entering.open(f"{entering.home}agent/new/")
    expect(page.locator(":focus")).to_have_id("agentType")
    page.fill("#lastName", f"Twofold {entering.has_script}")
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.wait_for_url(re.compile(r"/agent/\d+/$"))
    expect(page.get_by_role("status")).to_contain_text("Saved: Agent Twofold")
    first = page.url
    page.go_back()
    expect(page.locator("#lastName")).to_have_value(f"Twofold {entering.has_script}")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator("#errors")).to_contain_text("You saved the same a moment ago: Agent Twofold")
    expect(page.locator(":focus")).to_have_id("errors")
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.wait_for_url(re.compile(r"/agent/\d+/$"))
    assert page.url != first
