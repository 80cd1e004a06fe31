"""Which process runs a job, and whether it is still there.

In: process ids. Out: a mark that no later process shares: the boot, the name space of process ids (a container has its
own) and the moment of the process's start. Only from the same boot and name space can the end of a process be seen;
elsewhere, and on systems without `/proc`, nothing is known, and the heartbeat must tell.
"""

import os
from contextlib import suppress
from pathlib import Path

_BOOT = Path("/proc/sys/kernel/random/boot_id")
_START, _STATE = 19, 0  # in /proc/<pid>/stat, counted after the name
_DEAD = "ZX"  # a killed worker is a zombie until its consumer looks


def mark_of(pid: int) -> str:
    """The mark of a running process, empty when there is none or the system does not tell."""
    with suppress(OSError, IndexError):
        stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        if stat[_STATE] not in _DEAD:
            return f"{_here()}/{stat[_START]}"
    return ""


def is_gone(pid: int, mark: str) -> bool:
    """Whether the process with that id and mark has ended, as far as it can be seen from here."""
    place = mark.rpartition("/")[0]
    return bool(place) and place == _here() and mark_of(pid) != mark


def _here() -> str:
    with suppress(OSError):
        return f"{_BOOT.read_text().strip()}/{os.readlink('/proc/self/ns/pid')}"
    return ""
