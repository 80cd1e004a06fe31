"""A job in Chromium: its page follows it by itself, with script and without, and is as accessible as any other."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visit
from tests.browser.test_pages import look
from tests.shapes import mariadb, preparing
from tests.tasks.workers import consumer

pytestmark = pytest.mark.browser
PATIENCE = 60_000
START = """
from specify.tasks.starting import start
from tests.tasks.counting import count
from specify.datamodel.tables import SpecifyUser
from tests.cast import ACCOUNT
job = start(count, person=SpecifyUser.objects.get(name=ACCOUNT).pk, arguments={"total": %d, "pause": 0.1})
print("job", job.pk)
"""


@pytest.fixture
def count_to(site: str, worker_id: str) -> Iterator[Callable[[int], str]]:
    """Starts a job on the site that counts ten things a second, and a worker; the address of its page."""
    assert site
    name, shape = f"site-{worker_id}", preparing.shape()
    var = preparing.folder() / f"{shape}-{name}"
    url = f"sqlite:///{var / 'specify.sqlite'}" if shape == "sqlite" else mariadb.url(f"test_{shape}_{name}")

    def start(total: int) -> str:
        said = preparing.manage("shell", "--no-imports", "-c", START % total, var=var, database_url=url)
        return f"/jobs/{said.split()[-1]}/"

    with consumer(DATABASE_URL=url, SPECIFY_VAR=str(var)):
        yield start


def test_the_page_follows_a_job_until_it_is_done(
    visit: Visit, count_to: Callable[[int], str], screenshots: Path | None
) -> None:
    page = visit.open(count_to(60))
    expect(page.get_by_role("progressbar", name="Count: ")).to_be_visible(timeout=PATIENCE)
    look(page, "job-running", screenshots)
    expect(page.get_by_role("heading", level=1, name="Done Count slowly")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("Counted to 60.")).to_be_visible()
    look(page, "job-done", screenshots)
    look(visit.open("/jobs/"), "jobs", screenshots)


def test_a_job_is_stopped_on_its_page(visit: Visit, count_to: Callable[[int], str]) -> None:
    page = visit.open(count_to(600))
    page.get_by_role("button", name="Stop this job").click()
    expect(page.get_by_role("heading", level=1, name="Stopped Count slowly")).to_be_visible(timeout=PATIENCE)


def test_without_script_the_browser_looks_again(visit: Visit, browser: Browser, count_to: Callable[[int], str]) -> None:
    state = visit.context.storage_state()
    context = browser.new_context(java_script_enabled=False, storage_state=state)
    page = context.new_page()
    page.goto(visit.site + count_to(55))
    expect(page.get_by_role("link", name="Do not look again by itself")).to_be_visible()
    expect(page.get_by_role("heading", level=1, name="Done Count slowly")).to_be_visible(timeout=PATIENCE)
    context.close()
