"""Chromium and a site for it to visit.

In: the demonstration of the shape under test, served by the real web server. Out: fixtures: a `browser`, the address
of the `site`, and `visit`, which opens pages as a person who is signed in and complains of what the console says.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.cast import ACCOUNT, PASSWORD
from tests.shapes import preparing
from tests.site import serving

PATIENCE = 30_000
ITS_OWN = ("chrome:", "chrome-extension:")
"""Where the browser's program for PDF comes from."""
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str:
    """The browser's program."""
    found = next((one for name in ("chromium", "chromium-browser", "google-chrome") if (one := shutil.which(name))), "")
    assert found, "Chromium is missing; deploy/test installs it."
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window; without its sandbox, since it only sees our own pages and may run as root."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), args=FLAGS, chromium_sandbox=False)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def site(worker_id: str) -> Iterator[str]:
    """The address of a site of its own: what browsers do there touches no other test."""
    with serving(*preparing.copy_for(f"site-{worker_id}")) as address:
        yield address


@pytest.fixture(scope="module")
def entry_site(request: pytest.FixtureRequest, worker_id: str) -> Iterator[str]:
    """The address of a site to enter records in: what is told of pages there does not depend on other files' tests."""
    with serving(*preparing.copy_for(f"{request.module.__name__.rpartition('.')[2]}-{worker_id}")) as address:
        yield address


@dataclass
class Visit:
    """One person's browser on the site."""

    site: str
    context: BrowserContext
    home: str = ""
    has_script: bool = True
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str, **options: Any) -> Page:
        """Open a page in a new tab; its console and requests are watched."""
        page = self.context.new_page()
        page.on("console", lambda message: self._note(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._watch(request.url))
        page.goto(self.site + path, wait_until="load", **options)
        return page

    def _note(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and "status of 4" not in text:  # a refusal is a page too
            self.complaints.append(text)

    def _watch(self, address: str) -> None:
        if not address.startswith((self.site, "about:", *ITS_OWN)):
            self.complaints.append(f"asks elsewhere: {address}")


def sign_in(browser: Browser, site: str) -> tuple[Any, str]:
    """Sign in on the page: the cookies of who did, and the address of the collection's home."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(site + "/")
    page.get_by_label("User name").fill(ACCOUNT)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    if page.get_by_role("heading", name="Choose a collection").count():
        page.locator("main a").first.click()
    state, home = context.storage_state(), page.url.removeprefix(site)
    context.close()
    return state, home


@pytest.fixture(scope="session")
def signed_in(browser: Browser, site: str) -> tuple[Any, str]:
    """Cookies of someone who signed in, and the address of the collection's home."""
    return sign_in(browser, site)


@pytest.fixture
def visit(browser: Browser, site: str, signed_in: tuple[Any, str]) -> Iterator[Visit]:
    """A browser that is signed in."""
    state, home = signed_in
    context = browser.new_context(storage_state=state, viewport={"width": 1280, "height": 900})
    visiting = Visit(site, context, home)
    yield visiting
    context.close()
    assert not visiting.complaints, "\n".join(visiting.complaints)


@pytest.fixture(scope="module")
def signed_in_to_enter(browser: Browser, entry_site: str) -> Any:
    """Cookies of someone who signed in to enter records."""
    return sign_in(browser, entry_site)[0]


@pytest.fixture(params=["with script", "without script"])
def entering(
    request: pytest.FixtureRequest, browser: Browser, entry_site: str, signed_in_to_enter: Any
) -> Iterator[Visit]:
    """Someone at the fishes who enters records; once with script, once in a browser that runs none."""
    has_script = request.param == "with script"
    context = browser.new_context(
        storage_state=signed_in_to_enter, java_script_enabled=has_script, viewport={"width": 1280, "height": 900}
    )
    visiting = Visit(entry_site, context, "/1-fishes/", has_script=has_script)
    yield visiting
    context.close()
    assert not visiting.complaints, "\n".join(visiting.complaints)


@pytest.fixture
def stranger(browser: Browser, site: str) -> Iterator[Visit]:
    """A browser that nobody signed in with."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    visiting = Visit(site, context)
    yield visiting
    context.close()
    assert not visiting.complaints, "\n".join(visiting.complaints)


@pytest.fixture
def screenshots(request: pytest.FixtureRequest) -> Path | None:
    """The folder for pictures, when they were asked for."""
    wanted = request.config.getoption("--screenshots")
    return Path(str(wanted)) if wanted else None
