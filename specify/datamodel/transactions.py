"""The verb runner: one transaction on Specify's tables, run again when the database asks for it.

In: a function without arguments that reads and writes through the connection `default`. Out: its result. A deadlock
(1213), a lock wait that ran out (1205) or a changed row (1020) rolls the whole transaction back and runs it again,
three times at most, and nowhere else; so what it does outside the database must be harmless when repeated.
"""

import random
import time
from collections.abc import Callable
from typing import TypeVar

from django.db import OperationalError, transaction

Result = TypeVar("Result")
ATTEMPTS = 3
RETRIED = (1213, 1205, 1020)


def run_verb(verb: Callable[[], Result]) -> Result:
    """The result of `verb` after one transaction; raises what the last attempt raised."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with transaction.atomic(using="default"):
                return verb()
        except OperationalError as error:
            if attempt == ATTEMPTS or not error.args or error.args[0] not in RETRIED:
                raise
            time.sleep(random.uniform(0.01, 0.05) * attempt)  # noqa: S311 - a pause, not a secret
    raise AssertionError("unreachable")
