"""What the worker does by itself, every night: sweeping.

In: the clock. Out: expired sessions, old jobs and rows of vanished people removed. huey looks for tasks in modules of
this name; `work` is found through here too.
"""

import logging
from datetime import datetime

from django.core.management import call_command
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from specify.tasks import sweeping
from specify.tasks.working import work

__all__ = ["sweep", "work"]
_log = logging.getLogger("specify.jobs")


@db_periodic_task(crontab(minute="17", hour="3"))
def sweep() -> None:
    """Remove what nobody needs any more."""
    call_command("clearsessions")
    swept = {"jobs": sweeping.sweep_jobs(datetime.now()), **sweeping.sweep_orphans()}
    _log.info("swept", extra={"data": swept})
