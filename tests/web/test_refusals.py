"""What people are told when something cannot be done: pages with sentences, whatever is broken."""

from secrets import token_hex
from typing import Any

import pytest
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import OperationalError
from django.db.utils import InterfaceError

from specify.web import refusals
from tests.full_disk import full_disk
from tests.page_checks import text
from tests.page_client import CheckingClient, words
from tests.planting import World
from tests.security.people import user_of
from tests.shapes.preparing import shape

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "error", [OperationalError(2006, "gone away"), InterfaceError("closed"), OperationalError(1053, "")]
)
def test_a_database_that_went_away_is_told_on_a_page(
    client: CheckingClient, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr("specify.security.choosing.choices_of", fail, raising=False)
    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.load", fail)
    client.cookies["specify-session"] = "a" * 32
    client.raise_request_exception = False
    with client.not_checking("a failing middleware answers before the page is checked"):
        response = client.get("/")
    assert response.status_code == 503
    assert "cannot be reached" in response.content.decode()
    assert response.content.count(b"<h1>") == 1


def test_a_locked_embedded_database_is_told_as_busy() -> None:
    middleware = refusals.Refusals(lambda _request: None)  # type: ignore[arg-type, return-value]
    from django.test import RequestFactory

    response = middleware.process_exception(RequestFactory().get("/"), OperationalError("database is locked"))
    assert response is not None
    assert response.status_code == 503
    assert b"busy" in response.content


@pytest.mark.parametrize("method", ["options", "put", "delete"])
def test_a_method_that_is_not_taken_is_told_in_words(client: CheckingClient, method: str) -> None:
    response = getattr(client, method)("/help/")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"
    assert "." in text(response.document.root.find(".//main"))


@pytest.mark.skipif(shape() != "sqlite", reason="a server's disk cannot be filled for a test")
@pytest.mark.django_db(transaction=True)
def test_a_session_that_finds_no_room_is_told_and_the_former_stays(client: CheckingClient) -> None:
    client.force_login(user_of(World.create(), "mokafor"))
    client.raise_request_exception = False
    with full_disk():
        # What one is about to send waits in the session, which is written after the view.
        page = client.post("/accounts/second-factor/on/", {"code": token_hex(50_000)})
        assert page.status_code == 503
        assert "The server's disk is full" in words(page)
        assert client.get("/accounts/").status_code == 200
    assert client.post("/accounts/second-factor/on/", {"code": token_hex(50_000)}).status_code == 302


@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        (OperationalError("database or disk is full"), 503, "The server's disk is full"),
        (OperationalError("database is locked"), 503, "The database is busy"),
        (SessionInterrupted("deleted"), 400, "could not be understood"),
        (ValueError("what nobody may read"), 500, "The program made an error"),
    ],
)
def test_what_fails_behind_a_view_is_told_as_what_it_is(
    client: CheckingClient, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, sentence: str
) -> None:
    def fail(*_: Any) -> None:
        raise error

    monkeypatch.setattr("django.contrib.sessions.middleware.SessionMiddleware.process_response", fail)
    client.raise_request_exception = False
    page = client.get("/help/")
    assert page.status_code == status
    assert sentence in words(page)
    assert b"nobody may read" not in page.content
