"""The web server's settings. Processes keep no state: any number of them on any number of machines will do.

In: the environment (`SPECIFY_WEB_PROCESSES` overrides the number, `SPECIFY_LOG_LEVEL` what is told). Out: gunicorn's
settings. Python computes in one thread of a process at a time: a process per core is enough, and few processes share
the connections that stay open more evenly; threads wait for databases and slow lines. Recycling bounds the memory of a
process. Each process counts its requests in a file, in a folder that all of them read for the metrics.
"""

import os
import shutil
import sys
from itertools import count
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from typing import Any

from prometheus_client import values

from specify import environment
from specify.web.logs import JsonLines

try:
    workers = environment.web_processes(os.environ, max(2, os.cpu_count() or 1))
    loglevel = environment.log_level(os.environ)
except environment.BadVariable as error:
    sys.exit(str(error))
worker_class = "gthread"
threads = 8
keepalive = 75
preload_app = True
max_requests = 5000
max_requests_jitter = 500
timeout = 60
graceful_timeout = 20
# Heartbeat files on a disk can block a process, and counts need not outlive the server.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else gettempdir()  # noqa: S108 - in files that are ours alone
control_socket_disable = True

_COUNTS = "specify-counts-"
_MINE = f"{_COUNTS}{os.getpid()}-"
if _MINE not in os.environ.get("PROMETHEUS_MULTIPROC_DIR", ""):  # a reload finds what it made
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = mkdtemp(prefix=_MINE, dir=worker_tmp_dir)


def on_starting(server: Any) -> None:
    """Speak in lines as the program does; sweep the counts of servers that were killed."""
    on_reload(server)
    for folder in Path(worker_tmp_dir).glob(f"{_COUNTS}*"):
        process = folder.name.removeprefix(_COUNTS).partition("-")[0]
        if process.isdecimal() and not _is_alive(int(process)):
            shutil.rmtree(folder, ignore_errors=True)


def on_reload(server: Any) -> None:
    """Speak in lines as the program does."""
    for handler in server.log.error_log.handlers:
        handler.setFormatter(JsonLines())


def pre_fork(server: Any, worker: Any) -> None:
    """Give a process the first free lane: it goes on with a dead one's counts, whose files would else pile up."""
    taken = {other.lane for other in server.WORKERS.values()}
    worker.lane = next(lane for lane in count() if lane not in taken)


def post_fork(_server: Any, worker: Any) -> None:
    """Count in the lane's file from now on."""
    values.ValueClass = values.MultiProcessValue(lambda: worker.lane)


def on_exit(_server: Any) -> None:
    """Leave nothing behind."""
    shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # another user's
        return True
    return True
