"""Whole pages in Chromium: no violation of axe-core, nothing sticks out at 320 pixels, two requests without script."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from specify.datamodel import present
from tests.browser.conftest import Visit
from tests.browser.looking import overflow, shoot, violations
from tests.cast import PASSWORD
from tests.security.codes import code_of

pytestmark = pytest.mark.browser

STRANGERS = {"sign-in": "/accounts/sign-in/", "help": "/help/", "not-found": "/no-such-page/"}
IN_COLLECTION = {
    "home": "",
    "account": "account/",
    "tables": "tables/",
    "layouts": "layouts/",
    "layouts-set": "layouts/common~2Faccessions~2Eviews~2Exml/",
    "layouts-view": "layouts/common~2Faccessions~2Eviews~2Exml/Accession/",
    "layouts-view-edit": "layouts/common~2Fpreparations~2Eviews~2Exml/Preparation/?mode=edit",
    "collection-objects": "collectionobject/",
    "taxa": "taxon/",
    "agents": "agent/",
    "trees": "trees/",
    "tree": "trees/geography/?open=1&at=2",
    "tree-find": "trees/taxon/find/?name=Salm",
    "tree-specimens": "trees/geography/1/specimens/",
    "no-such-record": "collectionobject/999999/",
    "no-such-table": "nosuchtable/",
}
ENTERING = {
    "clone": "collectionobject/new/?like=1",
    "carry-many": "collectionobject/1/carry-forward/",
    "rows": "collectionobject/1/edit/rows/?name=determinations",
    "carry-fields": "collectionobject/carry-forward/?like=1",
    "delete": "collectionobject/1/delete/",
    "history": "collectionobject/1/history/",
    "used-by": "collectionobject/1/used-by/",
    "find-event": "collectionobject/new/find/?name=collectingEvent&s=ba*",
    "tree-beside": "trees/taxon/beside/?at=7&at2=12",
    "tree-import": "trees/taxon/import/",
    "tree-merge": "trees/taxon/7/merge/?target=12",
    "tree-refused": "trees/taxon/6/move/?target=7",
    "tree-repair": "trees/taxon/repair/",
    "tree-ranks": "trees/taxon/ranks/",
    "tree-rank": "trees/taxon/ranks/7/edit/",
    "tree-new": "trees/taxon/new/",
    "tree-node": "taxon/3/",
    "record-sets": "record-sets/",
    "record-set": "record-sets/1/",
    "record-set-add": "record-sets/add/?table=collectionobject&id=1&id=2",
    "record-set-with": "record-sets/1/combine/",
    "record-set-delete": "record-sets/1/delete/",
    "record-set-new": "record-sets/new/",
}
"""Pages in the fishes to which those come who enter records."""
RECORDS = ("collectionobject", "taxon", "agent", "locality", "collectingevent", "loan", "accession")
KINDS = {
    "line": "main .pair input:not([type])",
    "text": "main textarea",
    "check": "main input[type=checkbox]",
    "choice": "main select",
    "record": "main .join button[name=_find]",
    "several": "main [role=group] input",
    "read": "main .pair > .soft + div",
}


def look(page: Page, name: str, screenshots: Path | None) -> None:
    """Complain of the page, after taking its pictures when they are wanted."""
    page.wait_for_load_state()
    found = violations(page)
    if sticking := overflow(page):
        found.append(sticking)
    if screenshots:
        shoot(page, screenshots, name)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", STRANGERS)
def test_pages_for_everyone(stranger: Visit, screenshots: Path | None, name: str) -> None:
    look(stranger.open(STRANGERS[name]), name, screenshots)


def test_the_choice_of_collections(visit: Visit, screenshots: Path | None) -> None:
    look(visit.open("/"), "collections", screenshots)


def test_the_password_page(visit: Visit, screenshots: Path | None) -> None:
    look(visit.open("/accounts/password/"), "password", screenshots)


def test_the_pages_of_the_second_factor(visit: Visit, screenshots: Path | None) -> None:
    look(visit.open("/accounts/second-factor/"), "second-factor", screenshots)
    page = visit.open("/accounts/second-factor/on/")
    look(page, "is-it-you", screenshots)
    page.fill("#password", PASSWORD)
    page.click("main button.primary")
    look(page, "second-factor-on", screenshots)
    page.fill("#code", code_of(page.inner_text("main .code").replace(" ", "")))
    page.click("main button.primary")
    look(page, "recovery-codes", screenshots)
    page = visit.open("/accounts/second-factor/off/")
    look(page, "second-factor-off", screenshots)
    page.click("main button.danger")
    look(page, "second-factor-is-off", screenshots)


def test_large_text_on_dark_ground(visit: Visit, screenshots: Path | None) -> None:
    page = visit.open(f"{visit.home}account/")
    page.select_option("#size", "larger")
    page.select_option("#theme", "dark")
    page.click("main button.primary")
    look(page, "account-larger", screenshots)
    look(visit.open(f"{visit.home}taxon/"), "taxa-larger", screenshots)
    page.select_option("#size", "")
    page.select_option("#theme", "")
    page.click("main button.primary")


@pytest.mark.parametrize("name", IN_COLLECTION)
def test_pages_of_a_collection(visit: Visit, screenshots: Path | None, name: str) -> None:
    look(visit.open(visit.home + IN_COLLECTION[name]), name, screenshots)


@pytest.mark.parametrize("name", ENTERING)
def test_pages_for_those_who_enter(visit: Visit, screenshots: Path | None, name: str) -> None:
    look(visit.open(f"/1-fishes/{ENTERING[name]}"), name, screenshots)


def look_at_forms(visit: Visit, screenshots: Path | None, listed: str, name: str) -> None:
    """Look at the first record of a list, at its form to be filled in, and at an empty one."""
    page = visit.open(listed)
    page.locator("main tbody th a").first.click()
    look(page, f"record-{name}", screenshots)
    look(visit.open(page.url.removeprefix(visit.site) + "edit/"), f"edit-{name}", screenshots)
    look(visit.open(f"{listed}new/"), f"new-{name}", screenshots)


@pytest.mark.parametrize("table", RECORDS)
def test_records(visit: Visit, screenshots: Path | None, table: str) -> None:
    look_at_forms(visit, screenshots, f"{visit.home}{table}/", table)


@pytest.mark.parametrize("collection", ["1-fishes", "3-vertebrate-palaeontology"])
def test_objects_of_other_departments(visit: Visit, screenshots: Path | None, collection: str) -> None:
    look_at_forms(visit, screenshots, f"/{collection}/collectionobject/", collection)


def test_every_kind_of_control_is_on_a_form_that_was_looked_at(visit: Visit) -> None:
    missing = dict(KINDS)
    for form in (*(f"{table}/new/" for table in RECORDS), IN_COLLECTION["layouts-view-edit"]):
        page = visit.open(f"{visit.home}{form}")
        missing = {kind: selector for kind, selector in missing.items() if not page.locator(selector).count()}
    assert missing == {}


@pytest.mark.everything
@pytest.mark.parametrize("table", sorted(present.tables()))
def test_the_list_of_every_table_and_its_first_record(visit: Visit, table: str) -> None:
    page = visit.open(f"{visit.home}{table}/")
    look(page, table, None)
    first = page.locator(f"main a[href*='/{table}/']").first
    if first.count():
        first.click()
        look(page, table, None)


def test_a_first_view_without_script_takes_two_requests(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site + "/accounts/sign-in/", wait_until="load")
    context.close()
    assert len(asked) == 2, asked
