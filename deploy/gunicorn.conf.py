"""The web server's settings. Processes keep no state: any number of them on any number of machines will do.

In: the environment (`SPECIFY_WEB_PROCESSES` overrides the number). Out: gunicorn's settings. Threads keep connections
open between requests, which a slow line needs; recycling bounds the memory of a process.
"""

import os
from pathlib import Path

workers = int(os.environ.get("SPECIFY_WEB_PROCESSES") or (os.cpu_count() or 1) * 2)
worker_class = "gthread"
threads = 4
keepalive = 75
preload_app = True
max_requests = 5000
max_requests_jitter = 500
timeout = 60
graceful_timeout = 20
if Path("/dev/shm").is_dir():  # noqa: S108 - heartbeat files on a disk can block a worker
    worker_tmp_dir = "/dev/shm"  # noqa: S108
loglevel = os.environ.get("SPECIFY_LOG_LEVEL", "warning")
control_socket_disable = True
