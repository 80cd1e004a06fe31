"""The test client that looks at every page it fetches: a page that breaks a rule fails the test that fetched it.

In: requests as with Django's client. Out: Django's responses; those that are HTML carry the parsed `document`. What is
checked stands in `tests/page_checks.py`; here are the budget of bytes (a page's HTML and stylesheets, gzip level 6)
and the records of statements and bytes. A page that came before and differs in its tokens alone is not parsed again.
The idea is that of GOV.UK Notify's test client.
"""

import gzip
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from functools import cache, lru_cache
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import recording
from tests.page_checks import Document, Element, faults, parse, text

BYTES_AT_MOST = 14_000
STYLESHEET_AT_MOST = 4_096
PAGES_KEPT = 128
# What is another each time that the same page is drawn.
_TOKENS = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")[^"]*|(?<=name="_opened" value=")[^"]*')
_HASH = re.compile(r"\.[0-9a-f]{8,16}(?=\.\w+$)")


class CheckingClient(Client):
    """Django's test client with open eyes."""

    is_checking = True

    def request(self, **request: Any) -> Any:
        """Send one request and look at what comes back; redirects pass here one by one."""
        response: Any = super().request(**request)
        response.document = None
        if _is_html(response):
            html = response.content.decode()
            is_fragment = request.get("HTTP_HX_REQUEST") == "true" and "<html" not in html
            response.document = _document(html, is_fragment)
            if self.is_checking:
                where = f"{request.get('REQUEST_METHOD', 'GET')} {request.get('PATH_INFO', '/')}"
                found = _faults(_TOKENS.sub("", html), is_fragment)
                _complain(where, [*found, *_too_heavy(html, response.document)])
        return response

    @contextmanager
    def not_checking(self, because: str) -> Iterator[None]:
        """Let pages pass unchecked for the reason given: they are not ours, or broken on purpose."""
        assert because
        self.is_checking = False
        try:
            yield
        finally:
            self.is_checking = True

    def measure(self, address: str, *, page: str, at_most: int | None = None) -> Any:
        """Fetch a page twice and compare the second time's statements and bytes with what is recorded under `page`.

        The first time fills the caches that live as long as the process. `at_most` is a bound on statements.
        """
        self.get(address)
        with count_statements() as statements:
            response = self.get(address)
        assert response.status_code == 200, f"{address} answered with status {response.status_code}."
        if at_most is not None:
            _complain(address, _too_many(statements, at_most))
        recording.compare(page, statements=len(statements), size=weight(response.content.decode()), told=statements)
        return response


def _document(html: str, is_fragment: bool) -> Document:
    """The page's own copy of what was parsed, with its tokens."""
    parsed = _parsed(_TOKENS.sub("", html), is_fragment)
    document = Document(deepcopy(parsed.root), parsed.errors, is_fragment)
    fields = document.all("//input[@value='' and (@name='csrfmiddlewaretoken' or @name='_opened')]")
    for field, token in zip(fields, _TOKENS.findall(html), strict=True):
        field.set("value", unescape(token))
    return document


@lru_cache(PAGES_KEPT)
def _parsed(html: str, is_fragment: bool) -> Document:
    return parse(html, fragment=is_fragment)


@lru_cache(PAGES_KEPT)
def _faults(html: str, is_fragment: bool) -> list[str]:
    return faults(_parsed(html, is_fragment))


def _is_html(response: Any) -> bool:
    return (
        not response.streaming and response.get("Content-Type", "").startswith("text/html") and bool(response.content)
    )


def _complain(where: str, found: list[str]) -> None:
    if found:
        raise AssertionError("\n".join([f"{where} is not as a page must be:", *(f"- {fault}" for fault in found)]))


def weight(content: str | bytes) -> int:
    """Bytes after gzip level 6, headers not counted."""
    return len(gzip.compress(content.encode() if isinstance(content, str) else content, 6, mtime=0))


def stylesheets(document: Document) -> list[str]:
    """The addresses of the stylesheets a page names."""
    return [link.get("href", "") for link in document.all("//link[@rel='stylesheet']")]


@cache
def _stylesheet_weight(address: str) -> int:
    name = _HASH.sub("", urlsplit(address).path.removeprefix(settings.STATIC_URL))
    found = finders.find(name)
    if not isinstance(found, str):
        raise AssertionError(f"The stylesheet {address} is not among the static files.")
    with open(found, "rb") as file:
        return weight(file.read())


def _too_heavy(html: str, document: Document) -> Iterator[str]:
    own = weight(html)
    styles = sum(_stylesheet_weight(address) for address in stylesheets(document))
    if styles > STYLESHEET_AT_MOST:
        yield f"Its stylesheets are {styles} bytes compressed; {STYLESHEET_AT_MOST} is the most."
    if own + styles > BYTES_AT_MOST:
        yield f"It is {own} bytes compressed and its stylesheets {styles}; together {BYTES_AT_MOST} is the most."


def _too_many(statements: list[str], at_most: int) -> list[str]:
    if len(statements) <= at_most:
        return []
    return [f"It needs {len(statements)} statements, {at_most} is the most:", *statements]


@contextmanager
def count_statements() -> Iterator[list[str]]:
    """The statements that both connections run within the block, filled at its end; savepoints are not counted."""
    told: list[str] = []
    with ExitStack() as stack:
        captured = [stack.enter_context(CaptureQueriesContext(connections[alias])) for alias in ("default", "web")]
        yield told
        for capture in captured:
            told += [query["sql"] for query in capture.captured_queries if "SAVEPOINT" not in query["sql"]]


def heading(response: Any) -> str:
    """The words of the page's h1."""
    return text(response.document.all("//h1")[0])


def words(response: Any) -> str:
    """All words of the page's main part."""
    return text(response.document.all("//main")[0])


def link(response: Any, name: str) -> str:
    """The address behind the first link with exactly these words."""
    for anchor in response.document.all("//a[@href]"):
        if text(anchor) == name:
            return str(anchor.get("href"))
    raise AssertionError(f"There is no link {name!r}; there are: {[text(a) for a in response.document.all('//a')]}.")


def fields(response: Any, button: str) -> dict[str, str]:
    """What the form with this button would send, as filled in on the page."""
    for form in response.document.all("//form"):
        if any(text(one) == button for one in form.iter("button")):
            return dict(filled(form))
    raise AssertionError(f"There is no form with a button {button!r}.")


def filled(form: Element) -> Iterator[tuple[str, str]]:
    """What the controls would send, in the order in which they stand on the page; of one name the last one counts."""
    for control in form.iter("input", "textarea", "select"):
        name, is_ticked = control.get("name"), control.get("checked") is not None
        if name and (is_ticked or control.get("type") not in ("checkbox", "radio", "submit", "file")):
            yield name, _held(control)


def _held(control: Element) -> str:
    """What one control would send: a line without line ends, an area with those of browsers, what a list has chosen."""
    if control.tag == "select":
        options = list(control.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None] or options[:1]
        return str(chosen[0].get("value", text(chosen[0]))) if chosen else ""
    if control.tag == "textarea":
        held = "".join(str(part) for part in control.itertext())
        if next(control.iterancestors("td"), None) is not None:
            held = held.removeprefix("\n")  # html5lib drops the first line end everywhere but in tables
        return held.replace("\n", "\r\n")
    is_hidden = control.get("type") == "hidden"
    held = control.get("value") or ""
    return held.replace("\n", "\r\n") if is_hidden else held.replace("\n", "")
