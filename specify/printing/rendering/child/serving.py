"""Answers one message after the other, each in a process of its own that ends with it.

In: messages on standard input: a `task`, what it needs, and how many `seconds` it may work. Out: one message each: what
was made, or a problem. What takes long to load is loaded once here; then a fork for each message costs little, nothing
of one template is left for the next, and what exceeds a limit ends alone.
"""

import os
import select
import signal
import sys
import traceback
from typing import Any, NoReturn

from specify.printing.rendering import limits
from specify.printing.rendering.child import confining, walls
from specify.printing.rendering.child.making import make, warm_up
from specify.printing.rendering.child.problem import Problem
from specify.printing.rendering.wire import Ended, packed, receive


def serve() -> None:
    """Answer until the server closes the pipe, or has long asked nothing."""
    log = os.dup(2)
    _let_go_of(2)  # what libraries say of fonts and their cache is of no use to anybody
    missing = [*walls.missing(), *(f"The font {font} is not there; labels are set in another." for font in warm_up())]
    os.write(log, "".join(f"{sentence}\n" for sentence in missing).encode())
    os.close(log)
    while select.select([sys.stdin.buffer], [], [], limits.IDLE_SECONDS)[0]:
        try:
            told, content = receive(sys.stdin.buffer)
        except Ended:
            return
        answer = _answer(told, content)
        if answer is None:
            return
        sys.stdout.buffer.write(answer)
        sys.stdout.buffer.flush()


def _answer(told: dict[str, Any], content: dict[str, bytes]) -> bytes | None:
    """The answer, or nothing if the server is gone: then what works ends with this process."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        _work(told, content, writing)
    os.close(writing)
    with open(reading, "rb") as pipe:
        if sys.stdin.buffer in select.select([pipe, sys.stdin.buffer], [], [])[0]:
            return None
        answer = pipe.read()
    _process, status = os.waitpid(process, 0)
    if status == 0:
        return answer
    by_time = os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL)
    return packed(Problem("time" if by_time else "memory", seconds=told["seconds"]).message())


def _work(told: dict[str, Any], content: dict[str, bytes], writing: int) -> NoReturn:
    """In the new process: make it, tell it, end."""
    status = 1
    try:
        try:
            _let_go_of(0, 1)  # or a template's doing could come between two messages to the server
            confining.confine(told["seconds"])
            made, made_content = make(told, content)
            confining.check_time()
            answer = packed(made, made_content)
        except Problem as problem:
            answer = packed(problem.message())
        except confining.OutOfTime:
            answer = packed(Problem("time", seconds=told["seconds"]).message())
        except MemoryError:
            answer = packed(Problem("memory").message())
        except RecursionError:
            answer = packed(Problem("deep").message())
        except Exception:  # noqa: BLE001 - the server notes it
            answer = packed(Problem("broken", trace=traceback.format_exc()).message())
        with open(writing, "wb") as pipe:
            pipe.write(answer)
        status = 0
    finally:
        os._exit(status)


def _let_go_of(*streams: int) -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in streams:
        os.dup2(nothing, stream)
