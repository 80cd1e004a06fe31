"""A template is copied, changed and looked at while one types, with script and without; then it is stored.

A report that another program has stored is given the query that fills it, by keyboard only.
"""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.hands import Hands
from tests.browser.test_pages import look
from tests.browser.test_printing_journeys import past_the_head, press_on
from tests.browser.test_query_journey import see
from tests.shapes import preparing
from tests.site import serving

pytestmark = pytest.mark.browser


TYPED = "{{ institution.name }}"
BIND_KEYS = 60
"""So many keys besides what is typed it may take to give a report its query, from the list of reports on."""
REPORT = """<jasperReport name="list" pageWidth="595" pageHeight="842" columnWidth="555"
 leftMargin="20" rightMargin="20" topMargin="20" bottomMargin="20">
<queryString>SELECT * FROM collectionobject</queryString>
<field name="1.collectionobject.catalogNumber" class="java.lang.String"/>
<field name="Sex" class="java.lang.String"/>
<detail><band height="20"><textField><reportElement x="0" y="0" width="300" height="18"/>
<textFieldExpression>$F{1.collectionobject.catalogNumber} + " " + $F{Sex}</textFieldExpression></textField></band>
</detail></jasperReport>"""
STORE = f"""
from specify.datamodel.tables import model
row = {{"version": 0, "timestampCreated": "2020-01-01 00:00:00"}}
place = model("collection").objects.get(pk=1)
at = model("spappresourcedir").objects.create(discipline_id=place.discipline_id, isPersonal=False, **row)
one = model("spappresource").objects.create(
    spAppResourceDir=at, name="Shelf list.jrxml", mimeType="jrxml/report", level=0, metaData="tableid=-1", **row,
    specifyUser=model("specifyuser").objects.order_by("pk")[0])
model("spappresourcedata").objects.create(spAppResource=one, data={REPORT.encode()!r}, **row)
"""


@pytest.fixture(scope="module")
def entry_site(request: pytest.FixtureRequest, worker_id: str) -> Iterator[str]:
    """A site where a report was stored by another program, which nothing fills yet."""
    url, var = preparing.copy_for(f"{request.module.__name__.rpartition('.')[2]}-{worker_id}")
    preparing.manage("shell", "-c", STORE, var=var, database_url=url)
    with serving(url, var) as address:
        yield address


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
    drawn = Image.open(io.BytesIO(page.locator("#shown iframe").screenshot())).convert("L")
    assert drawn.getextrema() == (0, 255), "Nothing is drawn in the frame."
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


def test_a_report_is_given_its_query(entering: Visit, screenshots: Path | None) -> None:
    page = entering.open(f"{entering.home}print/templates/")
    hands = Hands(page)
    past_the_head(hands)
    if entering.has_script:
        press_on(page, hands, "main section a[href*='/bind/']", "/bind/")
    else:  # it was given its query already
        press_on(page, hands, "main tbody a[href*='/print/templates/jrxml-']", r"/jrxml-\d+/$")
        past_the_head(hands)
        press_on(page, hands, "main a[href*='/bind/']", "/bind/")
    see(entering, page, "report-bind")
    past_the_head(hands)
    hands.tab_to("#query")
    hands.type("Fishes with place")
    press_on(page, hands, "main form button", "query=")
    if entering.has_script:
        look(page, "report-bind", screenshots)
    past_the_head(hands)
    hands.tab_to("main form[method=post] select")
    hands.type("Collectors")
    hands.tab_to("main button.primary")
    hands.press("Enter")
    expect(page.locator("#status-line")).to_contain_text("is filled by the query")
    past_the_head(hands)
    press_on(page, hands, "main nav li + li a", r"/jrxml-\d+/$")
    expect(page.locator("main h1")).to_contain_text("Shelf list")
    assert hands.presses <= BIND_KEYS
