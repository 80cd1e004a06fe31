"""A taxon is added, moved and made a synonym, by keyboard only: with script, in a browser without, and in w3m.

Keys are counted, a chord as many as it has; what is typed into a field is not. What a screen reader is told on the way
is kept as text, and every page is looked at with axe-core.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.hands import Hands
from tests.browser.looking import violations
from tests.browser.spoken import spoken
from tests.browser.test_w3m import come_to_the_fishes
from tests.browser.w3m import ENTER, NEXT_FIELD, w3m

pytestmark = pytest.mark.browser

KEYS = 91
"""So many keys besides what is typed the whole journey may need."""


@dataclass
class Walk:
    """Somebody on the journey, who looks at each page as it comes: told and kept where there is a script."""

    entering: Visit
    page: Page
    hands: Hands

    def see(self, name: str) -> None:
        """Complain of what is wrong with a page; keep what is told of it."""
        if self.entering.has_script:
            assert violations(self.page) == []
            spoken(self.page, name)

    def skip(self) -> None:
        """Skip what stands at the head of every page."""
        self.hands.tab_to("a[href='#main']")
        self.hands.press("Enter")

    def go(self, selector: str, leads_to: str | re.Pattern[str]) -> None:
        """Tab to a link or a button, and press it."""
        self.hands.tab_to(selector)
        self.hands.press("Enter")
        self.page.wait_for_url(leads_to)

    def name(self, text: str, leads_to: str | re.Pattern[str]) -> None:
        """Name a node in the line for it."""
        self.hands.expect_on("name")
        self.hands.type(text)
        self.hands.press("Enter")
        self.page.wait_for_url(leads_to)


def test_a_taxon_is_added_moved_and_made_a_synonym(entering: Visit) -> None:
    parent, other, accepted = (
        ("Acanthurus", "Zebrasoma", "Zebrasoma flavescens")
        if entering.has_script
        else ("Chaetodon", "Forcipiger", "Forcipiger flavissimus")
    )
    page = entering.open(entering.home)
    walk = Walk(entering, page, Hands(page))
    walk.go("nav a[href$='/trees/']", "**/trees/")
    walk.see("trees")
    walk.skip()
    walk.go("main th a[href$='/trees/taxon/']", "**/trees/taxon/")
    walk.skip()
    walk.hands.tab_to("#name")
    walk.name(parent, re.compile(r"#n\d+$"))
    walk.see("tree")
    add(walk, parent)
    move(walk, parent, other)
    make_a_synonym(walk, other, accepted)
    assert walk.hands.presses <= KEYS


def add(walk: Walk, parent: str) -> None:
    """Add a species below the genus that is chosen; its record comes, and leads back to the tree."""
    page, hands = walk.page, walk.hands
    hands.access("a")
    page.wait_for_url("**/taxon/new/?*")
    expect(page.locator("#parent")).to_have_value(parent)
    walk.see("taxon-new")
    if not page.evaluate("document.activeElement.id === 'name'"):
        hands.tab_to("#name")
    hands.type("nova")
    expect(page.locator("#definitionItem\\.id option:checked")).to_have_text("Species")
    hands.access("s")
    page.wait_for_url(re.compile(r"/taxon/\d+/$"))
    expect(page.get_by_role("status")).to_contain_text(f"Saved: Taxon {parent} nova.")
    walk.see("taxon")
    walk.skip()
    walk.go("main a[href*='/trees/taxon/?']", re.compile(r"#n\d+$"))


def move(walk: Walk, parent: str, other: str) -> None:
    """Move it under another genus."""
    page = walk.page
    walk.go(".here a[href$='/move/']", "**/move/")
    walk.see("tree-move")
    walk.name(other, "**/move/?target=*")
    walk.see("tree-move-preview")
    expect(page.locator("main")).to_contain_text(f"Full name: {parent} nova → {other} nova")
    walk.go("main button.primary", re.compile(r"#n\d+$"))
    expect(page.get_by_role("status")).to_contain_text("Done: Move")


def make_a_synonym(walk: Walk, other: str, accepted: str) -> None:
    """Make it a synonym of a species of its new genus."""
    page = walk.page
    walk.go(".here a[href$='/synonymise/']", "**/synonymise/")
    walk.see("tree-synonymise")
    walk.name(accepted, "**/synonymise/?target=*")
    walk.see("tree-synonymise-preview")
    walk.go("main button.primary", re.compile(r"#n\d+$"))
    expect(page.locator(".here")).to_contain_text(f"{other} nova Species, synonym of {accepted}")
    walk.see("tree-synonym")


def test_a_taxon_is_added_moved_and_made_a_synonym_in_w3m(entry_site: str, tmp_path: Path) -> None:
    with w3m(entry_site + "/", tmp_path) as person:
        come_to_the_fishes(person)
        person.follow("Trees")
        person.wait_for("The trees of this collection")
        person.follow("Taxon")
        person.wait_for("Go to a name")
        person.fill_in("Go to a name", "Boops")
        person.press(NEXT_FIELD + ENTER)
        person.wait_for("Open record")
        person.follow("Add child")
        person.wait_for("New Taxon")
        person.fill_in("^Name", "nova")
        person.follow("^Save")
        person.wait_for("Saved: Taxon Boops nova.")
        person.follow("Show in the tree")
        person.wait_for("Open record")
        for deed, label, name, told in (
            ("Move$", "New parent", "Dentex", "Boops nova → Dentex nova"),
            ("Make it a synonym", "Accepted name", "Dentex dentex", "Synonyms that change over"),
        ):
            person.follow(deed)
            person.wait_for(label)
            person.fill_in(rf"{label} *\[", name)
            person.press(NEXT_FIELD + ENTER)
            person.wait_for(told)
            person.follow("M.* Cancel$")
            person.wait_for("Done: ")
        assert "Dentex nova Species, synonym of Dentex dentex" in " ".join(person.page().split())
