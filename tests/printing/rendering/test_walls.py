"""What the filter of system calls decides, on each kind of machine: told step by step as Linux reads it."""

import struct
from collections.abc import Sequence

import pytest

from specify.printing.rendering.child import walls

pytestmark = pytest.mark.one_shape
ALLOWED, REFUSED, UNKNOWN = 0x7FFF0000, 0x00050001, 0x00050026
THREAD = 0x3D0F00
"""The flags with which threads are made."""
CALLS = {
    "x86_64": {"read": 0, "openat": 257, "mmap": 9, "socket": 41, "fork": 57, "execve": 59, "kill": 62, "ptrace": 101},
    "aarch64": {"read": 63, "openat": 56, "mmap": 222, "socket": 198, "execve": 221, "kill": 129, "ptrace": 117},
}
"""Numbers of system calls as asm/unistd.h has them on each machine, written down here once more."""
HARMLESS = ("read", "openat", "mmap")
CLONE = {"x86_64": 56, "aarch64": 220}


def decided(steps: Sequence[walls.Step], machine: int, call: int, argument: int = 0) -> int:
    """What the filter answers to a call."""
    asked = struct.pack("=IIQ6Q", call, machine, 0, argument, 0, 0, 0, 0, 0)
    loaded = at = 0
    while True:
        word, if_so, if_not, value = steps[at]
        at += 1
        if word == 0x06:
            return value
        if word == 0x20:
            (loaded,) = struct.unpack_from("=I", asked, value)
        else:
            holds = {0x15: loaded == value, 0x35: loaded >= value, 0x45: bool(loaded & value)}[word]
            at += if_so if holds else if_not


@pytest.mark.parametrize("machine", CALLS)
def test_sockets_processes_and_other_machines_are_refused_and_threads_are_not(machine: str) -> None:
    mark, clone, refused = walls._MACHINES[machine]
    steps = list(walls._filter(mark, clone, refused))
    for name, call in CALLS[machine].items():
        assert decided(steps, mark, call) == (ALLOWED if name in HARMLESS else REFUSED), name
        assert decided(steps, mark ^ 1, call) == REFUSED
    assert decided(steps, mark, CLONE[machine], THREAD) == ALLOWED
    assert decided(steps, mark, CLONE[machine], 0x11) == REFUSED
    assert decided(steps, mark, 435) == UNKNOWN
    assert decided(steps, mark, 425) == REFUSED
    assert decided(steps, mark, 0x40000000 | CALLS[machine]["read"]) == REFUSED
