"""The client that looks at pages: what it keeps of a page that came before is not taken for the page that comes."""

import re

import pytest

from tests.page_client import CheckingClient, fields

pytestmark = [pytest.mark.django_db, pytest.mark.one_shape]
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


def test_a_page_that_came_before_has_its_own_tokens(client: CheckingClient) -> None:
    pages = [client.get("/accounts/sign-in/") for _ in range(3)]
    shown = [fields(page, "Sign in")["csrfmiddlewaretoken"] for page in pages]
    assert shown == [TOKEN.findall(page.content.decode())[0] for page in pages]
    assert len(set(shown)) == 3
    assert len({id(page.document.root) for page in pages}) == 3


def test_a_fault_is_told_each_time_the_page_comes(client: CheckingClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.page_client.BYTES_AT_MOST", 10)
    for _ in range(2):
        with pytest.raises(AssertionError, match="together 10 is the most"):
            client.get("/accounts/sign-in/")
