"""One log line per request: method, path, status, milliseconds, SQL statements, bytes.

In: every request. Out: the log line; with `SPECIFY_TIMING=1` in the environment also a `Server-Timing` header, which
`deploy/bench` reads. Statements are counted on both connections by Django's own wrapper.
"""

import logging
import os
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.db import connections
from django.http import HttpRequest, HttpResponse

_log = logging.getLogger("specify.requests")
TIMING = os.environ.get("SPECIFY_TIMING") == "1"


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
        milliseconds = round((time.perf_counter() - started) * 1000, 1)
        size = 0 if getattr(response, "streaming", False) else len(response.content)
        if TIMING:
            response["Server-Timing"] = f'app;dur={milliseconds}, sql;desc="{count.number}"'
        data = {"method": request.method, "path": request.path, "status": response.status_code}
        _log.info("request", extra={"data": {**data, "ms": milliseconds, "statements": count.number, "bytes": size}})
        return response
