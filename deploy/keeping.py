"""Keep the web server and the worker running: what ends by itself is started again.

In: host and port as arguments. Out: both programs, until this one is told to stop (SIGINT or SIGTERM). The port is
listened on here, so that whoever comes while the web server starts again waits instead of being turned away. A program
that gives up as soon as it was first started was never well: then both are stopped, with exit 1; its reason stands
above. systemd and the engines of containers do the same where they watch over the programs.
"""

import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

LOOK_SECONDS = 0.2
# A program that ran as long as this was well.
STEADY_SECONDS = 5.0
# Before it is started again: at once, then ever later while it keeps on ending soon.
PAUSES_SECONDS = (0.0, 1.0, 2.0, 5.0, 10.0, 30.0)
# The worker gives its jobs half a minute.
STOP_SECONDS = 45.0
BACKLOG = 2048


@dataclass
class Kept:
    """One program; `falls` counts how often it has ended soon after it was started."""

    name: str
    start: Callable[[], subprocess.Popen[bytes]]
    running: subprocess.Popen[bytes] | None = None
    since: float = 0.0
    due: float = 0.0
    falls: int = 0
    was_well: bool = False

    def look(self, now: float) -> bool:
        """Start it when it is due, notice when it has ended; False when it gave up by itself and was never well."""
        if self.running is None:
            if now >= self.due:
                self.running, self.since = self.start(), now
            return True
        code = self.running.poll()
        is_steady = now - self.since >= STEADY_SECONDS
        self.was_well |= is_steady
        if code is None:
            return True
        self.running = None
        if code >= 0 and not self.was_well:  # else it was killed
            return False
        self.falls = 0 if is_steady else self.falls + 1
        self.due = now + PAUSES_SECONDS[min(self.falls, len(PAUSES_SECONDS) - 1)]
        print(f"The {self.name} ended ({code}) and is started again.", file=sys.stderr, flush=True)
        return True


def keep(programs: list[Kept], is_told: threading.Event) -> bool:
    """Keep them until told to stop; whether all were well."""
    is_well = True
    while is_well and not is_told.wait(LOOK_SECONDS):
        for program in programs:
            is_well &= program.look(time.monotonic())
    running = [program.running for program in programs if program.running]
    for process in running:
        process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for process in running:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    return is_well


def listening(host: str, port: int) -> socket.socket:
    """A socket that is listened on."""
    family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    return socket.create_server(address[:2], family=family, backlog=BACKLOG)


def main(host: str, port: int) -> int:
    """Keep both; the exit code."""
    place = listening(host, port)

    def web() -> subprocess.Popen[bytes]:
        bind = ["--config", "deploy/gunicorn.conf.py", "--bind", f"fd://{place.fileno()}", "specify.wsgi"]
        return subprocess.Popen([sys.executable, "-m", "gunicorn", *bind], pass_fds=[place.fileno()])  # noqa: S603 - ours

    def worker() -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "manage.py", "run_huey"])

    is_told = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: is_told.set())
    return 0 if keep([Kept("web server", web), Kept("worker", worker)], is_told) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
