"""Single sign-on in Chromium, on the real server and with a real provider: with script and without.

Chromium holds a form to its page's `form-action` through every redirect that follows; the provider is another origin.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from specify.security.providers import WELL_KNOWN
from tests.browser.test_pages import look
from tests.cast import ACCOUNT, PASSWORD
from tests.security.oidc_provider import CLIENT, SECRET, LocalProvider, providing
from tests.shapes import preparing
from tests.site import serving

pytestmark = pytest.mark.browser
BUTTON = "Sign in with Campus sign-in"


@pytest.fixture(scope="module")
def provider() -> Iterator[LocalProvider]:
    """A provider that runs."""
    with providing() as local:
        yield local


@pytest.fixture(scope="module")
def campus(provider: LocalProvider, worker_id: str) -> Iterator[str]:
    """The address of a site that offers it."""
    url, var = preparing.copy_for(f"sso-{worker_id}")
    file = var / "providers.toml"
    file.write_text(
        f'[campus]\ntitle = "Campus sign-in"\ndiscovery = "{provider.issuer}{WELL_KNOWN}"\n'
        f'client_id = "{CLIENT}"\nclient_secret = "{SECRET}"\n'
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "SPECIFY_SIGN_IN_PROVIDERS", str(file))
        with serving(url, var) as address:
            yield address


def open_page(browser: Browser, address: str, complaints: list[str], script: bool = True) -> Page:
    """A page in a browser of its own, whose console is watched."""
    context = browser.new_context(java_script_enabled=script, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.on("console", lambda told: _note(complaints, told.type, told.text))
    page.goto(address)
    return page


def _note(complaints: list[str], kind: str, text: str) -> None:
    if kind == "error" and "status of 4" not in text:  # nothing has an icon
        complaints.append(text)


def test_the_password_once_then_the_provider_is_enough(browser: Browser, campus: str, screenshots: Path | None) -> None:
    complaints: list[str] = []
    page = open_page(browser, f"{campus}/accounts/identities/", complaints)
    look(page, "sign-in-with-a-provider", screenshots)
    page.get_by_role("button", name=BUTTON).click()
    expect(page).to_have_title("Who are you in Specify?")
    look(page, "link-identity", screenshots)
    page.get_by_label("User name").fill(ACCOUNT)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Link and sign in").click()
    expect(page.get_by_role("status")).to_contain_text("you can sign in with Campus sign-in as Grace Mokafor")
    look(page, "identities", screenshots)
    page.get_by_role("link", name=re.compile(r"^Remove Grace Mokafor\b.*Campus sign-in$")).click()
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password", exact=True).press("Enter")
    expect(page).to_have_title("Remove a linked identity")
    look(page, "remove-identity", screenshots)
    assert not complaints
    for script in (True, False):
        page = open_page(browser, f"{campus}/accounts/sign-in/?next=/accounts/identities/", complaints, script)
        page.get_by_role("button", name=BUTTON).press("Enter")
        page.wait_for_url(f"{campus}/accounts/identities/")
        expect(page.get_by_role("heading", name="Linked identities")).to_be_visible()
    assert not complaints


def test_the_page_on_the_way_and_a_provider_that_is_down(
    browser: Browser, campus: str, provider: LocalProvider, screenshots: Path | None
) -> None:
    page = open_page(browser, f"{campus}/accounts/sign-in/", [])
    page.route("**/authorize*", lambda route: route.fulfill(status=204))
    page.get_by_role("button", name=BUTTON).click()
    expect(page.get_by_role("link", name="Go on to Campus sign-in")).to_be_visible()
    look(page, "on-the-way", screenshots)
    provider.behaviour.answers = {"/token": (500, "")}
    page.unroute("**/authorize*")
    page.goto(f"{campus}/accounts/sign-in/")
    page.get_by_role("button", name=BUTTON).click()
    expect(page).to_have_title("Campus sign-in could not be understood")
    look(page, "not-signed-on", screenshots)
    provider.behaviour.answers = {}
