"""The ground of all tests: a database of the shape under test, the client that checks pages, records of figures.

In: pytest's options and the environment (see `tests/shapes/preparing.py`). Out: fixtures and hooks. Every test marked
`django_db` gets a transaction on both connections; one marked `transaction=True` commits, and is cleaned up after.
"""

import gc
import os
from collections.abc import Iterator
from typing import Any

import pytest

from tests.shapes import preparing

preparing.prepare()

import django  # noqa: E402 - the environment had to be prepared

django.setup()
# The workers of pytest-xdist inherit the environment, and pytest-django would set Django up in them with this process's
# database before they come to make their own.
os.environ.pop("DJANGO_SETTINGS_MODULE")

from tests import recording  # noqa: E402
from tests.page_client import CheckingClient  # noqa: E402
from tests.shapes import restoring  # noqa: E402

BOTH = ("default", "web")
_LEFT_OUT = {
    "sqlite": {"everything"},
    "born7": {"everything", "browser", "one_shape", "by_schema"},
    "born6": {"everything", "browser", "one_shape", "by_server"},
}
"""The marks of what a shape does not prove; `pyproject.toml` explains them."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Our own options."""
    parser.addoption("--rewrite-records", action="store_true", help="write tests/recorded anew")
    parser.addoption("--all", action="store_true", help="everything on every shape; Chromium on every table")
    parser.addoption("--screenshots", metavar="FOLDER", help="pictures of the pages that Chromium looks at")


def pytest_configure(config: pytest.Config) -> None:
    """Tell the recorder whether it writes."""
    recording.is_rewriting = bool(config.getoption("--rewrite-records"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Choose what this shape proves, and give both connections to every test that names none."""
    left_out = {item for item in items if _is_left_out(config, item)}
    config.hook.pytest_deselected(items=list(left_out))
    items[:] = [item for item in items if item not in left_out]
    for item in items:
        mark = item.get_closest_marker("django_db")
        touches = {"client", "db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
        if (mark or touches) and not (mark and mark.kwargs.get("databases")):
            options = {**(mark.kwargs if mark else {}), "databases": BOTH}
            item.add_marker(pytest.mark.django_db(**options), append=False)


def _is_left_out(config: pytest.Config, item: pytest.Item) -> bool:
    """Without --all: what looks at everything, and what this shape cannot break if the others do not.

    Pages look alike on all shapes, so browsers visit one of them. What else fetches pages is proved by both schemas;
    what pages are made of is proved on all shapes.
    """
    if config.getoption("--all"):
        return False
    marks = {mark.name for mark in item.iter_markers()}
    if "client" in getattr(item, "fixturenames", ()) and "every_shape" not in marks:
        marks.add("by_schema")
    return not marks.isdisjoint(_LEFT_OUT[preparing.shape()])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Put the database back after a test that committed."""
    mark = item.get_closest_marker("django_db")
    commits = bool(mark and mark.kwargs.get("transaction")) or "live_server" in getattr(item, "fixturenames", ())
    since = restoring.moment() if commits else ""
    result = yield
    if commits:
        restoring.restore(since)
    return result


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass by what stays for the whole run: modules, models and thousands of tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand the figures to the process that started the others, which writes them down."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["measured"] = recording.measured
    elif recording.is_rewriting:
        recording.write(recording.measured)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Gather the figures of a worker."""
    recording.measured.update(getattr(node, "workeroutput", {}).get("measured", {}))


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """The databases are there already."""


@pytest.fixture
def client() -> CheckingClient:
    """A client that nobody has signed in with."""
    return CheckingClient()
