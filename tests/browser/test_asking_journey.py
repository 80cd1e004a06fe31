"""What a query finds is looked through, sorted and taken along as CSV, by keyboard only, with script and without."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.hands import Hands
from tests.browser.looking import violations
from tests.browser.spoken import spoken
from tests.browser.test_w3m import come_to_the_fishes
from tests.browser.w3m import w3m

pytestmark = pytest.mark.browser

QUERY = "on=collectionobject&l=1.collectionobject.catalogNumber~asc&l=1,9-determinations,4.taxon.fullName"
KEYS = 40


def test_rows_are_taken_along_as_csv(entering: Visit) -> None:
    page = entering.open(f"/1-fishes/query/results/?{QUERY}")
    hands = Hands(page)
    hands.tab_to("a[href='#main']")
    hands.press("Enter")
    hands.tab_to("main thead th:last-child a")
    hands.press("Enter")
    page.wait_for_url("**sort=2a")
    expect(page.locator("th[aria-sort]")).to_contain_text("Full name")
    shown = page.locator("main tbody tr:first-child td[data-label='Full name']").inner_text()
    hands.tab_to("main a[href*='/query/take/']")
    hands.press("Enter")
    page.wait_for_url("**/query/take/*")
    if entering.has_script:
        assert violations(page) == []
        spoken(page, "take")
    with page.expect_download() as downloading:
        hands.access("s")
    file = downloading.value
    assert re.fullmatch(r"Query on Collection object - \w{3} \w{3} \d\d \d{4}\.csv", file.suggested_filename)
    with Path(file.path()).open(encoding="utf-8-sig", newline="") as lines:
        headings, first, *_others = csv.reader(lines)
    assert headings == ["Catalog number", "Full name"]
    assert first[1] == shown
    assert hands.presses <= KEYS


def test_results_are_told_part_by_part(visit: Visit) -> None:
    spoken(visit.open(f"/1-fishes/query/results/?{QUERY}"), "results")


def test_rows_are_taken_along_in_w3m(site: str, tmp_path: Path) -> None:
    with w3m(f"{site}/", tmp_path) as person:
        come_to_the_fishes(person)
        person.follow("Collection Object")
        person.wait_for("1 to 50 of 60")
        person.follow("Query from here")
        person.wait_for("Run")
        person.follow("^Run")
        person.wait_for("Take along")
        person.follow("Take along")
        person.wait_for("Between cells")
        person.follow("Download")
        assert person.wait_for("000000060").startswith("Collection object\n000000001\n")
