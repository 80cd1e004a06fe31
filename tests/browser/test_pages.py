"""Whole pages in Chromium: no violation of axe-core, nothing sticks out at 320 pixels, two requests without script."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

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
    "search": "search/?q=Sal",
    "search-empty": "search/",
    "search-nothing": "search/?q=zzz+yyy",
    "search-table": "search/?q=Sal&how=begin&table=taxon",
    "search-related": "search/?q=Sphagnum&how=begin&related=10",
    "search-configure": "search/configure/",
    "search-configure-table": "search/configure/collectionobject/",
    "no-such-record": "collectionobject/999999/",
    "no-such-table": "nosuchtable/",
}
_NUMBERS = "on=collectionobject&l=1.collectionobject.catalogNumber~asc"
_TAXA = "l=1,9-determinations,4.taxon.fullName&l=1,9-determinations,4.taxon.Genus"
_LINES = (
    f"{_NUMBERS}&l=1,10,2,3.geography.Country~equal~Norway&l=1,10,2,3.geography.Country~equal,hide~Sweden"
    "&l=1,9-determinations,4.taxon.Family~equal,hide~Salmonidae&l=1,10.collectingevent.startDate~greater~1900-01-01"
    "&l=1.collectionobject.remarks~contains,not~exchange&l=1,9-determinations.determination.isCurrent~true"
)
_GROUPS = (
    "&l=(any&l=1.collectionobject.remarks~equal~a&l=(none~1,9-determinations"
    "&l=1,9-determinations.determination.typeStatusName~equal~Holotype&l=)&l=)"
)
ASKING = {
    "query-new": "query/new/",
    "query-new-all": "query/new/?all=1",
    "query-build": f"query/?{_LINES}",
    "query-build-groups": f"query/?{_NUMBERS}{_GROUPS}",
    "query-fields": f"query/fields/?{_NUMBERS}",
    "query-fields-of-taxa": f"query/fields/?{_NUMBERS}&at=1,9-determinations,4",
    "results": f"query/results/?{_NUMBERS}&{_TAXA}&l=1,10,2.locality.latitude1&l=1,10.collectingevent.startDate",
    "results-distinct": f"query/results/?on=collectionobject&{_TAXA}&distinct=1",
    "results-nothing": f"query/results/?{_NUMBERS},equal~9999999",
    "results-number": f"query/count/?{_NUMBERS}",
    "results-behind": f"query/behind/?on=collectionobject&{_TAXA}&distinct=1&row=2",
    "results-walk": f"query/walk/?{_NUMBERS}&at=2",
    "results-set": f"query/set/?{_NUMBERS}",
    "results-refused": "query/results/?on=collectionobject&l=1,10.collectingevent.startDate~between~x",
    "print": f"print/?{_NUMBERS}&template=sticker-sheet&start=7",
    "print-report": "print/?on=loan&id=1",
    "print-wrong": "print/?on=collectionobject&id=1&id=2&start=4000",
    "print-many": f"print/pdf/?{_NUMBERS}&copies=100",
    "print-html": "print/html/?on=loan&id=1",
    "print-html-labels": f"print/html/?{_NUMBERS}&template=sticker-sheet",
    "print-templates": "print/templates/",
    "print-records": "print/?on=collectionobject&template=fish-jar",
    "print-log": "print/log/",
    "print-queue": "print/queue/",
    "print-queue-add": "print/queue/add/?on=collectionobject&id=1&id=2&template=sticker-sheet&copies=2",
    "print-printer": "print/printer/",
    "print-numbers": "print/numbers/?on=collectionobject",
    "template": "print/templates/fish-jar/",
    "template-new": "print/templates/new/?from=fish-jar",
    "template-words": "print/words/?on=collectionobject",
    "template-words-group": "print/words/?on=collectionobject&group=taxon",
    "template-words-filters": "print/words/?on=loan&words=filters",
    "take": f"query/take/?{_NUMBERS}&l=1,10,2.locality.localityName&id=1&id=2",
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
    "record-set-numbers": "record-sets/numbers/",
}
"""Pages in the fishes to which those come who enter records."""
RECORDS = ("collectionobject", "locality", "loan")
FURTHER_RECORDS = ("taxon", "agent", "collectingevent", "accession")
ALWAYS = frozenset(
    "home tables layouts-view-edit collection-objects tree tree-find search search-configure-table no-such-record"
    " clone carry-many rows delete history find-event tree-beside tree-merge tree-refused tree-rank record-set"
    " query-new query-build-groups query-fields results results-walk results-refused print print-wrong print-html"
    " print-templates template-new template-words-group take".split()
)
"""One of each kind; the others are looked at with --all."""
KINDS = {
    "line": "main .pair input:not([type])",
    "text": "main textarea",
    "check": "main input[type=checkbox]",
    "choice": "main select",
    "record": "main .join button[name=_find]",
    "several": "main [role=group] input",
    "read": "main .pair > .soft + div",
}


def kinds(pages: Iterable[str]) -> list[Any]:
    """Names of pages, those that another is like marked."""
    return [name if name in ALWAYS else pytest.param(name, marks=pytest.mark.everything) for name in pages]


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


@pytest.mark.parametrize("name", kinds(IN_COLLECTION))
def test_pages_of_a_collection(visit: Visit, screenshots: Path | None, name: str) -> None:
    look(visit.open(visit.home + IN_COLLECTION[name]), name, screenshots)


@pytest.mark.parametrize("name", kinds(ENTERING))
def test_pages_for_those_who_enter(visit: Visit, screenshots: Path | None, name: str) -> None:
    look(visit.open(f"/1-fishes/{ENTERING[name]}"), name, screenshots)


@pytest.mark.parametrize("name", kinds(ASKING))
def test_pages_for_those_who_ask(visit: Visit, screenshots: Path | None, name: str) -> None:
    look(visit.open(f"/1-fishes/{ASKING[name]}"), name, screenshots)


def test_what_waits_for_a_sheet(visit: Visit, screenshots: Path | None) -> None:
    page = visit.open("/1-fishes/print/queue/add/?on=collectionobject&id=1&id=2&id=3&template=sticker-sheet")
    page.click("main button.primary")
    look(page, "print-queue-filled", screenshots)
    page.fill("#start", "5")
    page.click("main button:text('Show how')")
    look(page, "print-queue-begun", screenshots)
    page.fill("#start", "99")
    page.click("main button:text('Show how')")
    look(page, "print-queue-wrong", screenshots)
    assert page.request.get(f"{visit.site}/1-fishes/print/pdf/?on=collectionobject&queue=sticker-sheet").ok
    page = visit.open("/1-fishes/print/queue/")
    look(page, "print-queue-asks", screenshots)
    page.click("main button.primary")
    page = visit.open("/1-fishes/print/printer/")
    page.fill("#right", "19.5")
    page.click("main button.primary")
    look(page, "print-printer-moved", screenshots)
    page.click("main button[name=forget]")


def look_at_forms(visit: Visit, screenshots: Path | None, listed: str, name: str) -> None:
    """Look at the first record of a list, at its form to be filled in, and at an empty one."""
    page = visit.open(listed)
    page.locator("main tbody th a").first.click()
    look(page, f"record-{name}", screenshots)
    look(visit.open(page.url.removeprefix(visit.site) + "edit/"), f"edit-{name}", screenshots)
    look(visit.open(f"{listed}new/"), f"new-{name}", screenshots)


@pytest.mark.parametrize(
    "table", [*RECORDS, *(pytest.param(table, marks=pytest.mark.everything) for table in FURTHER_RECORDS)]
)
def test_records(visit: Visit, screenshots: Path | None, table: str) -> None:
    look_at_forms(visit, screenshots, f"{visit.home}{table}/", table)


@pytest.mark.parametrize(
    "collection", [pytest.param("1-fishes", marks=pytest.mark.everything), "3-vertebrate-palaeontology"]
)
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
