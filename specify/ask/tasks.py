"""What the worker does by itself with queries: every night it forgets those that nobody uses.

In: the clock. Out: fewer rows in `web_query_...`. huey looks for tasks in modules of this name.
"""

import logging
from datetime import date

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from specify.ask.sweeping import sweep_kept, sweep_orphans

_log = logging.getLogger("specify.ask")


@db_periodic_task(crontab(minute="41", hour="3"))
def sweep_queries() -> None:
    """Remove queries of old addresses, and what was kept of queries that are gone."""
    _log.info("swept", extra={"data": {"kept queries": sweep_kept(date.today()), "orphans": sweep_orphans()}})
