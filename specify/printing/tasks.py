"""What the worker does by itself with printing: every night it forgets what nobody needs.

In: the clock. Out: fewer rows in `web_template_...`. huey looks for tasks in modules of this name.
"""

import logging
from datetime import date

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from specify.printing.stored.sweeping import sweep_drafts, sweep_orphans

_log = logging.getLogger("specify.printing")


@db_periodic_task(crontab(minute="47", hour="3"))
def sweep_templates() -> None:
    """Remove what was typed long ago, and what was kept of templates that are gone."""
    _log.info("swept", extra={"data": {"drafts": sweep_drafts(date.today()), "orphans": sweep_orphans()}})
