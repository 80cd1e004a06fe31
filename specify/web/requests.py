"""What is known of every request: one log line, and the counts behind the metrics.

In: every request. Out: the log line (method, path, status, milliseconds, SQL statements, bytes); the same added up by
route, method and class of status, for whatever reads `REGISTRY`; with `SPECIFY_TIMING=1` in the environment also a
`Server-Timing` header, which `deploy/bench` reads. Statements are counted on both connections by Django's own wrapper.
A label never holds what a visitor chose: no id, no path, no made-up method, so that there are only so many of them.
"""

import logging
import os
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.conf import settings
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from prometheus_client import CollectorRegistry, Counter, Histogram

_log = logging.getLogger("specify.requests")
TIMING = os.environ.get("SPECIFY_TIMING") == "1"
_METHODS = {"GET", "HEAD", "POST", "OPTIONS"}

# Of this process alone; a server of several processes adds their files up (see deploy/gunicorn.conf.py).
REGISTRY = CollectorRegistry()
_LABELS = ("route", "method", "status")
_SECONDS = Histogram(
    "specify_request_seconds",
    "Time that requests took in the program.",
    _LABELS,
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=REGISTRY,
)
_STATEMENTS = Counter("specify_statements", "SQL statements that requests executed.", _LABELS, registry=REGISTRY)
_BYTES = Counter("specify_response_bytes", "Bytes of the bodies of answers, as sent.", _LABELS, registry=REGISTRY)


class StatementCount:
    """Counts the statements executed while it is installed on a connection."""

    def __init__(self) -> None:
        """Begin at none."""
        self.number = 0

    def __call__(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        """Count one statement and run it."""
        if not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            self.number += 1
        return execute(sql, *rest)


class RequestLog:
    """Middleware, the outermost."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Time the request and count its statements."""
        started = time.perf_counter()
        count = StatementCount()
        with ExitStack() as stack:
            for connection in connections.all():
                stack.enter_context(connection.execute_wrapper(count))
            response = self.get_response(request)
        seconds = time.perf_counter() - started
        milliseconds, size = round(seconds * 1000, 1), _size(response)
        if TIMING:
            response["Server-Timing"] = f'app;dur={milliseconds}, sql;desc="{count.number}"'
        data = {"method": request.method, "path": request.path, "status": response.status_code}
        _log.info("request", extra={"data": {**data, "ms": milliseconds, "statements": count.number, "bytes": size}})
        labels = labels_of(request, response)
        _SECONDS.labels(*labels).observe(seconds)
        _STATEMENTS.labels(*labels).inc(count.number)
        _BYTES.labels(*labels).inc(size)
        return response


def labels_of(request: HttpRequest, response: HttpResponseBase) -> tuple[str, str, str]:
    """Route, method and class of status; what leads to no view has the route `static` or `unknown`."""
    if request.resolver_match:
        route = request.resolver_match.view_name
    else:
        is_file = request.path.startswith(settings.STATIC_URL) and response.status_code < 400
        route = "static" if is_file else "unknown"
    method = request.method if request.method in _METHODS else "other"
    return route, method or "other", f"{response.status_code // 100}xx"


def _size(response: HttpResponse) -> int:
    """Bytes of the body; of one that is streamed, what it says of itself."""
    if getattr(response, "streaming", False):
        return int(response.get("Content-Length", "0"))
    return len(response.content)
