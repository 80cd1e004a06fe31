"""A template is copied, changed and looked at while one types, with script and without; then it is stored."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.test_pages import look

pytestmark = pytest.mark.browser


TYPED = "{{ institution.name }}"


def begun(page: Page, title: str) -> Page:
    """The edit page of a new copy of the jar label."""
    page.fill("#name", title)
    page.click("main button.primary")
    page.wait_for_selector("#source")
    return page


def shown(entering: Visit, page: Page) -> None:
    """What is typed is shown: by itself where there is a script, else by the button."""
    if not entering.has_script:
        page.click("#edit-form button[name=show]")
        page.wait_for_load_state()


def test_the_preview_follows_what_one_types(entering: Visit, screenshots: Path | None) -> None:
    title = f"Jar {'typed' if entering.has_script else 'sent'}"
    page = begun(entering.open(f"{entering.home}print/templates/new/?from=fish-jar"), title)
    frame = page.frame_locator("#shown iframe")
    expect(frame.locator(".label").first).to_be_visible()
    source = page.input_value("#source")
    assert TYPED in source
    page.fill("#source", source.replace(TYPED, f"Typed {TYPED}"))
    shown(entering, page)
    expect(frame.locator(".label").first).to_contain_text("Typed")
    if entering.has_script:
        expect(page.locator("#status-line")).to_have_text("The preview is up to date.")
        look(page, "template-edit", screenshots)
    page.fill("#source", source.replace("taxon.scientificname", "taxon.scientificnam"))
    shown(entering, page)
    expect(page.locator("#shown a[href='#source']")).to_contain_text("taxon.scientificname")
    page.click("#edit-form button.primary")
    expect(page.locator("#errors a")).to_contain_text("Did you mean")
    if entering.has_script:
        look(page, "template-edit-wrong", screenshots)
    page.fill("#source", source.replace(TYPED, f"Stored {TYPED}"))
    page.click("#edit-form button.primary")
    expect(page.locator("#status-line")).to_contain_text("is stored")
    page.click("text=Versions")
    page.click("text=Version 1")
    if entering.has_script:
        look(page, "template-versions", screenshots)
    page.click("#again")
    expect(page.locator("tbody tr")).to_have_count(3)
    page.goto(page.url.split("?")[0].replace("versions", "delete"))
    page.click("#delete")
    expect(page.locator("#status-line")).to_contain_text("was deleted")
