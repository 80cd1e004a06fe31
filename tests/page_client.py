"""The test client that looks at every page it fetches: a page that breaks a rule fails the test that fetched it.

In: requests as with Django's client. Out: Django's responses; those that are HTML carry the parsed `document`. What is
checked stands in `tests/page_checks.py`; here are the budget of bytes (a page's HTML and stylesheets, gzip level 6)
and the records of statements and bytes. What `tests/page_alike.py` calls one page is checked once in a run, on whatever
shape, and parsed when a test looks into it. The idea is that of GOV.UK Notify's test client.
"""

import gzip
import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import cache, partial
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import connections
from django.test import Client
from django.test.client import MULTIPART_CONTENT
from django.test.utils import CaptureQueriesContext
from django.utils.functional import SimpleLazyObject

from specify.datamodel.tables import model
from tests import recording
from tests.page_alike import document_of, faults_of
from tests.page_checks import Element, text

BYTES_AT_MOST = 14_000
STYLESHEET_AT_MOST = 4_096
_HASH = re.compile(r"\.[0-9a-f]{8,16}(?=\.\w+$)")
_LINK = re.compile(r"<link\b[^>]*>", re.IGNORECASE)
_HREF = re.compile(r"\bhref\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_FORM = "application/x-www-form-urlencoded"


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
            response.document = SimpleLazyObject(partial(document_of, html, is_fragment))
            if self.is_checking:
                where = f"{request.get('REQUEST_METHOD', 'GET')} {request.get('PATH_INFO', '/')}"
                _complain(where, [*faults_of(html, is_fragment), *_too_heavy(html)])
        return response

    def enter(self, name: str) -> "CheckingClient":
        """Signed in without the page for it, which tests of its own prove."""
        self.force_login(model("specifyuser").objects.get(name=name))  # type: ignore[arg-type]
        return self

    def post(self, path: str, data: Any = None, content_type: str = MULTIPART_CONTENT, **more: Any) -> Any:
        """Send a form as browsers do: as one line, and in parts only where there is a file."""
        if content_type == MULTIPART_CONTENT and isinstance(data, Mapping) and _is_line(data):
            data, content_type = urlencode(data, doseq=True), _FORM
        return super().post(path, data, content_type, **more)

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


def _is_line(data: Mapping[str, Any]) -> bool:
    """Whether a browser could send it in one line: texts and numbers, and no file."""
    sent = [one for value in data.values() for one in (value if isinstance(value, list | tuple) else [value])]
    return all(isinstance(one, str | int | float) for one in sent)


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


def stylesheets(html: str) -> list[str]:
    """The addresses of the stylesheets a page names."""
    links = [link for link in _LINK.findall(html) if "stylesheet" in link.lower()]
    return [address.group(1) for link in links if (address := _HREF.search(link))]


@cache
def _stylesheet_weight(address: str) -> int:
    name = _HASH.sub("", urlsplit(address).path.removeprefix(settings.STATIC_URL))
    found = finders.find(name)
    if not isinstance(found, str):
        raise AssertionError(f"The stylesheet {address} is not among the static files.")
    with open(found, "rb") as file:
        return weight(file.read())


def _too_heavy(html: str) -> Iterator[str]:
    own = weight(html)
    styles = sum(_stylesheet_weight(address) for address in stylesheets(html))
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
