"""How long tests wait, and how long work may take, on machines that are slow or shared.

In: what has to come, or seconds of an idle machine like that of the documented figures. Out: nothing, or a failure that
says what did not come, or what took too long. Whether figures hold is measured by `deploy/bench` on an idle machine;
here they are bounds that endless, quadratic and waiting code exceeds everywhere, and correct code nowhere.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from deploy import calibration

PATIENCE_SECONDS = 90
SHARED = 3
"""Processes of tests share processors, memory and disk with each other and with servers and browsers of theirs."""


def wait_until(holds: Callable[[], Any], what: str, patience: float = PATIENCE_SECONDS) -> float:
    """Wait until something holds; the seconds it took. Fails with `what` did not come."""
    begun = time.monotonic()
    while not holds():
        assert time.monotonic() - begun < patience, f"In {patience} seconds it did not come that {what}."
        time.sleep(0.02)
    return time.monotonic() - begun


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """The block takes at most so many seconds of an idle machine like that of the documented figures."""
    begun = time.monotonic()
    yield
    took = time.monotonic() - begun
    assert is_in_time(took, seconds), f"It took {took:.1f} seconds, where {seconds:g} are allowed to an idle machine."


def is_in_time(took: float, allowed: float) -> bool:
    """Whether what took so long here would have been in time on an idle machine, in the same unit."""
    return took < allowed or took < allowed * SHARED * calibration.slowness()
