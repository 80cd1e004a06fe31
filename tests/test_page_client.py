"""The client that looks at pages: what it keeps of a page that came before is not taken for the page that comes."""

import re

import pytest

from tests.page_alike import document_of, faults_of
from tests.page_checks import parse, text
from tests.page_client import CheckingClient, fields, stylesheets

pytestmark = pytest.mark.one_shape
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
PAGE = (
    "<!doctype html><html lang=en><head><title>No. {0}</title><meta name=viewport content='width=device-width'></head>"
    "<body><p><a href='#main'>Skip</a></p><p role=status></p><main id=main><h1>No. {0}</h1><p id=a{1}>{2} &#39;</p>"
    "<p id=a{3}>{0}</p></main></body></html>"
)


@pytest.mark.django_db
def test_a_page_that_came_before_has_its_own_tokens(client: CheckingClient) -> None:
    pages = [client.get("/accounts/sign-in/") for _ in range(3)]
    shown = [fields(page, "Sign in")["csrfmiddlewaretoken"] for page in pages]
    assert shown == [TOKEN.findall(page.content.decode())[0] for page in pages]
    assert len(set(shown)) == 3
    assert len({id(page.document.root) for page in pages}) == 3


@pytest.mark.django_db
def test_a_fault_is_told_each_time_the_page_comes(client: CheckingClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.page_client.BYTES_AT_MOST", 10)
    for _ in range(2):
        with pytest.raises(AssertionError, match="together 10 is the most"):
            client.get("/accounts/sign-in/")


@pytest.mark.django_db
def test_the_stylesheets_are_those_of_the_page(client: CheckingClient) -> None:
    page = client.get("/accounts/sign-in/")
    named = [link.get("href") for link in page.document.all("//link[@rel='stylesheet']")]
    assert len(named) == 1
    assert stylesheets(page.content.decode()) == named


def test_pages_that_differ_in_numbers_each_have_their_own() -> None:
    for numbers in ((123, 45, 678, 46), (124, 46, 700, 45), (99, 10, 99, 11)):
        html = PAGE.format(*numbers)
        assert faults_of(html, False) == []
        document, whole = document_of(html, False), parse(html)
        assert [text(one) for one in document.all("//*")] == [text(one) for one in whole.all("//*")]
        assert [one.items() for one in document.all("//*")] == [one.items() for one in whole.all("//*")]
        assert f"a{numbers[1]}" in document.ids


def test_equal_numbers_are_a_fault_where_a_page_with_others_had_none() -> None:
    assert faults_of(PAGE.format(123, 45, 678, 46), False) == []
    for _ in range(2):
        assert "The id 'a45' is empty, has a blank in it, or stands 2 times." in faults_of(
            PAGE.format(123, 45, 678, 45), False
        )


def test_a_number_in_a_name_is_read_with_the_page_itself() -> None:
    html = "<p id=a12 data-x12=34>56</p>"
    document = document_of(html, True)
    assert document.ids["a12"].get("data-x12") == "34"
    assert text(document.ids["a12"]) == "56"


def test_a_character_by_its_number_stays() -> None:
    assert text(document_of("<p id=a>&#39;&#x27;39</p>", True).ids["a"]) == "''39"
