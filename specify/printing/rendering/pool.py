"""Render processes, as the server sees them: at most so many at a time, each ended when it exceeds its limit.

In: a `Work`. Out: `Made`, or a refusal in a sentence (`telling.py`). Processes are started when somebody prints or is
about to, and kept for the next; they get nothing of the server's environment, no database, no open files. Who finds all
of them busy waits, as long as the work itself may take. What they complain of as they start is in the server's log.
"""

import atexit
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import BoundedSemaphore, Event, Timer
from typing import Any, BinaryIO, cast

from specify.printing.rendering import limits
from specify.printing.rendering.telling import BadTemplate, Note, busy, noted, refusal
from specify.printing.rendering.wire import Ended, packed, receive

_HERE = Path(__file__).parent
_GRACE = 10
"""Seconds more than it may work that a process gets by the clock, to start and to be handed its work."""
_NO_ANSWER = (Ended, OSError, ValueError, LookupError, TypeError, AttributeError)
"""The pipe was closed by the other side, or by the clock; or what came through it is no answer."""
_free = BoundedSemaphore(limits.PROCESSES)
_idle: "list[subprocess.Popen[bytes]]" = []


def _begin_anew() -> None:
    """In a fork of the server: its processes are the parent's, and so are the threads that would let go of `_free`."""
    global _free
    _free = BoundedSemaphore(limits.PROCESSES)
    _idle.clear()


os.register_at_fork(after_in_child=_begin_anew)


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be made: the message that `child/making.py` describes, pictures, and how long it may take."""

    told: Mapping[str, Any]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    seconds: int = limits.PREVIEW_SECONDS


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: an answer in JSON, a PDF or a picture (empty if not asked for), what is worth telling."""

    told: Mapping[str, Any]
    pdf: bytes = b""
    notes: tuple[Note, ...] = ()
    png: bytes = b""


def prepare() -> None:
    """Start a process for somebody who is about to print, unless one waits already or none may be started."""
    free = _free
    if not _idle and free.acquire(blocking=False):
        try:
            with suppress(OSError):  # whoever prints is told
                _idle.append(_started())
        finally:
            free.release()


def render(work: Work) -> Made:
    """Have it made. Raises a `BadTemplate` with the line, or a refusal if no process is free in time."""
    free = _free
    if not free.acquire(timeout=work.seconds):
        raise busy()
    try:
        found = _answered(_waiting() or _started(), work)
    finally:
        free.release()
    if isinstance(found, BadTemplate):
        raise found
    return found


def _waiting() -> "subprocess.Popen[bytes] | None":
    """A process that was kept, if it still lives."""
    while _idle:
        process = _idle.pop()
        if process.poll() is None:
            return process
        _end(process)
    return None


def _understood(told: Mapping[str, Any], content: Mapping[str, bytes]) -> Made | BadTemplate:
    """What an answer says."""
    if "problem" in told:
        return refusal(told)
    return Made(told, content.get("pdf", b""), noted(told.get("notes", ())), content.get("png", b""))


def _answered(process: "subprocess.Popen[bytes]", work: Work) -> Made | BadTemplate:
    """The answer of a process, which is kept if it gave one."""
    pipes = process.stdin, process.stdout
    if pipes[0] is None or pipes[1] is None:
        raise RuntimeError("A render process was started without its pipes.")
    late = Event()
    clock = Timer(work.seconds + _GRACE, _stop, [process, late])
    clock.start()
    try:
        pipes[0].write(packed({**work.told, "seconds": work.seconds}, work.pictures))
        pipes[0].flush()
        answer = _understood(*receive(cast(BinaryIO, pipes[1]), limits.ANSWER_BYTES))
    except _NO_ANSWER as error:
        _end(process)
        if late.is_set():
            return refusal({"problem": "time", "line": 0, "told": {"seconds": work.seconds}})
        trace = f"it ended with {process.returncode}: {error!r}"
        return refusal({"problem": "broken", "line": 0, "told": {"trace": trace}})
    except BaseException:
        _end(process)
        raise
    finally:
        clock.cancel()
    _idle.append(process)
    return answer


def _stop(process: "subprocess.Popen[bytes]", late: Event) -> None:
    """End a process whose time is up, and say why."""
    late.set()
    _end(process)


def _started() -> "subprocess.Popen[bytes]":
    around = {"PATH": os.defpath, "LANG": "C.UTF-8", "FONTCONFIG_FILE": str(_HERE / "fonts.conf")}
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-I", str(_HERE / "child" / "__main__.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=around,
        cwd="/",
        start_new_session=True,
    )


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a process and what it started."""
    if process.poll() is None:  # else its number may be another's
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):
            if pipe is not None:
                pipe.close()


@atexit.register
def end_all() -> None:
    """End the processes that wait for work."""
    while _idle:
        _end(_idle.pop())
