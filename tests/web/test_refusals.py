"""What people are told when something cannot be done: pages with sentences, whatever is broken."""

from typing import Any

import pytest
from django.db import OperationalError
from django.db.utils import InterfaceError

from specify.web import refusals
from tests.page_checks import text
from tests.page_client import CheckingClient

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
