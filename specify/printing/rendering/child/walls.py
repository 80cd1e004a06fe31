"""What Linux itself keeps from a process for good, also from what is not written in Python: files, sockets, programs.

In: the folders that may be read. Out: nothing; what is asked for all the same ends in `PermissionError`. Neither wall
takes a right or a namespace, so that both stand in containers and services, too: Landlock (Linux 5.13) leaves the
folders to be read and nothing to be written or run; a seccomp filter leaves neither sockets nor other processes. It
leaves threads, in which Pango finds fonts. Numbers are those of linux/landlock.h, linux/seccomp.h and system calls.
"""

import ctypes
import errno
import os
import platform
import struct
from collections.abc import Iterable, Iterator

_system = ctypes.CDLL(None, use_errno=True)
_DIE_WITH_PARENT, _SECCOMP, _NO_NEW_RIGHTS = 1, 22, 38
_END_IT = 9
_MAKE_RULES, _ADD_RULE, _KEEP_RULES, _TELL_VERSION = 444, 445, 446, 1
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
_DEEDS_BY_VERSION = (13, 14, 15, 15, 16)
"""How many deeds with files each version of Landlock knows, from the first."""

_LOAD, _EQUAL, _AT_LEAST, _HAS, _ANSWER = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _MACHINE, _FIRST_ARGUMENT = 0, 4, 16
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000
_OTHER_NUMBERS = 0x40000000
_THREAD = 0x10000
_CLONE3 = 435
_EVERYWHERE = (424, 425, 434, 438)
"""The calls pidfd_send_signal, io_uring_setup, pidfd_open, pidfd_getfd."""
_MACHINES = {
    "x86_64": (0xC000003E, 56, (41, 57, 58, 59, 62, 101, 129, 200, 234, 297, 310, 311, 322, 272, 308, 321)),
    "aarch64": (0xC00000B7, 220, (198, 221, 129, 117, 138, 130, 131, 240, 270, 271, 281, 97, 268, 280)),
}
"""The machine, its number of clone, and of: socket, fork, vfork, execve, kill, ptrace, rt_sigqueueinfo, tkill, tgkill,
rt_tgsigqueueinfo, process_vm_readv, process_vm_writev, execveat, unshare, setns, bpf."""

Step = tuple[int, int, int, int]


def missing() -> Iterator[str]:
    """What cannot be kept from the process on this machine, a sentence each."""
    if _system.syscall(_MAKE_RULES, None, 0, _TELL_VERSION) < 1:
        yield "This system has no Landlock: only Python keeps files from the render process."
    if platform.machine() not in _MACHINES:
        yield "This machine is not known: only Python keeps the network from the render process."


def shut_in(folders: Iterable[str]) -> None:
    """Leave these folders to be read, and nothing else; end with the parent."""
    _checked(_system.prctl(_DIE_WITH_PARENT, _END_IT, 0, 0, 0))
    _checked(_system.prctl(_NO_NEW_RIGHTS, 1, 0, 0, 0))
    version = _system.syscall(_MAKE_RULES, None, 0, _TELL_VERSION)
    if version >= 1:
        _keep_files(folders, _DEEDS_BY_VERSION[min(version, len(_DEEDS_BY_VERSION)) - 1])
    if platform.machine() in _MACHINES:
        steps = [struct.pack("HBBI", *step) for step in _filter(*_MACHINES[platform.machine()])]
        program = ctypes.create_string_buffer(b"".join(steps))
        told = struct.pack("HP", len(steps), ctypes.addressof(program))
        _checked(_system.prctl(_SECCOMP, 2, told, 0, 0))


def _keep_files(folders: Iterable[str], deeds: int) -> None:
    told = struct.pack("Q", (1 << deeds) - 1)
    rules = _checked(_system.syscall(_MAKE_RULES, told, len(told), 0))
    for folder in filter(os.path.isdir, folders):
        place = os.open(folder, os.O_PATH | os.O_CLOEXEC)
        _checked(_system.syscall(_ADD_RULE, rules, 1, struct.pack("=Qi", _READ_FILE | _READ_FOLDER, place), 0))
        os.close(place)
    _checked(_system.syscall(_KEEP_RULES, rules, 0))
    os.close(rules)


def _filter(machine: int, clone: int, refused: Iterable[int]) -> Iterator[Step]:
    """The steps by which the system decides about each call: each tells how many to pass over if so, and if not."""
    yield _LOAD, 0, 0, _MACHINE
    yield _EQUAL, 1, 0, machine
    yield _refusal()
    yield _LOAD, 0, 0, _NUMBER
    yield _AT_LEAST, 0, 1, _OTHER_NUMBERS
    yield _refusal()
    for call in (*refused, *_EVERYWHERE):
        yield _EQUAL, 0, 1, call
        yield _refusal()
    yield _EQUAL, 0, 1, _CLONE3
    yield _refusal(errno.ENOSYS)  # its arguments cannot be seen; without it threads are made by clone
    yield _EQUAL, 0, 3, clone
    yield _LOAD, 0, 0, _FIRST_ARGUMENT
    yield _HAS, 1, 0, _THREAD
    yield _refusal()
    yield _ANSWER, 0, 0, _ALLOW


def _refusal(why: int = errno.EPERM) -> Step:
    return _ANSWER, 0, 0, _REFUSE | why


def _checked(found: int) -> int:
    if found < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return found
