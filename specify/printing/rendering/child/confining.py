"""Takes from a process what a template must not reach: the network, other programs, files, more memory and time.

In: a number of seconds. Out: nothing; what is asked for all the same raises `PermissionError`. Three walls
stand behind each other: templates are evaluated in a sandbox, Python refuses these deeds (they cannot be allowed again
in the process), and Linux refuses them to everything in the process (`walls.py`).
"""

import os
import resource
import signal
import sys
from pathlib import Path
from threading import Event
from typing import Any

from specify.printing.rendering import limits
from specify.printing.rendering.child import walls

_REFUSED = (
    "socket.",
    "subprocess.",
    "ctypes.",
    "shutil.",
    "sqlite3.",
    "tempfile.",
    "urllib.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "os.kill",
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.chown",
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_PROGRAM = tuple(
    os.path.realpath(folder)
    for folder in (sys.prefix, sys.base_prefix, os.path.dirname(os.__file__), Path(__file__).parents[3])
)
"""Where the program itself lies, but not what is kept beside it: what is imported late is read from there."""
_LIBRARIES = ("/usr", "/lib", "/lib64", "/var/cache/fontconfig")
"""Where fonts lie, and what is loaded late that is not Python."""
_late = Event()


class OutOfTime(Exception):
    """The time of the processor is used up."""


def confine(seconds: int, parent: int) -> None:
    """Give up all that rendering does not need, for good; `OutOfTime` is raised after so many seconds of work.

    It ends with its parent.
    """
    signal.signal(signal.SIGXCPU, _end)
    _limit(resource.RLIMIT_CPU, seconds, seconds + 2)
    _limit(resource.RLIMIT_AS, limits.MEMORY_BYTES)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)
    walls.shut_in((*_PROGRAM, *_LIBRARIES))
    if os.getppid() != parent:  # it went before that was said
        os._exit(1)
    sys.addaudithook(_refuse)


def check_time() -> None:
    """Raise `OutOfTime` once more if a library passed over it, and left out what took so long."""
    if _late.is_set():
        raise OutOfTime


def _limit(kind: int, most: int, end: int | None = None) -> None:
    """Allow at most so much, or what the server itself is allowed if that is less."""
    allowed = resource.getrlimit(kind)[1]
    wanted = [most, most if end is None else end]
    if allowed != resource.RLIM_INFINITY:
        wanted = [min(one, allowed) for one in wanted]
    resource.setrlimit(kind, (wanted[0], wanted[1]))


def _end(_signal: int, _frame: Any) -> None:
    _late.set()
    raise OutOfTime


def _refuse(event: str, told: tuple[Any, ...]) -> None:
    if event == "open":
        path, _mode, flags = told
        if isinstance(path, int) or not (flags or 0) & _WRITING and _is_ours(path):
            return
    elif not event.startswith(_REFUSED):
        return
    raise PermissionError(f"Rendering may not do this: {event}")


def _is_ours(path: object) -> bool:
    """Whether a file belongs to the program."""
    real = os.path.realpath(os.fsdecode(path)) if isinstance(path, str | bytes | os.PathLike) else ""
    return real.startswith(tuple(f"{folder}{os.sep}" for folder in _PROGRAM))
