"""A question to a provider, over HTTP, within bounds.

In: what `requests` takes. Out: its answer, read to the end; or what `requests` raises, and ValueError for an answer
that is too long. A provider that hangs, trickles or floods holds up few people and fills no memory: a process asks a
host three questions at a time, each for a few seconds, and reads a million bytes at most. Answers come as they are,
never compressed, and redirects are not followed.
"""

import time
from threading import BoundedSemaphore
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings
from urllib3.exceptions import HTTPError

AT_ONCE = 3
PATIENCE_SECONDS = 1  # for one of the three to end
LONGEST = 1_000_000
_turns: dict[str, BoundedSemaphore] = {}


class BoundedSession(requests.Session):
    """What allauth and we ask providers with."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Nowhere: an answer that leads on is an answer like any other."""

    def request(self, method: str, url: str | bytes, *args: Any, **more: Any) -> requests.Response:
        """Ask when it is our turn."""
        host = urlsplit(str(url)).netloc
        turn = _turns.setdefault(host, BoundedSemaphore(AT_ONCE))
        if not turn.acquire(timeout=PATIENCE_SECONDS):
            raise requests.Timeout(f"{AT_ONCE} others wait for an answer of {host}")
        seconds: float = settings.SOCIALACCOUNT_REQUESTS_TIMEOUT
        until = time.monotonic() + seconds
        more |= {"headers": {**(more.get("headers") or {}), "Accept-Encoding": "identity"}}
        more |= {"timeout": seconds, "stream": True}
        try:
            answer = super().request(method, url, *args, **more)
            with answer:
                answer._content = _read(answer.raw, until)  # where `requests` keeps what it has read
        except HTTPError as error:
            raise requests.ConnectionError(error) from error
        finally:
            turn.release()
        return answer


def _read(raw: Any, until: float) -> bytes:
    body = b""
    while piece := raw.read1(LONGEST, decode_content=False):
        body += piece
        if len(body) > LONGEST:
            raise ValueError("the answer is too long")
        if time.monotonic() > until:
            raise requests.ReadTimeout("the answer comes too slowly")
    return body
