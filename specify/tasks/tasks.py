"""What the worker does by itself: sweeping.

In: the clock. Out: expired sessions removed, once a night. The worker is huey's; its queue is a SQLite file, or Redis
when `REDIS_URL` is set.
"""

from django.core.management import call_command
from huey import crontab
from huey.contrib.djhuey import db_periodic_task


@db_periodic_task(crontab(minute="17", hour="3"))  # type: ignore[untyped-decorator]
def sweep_sessions() -> None:
    """Remove sessions that have expired."""
    call_command("clearsessions")
