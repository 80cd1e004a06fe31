"""A person who visits the site over HTTP, as far as measuring needs one: keeps the connection and the cookies.

In: host and port. Out: answers with status, bytes as sent and the page as meant, and what the server says of its work.
"""

import gzip
import http.client
import re
from dataclasses import dataclass, field
from email.message import Message
from html import unescape
from urllib.parse import urlencode

_INPUT = re.compile(r"<input\b[^>]*>")
_ATTRIBUTE = re.compile(r"""(\w[\w-]*)=(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")
_TIMING = re.compile(r'app;dur=([\d.]+), sql;desc="(\d+)"')
_REDIRECTS = 5


class SiteError(Exception):
    """The site did not do what a visit needs; the text says what."""


@dataclass(frozen=True)
class Answer:
    """One answer: bytes as sent, the page, and the server's own time and count of statements (`SPECIFY_TIMING=1`)."""

    status: int
    path: str
    sent: int
    html: str
    ms: float
    statements: int
    location: str


@dataclass
class Visitor:
    """One person with one connection."""

    host: str
    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Open the connection."""
        self._line = http.client.HTTPConnection(self.host, self.port, timeout=60)

    def close(self) -> None:
        """Close the connection."""
        self._line.close()

    def get(self, path: str) -> Answer:
        """Fetch, following redirects."""
        answer = self._ask("GET", path, None)
        for _ in range(_REDIRECTS):
            if answer.status not in (301, 302, 303):
                return answer
            answer = self._ask("GET", answer.location, None)
        raise SiteError(f"{path} redirects without end.")

    def submit(self, path: str, values: dict[str, str]) -> Answer:
        """Fetch the page, fill in its form, send it, follow where it leads."""
        page = self.get(path)
        filled = {**hidden_fields(page.html), **values}
        answer = self._ask("POST", page.path, urlencode(filled))
        return self.get(answer.location) if answer.location else answer

    def post(self, path: str, values: dict[str, str]) -> Answer:
        """Send a form as it is, and follow nothing."""
        return self._ask("POST", path, urlencode(values))

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        headers = {"Accept-Encoding": "gzip", "Host": f"{self.host}:{self.port}"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._line.request(method, path, body, headers)
        response = self._line.getresponse()
        content = response.read()
        for header in response.headers.get_all("Set-Cookie") or []:
            name, _, value = header.split(";")[0].partition("=")
            self.cookies[name] = value
        plain = gzip.decompress(content) if response.headers.get("Content-Encoding") == "gzip" else content
        location = response.headers.get("Location") or ""
        html = plain.decode("utf-8", "replace")
        return Answer(response.status, path, len(content), html, *_timing(response.headers), location)


def _timing(headers: Message) -> tuple[float, int]:
    told = _TIMING.search(headers.get("Server-Timing") or "")
    return (float(told.group(1)), int(told.group(2))) if told else (0.0, 0)


def hidden_fields(html: str) -> dict[str, str]:
    """Names and values of a page's hidden fields."""
    found = {}
    for tag in _INPUT.findall(html):
        attributes = {name: unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(tag)}
        if attributes.get("type") == "hidden" and "name" in attributes:
            found[attributes["name"]] = attributes.get("value", "")
    return found


def links(html: str, pattern: str) -> list[str]:
    """The addresses on a page that match, each once, in order."""
    found = [unescape(address) for address in re.findall(r'href="([^"]*)"', html)]
    return list(dict.fromkeys(address for address in found if re.fullmatch(pattern, address)))
