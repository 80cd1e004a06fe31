"""Who goes back from a choice in a tree has the choice before it, of both trees where two stand beside each other."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit


def chosen(page: Page, pane: str) -> str:
    """The name that is chosen in one of the trees."""
    found = page.locator(f"#results{pane} [aria-current=true]")
    return found.inner_text() if found.count() else ""


def test_back_from_choices_in_two_trees(visit: Visit) -> None:
    page = visit.open(f"{visit.home}trees/taxon/beside/")
    names = [page.locator(f"#results{pane} li > p > span > a").first for pane in ("", "2")]
    root = names[0].inner_text()
    for pane, name in zip(("", "2"), names, strict=True):
        name.click()
        expect(page.locator(f"#results{pane} [aria-current=true]")).to_have_text(root)
    page.locator("#results2 a.twig").first.click()
    expect(page.locator("#results2 a.twig").first).to_have_attribute("aria-expanded", "true")
    assert (chosen(page, ""), chosen(page, "2")) == (root, root)
    page.go_back()
    expect(page.locator("#results2 [aria-current=true]")).to_have_count(0)
    assert chosen(page, "") == root
    page.go_back()
    expect(page.locator("#results [aria-current=true]")).to_have_count(0)
    assert re.search(r"/beside/", page.url)
    page.locator("#results2 a.twig").first.click()
    expect(page.locator("#results2 a.twig").first).to_have_attribute("aria-expanded", "true")


def test_two_trees_are_short_on_a_small_screen(visit: Visit) -> None:
    page = visit.open(f"{visit.home}trees/taxon/beside/")
    page.set_viewport_size({"width": 360, "height": 740})
    for pane in ("", "2"):
        while page.locator(f"#results{pane} a.twig[aria-expanded=false]").count():
            before = page.locator(f"#results{pane} a.twig[aria-expanded=true]").count()
            page.locator(f"#results{pane} a.twig[aria-expanded=false]").first.click()
            expect(page.locator(f"#results{pane} a.twig[aria-expanded=true]")).to_have_count(before + 1)
            if before > 6:
                break
    page.reload()
    assert page.evaluate("document.documentElement.scrollHeight") < 6000
