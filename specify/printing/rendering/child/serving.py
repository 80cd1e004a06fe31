"""Answers one message after the other, each in a process of its own that ends with it.

In: messages on standard input: a `task`, what it needs, and how many `seconds` it may work. Out: one message each: what
was made, or a problem. What takes long to load is loaded once here, as long as nobody waits; then a fork for each
message costs little, nothing of one template is left for the next, and what exceeds a limit ends alone.
"""

import gc
import os
import select
import signal
import sys
import traceback
from collections.abc import Iterator
from typing import Any, NoReturn

from specify.printing.rendering import limits
from specify.printing.rendering.child import confining, walls
from specify.printing.rendering.child.making import make, warm_ups
from specify.printing.rendering.child.problem import Problem
from specify.printing.rendering.wire import Ended, is_whole, packed, receive

_TRACE = 4_000
"""So many letters of where an error was made are told."""


def serve() -> None:
    """Answer until the server closes the pipe, or has long asked nothing."""
    log = os.dup(2)
    _let_go_of(2)  # what libraries say of fonts and their cache is of no use to anybody
    steps, is_loading = _loading(), True
    os.write(log, next(steps).encode())
    os.close(log)
    while True:
        gc.freeze()  # what is loaded stays: neither this process nor one that works need look through it again
        if select.select([sys.stdin.buffer], [], [], 0 if is_loading else limits.IDLE_SECONDS)[0]:
            if not _serve_one(steps):
                return
        elif is_loading:
            is_loading = next(steps, None) is not None
        else:
            return


def _loading() -> Iterator[str]:
    """Load step by step; tells first what the machine lacks."""
    steps = warm_ups()
    try:
        lacking = [*walls.missing(), *next(steps)]
    except Problem:
        lacking = ["There is no font: nothing can be printed."]
    yield "".join(f"{sentence}\n" for sentence in lacking)
    for _step in steps:
        yield ""


def _serve_one(steps: Iterator[str]) -> bool:
    """Answer a message; whether the server is still there."""
    try:
        told, content = receive(sys.stdin.buffer)
    except Ended:
        return False
    if told.get("task") == "jrxml":
        for _step in steps:  # its fonts can be read no more by what works
            pass
    answer = _answer(told, content)
    if answer is None:
        return False
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    return True


def _answer(told: dict[str, Any], content: dict[str, bytes]) -> bytes | None:
    """The answer, or nothing if the server is gone: then what works ends with this process."""
    reading, writing = os.pipe()
    here = os.getpid()
    process = os.fork()
    if process == 0:
        os.close(reading)
        _work(told, content, writing, here)
    os.close(writing)
    with open(reading, "rb") as pipe:
        if sys.stdin.buffer in select.select([pipe, sys.stdin.buffer], [], [])[0]:
            return None
        answer = pipe.read(limits.ANSWER_BYTES + 1)
        is_large = len(answer) > limits.ANSWER_BYTES
        if is_large:
            os.kill(process, signal.SIGKILL)  # it waits for the rest to be read
    _process, status = os.waitpid(process, 0)
    if is_large:
        return packed(Problem("large").message())
    if status == 0:
        return answer if is_whole(answer) else packed(Problem("broken", trace="its answer was none").message())
    by_time = os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL)
    return packed(Problem("time" if by_time else "memory", seconds=told["seconds"]).message())


def _work(told: dict[str, Any], content: dict[str, bytes], writing: int, parent: int) -> NoReturn:
    """In the new process: make it, tell it, end."""
    status = 1
    try:
        gc.enable()
        _let_go_of(0, 1)  # or a template's doing could come between two messages to the server
        answer = _made(told, content, parent)
        with open(writing, "wb") as pipe:
            pipe.write(answer)
        status = 0
    finally:
        os._exit(status)


def _made(told: dict[str, Any], content: dict[str, bytes], parent: int) -> bytes:
    """What was made, or why not, as a message."""
    try:
        confining.confine(told["seconds"], parent)
        made, made_content = make(told, content)
        confining.check_time()
        return packed(made, made_content)
    except Problem as problem:
        found = problem
    except confining.OutOfTime:
        found = Problem("time", seconds=told["seconds"])
    except MemoryError:
        found = Problem("memory")
    except (RecursionError, SyntaxError):  # Python's own: selectors of a style become Python, with blocks in blocks
        found = Problem("deep")
    except ArithmeticError:
        found = Problem("extreme")
    except Exception:  # noqa: BLE001 - the server notes it
        found = Problem("broken", trace=traceback.format_exc()[-_TRACE:])
    return packed(found.message())


def _let_go_of(*streams: int) -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in streams:
        os.dup2(nothing, stream)
